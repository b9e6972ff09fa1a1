"""Fifty-odd kinds of input that cannot be used: how to make each, its exit code, and a word its one line says.

`BAD_INPUTS[name].make(folder)` makes the input in an empty folder and gives its path.
"""

from __future__ import annotations

import gzip
import io
import os
import socket
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

UNUSABLE = 3


class BadInput(NamedTuple):
    make: Callable[[Path], Path]
    says: str
    """A part of the message."""
    exit_code: int = UNUSABLE
    only_language: bool = False
    """Whether `force` makes it usable."""


ENGLISH = "The council met on Monday and said that it would vote on the plan. It was a long day for all of them. "
GERMAN = (
    "Der Rat hat sich am Montag getroffen und gesagt, dass er über den Plan abstimmen wird. "
    "Es war ein langer Tag für alle Beteiligten, und niemand wusste, wie es weitergehen sollte. "
)
FRENCH = (
    "Le conseil s’est réuni lundi et a déclaré qu’il voterait sur le projet. "
    "La journée a été longue pour tous, et personne ne savait comment continuer. "
)
POLISH = (
    "Rada zebrała się w poniedziałek i powiedziała, że będzie głosować nad planem. "
    "To był długi dzień dla wszystkich, i nikt nie wiedział, co będzie dalej. "
)
RUSSIAN = "Совет собрался в понедельник и заявил, что проголосует за этот план. Это был долгий день для всех. "
CHINESE = "理事会星期一开会，表示将对该计划进行表决。这对所有人来说都是漫长的一天，没有人知道该如何继续下去。" * 3


def file(name: str, content: bytes | str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def path(name: str) -> Callable[[Path], Path]:
    return lambda folder: folder / name


def a_folder(folder: Path) -> Path:
    (folder / "articles").mkdir()
    return folder / "articles"


def below_a_file(folder: Path) -> Path:
    (folder / "a.txt").write_text(ENGLISH)
    return folder / "a.txt" / "b.txt"


def dangling_link(folder: Path) -> Path:
    (folder / "link.txt").symlink_to(folder / "gone.txt")
    return folder / "link.txt"


def link_to_itself(folder: Path) -> Path:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    return folder / "loop.txt"


def named_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def socket_file(folder: Path) -> Path:
    # A relative name: the length of a socket's path is limited.
    before = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("s.txt")
    finally:
        os.chdir(before)
    return folder / "s.txt"


def too_large(folder: Path) -> Path:
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(60_000_000)  # a hole: it takes no room on the disk
    return folder / "large.txt"


def database(folder: Path) -> Path:
    with sqlite3.connect(folder / "a.db") as connection:
        connection.execute("create table t (x)")
    connection.close()
    return folder / "a.db"


def archive(name: str, **members: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as out:
            for member, content in members.items():
                out.writestr(member.replace("__", "/").replace("_xml", ".xml"), content)
        return folder / name

    return make


def word(name: str, *paragraphs: str, cut: int | None = None) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        from docx import Document

        document = Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        stream = io.BytesIO()
        document.save(stream)
        (folder / name).write_bytes(stream.getvalue()[:cut])
        return folder / name

    return make


def word_bomb(folder: Path) -> Path:
    """A small archive whose directory says that its one member unpacks to two gigabytes."""
    made = archive("bomb.docx", word__document_xml="<w/>")(folder)
    data = bytearray(made.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 2_000_000_000)
    made.write_bytes(data)
    return made


CODE = """import sys

def main(argv):
    for name in argv[1:]:
        with open(name) as stream:
            print(len(stream.read()))
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv))
"""
JAVASCRIPT = """const fs = require('fs');
function size(name) {
  const stats = fs.statSync(name);
  return stats.size;
}
module.exports = { size };
"""
CSV = "city,year,people,area\n" + "".join(f"Town{n},{1990 + n},{n * 1000},{n * 3.5}\n" for n in range(30))
NUMBERS = "\n".join(f"{n}\t{n * 3.5:.2f}\t{n * n}\t{100 - n}" for n in range(40))
JSON = '{"items": [{"id": 1, "name": "a", "tags": ["x", "y"]}, {"id": 2, "name": "b", "tags": []}], "next": null}'
LINKS = "\n".join(f"https://example.org/news/2023/{n}/the-article-number-{n}.html" for n in range(12))
LINK_PAGE = (
    "<html><body><nav>" + "".join(f"<a href='/{n}'>Item {n}</a> " for n in range(40)) + "</nav></body></html>"
)
SHOPPING = "eggs\nmilk\nbread\nbutter\n"

BAD_INPUTS: dict[str, BadInput] = {
    # not there, not a file
    "missing": BadInput(path("gone.txt"), "does not exist"),
    "missing folder": BadInput(path("gone/a.txt"), "does not exist"),
    "a folder": BadInput(a_folder, "is a folder"),
    "below a file": BadInput(below_a_file, "does not exist"),
    "a dangling link": BadInput(dangling_link, "does not exist"),
    "a link to itself": BadInput(link_to_itself, "cannot be read"),
    "a name too long": BadInput(path("x" * 300 + ".txt"), "cannot be read"),
    "a missing name with a line break": BadInput(path("one\ntwo.txt"), "does not exist"),
    "an empty file whose name holds a line break": BadInput(file("one\ntwo.txt", b""), "is empty"),
    "a named pipe": BadInput(named_pipe, "not a regular file"),
    "a socket": BadInput(socket_file, "not a regular file"),
    "a device": BadInput(lambda folder: Path(os.devnull), "not a regular file"),
    "an endless device": BadInput(lambda folder: Path("/dev/zero"), "not a regular file"),
    "too large": BadInput(too_large, "larger than"),
    # nothing in it
    "empty": BadInput(file("a.txt", b""), "is empty"),
    "only white space": BadInput(file("a.txt", " \n\t\r\n \n"), "only white space"),
    "only a byte order mark": BadInput(file("a.txt", b"\xef\xbb\xbf"), "only white space"),
    "only no-break spaces": BadInput(file("a.txt", "\u00a0\u2003\n\u3000"), "only white space"),
    "empty Markdown": BadInput(file("a.md", b""), "is empty"),
    "empty HTML": BadInput(file("a.html", "<html><body></body></html>"), "without an article"),
    "empty Word": BadInput(word("a.docx"), "only white space"),
    "a page of scripts": BadInput(
        file("a.html", "<html><script>var x = 'The cat sat on the mat.'</script></html>"), "without an article"
    ),
    "a page of links": BadInput(file("a.html", LINK_PAGE), "without an article"),
    # binary
    "a PNG": BadInput(file("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), "a PNG picture"),
    "a PNG named .txt": BadInput(file("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64)), "a PNG picture"),
    "a JPEG": BadInput(file("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)), "a JPEG picture"),
    "a PDF": BadInput(file("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "a PDF"),
    "a PDF named .txt": BadInput(file("a.txt", b"%PDF-1.4\n" + ENGLISH.encode()), "a PDF"),
    "an old Word document": BadInput(
        file("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)), "old or encrypted"
    ),
    "Rich Text": BadInput(file("a.rtf", r"{\rtf1\ansi The cat sat on the mat.}"), "a Rich Text document"),
    "a gzip archive": BadInput(file("a.txt.gz", gzip.compress(ENGLISH.encode() * 9)), "a gzip archive"),
    "a zip archive": BadInput(archive("a.zip", **{"a.txt": ENGLISH}), "an archive"),
    "a spreadsheet": BadInput(archive("a.xlsx", xl__workbook_xml="<workbook/>"), "an archive"),
    "a database": BadInput(database, "a database"),
    "a program": BadInput(file("a.bin", b"\x7fELF\x02\x01\x01" + bytes(64)), "a program"),
    "a film": BadInput(file("a.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(64)), "a film"),
    "zero bytes": BadInput(file("a.txt", bytes(1000)), "is binary"),
    "text with zero bytes": BadInput(file("a.txt", ENGLISH.encode().replace(b" ", b"\x00", 3)), "is binary"),
    "random bytes": BadInput(
        file("a.dat", bytes((n * n * 31 + n // 7) % 255 + 1 for n in range(4000))), "cannot be decoded"
    ),
    "control characters": BadInput(file("a.txt", "\x01\x02\x03 the \x04\x05 cat \x06" * 40), "is binary"),
    "broken UTF-16": BadInput(file("a.txt", b"\xff\xfe" + ENGLISH.encode("utf-16-le") + b"\x00"), "broken at byte"),
    "broken UTF-8 behind its mark": BadInput(
        file("a.txt", b"\xef\xbb\xbf" + ENGLISH.encode() + b"\xff\xfe."), "broken at byte"
    ),
    # broken Word files
    "Word that is text": BadInput(file("a.docx", ENGLISH), "not a Word document"),
    "Word cut short": BadInput(word("a.docx", ENGLISH, cut=9000), "broken Word"),
    "Word without its parts": BadInput(archive("a.docx", word__document_xml="<w/>"), "broken Word"),
    "Word that is another archive": BadInput(archive("a.docx", mimetype="application/epub+zip"), "an archive"),
    "a Word bomb": BadInput(word_bomb, "unpacks to more"),
    # no prose
    "only a title": BadInput(file("a.txt", "Council votes on plan\n"), "only a few words"),
    "only a Markdown heading": BadInput(file("a.md", "# The council votes on the plan\n"), "only a heading"),
    "a shopping list": BadInput(file("a.txt", SHOPPING), "only a few words"),
    "numbers": BadInput(file("a.txt", NUMBERS), "only numbers"),
    "CSV": BadInput(file("a.csv", CSV), "only numbers"),
    "JSON": BadInput(file("a.json", JSON), "only code"),
    "Python": BadInput(file("a.py", CODE), "only code"),
    "JavaScript": BadInput(file("a.js", JAVASCRIPT), "only code"),
    "links": BadInput(file("a.txt", LINKS), "only links"),
    "punctuation": BadInput(file("a.txt", "... !!! ??? --- *** ///\n" * 9), "holds no"),
    "one word": BadInput(file("a.txt", "word"), "only a few words"),
    # another language
    "German": BadInput(file("a.txt", GERMAN * 3), "German", only_language=True),
    "French": BadInput(
        file("a.html", f"<html><body><article><p>{FRENCH * 3}</p></article></body></html>"),
        "French",
        only_language=True,
    ),
    "Polish in Windows-1250": BadInput(file("a.txt", (POLISH * 3).encode("cp1250")), "Polish", only_language=True),
    "Russian in Windows-1251": BadInput(
        file("a.txt", (RUSSIAN * 3).encode("cp1251")), "Russian", only_language=True
    ),
    "Chinese": BadInput(file("a.md", "# 标题\n\n" + CHINESE), "Chinese", only_language=True),
    "Word in German": BadInput(word("a.docx", GERMAN * 3), "German", only_language=True),
}

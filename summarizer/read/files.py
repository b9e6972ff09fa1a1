"""Bytes: from a path or standard input, and which format they are in.

The only part of reading that opens a file. It reads regular files and pipes that are already open, never waits
for a writer, and never reads more than `MAX_BYTES`.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Literal

from summarizer.errors import InputError
from summarizer.read.base import NEEDS_PROSE, SAVE_AS

Format = Literal["text", "markdown", "html", "word"]

MAX_BYTES = 50_000_000
"""The largest input, in bytes: some eight million words of news, far beyond any article."""

_FORMATS: dict[str, Format] = {
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "word",
    ".md": "markdown",
    ".markdown": "markdown",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM\x00", "a bitmap"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"ID3\x02", "a sound file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"OggS", "a sound or film"),
    (b"fLaC", "a sound file"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3", "a database"),
    (b"wOFF", "a font"),
)
_RIFF = (b"WEBP", b"WAVE", b"AVI ")


def standard_input(where: str) -> bytes:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{where} cannot be read: {_reason(error)}") from error
    return check_size(data, where)


def content(path: Path, where: str) -> bytes:
    """The bytes of the file. Raises `InputError`, and never anything else, for whatever is no readable file."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{where} is a folder", "use `summarizer batch` for a folder")
        if not stat.S_ISREG(mode) and not _is_open_pipe(path, mode):
            raise InputError(f"{where} is not a regular file", "pipe its content in and name the input -")
        with path.open("rb") as stream:
            return check_size(stream.read(MAX_BYTES + 1), where)
    except FileNotFoundError as error:
        raise InputError(f"{where} does not exist", "check the path") from error
    except NotADirectoryError as error:
        raise InputError(f"{where} does not exist: part of its path is a file", "check the path") from error
    except PermissionError as error:
        raise InputError(f"{where} may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{where} cannot be read: {_reason(error)}") from error


def check_size(data: bytes, where: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise InputError(f"{where} is larger than {MAX_BYTES // 1_000_000} MB", "split it into articles")
    return data


def recognise(data: bytes, name: str | None, where: str) -> Format:
    """The format by content where that is unmistakable, else by the extension; unknown extensions are text."""
    if not data:
        raise InputError(f"{where} is empty", NEEDS_PROSE)
    if data.startswith(_ZIP):
        return "word"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{where} is {what}, not text", SAVE_AS)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in _RIFF):
        raise InputError(f"{where} is a film, a sound or a picture, not text", SAVE_AS)
    form = _FORMATS.get(Path(name).suffix.lower(), "text") if name else "text"
    if form == "word":
        raise InputError(f"{where} is not a Word document, whatever its name says", SAVE_AS)
    return form


def printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)


def _is_open_pipe(path: Path, mode: int) -> bool:
    """A shell's `<(command)`: someone holds the other end, so reading cannot wait forever for a writer."""
    folders = ("/dev/fd", "/proc/self/fd")
    return stat.S_ISFIFO(mode) and (str(path.parent) in folders or str(path) == "/dev/stdin")


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()

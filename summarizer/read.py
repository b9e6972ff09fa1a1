"""Reading: from a file, standard input or a string to an `Article`. Nothing is mended here.

Takes a path (`-` is standard input) or a text; gives the decoded source text with its blocks, the spans of the
title, the paragraphs and the subheads. Touches the file it is asked to read and nothing else.
Whatever cannot be used ends in an `InputError` of one clear line.

The source text, which every span points into, is
- for plain text and Markdown the decoded file as it stands, line ends included, only a byte order mark gone;
- for HTML and Word the extracted paragraphs, one a line.

Work is linear in the input's size, and the size is bounded by `MAX_BYTES`.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import re
import stat
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from summarizer.document import Article, Block, BlockKind, Span
from summarizer.errors import InputError

Format = Literal["text", "markdown", "html", "docx"]

MAX_BYTES = 50_000_000
"""The largest input, in bytes: some eight million words, far beyond any article."""

TITLE_WORDS = 30
"""A first line of more words is a paragraph. The longest of 20,000 news headlines looked at had 28."""

SUBHEAD_WORDS = 16
"""A line of more words is a paragraph that lacks its full stop; the longest subhead of the sample has 14."""

WRAP_COLUMNS = 132
"""Lines of text that was wrapped by hand or by a program are no longer than this."""

WRAP_SLACK = 10
"""Columns by which a wrapped line may fall short of the room that the next word would have needed."""

WRAP_LOWER_SHARE = 0.4
"""The least share of line ends, blank lines apart, after which wrapped prose goes on in lower case. Wrapped news
has 0.7 to 0.85; text of one line a paragraph stays below 0.05."""

PROSE_WORDS = 4
"""A paragraph of fewer words is no evidence of prose."""

PROSE_SHARE = 0.3
"""The least share of characters that must stand in prose paragraphs; the rest may be captions, tables, links."""

ENGLISH_SHARE = 0.2
"""From this share of English function words on, a text is English and no detector is asked. Clean news has 0.30
to 0.45, machine translation no less; German, Dutch, French, Spanish and Swedish news stay below 0.05."""

LANGUAGE_SAMPLE = 20_000
"""Characters looked at to tell the language."""

LANGUAGE_WORDS = 20
"""With fewer words than this no detector is reliable, and a single English function word is enough."""

_FORMATS: dict[str, Format] = {
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"BM\x00", "a bitmap"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"ID3", "a sound file"),
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

_SAVE_AS = "save it as .docx, .html, .md or .txt"
_NEEDS_PROSE = "give it an article: sentences in paragraphs"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block on its way. `kind` is None while only its shape among its neighbours can tell."""

    span: Span
    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a format's parser gives: the source text and its pieces in order."""

    text: str
    pieces: tuple[_Piece, ...]


def read(path: str | Path, *, force: bool = False) -> Article:
    """The article in the file `path`, or on standard input when `path` is `-`.

    `force` goes on when only the language is in doubt. Raises `InputError`.
    """
    name = str(path)
    where = "standard input" if name == "-" else f"'{_printable(name)}'"
    data = _standard_input() if name == "-" else _file(Path(path), where)
    if len(data) > MAX_BYTES:
        raise InputError(f"{where} is larger than {MAX_BYTES // 1_000_000} MB", "split it into articles")
    suffix = "" if name == "-" else Path(name).suffix.lower()
    form = _format(data, suffix, where)
    if form == "docx":
        encoding, draft = "utf-8", _docx(data, where)
    else:
        text, encoding = decode(data, where)
        draft = _html(text, where) if form == "html" or _is_html(text) else _plain(text, form)
    return _article(draft, None if name == "-" else name, data, encoding, where, force)


def from_text(text: str, *, force: bool = False) -> Article:
    """The article in a plain or Markdown text that a program already holds. Raises `InputError`."""
    where = "the text"
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{where} holds half a character at {error.start}", "decode it again") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{where} is larger than {MAX_BYTES // 1_000_000} MB", "split it into articles")
    return _article(_plain(text, "text"), None, data, "utf-8", where, force)


def _article(draft: _Draft, path: str | None, data: bytes, encoding: str, where: str, force: bool) -> Article:
    _require_text(draft.text, where)
    blocks = _told_apart(draft.pieces)
    prose = _prose(draft.text, blocks, where)
    if not force:
        _require_english(prose, where)
    return Article(path, hashlib.sha256(data).hexdigest(), encoding, draft.text, blocks)


# --- bytes ------------------------------------------------------------------------------------------------


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"standard input cannot be read: {_reason(error)}") from error


def _file(path: Path, where: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{where} is a folder", "use `summarizer batch` for a folder")
        if not stat.S_ISREG(mode) and not _is_open_pipe(path, mode):
            raise InputError(f"{where} is not a regular file", "pipe its content in and name the input -")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{where} does not exist", "check the path") from error
    except NotADirectoryError as error:
        raise InputError(f"{where} does not exist: part of its path is a file", "check the path") from error
    except PermissionError as error:
        raise InputError(f"{where} may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{where} cannot be read: {_reason(error)}") from error


def _is_open_pipe(path: Path, mode: int) -> bool:
    """A shell's `<(command)`: someone holds the other end, so reading cannot wait forever for a writer."""
    folders = ("/dev/fd", "/proc/self/fd")
    return stat.S_ISFIFO(mode) and (str(path.parent) in folders or str(path) == "/dev/stdin")


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)


def _format(data: bytes, suffix: str, where: str) -> Format:
    """By content where it is unmistakable, else by the file's extension; unknown extensions are text."""
    if not data:
        raise InputError(f"{where} is empty", _NEEDS_PROSE)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "docx"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{where} is {what}, not text", _SAVE_AS)
    if data[4:8] == b"ftyp":
        raise InputError(f"{where} is a film or a picture, not text", _SAVE_AS)
    form = _FORMATS.get(suffix, "text")
    if form == "docx":
        raise InputError(f"{where} is not a Word document, whatever its name says", _SAVE_AS)
    return form


# --- characters -------------------------------------------------------------------------------------------

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""")
_META_BYTES = 4096
# What a page that declares the first really holds: https://encoding.spec.whatwg.org/#names-and-labels
_WEB_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1254")


def decode(data: bytes, where: str = "the input") -> tuple[str, str]:
    """The text in `data` and the name of its encoding: by declared mark, else strict UTF-8, else detected.

    A byte order mark counts as declared and is not part of the text; so does a page's `charset`, unless the
    bytes are valid UTF-8 beyond ASCII, which no other encoding is by chance. Raises `InputError`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where), encoding
    if b"\x00" in data:
        return _without_mark(data, where)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = ""
    declared = _declared(data)
    if declared and (not text or data.isascii()):
        try:
            return data.decode(declared), declared
        except (UnicodeError, LookupError):
            pass
    if text:
        return text, "utf-8"
    return _detected(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where} says it is {encoding.upper()} but is broken at byte {error.start}", "save it as UTF-8"
        ) from error


def _without_mark(data: bytes, where: str) -> tuple[str, str]:
    """UTF-16 without a mark: in English text nearly every second byte is zero, and always the same one."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.5 * half and others < 0.05 * half:
            return _strict(data, encoding, where), encoding
    raise InputError(f"{where} is binary, not text", _SAVE_AS)


def _declared(data: bytes) -> str | None:
    head = data[:_META_BYTES]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    if not codec._is_text_encoding:
        return None
    return _WEB_LABELS.get(codec.name, codec.name)


# What a text read in the wrong code page shows and one read in the right one hardly ever does.
_BROKEN_WORD = re.compile(
    r"[^\W\d_][¡-¿×÷€‚„…†‡ˆ‰‹•˜™›][^\W\d_]"  # signs in words: `Wa³êsa` for `Wałęsa`
    r"|[a-z][À-ÞŠŽŸ]|[а-яё][А-ЯЁ]"  # capitals in words
    r"|[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ]"  # two scripts in a word: `Stйphane` for `Stéphane`
    r"|[À-ž]{3}"  # `Âëàäèìèð` for `Владимир`
    r"|[a-z]iæ\b|[a-z]iè\b"  # `Djokoviæ`, `Šefèoviè`
    r"|[ŠŽšžáíý]\w{0,8}[èìøùòïñæ]|[èìøùòïñæ]\w{0,8}[šžáíý]"  # Central letters beside Western ones: `Dvoøák`
    r"|oð(?:an|lu)\b"  # `Erdoðan`
)


def _detected(data: bytes, where: str) -> tuple[str, str]:
    """The first encoding whose words are whole: the Windows code pages, then charset-normalizer's choice.

    English copy leaves a detector little to go by: often a single name is all that tells the pages apart, and a
    detector that weighs frequencies takes one page for the other.
    """
    texts: dict[str, str] = {}
    for name in _CODE_PAGES:
        try:
            texts[name] = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not _BROKEN_WORD.search(texts[name]):
            return texts[name], name

    from charset_normalizer import from_bytes

    best = from_bytes(data[:LANGUAGE_SAMPLE]).best()
    if best:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            texts[best.encoding] = data.decode(best.encoding)
    if not texts:
        raise InputError(f"{where} cannot be decoded as text", "save it as UTF-8")
    name = min(texts, key=lambda name: len(_BROKEN_WORD.findall(texts[name])))
    return texts[name], name


def _require_text(text: str, where: str) -> None:
    if not text.strip():
        raise InputError(f"{where} holds only white space", _NEEDS_PROSE)
    sample = text[:LANGUAGE_SAMPLE]
    controls = sum(c < " " and c not in "\t\n\v\f\r\x1a\x1b" for c in sample)
    if controls > 0.01 * len(sample):
        raise InputError(f"{where} is binary, not text", _SAVE_AS)


# --- plain text and Markdown ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without its line end; `start` is the offset of its first character that is not white space."""

    start: int
    text: str
    indent: int = 0
    listed: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    def without(self, mark: re.Match[str], *, listed: bool = False) -> _Line:
        return _Line(self.start + mark.end(), self.text[mark.end() :], self.indent + mark.end(), listed)


# Exactly the line ends that editors write; others, such as a form feed, are white space within the line.
_LINE_END = re.compile(r"\r\n|\n|\r|\u2029")
_BULLET = re.compile(r"[-*+•◦▪‣·][ \t]+(?=\S)")
_LIST_MARK = re.compile(r"(?:[-*+•◦▪‣·]|\d{1,3}[.)])[ \t]+(?=\S)")
_ATX = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?$")
_SETEXT = re.compile(r"(?:=+|-{2,})$")
_RULE = re.compile(r"(?:[-*_=~#+·][ \t]*){3,}$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?=[^\s*_])([^*\n]+?)(?:\*\*|__)$")
_QUOTE_MARK = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"```|~~~")
# Pictures, link definitions, tables, comments and lone tags: no copy.
_NO_COPY = re.compile(r"!\[[^\]]*\]\([^)]*\)$|\[[^\]]+\]:\s|\||<!--.*-->$|</?[a-zA-Z][^<>]*>$")
_FRONT_TITLE = re.compile(r"title:[ \t]*(?P<mark>['\"]?)(?P<title>[^'\"].*?)(?P=mark)$", re.IGNORECASE)
_FRONT_LINES = 100
"""A front matter that has not ended by this line is none."""


def _plain(text: str, form: Format) -> _Draft:
    lines = list(_lines(text))
    marked = form == "markdown" or any(line.text[:1] == "#" and _ATX.match(line.text) for line in lines)
    return _Draft(text, tuple(_paragraphs(_markdown(lines) if marked else _groups(lines))))


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for end, after in [*(m.span() for m in _LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[position:end]
        content = raw.lstrip()
        indent = len(raw) - len(content)
        yield _Line(position + indent, content.rstrip(), indent)
        position = after


_Group = list[_Line]


def _groups(lines: Iterable[_Line]) -> list[_Piece | _Group]:
    """Lines without a blank line between them; rules of dashes and the like are dropped."""
    groups: list[_Piece | _Group] = []
    group: _Group = []
    for line in lines:
        if not line.text or _RULE.match(line.text):
            group = []
            continue
        if not group:
            groups.append(group)
        mark = _BULLET.match(line.text)
        group.append(line.without(mark, listed=True) if mark else line)
    return groups


def _markdown(lines: list[_Line]) -> list[_Piece | _Group]:
    """Headings and bold lines as pieces, the copy between them as groups, all marks outside of them."""
    groups: list[_Piece | _Group] = []
    group: _Group = []
    body, front = _front_matter(lines)
    groups += front
    fence = ""
    for line in lines[body:]:
        found = _FENCE.match(line.text)
        if fence:
            fence = "" if found and found[0] == fence else fence
            continue
        if found:
            fence, group = found[0], []
            continue
        if _SETEXT.match(line.text) and len(group) == 1 and not group[0].listed:
            groups[-1] = _heading(group[0].start, group[0].text)
            group = []
            continue
        quote = _QUOTE_MARK.match(line.text)
        if quote:
            line, group = line.without(quote), []
        if not line.text or _RULE.match(line.text) or _NO_COPY.match(line.text):
            group = []
            continue
        heading = _ATX.match(line.text) or _BOLD_LINE.match(line.text)
        if heading:
            if heading[1].strip("#* "):
                bold = _BOLD_LINE.match(heading[1])
                offset = heading.start(1) + (bold.start(1) if bold else 0)
                groups.append(_heading(line.start + offset, bold[1] if bold else heading[1]))
            group = []
            continue
        if not group:
            groups.append(group)
        mark = _LIST_MARK.match(line.text)
        group.append(line.without(mark, listed=True) if mark else line)
    return groups


def _heading(start: int, text: str) -> _Piece:
    return _Piece(Span(start, start + len(text)), text, "subhead")


def _front_matter(lines: list[_Line]) -> tuple[int, list[_Piece]]:
    """The number of the first line after a YAML head, and the title that the head gives."""
    if not lines or lines[0].text != "---":
        return 0, []
    for end, line in enumerate(lines[1:_FRONT_LINES], 1):
        if line.text in ("---", "..."):
            found = ((line, _FRONT_TITLE.match(line.text)) for line in lines[1:end])
            titles = [_heading(line.start + m.start("title"), m["title"]) for line, m in found if m]
            return end + 1, titles[:1]
    return 0, []


def _paragraphs(groups: list[_Piece | _Group]) -> Iterator[_Piece]:
    """A line is a paragraph of its own, unless the text was wrapped: then the lines of a group make one."""
    width = _wrap_width([group for group in groups if isinstance(group, list)])
    for group in groups:
        if isinstance(group, _Piece):
            yield group
            continue
        first = 0
        for i, line in enumerate(group):
            following = group[i + 1] if i + 1 < len(group) else None
            if following is None or _is_break(line, following, width):
                start = group[first]
                text = " ".join(part.text for part in group[first : i + 1])
                yield _Piece(Span(start.start, line.end), text, "paragraph" if start.listed else None)
                first = i + 1


def _wrap_width(groups: list[_Group]) -> int:
    """The column at which the text was wrapped, 0 when it was not.

    Wrapped prose goes on in lower case after most line ends; a text of one line a paragraph hardly ever does.
    """
    widths: list[int] = []
    breaks = lower = 0
    for group in groups:
        for line, following in pairwise(group):
            widths.append(line.width)
            breaks += 1
            lower += following.text[0].islower()
    if not breaks or lower < WRAP_LOWER_SHARE * breaks:
        return 0
    width = sorted(widths)[int(0.95 * (len(widths) - 1))]
    return width if width <= WRAP_COLUMNS else 0


def _is_break(line: _Line, following: _Line, width: int) -> bool:
    """Whether a new paragraph begins with `following` although no blank line precedes it."""
    if following.listed:
        return True
    if line.listed and following.indent >= line.indent:
        return False
    if not width:
        return True
    room = width - line.width - 1 - len(following.text.split(maxsplit=1)[0])
    return not following.text[0].islower() and (room > WRAP_SLACK or following.indent > line.indent)


# --- title, subheads, paragraphs --------------------------------------------------------------------------

_ENDS_SENTENCE = re.compile(r"[.!?…。！？।]['\"’”»)\]]*$")
_ENDS_OPEN = re.compile(r"[.:;,…\-–—]['\"’”»)\]]*$")
_ENDS_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


def _told_apart(pieces: tuple[_Piece, ...]) -> tuple[Block, ...]:
    """A heading before any copy is the title; where no heading is marked, a short unended first line is."""
    marked = any(piece.kind == "subhead" for piece in pieces)
    blocks: list[Block] = []
    for i, piece in enumerate(pieces):
        kind: BlockKind = piece.kind or "paragraph"
        if i == 0 and (piece.kind == "subhead" or _looks_like_title(pieces)):
            kind = "title"
        elif piece.kind is None and not marked and _looks_like_subhead(pieces, i):
            kind = "subhead"
        blocks.append(Block(kind, piece.span))
    return tuple(blocks)


def _is_unended(text: str) -> bool:
    return not _ENDS_OPEN.search(text) or bool(_ENDS_ABBREVIATED.search(text))


def _is_full(piece: _Piece) -> bool:
    """Whether a piece is copy beyond doubt: sentences that end, or too long for a heading."""
    return bool(_ENDS_SENTENCE.search(piece.text)) or _count(piece.text) > SUBHEAD_WORDS


def _count(text: str) -> int:
    """Words, counted no further than a title could reach."""
    return len(text.split(maxsplit=TITLE_WORDS + 1))


def _looks_like_title(pieces: tuple[_Piece, ...]) -> bool:
    first = pieces[0]
    return (
        first.kind is None
        and len(pieces) > 1
        and _count(first.text) <= TITLE_WORDS
        and _is_unended(first.text)
        and any(c.isalpha() for c in first.text)
    )


def _looks_like_subhead(pieces: tuple[_Piece, ...], i: int) -> bool:
    """A short line without an end mark, between copy and copy; after the title it is a byline or the like."""
    if not 0 < i < len(pieces) - 1:
        return False
    text = pieces[i].text
    return (
        _count(text) <= SUBHEAD_WORDS
        and _is_unended(text)
        and not _ENDS_SENTENCE.search(text)
        and not text[0].islower()
        and any(c.isalpha() for c in text)
        and (_is_full(pieces[i - 1]) or i == 1)
        and _is_full(pieces[i + 1])
    )


# --- HTML -------------------------------------------------------------------------------------------------

_HTML_HEAD = 1000
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SMALL_PAGE = 100
"""Words. Of a page with less copy trafilatura keeps the words but not the structure."""
_NO_CONTENT = "script|style|template|noscript|nav|header|footer|aside|form|button|select|svg|iframe|figcaption"
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h4", "h5", "h6", "dd", "dt"})


def _is_html(text: str) -> bool:
    return bool(_HTML_START.match(text[:_HTML_HEAD]))


def _html(text: str, where: str) -> _Draft:
    """The main content of a page, one paragraph a line."""
    import trafilatura

    try:
        page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # whatever a hostile page makes its parsers raise
        raise InputError(f"{where} is HTML that cannot be read", _SAVE_AS) from error
    body = getattr(page, "body", None)
    found = list(_main_parts(body)) if body is not None else []
    if sum(len(part.split()) for _, part in found) < _SMALL_PAGE:
        found = max([found, list(_all_parts(text))], key=lambda parts: sum(len(p.split()) for _, p in parts))
    if not found:
        raise InputError(f"{where} is HTML without an article in it", _NEEDS_PROSE)
    title = " ".join((getattr(page, "title", None) or "").split())
    if title and found[0][0] != "subhead" and all(part != title for _, part in found):
        found.insert(0, ("subhead", title))
    return _joined(found)


def _main_parts(body: Any) -> Iterator[tuple[BlockKind | None, str]]:
    """The blocks of the tree that trafilatura gives: head, p, item, quote, and lb for a line break."""
    for element in body.iter("head", "p", "item", "quote"):
        if element.tag == "quote" and element.find("p") is not None:
            continue
        kind: BlockKind | None = "subhead" if element.tag == "head" else None
        for line in _text_of(element).split("\n"):
            yield kind, line


def _text_of(element: Any) -> str:
    """An element's text, its line breaks as newlines, without the blocks within it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in ("p", "item", "list", "quote", "head"):
            parts.append(_text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _all_parts(text: str) -> Iterator[tuple[BlockKind | None, str]]:
    """Headings and paragraphs of a page too small for finding its main content."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return
    skipped = frozenset(_NO_CONTENT.split("|"))
    stack = [page]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in skipped:
            continue
        if element.tag in _HEADINGS:
            yield "subhead", element.text_content()
        elif element.tag in _PARAGRAPHS:
            yield None, element.text_content()
        else:
            stack += reversed(element)


def _joined(found: Iterable[tuple[BlockKind | None, str]]) -> _Draft:
    """The extracted parts as a source text, one a line, with white space within a part made single."""
    pieces: list[_Piece] = []
    position = 0
    for kind, part in found:
        line = " ".join(part.split())
        if line:
            pieces.append(_Piece(Span(position, position + len(line)), line, kind))
            position += len(line) + 1
    return _Draft("\n".join(piece.text for piece in pieces), tuple(pieces))


# --- Word -------------------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = frozenset({f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", f"{_W}instrText"})


def _docx(data: bytes, where: str) -> _Draft:
    """The paragraphs of a Word document as it reads with all tracked changes accepted; tables are left out."""
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename: info.file_size for info in archive.infolist()}
        if "word/document.xml" not in names:
            raise InputError(f"{where} is an archive, not a Word document", _SAVE_AS)
        if sum(names.values()) > 4 * MAX_BYTES:
            raise InputError(f"{where} unpacks to more than {4 * MAX_BYTES // 1_000_000} MB", _SAVE_AS)
        document = Document(io.BytesIO(data))
        found = [part for paragraph in document.paragraphs for part in _docx_parts(paragraph)]
    except InputError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx raise some twenty kinds on a broken file
        raise InputError(f"{where} is a broken Word document", "open it in Word and save it anew") from error
    return _joined(found)


def _docx_parts(paragraph: Any) -> Iterator[tuple[BlockKind | None, str]]:
    style = str(getattr(paragraph.style, "name", None) or "").lower()
    kind: BlockKind | None = "subhead" if style.startswith(("heading", "title")) else None
    for line in "".join(_docx_text(paragraph._p)).split("\n"):
        yield kind, line


def _docx_text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_READ or not isinstance(child.tag, str) or child.tag.endswith("}Fallback"):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "‑"
        else:
            yield from _docx_text(child)


# --- prose, and English prose -----------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_CODE = re.compile(
    r"[{};]$|\)\s*:$|=>|::|\w\(\)|^\s*[\w.\[\]]+ [-+*/]?= \S"
    r"|^\s*(?:import|from \S+ import|def|class|return|function|var|let|const|public|private|package|using)\b"
    r"|^\s*(?:#include|if \(|for \(|while \(|//|/\*|\$ |<\?|</?\w+)"
)
_SAMPLE_BLOCKS = 2000
"""Blocks looked at to tell prose from code, tables and links."""


def _prose(text: str, blocks: tuple[Block, ...], where: str) -> str:
    """The paragraphs that are prose; `InputError` says what the text is where they are too few."""
    parts = [text[slice(*block.span)] for block in blocks if block.kind == "paragraph"][:_SAMPLE_BLOCKS]
    if not parts:
        raise InputError(f"{where} holds no paragraph, only a heading", _NEEDS_PROSE)
    kinds = [_prose_fault(part[:LANGUAGE_SAMPLE]) for part in parts]
    if len(parts) == 1 and not _ENDS_SENTENCE.search(parts[0]) and _count(parts[0]) <= SUBHEAD_WORDS:
        kinds = [kinds[0] or "a few words"]
    weight = dict.fromkeys(kinds, 0)
    for kind, part in zip(kinds, parts, strict=True):
        weight[kind] += len(part)
    if weight.get("", 0) >= PROSE_SHARE * sum(weight.values()):
        return "\n".join(part for kind, part in zip(kinds, parts, strict=True) if not kind)
    worst = max((kind for kind in weight if kind), key=lambda kind: weight[kind])
    raise InputError(f"{where} holds no prose, only {worst}", _NEEDS_PROSE)


def _prose_fault(part: str) -> str:
    """What a paragraph is, where it is not prose: numbers, code, links, a few words."""
    bare = _URL.sub("", part)
    words = _WORD.findall(bare)
    signs = sum(1 for c in bare if not c.isspace())
    if len(bare) < 0.5 * len(part):
        return "links"
    if sum(map(len, words)) < 0.6 * signs:
        return "code" if any(c in bare for c in "{}<>=;") else "numbers and signs"
    if _CODE.search(part) and not _ENDS_SENTENCE.search(part):
        return "code"
    # A script without spaces between words counts its letters instead.
    if len(words) < PROSE_WORDS and sum(map(len, words)) < 10 * PROSE_WORDS:
        return "a few words"
    return ""


# Words that are frequent in English and are no words of its neighbours.
_FUNCTION_WORDS = frozenset(
    "the of and to that for with by this which from have has had been were are they their there would could should "
    "said not but who it its he she his her after about when than then these those we our you your as at be or if "
    "because before between during into more most other over some such through under what where while".split()
)
_LANGUAGES = dict(
    entry.split()
    for entry in (
        "ar Arabic|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|da Danish|de German|el Greek|es Spanish|et Estonian"
        "|eu Basque|fa Persian|fi Finnish|fr French|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|id Indonesian"
        "|it Italian|ja Japanese|ko Korean|la Latin|lt Lithuanian|lv Latvian|nl Dutch|no Norwegian|pl Polish"
        "|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|sr Serbian|sv Swedish|th Thai|tr Turkish"
        "|uk Ukrainian|ur Urdu|vi Vietnamese|zh Chinese"
    ).split("|")
)


def _require_english(prose: str, where: str) -> None:
    """English by its function words; py3langid is asked only where they are few."""
    sample = prose[:LANGUAGE_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    known = sum(word in _FUNCTION_WORDS for word in words)
    if known >= ENGLISH_SHARE * len(words) or (known and len(words) < LANGUAGE_WORDS):
        return
    import py3langid

    code = str(py3langid.classify(sample)[0])
    if code != "en":
        language = _LANGUAGES.get(code, f"another language ({code})")
        raise InputError(f"{where} seems to be {language}, not English", "use --force to go on")

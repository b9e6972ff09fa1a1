"""Reading: from a file, standard input or a string to an `Article`. Nothing is mended here.

Takes a path (`-` is standard input) or a text; gives the decoded source text with its blocks, the spans of the
title, the paragraphs and the subheads. Touches the file it is asked to read and nothing else.
Whatever cannot be used ends in an `InputError` of one clear line.

    files      path -> bytes and their format
    decode     bytes -> characters
    plain, markdown, html, word
               characters or bytes of one format -> a draft: the source text and its pieces
    headings   pieces -> title, subheads, paragraphs
    prose      refuses what holds no English prose

The source text, which every span points into, is
- for plain text and Markdown the decoded file as it stands, line ends included, only a byte order mark gone;
- for HTML and Word the extracted paragraphs, one a line.

Work is linear in the input's size, and the size is bounded by `files.MAX_BYTES`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from summarizer.document import Article
from summarizer.errors import InputError
from summarizer.read import files, headings, html, markdown, plain, prose, word
from summarizer.read.base import Draft
from summarizer.read.decode import decode

__all__ = ["from_text", "read"]


def read(path: str | Path, *, force: bool = False) -> Article:
    """The article in the file `path`, or on standard input when `path` is `-`.

    `force` goes on when only the language is in doubt. Raises `InputError`.
    """
    name = None if str(path) == "-" else str(path)
    where = "standard input" if name is None else f"'{files.printable(name)}'"
    data = files.standard_input(where) if name is None else files.content(Path(name), where)
    form = files.recognise(data, name, where)
    if form == "word":
        encoding, draft = "utf-8", word.parse(data, where)
    else:
        text, encoding = decode(data, where)
        page = form == "html" or html.is_page(text)
        draft = html.parse(text, where) if page else _text(text, marked=form == "markdown")
    return _article(draft, name, data, encoding, where, force)


def from_text(text: str, *, force: bool = False) -> Article:
    """The article in a plain or Markdown text that a program already holds. Raises `InputError`."""
    where = "the text"
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{where} holds half a character at {error.start}", "decode it again") from error
    files.check_size(data, where)
    return _article(_text(text), None, data, "utf-8", where, force)


def _text(text: str, *, marked: bool = False) -> Draft:
    """A text whose headings are marked is Markdown, whatever its name says."""
    lines = plain.lines(text)
    parse = markdown.parse if marked or markdown.is_marked(lines) else plain.parse
    return Draft(text, tuple(parse(lines)))


def _article(draft: Draft, path: str | None, data: bytes, encoding: str, where: str, force: bool) -> Article:
    prose.require_text(draft.text, where)
    blocks = headings.tell_apart(draft)
    prose.require_prose(draft.text, blocks, where, any_language=force)
    return Article(path, hashlib.sha256(data).hexdigest(), encoding, draft.text, blocks)

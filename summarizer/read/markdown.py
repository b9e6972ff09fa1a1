"""Markdown: headings by their marks, the copy between them as plain text. Pure.

Marks that stand at a line's start or around a whole line are left out of the pieces: `#`, `>`, `-`, `1.`, a line
in bold. Front matter, fenced code, tables, pictures, link definitions and lone tags are no copy.

Marks within a paragraph (`[text](address)`, `*emphasis*`, `<b>`) stay in it, byte for byte: they belong to the
source text that every span points into, and whoever takes no edit gets them back. Taking them out would lose the
links for good. Nothing here tells later stages where they stand: what changes wording must keep them itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.document import Span
from summarizer.read.base import Piece
from summarizer.read.plain import RULE, Group, Line, paragraphs

FRONT_LINES = 100
"""A front matter that has not ended by this line is none."""

_ATX = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?$")
_SETEXT = re.compile(r"(?:=+|-{2,})$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?=[^\s*_])([^*\n]+?)(?:\*\*|__)$")
_QUOTE_MARK = re.compile(r"(?:>[ \t]*)+")
_LIST_MARK = re.compile(r"(?:[-*+•◦▪‣·]|\d{1,3}[.)])[ \t]+(?=\S)")
_FENCE = re.compile(r"```|~~~")
# Pictures, link definitions, tables, comments, lone tags.
_NO_COPY = re.compile(r"!\[[^\]]*\]\([^)]*\)$|\[[^\]]+\]:\s|\||<!--.*-->$|</?[a-zA-Z][^<>]*>$")
_FRONT_TITLE = re.compile(r"title:[ \t]*(?P<mark>['\"]?)(?P<title>[^'\"].*?)(?P=mark)$", re.IGNORECASE)


def is_marked(lines: Iterable[Line]) -> bool:
    """Whether a text has a heading that only Markdown writes so."""
    return any(line.text[:1] == "#" and _ATX.match(line.text) for line in lines)


def parse(lines: Sequence[Line]) -> Iterator[Piece]:
    body, title = _front_matter(lines)
    groups: list[Group | Piece] = [*title]
    group: Group = []
    for line in _without_code(lines[body:]):
        if _SETEXT.match(line.text) and len(group) == 1 and not group[0].listed:
            groups[-1] = _heading(group[0].start, group[0].text)
            group = []
            continue
        quote = _QUOTE_MARK.match(line.text)
        if quote:
            line = line.without(quote, quoted=True)
            group = group if group and group[-1].quoted else []
        heading = _marked_heading(line)
        if heading or not line.text or RULE.match(line.text) or _NO_COPY.match(line.text):
            if heading and heading.text.strip("#* "):
                groups.append(heading)
            group = []
            continue
        if not group:
            groups.append(group)
        mark = _LIST_MARK.match(line.text)
        group.append(line.without(mark, listed=True) if mark else line)
    return paragraphs(groups)


def _without_code(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines outside of fenced code; a fence is a blank line."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line.text)
        if found and fence in ("", found[0]):
            fence = "" if fence else found[0]
            yield Line(line.start, "")
        elif not fence:
            yield line


def _marked_heading(line: Line) -> Piece | None:
    """The heading that a line is: after `#`, in bold, or both."""
    atx = _ATX.match(line.text)
    start, text = (atx.start(1), atx[1]) if atx else (0, line.text)
    bold = _BOLD_LINE.match(text)
    if bold:
        start, text = start + bold.start(1), bold[1]
    return _heading(line.start + start, text) if atx or bold else None


def _heading(start: int, text: str) -> Piece:
    return Piece(Span(start, start + len(text)), text, "subhead")


def _front_matter(lines: Sequence[Line]) -> tuple[int, list[Piece]]:
    """The number of the first line after a YAML head, and the title that the head gives."""
    if not lines or lines[0].text != "---":
        return 0, []
    for end, line in enumerate(lines[1:FRONT_LINES], 1):
        if line.text in ("---", "..."):
            found = ((line, _FRONT_TITLE.match(line.text)) for line in lines[1:end])
            titles = [_heading(line.start + m.start("title"), m["title"]) for line, m in found if m]
            return end + 1, titles[:1]
    return 0, []

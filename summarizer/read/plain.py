"""Plain text: its lines, and which of them make one paragraph. Pure.

A line is a paragraph of its own, unless the text was wrapped: then the lines between two blank ones are one,
and a line that ends well before the margin ends a paragraph too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.document import BlockKind, Span
from summarizer.read.base import Piece

WRAP_COLUMNS = 132
"""Lines that a hand or a program wrapped are no longer than this, the widest of the old terminals."""

WRAP_LOWER_SHARE = 0.4
"""The least share of line ends, blank lines apart, after which wrapped prose goes on in lower case.

Of 411 news articles wrapped at 72 columns, blank lines between their paragraphs, 99 in 100 have 0.53 or more
(95 in 100 have 0.40 without the blank lines); of 325 with one line a paragraph 99 in 100 have 0.23 or less.
"""

LINE_END = re.compile(r"\r\n|\n|\r|\u2029")
"""The line ends that editors write; others, such as a form feed, are white space within the line."""

RULE = re.compile(r"(?:[-*_=~#+·][ \t]*){3,}$")
"""A line of dashes, stars and the like; it parts paragraphs as a blank line does."""

_BULLET = re.compile(r"[-*+•◦▪‣·][ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; `start` is the offset of its first character that is not white space."""

    start: int
    text: str
    indent: int = 0
    listed: bool = False
    quoted: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    def without(self, mark: re.Match[str], *, listed: bool = False, quoted: bool = False) -> Line:
        text = self.text[mark.end() :]
        return Line(self.start + mark.end(), text, self.indent + mark.end(), listed, quoted or self.quoted)


Group = list[Line]
"""Lines without a blank line between them."""


def lines(text: str) -> list[Line]:
    found: list[Line] = []
    position = 0
    for end, after in [*(m.span() for m in LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[position:end]
        content = raw.lstrip()
        indent = len(raw) - len(content)
        found.append(Line(position + indent, content.rstrip(), indent))
        position = after
    return found


def parse(lines: Iterable[Line]) -> Iterator[Piece]:
    groups: list[Group | Piece] = []
    group: Group = []
    for line in lines:
        if not line.text or RULE.match(line.text):
            group = []
            continue
        if not group:
            groups.append(group)
        bullet = _BULLET.match(line.text)
        if bullet and group and _goes_on(group[-1], line.text[bullet.end() :]):
            bullet = None
        group.append(line.without(bullet, listed=True) if bullet else line)
    return paragraphs(groups)


def _goes_on(line: Line, after_mark: str) -> bool:
    """Whether a mark stands within a sentence: a dash that wrapping brought to a line's start."""
    return not line.listed and line.text[-1] not in ".:;!?" and after_mark[0].islower()


def paragraphs(groups: Sequence[Group | Piece]) -> Iterator[Piece]:
    """The groups cut into paragraphs; pieces among them stay as they are."""
    wrap = _wrap([group for group in groups if isinstance(group, list)])
    for group in groups:
        if isinstance(group, Piece):
            yield group
            continue
        begun: Group = []
        for line, following in zip(group, [*group[1:], None], strict=True):
            begun.append(line)
            if following is None or _is_break(line, following, wrap):
                span = Span(begun[0].start, line.end)
                kind: BlockKind | None = "paragraph" if begun[0].listed else None
                yield Piece(span, " ".join(part.text for part in begun), kind, begun[0].quoted)
                begun = []


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How a text was wrapped."""

    margin: int
    """The column that lines reach."""
    slack: int
    """The most columns that a line leaves although the next word had fitted; -1 where every line is filled."""


def _wrap(groups: Sequence[Group]) -> _Wrap | None:
    """None for a text that was not wrapped.

    Wrapped prose goes on in lower case after most line ends; a text of one line a paragraph hardly ever does.
    What those lines leave free is what lines within a paragraph leave free.
    """
    ends = [pair for group in groups for pair in pairwise(group)]
    within = [(line, following) for line, following in ends if following.text[0].islower()]
    if not within or len(within) < WRAP_LOWER_SHARE * len(ends):
        return None
    margin = _most(line.width for line, _ in ends)
    slack = max(-1, _most(_room(line, following, margin) for line, following in within))
    return _Wrap(margin, slack) if margin <= WRAP_COLUMNS else None


def _most(numbers: Iterable[int]) -> int:
    """The largest but for a few outliers: an address that no line could hold, a line cut short by hand."""
    ranked = sorted(numbers)
    return ranked[int(0.95 * (len(ranked) - 1))]


def _room(line: Line, following: Line, margin: int) -> int:
    """The columns that are left when the next line's first word is moved up; below 0 it does not fit."""
    return margin - line.width - 1 - len(following.text.split(maxsplit=1)[0])


def _is_break(line: Line, following: Line, wrap: _Wrap | None) -> bool:
    """Whether a new paragraph begins with `following` although no blank line precedes it."""
    if following.listed:
        return True
    if line.listed and following.indent >= line.indent:
        return False
    if wrap is None:
        return True
    if following.text[0].islower():
        return False
    return _room(line, following, wrap.margin) > wrap.slack or following.indent > line.indent

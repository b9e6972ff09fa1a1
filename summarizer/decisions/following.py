"""Where the edits of an article show in its headline and its lines, so that these follow what is decided on them.

Takes a headline or a line and the segments of the article, gives the pieces of its text. Pure.

An edit is found again by the words that it put there with the word on either side, where the sentences and the line
have these once; at an end of the sentence or the line there is none on that side. What the model worded anew
follows nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarizer.document import Edit, Headline, RewrittenSegment, Span, SummaryLine

_WORD = re.compile(r"\w(?:\S*\w)?")
_BREAK = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a headline or a line and the edit that put it there, if any; empty where it took words out."""

    text: str
    edit: Edit | None = None
    opens: bool = False
    """Whether it begins the line."""

    @property
    def undone(self) -> str:
        """What stands there when the edit is refused."""
        if self.edit is None:
            return self.text
        before = _BREAK.sub(" ", self.edit.before)
        return before[:1].upper() + before[1:] if self.opens and self.text[:1].isupper() else before


def pieces(made: Headline | SummaryLine, segments: Sequence[RewrittenSegment]) -> tuple[Piece, ...]:
    """Its text cut at the edits that show in it; put together they are the text again."""
    of_line = [segment for segment in segments if segment.id in made.evidence]
    found = sorted(_places(made.text, of_line), key=lambda place: place[0])
    result: list[Piece] = []
    end = 0
    for span, edit in found:
        if span.start >= end:
            result += [
                Piece(made.text[end : span.start]),
                Piece(made.text[span.start : span.end], edit, opens=span.start == 0),
            ]
            end = span.end
    result.append(Piece(made.text[end:]))
    return tuple(piece for piece in result if piece.text or piece.edit)


def _places(text: str, segments: Sequence[RewrittenSegment]) -> Iterator[tuple[Span, Edit]]:
    """Where edits of the segments stand in `text`, as far as they do."""
    for segment in segments:
        words = [Span(*match.span()) for match in _WORD.finditer(segment.text)]
        for edit, span in _made(segment):
            for around, is_first, is_last in _surroundings(span, words):
                shown = segment.text[around.start : around.end]
                at = _only(shown, text, is_first, is_last)
                if at is not None and sum(len(_all(shown, other.text)) for other in segments) == 1:
                    start = at + span.start - around.start
                    yield Span(start, start + len(edit.after)), edit
                    break


def _made(segment: RewrittenSegment) -> Iterator[tuple[Edit, Span]]:
    """The edits and where their words stand in the segment's text."""
    growth = accumulate((len(e.after) - len(e.before) for e in segment.edits), initial=-segment.span.start)
    for edit, shift in zip(segment.edits, growth, strict=False):
        start = edit.span.start + shift
        yield edit, Span(start, start + len(edit.after))


def _surroundings(span: Span, words: Sequence[Span]) -> Iterator[tuple[Span, bool, bool]]:
    """Stretches around `span`, and whether one must stand first in the line, or last.

    With the word on either side; else, where the line breaks off there, with that on one.
    """
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = bisect_left(words, max(span.end, span.start + 1), key=lambda word: word.start)
    left, inside, right = words[:first][-1:], words[first:last], words[last:][:1]
    for before, after in ((left, right), (left, []), ([], right)) if inside else ((left, right),):
        shown = [*before, *inside, *after]
        if shown and shown[0].start <= span.start and span.end <= shown[-1].end:
            yield Span(shown[0].start, shown[-1].end), not before, not after


def _only(shown: str, text: str, is_first: bool, is_last: bool) -> int | None:
    """Where `text` has these words, if it has them once, there where they must stand."""
    found = _all(shown, text)
    if len(found) != 1:
        return None
    is_cut = (is_first and _WORD.search(text[: found[0]])) or (
        is_last and _WORD.search(text[found[0] + len(shown) :])
    )
    return None if is_cut else found[0]


def _all(shown: str, text: str) -> list[int]:
    """Where `text` has these words, as no parts of longer ones."""
    if shown not in text:
        return []
    words = re.compile(rf"(?<!\w)(?<!\w['’-]){re.escape(shown)}(?!\w|['’-]\w)")
    return [match.start() for match in words.finditer(text)]

"""What an anchor means in a result: the same one or, after a new run, another.

Takes a result and anchors, gives the id of the edit, segment, headline or line meant, or none. Touches nothing.

A decision must never end up elsewhere by mistake, so the words have to be the same, and then:
1. all of the surroundings are the same, or
2. those inside the same sentence are, or the nearest `NEAR` characters; and there is enough of them in all.
Where several places fit equally well, the id tells them apart if the input is still the same; else none is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.decisions.values import Anchor, Target
from summarizer.document import SUMMARY_LINES, Edit, Result, RewrittenSegment, Span, SummaryLine

REACH = 40
"""Characters of the surroundings that an anchor keeps on each side."""
NEAR = 20
"""Characters on a side that tell a place where the sentence itself has changed further away: three words or so."""
ENOUGH = 24
"""Characters, of the words and on both sides together, that have to agree where not all surroundings do: less, such
as a short sentence by itself, may well come twice in an article."""

HEADLINE = "headline"


def edit_anchor(result: Result, edit: Edit) -> Anchor:
    return Anchor(edit.id, edit.before, edit.after, *_surroundings(result, edit.span))


def segment_anchor(result: Result, segment: RewrittenSegment) -> Anchor:
    """For an editor's own wording of a sentence, a title or a subhead."""
    around = _surroundings(result, segment.span)
    return Anchor(f"s{segment.id}", segment.original, segment.text, *around)


def headline_anchor(result: Result) -> Anchor:
    return Anchor(HEADLINE, "", "" if result.headline is None else result.headline.text)


def line_anchor(result: Result, number: int) -> Anchor:
    """The summary's line of that number, from 1; one that the program did not make has no words."""
    made = result.summary[number - 1].text if number <= len(result.summary) else ""
    return Anchor(f"line{number}", "", made)


def line_places(result: Result) -> Iterator[tuple[int, SummaryLine | None]]:
    """The places of a summary, by number: also those, up to three, where the program has no line."""
    for number in range(1, max(SUMMARY_LINES, len(result.summary)) + 1):
        yield number, result.summary[number - 1] if number <= len(result.summary) else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a decision could belong."""

    anchor: Anchor
    """As it would be made now."""
    left: int
    """Characters of the same sentence on that side, as far as an anchor reaches."""
    right: int

    @property
    def id(self) -> str:
        return self.anchor.id

    def is_exactly(self, anchor: Anchor) -> bool:
        return (self.anchor.left, self.anchor.right) == (anchor.left, anchor.right)

    def is_about(self, anchor: Anchor) -> bool:
        left = _alike(self.anchor.left[::-1], anchor.left[::-1])
        right = _alike(self.anchor.right, anchor.right)
        return (
            left >= min(self.left, NEAR)
            and right >= min(self.right, NEAR)
            and len(anchor.before) + left + right >= ENOUGH
        )


class Places:
    """All that can be decided in a result."""

    def __init__(self, result: Result) -> None:
        self._edits: defaultdict[tuple[str, str], list[_Place]] = defaultdict(list)
        self._segments: defaultdict[str, list[_Place]] = defaultdict(list)
        for segment in result.rewrite.segments:
            self._segments[segment.original].append(_Place(segment_anchor(result, segment), 0, 0))
            for edit in segment.edits:
                left = min(REACH, edit.span.start - segment.span.start)
                right = min(REACH, segment.span.end - edit.span.end)
                self._edits[edit.before, edit.after].append(_Place(edit_anchor(result, edit), left, right))
        self._headline = headline_anchor(result)
        self._lines = [line_anchor(result, number) for number in range(1, SUMMARY_LINES + 1)]

    def find(self, target: Target, anchor: Anchor, *, same_input: bool) -> str | None:
        """The id of what is meant; `same_input` tells whether the anchor was made on the very same input."""
        match target:
            case "edit":
                return _best(self._edits[anchor.before, anchor.after], anchor, same_input=same_input)
            case "sentence":
                # Whatever the program makes of a sentence by now: an editor's own wording replaces it.
                return _best(self._segments[anchor.before], anchor, same_input=same_input)
            case "headline":
                # There is one, and on the same article the editor's stands whatever the program would say.
                return HEADLINE if same_input or anchor.after == self._headline.after else None
            case "line":
                found = [line.id for line in self._lines if line.after == anchor.after]
                return _the_one(found, anchor.id, by_id=same_input or not anchor.after)


def _best(places: Sequence[_Place], anchor: Anchor, *, same_input: bool) -> str | None:
    exact = [place.id for place in places if place.is_exactly(anchor)]
    if exact:
        return _the_one(exact, anchor.id, by_id=same_input)
    return _the_one([place.id for place in places if place.is_about(anchor)], anchor.id, by_id=False)


def _the_one(ids: Sequence[str], wanted: str, *, by_id: bool) -> str | None:
    if by_id and wanted in ids:
        return wanted
    return ids[0] if len(ids) == 1 else None


def _surroundings(result: Result, span: Span) -> tuple[str, str]:
    text = result.article.text
    return text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))

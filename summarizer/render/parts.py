"""What the readable renderings share: a result taken apart into the things that are shown.

Takes a `Result`, gives small frozen values whose strings are still raw: each rendering makes them safe in its
own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeVar

from summarizer.counting import many
from summarizer.document import (
    BLOCK_KINDS,
    SUMMARY_LINES,
    BlockKind,
    Edit,
    Readability,
    Result,
    RewrittenSegment,
    Score,
    Span,
)
from summarizer.edits import Hunk
from summarizer.score import MEASURES, Measure, difference

Change = Literal["same", "cut", "new"]

C = TypeVar("C", Edit, Hunk)

NO_VALUE = "–"
LOST_NAMED = 3
"""Lost facts that a line names; all of them are in the JSON result."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A title, a subhead or a paragraph of the rewrite."""

    kind: BlockKind
    segments: tuple[RewrittenSegment, ...]
    gaps: tuple[str, ...]
    """What stands before each segment in the source, as it stands there; empty before the first."""

    @property
    def text(self) -> str:
        return "".join(gap + segment.text for gap, segment in zip(self.gaps, self.segments, strict=True))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the readability table, as strings."""

    label: str
    before: str
    after: str
    change: str
    easier: str
    note: str


def paragraphs(result: Result) -> Iterator[Paragraph]:
    source = result.article.text
    for _, group in groupby(result.rewrite.segments, key=lambda segment: segment.paragraph):
        segments = tuple(group)
        starts = [segments[0].span.start, *(segment.span.end for segment in segments[:-1])]
        gaps = tuple(source[start : s.span.start] for start, s in zip(starts, segments, strict=True))
        yield Paragraph(BLOCK_KINDS[segments[0].kind], segments, gaps)


def stretches(text: str, changes: Iterable[C], offset: int = 0) -> Iterator[tuple[Span, C | None]]:
    """What stays of a text, each stretch with the change behind it; None behind the last.

    The spans of the changes count from `offset`, those of the stretches from the text's start.
    """
    position = 0
    for change in changes:
        yield Span(position, change.span.start - offset), change
        position = change.span.end - offset
    yield Span(position, len(text)), None


def runs(text: str, changes: Iterable[C], offset: int = 0) -> Iterator[tuple[Change, str]]:
    """What stays, goes and comes of a text, in reading order; none is empty."""
    for span, change in stretches(text, changes, offset):
        same: tuple[Change, str] = ("same", text[slice(*span)])
        parts = [same] if change is None else [same, ("cut", change.before), ("new", change.after)]
        yield from ((kind, part) for kind, part in parts if part)


def shortfalls(result: Result) -> list[str]:
    """What was not made, and why: said instead of invented."""
    found = []
    if result.headline is None:
        found.append("no headline: none was found that the article supports")
    lines, sentences = len(result.summary), sum(s.kind == "sentence" for s in result.rewrite.segments)
    if lines < SUMMARY_LINES:
        made = "no summary" if not lines else f"{lines} of {SUMMARY_LINES} lines"
        why = (
            f"the article has {many(sentences, 'sentence')}"
            if sentences <= lines
            else "no more were found that the article supports"
        )
        found.append(f"{made}: {why}")
    return found


def counts(result: Result) -> str:
    """What became of the facts, in one line; those that are not found again are named, a few at most."""
    facts = result.facts
    named = ", ".join(f"`{fact.text}` [{fact.segment}]" for fact in facts.lost[:LOST_NAMED])
    more = len(facts.lost) - LOST_NAMED
    lost = f" (not found again: {named}{f' and {more:,} more' if more > 0 else ''})" if named else ""
    return (
        f"facts: {facts.checked:,} checked, {facts.kept:,} kept{lost}, "
        f"{many(len(facts.refused), 'proposal')} refused, {many(len(result.flags), 'flag')}"
    )


def changes(result: Result) -> str:
    """How much of the article was touched, in one line."""
    segments = result.rewrite.segments
    changed = sum(bool(segment.edits) for segment in segments)
    edits = sum(len(segment.edits) for segment in segments)
    return f"{many(edits, 'edit')} in {changed} of {many(len(segments), 'segment')}"


def provenance(result: Result) -> str:
    """What made the result, and from how much of the article, in one line."""
    model, coverage = result.model, result.coverage
    made = f"{model.name} ({model.engine}), summarizer {result.version}, {result.seconds:.1f} s"
    if coverage.words_used < coverage.words:
        made += f"; headline and summary from {coverage.words_used:,} of {coverage.words:,} words"
    return made


def evidence(ids: Sequence[int]) -> str:
    """`[4, 5]`: the segments that a line stands on."""
    return f"[{', '.join(map(str, ids))}]" if ids else "[]"


def originals(result: Result, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The named segments as the source has them."""
    by_id = {segment.id: segment for segment in result.rewrite.segments}
    return ((i, by_id[i].original) for i in ids if i in by_id)


def table(readability: Readability) -> list[Row]:
    before, after = readability.before, readability.after
    return [_row(measure, before, after) for measure in MEASURES if measure.key in before]


def figure(measure: Measure, value: float | None) -> str:
    """`41.2`, `1,204`, and minutes and seconds for a time."""
    if value is None:
        return NO_VALUE
    if measure.key == "reading_seconds":
        minutes, seconds = divmod(round(value), 60)
        return f"{minutes}:{seconds:02}"
    return f"{value:,.0f}" if measure.key in ("words", "sentences") else f"{value:.1f}"


def _row(measure: Measure, before: dict[str, Score], after: dict[str, Score]) -> Row:
    old, new = before[measure.key], after[measure.key]
    change = difference(measure, before, after)
    if change is None:
        shown = NO_VALUE
    elif change == 0:
        shown = "="
    elif measure.key == "reading_seconds":
        shown = f"{change:+.0f} s"
    else:
        shown = f"{change:+,.0f}" if measure.key in ("words", "sentences") else f"{change:+.1f}"
    return Row(
        measure.label,
        figure(measure, old.value),
        figure(measure, new.value),
        shown,
        measure.easier or "",
        old.note or new.note,
    )

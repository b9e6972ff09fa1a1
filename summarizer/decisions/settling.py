"""A result after its decisions: the text that stands, who decided what, and what no longer fits.

Takes a result and a log, gives frozen values; touches nothing. An edit that nobody has decided stands as proposed,
so the text is the source with every edit that is not refused. A segment that the editor has worded takes that
wording, whatever its edits say, as one edit of origin `editor`. Headline and lines follow the edits that show in
them (`following`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.decisions import following
from summarizer.decisions.anchoring import HEADLINE, Places, line_places
from summarizer.decisions.values import Anchor, Decision, Decisions, Target, Verdict
from summarizer.document import Edit, Headline, Result, RewrittenSegment, SummaryLine, apply_edits

WORDING = "wording"
"""The kind of an edit that is an editor's own wording."""


@dataclass(frozen=True, slots=True)
class SettledEdit:
    edit: Edit
    decision: Decision | None
    """The last one on it; None where there is none that still holds."""

    @property
    def verdict(self) -> Verdict:
        return self.decision.verdict or "open" if self.decision else "open"


@dataclass(frozen=True, slots=True)
class SettledSegment:
    segment: RewrittenSegment
    text: str
    edits: tuple[SettledEdit, ...]
    """All that the program proposed, in order."""
    wording: Decision | None
    """The editor's own; the edits then do not count."""
    applied: tuple[Edit, ...]
    """The edits that stand, the editor's among them: they lead from the original to `text`."""


@dataclass(frozen=True, slots=True)
class SettledLine:
    """The headline or a line of the summary."""

    text: str
    """The editor's own, or the program's without the refused edits that show in it."""
    decision: Decision | None
    """The editor's own wording; None where the program's stands."""


@dataclass(frozen=True, slots=True)
class Settled:
    title: str | None
    text: str
    headline: SettledLine | None
    lines: Mapping[int, SettledLine]
    """Those of the summary that stand, by their number."""
    segments: tuple[SettledSegment, ...]
    standing: Mapping[str, Decision]
    """The decisions that count, by the id of what they are about: `s4e2`, `s4`, `headline`, `line2`."""
    unfit: tuple[Decision, ...]
    """Decisions that belong to nothing in the result any more, oldest first."""
    undecided: int
    """Edits that nobody has decided, in segments that the editor has not worded."""

    @property
    def summary(self) -> tuple[SettledLine, ...]:
        return tuple(self.lines.values())

    @property
    def applied(self) -> tuple[Edit, ...]:
        """The edits that lead from the source to `text`, in order."""
        return tuple(edit for segment in self.segments for edit in segment.applied)


def settle(result: Result, decisions: Decisions | None = None) -> Settled:
    standing, unfit = _standing(result, decisions) if decisions is not None else ({}, ())
    segments = tuple(_segment(segment, standing) for segment in result.rewrite.segments)
    return Settled(
        title=next((s.text for s in segments if s.segment.kind == "title"), None),
        text=apply_edits(result.article.text, [edit for segment in segments for edit in segment.applied]),
        headline=_line(result.headline, standing.get(HEADLINE), segments),
        lines=dict(_lines(result, standing, segments)),
        segments=segments,
        standing=standing,
        unfit=unfit,
        undecided=sum(e.decision is None for s in segments if s.wording is None for e in s.edits),
    )


def _standing(result: Result, decisions: Decisions) -> tuple[dict[str, Decision], tuple[Decision, ...]]:
    """The decision that counts by the id of what it is about, and those without a place."""
    places = Places(result)
    found: dict[str, Decision] = {}
    lost: dict[tuple[Target, Anchor], Decision] = {}
    for decision in decisions.log:
        same_input = (decision.sha256 or decisions.sha256) == result.article.sha256
        place = places.find(decision.target, decision.anchor, same_input=same_input)
        if place is not None:
            found[place] = decision
        else:
            # What is taken back or decided again by the same anchor is no longer to be placed.
            lost.pop((decision.target, decision.anchor), None)
            lost[decision.target, decision.anchor] = decision
    return (
        {place: decision for place, decision in found.items() if decision.decides},
        tuple(decision for decision in lost.values() if decision.decides),
    )


def _segment(segment: RewrittenSegment, standing: Mapping[str, Decision]) -> SettledSegment:
    edits = tuple(SettledEdit(edit, standing.get(edit.id)) for edit in segment.edits)
    wording = standing.get(f"s{segment.id}")
    applied: Sequence[Edit]
    if wording is None:
        applied = [settled.edit for settled in edits if settled.verdict != "refused"]
    else:
        applied = [_own(segment, wording)]
    text = apply_edits(segment.original, applied, segment.span.start)
    return SettledSegment(segment, text, edits, wording, tuple(applied))


def _own(segment: RewrittenSegment, wording: Decision) -> Edit:
    """The editor's wording as an edit of the whole segment, even where it is the source's."""
    reason, name = f"worded by {wording.by or 'the editor'}", f"s{segment.id}"
    return Edit(segment.span, segment.original, wording.text or "", WORDING, reason, 1.0, "editor", name)


def _line(
    made: Headline | SummaryLine | None, decision: Decision | None, segments: Sequence[SettledSegment]
) -> SettledLine | None:
    text = decision.text if decision is not None else _followed(made, segments) if made is not None else None
    return SettledLine(text, decision) if text else None


def _followed(made: Headline | SummaryLine, segments: Sequence[SettledSegment]) -> str:
    refused = {
        settled.edit.id
        for segment in segments
        if segment.wording is None and segment.segment.id in made.evidence
        for settled in segment.edits
        if settled.verdict == "refused"
    }
    if not refused:
        return made.text
    found = following.pieces(made, [segment.segment for segment in segments])
    return "".join(piece.undone if piece.edit and piece.edit.id in refused else piece.text for piece in found)


def _lines(
    result: Result, standing: Mapping[str, Decision], segments: Sequence[SettledSegment]
) -> Iterator[tuple[int, SettledLine]]:
    """An empty wording drops a line; one of a number that the program did not get to adds one."""
    for number, made in line_places(result):
        line = _line(made, standing.get(f"line{number}"), segments)
        if line is not None:
            yield number, line

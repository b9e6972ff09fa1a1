"""The edits of a finished segment: what the repairs did and what the model did, in the source's coordinates.

Takes a segment, its repairs and the texts before and after the model; gives edits. Touches nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.document import Edit, Segment, Span, apply_edits
from summarizer.edits.hunks import Hunk, apply_hunks, diff
from summarizer.edits.reasons import reason


@dataclass(frozen=True, slots=True)
class _Placed:
    """A repair, with where its result stands in the repaired text."""

    edit: Edit
    span: Span


def confidence_of(gain: float) -> float:
    """An edit's probability where the choice is between it and the text as it stands, `gain` nats less likely.

    One half where that was not measured.
    """
    return 1 / (1 + math.exp(-gain))


def compose(
    segment: Segment,
    repairs: Sequence[Edit],
    repaired_text: str,
    final_text: str,
    confidence: float,
) -> tuple[Edit, ...]:
    """The edits that turn `segment.original` into `final_text`, sorted, not overlapping, with ids.

    `repairs` are in the article's coordinates and turn the original into `repaired_text`; the model turned that
    into `final_text`. A repair that the model left alone stays as it is. A change of the model's has the origin
    `model` and the given confidence; where it overlaps or touches repairs they become one edit of the model's,
    whose reason names all. Applying all edits gives `final_text` exactly, applying none the original.
    Repairs that do not give `repaired_text` raise ValueError.
    """
    offset = segment.span.start
    ordered = sorted(repairs, key=lambda edit: edit.span)
    if apply_edits(segment.original, ordered, offset) != repaired_text:
        raise ValueError(f"the repairs of segment {segment.id} do not give its repaired text")
    placed = _place(ordered, offset)
    edits: list[Edit] = []
    for members, hunks in _groups(placed, diff(repaired_text, final_text)):
        if not hunks:
            edits += [placed_repair.edit for placed_repair in members]
            continue
        start = min([m.span.start for m in members] + [h.span.start for h in hunks])
        end = max([m.span.end for m in members] + [h.span.end for h in hunks])
        source = Span(_to_source(placed, start, opens=True), _to_source(placed, end, opens=False))
        before = segment.original[source.start : source.end]
        after = apply_hunks(repaired_text[:end], hunks)[start:]
        if before == after:
            continue  # the model took the repair back
        told = [reason(hunk, repaired_text) for hunk in hunks]
        reasons = [member.edit.reason for member in members] + [text for _, text in told]
        edits.append(
            Edit(
                span=source.shift(offset),
                before=before,
                after=after,
                kind=told[0].kind,
                reason=", ".join(dict.fromkeys(reasons)),
                confidence=confidence,
                origin="model",
            )
        )
    edits = _without_round_trips(segment.original, edits, offset)
    return tuple(replace(edit, id=f"s{segment.id}e{n}") for n, edit in enumerate(edits, 1))


def _without_round_trips(original: str, edits: Sequence[Edit], offset: int) -> list[Edit]:
    """`edits` without neighbours that undo each other, as when the model doubles the other one of two words."""
    kept: list[Edit] = []
    for edit in edits:
        if kept and kept[-1].origin != edit.origin:
            stretch = original[kept[-1].span.start - offset : edit.span.end - offset]
            pair = (kept[-1], edit)
            if apply_edits(stretch, pair, kept[-1].span.start) == stretch:
                kept.pop()
                continue
        kept.append(edit)
    return kept


def _place(repairs: Sequence[Edit], offset: int) -> list[_Placed]:
    placed: list[_Placed] = []
    shift = -offset
    for edit in repairs:
        start = edit.span.start + shift
        placed.append(_Placed(edit, Span(start, start + len(edit.after))))
        shift += len(edit.after) - len(edit.before)
    return placed


def _groups(placed: Sequence[_Placed], hunks: Sequence[Hunk]) -> list[tuple[list[_Placed], list[Hunk]]]:
    """Repairs and hunks in the order of the text, those that overlap or touch together.

    Two repairs side by side stay two, unless a hunk touches one of them: then its neighbours come along, because
    their order at the seam would be lost.
    """
    items: list[tuple[Span, _Placed | Hunk]] = [(p.span, p) for p in placed]
    items += [(hunk.span, hunk) for hunk in hunks]
    items.sort(key=lambda item: item[0])
    clusters: list[list[_Placed | Hunk]] = []
    reach = -1
    for span, item in items:
        if clusters and span.start <= reach:
            clusters[-1].append(item)
        else:
            clusters.append([item])
        reach = max(reach, span.end)
    groups: list[tuple[list[_Placed], list[Hunk]]] = []
    for cluster in clusters:
        members = [item for item in cluster if isinstance(item, _Placed)]
        changes = [item for item in cluster if isinstance(item, Hunk)]
        if members and changes:
            groups.append((members, changes))
        else:
            groups += [([m], []) for m in members]
            groups += [([], [change]) for change in changes]
    return groups


def _to_source(placed: Sequence[_Placed], position: int, *, opens: bool) -> int:
    """Where the edge of a group stands in the original. A repair that ends there lies before a closing edge and,
    since it would otherwise not touch the group, inside of an opening one."""
    done = (p for p in placed if p.span.end < position or (p.span.end == position and not opens))
    return position - sum(len(p.edit.after) - len(p.edit.before) for p in done)

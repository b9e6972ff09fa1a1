"""What the page's script works with: the article cut at its edits, so that no offset has to be told in JavaScript,
whose characters are not Python's.

Takes a `Result` and its log, gives plain values for a JSON block.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from summarizer import decisions as deciding
from summarizer.decisions import Decisions, following
from summarizer.decisions.anchoring import ENOUGH, HEADLINE, NEAR, REACH, line_places
from summarizer.decisions.file import as_dict
from summarizer.document import SUMMARY_LINES, Edit, Headline, Result, RewrittenSegment, SummaryLine
from summarizer.render import parts
from summarizer.render.page.desk import Desk


def build(result: Result, log: Decisions, desk: Desk | None, alternatives: tuple[str, ...]) -> dict[str, Any]:
    article = result.article
    name = PurePath(article.path or "article").name
    segments, end = [], 0
    for segment in result.rewrite.segments:
        segments.append(_segment(result, segment, article.text[end : segment.span.start]))
        end = segment.span.end
    return {
        "input": {"path": article.path, "sha256": article.sha256},
        "name": PurePath(name).stem,
        "file": name,
        "headline": asdict(deciding.headline_anchor(result)),
        "following": _following(result),
        "alternatives": alternatives,
        "lines": [asdict(deciding.line_anchor(result, number)) for number in range(1, SUMMARY_LINES + 1)],
        "segments": segments,
        "tail": article.text[end:],
        "log": {
            "revision": log.revision,
            "input": {"path": log.path, "sha256": log.sha256},
            "decisions": [as_dict(decision) for decision in log.log],
        },
        "matching": {"near": NEAR, "enough": ENOUGH},
        "desk": None if desk is None else asdict(desk),
    }


def _segment(result: Result, segment: RewrittenSegment, gap: str) -> dict[str, Any]:
    """`gap` is what stands before it in the source."""
    pieces: list[str | dict[str, Any]] = []
    for span, edit in parts.stretches(segment.original, segment.edits, segment.span.start):
        pieces += [segment.original[slice(*span)], *([] if edit is None else [_edit(result, segment, edit)])]
    anchor = deciding.segment_anchor(result, segment)
    return {
        "id": segment.id,
        "kind": segment.kind,
        "paragraph": segment.paragraph,
        "gap": gap,
        "pieces": [piece for piece in pieces if piece],
        "left": anchor.left,
        "right": anchor.right,
    }


def _following(result: Result) -> dict[str, list[str | dict[str, Any]]]:
    """The headline and each line, cut at the edits that show in it."""
    made: dict[str, Headline | SummaryLine | None] = {HEADLINE: result.headline}
    made |= {f"line{number}": line for number, line in line_places(result)}
    return {
        name: [
            {"anchor": {"id": piece.edit.id, "before": piece.undone, "after": piece.text}}
            if piece.edit
            else piece.text
            for piece in following.pieces(line, result.rewrite.segments)
        ]
        for name, line in made.items()
        if line is not None
    }


def _edit(result: Result, segment: RewrittenSegment, edit: Edit) -> dict[str, Any]:
    return {
        "anchor": asdict(deciding.edit_anchor(result, edit)),
        "kind": edit.kind,
        # How much of its surroundings is of the same sentence.
        "inside": [
            min(REACH, edit.span.start - segment.span.start),
            min(REACH, segment.span.end - edit.span.end),
        ],
    }

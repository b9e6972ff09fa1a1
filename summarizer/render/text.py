"""The result as plain text: for a pipe, a file, and to paste the rewrite from.

Takes a `Result`, gives text without colour, marks or wrapping; the rewrite is the clean copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.document import Result, Score
from summarizer.render import parts
from summarizer.render.safe import visible
from summarizer.score import MEASURES


def render(result: Result, *, explain: bool = False) -> str:
    """`explain` adds the sentences that lines stand on, the reason for each edit, and what was refused."""
    sections = [_top(result, explain), _rewrite(result)]
    if explain:
        sections += [_edits(result), _refused(result)]
    sections += [
        _flags(result),
        _readability(result),
        [visible(parts.counts(result)), visible(parts.provenance(result))],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def scores(found: Sequence[tuple[str, Mapping[str, Score]]]) -> str:
    """The readability of each named text."""
    return "\n".join("\n".join([visible(name), *_score_lines(figures)]) + "\n" for name, figures in found)


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their cells under each other: figures flush right, the first and the fifth column flush left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if i in (0, 4) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _top(result: Result, explain: bool) -> list[str]:
    lines = []
    if result.headline:
        lines += [f"{visible(result.headline.text)} {parts.evidence(result.headline.evidence)}"]
        lines += _sources(result, result.headline.evidence, explain)
        lines += [f"  or: {visible(other)}" for other in result.headline.alternatives if explain]
        lines += [""]
    for number, line in enumerate(result.summary, 1):
        lines += [f"{number}. {visible(line.text)} {parts.evidence(line.evidence)}"]
        lines += _sources(result, line.evidence, explain)
    return [*lines, *(f"({shortfall})" for shortfall in parts.shortfalls(result))]


def _sources(result: Result, ids: Sequence[int], explain: bool) -> list[str]:
    return [f"     [{i}] {visible(text)}" for i, text in parts.originals(result, ids)] if explain else []


def _rewrite(result: Result) -> list[str]:
    lines = [f"REWRITE ({parts.changes(result)})"]
    for paragraph in parts.paragraphs(result):
        lines += ["", visible(paragraph.text)]
    return lines


def _edits(result: Result) -> list[str]:
    lines: list[str] = []
    for segment in result.rewrite.segments:
        lines += [
            f"[{segment.id}] {_quoted(e.before)} -> {_quoted(e.after)}: {visible(e.reason)} ({e.origin})"
            for e in segment.edits
        ]
        if segment.why:
            lines.append(f"[{segment.id}] left as it was: {visible(segment.why)}")
    return ["EDITS", *lines] if lines else []


def _refused(result: Result) -> list[str]:
    lines = [
        f"{_place(refusal.segment)}{refusal.task}: {visible(refusal.violation.message)}: {_quoted(refusal.text)}"
        for refusal in result.facts.refused
    ]
    return ["REFUSED", *lines] if lines else []


def _flags(result: Result) -> list[str]:
    lines = [f"{_place(flag.segment)}{visible(flag.message)}" for flag in result.flags]
    return ["LOOK AT", *lines] if lines else []


def _readability(result: Result) -> list[str]:
    rows = parts.table(result.readability)
    head = ("READABILITY", "before", "after", "change", "easier is")
    cells = [(row.label, row.before, row.after, row.change, row.easier) for row in rows]
    notes = [f"{row.label} {parts.NO_VALUE}: {row.note}" for row in rows if row.note]
    return [*columns([head, *cells]), *notes, result.readability.verdict]


def _score_lines(figures: Mapping[str, Score]) -> Iterator[str]:
    shown = [m for m in MEASURES if m.key in figures]
    easier = {m.key: f"{m.easier} is easier" if m.easier else "" for m in shown}
    rows = [(f"  {m.label}", parts.figure(m, figures[m.key].value)) for m in shown]
    for line, measure in zip(columns(rows), shown, strict=True):
        remark = figures[measure.key].note or easier[measure.key]
        yield f"{line}  ({remark})" if remark else line


def _place(segment: int | None) -> str:
    return "" if segment is None else f"[{segment}] "


def _quoted(text: str) -> str:
    return f"«{visible(text)}»" if text else "nothing"

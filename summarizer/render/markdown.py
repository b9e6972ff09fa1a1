"""The result as Markdown: for a wiki, a ticket, a content system.

Takes a `Result`, gives Markdown (with GitHub's tables and strikethrough) in which article text is never markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Result
from summarizer.render import parts
from summarizer.render.safe import markdown as safe


def render(result: Result, *, explain: bool = False) -> str:
    """`explain` adds the sentences that lines stand on, and what was refused."""
    sections = [
        _headline(result, explain),
        _summary(result, explain),
        _rewrite(result),
        _edits(result),
        _refused(result) if explain else [],
        _flags(result),
        _readability(result),
        ["---", "", f"{safe(parts.counts(result))}  ", safe(parts.provenance(result))],
    ]
    return "\n\n".join("\n".join(lines).rstrip() for lines in sections if lines) + "\n"


def _headline(result: Result, explain: bool) -> list[str]:
    if result.headline is None:
        return []
    ids = result.headline.evidence
    others = [f"- or: {safe(other)}" for other in result.headline.alternatives if explain]
    return [f"# {safe(result.headline.text)} {_evidence(ids)}", *_sources(result, ids, explain, ""), *others]


def _summary(result: Result, explain: bool) -> list[str]:
    lines = []
    for number, line in enumerate(result.summary, 1):
        lines += [f"{number}. {safe(line.text)} {_evidence(line.evidence)}"]
        lines += _sources(result, line.evidence, explain, "   ")
    shortfalls = [f"*({shortfall})*" for shortfall in parts.shortfalls(result)]
    return [*lines, *([""] if lines and shortfalls else []), *shortfalls]


def _sources(result: Result, ids: Sequence[int], explain: bool, indent: str) -> list[str]:
    if not explain:
        return []
    lines = [line for i, text in parts.originals(result, ids) for line in ("", f"{indent}> {i}: {safe(text)}")]
    return [*lines, ""] if lines else []


def _rewrite(result: Result) -> list[str]:
    lines = [f"## Rewrite ({parts.changes(result)})"]
    for paragraph in parts.paragraphs(result):
        marks = {"title": "### ", "subhead": "#### ", "paragraph": ""}
        lines += ["", marks[paragraph.kind] + safe(paragraph.text)]
    return lines


def _edits(result: Result) -> list[str]:
    lines: list[str] = []
    for segment in result.rewrite.segments:
        for edit in segment.edits:
            shown = " ".join(
                [f"~~{safe(edit.before)}~~"] * bool(edit.before.strip())
                + [f"**{safe(edit.after)}**"] * bool(edit.after.strip())
            )
            lines.append(f"- {segment.id}: {shown or 'white space'}: {safe(edit.reason)} ({edit.origin})")
        if segment.why:
            lines.append(f"- {segment.id}: left as it was: {safe(segment.why)}")
    return ["## Edits", "", *lines] if lines else []


def _refused(result: Result) -> list[str]:
    lines = [
        f"- {_place(refusal.segment)}{refusal.task}: {safe(refusal.violation.message)}: {safe(refusal.text)}"
        for refusal in result.facts.refused
    ]
    return ["## Refused", "", *lines] if lines else []


def _flags(result: Result) -> list[str]:
    lines = [f"- {_place(flag.segment)}{safe(flag.message)}" for flag in result.flags]
    return ["## Look at", "", *lines] if lines else []


def _readability(result: Result) -> list[str]:
    rows = parts.table(result.readability)
    return [
        "## Readability",
        "",
        f"{safe(result.readability.verdict)}",
        "",
        "| measure | before | after | change | easier is |",
        "| --- | ---: | ---: | ---: | --- |",
        *(f"| {row.label} | {row.before} | {row.after} | {row.change} | {row.easier} |" for row in rows),
        *(["", *(f"- {row.label}: {row.note}" for row in rows if row.note)] if any(r.note for r in rows) else []),
    ]


def _evidence(ids: Sequence[int]) -> str:
    return safe(parts.evidence(ids))


def _place(segment: int | None) -> str:
    return "" if segment is None else f"{segment}: "

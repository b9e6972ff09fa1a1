"""The result for a terminal: what an editor looks at first comes first, and every edit can be seen.

Takes a `Result` and the terminal's width, gives text with ANSI styles, or without any where `color` is off.
A cut is struck through and an insertion underlined; without colour they stand in `[-cut-]` and `{+inserted+}`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.document import Readability, Result, RewrittenSegment
from summarizer.render import parts
from summarizer.render.safe import visible

WIDEST = 100
"""Columns; longer lines of prose are hard to read."""
NARROWEST = 40

_STYLES: dict[parts.Change, str] = {"same": "", "cut": "red strike", "new": "green underline"}
_MARKS: dict[parts.Change, str] = {"same": "{}", "cut": "[-{}-]", "new": "{{+{}+}}"}


def render(result: Result, *, explain: bool = False, color: bool = False, width: int = 80) -> str:
    """`explain` adds the sentences that lines stand on, the reason for each edit, and what was refused."""
    sections: list[list[RenderableType]] = [
        _top(result, explain),
        _rewrite(result, explain, color),
        _refused(result) if explain else [],
        _flags(result),
        readability(result.readability),
        [Text(visible(parts.counts(result))), Text(visible(parts.provenance(result)), style="dim")],
    ]
    return shown(sections, color=color, width=min(WIDEST, max(NARROWEST, width)))


def shown(sections: Iterable[Sequence[RenderableType]], *, color: bool, width: int) -> str:
    """Sections with an empty line between them; one without items is left out."""
    output = io.StringIO()
    console = Console(
        file=output,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for number, section in enumerate(filter(None, sections)):
        if number:
            console.print()
        for item in section:
            console.print(item)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines()) + "\n"


def _top(result: Result, explain: bool) -> list[RenderableType]:
    items: list[RenderableType] = []
    if result.headline:
        headline = Text(visible(result.headline.text), style="bold")
        items += [_with_evidence(headline, result.headline.evidence)]
        items += _sources(result, result.headline.evidence, explain)
        items += [Text(f"  or: {visible(other)}") for other in result.headline.alternatives if explain]
        items += [""]
    for number, line in enumerate(result.summary, 1):
        items.append(_numbered(f"{number}.", _with_evidence(Text(visible(line.text)), line.evidence)))
        items += _sources(result, line.evidence, explain)
    return [*items, *(Text(f"({shortfall})", style="yellow") for shortfall in parts.shortfalls(result))]


def _with_evidence(text: Text, ids: Sequence[int]) -> Text:
    return Text.assemble(text, " ", (parts.evidence(ids), "not bold cyan"))


def _sources(result: Result, ids: Sequence[int], explain: bool) -> list[RenderableType]:
    if not explain:
        return []
    return [
        Padding(_numbered(f"[{i}]", Text(visible(text)), style="dim"), (0, 0, 0, 3))
        for i, text in parts.originals(result, ids)
    ]


def _rewrite(result: Result, explain: bool, color: bool) -> list[RenderableType]:
    items: list[RenderableType] = [title("Rewrite", parts.changes(result))]
    flagged = {flag.segment for flag in result.flags}
    gutter = len(str(max((s.id for s in result.rewrite.segments), default=1))) + 1
    for paragraph in parts.paragraphs(result):
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(justify="right", no_wrap=True, style="cyan", min_width=gutter)
        grid.add_column(overflow="fold")
        for segment in paragraph.segments:
            mark = "!" if segment.id in flagged else " "
            weight = "" if paragraph.kind == "paragraph" else "bold"
            grid.add_row(
                f"{segment.id}{mark}",
                edited(parts.runs(segment.original, segment.edits, segment.span.start), color, weight),
            )
            if explain:
                for reason in _reasons(segment):
                    grid.add_row("", Text(reason, style="dim"))
        items += ["", grid]
    return items


def edited(runs: Iterable[tuple[parts.Change, str]], color: bool, weight: str = "") -> Text:
    """What goes and what comes, marked."""
    text = Text(style=weight)
    for change, stretch in runs:
        shown = visible(stretch)
        text.append(shown if color else _MARKS[change].format(shown), style=_STYLES[change])
    return text


def _reasons(segment: RewrittenSegment) -> list[str]:
    reasons = [f"· {_shown(e.before)} → {_shown(e.after)}: {visible(e.reason)} ({e.origin})" for e in segment.edits]
    return [*reasons, *([f"· left as it was: {visible(segment.why)}"] if segment.why else [])]


def _refused(result: Result) -> list[RenderableType]:
    lines: list[RenderableType] = [
        _numbered(
            _place(refusal.segment),
            Text(f"{refusal.task}: {visible(refusal.violation.message)}: {_shown(refusal.text)}"),
        )
        for refusal in result.facts.refused
    ]
    return [title("Refused"), *lines] if lines else []


def _flags(result: Result) -> list[RenderableType]:
    lines: list[RenderableType] = [
        _numbered(_place(flag.segment), Text(visible(flag.message))) for flag in result.flags
    ]
    return [title("Look at"), *lines] if lines else []


def readability(found: Readability) -> list[RenderableType]:
    rows = parts.table(found)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    for _ in range(3):
        grid.add_column(justify="right")
    grid.add_column(style="dim")
    grid.add_row(
        Text("Readability", style="bold"),
        *(Text(t, style="dim") for t in ("before", "after", "change", "easier is")),
    )
    for row in rows:
        grid.add_row(row.label, row.before, row.after, row.change, row.easier)
    notes = [Text(f"{row.label} {parts.NO_VALUE}: {row.note}", style="dim") for row in rows if row.note]
    return [grid, *notes, Text(found.verdict)]


def title(name: str, remark: str = "") -> Text:
    return Text.assemble((name, "bold"), (f"  {remark}" if remark else "", "dim"))


def _numbered(number: str, text: Text, style: str = "") -> Table:
    """`text` beside its number, its further lines under the first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style=style or "cyan")
    grid.add_column(overflow="fold", style=style)
    grid.add_row(number, text)
    return grid


def _place(segment: int | None) -> str:
    return "–" if segment is None else f"[{segment}]"


def _shown(text: str) -> str:
    return f"«{visible(text)}»" if text else "nothing"

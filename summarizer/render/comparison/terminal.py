"""A comparison for a terminal: side by side where it is wide enough, else one text with the changes marked in it.

Takes a `Comparison` and the terminal's width, gives text with ANSI styles, or without any where `color` is off.
A cut is struck through and an insertion underlined; without colour they stand in `[-cut-]` and `{+inserted+}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from summarizer.compare import Comparison
from summarizer.render import terminal
from summarizer.render.comparison.rows import ALIKE, Row, counts, facts, names, rows
from summarizer.render.parts import Change
from summarizer.render.safe import name, visible

SIDE_BY_SIDE = 110
"""Columns from which on two texts fit beside each other, about nine words a line each."""
WIDEST = 180


def render(comparison: Comparison, *, color: bool = False, width: int = 80) -> str:
    beside = width >= SIDE_BY_SIDE
    original, cleaned = (Text(name(called)) for called in names(comparison))
    head = _grid(2)
    head.add_row(Text("Original", style="bold"), original)
    head.add_row(Text("Cleaned", style="bold"), cleaned)
    text = _beside if beside else _inline
    sections: list[list[RenderableType]] = [
        [head, Text(counts(comparison), style="dim")],
        list(text(comparison, color)),
        *(_facts(comparison) or [[Text(ALIKE)]]),
        terminal.readability(comparison.readability),
    ]
    widest = WIDEST if beside else terminal.WIDEST
    return terminal.shown(sections, color=color, width=min(widest, max(terminal.NARROWEST, width)))


def _inline(comparison: Comparison, color: bool) -> Iterable[RenderableType]:
    """Numbers, what became of the sentence, and its words with the changes marked."""
    all_rows = list(rows(comparison))
    gutter = max((len(_numbers(row)) for row in all_rows), default=1)
    label = max((len(part) for row in all_rows for part in row.labels), default=0)
    for number, paragraph in enumerate(_paragraphs(all_rows)):
        if number:
            yield ""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(justify="right", no_wrap=True, style="cyan", min_width=gutter)
        grid.add_column(no_wrap=True, style="yellow", min_width=label)
        grid.add_column(overflow="fold")
        for row in paragraph:
            grid.add_row(_numbers(row), "\n".join(row.labels), _text(row, row.runs, color))
        yield grid


def _beside(comparison: Comparison, color: bool) -> Iterable[RenderableType]:
    all_rows = list(rows(comparison))
    left, right = (
        max((len(_span(numbers)) for numbers in sides), default=1)
        for sides in ([row.original for row in all_rows], [row.cleaned for row in all_rows])
    )
    label = max((len(part) for row in all_rows for part in row.labels), default=0)
    for number, paragraph in enumerate(_paragraphs(all_rows)):
        if number:
            yield ""
        grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
        grid.add_column(justify="right", no_wrap=True, style="cyan", min_width=left)
        grid.add_column(overflow="fold", ratio=1)
        grid.add_column(no_wrap=True, style="yellow", min_width=label)
        grid.add_column(justify="right", no_wrap=True, style="cyan", min_width=right)
        grid.add_column(overflow="fold", ratio=1)
        for row in paragraph:
            grid.add_row(
                _span(row.original),
                _text(row, row.side("cut") if row.original else (), color),
                "\n".join(row.labels),
                _span(row.cleaned),
                _text(row, row.side("new") if row.cleaned else (), color),
            )
        yield grid


def _paragraphs(all_rows: Iterable[Row]) -> Iterable[list[Row]]:
    opened = 0

    def paragraph(row: Row) -> int:
        nonlocal opened
        opened += row.opens
        return opened

    return (list(group) for _, group in groupby(all_rows, key=paragraph))


def _text(row: Row, runs: Iterable[tuple[Change, str]], color: bool) -> Text:
    return terminal.edited(runs, color, "" if row.kind == "sentence" else "bold")


def _numbers(row: Row) -> str:
    """`3`, or `3→4` where the two sides number the sentence differently."""
    if row.original == row.cleaned:
        return _span(row.original)
    return f"{_span(row.original) or '·'}→{_span(row.cleaned) or '·'}"


def _span(numbers: tuple[int, ...]) -> str:
    return "–".join(str(number) for number in dict.fromkeys((*numbers[:1], *numbers[-1:])))


def _facts(comparison: Comparison) -> list[list[RenderableType]]:
    sections: list[list[RenderableType]] = []
    for heading, _, differences in facts(comparison):
        grid = _grid(3)
        for difference in differences:
            grid.add_row(
                Text(f"[{difference.sentence + 1}]", style="cyan"), difference.kind, Text(visible(difference.text))
            )
        sections.append([terminal.title(heading), grid])
    return sections


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    for _ in range(columns - 1):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid

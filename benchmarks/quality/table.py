"""Rows as tables in Markdown, one a set, and as JSON. Strings out, nothing touched."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.quality.sets import Row

HIDDEN = frozenset({"low", "high"})
"""Shown within `change`."""


def tables(rows: Sequence[Row]) -> str:
    return "\n\n".join(
        table([row for row in rows if row.set == name]) for name in dict.fromkeys(row.set for row in rows)
    )


def table(rows: Sequence[Row]) -> str:
    """One set: a heading with its size, then a line a system."""
    columns = list(dict.fromkeys(key for row in rows for key in row.values if key not in HIDDEN))
    lines = [["system", *columns]]
    lines += [[row.system, *(cell(row, column) for column in columns)] for row in rows]
    widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    drawn = [
        "| "
        + " | ".join(
            text.ljust(width) if k == 0 else text.rjust(width)
            for k, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    ]
    rule = (
        "| "
        + " | ".join("-" * width if k == 0 else "-" * (width - 1) + ":" for k, width in enumerate(widths))
        + " |"
    )
    return "\n".join([f"### {rows[0].set} ({rows[0].cases})", "", drawn[0], rule, *drawn[1:]])


def cell(row: Row, column: str) -> str:
    value = row.values.get(column)
    if value is None:
        return ""
    if math.isinf(value):
        return "∞"
    if column == "change":
        low, high = row.values.get("low"), row.values.get("high")
        return f"{value:+.1f}" if low is None or high is None else f"{value:+.1f} [{low:+.1f}, {high:+.1f}]"
    return f"{value:.1f}"


def as_json(rows: Sequence[Row], setting: dict[str, object]) -> str:
    return json.dumps({**setting, "rows": [asdict(row) for row in rows]}, indent=1, ensure_ascii=False) + "\n"

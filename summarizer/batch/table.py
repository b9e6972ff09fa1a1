"""`scores.csv`: one row an article, for a spreadsheet or a program.

Takes records, gives the file's text in pieces. Touches nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from summarizer.batch import layout
from summarizer.batch.record import Record
from summarizer.render import safe
from summarizer.score import MEASURES

COLUMNS = (
    "path", "status", "title", "headline", "edits", "refused", "flags",
    *(f"{m.key}_{when}" for m in MEASURES for when in ("before", "after")),
    "flag_kinds", "result", "error",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def lines(records: Iterable[Record]) -> Iterator[str]:
    """RFC 4180, with a mark at its start by which spreadsheets know UTF-8. An empty cell: no such figure."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow(_cells(record))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cells(record: Record) -> Iterator[object]:
    row = record.row
    yield from (_cell(safe.name(record.path)), record.status)
    if row is None:
        yield from ("" for _ in range(len(COLUMNS) - 3))
    else:
        yield from (_text(row.title), _text(row.headline), row.edits, row.refused, sum(row.flags.values()))
        yield from (values.get(m.key) for m in MEASURES for values in (row.before, row.after))
        yield " ".join(f"{kind}:{count}" for kind, count in row.flags.items())
        yield _cell(safe.name(f"{layout.stem(record.path)}.json"))
    yield _text(record.error)


def _text(text: str | None) -> str:
    return _cell(safe.visible(text or ""))


def _cell(text: str) -> str:
    """What a spreadsheet would compute is kept from it by an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text

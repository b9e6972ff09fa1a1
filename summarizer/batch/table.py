"""`scores.csv`: one row an article, and `corrections.csv`: one row for each article that a correction is about.

Takes records and corrections, gives the files' text in pieces, for a spreadsheet or a program. Touches nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from summarizer.batch import layout
from summarizer.batch.corrections.search import Found
from summarizer.batch.record import Record
from summarizer.render import safe
from summarizer.score import MEASURES

COLUMNS = (
    "path", "status", "title", "headline", "edits", "refused", "flags",
    *(f"{m.key}_{when}" for m in MEASURES for when in ("before", "after")),
    "flag_kinds", "corrections", "duplicate_of", "result", "error",
)  # fmt: skip
CORRECTIONS = ("correction", "kind", "finding", "path", "says", "detail", "result")

_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def lines(records: Iterable[Record], found: Found) -> Iterator[str]:
    """`scores.csv`. An empty cell: no such figure."""
    return _written(COLUMNS, (_cells(record, found) for record in records))


def corrections(found: Found) -> Iterator[str]:
    """`corrections.csv`."""
    rows = (
        (
            correction.number,
            correction.kind,
            _text(correction.message),
            _cell(safe.name(place.path)),
            _text(place.says),
            place.detail,
            _result(place.path),
        )
        for correction in found
        for place in correction.places
    )
    return _written(CORRECTIONS, rows)


def _written(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """RFC 4180, with a mark at its start by which spreadsheets know UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cells(record: Record, found: Found) -> Iterator[object]:
    row = record.row
    yield from (_cell(safe.name(record.path)), record.status)
    if row is None:
        yield from ("" for _ in range(len(COLUMNS) - 3))
    else:
        marks = found.of(record.path)
        yield from (_text(row.title), _text(row.headline), row.edits, row.refused, sum(row.flags.values()))
        yield from (values.get(m.key) for m in MEASURES for values in (row.before, row.after))
        yield " ".join(f"{kind}:{count}" for kind, count in row.flags.items())
        yield from (marks.corrections, _cell(safe.name(marks.duplicate_of or "")), _result(record.path))
    yield _text(record.error)


def _result(path: str) -> str:
    return _cell(safe.name(f"{layout.stem(path)}.json"))


def _text(text: str | None) -> str:
    return _cell(safe.visible(text or ""))


def _cell(text: str) -> str:
    """What a spreadsheet would compute is kept from it by an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text

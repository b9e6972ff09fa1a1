"""A batch's index page: where to look first.

Takes records and corrections, gives HTML in pieces; reads its own template, styles and script from `index_page/`.
The page needs nothing else, and its policy lets it load and run nothing else. What came from an article or a file
name is data in a JSON block or escaped text, never markup.

The rows are data, and the script shows those in view: 100,000 articles sort and filter as fast as 100. Where no
script runs, the page lists what failed and as many articles as one can read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from summarizer.batch import layout
from summarizer.batch.corrections.search import Found
from summarizer.batch.corrections.value import Correction, Kind, Place
from summarizer.batch.record import Record
from summarizer.counting import many
from summarizer.render import html, safe
from summarizer.score import SAME_BAND

MEASURE = "flesch_reading_ease"
"""The one readability figure of the page; the table `scores.csv` has them all."""

BIN = 10
"""Points of Flesch reading ease a bar of the plot stands for."""
BINS = 12
"""From `below 0` to `100 and more`; nearly all news lies between 20 and 70."""

SHOWN = 200
"""Corrections of a kind on the page; the table `corrections.csv` has them all."""
PLACES = 12
"""Articles of a correction on the page."""
FAILURES = 1000
"""Failures and, below, articles that are listed where no script runs."""
PLAIN_ROWS = 2000

_PAGE = Path(__file__).parent / "index_page"
_PLOT_WIDTH, _PLOT_HEIGHT, _BAR = 360, 120, 12
"""In the plot's own units: a bin is 30 wide and holds two bars."""
_HEADINGS: dict[Kind, str] = {
    "number": "Numbers that differ",
    "name": "Names in several spellings",
    "duplicate": "Nearly the same",
}


class _Totals:
    """What the page says of all articles."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.done = self.failed = self.edits = self.refused = 0
        self.easier = self.harder = self.same = 0
        self.flags: Counter[str] = Counter()
        self.before, self.after = [0] * BINS, [0] * BINS
        self.failures: list[Record] = []
        """As many as are listed."""
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        row = record.row
        if row is None:
            self.failed += 1
            if self.failed <= FAILURES:
                self.failures.append(record)
            return
        self.done += 1
        self.edits += row.edits
        self.refused += row.refused
        self.flags.update(row.flags)
        before, after = row.before.get(MEASURE), row.after.get(MEASURE)
        if before is None or after is None:
            return
        self.before[_bin(before)] += 1
        self.after[_bin(after)] += 1
        if abs(after - before) < SAME_BAND:
            self.same += 1
        elif after > before:
            self.easier += 1
        else:
            self.harder += 1


def pieces(records: Callable[[], Iterable[Record]], found: Found) -> Iterator[str]:
    """The page. `records` is called for the totals, the plain list and the rows, so that none are gathered."""
    totals = _Totals(records())
    style, script = html.style(_PAGE, "style.css"), html.part(_PAGE, "script.js")
    slots = {
        "head": html.head("Batch", style, html.policy(style, script)),
        "script": script,
        "summary": _summary(totals),
        "plot": _plot(totals),
        "kinds": _kinds(totals),
        "failures": _failures(totals),
        "rest": _rest(totals),
    }
    start, corrections, plain, rows, end = _SEAM.split(html.part(_PAGE, "page.html"))
    yield html.fill(start, slots)
    yield from _corrections(found)
    yield html.fill(corrections, slots)
    done = (record for record in records() if record.row is not None)
    yield from (_plain_row(record) for record in islice(done, PLAIN_ROWS))
    yield html.fill(plain, slots)
    separator = ""
    for record in records():
        yield f"{separator}\n{_row(record, found)}"
        separator = ","
    yield rows
    yield html.fill(end, slots)


_SEAM = re.compile(r"<!-- (?:corrections|articles|rows|end) -->")


def _row(record: Record, found: Found) -> str:
    """As a JSON list in the order that the script's first lines name."""
    row = record.row
    values: list[object] = [safe.name(record.path), record.status, _reason(record)]
    if row is not None:
        marks = found.of(record.path)
        values += [
            _place(record.path),
            safe.visible(row.title or ""),
            safe.visible(row.headline or ""),
            row.before.get(MEASURE),
            row.after.get(MEASURE),
            row.edits,
            row.refused,
            dict(row.flags),
            marks.corrections,
            safe.name(marks.duplicate_of or ""),
        ]
    return html.data(values)


def _reason(record: Record) -> str:
    """Why it failed, without the name of the file, which stands beside it."""
    error = safe.visible(record.error or "")
    _, quoted, reason = error.partition(f"{safe.name(record.path)}'")
    return reason.removeprefix(":").strip() if quoted else error


def _plain_row(record: Record) -> str:
    row = record.row
    assert row is not None
    figures = (row.before.get(MEASURE), row.after.get(MEASURE), row.edits, row.refused, sum(row.flags.values()))
    cells = "".join(f"<td>{'–' if figure is None else f'{figure:,}'}</td>" for figure in figures)
    article = f"{_link(record.path, row.headline or row.title)}<small>{_name(record.path)}</small>"
    return f"\n<tr><td>{article}</td>{cells}</tr>"


def _failures(totals: _Totals) -> str:
    if not totals.failures:
        return ""
    items = (f"<li><b>{_name(failed.path)}</b> {html.escape(_reason(failed))}</li>" for failed in totals.failures)
    more = totals.failed - len(totals.failures)
    rest = f"<p>And {more:,} more, see scores.csv.</p>" if more else ""
    return f"<h3>Failed</h3><ul>{''.join(items)}</ul>{rest}"


def _rest(totals: _Totals) -> str:
    more = totals.done - PLAIN_ROWS
    return (
        f"<p>And {more:,} more: this list is short because scripts are off; see scores.csv.</p>" if more > 0 else ""
    )


def _corrections(found: Found) -> Iterator[str]:
    """A list a kind, and in each a line a correction that opens to the articles it is about."""
    counts = found.counts()
    if not any(counts.values()):
        yield "<p>No name in two spellings, no number that differs, no article that is there twice.</p>"
        return
    yield '<div class="across">'
    for kind, heading in _HEADINGS.items():
        if not counts[kind]:
            continue
        yield f'<section><h3>{heading} <small>{counts[kind]:,}</small></h3><div class="list" tabindex="0" '
        yield f'role="region" aria-label="{heading}"><ul>'
        listed = (correction for correction in found if correction.kind == kind)
        yield from map(_correction, islice(listed, SHOWN))
        yield "</ul>"
        if counts[kind] > SHOWN:
            yield f"<p>And {counts[kind] - SHOWN:,} more, see corrections.csv.</p>"
        yield "</div></section>"
    yield "</div>"


def _correction(correction: Correction) -> str:
    listed = correction.places[:PLACES]
    more = correction.articles - len({place.path for place in listed})
    items = "".join(map(_correction_place, listed))
    rest = f"<li>and {many(more, 'article')} more, see corrections.csv</li>" if more > 0 else ""
    return f"<li><details><summary>{_marked(correction.message)}</summary><ul>{items}{rest}</ul></details></li>"


def _correction_place(place: Place) -> str:
    says = html.escape(place.says)
    return f"<li>{_link(place.path)}<small>{f'<q>{says}</q> · ' if says else ''}{place.detail}</small></li>"


def _marked(message: str) -> str:
    return re.sub(r"`([^`]*)`", r"<b>\1</b>", html.escape(message))


def _link(path: str, text: str | None = None) -> str:
    return f'<a href="{_place(path)}.html">{html.escape(text) if text else _name(path)}</a>'


def _place(path: str) -> str:
    """Where the results of an article are, without their ending."""
    return layout.url(layout.stem(path))


def _name(path: str) -> str:
    return html.escape(safe.name(path))


def _summary(totals: _Totals) -> str:
    """Sentences for the head of the page."""
    done = f"{many(totals.done + totals.failed, 'article')}: {totals.done:,} done, {totals.failed:,} failed."
    made = f"{many(totals.edits, 'edit')}, {many(totals.refused, 'proposal')} refused."
    scored = totals.easier + totals.harder + totals.same
    reads = f"{totals.easier:,} read easier, {totals.harder:,} harder, {totals.same:,} about the same."
    return " ".join([done, made, *([reads] if scored else [])])


def _plot(totals: _Totals) -> str:
    """How many articles read how easily, before and after, as bars side by side."""
    highest = max(*totals.before, *totals.after)
    if not highest:
        return "<p>No article is long enough for this figure.</p>"
    bars, labels = [], []
    for number, (old, new) in enumerate(zip(totals.before, totals.after, strict=True)):
        left = number * _PLOT_WIDTH // BINS
        for place, (name, count) in enumerate([("before", old), ("after", new)]):
            height = round(count / highest * _PLOT_HEIGHT, 1)
            bars.append(
                f'<rect class="{name}" x="{left + 2 + place * (_BAR + 1)}" y="{_PLOT_HEIGHT - height}" '
                f'width="{_BAR}" height="{height}"><title>{_range(number)}: {many(count, "article")} '
                f"{name}</title></rect>"
            )
        if number:
            labels.append(f'<text x="{left}" y="{_PLOT_HEIGHT + 14}">{(number - 1) * BIN}</text>')
    return (
        f'<svg viewBox="0 0 {_PLOT_WIDTH} {_PLOT_HEIGHT + 18}" role="img" '
        f'aria-label="Flesch reading ease before and after, articles a band of {BIN} points">'
        f'<line x1="0" y1="{_PLOT_HEIGHT}" x2="{_PLOT_WIDTH}" y2="{_PLOT_HEIGHT}"/>'
        f"{''.join(bars)}{''.join(labels)}</svg>"
    )


def _kinds(totals: _Totals) -> str:
    """A button for each kind of flag, the most frequent first; it narrows the table to its articles."""
    if not totals.flags:
        return "<p>Nothing was flagged.</p>"
    highest = max(totals.flags.values())
    items = [
        f'<li><button type="button" data-kind="{html.escape(kind)}" aria-pressed="false" disabled>'
        f"<span>{html.escape(kind)}</span>"
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{round(100 * count / highest, 1)}" height="10"/></svg><b>{count:,}</b></button></li>'
        for kind, count in sorted(totals.flags.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"<ul>{''.join(items)}</ul>"


def _bin(value: float) -> int:
    return max(0, min(BINS - 1, int(value // BIN) + 1))


def _range(number: int) -> str:
    if number == 0:
        return "below 0"
    if number == BINS - 1:
        return f"{(number - 1) * BIN} and more"
    return f"{(number - 1) * BIN} to {number * BIN}"

"""A batch's index page: where to look first.

Takes records, gives HTML in pieces; reads its own template, styles and script from `index_page/`. The page needs
nothing else, and its policy lets it load and run nothing else: the hash of the one style sheet and the one script
are in it. What came from an article or a file name is data in a JSON block or escaped text, never markup.

The rows are data, and the script shows those in view: 100,000 articles sort and filter as fast as 100.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from summarizer.batch import layout
from summarizer.batch.record import Record
from summarizer.render import safe
from summarizer.score import SAME_BAND

MEASURE = "flesch_reading_ease"
"""The one readability figure of the page; the table `scores.csv` has them all."""

BIN = 10
"""Points of Flesch reading ease a bar of the plot stands for."""
BINS = 12
"""From `below 0` to `100 and more`; nearly all news lies between 20 and 70."""

_PAGE = Path(__file__).parent / "index_page"
_PLOT_WIDTH, _PLOT_HEIGHT, _BAR = 360, 120, 12
"""In the plot's own units: a bin is 30 wide and holds two bars."""


class _Totals:
    """What the page says of all articles."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.done = self.failed = self.edits = self.refused = 0
        self.easier = self.harder = self.same = 0
        self.flags: Counter[str] = Counter()
        self.before, self.after = [0] * BINS, [0] * BINS
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        row = record.row
        if row is None:
            self.failed += 1
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


def pieces(records: Callable[[], Iterable[Record]]) -> Iterator[str]:
    """The page. `records` is called twice, once for the totals and once for the rows, so that none are gathered."""
    totals = _Totals(records())
    style, script = _part("style.css"), _part("script.js")
    slots = {
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "script": script,
        "summary": _summary(totals),
        "plot": _plot(totals),
        "kinds": _kinds(totals),
    }
    before, after = _part("page.html").split("{{rows}}")
    yield _fill(before, slots)
    separator = ""
    for record in records():
        yield f"{separator}\n{_row(record)}"
        separator = ","
    yield _fill(after, slots)


def _row(record: Record) -> str:
    """As a JSON list in the order that the script's `COLUMNS` has."""
    row = record.row
    path, place = safe.name(record.path), layout.url(layout.stem(record.path))
    values: list[object] = [path, record.status, safe.visible(record.error or "")]
    if row is not None:
        values += [
            place,
            safe.visible(row.title or ""),
            safe.visible(row.headline or ""),
            row.before.get(MEASURE),
            row.after.get(MEASURE),
            row.edits,
            row.refused,
            dict(row.flags),
        ]
    dumped = safe.json(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
    # In a block of data only its end tag could mean something to a browser.
    return dumped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _summary(totals: _Totals) -> str:
    """Sentences for the head of the page."""
    done = f"{_many(totals.done + totals.failed, 'article')}: {totals.done:,} done, {totals.failed:,} failed."
    made = f"{_many(totals.edits, 'edit')}, {_many(totals.refused, 'proposal')} refused."
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
                f'width="{_BAR}" height="{height}"><title>{_range(number)}: {_many(count, "article")} '
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
        f'<li><button type="button" data-kind="{html.escape(kind)}" aria-pressed="false">'
        f"<span>{html.escape(safe.visible(kind))}</span>"
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


def _fill(template: str, slots: dict[str, str]) -> str:
    for name, text in slots.items():
        template = template.replace("{{" + name + "}}", text)
    return template


def _part(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """As a content security policy names an inline style sheet or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

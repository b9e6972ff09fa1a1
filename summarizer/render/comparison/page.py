"""A comparison as an HTML page: two columns, the facts of only one side, the readability of both.

Takes a `Comparison`, gives the page as a string; reads its template and style sheet, which ship beside this module.
The page has no script, needs nothing else, and its policy lets it load and run nothing. What came from a text is
escaped text, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from summarizer.compare import Comparison
from summarizer.render import html
from summarizer.render.comparison.rows import ALIKE, Row, counts, facts, names, rows
from summarizer.render.html import escape
from summarizer.render.page import figures
from summarizer.render.parts import Change

_FOLDER = Path(__file__).parent
_TAGS: dict[Change, str] = {"cut": "del", "new": "ins"}


def render(comparison: Comparison) -> str:
    original, cleaned = map(escape, names(comparison))
    slots = {
        "head": html.head(f"{original} – {cleaned}", _style(), html.policy(_style())),
        "original": original,
        "cleaned": cleaned,
        "counts": counts(comparison),
        "rows": _rows(rows(comparison)),
        "facts": _facts(comparison),
        "readability": figures.render(comparison.readability),
    }
    return html.fill(_part("page.html"), slots)


@cache
def _style() -> str:
    return html.style(_FOLDER, "page.css")


@cache
def _part(name: str) -> str:
    return html.part(_FOLDER, name)


def _rows(all_rows: Iterable[Row]) -> str:
    """A table body a paragraph."""
    lines: list[str] = []
    for row in all_rows:
        if row.opens:
            lines.append("</tbody>\n<tbody>" if lines else "<tbody>")
        elif not lines:
            lines.append("<tbody>")
        lines.append(_row(row))
    return "\n".join([*lines, "</tbody>"] if lines else [])


def _row(row: Row) -> str:
    labels = " ".join(f"<span>{label}</span>" for label in row.labels)
    classes = " ".join([row.kind, *([] if row.is_changed else ["same"])])
    return (
        f'<tr class="{classes}">{_numbers("o", row.original)}'
        f'<td class="text">{_text(row.side("cut")) if row.original else ""}</td>'
        f'<td class="label">{labels}</td>{_numbers("c", row.cleaned)}'
        f'<td class="text">{_text(row.side("new")) if row.cleaned else ""}</td></tr>'
    )


def _numbers(side: str, numbers: Sequence[int]) -> str:
    """With a target for each sentence, which the facts point to."""
    return f'<td class="number">{" ".join(f"""<span id="{side}{n}">{n}</span>""" for n in numbers)}</td>'


def _text(runs: Iterable[tuple[Change, str]]) -> str:
    return "".join(_run(change, text) for change, text in runs)


def _run(change: Change, text: str) -> str:
    tag = _TAGS.get(change)
    if tag is None:
        return escape(text)
    blank = ' class="blank"' if text.isspace() else ""
    return f"<{tag}{blank}>{escape(text)}</{tag}>"


def _facts(comparison: Comparison) -> str:
    found = []
    for heading, side, differences in facts(comparison):
        letter = "o" if side is comparison.original else "c"
        items = "".join(
            f'<li><a href="#{letter}{d.sentence + 1}" aria-label="sentence {d.sentence + 1}">{d.sentence + 1}</a>'
            f'<span class="kind">{d.kind}</span><span>{escape(d.text)}</span></li>'
            for d in differences
        )
        found.append(f"<section><h2>{heading}</h2><ul>{items}</ul></section>")
    return f'<div class="facts">{"".join(found)}</div>' if found else f"<p>{ALIKE}</p>"

"""How easily both texts read: one figure as a picture, all of them as a table.

Takes a `Readability`, gives HTML.
"""

from __future__ import annotations

from itertools import pairwise

from summarizer import score
from summarizer.document import Readability
from summarizer.render import parts
from summarizer.render.html import escape
from summarizer.score import MEASURES

_BANDS = ((0, "very hard"), (30, "hard"), (50, "fairly hard"), (60, "plain"), (70, "easy"), (100, ""))
"""Flesch's own names for his scale, those above 70 as one; each begins at its figure."""

_POINT, _MARGIN, _HEIGHT = 5, 80, 72
"""In the picture's own units: a point of the scale, room for words on both sides, the whole."""
_TOP = 22
"""How far down the scale lies."""


def render(readability: Readability) -> str:
    return _picture(readability) + _table(readability)


def legend() -> str:
    return (
        f"Shaded sentences are hard: {score.HARD_WORDS} words or more and a Flesch reading ease below "
        f"{score.HARD_EASE:.0f}, which is university reading."
    )


def _picture(readability: Readability) -> str:
    """Where the two texts lie on the scale of Flesch reading ease."""
    measure = MEASURES[0]
    before, after = (side[measure.key].value for side in (readability.before, readability.after))
    verdict = escape(readability.verdict)
    if before is None or after is None:
        return f"<p>{verdict}</p>"
    bands = "".join(
        f'<rect class="band" x="{start * _POINT}" y="{_TOP}" width="{(end - start) * _POINT - 1}" height="12"/>'
        f'<text class="name" x="{(start + end) * _POINT / 2}" y="{_TOP + 27}">{name}</text>'
        for (start, name), (end, _) in pairwise(_BANDS)
    )
    ticks = "".join(f'<text x="{start * _POINT}" y="{_TOP + 43}">{start}</text>' for start, _ in _BANDS)
    pins = _pin("before", before, before < after) + _pin("after", after, after <= before)
    width = 100 * _POINT + 2 * _MARGIN
    return (
        f'<figure><svg viewBox="{-_MARGIN} 0 {width} {_HEIGHT}" role="img" aria-label="{verdict}">'
        f"{bands}{ticks}{pins}</svg><figcaption>{verdict}</figcaption></figure>"
    )


def _pin(name: str, value: float, is_lower: bool) -> str:
    """With its name on the side away from the other one."""
    place = max(0.0, min(100.0, value)) * _POINT
    side, gap = ("left", -5) if is_lower else ("right", 5)
    return (
        f'<g class="{name}"><line x1="{place:.1f}" y1="{_TOP - 18}" x2="{place:.1f}" y2="{_TOP + 16}"/>'
        f'<text x="{place + gap:.1f}" y="{_TOP - 8}" class="{side}">{name} {value:.1f}</text></g>'
    )


def _table(readability: Readability) -> str:
    rows = parts.table(readability)
    if not rows:
        return ""
    lines = "".join(
        f'<tr><th scope="row">{row.label}</th><td>{row.before}</td><td>{row.after}</td><td>{row.change}</td>'
        f"<td>{row.easier}</td></tr>"
        for row in rows
    )
    notes = "".join(f"<li>{row.label}: {escape(row.note)}</li>" for row in rows if row.note)
    return (
        '<div class="wide" tabindex="0" role="region" aria-labelledby="readability-title"><table><thead><tr>'
        '<th scope="col">Measure</th><th scope="col">Before</th><th scope="col">After</th>'
        '<th scope="col">Change</th><th scope="col">Easier is</th></tr></thead>'
        f"<tbody>{lines}</tbody></table></div>" + (f'<ul class="remarks">{notes}</ul>' if notes else "")
    )

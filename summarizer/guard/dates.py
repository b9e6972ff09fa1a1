"""Dates and times of day: each stays as it is.

Takes views, gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts.dates import is_year
from summarizer.facts.verbs import third_person
from summarizer.guard.syntax import is_past_form
from summarizer.guard.view import View

_CLAUSE = 12
"""Tokens behind a verb that may tell when."""
_ENDS = frozenset(", ; : — – and but that which who when while after before".split())
"""Behind them another clause may begin."""


def changed(before: View, after: View) -> Violation | None:
    for kind in ("date", "time"):
        old = {f.value: f for f in before.facts if f.kind == kind}
        new = {f.value: f for f in after.facts if f.kind == kind}
        for value, fact in old.items():
            if value not in new:
                return Violation("date-lost", fact.text, f"{fact.text} is gone or changed")
        for value, fact in new.items():
            if value not in old:
                return Violation("date-invented", fact.text, f"the source has no {fact.text}")
    return None


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    known = {f.value for s in sources for f in s.facts.of("date", "time")}
    for fact in line.facts.of("date", "time"):
        if fact.value not in known and not any(value.startswith(fact.value + "-") for value in known):
            return Violation("date-invented", fact.text, f"the evidence has no {fact.text}")
    return None


def passed(line: View, sources: Sequence[View]) -> Violation | None:
    """What was in 2019 is not told as of today: no `Korea announces` of `Korea announced it in 2019`."""
    if any(map(is_year, line.lows)):
        return None
    for low, own in zip(line.lows, line.stems, strict=True):
        if not low.endswith("s") or third_person(low) is None:
            continue
        years = [_year_of(source, i) for source in sources for i, other in enumerate(source.stems) if other == own]
        if years and all(years):
            return Violation("date-lost", years[0] or "", f"what `{low}` tells as news was in {years[0]}")
    return None


def _year_of(text: View, verb: int) -> str | None:
    """The year that a past verb's clause names, or that opens the sentence."""
    if not is_past_form(text.lows[verb]):
        return None
    if text.lows[0] == "in" and len(text.lows) > 1 and is_year(text.lows[1]):
        return text.lows[1]
    for before, low in pairwise(text.lows[verb + 1 : verb + 2 + _CLAUSE]):
        if before in _ENDS:
            return None
        if before == "in" and is_year(low):
            return low
    return None

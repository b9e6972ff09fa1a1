"""Dates and times of day: each stays as it is.

Takes views, gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.guard.view import View


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

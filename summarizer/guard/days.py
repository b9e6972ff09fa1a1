"""When a thing happens, as told from today: `yesterday evening` is no `this evening`, `a week ago` no `in a week`.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure. Days with a name or a
number have their own rule (`dates`), and so has what is to come and what is done (`tenses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts.dates import WEEKDAYS
from summarizer.guard.view import View

_PERIODS = frozenset(
    "week weekend month year quarter season summer winter spring autumn decade century night monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)
_WHICH = {
    which: meant
    for meant, words in (("last", "last past previous"), ("next", "next coming"), ("this", "this current"))
    for which in words.split()
}
_DAYS = re.compile(
    r"\b(?:(?P<before>day before yesterday)|(?P<yesterday>yesterday|last (?:night|evening))"
    r"|(?P<today>today|tonight|this (?:morning|afternoon|evening))"
    r"|(?P<after>day after tomorrow)|(?P<tomorrow>tomorrow))\b"
)
_ANY = "(?:minute|hour|day|week|month|year|decade)s?"
_AGO = re.compile(rf"\b{_ANY} ago\b")
_SO_MANY = r"an?|(?:a )?few|some|several|\d+|one|two|three|four|five|six|seven|eight|nine|ten"
_AHEAD = re.compile(rf"\b(?:in|within) (?:{_SO_MANY}) {_ANY}\b")

_NIGHT_TO = re.compile(rf"\bnight to (?:the )?({'|'.join(WEEKDAYS)})\b")
_TURNED = (
    (re.compile(r"\bat (1?\d|2[0-3]) hours\b"), "in {0} hours", "at what hour"),
    (_NIGHT_TO, "{0} night", "of the night before"),
    (_NIGHT_TO, "night of {0}", "of the night before"),
)
"""What tells a time, how it is told wrongly, and what it tells."""


def periods(new: View, sources: Sequence[View]) -> Violation | None:
    """`Next week` is neither `this week` nor `last week`."""
    theirs = [found for source in sources for found in _periods(source)]
    for period, when in _periods(new):
        known = {other for same, other in theirs if same == period}
        if known and when not in known:
            return Violation("date-changed", period, f"the source tells of another {period}")
    return None


def days(new: View, sources: Sequence[View]) -> Violation | None:
    """`Yesterday` is not `today`, nor `the day after tomorrow` `tomorrow`."""
    theirs = {day for source in sources for day, _ in _days(source)}
    for day, told in _days(new):
        if theirs and day not in theirs:
            return Violation("date-changed", told, f"the source tells of another day than `{told}`")
    return None


def ahead(before: View, after: View) -> Violation | None:
    """`A week ago` is not `in a week`, `at 9 hours` is not `in 9 hours`, and `the night to Tuesday` ends on it."""
    for was, becomes, what in _TURNED:
        for match in was.finditer(before.running):
            told = f" {becomes.format(match[1])} "
            if told in f" {after.running} " and told not in f" {before.running} ":
                return Violation("date-changed", match[0], f"the source tells {what}")
    if not _AGO.search(before.running) or _AGO.search(after.running):
        return None
    coming = _AHEAD.search(after.running)
    if coming is None or _AHEAD.search(before.running):
        return None
    return Violation("date-changed", coming[0], f"what was ago is told as `{coming[0]}`")


def _periods(text: View) -> Iterator[tuple[str, str]]:
    """Each week, month or the like, and which it is."""
    for which, period in pairwise(text.lows):
        if which in _WHICH and period in _PERIODS:
            yield period, _WHICH[which]


def _days(text: View) -> Iterator[tuple[str, str]]:
    """Each day that is told from today, and its words."""
    for found in _DAYS.finditer(text.running):
        assert found.lastgroup
        yield found.lastgroup, found[0]

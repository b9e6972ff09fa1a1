"""What is to come must not be told as done, nor what is done as to come.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure. Only a verb that
both texts have is looked at, and only where its form leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.facts.verbs import is_base, is_past, may_be_participle, third_person
from summarizer.guard.syntax import (
    BEING,
    base_of,
    is_past_form,
    is_predicate,
    is_verbal,
    places_of,
)
from summarizer.guard.view import View, word_of

_COMING = frozenset("will 'll wo shall would".split())
_OPEN = frozenset("to can ca could may might must should going 'd let did does do".split())
"""Before a verb these tell no time that this rule knows of."""
_DONE = frozenset("was were has have had".split())
_IS = frozenset("is are was were".split())
_HELPERS = frozenset("be been being is are am get gets got".split())
_SKIPPED = frozenset("not n't also still now again soon only never always it he she they we you i".split())
_UNDONE = BEING | _COMING | _OPEN
"""Before a past form of a verb they show that it is not done, or to whom."""
_NEXT = frozenset("next tomorrow soon later".split())
_REACH = 5
_BACK = frozenset("ago earlier before previous previously prior past last since back recent recently old".split())
_ON = frozenset("later after afterward afterwards following next then since subsequent subsequently".split())
_TURNED = {"ago": _BACK, "earlier": _BACK, "later": _ON}
"""Words that count a time back or on, and those of a source that may stand behind them."""


def changed(new: View, sources: Sequence[View]) -> Violation | None:
    """A verb that the sources have only as to come and `new` only as done, or the other way round.

    So too a time that is counted back or on and was not: `6 years of now` is no `6 years ago`.
    """
    known_words = frozenset[str]().union(*(source.lows for source in sources))
    for word, behind in _TURNED.items():
        if word in new.lows and behind.isdisjoint(known_words):
            return Violation("tense-changed", word, f"the source does not say `{word}`")
    mine = _times(new)
    if not mine:
        return None
    theirs: dict[str, set[str]] = {}
    for source in sources:
        for word, times in _times(source).items():
            theirs.setdefault(word, set()).update(times)
    for own, times in mine.items():
        known = theirs.get(own)
        if times == {"done"} and known == {"coming"}:
            word = word_of(own, new)
            return Violation("tense-changed", word, f"the source says of `{word}` only that it is to come")
        if times == {"coming"} and known == {"done"}:
            word = word_of(own, new)
            return Violation("tense-changed", word, f"the source says of `{word}` that it is done")
    return None


def hastened(line: View, sources: Sequence[View]) -> Violation | None:
    """`The bank opens a branch` of one that will open it; with a time in it (`opens on Monday`) it is to come."""
    if line.facts.of("date", "time") or not _NEXT.isdisjoint(line.lows):
        return None
    for i, low in enumerate(line.lows):
        if third_person(low) is None or not is_predicate(line, i):
            continue
        told = [_time(source, at) for source in sources for at in places_of(source, base_of(line, i))]
        if told and all(time == "coming" for time in told):
            return Violation("tense-changed", low, f"the source says of `{low}` only that it is to come")
    return None


def postponed(line: View, sources: Sequence[View]) -> Violation | None:
    """`Minister to speak about loans` of one who spoke about them."""
    at = next((i for i, low in enumerate(line.lows) if low == "to"), 0)
    if not at or at + 1 >= len(line.lows) or not is_base(line.lows[at + 1]):
        return None
    if any(is_verbal(line, i) for i in range(1, at)):
        return None  # `vows to speak`
    verb = line.lows[at + 1]
    places = [(source, i) for source in sources for i in places_of(source, verb)]
    if not places or not all(is_past_form(s.lows[i]) and s.lows[i - 1] not in _UNDONE for s, i in places):
        return None
    return Violation("tense-changed", verb, f"the source says of `{verb}` that it is done")


def _times(text: View) -> dict[str, set[str]]:
    """For each stem that may be a verb: `coming`, `done`, or `open` where that cannot be told."""
    stop = lexicon.words("stop")
    found: dict[str, set[str]] = {}
    for i, token in enumerate(text.tokens):
        if token.kind == "word" and token.text.islower() and token.low not in stop:
            found.setdefault(text.stems[i], set()).add(_time(text, i))
    return found


def _time(text: View, i: int) -> str:
    low = text.lows[i]
    passive = False
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        before = text.lows[j]
        if before in _COMING:
            return "coming"
        if before in _DONE:
            if not _COMING.isdisjoint(text.lows[max(0, j - 2) : j]):
                return "coming"  # `would have come`
            return "done" if may_be_participle(low) or low.endswith("ed") else "open"
        if before == "to" and j > 0 and text.lows[j - 1] in _IS:
            return "coming"  # `was to be cut`
        if before in _OPEN:
            return "open"
        if before in _HELPERS:
            passive = True
        elif before not in _SKIPPED and not before.endswith("ly"):
            break
    if passive or not is_past(low):
        return "open"
    return "done"

"""What a number is tied to: what rose by it or to it, in what month, whom it beat, what was done with so many.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.document import Violation
from summarizer.facts import Fact, stem, stems
from summarizer.facts.numerals import CURRENCIES, CURRENCY_SIGNS
from summarizer.guard.syntax import base_of, is_finite
from summarizer.guard.view import View, places_by_start

_STEPS = frozenset(("by", "to", "from", "at"))
_REACHED = frozenset(("to", "at"))
_IN_CURRENCIES = CURRENCIES | frozenset("us a c hk".split())
"""What stands between such a word and its number, as tokens: `C`, `$`."""
_SHIFTS = frozenset((("of", "to"), ("for", "to")))
_RUN = re.compile(r"\bat (\d{1,2}:\d\d:\d\d)\b")
_MINUTE = re.compile(r"\b(?:in|at) (?:the )?(\d{1,3}) minute\b")
_MINUTES = re.compile(r"\b\d{1,3} minutes\b")
_SCORING = stems("score goal net convert substitute equalise equalize penalty")
"""What happens in a minute of a match: `scored in 88 minute`."""
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")
_PLAYING = stems("beat beaten defeat win won lose lost draw drew drawn trail lead led thrash edge")
_SCORES = 2
_SCORE_REACH = 6
"""Tokens behind such a verb among which its score stands."""
_KEEPING = stems("left leave keep kept hold held maintain unchanged steady")
_CHANGING = stems("cut raise lower increase reduce hike slash rise rose fall fell")


def steps(text: View, sources: Sequence[View]) -> Violation | None:
    """What rises by 5 percent does not rise to 5 percent, nor from there."""
    theirs = [step for source in sources for step in _steps(source)]
    numbers = [fact.value for source in sources for fact in source.facts.of("number")]
    for value, word, shown in _steps(text):
        words = [other for same, other, _ in theirs if same == value]
        is_certain = bool(words) and len(words) == numbers.count(value)
        if is_certain and word not in words and not {word, *words} <= _REACHED:
            return Violation("number-misplaced", shown, f"the source says `{words[0]} {shown}`, not `{word}`")
    return None


def shifted(before: View, after: View) -> Violation | None:
    """What fell `of 12 percent to 9` fell from 12 and not by 12, what rose `of 300` or `for 300` not to 300, and
    who ran it `in 2:06:44` did not at that hour.
    """
    theirs = {value: word for value, word, _ in _led(before)}
    for value, word, shown in _led(after):
        old = theirs.get(value, word)
        is_from = "-" in value and " to " in shown and "-" not in shown and (old, word) == ("of", "by")
        if (old, word) in _SHIFTS or is_from:
            return Violation("number-misplaced", shown, f"the source says `{old} {shown}`, not `{word}`")
    minutes = {f"{minute} minutes" for minute in _MINUTE.findall(before.text)} if _is_match(before) else set()
    came = set(_MINUTES.findall(after.text)) - set(_MINUTES.findall(before.text))
    if minutes & came:
        return Violation("number-misplaced", min(minutes & came), "in the source it is the minute of a match")
    at = set(_RUN.findall(after.text)) - set(_RUN.findall(before.text))
    taken = next((time for time in sorted(at) if f"in {time}" in before.text), None)
    if taken is not None:
        return Violation("number-misplaced", taken, f"in the source {taken} is how long it took")
    return None


def _is_match(text: View) -> bool:
    return not _SCORING.isdisjoint(text.all_stems)


def _led(text: View) -> Iterator[tuple[str, str, str]]:
    """Each number, or range, behind a change and a preposition: its value, that word, and how it is written."""
    starts = places_by_start(text)
    for fact in text.facts.of("number"):
        i = starts[fact.span.start]
        before = [j for j in range(max(0, i - 3), i) if text.lows[j] not in _IN_CURRENCIES]
        if before and before[-1] and text.stems[before[-1] - 1] in _CHANGING:
            yield fact.value, text.lows[before[-1]], fact.text


def kept(line: View, sources: Sequence[View]) -> Violation | None:
    """A rate that was left at 4 percent was not cut to 4 percent."""
    if _CHANGING.isdisjoint(line.all_stems) or not _KEEPING.isdisjoint(line.all_stems):
        return None
    for fact in line.facts.of("number"):
        homes = [s for s in sources if any(other.value == fact.value for other in s.facts.of("number"))]
        if fact.unit == "%" and homes and all(_KEEPING & home.all_stems for home in homes):
            return Violation("number-misplaced", fact.text, f"the evidence says that it was left at {fact.text}")
    return None


def dealt_with(line: View, sources: Sequence[View]) -> Violation | None:
    """Who fired 200 people and hired 50 did not hire 200."""
    return _misplaced(line, sources, _dealt_with, "the source says it of {other}, not of {mine}")


def _dealt_with(text: View) -> Iterator[tuple[str, str | None, Fact | None]]:
    """The stem of each verb, the value of the number right behind it, if one is there, and that number."""
    starts = {fact.span.start: fact for fact in text.facts.of("number")}
    for i, token in enumerate(text.tokens[:-1]):
        if token.kind == "word" and token.text.islower() and is_finite(text, i):
            behind = i + 2 if text.lows[i + 1] in CURRENCY_SIGNS else i + 1
            fact = starts.get(text.tokens[behind].span.start if behind < len(text.tokens) else -1)
            yield stem(base_of(text, i)), None if fact is None else fact.value, fact


def dated(line: View, sources: Sequence[View]) -> Violation | None:
    """What rose `to 5 percent in May from 4 percent in April` was not at 5 percent in April."""
    return _misplaced(line, sources, _dated, "the source has {mine} for {other}")


def _dated(text: View) -> Iterator[tuple[str, str | None, Fact | None]]:
    """The value of each number, the date that `in`, `on` or `for` ties to it or its unit, and the number."""
    dates = {fact.span.start: fact.value for fact in text.facts.of("date")}
    starts = places_by_start(text)
    for fact in text.facts.of("number"):
        place = starts[fact.span.start]
        tie = next(
            (j for j in (place + 1, place + 2) if text.lows[j : j + 1] in (("in",), ("on",), ("for",))), None
        )
        is_tied = tie is not None and tie + 1 < len(text.tokens)
        date = dates.get(text.tokens[tie + 1].span.start) if tie is not None and is_tied else None
        yield fact.value, date, fact


def scored(line: View, sources: Sequence[View]) -> Violation | None:
    """Who beat Valencia 3-2 after trailing 2-0 did not beat it 2-0."""
    return _misplaced(line, sources, _scored, "the source has {other} for it, not {mine}")


def _scored(text: View) -> Iterator[tuple[str, str | None, Fact | None]]:
    """The stem of each verb of winning or losing, the first score behind it, and that number."""
    scores = {fact.span.start: fact for fact in text.facts.of("number") if _SCORE.fullmatch(fact.value)}
    if len(scores) > _SCORES:
        return  # sets of tennis
    for i, own in enumerate(text.stems):
        if own in _PLAYING:
            behind = (scores.get(token.span.start) for token in text.tokens[i + 1 : i + 1 + _SCORE_REACH])
            fact = next(filter(None, behind), None)
            yield own, None if fact is None else fact.value, fact


def _steps(text: View) -> Iterator[tuple[str, str, str]]:
    """Each number behind `by`, `to`, `from` or `at`: its value, that word, and the number as it is written."""
    starts = {fact.span.start: fact for fact in text.facts.of("number")}
    for i, token in enumerate(text.tokens):
        fact = starts.get(token.span.start)
        before = [low for low in text.lows[max(0, i - 3) : i] if low not in _IN_CURRENCIES]
        word = before[-1] if before else ""
        if fact is not None and word in _STEPS:
            yield fact.value, word, fact.text


_Ties = Callable[[View], Iterator[tuple[str, str | None, Fact | None]]]
"""What is tied to what in a text, and the number of the two."""


def _misplaced(line: View, sources: Sequence[View], ties: _Ties, message: str) -> Violation | None:
    """Refuses the number of a tie of `line` whose one end the sources always tie to something else."""
    for end, other, fact in ties(line):
        if fact is not None and other is not None:
            theirs = [theirs for source in sources for same, theirs, _ in ties(source) if same == end]
            known = [one for one in theirs if one is not None]
            if known and len(known) == len(theirs) and other not in known:
                shown = message.format(other=known[0], mine=fact.text)
                return Violation("number-misplaced", fact.text, shown)
    return None

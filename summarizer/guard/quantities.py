"""Of how many something is said: `most` is not `all`, `only three` is more than `three`, `five more` is not `five`.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import Fact, lexicon, stem, stems
from summarizer.facts.numerals import CURRENCIES, CURRENCY_SIGNS
from summarizer.guard.syntax import base_of, is_finite
from summarizer.guard.view import View, places_by_start

_KIN = {
    "all": frozenset("all every everyone everybody everything each any entire whole total both always".split()),
    "most": frozenset("most majority mostly more mainly largely".split()),
    "few": frozenset("few rarely hardly little handful".split()),
    "only": frozenset("only solely merely just alone sole single unique exclusively mere simply but".split()),
    "more": frozenset("more another additional additionally further extra else again plus other others".split()),
}
"""By what a word means, all that may stand for it."""
_WORDS = {
    "all": "all",
    "every": "all",
    "everyone": "all",
    "everybody": "all",
    "most": "most",
    "few": "few",
    "only": "only",
    "solely": "only",
    "merely": "only",
    "more": "more",
}
_WEAK = "all"
"""What may be left out: the people of the town are all its people."""
_BEFORE_IDIOM = {
    "all": frozenset("at after above in once".split()),
    "few": frozenset("a the these those first last next past every".split()),
    "only": frozenset("not if".split()),
}
_COMPARES = frozenset("than or".split())
"""After `more`: no further ones are told of."""
_PEOPLE = frozenset("of people men women children".split())
_EACH = frozenset("a an per each every".split())
_PERIODS = frozenset("second minute hour day night week month quarter year decade".split())
_STEPS = frozenset(("by", "to", "from", "at"))
_REACHED = frozenset(("to", "at"))
_IN_CURRENCIES = CURRENCIES | frozenset("us a c hk".split())
"""What stands between such a word and its number, as tokens: `C`, `$`."""
_SHIFTS = frozenset((("of", "to"), ("for", "to")))
_RUN = re.compile(r"\bat (\d{1,2}:\d\d:\d\d)\b")
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")
_PLAYING = stems("beat beaten defeat win won lose lost draw drew drawn trail lead led thrash edge")
_SCORES = 2
_SCORE_REACH = 6
"""Tokens behind such a verb among which its score stands."""
_KEEPING = stems("left leave keep kept hold held maintain unchanged steady")
_CHANGING = stems("cut raise lower increase reduce hike slash rise rose fall fell")
_SOME = frozenset("one a an some most half".split())
"""Where one of them stands a line may speak of the part in other words."""
_REACH = 3
"""Tokens behind such a word among which stands what it tells the number of."""


def changed(before: View, after: View) -> Violation | None:
    """A rewrite must neither bring `all`, `most`, `few`, `only` or `500 more`, nor lose any but the first."""
    return _come(after, [before]) or next(
        (_violation(kind, after) for kind, _ in _counting(before) if kind != _WEAK and not _has(after, kind)), None
    )


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    """A line must not bring them either, nor leave one out before a word that it takes."""
    if violation := _come(line, sources):
        return violation
    for source in sources:
        for kind, i in _counting(source):
            word = _counted(source, i)
            if kind == _WEAK or word is None or word not in line.all_stems or _has(line, kind):
                continue
            if sum(s.stems.count(word) for s in sources) == 1:
                return _violation(kind, line)
    return None


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
        if (old, word) in _SHIFTS or ("-" in value and (old, word) == ("of", "by")):
            return Violation("number-misplaced", shown, f"the source says `{old} {shown}`, not `{word}`")
    taken = next((time for time in _RUN.findall(after.text) if f"in {time}" in before.text), None)
    if taken is not None:
        return Violation("number-misplaced", taken, f"in the source {taken} is how long it took")
    return None


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


def parts(text: View, sources: Sequence[View]) -> Violation | None:
    """`Three of the ten` are neither `ten of the three` nor ten."""
    mine, theirs = _parts(text), frozenset[tuple[str, str]]().union(*map(_parts, sources))
    said = {fact.value for fact in text.facts.of("number")}
    known = [fact.value for source in sources for fact in source.facts.of("number")]
    for part, whole in sorted(theirs):
        is_turned = (whole, part) in mine and (whole, part) not in theirs
        is_whole = whole in said and known.count(whole) == 1 and not any(other == whole for _, other in mine)
        if is_turned or (is_whole and part not in said and _SOME.isdisjoint(text.lows)):
            return Violation("quantity-changed", whole, f"the source says it of {part} of {whole}")
    return None


def _parts(text: View) -> frozenset[tuple[str, str]]:
    """Part and whole, by their values: `(3, 10)` of `three of the ten`."""
    facts = {fact.span.start: fact.value for fact in text.facts.of("number") if not fact.unit}
    values = [facts.get(t.span.start, "1" if t.low == "one" else None) for t in text.tokens]
    found = set()
    for i, value in enumerate(values):
        if value is not None and text.lows[i + 1 : i + 2] == ("of",):
            wholes = [other for other in values[i + 2 : i + 4] if other is not None]  # `of ten`, `of the ten`
            found |= {(value, whole) for whole in wholes[:1]}
    return frozenset(found)


def rates(text: View, sources: Sequence[View]) -> Violation | None:
    """What is made in a day is not made in a week."""
    theirs = {period for source in sources for period in _rates(source)}
    for period in _rates(text):
        if theirs and period not in theirs:
            return Violation("unit-changed", period, f"the source does not count by the {period}")
    return None


def _rates(text: View) -> list[str]:
    return [period for word, period in pairwise(text.lows) if word in _EACH and period in _PERIODS]


def _steps(text: View) -> Iterator[tuple[str, str, str]]:
    """Each number behind `by`, `to`, `from` or `at`: its value, that word, and the number as it is written."""
    starts = {fact.span.start: fact for fact in text.facts.of("number")}
    for i, token in enumerate(text.tokens):
        fact = starts.get(token.span.start)
        before = [low for low in text.lows[max(0, i - 3) : i] if low not in _IN_CURRENCIES]
        word = before[-1] if before else ""
        if fact is not None and word in _STEPS:
            yield fact.value, word, fact.text


def _come(text: View, sources: Sequence[View]) -> Violation | None:
    for kind, i in _counting(text):
        if not any(_has(source, kind) for source in sources):
            return Violation("quantity-changed", text.tokens[i].text, f"the source does not say `{text.lows[i]}`")
    return None


def _violation(kind: str, text: View) -> Violation:
    return Violation("quantity-changed", kind, f"the source says it of `{kind}`, `{text.text}` does not")


def _has(text: View, kind: str) -> bool:
    idioms = _BEFORE_IDIOM.get(kind, frozenset())
    pairs = zip(("", *text.lows), text.lows, strict=False)
    return any(low in _KIN[kind] and before not in idioms for before, low in pairs)


def _counting(text: View) -> Iterator[tuple[str, int]]:
    """What each such word means, and where it stands; superlatives (`the most expensive`) and idioms left out."""
    lows = ("", *text.lows, "")
    amounts = {fact.span.end for fact in text.facts.of("number")}
    for i, low in enumerate(text.lows):
        kind = _WORDS.get(low)
        before, following = lows[i], lows[i + 2]
        if kind is None or before in _BEFORE_IDIOM.get(kind, ()) or following == "-":
            continue
        if kind == "more" and (i == 0 or text.tokens[i - 1].span.end not in amounts or following in _COMPARES):
            continue
        plural = following.endswith("s") and before not in ("the", "'s")
        if kind == "most" and not plural and following not in _PEOPLE:
            continue
        yield kind, i


def _counted(text: View, i: int) -> str | None:
    """The stem of what it is said of: the first word with content, or number, right behind."""
    stop = lexicon.words("stop")
    for j in range(i + 1, min(i + 1 + _REACH, len(text.tokens))):
        if text.tokens[j].kind == "number" or (text.tokens[j].kind == "word" and text.lows[j] not in stop):
            return text.stems[j]
    return None

"""Of how many something is said: `most` is not `all`, `only three` is more than `three`, `five more` is not `five`.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View

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

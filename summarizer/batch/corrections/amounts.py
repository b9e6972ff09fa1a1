"""What the numbers of a sentence count, so that the same thing can be found in another article.

Takes a sentence and its facts, gives frozen `Amount`s. Pure. There is no parser here: a number counts the plural
after it (`38 injured passengers`), a sum the noun beside it (`a $150 million fine`, `a fine of $150 million`), a
duration what it is `in` (`ten years in prison`), and a number after a person's name is the age. What fits none of
these is left out: a wrong guess would compare what has nothing to do with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from summarizer.facts import Fact, Facts, Token, lexicon, stem, tokenize
from summarizer.facts.dates import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Amount:
    thing: str
    """What is counted, to compare by: unit, noun and its modifiers as stems; `age` and the name for an age."""
    words: str
    """The same as the article has it."""
    value: str
    """A plain decimal number."""
    loose: bool
    """Whether it is `about` or `more than` that."""
    text: str
    """The number in its surroundings, for the reader."""
    segment: int
    context: str
    """The stems of the other words that carry meaning nearby, sorted."""


class _Thing(NamedTuple):
    key: str
    words: str
    stems: frozenset[str]


AGE = "age"
_RUN = 3
"""Words between a number and the end of what it counts."""
_REACH = 7
"""Tokens on each side that are context."""
_FURTHEST = 10
_SHOWN_BEFORE, _SHOWN_AFTER = 2, 6
"""Tokens around the number that the reader is shown."""
_PLURALS = frozenset("people men women children police policemen policewomen servicemen firefighters".split())
_NO_THINGS = frozenset(
    "others more times ways things points degrees years months weeks days hours minutes seconds percent lots sides "
    "ones parts steps kinds types sorts dozens hundreds thousands millions reasons goals runs "
    "games matches appearances assists wins caps seasons titles rounds sets laps spots innings".split()
)
"""Plurals that are counted afresh in every sentence."""
_LOOSE = frozenset(
    "about around some approximately roughly nearly almost over than up estimated near circa least most under "
    "below above beyond".split()
)
_PARTIAL = frozenset(
    "another other others additional further extra first last next each every per of between from".split()
)
"""Before a number: it is one share of a whole, or not the number of a thing."""
_RUNNING = frozenset(
    "estimates estimate profit profits revenue revenues sales earnings income loss losses cost costs value price "
    "total average dividend turnover output".split()
)
"""What is counted anew each quarter."""
_SUMS = frozenset("USD EUR GBP JPY CNY RUB UAH INR CZK PLN CHF KZT TRY ILS KRW AUD CAD HKD".split())
_TIMES = frozenset(("year", "month", "week", "day", "hour"))


_TOLLS = {
    stem(word): stem(toll)
    for toll, words in {
        "killed": "killed died dead perished murdered slain",
        "injured": "injured wounded hurt injuries",
        "arrested": "arrested detained",
    }.items()
    for word in words.split()
}
"""What news says of people in more than one word, by the stem that it is compared as."""
TOLLS = frozenset(_TOLLS.values())
PEOPLE = frozenset(stem(word) for word in "people persons men women children".split())
"""What so many numbers of an article count that only a toll tells which is meant."""


def find(segment: int, text: str, facts: Facts) -> Iterator[Amount]:
    """All numbers of the sentence that can be told what they count."""
    numbers = [fact for fact in facts.of("number") if _is_plain(fact.value) and not _is_year(fact)]
    if not numbers:
        return
    tokens = tokenize(text)
    starts = {token.span.start: n for n, token in enumerate(tokens)}
    ends = {token.span.end: n + 1 for n, token in enumerate(tokens)}
    for fact in numbers:
        start, end = starts[fact.span.start], ends[fact.span.end]
        thing = _thing(tokens, start, end, fact, facts)
        if thing is None:
            continue
        before = [t.low for t in tokens[max(0, start - 3) : start]]
        if _PARTIAL.intersection(before[-1:]) and not thing.key.startswith(AGE):
            continue
        yield Amount(
            thing.key,
            thing.words,
            fact.value,
            bool(_LOOSE.intersection(before)),
            _shown(text, tokens, start, end),
            segment,
            _context(tokens, start, end, thing.stems),
        )


def differ(one: Amount, other: Amount) -> bool:
    """Whether both cannot be right about one thing; rounded ones have a tenth to differ by.

    A lost or doubled zero is a slip; what is further apart is another thing.
    """
    a, b = sorted((Decimal(one.value), Decimal(other.value)))
    if a == b or b > _FURTHEST * a:
        return False
    if one.loose or other.loose or _is_round(a) or _is_round(b):
        return abs(a - b) > Decimal("0.1") * max(a, b)
    return True


def _is_round(value: Decimal) -> bool:
    """`20`, `300`, `2500`: one figure that counts from ten on, or two from a thousand on."""
    figures = value.normalize().as_tuple()
    return len(figures.digits) <= 2 and value >= 10 ** (2 * len(figures.digits) - 1)


def _is_year(fact: Fact) -> bool:
    """`2014 elections`."""
    return not fact.unit and len(fact.text) == 4 and fact.text.isdigit() and fact.text[:2] in ("19", "20")


def _is_plain(value: str) -> bool:
    try:
        return Decimal(value) > 0
    except InvalidOperation:
        return False  # an ordinal, a range, a fraction, a decade


def _thing(tokens: Sequence[Token], start: int, end: int, fact: Fact, facts: Facts) -> _Thing | None:
    """What the number counts, or None."""
    if not fact.unit:
        if name := _aged(tokens, start, end, facts):
            return _Thing(f"{AGE} {name.value}", f"{AGE} of {name.text}", frozenset())
        words = _run(tokens, end)
        counted = next((n for n, low in enumerate(words) if _is_plural(low)), None)
        if counted is None or words[counted] in _NO_THINGS | _RUNNING:
            return None
        return _named("", words[: counted + 1])
    if fact.unit in _SUMS:
        words = _run(tokens, end)
        if words:
            return None if _RUNNING.intersection(words) else _named(fact.unit, words)
        return _named(fact.unit, _noun_of(tokens, start))
    if fact.unit in _TIMES and end + 1 < len(tokens) and tokens[end].low == "in":
        return _named(fact.unit, [tokens[end + 1].low])
    return None


def _named(unit: str, words: Sequence[str]) -> _Thing | None:
    stems = {stem(low) for low in words}
    if not stems:
        return None
    return _Thing(" ".join([unit, *sorted(stems)]).strip(), " ".join([unit, *words]).strip(), frozenset(stems))


def _run(tokens: Sequence[Token], start: int) -> list[str]:
    """The words that follow, up to the first that carries no meaning of its own; as they are compared."""
    words: list[str] = []
    stop = lexicon.words("stop")
    for token in tokens[start : start + _RUN]:
        if token.kind not in ("word", "mixed", "acronym") or token.low in stop or token.low in WEEKDAYS:
            break
        words.append(token.low)
    return words


def _noun_of(tokens: Sequence[Token], start: int) -> list[str]:
    """`fine` for what stands before the sum in `a fine of $5`."""
    at = start - 1
    while at >= 0 and (tokens[at].kind == "mark" or tokens[at].low in ("us", "usd", *_LOOSE)):
        at -= 1  # `$`, and `more than`
    if at < 1 or tokens[at].low != "of":
        return []
    noun = tokens[at - 1]
    is_thing = noun.kind == "word" and noun.low not in lexicon.words("stop") | _RUNNING
    return [noun.low] if is_thing else []


def _aged(tokens: Sequence[Token], start: int, end: int, facts: Facts) -> Fact | None:
    """The name before `, 34,`."""
    if (
        start < 2
        or tokens[start - 1].low != ","
        or not tokens[start].text.isdigit()
        or len(tokens[start].text) != 2
    ):
        return None
    if end < len(tokens) and tokens[end].low not in (",", "."):
        return None
    at = tokens[start - 2].span.end
    name = next((fact for fact in facts.of("name") if fact.span.end == at), None)
    return name if name is not None and " " in name.value else None


def _is_plural(low: str) -> bool:
    return low in _PLURALS or lexicon.may_be_plural(low)


def _context(tokens: Sequence[Token], start: int, end: int, used: frozenset[str]) -> str:
    stop = lexicon.words("stop")
    near = [*tokens[max(0, start - _REACH) : start], *tokens[end : end + _REACH]]
    stems = {stem(t.low) for t in near if t.kind == "word" and t.low not in stop and t.low not in _LOOSE}
    return " ".join(sorted({_TOLLS.get(word, word) for word in stems} - used))


_BLANKS = re.compile(r"\s+")


def _shown(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    first, last = max(0, start - _SHOWN_BEFORE), min(len(tokens), end + _SHOWN_AFTER) - 1
    shown = _BLANKS.sub(" ", text[tokens[first].span.start : tokens[last].span.end])
    return f"{'… ' if first else ''}{shown}{' …' if last + 1 < len(tokens) else ''}"

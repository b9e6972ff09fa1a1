"""Numbers in digits and words, with what they count: unit, currency, percent, ordinal, range, score, fraction.

Takes the tokens of a text; gives facts. Pure. Values are decimal numbers without grouping (`1000`), `19th`
for an ordinal, `12-15` for a range or a score, `1/3` for a fraction, `2x` for a multiple, `thousands` for a
vague amount, `1990s` for a decade, `−5` below zero. The comparison before a number (`more than`, `about`) is a
fact of its own, found in `polarity`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from summarizer.document import Span
from summarizer.facts import lexicon
from summarizer.facts.base import Fact
from summarizer.facts.numerals import CURRENCIES, ORDINAL_ENDINGS, ORDINALS
from summarizer.facts.tokens import Token

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}
_AFTER_A_NUMBER = (
    _MAGNITUDES
    | {f"{word}s": _MAGNITUDES[word] for word in ("hundred", "thousand", "million", "billion", "trillion", "dozen")}
    | {f"{word}th": _MAGNITUDES[word] for word in ("billion", "trillion")}
)
"""`7.7 billions pounds`, as Romance languages have it, is `7.7 billion pounds`; so is `7.7 billionth pounds`."""
_LETTER_MAGNITUDES = {
    "k": 1000,
    "m": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "mln": 10**6,
    "mn": 10**6,
    "bln": 10**9,
}
_FRACTIONS = {word: part for word, part in ORDINALS.items() if 3 <= part <= 10} | {"quarter": 4, "half": 2}
_MULTIPLES = {"twice": "2x", "thrice": "3x", "double": "2x", "doubled": "2x", "doubles": "2x", "doubling": "2x",
              "triple": "3x", "tripled": "3x", "triples": "3x", "tripling": "3x", "quadrupled": "4x",
              "twofold": "2x", "threefold": "3x", "fourfold": "4x", "fivefold": "5x", "sixfold": "6x",
              "sevenfold": "7x", "eightfold": "8x", "ninefold": "9x", "tenfold": "10x"}  # fmt: skip
_DIGITS = frozenset("23456789")
_VAGUE = frozenset("dozens hundreds thousands millions billions trillions".split())
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")
"""`0,5`, as most of Europe writes it; three digits behind a comma are thousands."""
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?\Z")
_DASHES = frozenset("-–—−")
_MINUS = "−"
_MOST_SAID = 10**15
_MOST_DIGITS = 30
"""From these on, `hundred` and `million` said once more are noise and no longer number."""
_UNITS_OF_DIGITS = frozenset(("w", "m", "l", "g", "won", "ha", "bp"))
"""Spellings that are a unit only after digits."""


class _Amount(NamedTuple):
    value: str
    end: int
    """The token after the amount."""


def plain(number: Decimal) -> str:
    """`1200000` rather than `1.2E+6`, without idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits(text: str) -> str:
    """A number in digits without its grouping; what cannot be read as one number stays as it is written."""
    if _DECIMAL_COMMA.match(text):
        return text.replace(",", ".")
    return text.replace(",", "") if _GROUPED.match(text) or _INDIAN.match(text) else text


def _times(value: str, factor: int) -> str:
    try:
        return plain(Decimal(value) * factor)
    except InvalidOperation:
        return f"{value}×{factor}"


def _words_amount(tokens: Sequence[Token], i: int) -> _Amount | None:
    """`two hundred and five thousand`, `twenty-five`, `a million`; None where no number begins."""
    low = tokens[i].low
    if low in ("a", "an", "one") and i + 1 < len(tokens) and tokens[i + 1].low in _MAGNITUDES:
        total, current, j = 0, 1, i + 1
    elif low in _SMALL:
        total, current, j = 0, 0, i
    else:
        return None
    last_small = 0
    while j < len(tokens):
        word = tokens[j].low
        if word in _SMALL:
            value = _SMALL[word]
            # `nineteen eighty`, `five six`: two numbers, unless the second fills the place the first left open.
            if last_small and not (last_small >= 20 and last_small % 10 == 0 and 0 < value < 10):
                break
            current += value
            last_small = value
        elif word in _AFTER_A_NUMBER and current < _MOST_SAID:
            factor = _AFTER_A_NUMBER[word]
            current = max(current, 1) * factor
            last_small = 0
            if factor >= 1000:
                total, current = total + current, 0
        elif not _joins(tokens, i, j, last_small):
            break
        j += 1
    if j + 2 < len(tokens) and (tokens[j].low, tokens[j + 1].low, tokens[j + 2].low) == ("and", "a", "half"):
        return _Amount(plain(Decimal(total + current) + Decimal("0.5")), j + 3)
    return _Amount(str(total + current), j)


def _joins(tokens: Sequence[Token], start: int, j: int, last_small: int) -> bool:
    """Whether the word at `j` only joins two parts of one number: `two hundred and five`, `twenty-five`."""
    if tokens[j].low == "and":
        return j > start and tokens[j - 1].low in ("hundred", "thousand") and _small_at(tokens, j + 1) > 0
    return (
        tokens[j].low == "-" and tokens[j].glued and last_small >= 20 and _small_at(tokens, j + 1) in range(1, 10)
    )


def _small_at(tokens: Sequence[Token], i: int) -> int:
    return _SMALL.get(tokens[i].low, 0) if i < len(tokens) else 0


def _digits_amount(tokens: Sequence[Token], i: int) -> _Amount | None:
    """`1,200`, `1.2 million`, `5bn`, `7th`, `1990s`, `3D`; the letters glued to the digits belong to it."""
    token = tokens[i]
    if token.kind != "number":
        return None
    value, j = digits(token.text), i + 1
    if ":" in value:
        return _Amount(value.replace(":", "-"), j)
    if j < len(tokens) and tokens[j].glued and tokens[j].kind in ("word", "mixed"):
        ending = tokens[j].low
        if ending in ORDINAL_ENDINGS:
            return _Amount(f"{value}th", j + 1)
        if ending == "s":
            return _Amount(f"{value}s", j + 1)
        if tokens[j].text == "G":  # `5G` is no five grams
            return _Amount(f"{value}g", j + 1)
        if ending in _LETTER_MAGNITUDES and not (ending == "m" and _follows_no_money(tokens, i)):
            return _Amount(_times(value, _LETTER_MAGNITUDES[ending]), j + 1)
        if ending not in lexicon.aliases("units"):
            return _Amount(value + ending, j + 1)
    elif j + 1 < len(tokens) and tokens[j].low == "'" and tokens[j].glued and tokens[j + 1].low == "s":
        return _Amount(f"{value}s", j + 2)
    while (
        j < len(tokens)
        and len(value) < _MOST_DIGITS
        and (tokens[j].low in _AFTER_A_NUMBER or (tokens[j].low == "-" and _magnitude_at(tokens, j + 1)))
    ):
        if tokens[j].low != "-":
            value = _times(value, _AFTER_A_NUMBER[tokens[j].low])
        j += 1
    smaller = _digits_amount(tokens, j) if j > i + 1 and _magnitude_at(tokens, j + 1) else None
    if smaller is not None and (factor := _AFTER_A_NUMBER.get(tokens[j - 1].low)):
        both = _sum(value, smaller.value, factor)
        return _Amount(value, j) if both is None else _Amount(both, smaller.end)
    return _Amount(value, j)


def _sum(value: str, smaller: str, factor: int) -> str | None:
    """`2 trillion 784 billion` is one number; None where the second is none of less than the first counts in."""
    try:
        return plain(Decimal(value) + Decimal(smaller)) if Decimal(smaller) < factor else None
    except InvalidOperation:
        return None


def _magnitude_at(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].low in _AFTER_A_NUMBER


def _follows_no_money(tokens: Sequence[Token], i: int) -> bool:
    """`5m` is five metres after no currency mark, five million after one."""
    return not (i and tokens[i - 1].low in CURRENCIES)


def _amount(tokens: Sequence[Token], i: int) -> _Amount | None:
    return _digits_amount(tokens, i) or _words_amount(tokens, i)


def _ordinal(tokens: Sequence[Token], i: int) -> _Amount | None:
    low = tokens[i].low
    if low in ORDINALS:
        # `a second` and `seconds` are time; `two thirds` is a fraction.
        return _Amount(f"{ORDINALS[low]}th", i + 1)
    if (
        low in _SMALL
        and _SMALL[low] >= 20
        and i + 2 < len(tokens)
        and tokens[i + 1].low == "-"
        and ORDINALS.get(tokens[i + 2].low, 99) < 10
    ):
        return _Amount(f"{_SMALL[low] + ORDINALS[tokens[i + 2].low]}th", i + 3)
    return None


def _fraction(tokens: Sequence[Token], i: int) -> _Amount | None:
    """`half`, `a third`, `two-thirds`, `three quarters`, `half a million`."""
    low = tokens[i].low
    following = [t.low for t in tokens[i + 1 : i + 3]]
    if low in ("half", "halves"):
        if len(following) == 2 and following[0] in ("a", "of", "an") and following[1] in _MAGNITUDES:
            return _Amount(plain(Decimal(_MAGNITUDES[following[1]]) / 2), i + 3)
        return _Amount("1/2", i + 1)
    top = 1 if low in ("a", "an", "one") else int(low) if low in _DIGITS else _SMALL.get(low, 0)
    if not top or not following:
        return None
    at = 1 if following[0] == "-" and len(following) == 2 else 0
    word = following[at]
    singular = word[:-1] if word.endswith("s") else word
    if singular in _FRACTIONS and (word != singular) == (top > 1):
        end = i + 2 + at
        # `a third attempt`, `one third-party`: a fraction is followed by `of` or ends its phrase.
        after = tokens[end].low if end < len(tokens) else ""
        if top > 1 or after in ("of", "the", "", "are", "were") or not after.isalpha():
            return _Amount(f"{top}/{_FRACTIONS[singular]}", end)
    return None


def _unit(tokens: Sequence[Token], start: int, end: int) -> tuple[str, int]:
    """The unit of the amount at `start:end` and the token after it."""
    units = lexicon.aliases("units")
    if start and tokens[start - 1].low in CURRENCIES:
        before = tokens[start - 1].low
        if (
            before == "$"
            and start > 1
            and tokens[start - 1].glued
            and tokens[start - 2].low in ("us", "a", "c", "hk")
        ):
            return units[f"{tokens[start - 2].low}$"], end
        return units[before], end
    j = end
    if (
        j < len(tokens)
        and tokens[j].low in _DASHES
        and tokens[j].glued
        and j + 1 < len(tokens)
        and tokens[j + 1].glued
    ):
        j += 1
    lows = [t.low for t in tokens[j : j + 3]]
    if lows[:2] in (["per", "cent"], ["for", "cent"]):  # machines write `for cent`
        return "%", j + 2
    if lows[:2] in (["percentage", "point"], ["percentage", "points"]):
        return "pp", j + 2
    if len(lows) > 1 and lows[0] in ("us", "american") and lows[1] in ("dollars", "dollar"):
        return "USD", j + 2
    if len(lows) == 3 and lows[1] == "/" and "/".join((lows[0], lows[2])) in ("km/h",):
        return "km/h", j + 3
    if (
        len(lows) > 1
        and lows[0] in ("full", "whole", "calendar", "square", "cubic", "metric", "more")
        and lows[1] in units
    ):
        return units[lows[1]], j + 2
    if lows and lows[0] in units and lows[0] not in _UNITS_OF_DIGITS:
        return units[lows[0]], j + 1
    if lows and lows[0] in _UNITS_OF_DIGITS and tokens[end - 1].text[-1].isdigit():
        return units[lows[0]], j + 1
    return "", end


def find(tokens: Sequence[Token], source: str, taken: frozenset[int]) -> list[Fact]:
    """All numbers but those at the positions `taken` (days of dates, times of day)."""
    facts: list[Fact] = []
    i = 0
    while i < len(tokens):
        if i in taken:
            i += 1
            continue
        found = _number_at(tokens, i, taken)
        if found is None:
            i += 1
            continue
        value, unit, end = found
        if _is_negative(tokens, i):
            value = _MINUS + value
        span = Span(tokens[i].span.start, tokens[end - 1].span.end)
        facts.append(Fact("number", value, source[slice(*span)], span, unit))
        i = end
    return facts


def _is_negative(tokens: Sequence[Token], i: int) -> bool:
    """`minus 20`, `-20`; not `5-20`, nor a dash that opens the text."""
    if i == 0:
        return False
    sign = tokens[i - 1]
    return sign.low == "minus" or (sign.low in ("-", _MINUS) and i > 1 and tokens[i].glued and not sign.glued)


def _number_at(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> tuple[str, str, int] | None:
    """The value, unit and end of the number that begins at token `i`."""
    low = tokens[i].low
    if low in _MULTIPLES:
        return _MULTIPLES[low], "", i + 1
    if low in _VAGUE:
        return low, "", i + 1
    if f"{low}s" in _VAGUE and [t.low for t in tokens[i + 1 : i + 2]] == ["of"]:
        return f"{low}s", "", i + 1  # `thousand of people`
    if fraction := _fraction(tokens, i):
        return fraction.value, "", fraction.end
    if ordinal := _ordinal(tokens, i):
        return ordinal.value, "", ordinal.end
    amount = _amount(tokens, i)
    if amount is None:
        return None
    end = amount.end
    if end < len(tokens) and tokens[end].low in ("fold", "times"):
        return f"{amount.value}x", "", end + 1
    if low == "one" and end == i + 1:
        # A bare `one` is mostly a pronoun; it counts only where a unit follows.
        unit, unit_end = _unit(tokens, i, end)
        return ("1", unit, unit_end) if unit and unit_end > end else None
    if second := _range_end(tokens, i, end, taken):
        unit, unit_end = _unit(tokens, i, second.end)
        return f"{amount.value}-{second.value}", unit, unit_end
    unit, unit_end = _unit(tokens, i, end)
    return amount.value, unit, unit_end


def _range_end(tokens: Sequence[Token], start: int, end: int, taken: frozenset[int]) -> _Amount | None:
    """The second number of `12-15`, `12 to 15`, `between 12 and 15`, `3:1`; None where there is no range."""
    j = end
    # A unit or currency may be said twice: `$5 to $10`, `5% to 10%`, `5 km to 10 km`.
    unit, unit_end = _unit(tokens, start, end)
    twice = unit_end > end and unit_end < len(tokens) and tokens[unit_end].low in ("to", *_DASHES)
    if twice:
        j = unit_end
    if j + 1 >= len(tokens) or j in taken:
        return None
    joint = tokens[j].low
    between = joint == "and" and start > 0 and tokens[start - 1].low == "between"
    if not (joint in _DASHES or joint == "to" or between):
        return None
    k = j + 1
    if tokens[k].low in CURRENCIES and k + 1 < len(tokens):
        k += 1
    if k in taken:
        return None
    second = _amount(tokens, k)
    if second and twice and _unit(tokens, k, second.end)[0] != unit:
        return None  # `by 12 percent to 300 million`
    return second

# ruff: noqa: E501 - tables of words read best in long lines
"""The facts of a sentence and the filter that keeps training pairs honest.

Takes two texts, tells whether they hold the same facts (`same_facts`) or whether one is supported by the other
(`supported`). A pair that leaks a fact teaches the model to invent facts, so the filter errs on the side of
dropping. Touches no file but the word list it is given by `read_ordinary`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from training.text import plain

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMBER_WORDS = (
    {word: str(value) for value, word in enumerate(UNITS)}
    | TENS
    | {word: f"{value}th" for value, word in enumerate(ORDINALS, 1)}
    | {
        word: word
        for word in (
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "dozen",
            "half",
            "twice",
            "double",
            "triple",
            "quarter",
        )
    }
    | {
        "mln": "million",
        "bln": "billion",
        "bn": "billion",
        "m": "million",
        "hundreds": "hundred",
        "thousands": "thousand",
    }
    | {"millions": "million", "billions": "billion", "trillions": "trillion", "dozens": "dozen", "once": "once"}
)
MONEY = {
    "$": "$", "us$": "$", "dollar": "$", "dollars": "$", "usd": "$", "£": "£", "pound": "£", "pounds": "£", "gbp": "£", "€": "€",
    "euro": "€", "euros": "€", "eur": "€", "¥": "¥", "yen": "¥", "yuan": "yuan", "cent": "cent", "cents": "cent", "₽": "rouble",
    "rouble": "rouble", "roubles": "rouble", "ruble": "rouble", "rubles": "rouble", "₴": "hryvnia", "hryvnia": "hryvnia", "hryvnias": "hryvnia",
}  # fmt: skip
NEGATIONS = frozenset(
    "not no never without none nobody nothing neither nor cannot nowhere hardly barely scarcely unable lack lacks lacked lacking fail fails failed refuse refuses "
    "refused deny denies denied except unless".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
GENDERED = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|US\$|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|k|tn)?\b|[^\W\d_]+(?:'[^\W\d_]+)*|[$£€¥%₽₴]|\d+|\S"
)
DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}")
QUOTED = re.compile(r'"([^"]+)"|(?<![\w])\'(?=\S)([^"]+?)(?<=\S)\'(?!\w)')
NUMERIC = re.compile(r"(\d+(?:[.,:]\d+)*)(st|nd|rd|th|s|m|bn|k|tn)?$")
SUFFIX = {"m": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}


@dataclass(frozen=True)
class Facts:
    """What must not change: compared as a whole."""

    names: frozenset[str]
    acronyms: frozenset[str]
    numbers: frozenset[str]
    money: frozenset[str]
    percent: bool
    negations: int
    genders: frozenset[str]
    words: frozenset[str]


def read_ordinary(path: Path) -> frozenset[str]:
    """Words that news writes in small letters mostly, one a line, as `prepare` counts them."""
    return frozenset(path.read_text(encoding="utf-8").split())


def stem(word: str) -> str:
    """A word's form to match by: no possessive, no dots."""
    return re.sub(r"'s?$", "", word.lower())


def facts(text: str, ordinary: frozenset[str]) -> Facts:
    """Read the facts off a text. A capitalised word is a name unless it opens a sentence and is an ordinary word."""
    names: set[str] = set()
    acronyms: set[str] = set()
    numbers: set[str] = set()
    money: set[str] = set()
    seen: set[str] = set()
    genders: set[str] = set()
    percent = False
    negations = 0
    opening = True
    tokens = TOKEN.findall(plain(text))
    for position, token in enumerate(tokens):
        low = stem(token)
        seen.add(low)
        numeric = NUMERIC.match(token)
        if DOTTED.fullmatch(token) and token.lower() not in ("a.m.", "p.m.", "e.g.", "i.e."):
            acronyms.add(token.replace(".", "").upper())
        elif numeric:
            value, suffix = numeric.groups()
            numbers.add(value.replace(",", "") + ("th" if suffix in ("st", "nd", "rd", "th") else ""))
            if suffix in SUFFIX:
                numbers.add(SUFFIX[suffix])
        elif low in MONEY:
            money.add(MONEY[low])
        elif low in NUMBER_WORDS and (low != "m" or (position and tokens[position - 1][-1:].isdigit())):
            numbers.add(NUMBER_WORDS[low])
        elif (
            token == "%"
            or low in ("percent", "percentage")
            or (low == "per" and position + 1 < len(tokens) and tokens[position + 1].lower() == "cent")
        ):
            percent = True
        elif low in NEGATIONS or token.lower().endswith("n't"):
            negations += 1
        elif low in GENDERED:
            genders.add(GENDERED[low])
        elif token[0].isupper():
            bare = re.sub(r"'s?$", "", token)
            if len(bare) > 1 and bare.isupper():
                acronyms.add(bare)
            elif (
                bare != "I" and not token.startswith("I'") and (not opening or low not in ordinary or low in MONTHS)
            ):
                names.add(low)
        opening = token in (".", "!", "?", '"', ":", "'", "(", "[", "-", "•", "…") or (
            opening and not token[0].isalnum()
        )
    if "cent" in money and percent:
        money.discard("cent")
    return Facts(
        frozenset(names),
        frozenset(acronyms),
        frozenset(numbers),
        frozenset(money),
        percent,
        negations,
        frozenset(genders),
        frozenset(seen),
    )


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, in order."""
    return [(match.group(1) or match.group(2)).strip() for match in QUOTED.finditer(plain(text))]


def carry_quotations(source: str, target: str) -> str | None:
    """The target with the source's own words between its quotation marks, since nothing there may be edited.

    None when the two do not have the same number of quotations or a mark has no partner.
    """
    left, right = list(QUOTED.finditer(plain(source))), list(QUOTED.finditer(plain(target)))
    if len(left) != len(right) or plain(source).count('"') != plain(target).count('"'):
        return None
    result: list[str] = []
    end = 0
    for mine, theirs in zip(left, right, strict=True):
        group = 1 if theirs.group(1) is not None else 2
        result.append(target[end : theirs.start(group)])
        result.append(
            source[
                mine.start(1 if mine.group(1) is not None else 2) : mine.end(1 if mine.group(1) is not None else 2)
            ]
        )
        end = theirs.end(group)
    result.append(target[end:])
    return "".join(result)


def same_facts(left: str, right: str, ordinary: frozenset[str]) -> bool:
    """True when both texts hold the same names, acronyms, numbers, money, percentages, negations and genders."""
    a, b = facts(left, ordinary), facts(right, ordinary)
    return (
        a.acronyms == b.acronyms
        and a.numbers == b.numbers
        and a.money == b.money
        and a.percent == b.percent
        and a.negations == b.negations
        and a.genders == b.genders
        and a.names <= b.words
        and b.names <= a.words
    )


def supported(target: str, source: str, ordinary: frozenset[str]) -> bool:
    """True when the target has no name, acronym, number, money or negation that the source lacks."""
    a, b = facts(target, ordinary), facts(source, ordinary)
    capitals = sum(word[:1].isupper() for word in target.split()) > 0.6 * len(target.split())
    names = {name for name in a.names if name not in ordinary} if capitals else a.names
    return (
        names <= b.words
        and {
            key for key in a.acronyms if key.lower() not in ordinary or key in ("US", "UN", "EU", "UK", "IT", "WHO")
        }
        <= b.acronyms
        and a.numbers <= b.numbers
        and a.money <= b.money
        and a.percent <= b.percent
        and (not a.negations or b.negations > 0)
    )


def support_share(target: str, source: str, small: frozenset[str]) -> float:
    """The share of the target's content words (by their first five letters) that occur in the source."""
    have = {word[:5] for word in facts(source, frozenset()).words}
    content = [word for word in facts(target, frozenset()).words if word.isalpha() and word not in small]
    return sum(word[:5] in have for word in content) / max(1, len(content))


def count_ordinary(texts: Iterable[str], least: int, share: float) -> list[str]:
    """Words seen at least `least` times in small letters and in at least `share` of all their uses."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for text in texts:
        for token in re.findall(r"[^\W\d_]+", plain(text)):
            if token.islower():
                low[token] += 1
            else:
                high[token.lower()] += 1
    return sorted(word for word, count in low.items() if count >= least and count >= share * (count + high[word]))

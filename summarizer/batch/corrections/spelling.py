"""Whether two words, or two ways to write a name, may be one name in two spellings.

Takes words, gives how near they are. Pure. What a transliteration may decide either way is folded away first
(`Tokayev`, `Tokaev`; `Zelensky`, `Zelenskiy`); then letters are counted. An ending that makes another word of a
name (`Russia`, `Russian`; `Petrov`, `Petrova`) is no misspelling.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii

from summarizer.facts import lexicon
from summarizer.facts.dates import MONTHS, WEEKDAYS
from summarizer.facts.names import HONORIFICS
from summarizer.facts.neighbours import is_within


class Nearness(IntEnum):
    """How surely two spellings are of one name, as far as their letters tell."""

    NO = 0
    NEAR = 1
    """A letter or two apart."""
    ALIKE = 2
    """The same but for what transliterations differ in."""
    SAME = 3
    """The same but for accents, hyphens and blanks."""


LEAST_LETTERS = 4
_LEAST_NEAR = 6
"""Letters from which one may differ: shorter names that differ in one are mostly two names, `Jones` and `Jonas`."""
_LEAST_FAR = 9
"""Letters from which two may differ."""

_ENDINGS = (
    "",
    *"s n an ian ans ians ese i is ish e es a ia o os er ers ine ic y ya aya ina ski in ev ov ez ism ist "
    "ists eers".split(),
)
"""What tells two words of one root apart: people and country, man and wife, one and many."""

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch", "sh"),
        (r"tch", "ch"),
        (r"ph", "f"),
        (r"d?zh|dj", "j"),
        (r"kh|gh", "h"),
        (r"t[zs]", "c"),
        (r"w", "v"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"(?<=[bdgjklmnprtvz])h(?=[aeiou])", ""),
        (r"(?<=[aeiou])y(?=[aeiou])", ""),
        (r"[iy]{2,}|y|j(?=$)", "i"),
        (r"ue", "u"),
        (r"oe", "o"),
        (r"ae", "e"),
        (r"ie(?=v)", "e"),
        (r"(.)\1", r"\1"),
        (r"e(?=i$)", ""),
    )
]
_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Small letters of the English alphabet and nothing else."""
    return _LETTERS.sub("", anyascii(name).lower())


@lru_cache(maxsize=65536)
def sound(folded: str) -> str:
    """What is left of a folded name when transliterations agree."""
    for pattern, letters in _SOUNDS:
        folded = pattern.sub(letters, folded)
    return folded


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether it can be told from its misspellings: a name, long enough, and neither country nor acronym."""
    low = word.lower()
    return (
        len(fold(word)) >= LEAST_LETTERS
        and word[0].isupper()
        and word.isalpha()
        and not word.isupper()
        and not lexicon.is_ordinary(low)
        and low not in lexicon.aliases("places")
        and low not in WEEKDAYS
        and low not in MONTHS
        and low not in HONORIFICS
    )


def keys(word: str) -> set[str]:
    """Two words that may be one name have one of these in common: its consonants, whole or without one of them."""
    heard = sound(fold(word))
    bones = heard[:1] + re.sub("[aeiou]", "", heard[1:])
    return {bones, *(bones[:n] + bones[n + 1 :] for n in range(1, len(bones)) if len(bones) > _LEAST_BONES)}


_LEAST_BONES = 3


def nearness(one: str, other: str) -> Nearness:
    """Of two words that `is_word`."""
    a, b = fold(one), fold(other)
    if a == b:
        return Nearness.SAME if one.casefold() != other.casefold() else Nearness.NO
    places = lexicon.aliases("places")
    if one.lower() in places or other.lower() in places:
        return Nearness.NO
    if sound(a) == sound(b):
        return Nearness.ALIKE
    if _are_related(a, b) or sound(a)[:1] != sound(b)[:1]:
        return Nearness.NO
    shorter = min(len(a), len(b))
    allowed = 0 if shorter < _LEAST_NEAR else 1 if shorter < _LEAST_FAR else 2
    return Nearness.NEAR if allowed and is_within(a, b, allowed) else Nearness.NO


def _are_related(a: str, b: str) -> bool:
    """Whether they differ in an ending that makes another word."""
    return not _roots(a).isdisjoint(_roots(b))


@lru_cache(maxsize=65536)
def _roots(word: str) -> frozenset[str]:
    """A word without each of the endings it may have."""
    return frozenset(
        word.removesuffix(ending) for ending in _ENDINGS if len(word) - len(ending) >= LEAST_LETTERS - 1
    )

"""The small word lists that ship with the package (`data/*.txt`), and a large one; each is read once, when needed.

Takes nothing; gives frozen sets and mappings of lower-case words; reads only the package's own files and the word
list of pyspellchecker.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType


def read_lines(name: str) -> Iterator[str]:
    """The lines of one list, without comments and blanks."""
    text = (files("summarizer.facts") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list, whatever their lines."""
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, in order."""
    return tuple(read_lines(name))


def entries(name: str) -> Iterator[tuple[str, str]]:
    """The lines of a list of `key: rest`, each as both."""
    for line in read_lines(name):
        key, _, rest = line.partition(": ")
        yield key, rest


@cache
def aliases(name: str) -> Mapping[str, str]:
    """`{spelling: key}` for a list of `key: spelling spelling …`; the key is one of its own spellings."""
    table: dict[str, str] = {}
    for key, spellings in entries(name):
        for spelling in [key, *spellings.split()]:
            table.setdefault(spelling.lower(), key)
    return MappingProxyType(table)


@cache
def misspellings() -> Mapping[str, str]:
    """`{"altough": "although"}`: words that are none, each with the only word that it can have been meant for."""
    table = entries("misspellings")
    return MappingProxyType({wrong: right for right, wrongs in table for wrong in wrongs.split()})


NOTHING = "-"
"""Among the renderings of a word: often there is none."""


@cache
def renderings() -> Mapping[str, frozenset[str]]:
    """`{"gun": {"firearm", "pistol"}}`: stems of words of translations, and of those that humans have put there,
    with `NOTHING` where they often keep nothing of it.
    """
    return MappingProxyType({old: frozenset(new.split()) for old, new in entries("renderings")})


@cache
def misrendered() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """`{"appended": (("added", 3.5),)}`: words that translations have mostly where humans have another, each with
    that and the nats by which it is the likelier.
    """
    table: dict[str, tuple[tuple[str, float], ...]] = {}
    for wrong, rest in entries("misrendered"):
        put = rest.split()
        table[wrong] = tuple(zip(put[::2], map(float, put[1::2]), strict=True))
    return MappingProxyType(table)


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """`{"person": …, "clothing": …}`: nouns by what they mean."""
    return MappingProxyType({name: frozenset(nouns.split()) for name, nouns in entries("classes")})


@cache
def long_forms() -> Mapping[tuple[str, ...], str]:
    """`{("united", "nations"): "UN"}`: the long forms that need no introduction."""
    table: dict[tuple[str, ...], str] = {}
    for key, forms in entries("acronyms"):
        for form in forms.split("; "):
            if "." not in form:
                table[tuple(form.lower().split())] = key
    return MappingProxyType(table)


def is_ordinary(low: str) -> bool:
    """Whether a lower-case word is ordinary English, itself or by its plain inflection, and so no name by
    itself.
    """
    known = words("ordinary")
    if low in known or low in words("stop"):
        return True
    for ending, replacements in _INFLECTIONS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stump = low[: -len(ending)]
            doubled = ending[0] == "e" and stump[-1] == "e"  # `writeers` comes of no `write`
            plural = ending.startswith("er") and stump[-1] == "s" != stump[-2]  # nor `boysers` of `boys`
            if any(stump + replacement in known for replacement in replacements[doubled or plural :]):
                return True
    return any(low.startswith(prefix) and low[len(prefix) :] in known for prefix in _PREFIXES)


def bases(low: str, ending: str) -> tuple[str, ...]:
    """The ordinary words of which `low` can be the form in `ed` or `est`: `tried` of `try`, `biggest` of `big`."""
    if not low.endswith(ending) or len(low) < _SHORTEST_BASE + len(ending) - 1:
        return ()
    stump = low.removesuffix(ending)
    found = [stump, stump + "e"]
    if stump.endswith("i"):
        found.append(stump[:-1] + "y")
    if stump[-1] == stump[-2] and stump[-1] not in "aeiou":
        found.append(stump[:-1])
    return tuple(b for b in found if len(b) >= _SHORTEST_BASE and (b in words("ordinary") or b in words("stop")))


def may_be_plural(low: str) -> bool:
    """Whether a lower-case word ends as a regular plural does: `banks`, also `wins`; not `was`, `status`."""
    return len(low) >= _SHORTEST_PLURAL and low.endswith("s") and not low.endswith(("ss", "us", "is"))


@cache
def dictionary() -> Mapping[str, int]:
    """The 160,000 words of pyspellchecker (MIT), each with its number in film subtitles. Reading takes 0.2 s."""
    from spellchecker import SpellChecker  # read when it is needed, for most articles never

    return MappingProxyType(dict(SpellChecker(language="en").word_frequency.items()))


def is_in_dictionary(low: str) -> bool:
    """Whether a lower-case word, as it is or as Americans spell it, is in the large list or too recent for it."""
    known = dictionary()
    if low in known or low in words("recent"):
        return True
    if low.endswith("ll"):  # `fulfil` is British, but no `untill`
        return False
    if americanised(low) in known:
        return True
    # One by one: `commercialise` keeps its `mme`.
    return any(british.sub(american, low) in known for british, american in _SPELLINGS)


def is_word(low: str) -> bool:
    """Whether a lower-case word is in either of the lists, ordinary or not."""
    return is_ordinary(low) or is_in_dictionary(low)


def is_compound(low: str) -> bool:
    """Ends in a word of its own after another or a prefix: `baseload`, `explantation`."""
    known = words("ordinary")
    return any(
        low[i:] in known and (low[:i] in known or low[:i] in _COMPOUNDING)
        for i in range(2, len(low) - _LEAST_PART + 1)
    )


@lru_cache(maxsize=1 << 14)
def is_rare(low: str) -> bool:
    """Whether a lower-case word is in no list, or in the large one alone and seldom told: `mecer`, `delgado`."""
    if is_ordinary(low) or is_ordinary(americanised(low)):
        return False
    return dictionary().get(low, 0) < _RARE


def unaccented(word: str) -> str:
    """`résumé` as `resume`."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def americanised(low: str) -> str:
    """A word as American English spells it, or nearly so: a form to compare by, never to print."""
    for british, american in _SPELLINGS:
        low = british.sub(american, low)
    return low


_SHORTEST_BASE = 3
"""Letters of a word that others are made of by an ending."""
_SHORTEST_PLURAL = 4
"""Letters; shorter words in -s are `was`, `yes`, `gas`."""
_RARE = 500
"""Occurrences in the large list."""
_INFLECTIONS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("", "e")),
    ("ness", ("",)),
    ("er", ("", "e")),
    ("ers", ("", "e")),
)
_PREFIXES = ("un", "re", "non", "over", "under", "anti", "pre")
_COMPOUNDING = frozenset(
    "ab ad anti bi bio co counter de dis eco en ex extra geo hyper il im in inter intra ir macro mega micro mid "
    "mini mis mono multi neo non out over per post pre pro proto pseudo re semi sub super tele trans tri ultra un "
    "under up".split()
)
"""What makes a compound, before a word."""
_LEAST_PART = 3
"""Letters of a word within a compound."""
_SPELLINGS = [
    (re.compile(british), american)
    for british, american in (
        ("ou(?=r)", "o"),
        ("is(?=[eai])", "iz"),
        ("ys(?=e)", "yz"),
        ("ll(?=e[dn]$|ings?$|[eo]rs?$|ists?$|ous|ery|ation|able|ful|ment|s?$)", "l"),
        ("ae|oe", "e"),
        ("re(?=s?$)", "er"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("mme", "m"),
        ("iality", "ialty"),
    )
]

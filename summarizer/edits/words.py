"""English words by their forms: rules of inflection and short lists of what is irregular, no model.

Takes single words, gives their base forms and how two of them are related. Touches nothing.
The lists have the common irregular verbs and plurals; everything else is told by its ending. A guess, not a
dictionary: good enough to name a change or to ask a model about, never used to make one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from summarizer.facts import lexicon
from summarizer.facts.function_words import AGREEMENT, FUNCTION_WORDS, word_class
from summarizer.facts.neighbours import is_within

Form = Literal["base", "s", "past", "participle", "ed", "ing", "er", "est"]
"""`ed` is a regular past or participle, which look alike; `s` a plural or a third person."""

_MORE_IRREGULAR_VERBS = """
bear bore borne|beat beat beaten|bet bet bet|broadcast broadcast broadcast|burn burnt burnt|burst burst burst
cast cast cast|cost cost cost|cut cut cut|dream dreamt dreamt|forecast forecast forecast|get got gotten
hit hit hit|hurt hurt hurt|learn learnt learnt|let let let|light lit lit|put put put|quit quit quit
read read read|set set set|shed shed shed|shut shut shut|split split split|spread spread spread
spring sprang sprung|strike struck stricken|wind wound wound
"""
"""Base, past and participle of those that the list of `facts` leaves out, since they may be other words or other
forms too.
"""
_IRREGULAR_PLURALS = """
man men|woman women|child children|person people|foot feet|tooth teeth|mouse mice|goose geese|life lives
wife wives|knife knives|leaf leaves|half halves|wolf wolves|shelf shelves|thief thieves|loaf loaves
criterion criteria|phenomenon phenomena|medium media|datum data|crisis crises|basis bases|analysis analyses
thesis theses|hypothesis hypotheses|axis axes|policeman policemen|spokesman spokesmen|businessman businessmen
"""
_IRREGULAR_COMPARISON = """
good better best|bad worse worst|far further furthest|little less least|much more most|many more most
"""


def _irregular() -> dict[str, set[tuple[str, Form]]]:
    table: dict[str, set[tuple[str, Form]]] = {}

    def rows(text: str) -> list[list[str]]:
        return [row.split() for line in text.strip().splitlines() for row in line.split("|")]

    listed = map(str.split, lexicon.read_lines("verbs"))
    for base, past, participle in (*listed, *rows(_MORE_IRREGULAR_VERBS)):
        if past == participle and re.fullmatch(rf"{base.removesuffix('e')}\w?ed", past):  # the endings tell
            continue
        table.setdefault(past, set()).add((base, "past"))
        table.setdefault(participle, set()).add((base, "participle"))
    for base, plural in rows(_IRREGULAR_PLURALS):
        table.setdefault(plural, set()).add((base, "s"))
    for base, more, most in rows(_IRREGULAR_COMPARISON):
        table.setdefault(more, set()).add((base, "er"))
        table.setdefault(most, set()).add((base, "est"))
    for word, form in (("am", "s"), ("is", "s"), ("are", "base"), ("were", "past"), ("being", "ing")):
        table.setdefault(word, set()).add(("be", form))  # type: ignore[arg-type]
    table["has"] = {("have", "s")}
    table["does"] = {("do", "s")}
    return table


_IRREGULAR = _irregular()
_VOWELS = "aeiou"
_SHORTEST_STEM = 2


@lru_cache(maxsize=20_000)
def bases(word: str) -> frozenset[tuple[str, Form]]:
    """What `word` (lower case) may be a form of: `plays` gives `(plays, base)` and `(play, s)`."""
    found: set[tuple[str, Form]] = {(word, "base")}
    found |= _IRREGULAR.get(word, set())
    if word in FUNCTION_WORDS or len(word) <= _SHORTEST_STEM + 1 or not word.isalpha():
        return frozenset(found)
    if word.endswith("ies"):
        found.add((word[:-3] + "y", "s"))
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.add((word[:-2], "s"))
    if lexicon.may_be_plural(word):
        found.add((word[:-1], "s"))
    suffixes: tuple[tuple[str, Form], ...] = (("ed", "ed"), ("ing", "ing"), ("er", "er"), ("est", "est"))
    for suffix, form in suffixes:
        stem = word.removesuffix(suffix)
        if stem == word or len(stem) < _SHORTEST_STEM or not any(letter in "aeiouy" for letter in stem):
            continue
        found |= {(stem, form), (stem + "e", form)}
        if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            found.add((stem[:-1], form))
        if stem[-1] == "i" and form != "ing":
            found.add((stem[:-1] + "y", form))
        if stem[-1] == "y" and form == "ing":
            found.add((stem[:-1] + "ie", form))
    return frozenset(found)


def forms(first: str, second: str) -> tuple[tuple[Form, Form], ...]:
    """How two words (lower case) are forms of one: `go`, `went` gives `((base, past),)`; () if they are not."""
    if first == second:
        return ()
    others: dict[str, list[Form]] = {}
    for base, form in bases(second):
        others.setdefault(base, []).append(form)
    pairs = {(form, other) for base, form in bases(first) for other in others.get(base, ())}
    return tuple(sorted(pairs))


def is_irregular(word: str) -> bool:
    """Whether `word` (lower case) is a form that shares no start with its base, or may: `went`, `better`."""
    return word in _IRREGULAR


def is_verb_form(word: str) -> bool:
    """Whether `word` (lower case) looks like a past, a participle or an -ing form."""
    return any(form in ("past", "participle", "ed", "ing") for _, form in bases(word))


_DERIVATIONS = frozenset(
    """e y s ed al ally ial ian ic ical ically ion ions ation ations ition tion ive ively ment ments ness ity ty
    ies ous ously ful fully less ly er ers or ors ist ists ism ance ances ence ences ant ent able ible ably ing ings
    en ize ise ized ised ure ary ory ship hood dom t d te tic tical cal ce cy ency ancy ese an ish
    sion sions de ded des sive n i""".split()
) | {""}
_SHARED_START = 4
"""Letters that two words of one family must share at least: `econom-y`, `econom-ic`."""


@lru_cache(maxsize=20_000)
def derived(first: str, second: str) -> bool:
    """Whether two words (lower case) are of one family by their endings: `economy`, `economic`."""
    shared = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        shared += 1
    # The last shared letters may belong to the endings: Buddh-ism, Buddh-ists.
    return any(
        first[cut:] in _DERIVATIONS and second[cut:] in _DERIVATIONS
        for cut in range(max(_SHARED_START, shared - 3), shared + 1)
    )


@lru_cache(maxsize=20_000)
def same_family(first: str, second: str) -> bool:
    """Whether two words (lower case), or what they are forms of, are of one family: `decision`, `decided`."""
    return any(derived(a, b) for a, _ in bases(first) for b, _ in bases(second))


def misspelt(first: str, second: str) -> bool:
    """Whether one word (lower case) is likely the other with a slip: two letters swapped, one letter wrong in four
    to seven, two from eight on."""
    longest = max(len(first), len(second))
    if longest == len(first) == len(second) == 3:
        return first != second and sorted(first) == sorted(second) and is_within(first, second, 1)
    if longest < 4 or abs(len(first) - len(second)) > 2:
        return False
    if first[0] != second[0]:
        return first[-2:] == second[-2:] and is_within(first, second, 1)
    return is_within(first, second, 1 if longest < 8 else 2)


def number_turn(first: str, second: str) -> int:
    """+1 where `second` is the plural of `first` (lower case), -1 where it is the singular, 0 otherwise."""
    if (second, "base") in bases(second) and (first, "s") in bases(second):
        return 1
    if (second, "s") in bases(first):
        return -1
    return 0


def verb_turn(first: str, second: str) -> int:
    """+1 where a singular verb became plural, -1 the other way, 0 otherwise. `says` to `say` is +1."""
    if AGREEMENT.get(first) == second:
        return 1
    if AGREEMENT.get(second) == first:
        return -1
    return -number_turn(first, second) if not word_class(first) and not word_class(second) else 0

"""Which words lie near others: a slip of the key away, or alike in sound.

Takes lower-case words, gives sets of others, or whether two are near. Pure; reads the word list of pyspellchecker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from summarizer.facts import lexicon

KNOWN = 500
"""Occurrences in the large list from which a word may be meant; rarer ones are mostly names and terms."""
SHORTEST_ALIKE = 5
"""Letters from which consonants alone tell words apart."""

_SOUNDS = (("ph", "f"), ("ck", "c"), ("q", "c"), ("k", "c"), ("z", "s"))
_SILENT = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


class Near(NamedTuple):
    """All that may have been meant by a word of one slip, words or not, each in one set."""

    likely: set[str]
    """Two letters changed places, or one was written once instead of twice, or twice instead of once."""
    altered: set[str]
    """A letter was lost or is another, not the first one."""
    longer: set[str]
    """A letter, not the first one, is one too many."""


def near(low: str) -> Near:
    cuts = [(low[:i], low[i:]) for i in range(len(low) + 1)]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    once = {left + right[1:] for left, right in cuts if right[:2] == right[:1] * 2}
    twice = {left + left[-1] + right for left, right in cuts if left}
    likely = (swapped | once | twice) - {low}
    lost = {left + letter + right for left, right in cuts[1:] for letter in ascii_lowercase}
    wrong = {left + letter + right[1:] for left, right in cuts[1:] for letter in ascii_lowercase}
    longer = {left + right[1:] for left, right in cuts[1:]} - likely - {low}
    return Near(likely, (lost | wrong) - likely - longer - {low}, longer)


def alike(low: str) -> frozenset[str]:
    """The words of some frequency whose consonants sound the same: `immediately` for `imidiatly`, `emotions` for
    `imotions`, but not `motions`. After the skeleton key of Pollock and Zamora (1984),
    "Automatic spelling correction in scientific and scholarly text".
    """
    if len(low) < SHORTEST_ALIKE:
        return frozenset()
    return _by_skeleton().get(_skeleton(low), frozenset()) - {low}


def openers(low: str) -> frozenset[str]:
    """The words that open sentences of which a word in no list is a clear slip: `altough`, `thoes`. At the start of
    736,000 sentences of clean news that is one word, `hoever`; names are not.
    """
    if len(low) < SHORTEST_ALIKE or lexicon.is_word(low):
        return frozenset()
    slips = near(low)
    found = slips.likely | slips.altered if len(low) > SHORTEST_ALIKE else slips.likely
    return lexicon.words("openers") & (found | {lexicon.misspellings().get(low, low)})


def is_within(left: str, right: str, most: int) -> bool:
    """Whether `most` slips turn one word into the other: letters put in, left out or changed, or two neighbours
    exchanged (optimal string alignment).
    """
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return False
        rows.append(row)
    return rows[-1][-1] <= most


@cache
def _by_skeleton() -> Mapping[str, frozenset[str]]:
    """The 25,000 commonest words by their skeletons. Made in 0.2 s."""
    table: dict[str, set[str]] = {}
    for word, count in lexicon.dictionary().items():
        if count >= KNOWN and word.isalpha():
            table.setdefault(_skeleton(word), set()).add(word)
    return {skeleton: frozenset(words) for skeleton, words in table.items()}


def _skeleton(low: str) -> str:
    """The consonants as they sound, each once where it is doubled, after an `a` where a vowel begins the word."""
    heard = low
    for letters, sound in _SOUNDS:
        heard = heard.replace(letters, sound)
    consonants = _DOUBLED.sub(r"\1", _SILENT.sub("", heard))
    return f"a{consonants}" if _SILENT.match(low) else consonants

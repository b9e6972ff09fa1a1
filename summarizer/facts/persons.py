"""Whether a capitalised word may be somebody's name by itself.

Takes words and texts, gives truth values. Pure.
"""

from __future__ import annotations

from summarizer.facts import lexicon
from summarizer.facts.dates import MONTHS, WEEKDAYS
from summarizer.facts.names import HONORIFICS

_LEAST = 4
"""Letters: a shorter word is too often an acronym or no name."""


def may_be_surname(name: str) -> bool:
    """Whether it is no ordinary word, no place, no institution, no day or month and no title."""
    low = name.lower()
    return (
        len(name) >= _LEAST
        and not name.isupper()
        and not lexicon.is_ordinary(low)
        and low not in lexicon.aliases("places")
        and low not in lexicon.words("institutions")
        and low not in WEEKDAYS
        and low not in MONTHS
        and name[1:].islower()
        and low not in HONORIFICS
    )


def is_bare(text: str, start: int) -> bool:
    """Whether no other name, title or possessor stands right before the name at `start`."""
    before = text[:start].rsplit(maxsplit=1)
    return not before or not (before[-1][:1].isupper() and before[-1][-1:].isalpha() and not before[-1].isupper())

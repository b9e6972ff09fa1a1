"""Grave claims: that somebody died, is guilty, was arrested. Neither a rewrite nor a line makes one that its source
does not.

Takes views, gives a violation or None. Pure; reads the list `grave`. An editor forgives a headline that is dull,
no reader one that buries the living: so the very thing must be told, by a sentence that has the name, or one that
says `he` or `she` of the name in the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.document import Violation
from summarizer.facts import lexicon, stems
from summarizer.facts.neighbours import is_within
from summarizer.guard.view import View, bears_name, word_of

_PERSONS = frozenset(("he", "she", "they"))
_OF_SOMEBODY = frozenset(
    "dies died dead killed murdered slain drowned perished assassinated guilty convicted arrested detained jailed "
    "imprisoned sentenced indicted raped molested resigns resigned bankrupt".split()
)
"""Forms that say it of whom the line names before them. Of others (`arrests`, `a murder case`) a name before them
need be no part.
"""


class _Claim(NamedTuple):
    """The stems that make a claim, those that carry it, and those that a machine's English may have for it."""

    said: frozenset[str]
    carrying: frozenset[str]
    foreign: frozenset[str]


@cache
def _claims() -> tuple[_Claim, ...]:
    rows = ([*line.split(" | "), ""][:3] for line in lexicon.lines("grave"))
    return tuple(_Claim(stems(said), stems(said) | stems(others), stems(foreign)) for said, others, foreign in rows)


def gained(before: View, after: View) -> Violation | None:
    """`Found collapsed` is not `found dead`, nor `was 79 when he retired` when he died.

    Of 97,500 training targets and model answers that all else lets through it refuses 30.
    """
    new = after.all_stems - before.all_stems
    for claim in _claims():
        if new.isdisjoint(claim.said) or not before.all_stems.isdisjoint(claim.carrying | claim.foreign):
            continue
        word = word_of(min(new & claim.said), after)
        if not any(is_within(low, word.lower(), 2) and not lexicon.is_word(low) for low in before.lows):
            return Violation("grave-claim", word, f"the source does not say `{word}`")
    return None


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    for said, carrying, _ in _claims():
        for i, own in enumerate(line.stems):
            if own not in said or line.tokens[i].kind != "word":
                continue
            word, start = line.tokens[i].text, line.tokens[i].span.start
            homes = [n for n, source in enumerate(sources) if carrying & source.all_stems]
            if not homes:
                return Violation("grave-claim", word, f"the evidence does not say `{word}`")
            names = [fact for fact in line.facts.of("name") if fact.span.end <= start]
            if not names or line.lows[i] not in _OF_SOMEBODY:
                continue
            words = [part for name in names for part in name.value.split()]
            if not any(_speaks_of(sources, n, words) for n in homes):
                told = f"{names[-1].text} {word}"
                return Violation("grave-claim", told, f"no sentence says `{word}` of {names[-1].text}")
    return None


def _speaks_of(sources: Sequence[View], n: int, words: Sequence[str]) -> bool:
    """Whether sentence `n` has one of a name's words, or a person of whom the sentence before has one."""
    if any(bears_name(sources[n], word) for word in words):
        return True
    return n > 0 and bool(_PERSONS & sources[n].persons) and any(bears_name(sources[n - 1], word) for word in words)

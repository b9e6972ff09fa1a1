"""Grave claims: that somebody died, is guilty, was arrested. A line makes none that its evidence does not.

Takes views, gives a violation or None. Pure; reads the list `grave`. An editor forgives a headline that is dull,
no reader one that buries the living: so the very thing must be told, by a sentence that has the name, or one that
says `he` or `she` of the name in the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.document import Violation
from summarizer.facts import lexicon, stems
from summarizer.guard.view import View, bears_name

_PERSONS = frozenset(("he", "she", "they"))
_OF_SOMEBODY = frozenset(
    "dies died dead killed murdered slain drowned perished assassinated guilty convicted arrested detained jailed "
    "imprisoned sentenced indicted raped molested resigns resigned bankrupt".split()
)
"""Forms that say it of whom the line names before them. Of others (`arrests`, `a murder case`) a name before them
need be no part.
"""


@cache
def _claims() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Stems that make a claim, and those that carry it."""
    rows = (line.partition(" | ") for line in lexicon.lines("grave"))
    return tuple((stems(said), stems(said) | stems(others)) for said, _, others in rows)


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    for said, carrying in _claims():
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

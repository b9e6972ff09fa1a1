"""Words that translations have mostly where humans have another: `appended` for `added`.

Takes text, gives the words and what they may stand for. Pure; reads the table of the package, which was counted in
news that rule-based translation had sent round: other translators have their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.facts import lexicon

BETRAYS = -1.0
"""Nats from which on a word shows that a machine put it there: people hardly write it."""

_WORD = re.compile(r"(?<![\w'’-])(?!percentage points?\b)[a-z]{2,}(?![\w'’-])")


@dataclass(frozen=True, slots=True)
class Misrendered:
    """A word in small letters, as it stands in a text."""

    span: Span
    meant: tuple[tuple[str, float], ...]
    """What it may stand for, the likeliest first, each with the nats by which that is the likelier."""

    @property
    def betrays(self) -> bool:
        return self.meant[0][1] >= BETRAYS


def words(text: str) -> Iterator[Misrendered]:
    """Those of a text that are in the table, in its order."""
    table = lexicon.misrendered()
    for match in _WORD.finditer(text):
        if meant := table.get(match[0]):
            yield Misrendered(Span(*match.span()), meant)


def marks(text: str) -> int:
    """How many of them betray such a translation."""
    return sum(word.betrays for word in words(text))

"""Who bears a title: no `Congressman Cryer` where Cryer gave money to Congressman Ehr.

Takes a line and the sentences it stands on, gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.facts.names import key
from summarizer.guard.view import View

_NEAR = 4
"""Tokens apart at most, a title and who bears it: `Phil Ehr, a Democratic congressman`."""


def bearers(line: View, sources: Sequence[View]) -> Violation | None:
    """A title right before a name stands near that name in the evidence, where it stands before any name there."""
    persons = lexicon.classes()["person"]
    for title, name in pairwise(line.tokens):
        if title.low not in persons or key(name) not in line.name_words or name.low in lexicon.aliases("places"):
            continue
        given = any(_before_a_name(source, title.low) for source in sources)
        if given and not any(_stand_near(source, title.low, key(name)) for source in sources):
            shown = f"{title.text} {name.text}"
            return Violation("title-changed", shown, f"the evidence gives the title {title.text} to another")
    return None


def _before_a_name(source: View, title: str) -> bool:
    return any(
        one.low == title and key(other) in source.name_words and other.low not in lexicon.aliases("places")
        for one, other in pairwise(source.tokens)
    )


def _stand_near(source: View, title: str, name: str) -> bool:
    keys = [key(token) for token in source.tokens]
    return any(
        low == title and name in keys[max(0, i - _NEAR) : i + _NEAR + 1] for i, low in enumerate(source.lows)
    )

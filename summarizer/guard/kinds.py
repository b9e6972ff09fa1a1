"""Words of one kind, of which none is another: kin, units, currencies, rounds of a cup, spans of time.

Takes the views of a rewrite and of its source; gives a violation or None. Pure; reads the list `kinds` once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View


@cache
def _kinds() -> Mapping[str, tuple[str, str]]:
    """`{spelling: (kind, word)}`: `dad` is `father` among kin."""
    table: dict[str, tuple[str, str]] = {}
    for kind, words in lexicon.entries("kinds"):
        for spellings in (word.split("=") for word in words.split()):
            table.update(dict.fromkeys(spellings, (kind, spellings[0])))
    return table


def changed(before: View, after: View) -> Violation | None:
    """A stepfather is no father, a mile no kilometre, a week no month: one that went and another that came."""
    old, new = _members(before), _members(after)
    for kind, lost in sorted(old.keys() - new.keys()):
        come = [word for word in sorted(new.keys() - old.keys()) if word[0] == kind]
        if come:
            was, now = old[kind, lost], new[come[0]]
            return Violation("opposite", now, f"`{was}` became `{now}`")
    return None


def _members(text: View) -> dict[tuple[str, str], str]:
    """Each such word, as the text spells it; tokens that hyphens join are one: `semi-final`, `sister in law`."""
    kinds = _kinds()
    joined = text.running.replace(" - ", "-").replace(" in law", "-in-law")
    return {kinds[word]: word for word in joined.split() if word in kinds}

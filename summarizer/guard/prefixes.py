"""Negation by prefix: `inefficient`, `non-profit`.

Takes views; gives the words concerned, or for a line the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.facts.polarity import NEGATIONS
from summarizer.guard.view import View

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST = 4
"""Letters of what is denied; shorter ones are mostly no words (`until`, `input`)."""


def negated_and_bare(text: View) -> tuple[frozenset[str], frozenset[str]]:
    """What stands behind a negating prefix, with or without a hyphen, and the words that stand without one."""
    return _parted(text.lows)


@lru_cache(maxsize=1024)
def _parted(lows: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    negated, bare = set(), set()
    for before, hyphen, low in zip(("", "", *lows), ("", *lows), lows, strict=False):
        if hyphen == "-" and before in PREFIXES and low != "law":  # `sister-in-law`
            negated.add(low)
            continue
        bare.add(low)
        if low not in NEGATIONS:
            stumps = (low.removeprefix(prefix) for prefix in PREFIXES if low.startswith(prefix))
            negated.update(stump for stump in stumps if len(stump) >= _SHORTEST)
    return frozenset(negated), frozenset(bare)


def is_deniable(low: str) -> bool:
    """Whether a prefix makes its contrary of a word, as of `legal` and unlike `come` or `side`."""
    return any(prefix + low in lexicon.words("denied") for prefix in PREFIXES)


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    """A line must not call `efficient` what its evidence only calls `inefficient`, nor the other way round.

    A `not` on either side may make up for the prefix.
    """
    negated, bare = negated_and_bare(line)
    theirs = [negated_and_bare(source) for source in sources]
    denied = {word for words, _ in theirs for word in words}
    said = {word for _, words in theirs for word in words}
    lost, added = (bare & denied) - said, (negated & said) - denied
    if lost and not line.facts.of("negation"):
        return Violation("negation-lost", min(lost), f"the evidence says the contrary of `{min(lost)}`")
    if added and not any(source.facts.of("negation") for source in sources):
        return Violation("negation-added", min(added), f"the evidence says `{min(added)}`, the line its contrary")
    return None

"""Prune the rewrites of a quiet article: each of their edits must earn its place.

Takes rewrites and the model's view of texts as a function; gives those that lose edits. Pure.

An edit that a sentence needs takes others along that it does not: in fluent copy three in five edits that an
editor called wrong stood beside others. So each must be worth, in the likelihood that the rewrite loses without it,
a share of what it would need by itself. In noisy copy edits lean on one another, and none is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer import edits
from summarizer.document import Reach
from summarizer.reach import reach

EARNED: Mapping[Reach, float] = {"slip": 0.5, "preposition": 0.5, "article": 0.0, "wording": 0.5}
"""Share of what an edit would need by itself. An article is seldom wrong, so it need only not be in the way."""

Gains = Callable[[Sequence[tuple[int, str]]], Sequence[float]]
"""Nats by which the model finds texts likelier than the sentences, given by their numbers, that they rewrite."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite that would stand."""

    before: str
    after: str
    gain: float
    """Nats by which the model finds it likelier than the sentence."""
    needs: Mapping[Reach, float]
    """Nats that it needs, by how far it goes."""


def pruned(rewrites: Mapping[int, Rewrite], gains: Gains) -> dict[int, str]:
    """What is left of those that lose an edit, by the sentence's number; the sentence itself where nothing is."""
    hunks = {i: edits.diff(one.before, one.after) for i, one in rewrites.items()}
    asked = [
        (i, hunk, edits.apply_hunks(rewrites[i].before, [other for other in found if other is not hunk]))
        for i, found in hunks.items()
        if len(found) > 1
        for hunk in found
    ]
    idle: defaultdict[int, list[edits.Hunk]] = defaultdict(list)
    for (i, hunk, text), gain in zip(asked, gains([(i, text) for i, _, text in asked]), strict=True):
        far = reach(text, rewrites[i].after)
        if rewrites[i].gain - gain < EARNED[far] * rewrites[i].needs[far]:
            idle[i].append(hunk)
    return {
        i: edits.apply_hunks(rewrites[i].before, [hunk for hunk in hunks[i] if hunk not in dropped])
        for i, dropped in idle.items()
    }

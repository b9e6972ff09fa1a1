"""How far a rewrite goes: the farther, the surer the model must be of it.

Takes two texts, gives a `Reach`. Pure.
"""

from __future__ import annotations

from collections import Counter

from summarizer import edits
from summarizer.document import Reach
from summarizer.guard import new_words
from summarizer.guard.view import view

SLIPS = frozenset(
    {
        "agreement",
        "doubled-phrase",
        "doubled-word",
        "missing-article",
        "preposition",
        "verb-form",
        "wrong-article",
    }
)
"""Kinds of edits that English alone decides: small words put in or exchanged, forms of the same word, doubled ones.

On the calibration half (`training.calibrate`) a proposal of these alone is right from a small gain on. One that
drops an article, moves words or changes marks is not: on post-edited sentences as often as not it is the model's
taste against the editor's. How many there are of a thing is no slip either.
"""


def reach(before: str, after: str) -> Reach:
    """How far `after` goes from `before`, by the kinds of its edits and by its content words."""
    if new_words(before, after):
        return "new"
    hunks = edits.diff(before, after)
    gone = new_words(after, before)
    if any(gone.intersection(view(hunk.before).content) and not view(hunk.after).content for hunk in hunks):
        return "loss"
    if {edits.reason(hunk, before).kind for hunk in hunks} <= SLIPS:
        return "slip"
    return "grammar" if Counter(view(before).content) == Counter(view(after).content) else "wording"

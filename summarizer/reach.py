"""How far a rewrite goes: the farther, the surer the model must be of it.

Takes two texts, gives a `Reach`. Pure.
"""

from __future__ import annotations

from summarizer import edits
from summarizer.document import Reach
from summarizer.facts import ends_sentence, lexicon

SLIPS = frozenset({"agreement", "doubled-phrase", "doubled-word", "verb-form"})
"""Kinds of edits that English alone decides: other forms of the same words, and less of what is said twice."""
PARTICLES = frozenset({"missing-article", "preposition", "wrong-article"})
"""Small words put in or exchanged.

On the calibration half (`training.calibrate`) a proposal of slips alone is right from a small gain on, one of small
words from a somewhat larger one: where the sentence needs no edit at all, these are what the model edits. One that
drops an article, moves words or changes marks needs more: on post-edited sentences as often as not it is the
model's taste against the editor's. How many there are of a thing is no slip either, and a preposition that comes or
goes is more than a particle: `one obstacle remained Rome` is not `one obstacle remained in Rome`.
"""
_ORDER: tuple[Reach, ...] = ("slip", "particle", "wording")


def reach(before: str, after: str) -> Reach:
    """How far `after` goes from `before`: as far as its farthest edit, told by its kind.

    A line without a full stop may be a headline or a caption, which do without articles: there all is wording.
    """
    if not ends_sentence(before.rstrip()):
        return "wording"
    return max((_reach(hunk, before) for hunk in edits.diff(before, after)), key=_ORDER.index, default="slip")


def _reach(hunk: edits.Hunk, text: str) -> Reach:
    kind = edits.reason(hunk, text).kind
    if kind in SLIPS or (kind in ("spelling", "word-form") and _makes_a_word(hunk)):
        return "slip"
    comes_or_goes = kind == "preposition" and len(hunk.before.split()) != len(hunk.after.split())
    return "particle" if kind in PARTICLES and not comes_or_goes else "wording"


def _makes_a_word(hunk: edits.Hunk) -> bool:
    """`aquired` was none; `affect` is one, and may have been meant."""
    return _is_no_word(hunk.before.strip()) and not _is_no_word(hunk.after.strip())


def _is_no_word(text: str) -> bool:
    return text.isalpha() and text.islower() and not lexicon.is_word(text)

"""How far a rewrite goes: the farther, the surer the model must be of it.

Takes two texts, gives a `Reach`. Pure.
"""

from __future__ import annotations

from summarizer import edits
from summarizer.document import Reach
from summarizer.facts import ends_sentence, lexicon

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
taste against the editor's. How many there are of a thing is no slip either, nor a preposition that comes or goes:
`one obstacle remained Rome` is not `one obstacle remained in Rome`. A spelling is one where the word was none:
`aquired`, but not `affect`, which may have been meant.
"""


def reach(before: str, after: str) -> Reach:
    """How far `after` goes from `before`, told by the kinds of its edits.

    A line without a full stop may be a headline or a caption, which do without articles: there nothing is a slip.
    """
    is_slip = ends_sentence(before.rstrip()) and all(_is_slip(hunk, before) for hunk in edits.diff(before, after))
    return "slip" if is_slip else "wording"


def _is_slip(hunk: edits.Hunk, text: str) -> bool:
    kind = edits.reason(hunk, text).kind
    if kind == "preposition":
        return len(hunk.before.split()) == len(hunk.after.split())
    if kind in ("spelling", "word-form"):
        return _is_no_word(hunk.before.strip()) and not _is_no_word(hunk.after.strip())
    return kind in SLIPS


def _is_no_word(text: str) -> bool:
    return text.isalpha() and text.islower() and not (lexicon.is_ordinary(text) or lexicon.is_in_dictionary(text))

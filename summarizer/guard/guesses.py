"""A foreign word that the model translates by a guess: `margins are now wafer delgado` as `now wide open`.

Takes views, gives a violation. Pure. On round trips of the calibration half one such guess in two is wrong, and
nothing in the sentence shows it. A foreign word may give way to one like it (a slip, `rápido` for `rapid`), to
others where known words leave as well, or to nothing.
"""

from __future__ import annotations

from summarizer.document import Violation
from summarizer.edits import diff
from summarizer.facts import Token, content_words, lexicon, stem
from summarizer.facts.neighbours import is_within
from summarizer.guard.view import View, carried

_SHORTEST = 4
"""Letters. Shorter words are too often abbreviations and particles that no list has."""
_SLIP_EVERY = 3
"""Letters for each that may be wrong, lost or too many in a slip: `inviroment` is three from `environment` at most,
`hyperdontia` five from `hypertension`.
"""


def guessed(before: View, after: View) -> Violation | None:
    """The foreign word for which the rewrite has others that the source does not say."""
    if not any(token.text not in after.text and _is_strange(token) for token in before.tokens):
        return None
    for hunk in diff(before.text, after.text):
        old, new = content_words(hunk.before), content_words(hunk.after)
        strange = [word.low for word in old if _is_strange(word)]
        fresh = [w.low for w in new if not carried(before.all_stems, stem(w.low)) and not _is_like(w.low, strange)]
        given_up = [w for w in old if w.low not in strange and not carried(after.all_stems, stem(w.low))]
        if strange and len(fresh) > len(given_up):
            message = f"the source has `{strange[0]}`, and `{fresh[0]}` would be a guess"
            return Violation("word-guessed", fresh[0], message)
    return None


def _is_strange(word: Token) -> bool:
    low = lexicon.unaccented(word.low)
    return len(low) >= _SHORTEST and word.text.islower() and low.isalpha() and lexicon.is_rare(low)


def _is_like(low: str, strange: list[str]) -> bool:
    """Whether a word is one of the strange ones without its slips."""
    plain = map(lexicon.unaccented, strange)
    return any(is_within(low, word, max(1, len(word) // _SLIP_EVERY)) for word in plain)

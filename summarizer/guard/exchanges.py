"""Two words that changed places while all else stayed: the euro rose against the dollar, the dollar against it.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure. Names and numbers have a
finer comparison in `sides`, the parties of a verb in `clauses`; here nothing need be known of the words.
"""

from __future__ import annotations

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.facts.function_words import ARTICLES
from summarizer.guard.view import View, word_of

_EVEN = frozenset("of and or & in '".split())
"""Around them two words may change places: `salt and pepper`."""
_SUBJECTS = {"i": "i", "we": "we", "he": "he", "she": "she", "they": "they"}
_OBJECTS = {"me": "i", "us": "we", "him": "he", "her": "she", "them": "they"}


def exchanged(before: View, after: View) -> Violation | None:
    pair = _words(before, after) or _pronouns(before, after)
    if pair is None:
        return None
    left, right = (word_of(own, before) for own in pair)
    return Violation("roles-exchanged", f"{left}, {right}", f"`{left}` and `{right}` changed places")


def _words(before: View, after: View) -> tuple[str, str] | None:
    """The two words in which the texts differ, each where the other was; articles and marks count for nothing."""
    old, new = _plain(before), _plain(after)
    if len(old) != len(new):
        return None
    changed = [i for i, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    if len(changed) != 2:
        return None
    first, second = changed
    pair = old[first], old[second]
    crossed = pair == (new[second], new[first])
    small = lexicon.words("stop").issuperset(pair)  # prepositions have their own rule
    return pair if crossed and not small and not _EVEN.issuperset(old[first + 1 : second]) else None


def _plain(text: View) -> list[str]:
    stop = lexicon.words("stop")
    return [
        low if low in stop else own
        for low, own, token in zip(text.lows, text.stems, text.tokens, strict=True)
        if token.kind != "mark" and low not in ARTICLES
    ]


def _pronouns(before: View, after: View) -> tuple[str, str] | None:
    """`He told her` is not `she told him`, unless one of the two is told in the passive."""
    (does, suffers), (now_does, now_suffers) = _parties(before), _parties(after)
    turned, other = (does - suffers) & (now_suffers - now_does), (suffers - does) & (now_does - now_suffers)
    if not turned or not other or ("by" in before.lows) != ("by" in after.lows):
        return None
    return min(turned), min(other)


def _parties(text: View) -> tuple[frozenset[str], frozenset[str]]:
    """Who stands there as a subject, and who as an object."""
    lows = [token.low for token in text.tokens if token.kind == "word" and token.text != "US"]
    return frozenset(filter(None, map(_SUBJECTS.get, lows))), frozenset(filter(None, map(_OBJECTS.get, lows)))

"""A preposition that became its opposite before the same object: `flew to Moscow`, `flew from Moscow`.

Takes two views, gives the preposition and its object. Pure.
"""

from __future__ import annotations

from summarizer.facts import lexicon, stems
from summarizer.guard.view import View

_OPPOSED = (
    (frozenset(("from",)), frozenset(("to", "into", "toward", "towards"))),
    (frozenset(("for",)), frozenset(("against",))),
    (frozenset(("before", "until")), frozenset(("after", "since"))),
    (frozenset(("over", "above")), frozenset(("under", "below"))),
)
_VICTIM = frozenset(("on", "against", "at", "upon"))
_DOER = frozenset(("by",))
_ATTACKS = stems("attack assault raid strike offensive crackdown invasion bombardment shelling ambush siege")
_PREPOSITIONS = _VICTIM.union(_DOER, *(side for sides in _OPPOSED for side in sides))
_REACH = 4
"""Tokens between a preposition and the word it belongs to; articles and adjectives stand between."""


def turned(before: View, after: View) -> tuple[str, str, str] | None:
    """The preposition that went, the opposite that came, and the word both belong to."""
    old, new = _before_objects(before), _before_objects(after)
    for word in old.keys() & new.keys():
        gone, come = old[word] - new[word], new[word] - old[word]
        for one, other in (*_OPPOSED, (_VICTIM, _DOER)):
            for left, right in ((one, other), (other, one)):
                if gone & left and come & right:
                    return min(gone & left), min(come & right), word
    return None


def _before_objects(text: View) -> dict[str, set[str]]:
    """By the stem of its object, the prepositions of one; `on` and `by` count after an attack alone."""
    stop = lexicon.words("stop")
    found: dict[str, set[str]] = {}
    for place, low in enumerate(text.lows):
        if low not in _PREPOSITIONS:
            continue
        if (
            low in _VICTIM | _DOER
            and low != "against"
            and not _ATTACKS.intersection(text.stems[max(0, place - 2) : place])
        ):
            continue
        following = range(place + 1, min(place + 1 + _REACH, len(text.tokens)))
        at = next((i for i in following if text.lows[i] not in stop and text.tokens[i].kind != "mark"), None)
        if at is not None:
            found.setdefault(text.stems[at], set()).add(low)
    return found

"""Whether a headline tells something: `Rain floods Prague`, no `Future of Prague` and nobody's bare words.

Takes a headline, gives a truth value. Pure. No tagger: forms that may be a verb count as one where the words around
them let them. Of 423 headlines that editors judged 72 tell nothing by this: these they gave 1.8 points of 5, the
others 2.5. It finds 43 of the 54 that they called labels, and 17 of the 270 that they called headlines.
"""

from __future__ import annotations

import re

from summarizer.facts import Token, tokenize
from summarizer.facts.selves import selves
from summarizer.facts.verbs import is_base, is_past, is_regular_past, may_be_participle, third_person

_HELPERS = frozenset(
    "am is are was were be been 're 'm has have had do does did will would shall should can could may might must "
    "'ll 'd 've ca wo".split()
)
_JOIN_NOUNS = frozenset("of from for and".split())
"""Behind a word in -s they show that it is a noun: `some of the searches of 2004`."""
_WITH = frozenset(
    tuple(pair.split())
    for pair in "calls for/asks for/runs for/withdraws from/suffers from/prepares for/applies for/recovers from/"
    "returns from/retires from/apologizes for/apologises for/warns of/dies of/accuses of".split("/")
)
"""Verbs with one of these behind them, which are no nouns there."""
_SOON = frozenset("soon also further again fully".split())
"""Words between `to` and its verb."""
_OWNERS = frozenset("'s ’s the a an its his this".split())
"""Before a form that may be a verb they show that it is a noun."""
_HAPPEN = frozenset(
    "rises falls drops grows slows begins ends continues dies resigns quits wins loses fails appears "
    "widens returns".split()
)
"""Of what ends a headline in -s, verbs and not the plural of a thing: `death toll rises`, `mass protests`."""
_NO_NOUNS = frozenset(
    "take make give get keep bring exist remain become continue happen occur appear seem say tell want expect ask "
    "seek urge accuse agree".split()
)
"""Verbs that are no nouns."""
_LAST_PART = 3
"""Words that follow the `and` of a subject at most: `downloads and user spending increase`."""
_ASK = frozenset("how where when what why".split())
_YOU = frozenset(("you", "your"))
_UNNAMED = re.compile(
    r"(?:he|she|they|his|her|their)\b|the (?:\d+-year-old|(?:[a-z-]+ )?(?:couple|pair|duo|trio))\b", re.IGNORECASE
)
"""How a headline begins that does not say of whom it tells."""
_EMPTY = re.compile(r"[\"“‘'«].*[\"”’'»][.!?]?|[^,:]*\b(?:said|says|told reporters)(?: (?:on )?[A-Z]\w+)?")
"""All quotation, or only that somebody spoke: `Mayor Novak said on Monday`."""


def tells(headline: str) -> bool:
    """Whether it has a verb, is not all quotation nor all speaker, begins with nobody unnamed (`She …`), and speaks
    of nobody as `I` or `you`, unless behind a colon.
    """
    tokens = tokenize(headline)
    is_personal = any(True for _ in selves(tokens)) or any(token.low in _YOU for token in tokens)
    is_told = (not is_personal or ":" in headline) and not _UNNAMED.match(headline)
    return is_told and has_verb(headline) and not _EMPTY.fullmatch(headline)


def has_verb(text: str) -> bool:
    """Whether a word of it is a finite verb, as far as its form and the words around it tell."""
    tokens = tokenize(text)
    return any(_is_verb(tokens, i) for i in range(len(tokens)))


def _may_follow_to(low: str) -> bool:
    """Whether behind `to` it is a verb and no place: any ordinary word that could have a past."""
    return is_base(low) or is_regular_past(low + ("d" if low.endswith("e") else "ed"))


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    low = tokens[i].low
    before = tokens[i - 1] if i else None
    following = tokens[i + 1].low if i + 1 < len(tokens) and tokens[i + 1].kind != "mark" else ""
    if low in _HELPERS:
        return True
    if low == "to":  # `to hold`, but not `how to hold`
        behind = tokens[i + 2].low if following in _SOON and i + 2 < len(tokens) else following
        return _may_follow_to(behind) and tokens[0].low not in _ASK
    if before is None or tokens[i].kind != "word" or not tokens[i].text.islower():
        return False
    if low.endswith("ing"):
        return before.text[:1].isupper() and bool(following)
    if is_past(low) or may_be_participle(low):
        return True
    if third_person(low) is not None:
        ends = not following and low in _HAPPEN
        joins = following in _JOIN_NOUNS and (low, following) not in _WITH
        return before.low not in _OWNERS and (ends or (bool(following) and not joins))
    if low in _NO_NOUNS:
        return True
    are_two = any(token.low in ("and", ",") for token in tokens[max(0, i - 1 - _LAST_PART) : i - 1])
    is_plural = before.low.endswith("s") and before.low[-2:] not in ("ss", "us") and before.low not in _OWNERS
    return (are_two or is_plural) and bool(following) and is_base(low)

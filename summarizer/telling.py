"""Whether a headline tells something: `Rain floods Prague`, no `Future of Prague` and nobody's bare words.

Takes a headline, gives a truth value. Pure. No tagger: forms that may be a verb count as one where the words around
them let them. Of 423 headlines that editors judged 72 tell nothing by this: these they gave 1.8 points of 5, the
others 2.5. It finds 43 of the 54 that they called labels, and 17 of the 270 that they called headlines.
"""

from __future__ import annotations

import re

from summarizer.facts import Token, tokenize
from summarizer.facts.verbs import base, is_base, is_past, may_be_participle

_HELPERS = frozenset(
    "am is are was were be been 're 'm has have had do does did will would shall should can could may might must "
    "'ll 'd 've ca wo".split()
)
_JOIN_NOUNS = frozenset("of from for and".split())
"""Behind a word in -s they show that it is a noun: `some of the searches of 2004`."""
_OWNERS = frozenset("'s ’s the a an its his this".split())
"""Before a form that may be a verb they show that it is a noun."""
_HAPPEN = frozenset(
    "rises falls drops grows slows begins ends continues dies resigns quits wins loses fails appears "
    "widens returns".split()
)
"""Of what ends a headline in -s, verbs and not the plural of a thing: `death toll rises`, `mass protests`."""
_ASK = frozenset("how where when what why".split())
_SELF = frozenset("i we my our me us you your".split())
_EMPTY = re.compile(r"[\"“‘'«].*[\"”’'»][.!?]?|[^,:]*\b(?:said|says|told reporters)(?: (?:on )?[A-Z]\w+)?")
"""All quotation, or only that somebody spoke: `Mayor Novak said on Monday`."""


def tells(headline: str) -> bool:
    """Whether it has a verb, is not all quotation nor all speaker, and speaks of nobody as `I` or `you`, unless
    behind a colon.
    """
    is_personal = ":" not in headline and any(token.low in _SELF for token in tokenize(headline))
    return has_verb(headline) and not is_personal and not _EMPTY.fullmatch(headline)


def has_verb(text: str) -> bool:
    """Whether a word of it is a finite verb, as far as its form and the words around it tell."""
    tokens = tokenize(text)
    return any(_is_verb(tokens, i) for i in range(len(tokens)))


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    low = tokens[i].low
    before, following = (tokens[i - 1] if i else None), tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low in _HELPERS:
        return True
    if low == "to":  # `to hold`, but not `how to hold`
        return is_base(following) and tokens[0].low not in _ASK
    if before is None or tokens[i].kind != "word" or not tokens[i].text.islower():
        return False
    if low.endswith("ing"):
        return before.text[:1].isupper() and bool(following)
    if is_past(low) or may_be_participle(low):
        return True
    if low.endswith("s") and not low.endswith("ss") and is_base(base(low)):
        ends = not following and low in _HAPPEN
        return before.low not in _OWNERS and (ends or (bool(following) and following not in _JOIN_NOUNS))
    is_plural = before.low.endswith("s") and before.low[-2:] != "ss" and before.low not in _OWNERS
    return is_plural and bool(following) and is_base(low)

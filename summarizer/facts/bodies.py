"""Whose `his` can only be a body's: of `the company raised his dividend` it is `its`.

Takes the tokens of a sentence, gives a truth value. Pure. Spanish has one word for both, and so has a machine that
translates it. Of 139 such sentences among 34,000 round trips the human's has `its` in 118, `their` in 15 and `his`
in 6; of 54,000 sentences of news none is such.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts import lexicon
from summarizer.facts.persons import may_be_surname
from summarizer.facts.tokens import Token

_FORMS = frozenset("inc corp co ltd plc llc ag sa nv airlines motors holdings".split())
"""What companies have behind their names."""
_FURTHER = frozenset("of that which who 's ’s".split())
"""Behind a body these make it a part of something else: `the head of the company who`."""
_OTHERS = frozenset("i me my mine we us our ours you your yours she her hers he him himself".split())
"""They speak of somebody beside the body."""
_MOST = 5
"""Tokens between the article and the body, or of a company's name."""


def is_of_a_body(tokens: Sequence[Token]) -> bool:
    """Whether the subject of a sentence is a body, and nobody else could be meant by its `his`."""
    end = _subject(tokens)
    his = next((i for i, token in enumerate(tokens) if token.low == "his"), None)
    if end is None or his is None or his <= end or any(token.low in _OTHERS for token in tokens):
        return False
    between = tokens[end + 1 : his]
    if between and between[0].low in _FURTHER:
        return False
    persons = lexicon.classes()["person"]
    return not any(t.low in persons or (t.capital and may_be_surname(t.text)) for t in between)


def _subject(tokens: Sequence[Token]) -> int | None:
    """Where the body ends that a sentence begins with; None where it begins otherwise."""
    if tokens and tokens[0].low in ("the", "a", "an"):
        for i, token in enumerate(tokens[1 : 2 + _MOST], 1):
            if token.low in lexicon.classes()["body"]:
                return i
            if token.low != "-" and not (token.kind == "word" and token.text.islower()):
                return None
        return None
    for i, token in enumerate(tokens[: 1 + _MOST]):
        if not token.capital:
            return None
        if i and token.low in _FORMS:
            return i
    return None

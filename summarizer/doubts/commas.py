"""Where a comma may be missing: after what opens a sentence, before `but` and before `which`.

Takes text, gives doubts. Pure.

Writers whose own language has other rules leave these out, and so may the machine that translates it. Newsrooms
differ after a short phrase of time or place: there only a loud article is given one. Of 4,000 sentences of clean
news a dozen are given a comma, none of them wrong. Translation by rules keeps what the writer had: of 40 commas put
into 2,260 sentences sent round, because these were noisy, humans have 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarizer.document import Span
from summarizer.doubts.base import Doubt, Guess, Lenience

LINK = Lenience(4.0, 6.0)
"""After `For example`, `Moreover`."""
CLAUSE = Lenience(4.0, 6.0)
"""After `When the forest burns`."""
PHRASE = Lenience(-1.0, 5.0)
"""After `In such a situation`, `Extending this example`, `Again`."""
BUT = Lenience(2.5, 6.0)
WHICH = Lenience(1.5, 5.0)
LONGEST = 16
"""Words that may open a sentence."""

_LINKS = frozenset(
    tuple(link.split())
    for link in (
        "for example/for instance/in addition/in fact/in other words/in particular/in short/in general/"
        "in conclusion/in my opinion/in my view/in this case/by contrast/as a result/of course/on the contrary/"
        "on the other hand/on the one hand/on one hand/first of all/after all/after that/however/moreover/"
        "furthermore/additionally/consequently/nevertheless/nonetheless/similarly/likewise/specifically/secondly"
    ).split("/")
)
_CLAUSES = frozenset(
    "if when although though because while since after before once unless until as whenever whereas".split()
)
_PHRASES = frozenset(
    "about according among at between by despite during for from in of on through to under with without".split()
)
_ADVERBS = frozenset(
    "again also hence here later meanwhile next nowadays often perhaps second so sometimes soon still "
    "then therefore third thus today tomorrow yes yesterday".split()
)
_JOINS = frozenset("and but so".split())
_LEAD_ON = _CLAUSES | _PHRASES | frozenset("and or".split())
"""No comma follows these."""
_PRONOUNS = frozenset("i he she we they it you there".split())
_SUBJECTS = _PRONOUNS | frozenset(
    "this that these those the a an my his her our their its some many most all every each no one people".split()
)
_EXCEPTS = frozenset("all any anyone anything every everyone everything last no nobody none nothing".split())
"""Within three words before `but`, which then is no conjunction: `every state but Maine`."""
_NO_NOUN = _PHRASES | frozenset("and or but that than know knows knew see sees saw decide decides tell".split())
"""Before `which`, which then needs no comma."""
_NOT_ONLY = re.compile(r"(?:\bnot|n[’']t) (?:only|just|merely)\b")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[\w’'%-]*[\w%]")


def doubts(text: str, closed: Sequence[Span] = ()) -> Iterator[Doubt]:
    """The opening's, then one for each `but` and `which` without a comma, a place only once (`However but`);
    `closed` stretches are passed over.
    """
    tokens = [*_TOKEN.finditer(text)]
    folded = [token[0].lower() for token in tokens]
    asked: set[Span] = set()
    for guesses in (_after_opening(tokens, folded), *_before_clauses(tokens, folded)):
        fresh = (g for g in guesses if g.span not in asked)
        allowed = tuple(g for g in fresh if not any(c.start < g.span.start <= c.end for c in closed))
        asked.update(guess.span for guess in allowed)
        if allowed:
            yield Doubt("punctuation", allowed, lead=0.0, of_writers=True)


def _after_opening(tokens: Sequence[re.Match[str]], folded: Sequence[str]) -> list[Guess]:
    opening = [*takewhile(_WORD.fullmatch, folded[:LONGEST])][: len(folded) - 1]
    start = 1 if opening[:1] and opening[0] in _JOINS and opening[1:] else 0
    return [
        _after(tokens[n - 1], lenience)
        for n in range(start + 1, len(opening) + 1)
        if (lenience := _lenience(opening[start:n], folded[n]))
    ]


def _lenience(opening: Sequence[str], following: str) -> Lenience | None:
    """Of a comma after the words that open a sentence, before the next one; None where none is thought of."""
    first, *rest = opening
    if tuple(opening) in _LINKS:
        return None if following in ("to", "of") else LINK
    if following not in _SUBJECTS or opening[-1] in _LEAD_ON:
        return None
    if not rest:
        return PHRASE if first in _ADVERBS or first.endswith("ly") else None
    if first in _CLAUSES:
        return CLAUSE
    return PHRASE if first in _PHRASES or (first.endswith("ing") and following in _PRONOUNS) else None


def _before_clauses(tokens: Sequence[re.Match[str]], folded: Sequence[str]) -> Iterator[list[Guess]]:
    for n in range(1, len(folded)):
        before, word = folded[n - 1], folded[n]
        if not _WORD.fullmatch(before):
            continue
        if word == "but" and _begins_clause(folded[:n]):
            yield [_after(tokens[n - 1], BUT)]
        elif word == "which" and before not in _NO_NOUN:
            yield [_after(tokens[n - 1], WHICH)]


def _begins_clause(before: Sequence[str]) -> bool:
    """Whether a `but` after these words sets one clause against another."""
    return _EXCEPTS.isdisjoint(before[-3:]) and not _NOT_ONLY.search(" ".join(before))


def _after(token: re.Match[str], lenience: Lenience) -> Guess:
    return Guess(Span(token.end(), token.end()), ",", lenience)

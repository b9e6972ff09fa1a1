"""Where something happens and whose officer somebody is: `Russian` names a country and says neither.

Takes a line and the sentences it stands on, gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import lexicon, stem
from summarizer.facts.tokens import Token
from summarizer.guard.view import STATES, View

_WHERE = frozenset("in into inside across within throughout near to from".split())
_OFFICE_WORDS = 4
"""Words of an office after its country: `Deputy Prime Minister`, `special envoy`."""

Office = tuple[Token, ...]


def whereabouts(line: View, sources: Sequence[View]) -> Violation | None:
    """`in Russia` needs the country: `the Russian minister said` or `RT in Russian` do not tell where.

    Behind another country (`troops to Ukraine in Russia`) it needs the very words.
    """
    tokens = [t for t in line.tokens if t.low != "the"]
    for i, (before, token) in enumerate(pairwise(tokens)):
        if before.low not in _WHERE or not _is_country(token):
            continue
        if any(token.low in s.lows for s in sources):
            chained = i > 0 and _named(tokens[i - 1]) is not None
            if not chained or any((before.low, token.low) in pairwise(s.lows) for s in sources):
                continue
        if _named(token) in {_named(t) for s in sources for t in s.tokens if t.kind == "word"}:
            found = f"{before.text} {token.text}"
            return Violation("place-invented", found, f"the evidence does not tell that it was {found}")
    return None


def offices(line: View, sources: Sequence[View]) -> Violation | None:
    """An officer serves the country that the evidence puts before the same office, where it puts one there."""
    known = [found for source in sources for found in _offices(source)]
    for country, office in _offices(line):
        countries = {theirs for theirs, other in known if _end_alike(office, other)}
        if countries and country not in countries:
            shown = " ".join([country, *(token.text for token in office)])
            theirs = ", ".join(sorted(countries))
            return Violation("office-changed", shown, f"the evidence has that office of {theirs}")
    return None


def _is_country(token: Token) -> bool:
    return token.capital and lexicon.aliases("places").get(token.low, "").lower() == token.low


def _named(token: Token) -> str | None:
    """The country or region that a word means."""
    if not token.capital:
        return None
    if token.kind == "acronym" or token.text.isupper():
        return STATES.get(token.low.upper())
    return lexicon.aliases("places").get(token.low)


def _offices(text: View) -> Iterator[tuple[str, Office]]:
    """Countries with the office after them (`Russia's foreign minister`) or before (`president of Chile`)."""
    persons = lexicon.classes()["person"]
    words = [t for t in text.tokens if t.kind != "clitic" and t.low != "the"]
    for i, token in enumerate(words):
        country = _named(token)
        if country is None:
            continue
        if i >= 2 and words[i - 1].low in ("of", "for", "from") and words[i - 2].low in persons:
            yield country, (words[i - 2],)
        office: list[Token] = []
        for word in words[i + 1 : i + 1 + _OFFICE_WORDS]:
            if word.kind != "word" or _named(word) is not None:
                break
            office.append(word)
            if word.low in persons:
                yield country, tuple(office)
                break


def _end_alike(one: Office, other: Office) -> bool:
    """Whether the shorter one is the end of the other: `minister`, `foreign ministers`."""
    return all(stem(a.low) == stem(b.low) for a, b in zip(reversed(one), reversed(other), strict=False))

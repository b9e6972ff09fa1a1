"""Who bears a title, and which: no `Congressman Cryer` where Cryer gave money to Congressman Ehr, no `president` of
a `former president`.

Takes views of a text and of what it was made from, gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from summarizer.document import Violation
from summarizer.facts import Token, lexicon
from summarizer.facts.names import key
from summarizer.guard.syntax import DETERMINERS, base_of, is_finite, places_of
from summarizer.guard.view import View

_NEAR = 4
"""Tokens apart at most, a title and who bears it: `Phil Ehr, a Democratic congressman`."""


_RANKS = frozenset(
    "former ex acting deputy vice interim assistant outgoing incoming designate honorary would-be ousted "
    "sacked one-time onetime then previous anterior".split()
)
"""What makes another office of a title behind it."""
_WITH_PORTFOLIO = frozenset("minister ministers secretary secretaries ministry".split())
_PORTFOLIOS = {
    spelling: spellings.split()[0]
    for spellings in (
        "prime", "foreign external exterior", "finance financial finances", "home interior domestic internal",
        "defense defence", "trade commerce commercial", "health", "justice", "education", "energy",
        "transport transportation", "economy economic", "agriculture", "environment environmental", "culture",
        "labor labour work",
    )
    for spelling in spellings.split()
}  # fmt: skip
"""Of what one is minister, and what a machine has for it."""
_ALIKE = {
    "ex": "former", "one-time": "former", "onetime": "former", "previous": "former", "anterior": "former",
    "vice": "deputy", "acting": "interim",
}  # fmt: skip
_RANK_REACH = 4
"""Words between a rank and its title at most: `former Chelsea and England captain`."""
_WORK_FOR = frozenset(
    "secretary spokesman spokeswoman spokesperson adviser advisor aide assistant deputy "
    "representative envoy".split()
)
"""Whose own name may stand behind the title of whom they work for, as a machine puts it."""
_LENT_REACH = 5
"""Tokens before that title: `secretary of the Russian president`."""
_ENDS_RANK = frozenset("of 's ' to for from".split())
"""The rank of `the former wife of the actor` is hers alone."""


def ranks(text: View, sources: Sequence[View]) -> Violation | None:
    """`The former president` is not `the president`, nor the other way round."""
    ranked, plain = _titles(text)
    theirs = [_titles(source) for source in sources]
    their_ranked = {title for found, _ in theirs for title in found}
    their_plain = {title for _, found in theirs for title in found}
    for title in sorted(plain & their_ranked - their_plain):
        return Violation("title-changed", title, f"the source has another rank of `{title}`")
    is_new = _count_ranks(text) > sum(map(_count_ranks, sources))
    for title in sorted(ranked.keys() & their_ranked - their_plain):
        if all(ranked[title].isdisjoint(found.get(title, ())) for found, _ in theirs):
            return Violation("title-changed", title, f"the source has another rank of `{title}`")
    for title in sorted(ranked.keys() & their_plain - their_ranked) if is_new else ():
        return Violation("title-changed", title, f"the source gives `{title}` no such rank")
    return None


def portfolios(text: View, sources: Sequence[View]) -> Violation | None:
    """A trade minister is no prime minister."""
    for office, title in pairwise(text.lows):
        if title not in _WITH_PORTFOLIO or office not in _PORTFOLIOS:
            continue
        has_title = any(title in source.lows for source in sources)
        if has_title and not any(_PORTFOLIOS[office] in map(_PORTFOLIOS.get, source.lows) for source in sources):
            return Violation("title-changed", office, f"the source has another {title} than the {office} {title}")
    return None


def outranked(line: View, sources: Sequence[View]) -> Violation | None:
    """`Prime minister resigns` of the deputy who resigned after the prime minister had asked him to."""
    persons = lexicon.classes()["person"]
    at = next((i for i, token in enumerate(line.tokens) if token.low in persons), None)
    if at is None or _rank(line, at):
        return None
    verb = at + 1
    while verb < len(line.tokens) and (line.lows[verb] == "of" or line.tokens[verb].capital):
        verb += 1  # `prime minister of Slovakia resigns`
    if verb >= len(line.tokens) or not is_finite(line, verb):
        return None
    verbs = [(source, i) for source in sources for i in places_of(source, base_of(line, verb))]
    if len(verbs) != 1:
        return None
    source, place = verbs[0]
    nearest = next((i for i in range(place - 1, -1, -1) if source.lows[i] == line.lows[at]), None)
    if nearest is None or not (rank := _rank(source, nearest)):
        return None
    return Violation("title-changed", line.lows[at], f"the evidence says it of the {rank} {line.lows[at]}")


def _rank(text: View, i: int) -> str | None:
    """The rank before the title at `i`."""
    near = takewhile(_goes_on, reversed(text.tokens[max(0, i - 1 - _RANK_REACH) : i]))
    return next((token.low for token in near if token.low in _RANKS), None)


def _count_ranks(text: View) -> int:
    return sum(low in _RANKS for low in text.lows)


def _titles(text: View) -> tuple[dict[str, set[str]], set[str]]:
    """The persons' titles that a rank stands before, with their ranks, and those without one."""
    persons = lexicon.classes()["person"]
    ranked: dict[str, set[str]] = {}
    plain: set[str] = set()
    for i, low in enumerate(text.lows):
        if low in persons:
            if rank := _rank(text, i):
                ranked.setdefault(low, set()).add(_ALIKE.get(rank, rank))
            else:
                plain.add(low)
    return ranked, plain


def _goes_on(token: Token) -> bool:
    return token.low == "-" or (token.kind != "mark" and token.low not in _ENDS_RANK | DETERMINERS)


def bearers(line: View, sources: Sequence[View]) -> Violation | None:
    """A title right before a name stands near that name in the evidence, where it stands before any name there."""
    persons = lexicon.classes()["person"]
    for title, name in pairwise(line.tokens):
        if title.low not in persons or key(name) not in line.name_words or name.low in lexicon.aliases("places"):
            continue
        given = any(_before_a_name(source, title.low) for source in sources)
        if given and not any(_stand_near(source, title.low, key(name)) for source in sources):
            shown = f"{title.text} {name.text}"
            return Violation("title-changed", shown, f"the evidence gives the title {title.text} to another")
    return None


def lent(line: View, sources: Sequence[View]) -> Violation | None:
    """`The press secretary of the Russian president Dmitry Peskov` makes no `president Dmitry Peskov`."""
    for bearer, title in _lent(sources):
        for i, (one, other) in enumerate(pairwise(line.tokens)):
            has_it = (one.low, key(other)) == title
            if has_it and bearer not in line.lows[max(0, i - _LENT_REACH) : i]:
                shown = f"{one.text} {other.text}"
                return Violation("title-changed", shown, f"the evidence speaks of the {bearer} of the {one.text}")
    return None


def _lent(sources: Sequence[View]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Who works for the bearer of a title right before a name, and these two."""
    persons = lexicon.classes()["person"]
    for source in sources:
        for i, (title, name) in enumerate(pairwise(source.tokens)):
            if title.low in persons and key(name) in source.name_words:
                before = source.lows[max(0, i - _LENT_REACH) : i]
                joint = next((j for j, low in enumerate(before) if low in ("of", "for", "to") and j), 0)
                bearer = before[joint - 1] if joint else ""
                if bearer in _WORK_FOR and "," not in before[joint:]:
                    yield bearer, (title.low, key(name))


def _before_a_name(source: View, title: str) -> bool:
    return any(
        one.low == title and key(other) in source.name_words and other.low not in lexicon.aliases("places")
        for one, other in pairwise(source.tokens)
    )


def _stand_near(source: View, title: str, name: str) -> bool:
    keys = [key(token) for token in source.tokens]
    return any(
        low == title and name in keys[max(0, i - _NEAR) : i + _NEAR + 1] for i, low in enumerate(source.lows)
    )

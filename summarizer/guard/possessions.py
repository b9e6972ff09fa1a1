"""Whose people they are: no `Kazakhstan's peacekeepers` of `Kazakhstan for its use of peacekeepers`.

Takes a text and what it was made from, gives the rule that is broken. Pure. It asks of persons alone, and of
names that a country has (`Ukraine's Metsola`): news gives comments, roles and moves to whom it likes, in many
wordings (of 227 human headlines it refused 19 wrongly).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import Token, lexicon, stem, stems
from summarizer.facts.names import key
from summarizer.guard.view import View, carried, place

_REACH = 4
"""Tokens apart at most, owner and owned: `the bank's former chief executive officer`."""
_NAME_REACH = 12
"""Tokens apart at most, a country and a name that is its: of 49 in human headlines 4 are farther apart."""
_LINKS = frozenset("of in from by for at to".split())
_ENDS = _LINKS | frozenset("on with who that which and whose".split())
"""What follows them is no part of whose the person is."""
_MEMBERS = frozenset(
    "people person persons victim victims resident residents citizen citizens member members".split()
)
"""What is told of them may be told of the town, the earthquake or the party."""
KIN = stems(
    "father mother wife husband widow son daughter brother sister uncle aunt nephew niece cousin girlfriend "
    "boyfriend friend"
)
_NEAR_SOMEBODY = KIN | stems(
    "aide lawyer attorney adviser bodyguard driver ally killer successor predecessor government"
)
"""Who is not the one whose they are, where the name is a person's."""
_OWNED_REACH = 3
"""Tokens behind `'s`: `Merkel's former driver`."""
_TITLES_REACH = 7
"""Tokens between `of` and the end of a name: `of former German Chancellor Angela Merkel`."""
_ANYBODY = frozenset("everyone everybody someone somebody anyone nobody who".split())
_DETERMINERS = frozenset("a an the its his her their whose this that these those".split())
_OWNS = frozenset("its his her their whose".split())


def owners(line: View, sources: Sequence[View]) -> Violation | None:
    """Persons that the line gives to a name by `'s`, a sentence that has the name must give to it too.

    By `'s`, by `of` and its like, by a word such as `its`, or by the name right before them (`the Nokia workers`).
    """
    for country, name in _national(line):
        if not any(_meets(source, place(country).lower(), name) for source in sources):
            return Violation("owner-changed", name, f"the evidence does not say that {name} is {country}'s")
    said = frozenset(low for source in sources for low in source.lows)
    for name, owned in _owning(line):
        forms = said & {owned, f"{owned}s"}
        if forms and not any(_gives(source, place(name).lower(), form) for source in sources for form in forms):
            return Violation("owner-changed", owned, f"the evidence does not say that the {owned} are {name}'s")
    return None


def relatives(text: View, sources: Sequence[View]) -> Violation | None:
    """`The ship, the flooding of which is planned` is no `ship, which is planned`."""
    fresh = {*_bare(text)}.difference(*map(_bare, sources))
    for word, bare in (("which", "which"), ("whom", "who")):
        if bare in fresh and any(("of", word) in pairwise(source.lows) for source in sources):
            return Violation("owner-changed", bare, f"the source says it of something `of {word}`")
    return None


def _bare(text: View) -> Iterator[str]:
    """The relative pronouns without a preposition."""
    return (low for before, low in pairwise(("", *text.lows)) if low in ("which", "who") and before not in _LINKS)


def changed(before: View, after: View) -> Violation | None:
    """A rewrite keeps the lawyer of `the actor's lawyer` and the son of `whose son`, and gives no name or number an
    owner by a new `'s`.
    """
    for person, owner in _of_owners(before):
        if _stands_alone(after, person, owner):
            return Violation("person-lost", person, f"the source tells it of the {person}, not of the {owner}")
    whose, who = (before.lows.count(low) - after.lows.count(low) for low in ("whose", "who"))
    if whose > 0 > who:
        return Violation("person-lost", "whose", "the source tells it of `whose …`, not of `who`")
    if invented := _new_owner(before, after):
        return Violation("owner-changed", invented, f"the source has no `{invented}`")
    return None


def persons(line: View, sources: Sequence[View]) -> Violation | None:
    """A line does not tell of the actor what its evidence tells of his lawyer."""
    for source in sources:
        for person, owner in _of_owners(source):
            once = sum(other.lows.count(owner) for other in sources) == 1
            if once and _stands_alone(line, person, owner):
                message = f"the evidence tells it of the {person}, not of the {owner}"
                return Violation("person-lost", person, message)
    return None


def named(line: View, sources: Sequence[View]) -> Violation | None:
    """A line does not tell of Merkel what its evidence tells of her lawyer, or of the government of Angela Merkel.

    Only where the evidence has the name for that alone, and the line has nobody else's.
    """
    if not _NEAR_SOMEBODY.isdisjoint(line.all_stems):
        return None
    owning = {token.span.end for token, mark in pairwise(line.tokens) if mark.low == "'s"}
    for fact in line.facts.of("name"):
        word = fact.value.split()[-1]
        if fact.span.end in owning or word.lower() in lexicon.aliases("places"):
            continue  # what Japan's government does, Japan does
        places = [(source, i) for source in sources for i, token in enumerate(source.tokens) if key(token) == word]
        held = [_held_by(source, i) for source, i in places]
        if held and all(held):
            return Violation(
                "person-lost", held[0] or "", f"the evidence tells it of the {held[0]}, not of {fact.text}"
            )
    return None


def _held_by(text: View, i: int) -> str | None:
    """Who is somebody's whose name ends at a token: `the lawyer of former chancellor Angela Merkel`, `Merkel's`."""
    if i + 1 < len(text.lows) and text.lows[i + 1] == "'s":
        following = text.tokens[i + 2 : i + 2 + _OWNED_REACH]
        return next((t.low for t in following if stem(t.low) in _NEAR_SOMEBODY), None)
    for j in range(i - 1, max(0, i - _TITLES_REACH), -1):
        if text.lows[j] == "of":
            return text.lows[j - 1] if text.stems[j - 1] in _NEAR_SOMEBODY else None
        if text.lows[j] in _ENDS or text.tokens[j].kind == "mark":
            return None
    return None


def _of_owners(text: View) -> Iterator[tuple[str, str]]:
    """Each person who is somebody's, and that somebody: `the actor's lawyer`, `the owner of the bank`."""
    kin = lexicon.classes()["person"] - _MEMBERS
    stop = lexicon.words("stop")
    for i, token in enumerate(text.tokens):
        if token.low == "'s" and i > 0 and text.tokens[i - 1].text.islower():
            owned = next((t for t in text.tokens[i + 1 : i + 3] if t.low in kin), None)
            if owned is not None:
                yield owned.low, text.lows[i - 1]
        elif token.low == "of" and i > 0 and text.lows[i - 1] in kin:
            phrase = _phrase(text, i + 1)
            person = (t for t in phrase if t.low in kin)  # not the `missing` of `the missing girl`
            owner = next(person, next((t for t in phrase[:2] if t.low not in stop), None))
            if owner is not None and owner.text.islower() and owner.kind == "word":
                yield text.lows[i - 1], owner.low


def _phrase(text: View, start: int) -> Sequence[Token]:
    """The noun phrase that begins at `start`, as far as the next mark, preposition or determiner."""
    words = text.tokens[start : start + 1 + _REACH]
    ends = (i for i, t in enumerate(words) if t.kind == "mark" or t.low in _ENDS or (i and t.low in _DETERMINERS))
    return words[: next(ends, len(words))]


def _stands_alone(text: View, person: str, owner: str) -> bool:
    """Whether the owner is there and the person is not, nor any other."""
    kin = lexicon.classes()["person"]
    others = any((low in kin or low in _ANYBODY) and low != owner for low in text.lows)
    return owner in text.lows and not others and not carried(text.all_stems, stem(person))


def _new_owner(before: View, after: View) -> str | None:
    """`The union's CGTP` for `the union CGTP`, `next year's 7,200` for `next year 7,200`."""
    pairs = set(pairwise(before.lows))
    for owner, mark, owned in zip(after.tokens, after.tokens[1:], after.tokens[2:], strict=False):
        is_fact = owned.kind == "number" or key(owned) in after.name_words
        if mark.low == "'s" and owner.text.islower() and is_fact and (owner.low, owned.low) in pairs:
            return f"{owner.text}'s {owned.text}"
    return None


def _owning(line: View) -> Iterator[tuple[str, str]]:
    """Each name before a `'s` with the person or persons right behind it, other names between them left out."""
    persons = lexicon.classes()["person"]
    for i, token in enumerate(line.tokens):
        if i == 0 or token.low != "'s" or key(line.tokens[i - 1]) not in line.name_words:
            continue
        for other in line.tokens[i + 1 : i + 1 + _REACH]:
            if other.kind == "mark" or other.low in lexicon.words("stop"):
                break
            if other.low in persons:
                yield key(line.tokens[i - 1]), other.low
                break


def _national(line: View) -> Iterator[tuple[str, str]]:
    """Each country before a `'s` with the name right behind it."""
    countries = lexicon.aliases("places")
    for owner, mark, owned in zip(line.tokens, line.tokens[1:], line.tokens[2:], strict=False):
        is_name = key(owned) in line.name_words and not lexicon.is_ordinary(owned.low)
        if mark.low == "'s" and owner.low in countries and is_name and owned.low not in countries:
            yield owner.text, owned.text


def _meets(source: View, owner: str, name: str) -> bool:
    """Whether a sentence has both near each other."""
    countries = [i for i, token in enumerate(source.tokens) if place(key(token)).lower() == owner]
    names = [i for i, low in enumerate(source.lows) if low == name.lower()]
    return any(abs(country - other) <= _NAME_REACH for country in countries for other in names)


def _gives(source: View, owner: str, owned: str) -> bool:
    def beside(name: int, person: int) -> bool:
        between = source.lows[min(name, person) + 1 : max(name, person)]
        if name < person:
            return person - name <= _REACH and (len(between) < 2 or "'s" in between)
        return name - person <= _REACH and not _LINKS.isdisjoint(between)

    names = [i for i, token in enumerate(source.tokens) if place(key(token)).lower() == owner]
    persons = [i for i, low in enumerate(source.lows) if low == owned]
    its = any(not _OWNS.isdisjoint(source.lows[max(0, i - _REACH) : i]) for i in persons)
    return bool(names) and (its or any(beside(name, person) for name in names for person in persons))

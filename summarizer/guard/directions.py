"""A preposition that became its opposite before the same object: `flew to Moscow`, `flew from Moscow`.

Or that tells another time (`since 2019`, `for 2019`), or a place for a party (`with Iran`, `in Iran`). Takes two
views, gives the prepositions and their object. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts import Fact, lexicon, stems
from summarizer.facts.dates import is_year
from summarizer.guard.syntax import words_at
from summarizer.guard.view import View, place

_OPPOSED = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("from", "to into toward towards"),
        ("for", "against"),
        ("before until", "after since"),
        ("over above", "under below"),
        ("on against at upon", "by"),
    )
)
_OF_ATTACKS = frozenset("on at upon by".split())
"""They tell the victim from the doer, and count here, after a word for an attack alone."""
_ATTACKS = stems("attack assault raid strike offensive crackdown invasion bombardment shelling ambush siege")
_PREPOSITIONS = frozenset(word for sides in _OPPOSED for side in sides for word in side)
_WANTS_TO = frozenset("according thanks next".split())
"""Behind these a preposition tells no direction, and `from` is a slip of `to`."""
_DETERMINERS = frozenset("the its their his her".split())
_MOMENTS = stems("beginning start outset hour day moment morning minute launch founding birth")
_REACH = 4
"""Tokens between a preposition and the word it belongs to; articles and adjectives stand between."""
_ATTACK_REACH = 2
"""Tokens between a word for an attack and its preposition."""
_SINCE_WHEN = frozenset("since until till before after by for".split())
"""They tell when, before a day, a month or a year, and none of them is another: `since 2019` is not `for 2019`."""
_UP_TO = frozenset(("until", "till"))
_ENDING = stems("pay paid repay finish submit deliver complete return present file apply decide send reply answer")
"""What has a deadline, and does not go on until it."""
_WITH_WHOM = frozenset(("against", "with"))
_BY_WHOM = frozenset(("by",))
_WHERE = frozenset(("at", "in"))
_WHERE_TO = frozenset(("from", "to"))
_AIMED = stems("sanctions tariffs embargo")
_AIM_REACH = 3
"""Tokens behind the preposition: `against the Russian Federation`."""
_PROTECTION = stems(
    "protect protection protecting defend defence defense defending shield shielding guard guarding"
)
_PROTESTS = stems("protest demonstration rally march strike")
_AGAINST_ALL = stems("against over at oppose opponent opposition anti condemn denounce reject criticise criticize")
_AGAINST = frozenset(("against", "from"))
_BETWEEN_TWO = frozenset(
    "union deal deals agreement agreements accord accords talks negotiations contract contracts treaty treaties "
    "pact war wars relations meeting meetings border borders partnership alliance trade merger cooperation ties "
    "dialogue conflict dispute ceasefire truce".split()
)
"""What two parties have with one another, and neither has alone."""


def moved(before: View, after: View) -> tuple[str, str, str] | None:
    """A time that went from one such word to another: the word that went, the one that came, and the time."""
    old, new = _before_times(before), _before_times(after)
    for time in sorted(old.keys() & new.keys()):
        gone, come = (old[time] - new[time]) & _SINCE_WHEN, (new[time] - old[time]) & _SINCE_WHEN
        if not gone or not come or {*gone, *come} <= _UP_TO:
            continue
        if gone <= _UP_TO and come == {"by"} and not _ENDING.isdisjoint(before.all_stems):
            continue  # `must be paid until Friday`, as other languages have it
        return min(gone), min(come), time
    return None


def begun(before: View, after: View) -> tuple[str, str, str] | None:
    """A moment since which something went on, and that now tells how long: `for the first hour`.

    Without a determiner machines write `since three weeks` for `for three weeks`.
    """
    lost = _moments(before, "since") - _moments(after, "since")
    return next((("since", "for", word) for word in sorted(lost & _moments(after, "for"))), None)


def _moments(text: View, preposition: str) -> set[str]:
    """The stems of moments behind such a preposition and a determiner."""
    return {
        own
        for i, low in enumerate(text.lows[:-1])
        if low == preposition and text.lows[i + 1] in _DETERMINERS
        for own in text.stems[i + 2 : i + 2 + _REACH]
        if own in _MOMENTS
    }


def parted(before: View, after: View) -> tuple[str, str, str] | None:
    """A name that took part and now only says where, or the other way: the word that went, the one that came, and
    the name. `The talks with Iran` are not `the talks in Iran`, nor `checks by Vienna` those `in Vienna`.
    """
    old, new = _before_names(before), _before_names(after)
    for name in filter(new.__contains__, old):
        gone, come = old[name] - new[name], new[name] - old[name]
        for one, other in ((_WITH_WHOM, _WHERE), (_WHERE, _WITH_WHOM), (_BY_WHOM, _WHERE)):
            if gone & one and come & other:
                return min(gone & one), min(come & other), name
        if "with" in gone and "of" in come and _is_between_two(before, name):
            return "with", "of", name
    return None


def elsewhere(line: View, sources: Sequence[View]) -> tuple[str, str, str] | None:
    """A place that a line goes to or comes from and that its evidence only has otherwise: `mercenaries from Libya`
    of those in Libya; the word that went, the one that came, and the place.
    """
    old: dict[str, set[str]] = {}
    for source in sources:
        for name, befores in _before_names(source).items():
            old.setdefault(name, set()).update(befores)
    for name, befores in _before_names(line).items():
        come, gone = befores & _WHERE_TO, old.get(name, set())
        if come and gone and gone <= _WHERE and name in lexicon.aliases("places"):
            return min(gone), min(come), name
    return None


def aimed(line: View, sources: Sequence[View]) -> tuple[str, str] | None:
    """Whom a line has sanctions or the like against, and whom its evidence has instead."""
    mine = _targets(line)
    theirs = frozenset[str]().union(*map(_targets, sources))
    wrong = sorted(mine - theirs)
    return (wrong[0], min(theirs)) if wrong and theirs else None


def _targets(text: View) -> frozenset[str]:
    """The places right behind `sanctions against` or the like."""
    return frozenset(
        place(text.lows[at])
        for i, own in enumerate(text.stems)
        if own in _AIMED and text.lows[i + 1 : i + 2] in (("on",), ("against",))
        for at in range(i + 2, min(i + 2 + _AIM_REACH, len(text.tokens)))
        if text.lows[at] in lexicon.aliases("places")
    )


def opposed(line: View, sources: Sequence[View]) -> str | None:
    """The word for a protest that is `against` something in the line alone: those of its opponents are not."""
    against = next((i for i, low in enumerate(line.lows) if low == "against" and i), None)
    if against is None or line.stems[against - 1] not in _PROTESTS:
        return None
    homes = [source for source in sources if line.stems[against - 1] in source.all_stems]
    is_known = any(
        not (_AGAINST_ALL - set(line.stems[against + 1 :])).isdisjoint(source.all_stems)
        or "protested" in source.lows
        for source in sources
    )
    return line.lows[against - 1] if homes and not is_known else None


def unguarded(line: View, sources: Sequence[View]) -> str | None:
    """The word for a protection whose `against` is lost: of `protection against coronavirus` none is `protecting
    coronavirus`.
    """
    unsaid = [
        words_at(line, range(i + 1, min(i + _REACH, len(line.stems))))
        for i, own in enumerate(line.stems)
        if own in _PROTECTION and _AGAINST.isdisjoint(line.lows[i : i + _REACH])
    ]
    said = [
        (source.lows[i], source.stems[i + 2 : i + 2 + _REACH])
        for source in sources
        for i, own in enumerate(source.stems[:-1])
        if own in _PROTECTION and source.lows[i + 1] in _AGAINST
    ]
    return next((word for mine in unsaid for word, theirs in said if not mine.isdisjoint(theirs)), None)


def _is_between_two(text: View, name: str) -> bool:
    """Whether `with` and what two parties have stand before a name: `the union with Lithuania`."""
    starts = {fact.span.start for fact in text.facts.of("name") if fact.value == name}
    return any(
        text.lows[i - 1] == "with" and text.lows[i - 2] in _BETWEEN_TWO
        for i, token in enumerate(text.tokens[2:], 2)
        if token.span.start in starts
    )


def _before_times(text: View) -> dict[str, set[str]]:
    """By the value of a date, or of a number that may be a year, the words right before it."""
    return _right_before(text, [*text.facts.of("date"), *filter(_is_year, text.facts.of("number"))])


def _before_names(text: View) -> dict[str, set[str]]:
    return _right_before(text, text.facts.of("name"))


def _right_before(text: View, facts: Sequence[Fact]) -> dict[str, set[str]]:
    """By the value of a fact, the words right before it."""
    values = {fact.span.start: fact.value for fact in facts}
    found: dict[str, set[str]] = {}
    for low, token in zip(text.lows, text.tokens[1:], strict=False):
        if token.span.start in values:
            found.setdefault(values[token.span.start], set()).add(low)
    return found


def _is_year(fact: Fact) -> bool:
    return is_year(fact.value) and not fact.unit


def turned(before: View, after: View) -> tuple[str, str, str] | None:
    """The preposition that went, the opposite that came, and the stem of the word both belong to."""
    old, new = _before_objects(before), _before_objects(after)
    for word in filter(new.__contains__, old):
        gone, come = old[word] - new[word], new[word] - old[word]
        for one, other in _OPPOSED:
            for left, right in ((gone & one, come & other), (gone & other, come & one)):
                if left and right:
                    return min(left), min(right), word
    return None


def _before_objects(text: View) -> dict[str, set[str]]:
    """By the stem of an object, its prepositions."""
    stop = lexicon.words("stop")
    found: dict[str, set[str]] = {}
    for i, low in enumerate(text.lows):
        if low not in _PREPOSITIONS or (i and text.lows[i - 1] in _WANTS_TO):
            continue
        if low in _OF_ATTACKS and _ATTACKS.isdisjoint(text.stems[max(0, i - _ATTACK_REACH) : i]):
            continue
        following = range(i + 1, min(i + 1 + _REACH, len(text.tokens)))
        at = next((j for j in following if text.lows[j] not in stop and text.tokens[j].kind != "mark"), None)
        if at is not None:
            found.setdefault(text.stems[at], set()).add(low)
    return found

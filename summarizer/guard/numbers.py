"""Numbers: each stays, with its unit and its limit, and in a line with what it counts.

Takes views, gives a violation or None. Pure; reads the list of units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from summarizer.document import Span, Violation
from summarizer.facts import Fact, lexicon
from summarizer.guard import syntax
from summarizer.guard.view import View, carried, near, places_by_start, word_of

_UNIT_REACH = 40
"""Characters between a number and the unit that it shares with another."""
_LOOSE_UNITS = frozenset(("", "year", "point", "vote", "night"))
"""Units that may be left unsaid: `35-year-old`, `35 years old` and `aged 35`."""
_POINTING = frozenset("it they he she his her its their this these those both".split())
"""Who is meant by them stands in another clause."""
_SPANS = frozenset("year month week day hour minute".split())


def changed(before: View, after: View) -> Violation | None:
    old, new = _by_value(before.facts.of("number")), _by_value(after.facts.of("number"))
    for value, facts in old.items():
        if value not in new:
            if not _is_said_otherwise(facts[0], after):
                return Violation("number-lost", facts[0].text, f"the number {facts[0].text} is gone")
        elif len(new[value]) < len(_apart(facts, before)):
            return Violation(
                "number-lost", facts[0].text, f"the number {facts[0].text} stood twice, for two things"
            )
    for value, facts in new.items():
        if value not in old:
            if not _is_said_otherwise(facts[0], before):
                return Violation("number-invented", facts[0].text, f"the source has no number {facts[0].text}")
        elif len(facts) > len(old[value]):
            return Violation("number-invented", facts[0].text, f"the number {facts[0].text} stands once too often")
    for value in sorted(old.keys() & new.keys()):
        violation = _unit(old[value], new[value], before, after)
        if violation:
            return violation
    return None


def _by_value(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    table: dict[str, list[Fact]] = {}
    for fact in facts:
        table.setdefault(fact.value, []).append(fact)
    return table


def _is_said_otherwise(fact: Fact, other: View) -> bool:
    """A range told as two numbers and two numbers told as a range are the same, and one year is a year."""
    if fact.value == "1" and fact.unit in _SPANS:
        return any(pair in (("a", fact.unit), ("an", fact.unit)) for pair in pairwise(other.lows))
    values = {f.value for f in other.facts.of("number")}
    low, dash, high = fact.value.partition("-")
    if dash:
        return low != high and {low, high} <= values
    return any(fact.value in value.split("-") for value in values if "-" in value) and "/" not in fact.value


def _apart(facts: Sequence[Fact], text: View) -> list[Fact]:
    """Those that are no mere repetition of one before: other words stand before and after them."""
    kept: list[Fact] = []
    heads: list[str] = []
    tails: list[str] = []
    for fact in facts:
        tail = text.text[fact.span.end :].split()[:2]
        head = text.text[: fact.span.start].split()[-2:]
        mark = " ".join(tail).lower().strip(",.;:")
        front = " ".join(head).lower().strip(",.;:")
        if mark not in tails and front not in heads:
            kept.append(fact)
        heads.append(front)
        tails.append(mark)
    return kept


def _unit(old: Sequence[Fact], new: Sequence[Fact], before: View, after: View) -> Violation | None:
    units = {f.unit for f in old}, {f.unit for f in new}
    if units[0] == units[1]:
        return None
    for mine, theirs, others, text, verb in (
        (units[0], units[1], new, after, "lost"),
        (units[1], units[0], old, before, "gained"),
    ):
        for unit in sorted(mine - theirs):
            if unit in _LOOSE_UNITS and theirs <= _LOOSE_UNITS:
                continue
            if unit and not any(_says_unit(text, unit, fact.span) for fact in others):
                fact = next(f for f in (*old, *new) if f.unit == unit)
                return Violation("unit-changed", fact.text, f"{fact.text} has {verb} its unit or changed it")
    if "" not in units[0] | units[1] and not units[0] & units[1]:
        return Violation("unit-changed", old[0].text, f"{old[0].text} became {new[0].text}")
    return None


def _says_unit(text: View, unit: str, number: Span) -> bool:
    """Whether the unit stands near a number, if not right beside it: `7.7 billion and 1.8 billion pounds`."""
    units, reach = lexicon.aliases("units"), Span(number.start - _UNIT_REACH, number.end + _UNIT_REACH)
    return any(units.get(token.low) == unit and token.span.overlaps(reach) for token in text.tokens)


def limits_changed(before: View, after: View) -> Violation | None:
    old = {(f.value, f.unit): f for f in before.facts.of("comparison")}
    new = {(f.value, f.unit): f for f in after.facts.of("comparison")}
    for mark, fact in old.items():
        if mark not in new:
            return Violation("comparison-changed", fact.text, f"`{fact.text}` is gone or changed")
    for mark, fact in new.items():
        if mark not in old:
            return Violation("comparison-changed", fact.text, f"the source has no such `{fact.text}`")
    return None


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    for fact in line.facts.of("number"):
        same = [(f, s) for s in sources for f in s.facts.of("number") if _covers(f.value, fact.value)]
        if not same:
            return Violation("number-invented", fact.text, f"the evidence has no number {fact.text}")
        units = {f.unit for f, _ in same}
        if fact.unit not in units and not (fact.unit in _LOOSE_UNITS and units & _LOOSE_UNITS):
            return Violation("unit-changed", fact.text, f"{fact.text} has another unit in the evidence")
        homes = [s for f, s in same if f.unit == fact.unit or fact.unit in _LOOSE_UNITS]
        if not _fits(line, fact, homes, sources):
            return Violation("number-misplaced", fact.text, f"{fact.text} counts something else in the evidence")
    return None


def crossed(line: View, sources: Sequence[View]) -> Violation | None:
    """A line of one clause takes no number from one clause of its evidence and a word from another: no `burglaries
    fell by 8 percent` of `burglaries fell by 15 percent, while car thefts fell by 8 percent`.
    """
    facts = [fact for fact in line.facts.of("number") if fact.unit]
    if not facts or len(syntax.spans(line)) > 1:
        return None
    mine = {(fact.value, fact.unit) for fact in line.facts.of("number")}
    parted = [(source, spans := syntax.spans(source), _clauses_of(source, spans)) for source in sources]
    for fact in facts:
        homes = [one for one in parted if (fact.value, fact.unit) in one[2]]
        if len(homes) != 1:
            continue
        home, spans, where = homes[0]
        own = where[fact.value, fact.unit]
        if len(own) > 1 or not _POINTING.isdisjoint(home.lows[i] for i in spans[min(own)]):
            continue  # `while they fell by 1 percent` tells of what stands in the clause before
        told = {n for mark, places in where.items() if mark in mine for n in places}
        rivals = {n for (_, unit), places in where.items() if unit == fact.unit for n in places} - told
        others = frozenset(word for s in sources if s is not home for word in s.all_stems)
        for n in sorted(rivals):
            rest = {home.stems[i] for m, span in enumerate(spans) if m != n for i in span} | others
            foreign = {home.stems[i] for i in spans[n]} & set(line.content) - rest
            if foreign:
                message = f"the evidence does not say {fact.text} of `{word_of(min(foreign), line)}`"
                return Violation("number-misplaced", fact.text, message)
    return None


def _clauses_of(source: View, spans: Sequence[range]) -> dict[tuple[str, str], set[int]]:
    """By value and unit of each number, in which of the clauses it stands."""
    starts = places_by_start(source)
    found: dict[tuple[str, str], set[int]] = {}
    for fact in source.facts.of("number"):
        place = starts[fact.span.start]
        found.setdefault((fact.value, fact.unit), set()).update(n for n, s in enumerate(spans) if place in s)
    return found


def _covers(source: str, value: str) -> bool:
    return source == value or ("-" in source and value in source.split("-"))


def _fits(line: View, fact: Fact, homes: Sequence[View], sources: Sequence[View]) -> bool:
    """Whether what the line tells of a number is told of it by a sentence that has it, at no greater
    distance than usual.
    """
    told = near(line, *fact.span)
    if not told:
        return True
    at_home = max(sum(carried(home.all_stems, word) for word in told) for home in homes)
    elsewhere = max((sum(carried(s.all_stems, w) for w in told) for s in sources if s not in homes), default=0)
    return at_home > 0 and at_home >= elsewhere


def limits_claimed(line: View, sources: Sequence[View]) -> Violation | None:
    mine = {f.unit: f for f in line.facts.of("comparison") if f.unit}
    for number in line.facts.of("number"):
        theirs = [
            {f.value for f in s.facts.of("comparison") if f.unit == own.value}
            for s in sources
            for own in s.facts.of("number")
            if own.value == number.value
        ]
        if not theirs:
            continue
        said = mine.get(number.value)
        if said is None and all(theirs):
            return Violation(
                "comparison-changed", number.text, f"the evidence gives {number.text} only with a limit"
            )
        if said is not None and not any(said.value in marks for marks in theirs):
            return Violation(
                "comparison-changed", said.text, f"the evidence does not say `{said.text}` of {number.text}"
            )
    return None

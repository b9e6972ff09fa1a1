"""What one of two texts says and the other does not: numbers, dates, times, names, quotations and negations.

Takes the sentences of both and their links; gives frozen differences. Pure. A fact counts as kept wherever in the
other text it stands, a negation only in the sentences that answer to its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.compare.alignment import Link
from summarizer.document import Span
from summarizer.facts import Fact, FactKind, extract, lexicon
from summarizer.guard.known import KINDS, Known
from summarizer.guard.polarity import negations_changed
from summarizer.guard.view import view


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that one side has and the other lacks."""

    kind: FactKind
    text: str
    """As it stands in its sentence."""
    sentence: int
    """The index of its sentence on its own side, from 0."""
    span: Span
    """Its place in that sentence."""


def differences(
    original: Sequence[str], cleaned: Sequence[str], links: Sequence[Link]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What the original has and the cleaned text lacks, and the other way round, each in the order of its text."""
    lost, gained = list(_lacking(original, cleaned)), list(_lacking(cleaned, original))
    for link in links:
        before, after = (" ".join(side[n] for n in numbers) for side, numbers in _sides(link, original, cleaned))
        found = negations_changed(view(before), view(after)) if before and after else None
        if found is not None and found.rule == "negation-lost":
            lost += _negations(original, link.original)[:1]
        elif found is not None and found.rule == "negation-added":
            gained += _negations(cleaned, link.cleaned)[:1]
    return tuple(sorted(lost, key=_place)), tuple(sorted(gained, key=_place))


def _sides(
    link: Link, original: Sequence[str], cleaned: Sequence[str]
) -> tuple[tuple[Sequence[str], tuple[int, ...]], ...]:
    return (original, link.original), (cleaned, link.cleaned)


def _place(difference: Difference) -> tuple[int, Span]:
    return difference.sentence, difference.span


def _negations(sentences: Sequence[str], numbers: Sequence[int]) -> list[Difference]:
    return [
        Difference("negation", fact.text, number, fact.span)
        for number in numbers
        for fact in extract(sentences[number]).of("negation")
    ]


def _lacking(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    """The facts of `mine` that `theirs` has nowhere, each once."""
    known = Known(theirs)
    told: set[tuple[str, str, str]] = set()
    for number, sentence in enumerate(mine):
        for fact in extract(sentence).of(*KINDS):
            key = (fact.kind, fact.value, fact.unit)
            if key not in told and not known.has(fact) and not _only_opens(fact):
                told.add(key)
                yield Difference(fact.kind, fact.text, number, fact.span)


def _only_opens(fact: Fact) -> bool:
    """Whether a name may be none: an ordinary word with the capital of its sentence."""
    return fact.kind == "name" and fact.span.start == 0 and lexicon.is_ordinary(fact.value)

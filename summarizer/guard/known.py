"""Whether the facts of one text stand anywhere in another: what a count of facts and a comparison go by.

Takes texts, gives yes or no. Pure. More lenient than the guard of a rewrite, which wants each fact in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts import Fact, FactKind, extract
from summarizer.facts.quotations import normalise
from summarizer.guard.view import has_name, view

KINDS: tuple[FactKind, ...] = ("number", "date", "time", "name", "quotation")
"""The facts that are the same wherever they stand; a negation belongs to its sentence."""


class Known:
    """What a text says, for the facts of another to be held against."""

    def __init__(self, sentences: Sequence[str]) -> None:
        text = "\n".join(sentences)
        self._view = view(text)
        self._words = normalise(text).casefold()
        facts = [fact for sentence in sentences for fact in extract(sentence)]
        self._times = {fact.value for fact in facts if fact.kind in ("date", "time")}
        self._units: dict[str, set[str]] = {}
        for fact in facts:
            if fact.kind == "number":
                for value in (fact.value, *fact.value.split("-")):
                    self._units.setdefault(value, set()).add(fact.unit)

    def has(self, fact: Fact) -> bool:
        """Of a fact of one of `KINDS`."""
        if fact.kind == "number":
            return self._has_number(fact)
        if fact.kind == "name":
            return all(has_name(self._view, word) for word in fact.value.split())
        if fact.kind == "quotation":  # by its words: its marks may stand elsewhere where sentences were split
            return normalise(fact.text).casefold() in self._words
        return any(value == fact.value or value.startswith(f"{fact.value}-") for value in self._times)

    def _has_number(self, fact: Fact) -> bool:
        """With its unit, or where one of the two leaves the unit unsaid; a range may be told as two numbers."""
        low, dash, high = fact.value.partition("-")
        if dash and fact.value not in self._units:
            return low in self._units and high in self._units
        units = self._units.get(fact.value)
        return units is not None and (not fact.unit or fact.unit in units or "" in units)

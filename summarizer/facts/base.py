"""What one fact is, and all facts of a text together. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.document import Span

FactKind = Literal["number", "date", "time", "name", "quotation", "negation", "hedge", "comparison"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a rewrite must not change."""

    kind: FactKind
    value: str
    """Normalised, so that two spellings of one fact are equal: `1000`, `01-19`, `US`."""
    text: str
    """As it stands in the source."""
    span: Span
    unit: str = ""
    """Of a number: `%`, `USD`, `km`, `year` …, empty where it has none; of a hedge or comparison: its class."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one text, in its order."""

    items: tuple[Fact, ...]
    introduced: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Acronyms that the text explains, with their long form's words in small letters: `("CSTO",
    ("collective", …))`.
    """

    def of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.items if fact.kind in kinds)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

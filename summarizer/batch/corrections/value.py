"""What a correction is. Frozen values; touches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["number", "name", "duplicate"]

LISTED = 100
"""Articles listed for each spelling of a name."""


class Place(NamedTuple):
    """An article that a correction is about."""

    path: str
    says: str
    """The spelling, the number in its surroundings, or the article's title."""
    detail: str
    """How often, in which sentence, or how much of the wording is shared."""


@dataclass(frozen=True, slots=True)
class Correction:
    number: int
    kind: Kind
    message: str
    articles: int
    """How many it is about; `places` are those that are listed."""
    places: tuple[Place, ...]


class Mention(NamedTuple):
    """A place before its article's path is known."""

    article: int
    says: str
    detail: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A correction as it is found; the one of the highest rank is shown first."""

    kind: Kind
    message: str
    articles: int
    mentions: tuple[Mention, ...]
    rank: float

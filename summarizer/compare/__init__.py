"""Two texts beside each other: which sentences belong together, what changed in them, and what became of the facts.

Takes two articles, any two, or the result of a run; gives a frozen `Comparison`. Touches nothing.

    alignment   sentences -> links: one to one, split, merged, moved, dropped, added
    facts       sentences -> what one side says and the other does not
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer import score, segment
from summarizer.compare import facts
from summarizer.compare.alignment import Link, LinkKind, align, one_to_one
from summarizer.compare.facts import Difference
from summarizer.document import Article, Readability, Result, SegmentKind
from summarizer.edits import Hunk, diff

__all__ = [
    "Comparison",
    "Difference",
    "Link",
    "LinkKind",
    "LinkedPair",
    "Sentence",
    "Side",
    "align",
    "compare",
    "rewritten",
    "side",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a title or a subhead."""

    text: str
    kind: SegmentKind
    paragraph: int
    """The index of its block, from 0."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts."""

    path: str | None
    """As the user gave it; None for standard input, and for a text that the program made."""
    sentences: tuple[Sentence, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A link with the words on both sides, the sentences of a side joined by a space, and what changed in them."""

    link: Link
    before: str
    after: str
    hunks: tuple[Hunk, ...]
    """Turn `before` into `after`; () for a dropped or an added sentence."""


@dataclass(frozen=True, slots=True)
class Comparison:
    original: Side
    cleaned: Side
    made: bool
    """Whether the program made the cleaned side."""
    pairs: tuple[LinkedPair, ...]
    """In the order of the cleaned text; a dropped sentence follows what came before it in the original."""
    readability: Readability
    lost: tuple[Difference, ...]
    """Facts that the original has and the cleaned text lacks."""
    gained: tuple[Difference, ...]


def side(article: Article) -> Side:
    return Side(article.path, tuple(Sentence(s.original, s.kind, s.paragraph) for s in segment.segment(article)))


def compare(original: Side, cleaned: Side) -> Comparison:
    """Two texts of whatever origin."""
    return _comparison(original, cleaned, align(original.texts, cleaned.texts), made=False)


def rewritten(result: Result) -> Comparison:
    """A result's source and its rewrite, whose sentences are known to belong together."""
    segments = result.rewrite.segments
    original = Side(result.article.path, tuple(Sentence(s.original, s.kind, s.paragraph) for s in segments))
    cleaned = Side(None, tuple(Sentence(s.text, s.kind, s.paragraph) for s in segments))
    return _comparison(original, cleaned, one_to_one(original.texts, cleaned.texts), made=True)


def _comparison(original: Side, cleaned: Side, links: Sequence[Link], *, made: bool) -> Comparison:
    pairs = tuple(_pair(link, original.texts, cleaned.texts) for link in links)
    before, after = ([s.text for s in side.sentences if s.kind == "sentence"] for side in (original, cleaned))
    lost, gained = facts.differences(original.texts, cleaned.texts, links)
    return Comparison(original, cleaned, made, pairs, score.readability(before, after), lost, gained)


def _pair(link: Link, original: Sequence[str], cleaned: Sequence[str]) -> LinkedPair:
    before = " ".join(original[i] for i in link.original)
    after = " ".join(cleaned[j] for j in link.cleaned)
    return LinkedPair(link, before, after, diff(before, after) if link.original and link.cleaned else ())

"""What a detector gives: a finding in the finished text of one segment. Pure values."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.document import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """`span` is in the segment's finished text; the least `urgency` is shown first where there are too many."""

    segment: int
    span: Span
    kind: str
    message: str
    urgency: int


URGENCY = {
    kind: rank
    for rank, kind in enumerate(
        (
            "quotation-open",
            "bracket-open",
            "impossible-date",
            "mistranslated",
            "missing-word",
            "grammar",
            "number-conflict",
            "name-spelling",
            "words-dropped",
            "untranslated",
            "unknown-word",
            "speaker-unknown",
            "pronoun-unclear",
            "boilerplate",
            "unsure",
        )
    )
}
"""The kinds, the surest first."""


def finding(segment: int, start: int, end: int, kind: str, message: str) -> Finding:
    return Finding(segment, Span(start, end), kind, message, URGENCY[kind])

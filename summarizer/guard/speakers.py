"""Who speaks: `officials said` where the source names nobody of the kind is an invented source.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Violation
from summarizer.guard.view import View, carried
from summarizer.guard.voices import says_at

_SPEAKERS = frozenset(
    "official officials police authorities witness witnesses expert experts analyst analysts prosecutor "
    "prosecutors investigator investigators spokesman spokesmen spokeswoman spokesperson spokespersons".split()
)
"""Whom news attributes things to without a name."""
_SOURCES = frozenset(("source", "sources"))
"""Who speaks, or where something comes from."""
_NEAR = 3
"""Tokens between a source and its verb of speaking."""
_POLICE = "police"
"""Its stem is that of `policy`."""


def invented(new: View, sources: Sequence[View]) -> Violation | None:
    """The first unnamed speaker of `new` that no source has in any form."""
    found = _missing(new, sources)
    return None if found is None else Violation("speaker-invented", found, f"the source has no {found}")


def lost(before: View, after: View) -> Violation | None:
    """`analysts, quoted by the agency` must not become `the agency`."""
    found = _missing(before, [after])
    return None if found is None else Violation("speaker-lost", found, f"the {found} of the source are gone")


def _missing(text: View, others: Sequence[View]) -> str | None:
    for low, word in _speakers(text):
        if not any(low in other.lows or (low != _POLICE and carried(other.all_stems, word)) for other in others):
            return low
    return None


def _speakers(text: View) -> Iterator[tuple[str, str]]:
    """Each, as it is written and its stem."""
    for i, (low, word) in enumerate(zip(text.lows, text.stems, strict=True)):
        if low in _SPEAKERS or (low in _SOURCES and _is_heard(text, i)):
            yield low, word


def _is_heard(text: View, i: int) -> bool:
    """Whether a verb of speaking stands near the source at `i`; a source is none itself."""
    return any(says_at(text, j) for j in range(max(0, i - _NEAR), min(i + 1 + _NEAR, len(text.lows))))

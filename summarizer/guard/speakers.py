"""Who speaks: `officials said` where the source names nobody of the kind is an invented source.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts import stems
from summarizer.guard.view import View, carried

_SPEAKERS = stems(
    "officials police authorities sources witnesses experts analysts prosecutors investigators spokesman "
    "spokeswoman spokesperson"
)
"""Whom news attributes things to without a name."""


def invented(new: View, sources: Sequence[View]) -> Violation | None:
    """The first unnamed speaker of `new` that no source has in any form."""
    found = _missing(new, sources)
    return None if found is None else Violation("speaker-invented", found, f"the source has no {found}")


def lost(before: View, after: View) -> Violation | None:
    """`analysts, quoted by the agency` must not become `the agency`."""
    found = _missing(before, [after])
    return None if found is None else Violation("speaker-lost", found, f"the {found} of the source are gone")


def _missing(text: View, others: Sequence[View]) -> str | None:
    for low, word in zip(text.lows, text.stems, strict=True):
        if word in _SPEAKERS and not any(carried(other.all_stems, word) for other in others):
            return low
    return None

"""Who speaks: `officials said` where the source names nobody of the kind is an invented source.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts import stem
from summarizer.guard.view import View, carried

_SPEAKERS = frozenset(
    map(
        stem,
        "officials police authorities sources witnesses experts analysts prosecutors investigators spokesman "
        "spokeswoman spokesperson".split(),
    )
)
"""Whom news attributes things to without a name."""


def invented(new: View, sources: Sequence[View]) -> Violation | None:
    """The first unnamed speaker of `new` that no source has in any form."""
    for low, word in zip(new.lows, new.stems, strict=True):
        if word in _SPEAKERS and not any(carried(source.all_stems, word) for source in sources):
            return Violation("speaker-invented", low, f"the source has no {low}")
    return None

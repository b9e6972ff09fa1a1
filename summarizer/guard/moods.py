"""How something is said: told by somebody, asked, told of what only would be, or of one thing or another.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.guard.view import View
from summarizer.guard.voices import is_attributed, speaks


def changed(before: View, after: View) -> Violation | None:
    """A rewrite keeps that somebody says so, that it is asked, that it would be so, and both apart from one."""
    if is_attributed(before) and not speaks(after):
        return Violation("attribution-lost", before.text, "the source says who says it")
    if _asks(before) and not _asks(after):
        return Violation("question-lost", before.text, "the source asks")
    for word, other in (("would", "will"), ("and", "or"), ("or", "and")):
        if _gives_way(word, other, before, after):
            return Violation("mood-changed", other, f"the source says `{word}`, not `{other}`")
    return None


def asked(line: View, sources: Sequence[View]) -> Violation | None:
    """What the evidence only asks, a line does not tell."""
    if not _asks(line) and all(map(_asks, sources)):
        return Violation("question-lost", line.text, "the evidence only asks")
    return None


def _asks(text: View) -> bool:
    return text.text.rstrip(" \"'”’)").endswith("?")


def _gives_way(word: str, other: str, before: View, after: View) -> bool:
    return word in before.lows and word not in after.lows and other in after.lows and other not in before.lows

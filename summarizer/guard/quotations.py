"""Quotations: what stands between quotation marks, or is protected, comes back word for word; no bracket is lost.

Takes views, gives a violation or None. Pure. Whom a line quotes is for `voices` and `speakers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.document import Span, Violation
from summarizer.facts.quotations import normalise
from summarizer.guard.view import View

_BRACKETS = re.compile(r"[()\[\]{}]")
_NOUN = re.compile(r"\.? ([a-z]{3,})\b")
_CONDITION = re.compile(r",?\s*\b(when|if|unless|until|once|provided|except|without)\b", re.IGNORECASE)
_MARKS = frozenset("\"“”„«»‘’'")
_DOUBLE_MARKS = re.compile(r"[\"“”„«»]")


def changed(before: View, after: View, protected: Sequence[Span]) -> Violation | None:
    kept = normalise(after.text)
    position = end = 0
    for span in sorted(protected or (fact.span for fact in before.facts.of("quotation"))):
        stretch = before.text[slice(*span)]
        words = normalise(stretch)
        inside = span.start < end  # a term within a quotation
        found = kept.find(words, 0 if inside else position)
        if found < 0:
            return Violation("quotation-changed", stretch, f"`{stretch}` is not kept word for word")
        if not inside:
            position, end = found + len(words), span.end
    for span in protected:
        if not _is_marked(before.text, span):
            continue  # a term: the sentence may go on around it
        # A quotation that goes on beyond the sentence has one mark here; nothing may be put outside its other end.
        words = normalise(before.text[slice(*span)])
        if not before.text[span.end :].strip(" .,") and not kept.endswith(words):
            return Violation("quotation-changed", words, f"something was added after the quotation {words}")
        if not before.text[: span.start].strip() and not kept.startswith(words):
            return Violation("quotation-changed", words, f"something was added before the quotation {words}")
    old = Counter(f.value for f in before.facts.of("quotation"))
    new = Counter(f.value for f in after.facts.of("quotation"))
    if old != new:
        words = next(iter((new - old) or (old - new)))
        return Violation("quotation-changed", words, f"what stands in quotation marks differs: {words}")
    if len(_DOUBLE_MARKS.findall(before.text)) != len(_DOUBLE_MARKS.findall(after.text)):
        return Violation("quotation-changed", after.text, "a quotation mark was added or lost")
    return None


def _is_marked(text: str, span: Span) -> bool:
    """Whether a quotation mark stands at either end."""
    ends = text[max(0, span.start - 1) : span.start + 1] + text[max(0, span.end - 1) : span.end + 1]
    return not _MARKS.isdisjoint(ends)


def cut(line: View, sources: Sequence[View]) -> Violation | None:
    """A line does not stop quoting before what the quoted hangs on, `“The pandemic will end” when we want it`, nor
    at what only seems to end a sentence: `“the largest in U.S.” history`.
    """
    for fact in line.facts.of("quotation"):
        words = normalise(fact.value)
        goes_on = _NOUN if words.endswith(("U.S", "U.S.")) else _CONDITION
        for source in sources:
            text = normalise(source.text)
            start = text.find(words)
            found = goes_on.match(text, start + len(words)) if start >= 0 else None
            if found is not None:
                return Violation("quotation-changed", fact.text, f"the quotation goes on: `{found[1]} …`")
    return None


def unpaired(before: View, after: View) -> Violation | None:
    if _unpaired(after.text) > _unpaired(before.text):
        return Violation("bracket-unpaired", after.text, "a bracket has lost its partner")
    return None


def _unpaired(text: str) -> int:
    """Brackets without a partner."""
    opened = lone = 0
    for mark in _BRACKETS.findall(text):
        if mark in "([{":
            opened += 1
        elif opened:
            opened -= 1
        else:
            lone += 1
    return opened + lone

"""Stretches inside quotation marks.

Takes a text; gives facts whose value is the quoted words with plain spacing and marks. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.facts.base import Fact

_OPENING = {"“": "”", "„": "”“", "«": "»", "‹": "›"}
_SINGLE = re.compile(r"(?<!\w)['‘](?=\S)(?:[^'‘’\n]|(?<=\w)['’](?=\w))+?(?<=\S)['’](?!\w)")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...", "\u00a0": " "}
)
_EDGES = " \t\n,.;:!?\"'-–—"


def normalise(text: str) -> str:
    """Quoted words to compare by: one space between words, straight marks, no punctuation at the ends."""
    plain = " ".join(text.translate(_PLAIN).split())
    return re.sub(r"\s+([,.;:!?)])", r"\1", plain).strip(_EDGES)


def spans(text: str) -> Iterator[Span]:
    """The quoted stretches without their marks, outermost only, in order; one that is never closed is left
    out.
    """
    start = None
    closers = ""
    position = 0
    while position < len(text):
        mark = text[position]
        if start is None:
            if mark == '"':
                start, closers = position + 1, '"”“'
            elif mark in _OPENING:
                start, closers = position + 1, _OPENING[mark] + '"'
            elif (
                mark == "”"
                and (position == 0 or text[position - 1].isspace())
                and text[position + 1 : position + 2].isalnum()
            ):
                start, closers = position + 1, '”"'
            elif mark in "'‘" and (single := _SINGLE.match(text, position)) and _is_quotation(single.group()):
                yield Span(single.start() + 1, single.end() - 1)
                position = single.end()
                continue
        elif mark in closers:
            yield Span(start, position)
            start = None
        position += 1


def _is_quotation(single: str) -> bool:
    """`'bail-out'` yes; a plural's apostrophe that happens to meet another (`'s voters'`) no."""
    return len(single) > 3


def find(text: str) -> list[Fact]:
    return [
        Fact("quotation", normalise(text[slice(*span)]), text[slice(*span)], span)
        for span in spans(text)
        if normalise(text[slice(*span)])
    ]

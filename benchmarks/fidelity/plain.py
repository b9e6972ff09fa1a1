"""A fact extractor of its own, as crude as it can be, so that it shares no blind spot with the guard's.

Takes a text, gives multisets of strings. Pure. It compares digits and capitals letter by letter; number
words, units and sentence starts are beyond it, which is why its findings are read by a person.
"""

from __future__ import annotations

import re
from collections import Counter

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»“]")
_CAPITAL = re.compile(r"(?<![\w’'])[A-ZÀ-ÖØ-ÞĀ-Ž][\w]*(?:\.[A-Z]\.?)*(?:[-‑][A-Z]\w+)*")
_CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


def numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"(?<=\d),(?=\d{3})", "", m) for m in _DIGITS.findall(text))


def dates(text: str) -> Counter[str]:
    return Counter(_CALENDAR.findall(text))


def quotations(text: str) -> Counter[str]:
    return Counter(" ".join(re.findall(r"\w+", m.lower())) for m in _QUOTED.findall(text))


def names(text: str) -> Counter[str]:
    """Capitalised words that do not open a sentence, a quotation or a bracket."""
    found: Counter[str] = Counter()
    for match in _CAPITAL.finditer(text):
        before = text[: match.start()].rstrip(" \t")
        if before and before[-1] not in ".!?:;\"“”„«»([{-–—•*…\n'‘’" and len(match.group()) > 1:
            found[match.group()] += 1
    return found


def words(text: str) -> frozenset[str]:
    """Every word in small letters, possessive and hyphens apart: where a name may stand in any case."""
    return frozenset(re.findall(r"\w+", text.lower()))


def pieces(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())

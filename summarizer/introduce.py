"""Full names where a line has the first bare surname: `Arestovich said` becomes `Alexey Arestovich said`.

Takes a line, the sentences of its article up to its own and the lines before it; gives the line and the sentence
that has the full name. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.facts import lexicon
from summarizer.facts.names import CAPITAL, HONORIFICS
from summarizer.facts.persons import is_bare, may_be_surname

_NAME = rf"{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?"
_BARE = re.compile(rf"(?<![\w.’'-]){_NAME}(?![\w-])")
_TITLE = re.compile(r"\.\s+$")
"""`Sen.` before a name."""
_MORE_NAME = re.compile(rf"\s+{CAPITAL}")
_OFFICE_BEHIND = frozenset(("by", "that", "when", "while", "after"))
"""What may stand before an office and its holder: in `adviser to the Ukrainian President Alexey Arestovich` it is
another's.
"""
_MOST_OFFICE = 3
"""Words of an office, at most: `German Chancellor`."""


class Introduced(NamedTuple):
    """A line with a full name, and the index of the sentence that has it."""

    text: str
    sentence: int


def introduced(line: str, sentences: Sequence[str], shown: Sequence[str]) -> Introduced | None:
    """The line with its first bare surname in full, as a sentence before it has it; None where it has none such.

    `sentences` are those of the article before the line's own, `shown` the lines before it.
    """
    for match in _BARE.finditer(line):
        name, before, behind = match[0], line[: match.start()], line[match.end() :]
        is_told = any(re.search(rf"\b{name}\b", text) for text in (*shown, before))
        is_part = _TITLE.search(before) or _MORE_NAME.match(behind) or not is_bare(line, match.start())
        if is_told or is_part or not may_be_surname(name):
            continue
        if (found := _full(name, sentences)) is not None:
            return Introduced(before + found.text + behind, found.sentence)
    return None


def _full(surname: str, sentences: Sequence[str]) -> Introduced | None:
    """The full name and its sentence, where all sentences that have one have the same."""
    pattern = re.compile(rf"(?<![\w.’'-])(?P<first>{_NAME}) {re.escape(surname)}(?![\w-])")
    found: Introduced | None = None
    for number, sentence in enumerate(sentences):
        for match in pattern.finditer(sentence):
            if not _may_be_first(match["first"]):
                continue
            if found is not None and not found.text.endswith(match[0]):
                return None  # two people of one name
            if found is None:
                found = Introduced(_office(sentence[: match.start()]) + match[0], number)
    return found


def _may_be_first(word: str) -> bool:
    low = word.lower()
    places = lexicon.aliases("places")
    return may_be_surname(word) and low not in HONORIFICS | lexicon.classes()["person"] and low not in places


def _office(before: str) -> str:
    """The office right before a name, as `German Chancellor `; empty where none surely is the name's."""
    words = before.split()
    office: list[str] = []
    while words and len(office) < _MOST_OFFICE and re.fullmatch(rf"{CAPITAL}[\w.-]*", words[-1]):
        office.insert(0, words.pop())
    is_office = bool(office) and office[-1].lower() in lexicon.classes()["person"]
    stands = not words or (words[-1].lower() in _OFFICE_BEHIND)
    return " ".join((*office, "")) if is_office and stands else ""

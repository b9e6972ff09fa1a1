"""Harmless rewordings: another form of the same words, and human post-edits that keep every plain fact.

Takes texts and pairs, gives pairs that mean the same. Pure.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.fidelity import plain

Reworder = Callable[[str], str | None]


def _swap(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Reworder:
    compiled = re.compile(pattern)

    def apply(text: str) -> str | None:
        changed = compiled.sub(new, text, count=1)
        return changed if changed != text else None

    return apply


def _outside_quotes(reworder: Reworder) -> Reworder:
    def apply(text: str) -> str | None:
        return None if re.search(r"[“”\"„«»]|['‘][^'’]{2,}['’]", text) else reworder(text)

    return apply


def _grouping(match: re.Match[str]) -> str:
    return f"{int(match.group()):,}"


def _front_to_back(text: str) -> str | None:
    """`On Monday, prices rose.` -> `Prices rose on Monday.`"""
    match = re.fullmatch(
        r"((?:On|In|At) [\w ]{3,30}), ((?:[Tt]he|a|an|his|her|they|he|she|it|there) [^,;:]+)\.", text
    )
    if match is None:
        return None
    front, rest = match.groups()
    return f"{rest[0].upper()}{rest[1:]} {front[0].lower()}{front[1:]}."


_SMALL = "two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "January|February|April|June|July|August|October|November|December"
_NO_MONTH_BEFORE = r"(?<!(?:ary|rch|ril|May|une|uly|ust|ber|No\.|and) )"
_HELPERS = "do|does|did|is|was|were|are|has|have|had|would|could|should"
REWORDERS: dict[str, Reworder] = {
    name: _outside_quotes(reworder)
    for name, reworder in {
        "contraction opened": _swap(rf"\b({_HELPERS})n['’]t\b", r"\1 not"),
        "contraction made": _swap(rf"\b({_HELPERS}) not\b", r"\1n't"),
        "number in words": _swap(
            r"(?<![\d.,:$€£/-])" + _NO_MONTH_BEFORE + r"\b(?:[2-9]|1[0-2]) (?=[a-z]{3})",
            lambda m: _SMALL[int(m.group()) - 2] + " ",
        ),
        "number in digits": _swap(
            rf"(?<!-)\b(?:{'|'.join(_SMALL)}) (?=[a-z]{{4}})", lambda m: f"{_SMALL.index(m.group().strip()) + 2} "
        ),
        "percent spelt": _swap(r"(?<=\d) ?%(?= [a-z])", " percent"),
        "percent sign": _swap(r"(?<=\d) (?:percent|per cent)\b", "%"),
        "grouping": _swap(r"(?<![\d.,:-])(?:[1-9]\d{4,5})(?![\d.,:-])", _grouping),
        "month cut": _swap(r"\b(Jan|Feb|Aug|Oct|Nov|Dec)(?:uary|ruary|ust|ober|ember)(?= \d)", r"\1."),
        "day before month": _swap(rf"\b({_MONTHS}) (\d{{1,2}})(?![\d,]|st|nd|rd|th)", r"\2 \1"),
        "acronym dotted": _swap(r"\bUS\b", "U.S."),
        "acronym plain": _swap(r"\bU\.S\.(?= [a-z])", "US"),
        "over": _swap(r"\bmore than (?=\d)", "over "),
        "more than": _swap(r"\bover (?=\d+ (?:million|billion|thousand|people))", "more than "),
        "around": _swap(r"\babout (?=\d)", "around "),
        "while": _swap(r"(?<=, )while\b", "whereas"),
        "also": _swap(r"\balso ", ""),
        "that put in": _swap(r"\b(said|says|added|stressed) (?=(?:the|he|she|they|it)\b)", r"\1 that "),
        "that left out": _swap(r"\b(said|says|added) that (?=(?:the|he|she|they|it)\b)", r"\1 "),
        "in order to": _swap(r"\bin order to\b", "to"),
        "due to": _swap(r"\bdue to\b", "because of"),
        "the fact that": _swap(r"\bdue to the fact that\b", "because"),
        "carry out": _swap(r"\bcarr(?:y|ied) out an? (?=[a-z]+ion\b)", "conduct a "),
        "article put in": _swap(
            r"\b(in|of|to) (?=(?:government|country|president|city|region|ministry)\b)", r"\1 the "
        ),
        "article left out": _swap(r"\bthe (?=[a-z]+s (?:are|were|have)\b)", ""),
        "british spelling": _swap(r"\b([a-z]{4,})ize(d?)\b", r"\1ise\2"),
        "front to back": _front_to_back,
        "might": _swap(r"\bmay (?=(?:be|have|not)\b)", "might "),
        "has": _swap(r"\b(he|she|it) ([a-z]{4,}ed)\b", r"\1 has \2"),
        "start": _swap(r"\bbegan\b", "started"),
        "large": _swap(r"\bbig\b", "large"),
        "purchase": _swap(r"\bpurchased\b", "bought"),
        "however": _swap(r"^But (?=[a-z])", "However, "),
        "people who": _swap(r"\bthose who\b", "people who"),
        "cannot": _swap(r"\b(?:is|are) unable to\b", "cannot"),
        "commas": _swap(r", (and|but) ", r" \1 "),
        "tense": _swap(r"\b(says)\b", "said"),
    }.items()
}

_LEAST_ALIKE = 0.7
"""Share of words that a human pair must have in common, in order, to be a rewording and no new translation."""
_TELLING = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot|unable|"
    r"may|might|could|must|should|alleged\w*|reported\w*|"
    r"possib\w*|probab\w*|perhaps|appear\w*|seem\w*|likely|suspect\w*|claim\w*|accus\w*|potential\w*|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|half|twice|double|"
    r"hundreds?|thousands?|millions?|billions?|"
    r"more|less|most|least|fewer|over|under|about|around|nearly|almost|"
    r"he|him|his|she|her|we|us|our|i|my|you|your|they|them|their)\b|n['’]t\b|[$€£%]|per ?cent",
    re.IGNORECASE,
)


def is_rewording(before: str, after: str) -> bool:
    """Whether two human texts say the same as far as plain eyes can tell: figures, capitals, telling words,
    quotation marks.
    """
    left, right = before.split(), after.split()
    if before == after or len(left) < 6:
        return False
    if plain.numbers(before) != plain.numbers(after) or plain.dates(before) != plain.dates(after):
        return False
    mine = {w.lower() for w in re.findall(r"(?<![\w’'])[A-Z]\w+", before)}
    theirs = {w.lower() for w in re.findall(r"(?<![\w’'])[A-Z]\w+", after)}
    if not (mine <= plain.words(after) and theirs <= plain.words(before)):
        return False
    if sorted(m.lower() for m in _TELLING.findall(before)) != sorted(m.lower() for m in _TELLING.findall(after)):
        return False
    if plain.quotations(before) != plain.quotations(after) or before.count('"') != after.count('"'):
        return False
    return _alike(left, right) >= _LEAST_ALIKE


def _alike(left: Sequence[str], right: Sequence[str]) -> float:
    """Twice the longest common subsequence over both lengths."""
    row = [0] * (len(right) + 1)
    for a in left:
        previous = 0
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], previous + 1 if a == b else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(left) + len(right))


def reword(text: str, rng: random.Random) -> tuple[str, str] | None:
    """The name of a rewording and the text after it, chosen among those that have a place in the text."""
    names = list(REWORDERS)
    rng.shuffle(names)
    for name in names:
        changed = REWORDERS[name](text)
        if changed is not None:
            return name, changed
    return None

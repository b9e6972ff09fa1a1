"""Which sentences of the article a summary line or a headline stands on, found by alignment.

Takes a line and the article's segments as (id, text) pairs; gives their ids and a support score. Pure.

Each content word of the line weighs what it tells: its inverse document frequency within the article, names
and numbers double. Sentences are chosen greedily, each for the weight it adds, as few as carry the line
(greedy weighted set cover); where two add the same, the earlier one stands. Support is the share of the
line's weight that the chosen ones carry.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.facts import Facts, content_stems, extract, stem

LEAST_SUPPORT = 0.5
"""Share of a line's weight that its evidence must carry; below, the line stands on nothing."""
_LEAST_GAIN = 0.12
"""Share of the line's weight that a further sentence must add to be named; about one telling word of a line
of ten.
"""
MOST_SENTENCES = 3
_ARTICLES = 8
"""Whose sentences are kept as words: all lines of an article are compared with the same ones."""
_FACT_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """`ids` are in the article's order and empty where the line is not supported; `support` is 0 to 1
    either way.
    """

    ids: tuple[int, ...]
    support: float


def find(line: str, segments: Sequence[tuple[int, str]]) -> Evidence:
    """The fewest segments that carry `line`, and how well they do."""
    bags = _bags(tuple(text for _, text in segments))
    spread = Counter(word for bag in bags for word in bag)
    facts = _fact_keys(extract(line))
    weights = {
        word: math.log1p(len(segments) / (spread[word] + 0.5)) * (_FACT_WEIGHT if word in facts else 1.0)
        for word in _bag(line)
    }
    total = sum(weights.values())
    if not total or not segments:
        return Evidence((), 0.0)
    missing = dict(weights)
    chosen: list[int] = []
    while missing and len(chosen) < MOST_SENTENCES:
        gains = [sum(weight for word, weight in missing.items() if word in bag) for bag in bags]
        best = max(range(len(bags)), key=lambda n: (gains[n], -n))
        if gains[best] <= 0 or (chosen and gains[best] < _LEAST_GAIN * total):
            break
        chosen.append(best)
        missing = {word: weight for word, weight in missing.items() if word not in bags[best]}
    support = 1 - sum(missing.values()) / total
    if support < LEAST_SUPPORT:
        return Evidence((), round(max(support, 0.0), 3))
    return Evidence(tuple(segments[n][0] for n in sorted(chosen)), round(min(support, 1.0), 3))


@lru_cache(maxsize=_ARTICLES)
def _bags(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(map(_bag, texts))


@lru_cache(maxsize=1024)
def _bag(text: str) -> frozenset[str]:
    """What a text tells, as comparable words: stems of its content words, values of its facts."""
    return frozenset(content_stems(text)) | _fact_keys(extract(text))


def _fact_keys(facts: Facts) -> frozenset[str]:
    numbers = {f"{f.kind}:{f.value}" for f in facts.of("number", "date", "time")}
    return frozenset(numbers | {stem(word.lower()) for f in facts.of("name") for word in f.value.split()})

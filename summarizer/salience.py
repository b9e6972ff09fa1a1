"""How much of an article each of its sentences carries.

Takes sentences, gives weights and a digest that fits a model's window. Touches nothing, loads nothing.
The weight is the cosine of a sentence's tf-idf vector and the article's (Radev et al. 2004, "Centroid-based
summarization of multiple documents"), with a prior for position, since news puts what matters first. A sentence
that says its words twice, as machine translation makes them, loses in proportion.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LEAD_BONUS = 1.0
"""What the first sentence gains over a late one of the same content."""
LEAD_DECAY = 4.0
"""Sentences after which the lead's bonus has fallen to a half."""
LONGEST_TOKEN = 16
"""Characters: a vocabulary's longest pieces, so that no more than this a token need be counted."""
SHORT = 6
"""Words; a shorter sentence is seldom worth quoting and its cosine flatters it."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*")
_STOPWORDS = frozenset(
    "the and for that with was were are has have had his her its their they them this those these from but not "
    "you she who which will would said say says been than when what where while about after before into over "
    "more also can could there our out all one two any some such other only then just may might most".split()
)


def words(text: str) -> list[str]:
    """The content words of a text in lower case; numbers count."""
    return [w for w in _WORD.findall(text.lower()) if w not in _STOPWORDS]


def topics(sentences: Sequence[str], count: int) -> frozenset[str]:
    """The content words that an article uses most; of those used as often, the earlier ones."""
    used = Counter(word for sentence in sentences for word in words(sentence))
    return frozenset(word for word, _ in used.most_common(count))


def weigh(sentences: Sequence[str]) -> list[float]:
    """One weight a sentence, in order; comparable within an article only."""
    bags = [Counter(words(s)) for s in sentences]
    frequency = Counter(word for bag in bags for word in bag)
    rarity = {word: math.log(1 + len(bags) / n) for word, n in frequency.items()}
    vectors = [{w: n * rarity[w] for w, n in bag.items()} for bag in bags]
    norms = [_norm(vector) or 1.0 for vector in vectors]
    centroid: defaultdict[str, float] = defaultdict(float)
    for vector, norm in zip(vectors, norms, strict=True):
        for word, value in vector.items():
            centroid[word] += value / norm
    centre = _norm(centroid) or 1.0
    weights = []
    for position, (sentence, bag, vector, norm) in enumerate(zip(sentences, bags, vectors, norms, strict=True)):
        cosine = sum(value * centroid[word] for word, value in vector.items()) / (norm * centre)
        whole = 1.0 if len(sentence.split()) >= SHORT else 0.5
        weight = cosine * whole + LEAD_BONUS / (1 + position / LEAD_DECAY)
        weights.append(weight * (len(bag) / bag.total() if bag else 1.0))
    return weights


def overlap(a: str, b: str) -> float:
    """The share, 0 to 1, of the shorter text's content words that the other one has too."""
    first, second = set(words(a)), set(words(b))
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


@dataclass(frozen=True, slots=True)
class Digest:
    """What a model is shown of an article."""

    text: str
    indices: tuple[int, ...]
    """The sentences it is made of, by index, in order."""
    chunks: int
    """How many windows the whole article would have filled."""


def opening(sentences: Sequence[str], count_tokens: Callable[[str], int], budget: int) -> str:
    """The first sentences that fit into `budget` tokens; the first one is cut between words where it does not."""
    chosen: list[str] = []
    room = budget
    for sentence in sentences:
        room -= count_tokens(sentence)
        if room < 0:
            break
        chosen.append(sentence)
    if not chosen and sentences:
        return _cut(sentences[0], count_tokens, budget)
    return " ".join(chosen)


def digest(sentences: Sequence[str], count_tokens: Callable[[str], int], budget: int) -> Digest:
    """The sentences that carry the article and fit into `budget` tokens.

    A text that fits is shown whole, as one chunk. A longer one is cut into chunks of about the budget; the
    opening keeps half of the room and the chunks share the rest, each giving what it carries best.
    """
    sizes = [count_tokens(s) for s in sentences]
    if sum(sizes) <= budget:
        return Digest(" ".join(sentences), tuple(range(len(sentences))), 1)

    chosen: set[int] = set()
    room = budget
    for index, size in enumerate(sizes):
        if room - size < budget // 2:
            break
        chosen.add(index)
        room -= size
    chunk_of = _chunks(sizes, budget)
    chunks = chunk_of[-1] + 1
    share = math.ceil(room / chunks)
    given: Counter[int] = Counter()
    weights = weigh(sentences)
    by_weight = sorted(range(len(sentences)), key=lambda i: -weights[i])
    for fair in (True, False):  # first a share for each chunk, then whatever still fits
        for index in by_weight:
            chunk = chunk_of[index]
            if index in chosen or sizes[index] > room or (fair and given[chunk] >= share):
                continue
            chosen.add(index)
            given[chunk] += sizes[index]
            room -= sizes[index]
    indices = tuple(sorted(chosen))
    text = " ".join(sentences[i] for i in indices) if indices else _cut(sentences[0], count_tokens, budget)
    return Digest(text, indices or (0,), chunks)


def _cut(sentence: str, count_tokens: Callable[[str], int], budget: int) -> str:
    """As many whole words from the start as fit; a token is at least a character, so the search is bounded."""
    tokens = sentence[: budget * LONGEST_TOKEN].split()
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_tokens(" ".join(tokens[:middle])) <= budget else (low, middle - 1)
    return " ".join(tokens[:low])


def _chunks(sizes: Sequence[int], budget: int) -> list[int]:
    """The chunk, from 0, that each sentence falls into when the text is cut every `budget` tokens."""
    result, filled, chunk = [], 0, 0
    for size in sizes:
        if filled and filled + size > budget:
            chunk, filled = chunk + 1, 0
        filled += size
        result.append(chunk)
    return result


def _norm(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(v * v for v in vector.values()))

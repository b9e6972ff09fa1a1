"""How far a headline strays from its sentence: what it passes over on its way, and where it turns back.

Takes texts, gives numbers. Pure. A model puts together what stands apart: `Ambassador charged`, of whoever
attacked him. Of 251 headlines that the article carries, as the guard sees it, editors found 2 in 100 false where
this is below 10 words, 13 up to 30, 28 beyond: area under the curve 0.77, of the model's own likelihood 0.51.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from summarizer.facts import lexicon, stem, tokenize

BACK = 10
"""What a step back costs, beside the words on its way."""
UNSAID = 20
"""What a word costs that the sentence does not have in any form."""
MOST_CHARACTERS = 4_000
"""Of a sentence that are read: on a longer one the guard lets no headline stand, and each word of a text without
sentence ends would be compared with all its others.
"""


def least_detour(line: str, sentences: Iterable[str]) -> int:
    """The detour from the sentence that the line strays from least."""
    return min((detour(line, sentence) for sentence in sentences), default=0)


def detour(line: str, sentence: str) -> int:
    """In words of the sentence, those that are passed over from its first one on, where the words of the line with
    content are read off it one after the other, from the places where that costs least.
    """
    places = _places(sentence)
    costs = {-1: 0}  # of having come to each place
    for token in tokenize(line):
        if token.kind == "mark" or token.low in lexicon.words("stop"):
            continue
        there = places.get(stem(token.low))
        if there is None:
            costs = {place: cost + UNSAID for place, cost in costs.items()}
        else:
            costs = {to: min(cost + _way(place, to) for place, cost in costs.items()) for to in there}
    return min(costs.values())


def _way(place: int, to: int) -> int:
    return to - place - 1 if to > place else BACK + place - to


@lru_cache(maxsize=2048)
def _places(sentence: str) -> Mapping[str, Sequence[int]]:
    """By the stem of a word where it stands, in words."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(token for token in tokenize(sentence[:MOST_CHARACTERS]) if token.kind != "mark"):
        places[stem(token.low)].append(place)
    return places

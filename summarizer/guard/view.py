"""One text as the guard sees it: its tokens, facts, words and stems, worked out once and kept.

Takes a text, gives a frozen `View`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from summarizer.facts import Facts, Token, content_stems, extract, lexicon, stem, tokenize
from summarizer.facts.function_words import ARTICLES
from summarizer.facts.names import key

WORDS = ("word", "mixed", "acronym")
"""Kinds of tokens that are words."""
PERSONS = {
    word: person
    for person, words in {
        "i": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours yourself",
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "they": "they them their theirs themselves",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class View:
    text: str
    tokens: tuple[Token, ...]
    facts: Facts
    keys: frozenset[str]
    """Every word as a name would be compared: `US` and `us` are two."""
    lows: tuple[str, ...]
    running: str
    """Those, a blank apart; within one too there may be some: `s&p 500`."""
    stems: tuple[str, ...]
    """A stem a token; a mark stands for itself."""
    all_stems: frozenset[str]
    content: tuple[str, ...]
    """Stems of the words with content, in order."""
    names: tuple[tuple[str, ...], ...]
    """The words of each name."""
    name_words: frozenset[str]
    persons: frozenset[str]

    def place_at(self, offset: int) -> int:
        """Of the token that has the character at `offset` of `running`, or the blank behind it."""
        ends = accumulate(len(low) + 1 for low in self.lows)
        return sum(end <= offset for end in ends)


@lru_cache(maxsize=2048)
def view(text: str) -> View:
    tokens = tokenize(text)
    facts = extract(text)
    names = tuple(tuple(fact.value.split()) for fact in facts.of("name"))
    words = [t for t in tokens if t.kind != "mark"]
    lows = tuple(t.low for t in tokens)
    stems = tuple(map(stem, lows))
    name_words = frozenset(word for name in names for word in name)
    return View(
        text=text,
        tokens=tokens,
        facts=facts,
        keys=frozenset(key(t) for t in words) | name_words,
        lows=lows,
        running=" ".join(lows),
        stems=stems,
        all_stems=frozenset(stems),
        content=content_stems(text),
        names=names,
        name_words=name_words,
        persons=frozenset(_persons(words)),
    )


def _persons(words: list[Token]) -> Iterator[str]:
    """Who is spoken of; `am` speaks of `i` by itself, where a language that leaves pronouns out was translated."""
    previous = ""
    for word in words:
        if word.low in PERSONS and word.kind == "word" and word.text not in ("US", "IT"):
            yield PERSONS[word.low]
        elif word.text == "am" and not previous[-1:].isdigit():  # not `at 10 am`
            yield "i"
        previous = word.text


STATES = {"US": "America", "UK": "Britain"}
"""States that news writes with their initials, as their adjectives have it."""
_CONTINENT = re.compile(r"\b(?:north|south|latin|central) americ")


def place(word: str) -> str:
    """`kazakh`, `kazakhs` and `kazakhstan` are one place."""
    return lexicon.aliases("places").get(word, word).lower() if not word.isupper() else word


def has_name(text: View, word: str) -> bool:
    """Whether a name's word stands in `text`, in whatever case news may set it.

    `Nato` is `NATO` and `karachi` is `Karachi`, but `us` is not `US`.
    """
    if word in text.keys:
        return True
    if word in STATES:
        return not _CONTINENT.search(text.running) and STATES[word].lower() in set(map(place, text.name_words))
    if word.isupper():
        low = word.lower()
        is_known = len(low) > 2 or word in lexicon.long_forms().values()  # `eu`
        return is_known and not lexicon.is_ordinary(low) and low in text.lows
    if word.upper() in text.keys and (len(word) > 2 or not lexicon.is_ordinary(word)):
        return True
    if word not in lexicon.aliases("places"):
        return False
    states = {STATES[name].lower() for name in text.name_words if name in STATES}
    return place(word) in states | set(map(place, text.name_words))


def bears_name(text: View, word: str) -> bool:
    """Whether a name's word stands in `text`, or the name that it abbreviates: `ECB`, `European Central Bank`."""
    if has_name(text, word):
        return True
    initials = "".join(t.text[0] for t in text.tokens if t.capital and t.kind == "word")
    return word.isupper() and len(word) > 2 and word in initials


def as_spelt(text: View, word: str) -> str:
    """The name that a name's word belongs to, as the text spells it."""
    return next((fact.text for fact in text.facts.of("name") if word in fact.value.split()), word)


def word_of(own: str, *texts: View) -> str:
    """The first word with the stem `own`, as the texts have it: what an editor is shown."""
    words = (
        token.text for text in texts for token, other in zip(text.tokens, text.stems, strict=True) if other == own
    )
    return next(words, own)


def places_by_start(text: View) -> dict[int, int]:
    """The place of each token by where it begins in the text, as the span of a fact has it."""
    return {token.span.start: i for i, token in enumerate(text.tokens)}


def stand_close(text: View, left: str, right: str, reach: int) -> bool:
    """Whether two words of a name stand at most `reach` tokens apart, other articles not counted.

    So `City of the New York` is near enough to `New York City`.
    """
    pair = (left.lower(), right.lower())
    told = (low for low in text.lows if low not in ARTICLES or low in pair)
    lows = [low.replace("-", "") for low in told]  # `MS-21` is compared as `ms21`
    return any(low == pair[0] and pair[1] in lows[max(0, i - reach) : i + reach + 1] for i, low in enumerate(lows))


def alike(left: str, right: str) -> bool:
    """Whether two stems are one word in two spellings or forms: `organis`/`organiz`, `invest`/`investig` is
    no pair.
    """
    if left == right:
        return True
    longer = max(len(left), len(right))
    if longer < 5 or abs(len(left) - len(right)) > 3 or left[0] != right[0]:
        return False
    head = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        head += 1
    tail = 0
    for a, b in zip(reversed(left[head:]), reversed(right[head:]), strict=False):
        if a != b:
            break
        tail += 1
    return head + tail >= 0.75 * longer


def carried(words: frozenset[str], word: str) -> bool:
    return word in words or any(alike(word, other) for other in words)


NEAR = 3
"""Content words on each side of a name or number that tell what is said of it."""


def near(text: View, start: int, end: int, reach: int = NEAR) -> frozenset[str]:
    """Stems of the content words on both sides of the stretch `start:end` of characters, not over a
    clause's end.
    """
    stop = lexicon.words("stop")
    before: list[str] = []
    after: list[str] = []
    for i, token in enumerate(text.tokens):
        if token.kind == "mark" and token.low in ";:—–.?!":
            if token.span.end <= start:
                before.clear()
            elif token.span.start >= end:
                break
        if token.kind not in WORDS or token.low in stop:
            continue
        if token.span.end <= start:
            before.append(text.stems[i])
        elif token.span.start >= end:
            after.append(text.stems[i])
    return frozenset(before[-reach:] + after[:reach])

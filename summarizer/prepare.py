"""Before rewriting: which sentences the model may touch, their doubts settled, and how sure it is of them.

Takes repaired segments, an engine and the guard as a function; gives the segments as the model is to see them.
Touches nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer import noise
from summarizer.document import Level, Repaired, Segment, Span
from summarizer.doubts import Check, doubts, settle, weigh
from summarizer.doubts.base import Doubt
from summarizer.engines.base import Engine, Noise
from summarizer.facts import content_words
from summarizer.facts.misrendered import marks
from summarizer.prompts import Prompt

MIN_WORDS = 4
"""Shorter sentences give the model too little to go by; most are complete as they are."""
MAX_WORDS = 90
"""Longer ones are beyond what the model was trained on: run-on lists, a whole article on one line."""
MIN_OPEN_SHARE = 0.25
"""A sentence of which less than this lies outside quotations is left to its speaker."""
SPARE_TOKENS = 16
"""Room, in tokens, for the prompt's own words and the end mark."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A segment as the model is to see it."""

    item: Repaired
    """With its doubts settled."""
    protected: Sequence[Span]
    """The stretches of its text that the model must leave alone."""
    is_open: bool
    """Whether the model may touch it."""
    copied: tuple[float, ...] = ()
    """The logarithm of P of each piece of its text, as it stands; empty where the model was not asked."""
    loudness: float = 0.0
    """Of its article, 0 to 1."""
    stillness: float = 0.0
    """Likewise: whether it is long and without noise."""
    strangeness: float = 0.0
    """Likewise: whether it is long and shows nothing of the noise that the model has learnt."""
    familiar: frozenset[str] = frozenset()
    """The lower-case words that its article says in several sentences: where they are English, no slips."""


def prepare(
    repaired: Sequence[Repaired],
    protected: Sequence[Sequence[Span]],
    engine: Engine,
    prompt: Prompt,
    level: Level,
    check: Check,
    article_of: Sequence[int] | None = None,
) -> list[Ready]:
    """One for each segment, in order; `article_of` gives a number that those of one article share.

    How far the model may be against a guess goes by the noise of the article, and what was mended is part of that:
    so doubts are settled as in a quiet article first. The doubts that only a louder article would settle than this
    one can be are not weighed.
    """
    owners = article_of or range(len(repaired))
    familiar = _familiar(repaired, owners)
    ready = [
        Ready(item, closed, _is_open(item, closed, engine), familiar=familiar[owner])
        for item, closed, owner in zip(repaired, protected, owners, strict=True)
    ]
    rewriting = engine.spec.rewriting
    if rewriting is None:
        return ready
    numbers = [i for i, each in enumerate(ready) if each.is_open]
    opened = _Opened(
        {i: repaired[i] for i in numbers},
        [owners[i] for i in numbers],
        [_marks(repaired[i].segment) for i in numbers],
        rewriting.noise.get(level),
    )
    texts = {i: item.text for i, item in opened.items.items()}
    copied = _scores_as_they_stand(texts, engine, prompt, rewriting.prefix)
    found = {i: doubts(text, protected[i]) for i, text in texts.items()}
    asked = _worth_asking(found, opened, copied, engine)
    weighed = weigh(asked, texts, copied, engine, prompt, rewriting.prefix)

    settled = {i: settle(repaired[i], protected[i], weighed[i], 0.0, check) for i in numbers}
    noises = opened.noises(copied, {i: noise.mended_words(each.repaired) for i, each in settled.items()})
    loud, still, strange = opened.loudness(noises), opened.stillness(noises), opened.strangeness()
    settled |= {i: settle(repaired[i], protected[i], weighed[i], loud[i], check) for i in numbers if loud[i]}
    changed = {i: each.repaired.text for i, each in settled.items() if each.repaired.text != texts[i]}
    copied |= _scores_as_they_stand(changed, engine, prompt, rewriting.prefix)
    for i, each in settled.items():
        ready[i] = replace(
            ready[i],
            item=each.repaired,
            protected=each.protected,
            copied=copied[i],
            loudness=loud[i],
            stillness=still[i],
            strangeness=strange[i],
        )
    return ready


@dataclass(frozen=True, slots=True)
class _Opened:
    """The segments that the model may touch, by their numbers."""

    items: Mapping[int, Repaired]
    owners: Sequence[int]
    """The article of each, in the same order."""
    marks: Sequence[int | None]
    """The marks of a translation by rules of each."""
    bounds: Noise | None
    """Between which noise of its article the model is trusted more and more."""

    def noises(self, copied: Mapping[int, Sequence[float]], mended: Mapping[int, int]) -> list[float | None]:
        """Of each, in nats a token; None of a title, whose English is its own and tells nothing of the noise."""
        return [
            noise.heard(copied[i], mended[i]) if item.segment.kind == "sentence" else None
            for i, item in self.items.items()
        ]

    def loudness(self, noises: Sequence[float | None]) -> dict[int, float]:
        return dict(zip(self.items, noise.loudness(noises, self.owners, self.bounds), strict=True))

    def stillness(self, noises: Sequence[float | None]) -> dict[int, float]:
        return dict(zip(self.items, noise.stillness(noises, self.owners, self.bounds), strict=True))

    def translated(self) -> dict[int, float]:
        """Whether its article shows by its words that it is a translation by rules, 0 to 1."""
        return dict(zip(self.items, noise.translated(self.marks, self.owners), strict=True))

    def strangeness(self) -> dict[int, float]:
        """Whether it shows that it is none."""
        return dict(zip(self.items, noise.strangeness(self.marks, self.owners), strict=True))


def _familiar(repaired: Sequence[Repaired], owners: Sequence[int]) -> dict[int, frozenset[str]]:
    """Of each article, by its number, the words with content that it says in several segments."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for item, owner in zip(repaired, owners, strict=True):
        counts[owner].update({word.low for word in content_words(item.segment.original)})
    return {owner: frozenset(low for low, count in words.items() if count > 1) for owner, words in counts.items()}


def _marks(segment: Segment) -> int | None:
    """Of a segment as it came, since a repair takes some away; None of a title, as for noise."""
    return marks(segment.original) if segment.kind == "sentence" else None


def _worth_asking(
    found: Mapping[int, Sequence[Doubt]], opened: _Opened, copied: Mapping[int, Sequence[float]], engine: Engine
) -> dict[int, list[Doubt]]:
    """What is left of the doubts by all that is known before the model is asked: of each article how loud it can be
    at most, with every misspelling mended, and whether it is a translation by rules.
    """
    mended = {
        i: noise.mended_words(item) + sum(doubt.kind == "spelling" for doubt in found[i])
        for i, item in opened.items.items()
    }
    most, translated = opened.loudness(opened.noises(copied, mended)), opened.translated()

    def left(i: int, doubt: Doubt) -> Doubt | None:
        if doubt.of_translations and most[i]:
            doubt = doubt.with_fluency(opened.items[i].text, engine.fluency, translated[i])
        if doubt.of_writers:
            doubt = doubt.as_translated(translated[i])
        return doubt.within_reach(most[i])

    return {i: [doubt for each in doubts_of if (doubt := left(i, each))] for i, doubts_of in found.items()}


def _scores_as_they_stand(
    texts: Mapping[int, str], engine: Engine, prompt: Prompt, prefix: str
) -> dict[int, tuple[float, ...]]:
    """How likely the model finds each piece of some sentences as they stand, by the sentence's number."""
    prompts = [prompt.fill(sentence=text) for text in texts.values()]
    return dict(zip(texts, engine.score(prompts, list(texts.values()), prefix), strict=True))


def _is_open(item: Repaired, protected: Sequence[Span], engine: Engine) -> bool:
    text = item.text
    if not MIN_WORDS <= len(text.split()) <= MAX_WORDS:
        return False
    outside = len(text) - sum(span.end - span.start for span in protected)
    if outside < MIN_OPEN_SHARE * len(text):
        return False
    return engine.count_tokens(text) + SPARE_TOKENS <= engine.token_limit

"""Before rewriting: which sentences the model may touch, their doubts settled, and how sure it is of them.

Takes repaired segments, an engine and the guard as a function; gives the segments as the model is to see them.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer import noise
from summarizer.document import Level, Repaired, Span
from summarizer.doubts import Check, doubts, settle, weigh
from summarizer.doubts.base import Doubt
from summarizer.engines.base import Engine
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
    ready = [
        Ready(item, closed, _is_open(item, closed, engine))
        for item, closed in zip(repaired, protected, strict=True)
    ]
    rewriting = engine.spec.rewriting
    if rewriting is None:
        return ready
    opened = [i for i, each in enumerate(ready) if each.is_open]
    owners = [article_of[i] if article_of else i for i in opened]
    bounds = rewriting.noise.get(level)

    def heard(mended: Callable[[int], int]) -> list[float | None]:
        """A title's English is its own, and tells nothing of the noise."""
        is_prose = {i: repaired[i].segment.kind == "sentence" for i in opened}
        return [noise.heard(copied[i], mended(i)) if is_prose[i] else None for i in opened]

    def loudness(noises: Sequence[float | None]) -> dict[int, float]:
        return dict(zip(opened, noise.loudness(noises, owners, bounds), strict=True))

    texts = {i: repaired[i].text for i in opened}
    copied = _copy(texts, engine, prompt, rewriting.prefix)
    found = {i: doubts(text, protected[i]) for i, text in texts.items()}
    most = loudness(heard(lambda i: noise.mended_words(repaired[i]) + sum(d.kind == "spelling" for d in found[i])))
    translated = dict(zip(opened, noise.translated([marks(texts[i]) for i in opened], owners), strict=True))

    def weighty(i: int, doubt: Doubt) -> Doubt | None:
        """What is left of a doubt by all that is known before the model is asked."""
        if doubt.of_translations and most[i]:
            doubt = doubt.with_fluency(texts[i], engine.fluency, translated[i])
        if doubt.of_writers:
            doubt = doubt.as_translated(translated[i])
        return doubt.within_reach(most[i])

    asked = {i: [d for each in found[i] if (d := weighty(i, each))] for i in opened}
    weighed = weigh(asked, texts, copied, engine, prompt, rewriting.prefix)

    settled = {i: settle(repaired[i], protected[i], weighed[i], 0.0, check) for i in opened}
    noises = heard(lambda i: noise.mended_words(settled[i].repaired))
    loud = loudness(noises)
    still = dict(zip(opened, noise.stillness(noises, owners, bounds), strict=True))
    settled |= {i: settle(repaired[i], protected[i], weighed[i], loud[i], check) for i in opened if loud[i]}
    changed = {i: each.repaired.text for i, each in settled.items() if each.repaired.text != texts[i]}
    copied |= _copy(changed, engine, prompt, rewriting.prefix)
    for i, each in settled.items():
        ready[i] = Ready(each.repaired, each.protected, True, copied[i], loud[i], still[i])
    return ready


def _copy(texts: Mapping[int, str], engine: Engine, prompt: Prompt, prefix: str) -> dict[int, tuple[float, ...]]:
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

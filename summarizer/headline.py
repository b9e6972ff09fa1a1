"""One headline: the model proposes, the article must carry it.

Takes finished segments, an engine and the guard as a function; gives a headline, or none where the support
is too thin. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer import salience
from summarizer.document import Carried, Headline, LineOrigin, Refusal, RewrittenSegment
from summarizer.engines.base import Decoding, Engine
from summarizer.prompts import Prompts

WINDOW_TOKENS = 220
"""What the model reads of an article, prompt included: about the first 150 words, as in training."""
MIN_WORDS = 3
MAX_WORDS = 20
"""News headlines run to about twelve words; beyond twenty it is a sentence."""


@dataclass(frozen=True, slots=True)
class Headlined:
    """The headline, if any, and the proposals that were refused on the way to it."""

    headline: Headline | None
    refusals: tuple[Refusal, ...]


def write(
    articles: Sequence[Sequence[RewrittenSegment]], engine: Engine, prompts: Prompts, carried: Carried
) -> list[Headlined]:
    """A headline for each article: the model's best that the article carries, else the article's own title."""
    openings = [_opening(segments, engine) for segments in articles]
    asked = [prompts["headline"].fill(text=text) for text in openings]
    outputs = engine.generate(asked, engine.spec.decoding.get("headline", Decoding()))
    return [
        _first_supported([tidy(candidate.text) for candidate in n_best], segments, carried)
        for n_best, segments in zip(outputs, articles, strict=True)
    ]


def tidy(text: str) -> str:
    """A headline without a full stop at its end and with a capital at its start."""
    text = " ".join(text.split()).strip(" |-–—")
    last = text.rsplit(" ", 1)[-1]
    if last.endswith(".") and "." not in last[:-1]:  # not U.S.
        text = text[:-1]
    if text.split(" ", 1)[0].islower():  # not iPhone
        text = text[0].upper() + text[1:]
    return text


def is_headline(text: str) -> bool:
    return MIN_WORDS <= len(text.split()) <= MAX_WORDS


def _opening(segments: Sequence[RewrittenSegment], engine: Engine) -> str:
    sentences = [s.text for s in segments if s.kind == "sentence"]
    return salience.opening(sentences, engine.count_tokens, WINDOW_TOKENS)


def _first_supported(proposed: Sequence[str], segments: Sequence[RewrittenSegment], carried: Carried) -> Headlined:
    refusals: list[Refusal] = []
    candidates: list[tuple[str, LineOrigin]] = [(text, "model") for text in dict.fromkeys(proposed)]
    candidates += [(tidy(s.text), "extract") for s in segments if s.kind == "title"]
    for text, origin in candidates:
        if not is_headline(text):
            continue
        found = carried(text, segments)
        if found.violation is None:
            return Headlined(Headline(text, found.ids, origin), tuple(refusals))
        refusals.append(Refusal("headline", None, text, found.violation))
    return Headlined(None, tuple(refusals))

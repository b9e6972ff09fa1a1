"""The product as a system: its own stages, decoding and guard; and its model, bare.

Takes an engine, gives systems. This is the one module of the benchmark that knows the product's inside: it
calls the stages in `pipeline`'s order and gives them `pipeline`'s guard, wrapped so that its verdicts are
counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from benchmarks.quality.systems import Output, System
from summarizer import engines, guard, headline, pipeline, prompts, salience, score, summarize
from summarizer.document import (
    LEVELS,
    Article,
    Block,
    Level,
    Repaired,
    RewrittenSegment,
    Span,
    Support,
    Violation,
    apply_edits,
)
from summarizer.engines.base import Decoding, Engine
from summarizer.glossary import EMPTY
from summarizer.prompts import Prompts
from summarizer.read import from_text
from summarizer.repair import repair_article
from summarizer.rewrite import rewrite
from summarizer.segment import segment, split_sentences
from summarizer.settings import Settings

BATCH = 64
"""Texts given to the stages at once."""
READABILITY = {"flesch_reading_ease": "Flesch ease", "flesch_kincaid_grade": "FK grade"}

T = TypeVar("T")


def batches(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def article(text: str) -> Article:
    """A text of several paragraphs as the product reads it; a single one as a paragraph, never as a title."""
    if "\n" in text:
        return from_text(text, force=True)
    block = Block("paragraph", Span(0, len(text)))
    return Article(None, hashlib.sha256(text.encode()).hexdigest(), "utf-8", text, (block,))


def mended(text: str) -> tuple[Article, list[Repaired]]:
    read = article(text)
    return read, repair_article(read, segment(read))


def repairs() -> System:
    """The deterministic repairs alone."""

    def mend(text: str) -> Output:
        read, parts = mended(text)
        return Output(apply_edits(read.text, [edit for part in parts for edit in part.edits]))

    return System("repairs", rewrite=lambda texts: [mend(text) for text in texts])


class Product:
    """The stages with one model; each method is a `Batch`. So many texts `together` count as one article's."""

    def __init__(self, engine: Engine, templates: Prompts, settings: Settings, together: int = 1) -> None:
        self.engine = engine
        self.templates = templates
        self.settings = settings
        self.together = together

    def rewrite(self, level: Level, texts: Sequence[str]) -> list[Output]:
        """The guard's verdict counts once a segment: on the model's first choice."""
        outputs: list[Output] = []
        for batch in batches(texts):
            articles = [mended(text) for text in batch]
            parts = [part for _, own in articles for part in own]
            refused: dict[str, bool] = {}

            def check(
                before: str, after: str, protected: Sequence[Span], seen: dict[str, bool] = refused
            ) -> Violation | None:
                violation = guard.check_rewrite(before, after, protected)
                seen.setdefault(before, violation is not None)
                return violation

            protected = [pipeline.protected(part, EMPTY, self.settings.edit_quotes) for part in parts]
            owners = [number // self.together for number, (_, own) in enumerate(articles) for _ in own]
            done = iter(rewrite(parts, protected, self.engine, self.templates, level, check, owners))
            for read, own in articles:
                segments = [next(done).segment for _ in own]
                verdicts = [refused[part.text] for part in own if part.text in refused]
                text = apply_edits(read.text, [edit for each in segments for edit in each.edits])
                outputs.append(Output(text, len(verdicts), sum(verdicts)))
        return outputs

    def headline(self, bodies: Sequence[str]) -> list[Output]:
        outputs: list[Output] = []
        for batch in batches(bodies):
            articles = [pipeline.without_boilerplate(as_read(body)) for body in batch]
            refused: dict[int, bool] = {}

            def carried(
                text: str, segments: Sequence[RewrittenSegment], seen: dict[int, bool] = refused
            ) -> Support:
                support = pipeline.carried(text, segments)
                seen.setdefault(id(segments), support.violation is not None)
                return support

            written = headline.write(articles, self.engine, self.templates, carried)
            for segments, found in zip(articles, written, strict=True):
                text = found.headline.text if found.headline else ""
                outputs.append(Output(text, int(id(segments) in refused), int(refused.get(id(segments), False))))
        return outputs

    def summary(self, bodies: Sequence[str]) -> list[Output]:
        """Every line of the model's that the guard was shown counts."""
        outputs: list[Output] = []
        for batch in batches(bodies):
            articles = [pipeline.without_boilerplate(as_read(body)) for body in batch]
            for found in summarize.summarize(articles, self.engine, self.templates, pipeline.carried):
                refused = len(found.refusals)
                taken = sum(line.origin == "model" for line in found.lines)
                outputs.append(Output("\n".join(line.text for line in found.lines), refused + taken, refused))
        return outputs


class Bare:
    """The model's first choice as it comes: no repair, no gate, no guard."""

    def __init__(self, engine: Engine, templates: Prompts) -> None:
        self.engine = engine
        self.templates = templates

    def first(self, asked: Sequence[str], task: str, otherwise: Sequence[str], prefix: str = "") -> list[str]:
        """The best candidate of each prompt; `otherwise` where none is finished or the prompt is too long."""
        fits = [i for i, prompt in enumerate(asked) if self.engine.count_tokens(prompt) <= self.engine.token_limit]
        decoding = self.engine.spec.decoding.get(task, Decoding())
        found = list(otherwise)
        for batch in batches(fits):
            outputs = self.engine.generate([asked[i] for i in batch], decoding, prefix)
            for i, candidates in zip(batch, outputs, strict=True):
                if candidates:
                    found[i] = candidates[0].text
        return found

    def rewrite(self, level: Level, texts: Sequence[str]) -> list[Output]:
        asked = [self.templates[level].fill(sentence=text) for text in texts]
        rewriting = self.engine.spec.rewriting
        return [Output(text) for text in self.first(asked, level, texts, rewriting.prefix if rewriting else "")]

    def headline(self, bodies: Sequence[str]) -> list[Output]:
        openings = [salience.opening(prose(body), self.engine.count_tokens, headline.WINDOWS[0]) for body in bodies]
        asked = [self.templates["headline"].fill(text=text) for text in openings]
        return [Output(text) for text in self.first(asked, "headline", [""] * len(bodies))]

    def summary(self, bodies: Sequence[str]) -> list[Output]:
        openings = [
            salience.opening(prose(body), self.engine.count_tokens, summarize.WINDOW_TOKENS) for body in bodies
        ]
        asked = [self.templates["summarize"].fill(text=text) for text in openings]
        found = self.first(asked, "summarize", [""] * len(bodies))
        return [Output("\n".join(line.strip() for line in text.split("|"))) for text in found]


def as_read(body: str) -> list[RewrittenSegment]:
    """An article's segments unchanged: headline and summary are measured apart from the rewrite before them."""
    return [
        RewrittenSegment(
            part.id,
            part.kind,
            part.paragraph,
            part.span,
            part.original,
            part.original,
            "unchanged",
            quoted=part.quoted,
        )
        for part in segment(article(body))
    ]


def prose(body: str) -> list[str]:
    return [part.text for part in as_read(body) if part.kind == "sentence"]


def load(name: str, folder: str | None, threads: int, together: int = 1) -> list[System]:
    """The product with the model in `folder` (None: the embedded one) at both levels, then that model bare."""
    engine = engines.load(folder, threads=threads)
    templates = prompts.load()
    product = Product(engine, templates, Settings(), together)
    bare = Bare(engine, templates)
    systems = [System(f"{name} {level}", rewrite=partial(product.rewrite, level)) for level in LEVELS]
    systems[-1] = replace(systems[-1], headline=product.headline, summary=product.summary)
    naked = [System(f"{name} {level}, bare", rewrite=partial(bare.rewrite, level), bare=True) for level in LEVELS]
    naked[-1] = replace(naked[-1], headline=bare.headline, summary=bare.summary)
    return [*systems, *naked]


def readability(texts: Sequence[str]) -> dict[str, float | None]:
    """The product's scores over all sentences of the texts together."""
    lines = [paragraph for text in texts for paragraph in text.split("\n\n")]
    sentences = [line[slice(*span)] for line in lines for span in split_sentences(line)]
    found = score.readability(sentences, sentences).after
    return {label: found[key].value for key, label in READABILITY.items()}

"""The order of the stages: the only module that knows it.

    segment -> repair -> rewrite (guarded) -> headline, summary (guarded) -> flags -> score

Takes articles that were read, gives results, touches nothing. Every stage that asks the model gets the
segments of all articles at once, so that one batch serves many.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from importlib.metadata import version
from itertools import islice

from summarizer import evidence, facts, flags, guard, headline, score, segment, summarize
from summarizer.document import (
    Article,
    Conditions,
    FactCount,
    Headline,
    LostFact,
    ModelInfo,
    Refusal,
    Repaired,
    Result,
    Rewrite,
    RewrittenSegment,
    Span,
    Support,
    Violation,
    apply_edits,
)
from summarizer.engines.base import Engine
from summarizer.facts.boilerplate import is_boilerplate
from summarizer.facts.markup import plain
from summarizer.glossary import EMPTY, Glossary
from summarizer.guard.known import KINDS, Known
from summarizer.headline import Headlined
from summarizer.prompts import Prompts
from summarizer.repair import repair_article
from summarizer.rewrite import Rewritten, rewrite
from summarizer.settings import Settings
from summarizer.summarize import Summarized

DISTRIBUTION = "newsdesk-summarizer"

Progress = Callable[[str, int, int], None]
"""Called as each stage begins: its name, its number from 0, the number of stages."""

_STAGES = ("repair", "rewrite", "headline", "summary", "score")


def process(
    articles: Sequence[Article],
    engine: Engine,
    prompts: Prompts,
    settings: Settings,
    glossary: Glossary = EMPTY,
    progress: Progress | None = None,
) -> list[Result]:
    """One result an article, in order."""
    started = time.perf_counter()

    def begin(stage: str) -> None:
        if progress is not None:
            progress(stage, _STAGES.index(stage), len(_STAGES))

    begin("repair")
    repaired = [repair_article(article, segment.segment(article), glossary) for article in articles]

    begin("rewrite")
    flat = [item for items in repaired for item in items]
    closed = [protected(item, glossary, settings.edit_quotes) for item in flat]
    owners = [number for number, items in enumerate(repaired) for _ in items]
    done = rewrite(flat, closed, engine, prompts, settings.level, guard.check_rewrite, owners)
    rewritten = _regroup(done, repaired)
    news = [without_boilerplate(r.segment for r in items) for items in rewritten]

    begin("headline")
    headlines = headline.write(news, engine, prompts, carried)

    begin("summary")
    summaries = summarize.summarize(news, engine, prompts, carried)

    begin("score")
    conditions = Conditions(settings.level, settings.edit_quotes, glossary.revision, prompts.revision)
    decided = {word for term in glossary.preferred for word in term.split()}
    seconds = (time.perf_counter() - started) / max(1, len(articles))
    return [
        _result(article, own, head, lines, engine, conditions, decided, seconds)
        for article, own, head, lines in zip(articles, rewritten, headlines, summaries, strict=True)
    ]


def protected(item: Repaired, glossary: Glossary, edit_quotes: bool) -> list[Span]:
    """What the model must leave alone in a repaired text: quotations, and spellings that the desk has decided."""
    return [*(item.quoted if not edit_quotes else ()), *glossary.protected_terms(item.text)]


def without_boilerplate(segments: Iterable[RewrittenSegment]) -> list[RewrittenSegment]:
    """Those that tell the news: the site's own lines (`Read also:`) carry neither headline nor summary."""
    return [s for s in segments if not is_boilerplate(s.text)]


def carried(text: str, segments: Sequence[RewrittenSegment]) -> Support:
    """The segments that a line or headline stands on, and whether they carry all of it."""
    found = evidence.find(text, [(s.id, s.text) for s in segments])
    if not found.ids:
        return Support((), Violation("unsupported", text, "no sentence of the article carries it"))
    stands_on = [s for s in segments if s.id in found.ids]
    return Support(found.ids, guard.check_claim(text, [s.text for s in stands_on], [s.quoted for s in stands_on]))


def _regroup(flat: Sequence[Rewritten], shape: Sequence[Sequence[Repaired]]) -> list[list[Rewritten]]:
    rest: Iterator[Rewritten] = iter(flat)
    return [list(islice(rest, len(items))) for items in shape]


def _result(
    article: Article,
    rewritten: Sequence[Rewritten],
    headlined: Headlined,
    summarized: Summarized,
    engine: Engine,
    conditions: Conditions,
    decided: Set[str],
    seconds: float,
) -> Result:
    started = time.perf_counter()
    segments = tuple(r.segment for r in rewritten)
    refused = [refusal for r in rewritten for refusal in r.refusals]
    sentences = [s for s in segments if s.kind == "sentence"]
    return Result(
        article=article,
        headline=_without_marks(headlined.headline),
        summary=tuple(replace(line, text=plain(line.text)) for line in summarized.lines),
        rewrite=Rewrite(
            title=next((s.text for s in segments if s.kind == "title"), None),
            text=apply_edits(article.text, [edit for s in segments for edit in s.edits]),
            segments=segments,
        ),
        readability=score.readability([s.original for s in sentences], [s.text for s in sentences]),
        facts=_count_facts(segments, (*refused, *headlined.refusals, *summarized.refusals)),
        flags=flags.find(segments, decided),
        coverage=summarized.coverage,
        model=ModelInfo(engine.spec.name, engine.name, engine.spec.revision, engine.spec.fingerprint),
        settings=conditions,
        version=version(DISTRIBUTION),
        seconds=round(seconds + time.perf_counter() - started, 3),
    )


def _without_marks(found: Headline | None) -> Headline | None:
    if found is None:
        return None
    return replace(found, text=plain(found.text), alternatives=tuple(map(plain, found.alternatives)))


def _as_repaired(segment: RewrittenSegment) -> str:
    """What the model was given: a repair mends a fact's marks and spelling and changes no fact."""
    repairs = [edit for edit in segment.edits if edit.origin == "repair"]
    return apply_edits(segment.original, repairs, segment.span.start)


def _count_facts(segments: Sequence[RewrittenSegment], refused: tuple[Refusal, ...]) -> FactCount:
    """The different facts of each segment, and those that its rewrite lacks."""
    checked = 0
    lost: list[LostFact] = []
    for rewritten in segments:
        told = {(fact.kind, fact.value) for fact in facts.extract(rewritten.text)}
        found = {(fact.kind, fact.value): fact for fact in facts.extract(_as_repaired(rewritten))}
        asked = {key: fact for key, fact in found.items() if fact.value != "urge"}  # good copy may say it otherwise
        checked += len(asked)
        if untold := [fact for key, fact in asked.items() if key not in told]:
            known = Known([rewritten.text])
            lost += [
                LostFact(rewritten.id, fact.kind, fact.text)
                for fact in untold
                if fact.kind not in KINDS or not known.has(fact)
            ]
    return FactCount(checked, checked - len(lost), refused, tuple(lost))

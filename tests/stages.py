"""Short ways to the values that the stages take: sentences as segments, and a guard that is easy to predict."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Reach, Repaired, RewrittenSegment, Segment, SegmentKind, Span, Support, Violation
from summarizer.engines.base import ModelSpec, Rewriting
from summarizer.prompts import Prompts, load

PROMPTS: Prompts = load()


def by_reach(slip: float, wording: float | None = None) -> dict[Reach, float]:
    """The gain that a rewrite needs: the same however far it goes, or more where it is no slip that it mends."""
    more = slip if wording is None else wording
    return {"slip": slip, "preposition": more, "article": more, "wording": more}


GATED = ModelSpec(
    "m", "1", Rewriting("fix", {"correct": 0.3, "rewrite": 0.5}, {"correct": by_reach(9), "rewrite": by_reach(2)})
)
WITH_SHORTEN = ModelSpec("m", "1", tasks=frozenset({"headline", "summarize", "shorten"}))


def repaired(*sentences: str, kind: SegmentKind = "sentence", quoted: Sequence[Span] = ()) -> list[Repaired]:
    """The sentences as segments in need of no repair, laid end to end."""
    result, position = [], 0
    for number, text in enumerate(sentences, 1):
        span = Span(position, position + len(text))
        result.append(Repaired(Segment(number, kind, 0, span, text, tuple(quoted)), text, quoted=tuple(quoted)))
        position = span.end + 1
    return result


def finished(*sentences: str, title: str | None = None) -> list[RewrittenSegment]:
    """The sentences as finished segments; `title`, if any, is segment 1."""
    texts = [*([title] if title else []), *sentences]
    kinds: list[SegmentKind] = [*(["title"] if title else []), *["sentence"] * len(sentences)]
    result, position = [], 0
    for number, (text, kind) in enumerate(zip(texts, kinds, strict=True), 1):
        span = Span(position, position + len(text))
        result.append(RewrittenSegment(number, kind, 0, span, text, text, "unchanged"))
        position = span.end + 1
    return result


def carried(text: str, segments: Sequence[RewrittenSegment]) -> Support:
    """A guard for tests: a text is carried by the first segment that has all of its words."""
    wanted = set(text.lower().strip(".").split())
    for segment in segments:
        if wanted <= set(segment.text.lower().replace(".", "").replace(",", "").split()):
            return Support((segment.id,), None)
    return Support((), Violation("unsupported", text, "no sentence of the article carries it"))

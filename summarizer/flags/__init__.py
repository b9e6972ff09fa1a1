"""Flags: what an editor should look at and the program must not decide.

Takes the finished segments of an article; gives flags whose spans point into its text. Pure.

Detectors look at the finished text, so what a repair or the model has mended is not flagged. `sentence`
looks at one segment at a time, `rewriting` at what the model did to it, `article` and `unknown` at all segments.
Flags that are too many are not read: the surest stay, at most one for each `WORDS_A_FLAG` words, and beside them
those of words that are none, which take no thinking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from summarizer.document import Flag, RewrittenSegment, Span
from summarizer.flags import article as across
from summarizer.flags import misrendered, rewriting, sentence, unknown
from summarizer.flags.findings import URGENCY, Finding, finding

__all__ = ["KINDS", "Flag", "find"]

KINDS = tuple(URGENCY)
WORDS_A_FLAG = 150
"""An editor reads about one remark a paragraph; more are passed over."""
WORDS_AN_UNKNOWN = 50
"""The same of remarks on words that are none: of a sentence or two."""


def find(segments: Sequence[RewrittenSegment], decided: Collection[str] = ()) -> tuple[Flag, ...]:
    """The flags of an article, in its order; `decided` are the words of the desk's glossary."""
    words = sum(len(s.original.split()) for s in segments)
    most, most_unknown = (max(1, -(-words // a_flag)) for a_flag in (WORDS_A_FLAG, WORDS_AN_UNKNOWN))
    found = [
        *islice(_distinct(_judged(segments)), most),
        *islice(unknown.find(segments, decided), most_unknown),
    ]
    by_id = {s.id: s for s in segments}
    flags = (Flag(f.segment, _source_span(by_id[f.segment], f.span), f.kind, f.message) for f in found)
    return tuple(sorted(flags, key=lambda flag: (flag.segment or 0, flag.span or Span(0, 0))))


def _judged(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    for segment in segments:
        yield from sentence.find(segment.id, segment.text)
        yield from rewriting.find(segment)
    yield from across.find(segments)
    yield from misrendered.find(segments)
    for segment in segments:
        if segment.status == "kept" and segment.kind == "sentence":
            message = "the model found no wording for this sentence that keeps its facts"
            yield finding(segment.id, 0, len(segment.text), "unsure", message)


def _distinct(found: Iterator[Finding]) -> Iterator[Finding]:
    """One flag for a kind and message, and one for a place, the most urgent first."""
    said: set[tuple[str, str]] = set()
    places: list[tuple[int, Span]] = []
    for item in sorted(found, key=lambda f: (f.urgency, f.segment, f.span)):
        overlaps = any(item.segment == segment and item.span.overlaps(span) for segment, span in places)
        if (item.kind, item.message) in said or overlaps:
            continue
        said.add((item.kind, item.message))
        places.append((item.segment, item.span))
        yield item


def _source_span(segment: RewrittenSegment, span: Span) -> Span:
    """The place in the article's text: the very words where they stand there once, else the whole segment."""
    words = segment.text[slice(*span)]
    at = segment.original.find(words)
    if words and at >= 0 and (segment.text == segment.original or segment.original.find(words, at + 1) < 0):
        start = span.start if segment.text == segment.original else at
        return Span(segment.span.start + start, segment.span.start + start + len(words))
    return segment.span

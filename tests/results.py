"""A result made by hand, with every kind of thing that a result can hold, and results made by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from summarizer.document import (
    BLOCK_KINDS,
    Article,
    Block,
    Conditions,
    Coverage,
    Edit,
    FactCount,
    Flag,
    Headline,
    LostFact,
    ModelInfo,
    Readability,
    Refusal,
    Result,
    Rewrite,
    RewrittenSegment,
    Score,
    Span,
    SummaryLine,
    Violation,
    apply_edits,
)

SOURCE = """UN condemns use of helmets: Reports

Soldiers wore the the helmets of UN peacekeepers, photos appear to show. “The insignia may not be worn, \
”said Dujarric. It was raised with the outpost in New York.

Protests erupted

At least 164 people was killed. Prices rose by 20 %."""


def part(number, kind, paragraph, original, edits=(), status=None, why=None) -> RewrittenSegment:
    """A segment of SOURCE, edited by (before, after, kind, reason, origin, confidence)."""
    start = SOURCE.index(original)
    made = []
    for count, (before, after, name, reason, origin, confidence) in enumerate(edits, 1):
        at = start + original.index(before)
        span = Span(at, at + len(before))
        made.append(Edit(span, before, after, name, reason, confidence, origin, f"s{number}e{count}"))
    text = apply_edits(original, made, start)
    return RewrittenSegment(
        number, kind, paragraph, Span(start, start + len(original)), original, text,
        status or ("repaired" if edits else "unchanged"), why, tuple(made),
    )  # fmt: skip


def sample() -> Result:
    segments = (
        part(1, "title", 0, "UN condemns use of helmets: Reports"),
        part(
            2, "sentence", 1, "Soldiers wore the the helmets of UN peacekeepers, photos appear to show.",
            [(" the the", " the", "doubled-word", "doubled word", "repair", 1.0)],
        ),
        part(
            3, "sentence", 1, "“The insignia may not be worn, ”said Dujarric.",
            [(", ”said", ",” said", "quote-spacing", "space on the wrong side", "repair", 1.0)],
        ),
        part(
            4, "sentence", 1, "It was raised with the outpost in New York.", status="kept",
            why="the name New York would be lost",
        ),
        part(5, "subhead", 2, "Protests erupted"),
        part(
            6, "sentence", 3, "At least 164 people was killed.",
            [("was", "were", "agreement", "subject and verb disagree", "model", 0.87)], status="rewritten",
        ),
        part(7, "sentence", 3, "Prices rose by 20 %."),
    )  # fmt: skip
    blocks = tuple(
        Block(kind, Span(SOURCE.index(text), SOURCE.index(text) + len(text)))
        for kind, text in zip(
            ["title", "paragraph", "subhead", "paragraph"], SOURCE.split("\n\n"), strict=True
        )
    )  # fmt: skip
    whole = apply_edits(SOURCE, [edit for segment in segments for edit in segment.edits])
    return Result(
        article=Article("articles/helmets.txt", "0" * 64, "utf-8", SOURCE, blocks),
        headline=Headline(
            "UN condemns Kazakhstan’s use of helmets", (1, 2), "model", ("Soldiers wore UN helmets in protests",)
        ),
        summary=(
            SummaryLine("Soldiers wore the helmets of UN peacekeepers.", (2,), "model"),
            SummaryLine("The insignia may not be worn, Dujarric said.", (3,), "model"),
            SummaryLine("At least 164 people were killed.", (6,), "extract"),
        ),
        rewrite=Rewrite("UN condemns use of helmets: Reports", whole, segments),
        readability=Readability(
            {"flesch_reading_ease": Score(41.15, "", {"words": 120, "sentences": 6, "syllables": 190}),
             "smog": Score(None, "6 sentences, made for 30 or more", {"sentences": 6, "polysyllables": 21}),
             "words": Score(120), "reading_seconds": Score(66.2, "", {"words": 120})},
            {"flesch_reading_ease": Score(43.02, "", {"words": 119, "sentences": 6, "syllables": 186}),
             "smog": Score(None, "6 sentences, made for 30 or more", {"sentences": 6, "polysyllables": 20}),
             "words": Score(119), "reading_seconds": Score(58.9, "", {"words": 119})},
            "easier: Flesch reading ease 41.2 → 43.0 (+1.9, higher is easier)",
        ),
        facts=FactCount(
            9, 8,
            (Refusal("rewrite", 4, "It was raised with the outpost.",
                     Violation("name-lost", "New York", "the name New York would be lost")),
             Refusal("headline", None, "UN condemns 200 deaths",
                     Violation("number-invented", "200", "the number 200 is not in the article"))),
            (LostFact(4, "name", "New York"),),
        ),
        flags=(Flag(2, Span(37, 50), "names", "wearing peacekeepers: a word may be missing"),
               Flag(None, None, "speaker", "Dujarric is never introduced")),
        coverage=Coverage(45, 45, 1),
        model=ModelInfo("newsdesk-small", "ctranslate2", "2026-11-23", "0123456789ab"),
        settings=Conditions("rewrite", False, None, "01234567"),
        version="0.1.0",
        seconds=1.234,
    )  # fmt: skip


def hostile(text: str) -> Result:
    """The sample with a text in every place that an article, a model or an editor reaches."""
    result = sample()
    *others, last = result.rewrite.segments
    edit = Edit(last.span, last.original, text, text, text, 0.5, "model", "s7e1")
    bad = replace(last, text=text, why=text, status="rewritten", edits=(edit,))
    return replace(
        result,
        article=replace(result.article, path=text),
        headline=Headline(text, (7,), "model", (text,)),
        summary=tuple(SummaryLine(text, (7,), "model") for _ in range(3)),
        rewrite=replace(result.rewrite, segments=(*others, bad)),
        facts=FactCount(
            1, 0, (Refusal("summary", 7, text, Violation("x", text, text)),), (LostFact(7, "name", text),)
        ),
        flags=(Flag(7, last.span, "x", text), Flag(None, None, "x", text)),
        model=ModelInfo(text, "scripted", text, text),
    )


WORDS = st.lists(st.sampled_from(["the", "a", "old", "river", "Kiev", "“so”", "–", "👍", "ğ", "10"]), max_size=9)


@st.composite
def made(draw) -> Result:
    """A result of one to four segments, with edits of either origin anywhere in them, insertions and cuts too."""
    segments: list[RewrittenSegment] = []
    edits: list[Edit] = []
    source = draw(st.sampled_from(["", "\n"]))
    for number in range(1, draw(st.integers(1, 4)) + 1):
        original = " ".join(draw(WORDS)) + "."
        start = len(source)
        own = draw(edits_of(original, start, number))
        kind = "title" if number == 1 and draw(st.booleans()) else "sentence"
        span = Span(start, start + len(original))
        text = apply_edits(original, own, start)
        status = "rewritten" if own else "unchanged"
        segments.append(RewrittenSegment(number, kind, number // 2, span, original, text, status, None, own))
        edits += own
        source += original + draw(st.sampled_from([" ", "\n\n", ""]))
    blocks = tuple(
        Block(BLOCK_KINDS[group[0].kind], Span(group[0].span.start, group[-1].span.end))
        for group in ([s for s in segments if s.paragraph == n] for n in range(4))
        if group
    )
    wordings = st.text(max_size=9) | st.sampled_from([segments[0].text, segments[0].text[1:]])
    lines = tuple(
        SummaryLine(text, draw(st.sampled_from([(1,), (1, len(segments))])), "model")
        for text in draw(st.lists(wordings, max_size=3, unique=True))
    )
    return replace(
        sample(),
        article=Article("a.txt", "0" * 64, "utf-8", source, blocks),
        headline=draw(st.none() | st.just(Headline("A headline", (1,), "model", ("Another",)))),
        summary=lines,
        rewrite=Rewrite(
            next((s.text for s in segments if s.kind == "title"), None), apply_edits(source, edits), tuple(segments)
        ),
        flags=(),
    )


@st.composite
def edits_of(draw, original: str, offset: int, number: int) -> tuple[Edit, ...]:
    """Edits with room between them, so that none is another's neighbour."""
    bounds = sorted(draw(st.sets(st.integers(0, len(original)), max_size=6)))
    spans = [Span(a, b) for a, b in pairwise(bounds)][::2]
    return tuple(
        Edit(
            span.shift(offset), original[slice(*span)], draw(st.sampled_from(["", "an", "Kyiv", "the – ğ"])),
            "wording", "clearer", 0.5, draw(st.sampled_from(["repair", "model"])), f"s{number}e{count}",
        )
        for count, span in enumerate(spans, 1)
    )  # fmt: skip

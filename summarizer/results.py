"""A result read back from its JSON: the inverse of `render.json`.

Takes the text or the file that `run` or `batch` wrote, gives the `Result`; reads that file, touches nothing else.
Fields that it does not know are passed over, since `schema: 1` may grow. What others may have altered is checked:
each segment is where its span says, and its edits lead to its text.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

from summarizer.document import (
    BLOCK_KINDS,
    SCHEMA,
    Article,
    Block,
    Conditions,
    Coverage,
    Edit,
    FactCount,
    Flag,
    Headline,
    Level,
    LineOrigin,
    LostFact,
    ModelInfo,
    Origin,
    Readability,
    Refusal,
    Result,
    Rewrite,
    RewrittenSegment,
    Score,
    SegmentKind,
    Span,
    Status,
    SummaryLine,
    Task,
    Violation,
    apply_edits,
)
from summarizer.errors import InputError
from summarizer.fields import Field, FieldError, read


def load(path: str | Path) -> Result:
    """The result in a file. Raises `InputError`, which names it."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"'{path}': {error.strerror or error}", "check the path") from error
    return parse(content, str(path))


def parse(text: str | bytes, name: str = "result") -> Result:
    """The result in a JSON text; `name` is what errors call it. Raises `InputError`."""
    try:
        top = read(text)
        if top["schema"].whole() != SCHEMA:
            raise FieldError(f"its schema is {top['schema'].whole()}, this version reads {SCHEMA}")
        return _result(top)
    except FieldError as error:
        raise InputError(
            f"'{name}' is no result that can be read: {error}", "process the article anew with this version"
        ) from None


def _result(top: Field) -> Result:
    source, facts, coverage, model = top["source"], top["facts"], top["coverage"], top["model"]
    settings = top["settings"]
    text = source["text"].text()
    segments = _segments(top["rewrite"]["segments"], text)
    headline = top.optional("headline")
    return Result(
        article=Article(
            path=_text(source.optional("path")),
            sha256=source["sha256"].text(),
            encoding=source["encoding"].text(),
            text=text,
            blocks=_blocks(segments),
        ),
        headline=None if headline is None else Headline(*_line(headline), _alternatives(headline)),
        summary=tuple(SummaryLine(*_line(line)) for line in top["summary"].items()),
        rewrite=_rewrite(top["rewrite"], text, segments),
        readability=Readability(
            before=_scores(top["readability"]["before"]),
            after=_scores(top["readability"]["after"]),
            verdict=top["readability"]["verdict"].text(),
        ),
        facts=FactCount(
            checked=facts["checked"].whole(),
            kept=facts["kept"].whole(),
            refused=tuple(_refusal(field) for field in facts["refused"].items()),
            lost=_lost(facts),
        ),
        flags=tuple(_flag(field) for field in top["flags"].items()),
        coverage=Coverage(
            words=coverage["words"].whole(),
            words_used=coverage["words_used"].whole(),
            chunks=coverage["chunks"].whole(),
        ),
        model=ModelInfo(
            name=model["name"].text(),
            engine=model["engine"].text(),
            revision=model["revision"].text(),
            fingerprint=model["fingerprint"].text(),
        ),
        settings=Conditions(
            level=settings["level"].choice(Level),
            edit_quotes=settings["edit_quotes"].yes_or_no(),
            glossary=_text(settings.optional("glossary")),
            prompts=settings["prompts"].text(),
        ),
        version=top["version"].text(),
        seconds=top["seconds"].number(),
    )


def _blocks(segments: tuple[RewrittenSegment, ...]) -> tuple[Block, ...]:
    """A block reaches from its first segment to its last."""
    grouped = (tuple(group) for _, group in groupby(segments, key=lambda segment: segment.paragraph))
    return tuple(
        Block(BLOCK_KINDS[group[0].kind], Span(group[0].span.start, group[-1].span.end)) for group in grouped
    )


def _rewrite(field: Field, source: str, segments: tuple[RewrittenSegment, ...]) -> Rewrite:
    text = field["text"].text()
    try:
        whole = apply_edits(source, [e for segment in segments for e in segment.edits])
    except ValueError as error:
        field.refuse(str(error))
    if whole != text:
        field["text"].refuse("is not what the edits make of the source")
    return Rewrite(_text(field.optional("title")), text, segments)


def _segments(field: Field, source: str) -> tuple[RewrittenSegment, ...]:
    """In the order of the text."""
    segments = tuple(_segment(item, source) for item in field.items())
    if any(after.span.start < before.span.end for before, after in pairwise(segments)):
        field.refuse("are not in the order of the text")
    return segments


def _segment(field: Field, source: str) -> RewrittenSegment:
    segment = RewrittenSegment(
        id=field["id"].whole(),
        kind=field["kind"].choice(SegmentKind),
        paragraph=field["paragraph"].whole(),
        span=_span(field["span"]),
        original=field["original"].text(),
        text=field["text"].text(),
        status=field["status"].choice(Status),
        why=_text(field.optional("why")),
        edits=tuple(edit(item) for item in field["edits"].items()),
    )
    if source[slice(*segment.span)] != segment.original:
        field["original"].refuse("is not what the source has at its span")
    try:
        text = apply_edits(segment.original, segment.edits, segment.span.start)
    except ValueError as error:
        field.refuse(str(error))
    if text != segment.text:
        field["text"].refuse("is not what the edits make of the original")
    return segment


def edit(field: Field) -> Edit:
    return Edit(
        span=_span(field["span"]),
        before=field["before"].text(),
        after=field["after"].text(),
        kind=field["kind"].text(),
        reason=field["reason"].text(),
        confidence=field["confidence"].number(),
        origin=field["origin"].choice(Origin),
        id=field["id"].text(),
    )


def _line(field: Field) -> tuple[str, tuple[int, ...], LineOrigin]:
    evidence = tuple(number.whole() for number in field["evidence"].items())
    return field["text"].text(), evidence, field["origin"].choice(LineOrigin)


def _alternatives(headline: Field) -> tuple[str, ...]:
    """None in results of versions that offered none."""
    field = headline.optional("alternatives")
    return () if field is None else tuple(text.text() for text in field.items())


def _lost(facts: Field) -> tuple[LostFact, ...]:
    """None in results of versions that only counted them."""
    field = facts.optional("lost")
    items = () if field is None else field.items()
    return tuple(LostFact(fact["segment"].whole(), fact["kind"].text(), fact["text"].text()) for fact in items)


def _scores(field: Field) -> dict[str, Score]:
    return {name: _score(field[name]) for name in field.names()}


def _score(field: Field) -> Score:
    value, inputs = field.optional("value"), field["inputs"]
    return Score(
        value=None if value is None else value.number(),
        note=_text(field.optional("note")) or "",
        inputs={name: inputs[name].number() for name in inputs.names()},
    )


def _refusal(field: Field) -> Refusal:
    segment = field.optional("segment")
    return Refusal(
        task=field["task"].choice(Task),
        segment=None if segment is None else segment.whole(),
        text=field["text"].text(),
        violation=Violation(field["rule"].text(), field["fact"].text(), field["message"].text()),
    )


def _flag(field: Field) -> Flag:
    segment, span = field.optional("segment"), field.optional("span")
    return Flag(
        segment=None if segment is None else segment.whole(),
        span=None if span is None else _span(span),
        kind=field["kind"].text(),
        message=field["message"].text(),
    )


def _span(field: Field) -> Span:
    numbers = [number.whole() for number in field.items()]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        field.refuse("is no span")
    return Span(*numbers)


def _text(field: Field | None) -> str | None:
    return None if field is None else field.text()

"""The copy that is published: a result after its decisions, without marks, reasons or scores.

Takes values, gives strings. The plain text is the article alone and byte for byte what a record vouches for;
Markdown and JSON have the headline and the lines too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from summarizer.decisions import Settled
from summarizer.decisions.record import hash_of
from summarizer.document import SCHEMA, Result, Rewrite
from summarizer.render import json, parts
from summarizer.render.safe import markdown as safe

Medium = Literal["text", "markdown", "json"]

ENDINGS: dict[Medium, str] = {"text": ".txt", "markdown": ".md", "json": ".json"}

_MARKS = {"title": "## ", "subhead": "### ", "paragraph": ""}
_BLANK_LINE = re.compile(r"\n\s*\n")


def render(result: Result, settled: Settled, medium: Medium) -> str:
    if medium == "text":
        return settled.text
    if medium == "markdown":
        return "\n\n".join(_markdown(result, settled)) + "\n"
    return json.dump(_fields(result, settled))


def _markdown(result: Result, settled: Settled) -> Iterator[str]:
    if settled.headline is not None:
        yield f"# {safe(settled.headline.text)}"
    if settled.summary:
        yield "\n".join(f"- {safe(line.text)}" for line in settled.summary)
    segments = tuple(replace(s.segment, text=s.text, edits=s.applied) for s in settled.segments)
    final = replace(result, rewrite=Rewrite(settled.title, settled.text, segments))
    for paragraph in parts.paragraphs(final):
        # An editor's wording may be several paragraphs, or none at all.
        for text in filter(str.strip, _BLANK_LINE.split(paragraph.text)):
            yield _MARKS[paragraph.kind] + safe(text)


def _fields(result: Result, settled: Settled) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "source": {"path": result.article.path, "sha256": result.article.sha256},
        "headline": None if settled.headline is None else settled.headline.text,
        "summary": [line.text for line in settled.summary],
        "title": settled.title,
        "text": settled.text,
        "sha256": hash_of(settled.text),
        "undecided": settled.undecided,
        "unfit": len(settled.unfit),
    }

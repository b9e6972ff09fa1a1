"""What the journal says of one article, and what the table and the index page show of it.

Frozen values, and their form as one line of JSON. Touches nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from summarizer.batch.corrections.gist import Gist, gist
from summarizer.batch.corrections.gist import parse as parse_gist
from summarizer.document import Result, Score
from summarizer.render import safe

State = Literal["done", "failed", "gone"]
"""`gone` ends what the journal says of an input: it failed, and is there no more."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a result."""

    title: str | None
    headline: str | None
    words: int
    edits: int
    refused: int
    """Proposals of the model that the guard refused."""
    flags: Mapping[str, int]
    """How many of each kind."""
    before: Mapping[str, float | None]
    """Readability by the keys of `score.MEASURES`; None where the formula does not support the text."""
    after: Mapping[str, float | None]
    confidence: float | None = None
    """Of the least sure edit; None where there is none, and in journals of versions that did not note it."""
    gist: Gist | None = None
    """What the articles of a batch are compared by; None in journals of versions that did not note it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the journal."""

    path: str
    """The name of the input: from the folder, with `/` between the parts."""
    sha256: str | None
    """Of the input's bytes; None where it could not be read."""
    run: str
    """The hash of settings, model and version."""
    status: State
    error: str | None = None
    row: Row | None = None
    """None where it failed."""
    folder: str | None = None
    """Of a failure, the folder of the batch, so that it can be told when the input is gone."""

    def line(self) -> str:
        """Without a line break, which no JSON has outside its punctuation."""
        return safe.json(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")))


def parse(line: bytes) -> Record | None:
    """None for what is not a whole record: the torn end of a run that was killed, or a damaged stretch."""
    try:
        value: dict[str, Any] = json.loads(line)
        row = value.pop("row")
        record = Record(**value, row=None if row is None else _row(row))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    sound = isinstance(record.path, str) and record.status in get_args(State)
    return record if sound and (record.row is not None) == (record.status == "done") else None


def _row(value: dict[str, Any]) -> Row:
    noted = value.pop("gist", None)
    return Row(**value, gist=None if noted is None else parse_gist(noted))


def row(result: Result) -> Row:
    edits = [edit for segment in result.rewrite.segments for edit in segment.edits]
    return Row(
        title=result.article.title,
        headline=None if result.headline is None else result.headline.text,
        words=result.words,
        edits=len(edits),
        refused=len(result.facts.refused),
        flags=dict(sorted(Counter(flag.kind for flag in result.flags).items())),
        before=_values(result.readability.before),
        after=_values(result.readability.after),
        confidence=min((round(edit.confidence, 3) for edit in edits), default=None),
        gist=gist(result.rewrite.segments),
    )


def _values(scores: Mapping[str, Score]) -> dict[str, float | None]:
    return {key: score.value for key, score in scores.items()}

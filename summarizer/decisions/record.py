"""The record of an article: what was proposed, who decided it and when, and the text that came of it.

Takes values, gives JSON (`schema: 1`) and reads it back; touches nothing. A record stands by itself: the text
follows from its source and its edits, which is what `replay` does, with no model and no other file.

An edit is in the text unless it was refused, or the editor has worded its segment: then that wording stands, an
edit of the same `segment` with the origin `editor`. `decisions` is the whole log, changes of mind included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from summarizer import results
from summarizer.decisions import file
from summarizer.decisions.anchoring import HEADLINE, line_places
from summarizer.decisions.settling import Settled, SettledLine, SettledSegment
from summarizer.decisions.values import Decision, Decisions, Verdict
from summarizer.document import Edit, Headline, Result, SummaryLine, apply_edits
from summarizer.errors import InputError
from summarizer.fields import Field, FieldError
from summarizer.fields import read as read_json
from summarizer.render import json

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a record's source and edits give."""

    path: str
    text: str
    edits: int
    """All of them, those of the editor included."""
    applied: int
    problem: str | None
    """Why this is not the text that the record vouches for; None where it is."""


def dumps(
    path: str,
    result: Result,
    settled: Settled,
    log: Decisions | None,
    *,
    run: str,
    model_files: Mapping[str, str] | None,
) -> str:
    """`path` is the input's name and `run` the hash of settings, model and version, as the journal has them;
    `model_files` are SHA-256 by name, where the model that made the result is at hand."""
    article = result.article
    return json.dump(
        {
            "schema": SCHEMA,
            "input": {
                "path": path,
                "sha256": article.sha256,
                "encoding": article.encoding,
                "title": article.title,
            },
            "source": {"text": article.text, "sha256": hash_of(article.text)},
            "model": {**asdict(result.model), "files": model_files},
            "settings": asdict(result.settings),
            "version": result.version,
            "run": run,
            "headline": _line(result.headline, settled.standing.get(HEADLINE), settled.headline),
            "summary": [*_summary(result, settled)],
            "edits": [edit for segment in settled.segments for edit in _edits(segment)],
            "undecided": settled.undecided,
            "unfit": [file.as_dict(decision) for decision in settled.unfit],
            "decisions": [file.as_dict(decision) for decision in (log.log if log else ())],
            "refused": [json.refusal_fields(refusal) for refusal in result.facts.refused],
            "flags": [json.flag_fields(flag) for flag in result.flags],
            "result": {"title": settled.title, "text": settled.text, "sha256": hash_of(settled.text)},
        }
    )


def hash_of(text: str) -> str:
    """The SHA-256 of a text as its file would have it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def replay(content: str | bytes, name: str = "record") -> Replayed:
    """The text that a record gives, and whether it is the one recorded. Raises `InputError`, which says `name`."""
    try:
        top = read_json(content)
        if top["schema"].whole() != SCHEMA:
            raise FieldError(f"its schema is {top['schema'].whole()}, this version reads {SCHEMA}")
        source, wanted = top["source"], top["result"]
        edits = [_recorded(field) for field in top["edits"].items()]
        applied = [*_applied(edits)]
        return Replayed(
            path=top["input"]["path"].text(),
            text=(text := apply_edits(source["text"].text(), applied)),
            edits=len(edits),
            applied=len(applied),
            problem=_problem(source, wanted, text),
        )
    except FieldError as error:
        problem = str(error)
    except ValueError as error:
        problem = f"edits: {error}"
    raise InputError(f"'{name}' is no record that can be replayed: {problem}", "export it anew with --audit")


def _problem(source: Field, wanted: Field, text: str) -> str | None:
    if hash_of(source["text"].text()) != source["sha256"].text():
        return "the source is not the one that was recorded"
    if wanted["text"].text() != text:
        return "the edits do not give the text that was recorded"
    if wanted["sha256"].text() != hash_of(text):
        return "the text is not the one that was recorded"
    return None


def _edits(settled: SettledSegment) -> Iterator[dict[str, Any]]:
    segment = settled.segment.id
    for each in settled.edits:
        yield _edit(segment, each.edit, each.verdict, each.decision)
    if settled.wording is not None:
        for own in settled.applied:
            yield _edit(segment, own, "taken", settled.wording)


def _edit(segment: int, edit: Edit, verdict: Verdict, decision: Decision | None) -> dict[str, Any]:
    return {"segment": segment, **json.edit_fields(edit), "verdict": verdict, **_signed(decision)}


def _signed(decision: Decision | None) -> dict[str, str | None]:
    return {"by": decision.by if decision else None, "at": decision.at if decision else None}


def _summary(result: Result, settled: Settled) -> Iterator[dict[str, Any]]:
    for number, made in line_places(result):
        line = _line(made, settled.standing.get(f"line{number}"), settled.lines.get(number))
        if line is not None:
            yield line


def _line(
    made: Headline | SummaryLine | None, decision: Decision | None, stands: SettledLine | None
) -> dict[str, Any] | None:
    """What was proposed and what stands; an empty text is one that the editor dropped."""
    if made is None and decision is None:
        return None
    return {
        "proposed": made.text if made else None,
        "evidence": list(made.evidence) if made else [],
        "origin": made.origin if made else None,
        "text": stands.text if stands else "",
        **_signed(decision),
    }


@dataclass(frozen=True, slots=True)
class _Recorded:
    segment: int
    edit: Edit
    verdict: Verdict


def _recorded(field: Field) -> _Recorded:
    return _Recorded(
        segment=field["segment"].whole(),
        edit=results.edit(field),
        verdict=field["verdict"].choice(Verdict),
    )


def _applied(edits: list[_Recorded]) -> Iterator[Edit]:
    worded = {each.segment for each in edits if each.edit.origin == "editor"}
    for each in edits:
        is_own = each.edit.origin == "editor"
        if is_own or (each.verdict != "refused" and each.segment not in worded):
            yield each.edit

"""The result as JSON, `schema: 1`: what other programs may rely on.

Takes a `Result`, gives text. Fields are in the order of the schema and none is ever left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from summarizer.document import SCHEMA, Edit, Flag, Readability, Refusal, Result, RewrittenSegment, Score
from summarizer.render import safe
from summarizer.score import MEASURES, difference

_NUMBERS = re.compile(r"\[\n\s+\d+(?:,\n\s+\d+)*\n\s+\]")


def render(result: Result, *, ascii_only: bool = False) -> str:
    return dump(as_dict(result), ascii_only=ascii_only)


def dump(value: object, *, ascii_only: bool = False) -> str:
    """Indented, in the order given, ending with a line break."""
    indented = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    # Strings hold no raw line break, so this touches only lists of numbers: spans and evidence.
    return safe.json(_NUMBERS.sub(_on_one_line, indented)) + "\n"


def as_dict(result: Result) -> dict[str, Any]:
    """Plain values only. Spans are half-open character offsets into the decoded source text."""
    article, rewrite, facts = result.article, result.rewrite, result.facts
    return {
        "schema": SCHEMA,
        "source": {
            "path": article.path,
            "sha256": article.sha256,
            "encoding": article.encoding,
            "words": result.words,
            "title": article.title,
            "text": article.text,
        },
        "headline": None if result.headline is None else _plain(asdict(result.headline)),
        "summary": [_plain(asdict(line)) for line in result.summary],
        "rewrite": {
            "title": rewrite.title,
            "text": rewrite.text,
            "segments": [_segment(segment) for segment in rewrite.segments],
        },
        "readability": readability(result.readability),
        "facts": {
            "checked": facts.checked,
            "kept": facts.kept,
            "lost": [asdict(fact) for fact in facts.lost],
            "refused": [refusal_fields(refusal) for refusal in facts.refused],
        },
        "flags": [flag_fields(flag) for flag in result.flags],
        "coverage": asdict(result.coverage),
        "model": asdict(result.model),
        "settings": asdict(result.settings),
        "version": result.version,
        "seconds": round(result.seconds, 3),
    }


def scores(found: Mapping[str, Score]) -> dict[str, Any]:
    """Readability figures by their key: the value or null, the reason for null or null, and what it rests on."""
    return {
        key: {"value": score.value, "note": score.note or None, "inputs": dict(score.inputs)}
        for key, score in found.items()
    }


def readability(found: Readability) -> dict[str, Any]:
    before, after = found.before, found.after
    return {
        "before": scores(before),
        "after": scores(after),
        "difference": {m.key: difference(m, before, after) for m in MEASURES if m.key in before},
        "easier": {m.key: m.easier for m in MEASURES if m.key in before},
        "verdict": found.verdict,
    }


def _segment(segment: RewrittenSegment) -> dict[str, Any]:
    return {
        "id": segment.id,
        "kind": segment.kind,
        "paragraph": segment.paragraph,
        "span": list(segment.span),
        "original": segment.original,
        "text": segment.text,
        "status": segment.status,
        "why": segment.why,
        "edits": [edit_fields(edit) for edit in segment.edits],
    }


def edit_fields(edit: Edit) -> dict[str, Any]:
    return {
        "id": edit.id,
        "span": list(edit.span),
        "before": edit.before,
        "after": edit.after,
        "kind": edit.kind,
        "reason": edit.reason,
        "confidence": round(edit.confidence, 3),
        "origin": edit.origin,
    }


def refusal_fields(refusal: Refusal) -> dict[str, Any]:
    return {
        "task": refusal.task,
        "segment": refusal.segment,
        "text": refusal.text,
        "rule": refusal.violation.rule,
        "fact": refusal.violation.fact,
        "message": refusal.violation.message,
    }


def flag_fields(flag: Flag) -> dict[str, Any]:
    return {
        "segment": flag.segment,
        "span": None if flag.span is None else list(flag.span),
        "kind": flag.kind,
        "message": flag.message,
    }


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def _on_one_line(numbers: re.Match[str]) -> str:
    return f"[{', '.join(re.findall(r'[0-9]+', numbers[0]))}]"


def scored(found: Sequence[tuple[str, Mapping[str, Score]]], *, ascii_only: bool = False) -> str:
    """The readability of each named file."""
    files = [{"path": path, "readability": scores(figures)} for path, figures in found]
    return dump({"schema": SCHEMA, "files": files}, ascii_only=ascii_only)

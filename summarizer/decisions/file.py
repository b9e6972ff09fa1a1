"""The log as JSON, `schema: 1`, in a file beside the article's result.

    {"schema": 1, "revision": 1, "input": {"path": "a.txt", "sha256": "…"},
     "decisions": [{"target": "edit", "verdict": "refused", "by": "Ana", "at": "2026-11-23T23:10:00Z",
                    "anchor": {"id": "s4e2", "before": "a an", "after": "an", "left": "…", "right": "…"}}]}

`verdict` stands with edits and `text` with all else. An entry that was made on another input than the first names
that one's hash under `input`. Takes paths and values; reads that file, writes it whole. What it does not know it
refuses: it writes what it has read, and must not lose who decided what.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from summarizer import output
from summarizer.decisions.values import Anchor, Decision, Decisions, Target, Verdict
from summarizer.document import Result
from summarizer.errors import InputError
from summarizer.fields import Field, FieldError
from summarizer.fields import read as read_json
from summarizer.render import json

SCHEMA = 1
ENDING = ".decisions.json"

_IDS = {
    "edit": re.compile(r"s\d+e\d+"),
    "sentence": re.compile(r"s\d+"),
    "headline": re.compile("headline"),
    "line": re.compile("line[1-3]"),
}
_HALVES = re.compile("[\ud800-\udfff]")
"""Of surrogate pairs: no file could hold a text with one."""


def beside(result: Path) -> Path:
    """Where the decisions about `result`, an article's JSON, are kept."""
    return result.with_name(result.name.removesuffix(".json") + ENDING)


def begin(result: Result) -> Decisions:
    """The log of a result that nobody has decided anything about."""
    return Decisions(result.article.path, result.article.sha256)


def read(path: Path) -> Decisions | None:
    """None where there is no such file. Raises `InputError` where it cannot be used, which names it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"'{path}': {error.strerror or error}", "check who may read it") from error
    return parse(content, str(path))


def write(path: Path, decisions: Decisions) -> None:
    """Raises `OutputError`, and then what was there before is there still."""
    output.write(path, dumps(decisions))


def parse(text: str | bytes, name: str = "decisions") -> Decisions:
    """The log in a JSON text; `name` is what errors call it. Raises `InputError`."""
    try:
        top = read_json(text)
        if top["schema"].whole() != SCHEMA:
            raise FieldError(f"their schema is {top['schema'].whole()}, this version reads {SCHEMA}")
        top.only({"schema", "revision", "input", "decisions"})
        source = top["input"]
        source.only({"path", "sha256"})
        path = source.optional("path")
        return Decisions(
            path=None if path is None else path.text(),
            sha256=source["sha256"].text(),
            revision=top["revision"].whole(),
            log=tuple(_decision(field, None) for field in top["decisions"].items()),
        )
    except FieldError as error:
        hint = "move the file away to decide anew, or use the version that wrote it"
        raise InputError(f"'{name}' holds no decisions that can be read: {error}", hint) from None


def entries(fields: Field, by: str | None = None, at: str | None = None) -> tuple[Decision, ...]:
    """New entries as a page sends them, signed with `by` and `at` where these are given. Raises `FieldError`."""
    return tuple(_decision(field, by, at) for field in fields.items())


def dumps(decisions: Decisions) -> str:
    return json.dump(
        {
            "schema": SCHEMA,
            "revision": decisions.revision,
            "input": {"path": decisions.path, "sha256": decisions.sha256},
            "decisions": [as_dict(decision) for decision in decisions.log],
        }
    )


def as_dict(decision: Decision) -> dict[str, Any]:
    """An entry in plain values."""
    anchor = decision.anchor
    return {
        "target": decision.target,
        **({"verdict": decision.verdict} if decision.target == "edit" else {"text": decision.text}),
        "by": decision.by,
        "at": decision.at,
        **({"input": decision.sha256} if decision.sha256 else {}),
        "anchor": {
            "id": anchor.id,
            "before": anchor.before,
            "after": anchor.after,
            "left": anchor.left,
            "right": anchor.right,
        },
    }


def _decision(field: Field, by: str | None, at: str | None = None) -> Decision:
    target: Target = field["target"].choice(Target)
    said = "verdict" if target == "edit" else "text"
    field.only({"target", said, "by", "at", "input", "anchor"})
    wording = field.optional(said) if target != "edit" else None
    if target != "edit" and said not in field.names():
        field.refuse(f"`{said}` is missing")
    verdict: Verdict | None = field[said].choice(Verdict) if target == "edit" else None
    made_on = field.optional("input")
    return Decision(
        target=target,
        anchor=_anchor(field["anchor"], target),
        verdict=verdict,
        text=None if wording is None else _clean(wording),
        by=_clean(field["by"]) if by is None else by,
        at=_clean(field["at"]) if at is None else at,
        sha256=None if made_on is None else made_on.text(),
    )


def _anchor(field: Field, target: Target) -> Anchor:
    field.only({"id", "before", "after", "left", "right"})
    if not _IDS[target].fullmatch(field["id"].text()):
        field["id"].refuse(f"names no {target}")
    return Anchor(*(field[name].text() for name in ("id", "before", "after", "left", "right")))


def _clean(field: Field) -> str:
    text = field.text()
    if _HALVES.search(text):
        field.refuse("holds half of a character")
    return text

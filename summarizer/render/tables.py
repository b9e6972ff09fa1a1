"""Lists of prompts and models, as plain text.

Takes values of `prompts` and `models`, gives text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from summarizer.render.safe import visible

if TYPE_CHECKING:
    from summarizer.engines.base import ModelSpec
    from summarizer.models import Model
    from summarizer.prompts import Problem, Prompt, Prompts

_MEGABYTE = 1_000_000


def prompts(found: Prompts) -> str:
    return _columns(_prompt_cells(prompt) for prompt in found.values())


def problems(found: Sequence[Problem]) -> str:
    return "".join(f"{visible(str(problem))}\n" for problem in found) or "all prompts can be used\n"


def models(found: Sequence[Model]) -> str:
    return _columns(
        (
            "*" if model.chosen else " ",
            model.name,
            model.engine,
            _size(model),
            _label(model.spec),
            visible(model.problem),
        )
        for model in found
    )


def model(found: Model) -> str:
    spec = found.spec
    rows = [
        ("name", found.name),
        ("model", _label(spec)),
        ("in use", "yes" if found.chosen else "no"),
        ("engine", found.engine),
        ("tasks", ", ".join(sorted(spec.tasks))),
        ("size", _size(found)),
        ("folder", str(found.folder)),
    ]
    if found.problem:
        rows.append(("problem", found.problem))
    return _columns((key, visible(value)) for key, value in rows)


def _prompt_cells(prompt: Prompt) -> tuple[str, ...]:
    takes = " ".join(f"{{{name}}}" for name in prompt.placeholders)
    return prompt.name, prompt.revision, takes, visible(str(prompt.path))


def _label(spec: ModelSpec) -> str:
    """As a report names it."""
    return f"{spec.name} {spec.revision}".strip()


def _size(found: Model) -> str:
    return f"{found.bytes / _MEGABYTE:.0f} MB"


def _columns(rows: Iterable[Sequence[str]]) -> str:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)

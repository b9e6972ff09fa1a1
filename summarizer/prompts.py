"""The prompts: one file each, checked together before anything runs.

Takes the packaged folder `prompts/` and, over it, a user's folder; reads their `.txt` files and touches nothing.
A template is plain text with placeholders such as `{sentence}`. What a placeholder is filled with is never
read again as a template, so an article may hold any braces.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UsageError

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "correct": ("sentence",),
    "headline": ("text",),
    "rewrite": ("sentence",),
    "shorten": ("sentence",),
    "summarize": ("text",),
}
"""The prompts the program asks with, and what each one must take in."""

SUFFIX = ".txt"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    template: str
    path: Path
    """The file it was read from."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """In the order of the template."""
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.template)))

    @property
    def revision(self) -> str:
        """Eight hexadecimal digits of the template's SHA-256: results name the wording they came from."""
        return hashlib.sha256(self.template.encode("utf-8")).hexdigest()[:8]

    def fill(self, **values: str) -> str:
        """The prompt for the model. Raises `TypeError` unless `values` are exactly the placeholders."""
        if set(values) != set(self.placeholders):
            raise TypeError(f"prompt {self.name!r} takes {self.placeholders}, not {tuple(values)}")
        return _PLACEHOLDER.sub(lambda match: values[match[1]], self.template)


@dataclass(frozen=True, slots=True)
class Problem:
    path: Path
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Prompts(Mapping[str, Prompt]):
    """All prompts by name, sorted."""

    def __init__(self, prompts: Mapping[str, Prompt]) -> None:
        self._prompts = dict(sorted(prompts.items()))

    def __getitem__(self, name: str) -> Prompt:
        return self._prompts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._prompts)

    def __len__(self) -> int:
        return len(self._prompts)

    def named(self, name: str) -> Prompt:
        """Raises `UsageError` for a name that no prompt has."""
        if name not in self._prompts:
            raise UsageError(f"there is no prompt named {name}", f"there are {', '.join(self._prompts)}")
        return self._prompts[name]

    @property
    def revision(self) -> str:
        """Eight hexadecimal digits that change when any prompt does."""
        together = "\n".join(f"{p.name} {p.revision}" for p in self.values())
        return hashlib.sha256(together.encode("utf-8")).hexdigest()[:8]


def load(folder: Path | None = None) -> Prompts:
    """The packaged prompts, each replaced by the user's file of the same name where `folder` has one.

    Raises `UsageError` that names every problem of every file.
    """
    prompts, problems = _read_all(folder)
    if problems:
        raise UsageError("; ".join(map(str, problems)), "`summarizer prompts show NAME` prints one that works")
    return Prompts(prompts)


def check(folder: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of every file; empty where `load` succeeds.

    Raises `UsageError` where `folder` itself cannot be read.
    """
    return _read_all(folder)[1]


def packaged() -> Path:
    """In a wheel `summarizer/prompts`, in a checkout the folder beside the package."""
    here = Path(__file__).resolve().parent
    shipped = here / "prompts"
    return shipped if shipped.is_dir() else here.parent / "prompts"


def _read_all(folder: Path | None) -> tuple[dict[str, Prompt], tuple[Problem, ...]]:
    prompts: dict[str, Prompt] = {}
    problems: list[Problem] = []
    own = _files(folder, problems) if folder is not None else {}
    for name in PLACEHOLDERS:
        path = own.get(name, packaged() / f"{name}{SUFFIX}")
        prompt, found = _read(name, path)
        problems += found
        if prompt is not None:
            prompts[name] = prompt
    return prompts, tuple(problems)


def _files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """The user's prompt files by name; a name that no prompt has is a slip of the pen, not a new prompt."""
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix == SUFFIX)
    except OSError as error:
        raise UsageError(
            f"{folder}: the folder cannot be read: {error.strerror or error}", "check the path given to --prompts"
        ) from error
    found = {}
    for path in paths:
        if path.stem in PLACEHOLDERS:
            found[path.stem] = path
        else:
            near = difflib.get_close_matches(path.stem, PLACEHOLDERS, n=1)
            names = f"did you mean {near[0]}?" if near else f"there are {', '.join(PLACEHOLDERS)}"
            problems.append(Problem(path, f"no prompt has this name; {names}"))
    if not paths:
        problems.append(Problem(folder, f"the folder has no {SUFFIX} file"))
    return found


def _read(name: str, path: Path) -> tuple[Prompt | None, list[Problem]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return None, [Problem(path, f"cannot be read: {error.strerror or error}")]
    except UnicodeDecodeError:
        return None, [Problem(path, "is not UTF-8 text")]
    prompt = Prompt(name, text.strip(), path)
    wanted = PLACEHOLDERS[name]
    problems = [Problem(path, f"{{{p}}} is missing") for p in wanted if p not in prompt.placeholders] + [
        Problem(path, f"{{{p}}} is unknown; this prompt takes {', '.join(f'{{{w}}}' for w in wanted)}")
        for p in prompt.placeholders
        if p not in wanted
    ]
    return prompt, problems

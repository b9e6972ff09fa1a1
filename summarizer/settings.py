"""What a run is asked to do, gathered once: below this nothing reads options, environment or configuration.

Takes the options of the command, the environment and a TOML file; gives a frozen `Settings`. Reads that file,
writes nothing.

    options  >  environment (SUMMARIZER_LEVEL, …, NO_COLOR)  >  TOML file  >  defaults

The TOML file is the one named by `--config` or SUMMARIZER_CONFIG, else `summarizer.toml` in the working folder,
else `summarizer.toml` in the user's configuration folder. One is read, they are not merged.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from summarizer.document import LEVELS, Level
from summarizer.errors import UsageError

Medium = Literal["terminal", "text", "json", "markdown", "html"]
Format = Literal["auto", "terminal", "text", "json", "markdown", "html"]
Color = Literal["auto", "always", "never"]

MEDIA: tuple[Medium, ...] = get_args(Medium)
_BY_ENDING: Mapping[str, Medium] = {
    ".txt": "text", ".text": "text", ".json": "json", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html",
}  # fmt: skip
"""By the ending of the output file."""

CONFIG_NAME = "summarizer.toml"
PREFIX = "SUMMARIZER_"
_OTHER_VARIABLES = frozenset({"SUMMARIZER_CONFIG", "SUMMARIZER_MODELS"})
"""Variables with our prefix that are no setting."""
_RUN_FIELDS = ("level", "edit_quotes", "force", "model")
"""What a result depends on, beside what the glossary, the prompts and the model hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Raises `UsageError` for a value that cannot be used, naming all of them at once."""

    level: Level = "rewrite"
    """How far a rewrite may go: `correct` mends errors and keeps the author's voice, `rewrite` the wording too."""
    edit_quotes: bool = False
    """Whether the model may reword what stands inside quotation marks."""
    glossary: Path | None = None
    """Names, terms and spellings the desk has decided."""
    model: str | None = None
    """A registered name, a folder or a hub id; None is the model that ships with the package."""
    prompts: Path | None = None
    """A folder of prompt templates; None is the ones that ship with the package."""
    threads: int = 0
    """Processor threads for the model; 0 takes as many as there are processors."""
    force: bool = False
    """Go on where only the language of the article is in doubt."""
    format: Format = "auto"
    """`auto` follows the ending of the output file, else a terminal gets `terminal` and a pipe `text`, unless it is
    to be coloured."""
    output: Path | None = None
    """The file the result is written to; None is standard output."""
    color: Color = "auto"
    progress: bool = True
    """Whether a run that takes longer says on stderr, if that is a terminal, how far it is."""
    strict: bool = False
    """Whether flags make the command fail."""
    explain: bool = False
    """Whether each edit's reason, each refusal and each flag is listed."""
    debug: bool = False
    """Whether an error shows where in the program it arose."""

    def __post_init__(self) -> None:
        problems = []
        for name, value in _values(self):
            try:
                object.__setattr__(self, name, _CHECKS[name](value, Path()))
            except ValueError as error:
                problems.append(f"{name}: {error}")
        _refuse(problems)

    def medium(self, *, is_terminal: bool, written: Sequence[Medium] = MEDIA) -> Medium:
        """What the result is rendered for; `is_terminal` tells of standard output.

        Raises `UsageError` where the output file's ending is to decide and is of none that is `written`.
        """
        if self.format != "auto":
            return self.format
        if self.output is None:
            return "terminal" if is_terminal or self.color == "always" else "text"
        ending = self.output.suffix.lower()
        if not any(map(str.isalpha, ending)):  # none, or the end of a date: `news.2024.05.01`
            return "text"
        medium = _BY_ENDING.get(ending)
        if medium is None or medium not in written:
            *others, last = (known for known, its in _BY_ENDING.items() if its in written)
            raise UsageError(
                f"{self.output}: this command writes no {ending} file",
                f"name one that ends in {', '.join(others)} or {last}, or say with --format what goes into it",
            )
        return medium

    def has_color(self, *, is_terminal: bool) -> bool:
        return self.color == "always" or (self.color == "auto" and self.output is None and is_terminal)

    def fingerprint(self) -> str:
        """A hash, in hexadecimal, of the settings that a result depends on.

        A glossary and prompts count by what is in them, so whoever has read them adds their revisions.
        """
        run = {name: getattr(self, name) for name in _RUN_FIELDS}
        return hashlib.sha256(json.dumps(run, sort_keys=True).encode()).hexdigest()


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Settings))


def load(
    options: Mapping[str, Any],
    *,
    environ: Mapping[str, str] | None = None,
    config: Path | None = None,
) -> Settings:
    """The settings of a run. An option that is None was not given.

    Raises `UsageError` naming every unknown key and every bad value, each with its source.
    """
    environ = os.environ if environ is None else environ
    chosen = config or _path_in(environ.get(f"{PREFIX}CONFIG", ""))
    file = chosen or _found_config()
    sources: list[tuple[str, Mapping[str, Any], Path]] = []
    if file is not None:
        sources.append((str(file), _read_config(file), file.parent))
    sources.append(("environment", _from_environment(environ), Path()))
    sources.append(("option", {name: value for name, value in options.items() if value is not None}, Path()))

    values: dict[str, Any] = {}
    problems: list[str] = []
    for source, given, folder in sources:
        for key, value in given.items():
            name = key.replace("-", "_")
            if name not in _CHECKS:
                problems.append(f"{_where(source, key)}: unknown setting{_guess(name)}")
                continue
            try:
                values[name] = _CHECKS[name](value, folder)
            except ValueError as error:
                problems.append(f"{_where(source, name)}: {error}")
    _refuse(problems)
    return Settings(**values)


def _refuse(problems: list[str]) -> None:
    if problems:
        raise UsageError("; ".join(problems), "`summarizer run --help` explains each setting")


def _values(settings: Settings) -> Iterator[tuple[str, object]]:
    return ((field.name, getattr(settings, field.name)) for field in fields(settings))


def _where(source: str, key: str) -> str:
    """How the user would name the place."""
    if source == "option":
        return "--" + key.replace("_", "-")
    if source == "environment":
        return PREFIX + key.upper()
    return f"{source}: {key}"


def _guess(name: str) -> str:
    close = get_close_matches(name, _CHECKS, n=1)
    return f", did you mean {close[0]}?" if close else ""


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Variables with our prefix that are not empty, by the setting's name.

    NO_COLOR counts as no-color.org has it, and a terminal that is `dumb` understands no colour.
    """
    plain = environ.get("NO_COLOR") or environ.get("TERM") == "dumb"
    found = {"color": "never"} if plain else {}
    for name, value in environ.items():
        if name.startswith(PREFIX) and name not in _OTHER_VARIABLES and value:
            found[name.removeprefix(PREFIX).lower()] = value
    return found


def _found_config() -> Path | None:
    from platformdirs import user_config_path

    places = (Path(CONFIG_NAME), user_config_path("summarizer", appauthor=False) / CONFIG_NAME)
    # Path.is_file raises where a folder may not be entered; what cannot be looked at is not there.
    return next((place for place in places if os.path.isfile(place)), None)  # noqa: PTH113


def _read_config(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"cannot read the configuration {file}: {error.strerror}", "name another with --config"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the configuration {file} is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"the configuration {file} is not TOML: {error}", 'it has a setting a line, such as level = "correct"'
        ) from error


# A check takes a value as it came, from a program, TOML or a string, and the folder a relative path starts from.
_Check = Callable[[Any, Path], Any]

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


def _switch(value: Any, _: Path) -> bool:
    word = str(value).lower()
    if not isinstance(value, bool | str | int) or word not in _YES | _NO:
        raise ValueError(f"{value!r} is neither true nor false")
    return word in _YES


def _number(value: Any, _: Path) -> int:
    try:
        number = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else -1
    except ValueError:
        number = -1
    if number < 0:
        raise ValueError(f"{value!r} is not a whole number from 0 up")
    return number


def _choice(*allowed: str) -> _Check:
    def check(value: Any, _: Path) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        return str(value)

    return check


def _path(value: Any, folder: Path) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str | Path) or not str(value) or "\0" in str(value):
        raise ValueError(f"{value!r} is not a path")
    return _path_in(str(value), folder)


def _output(value: Any, folder: Path) -> Path | None:
    return None if str(value) == "-" else _path(value, folder)


def _path_in(value: str, folder: Path = Path()) -> Path | None:
    """None for an empty string; `~` is the user's home where there is one."""
    if not value:
        return None
    try:
        return folder / Path(value).expanduser()
    except RuntimeError:
        return folder / value


def _model(value: Any, folder: Path) -> str | None:
    """A name or hub id as it stands; what is plainly a path, from `folder`."""
    if value is None:
        return None
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError(f"{value!r} is neither a model's name nor a folder")
    text = str(value)
    is_path = text.startswith((".", "~")) or isinstance(value, Path)
    return str(_path_in(text, folder)) if is_path else text


_CHECKS: dict[str, _Check] = {
    "level": _choice(*LEVELS),
    "edit_quotes": _switch,
    "glossary": _path,
    "model": _model,
    "prompts": _path,
    "threads": _number,
    "force": _switch,
    "format": _choice(*get_args(Format)),
    "output": _output,
    "color": _choice(*get_args(Color)),
    "progress": _switch,
    "strict": _switch,
    "explain": _switch,
    "debug": _switch,
}

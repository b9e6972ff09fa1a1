"""The models on this computer: the embedded one, and those that the user added by name.

Takes names, folders and hub ids; reads and writes one folder a model under `home()`, and nothing else. A model
that is being added is made under another name and moved into place, so a killed `add` leaves no half model.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarizer.engines import spec as specs
from summarizer.engines.base import ModelSpec
from summarizer.errors import ModelError, UsageError

EMBEDDED = "embedded"
EMBEDDED_FOLDER = Path(__file__).resolve().parent / "model"
"""The model that ships with the package."""
HOME_VARIABLE = "SUMMARIZER_MODELS"
_DEFAULT_FILE = "default"
_UNFINISHED = ".adding-"
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Model:
    """One model that can be named."""

    name: str
    folder: Path
    engine: str
    """`ctranslate2` or `transformers`."""
    bytes: int
    """Of all its files."""
    chosen: bool
    """Whether it is used where none is named."""
    spec: ModelSpec
    problem: str = ""
    """Why it cannot be opened; the spec then holds only a name."""


def home() -> Path:
    """Where added models live: `SUMMARIZER_MODELS`, else the user's data folder."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("summarizer", appauthor=False) / "models"


def listed() -> tuple[Model, ...]:
    """The embedded model, then the user's by name. A folder that is no model is left out."""
    folders = sorted(p for p in _entries() if _NAME.fullmatch(p.name) and (p / specs.CONFIG_FILE).is_file())
    chosen = _chosen_name()
    return tuple(
        _describe(name, folder, chosen)
        for name, folder in [(EMBEDDED, EMBEDDED_FOLDER), *((p.name, p) for p in folders)]
    )


def show(name: str) -> Model:
    """Raises `UsageError` for a name that no model has."""
    models = {model.name: model for model in listed()}
    if name not in models:
        raise UsageError(f"there is no model named {name}", f"`summarizer models list` has {', '.join(models)}")
    return models[name]


def default() -> Model:
    """The model chosen by `use`, else the embedded one. Raises `ModelError` where the chosen one is gone."""
    name = _chosen_name()
    folder = EMBEDDED_FOLDER if name == EMBEDDED else home() / name
    if not (folder / specs.CONFIG_FILE).is_file():
        raise ModelError(f"the model in use, {name}, is not in {folder}", "`summarizer models use embedded`")
    return _describe(name, folder, name)


def add(source: str | Path, name: str | None = None, *, convert: bool = True, replace: bool = False) -> Model:
    """Copy the model `source`, a folder or a hub id, under `name` (by default the source's last part).

    A folder that CTranslate2 opens is copied as it is; any other is converted to int8, which needs the extra
    `torch`, or with `convert=False` copied. A hub id is downloaded. Raises `UsageError` for a bad or taken name
    and `ModelError` for a model that cannot be read or converted; neither leaves anything behind.
    """
    folder = Path(source)
    name = name or Path(folder.resolve() if folder.is_dir() else folder).name
    _check_name(name, replace=replace)
    if not folder.is_dir() and not is_hub_id(source):
        raise ModelError(f"there is no folder {source}", "name a model's folder, or a hub id such as org/name")
    if folder.is_dir() and not (folder / specs.CONFIG_FILE).is_file():
        raise ModelError(f"{folder} is no model: it has no {specs.CONFIG_FILE}", "name a model's folder")
    with _unfinished(name) as staged:
        if folder.is_dir() and (is_converted(folder) or not convert):
            specs.read(folder)
            shutil.copytree(folder, staged)
        elif convert:
            from summarizer.engines import convert as converter

            converter.convert(source, staged, hub=not folder.is_dir())
        else:
            raise UsageError(f"{source} is not a folder", "leave out --no-convert to download and convert it")
        target = home() / name
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
    return show(name)


def remove(name: str) -> None:
    """Delete an added model; where it was in use, the embedded one is again. Raises `UsageError`."""
    model = show(name)
    if name == EMBEDDED:
        raise UsageError("the embedded model cannot be removed")
    try:
        if model.chosen:
            use(EMBEDDED)
        # Renamed first: a killed removal leaves no half model under the name.
        doomed = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home()))
        model.folder.replace(doomed / name)
        shutil.rmtree(doomed)
    except OSError as error:
        raise UsageError(f"{model.folder} cannot be removed: {error.strerror or error}") from error


def use(name: str) -> Model:
    """Choose the model for runs that name none. Raises `UsageError`."""
    show(name)
    try:
        home().mkdir(parents=True, exist_ok=True)
        staged = home() / f"{_UNFINISHED}{_DEFAULT_FILE}-{os.getpid()}"
        staged.write_text(name + "\n", encoding="utf-8")
        staged.replace(home() / _DEFAULT_FILE)
    except OSError as error:
        raise UsageError(f"{home()} cannot be written: {error.strerror or error}") from error
    return show(name)


def is_converted(folder: Path) -> bool:
    """Whether CTranslate2 opens it, rather than transformers."""
    return (folder / "model.bin").is_file()


def is_hub_id(model: str | Path) -> bool:
    """Whether it reads as `org/name`, and not as a mistyped path, which must not send the user to the network."""
    if not isinstance(model, str) or not _HUB_ID.fullmatch(model):
        return False
    return not os.path.exists(Path(model).parent)  # noqa: PTH110 - `Path.exists` may raise


def _describe(name: str, folder: Path, chosen: str) -> Model:
    problem = ""
    try:
        spec = specs.read(folder).spec
    except ModelError as error:
        spec, problem = ModelSpec(name, ""), str(error)
    return Model(
        name=name,
        folder=folder,
        engine="ctranslate2" if is_converted(folder) else "transformers",
        bytes=sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()),
        chosen=name == chosen,
        spec=spec,
        problem=problem,
    )


def _entries() -> list[Path]:
    try:
        return list(home().iterdir())
    except OSError:
        return []


def _chosen_name() -> str:
    try:
        return (home() / _DEFAULT_FILE).read_text(encoding="utf-8").strip() or EMBEDDED
    except OSError:
        return EMBEDDED


def _check_name(name: str, *, replace: bool) -> None:
    if not _NAME.fullmatch(name) or name in (EMBEDDED, _DEFAULT_FILE):
        raise UsageError(f"{name!r} cannot be a model's name", "letters, digits, `.`, `_` and `-`")
    if not replace and (home() / name).exists():
        raise UsageError(f"there is a model named {name} already", "remove it first, or choose another name")


@contextmanager
def _unfinished(name: str) -> Iterator[Path]:
    """A place beside the models for one that is being made; gone afterwards, whatever happens."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home()))
    except OSError as error:
        raise UsageError(f"{home()} cannot be written: {error.strerror or error}") from error
    try:
        yield room / name
    except OSError as error:
        raise ModelError(f"the model {name} cannot be added: {error.strerror or error}") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)

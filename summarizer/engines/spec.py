"""What a model folder says about itself: the key `summarizer` of its config.json, read into a `ModelSpec`.

Takes a folder, reads config.json and, for a folder without a revision, a little of its weights. Every key is
optional, so any converted model works:

    {"summarizer": {
        "name": "newsdesk-small", "revision": "1", "token_limit": 512, "blank": "▁",
        "tasks": ["correct", "rewrite", "headline", "summarize", "shorten"],
        "rewriting": {"prefix": "fix", "copy": {"correct": 0.6, "rewrite": 0.8},
                      "gain": {"correct": {"slip": 1.0, "preposition": 1.5, "article": 3.0, "wording": 4.0},
                               "rewrite": {"slip": 1.0, "preposition": 1.5, "article": 2.0, "wording": 5.0}},
                      "noise": {"correct": [0.11, 0.17], "rewrite": [0.16, 0.24]},
                      "still": {"correct": {"slip": 1.0, "preposition": 4.0, "article": 0.0, "wording": 4.0},
                                "rewrite": {"slip": 1.0, "preposition": 4.0, "article": 0.0, "wording": 5.0}},
                      "fluency": {"correct": 0.25, "rewrite": 0.25}},
        "decoding": {"headline": {"beam_size": 6, "n_best": 6, "max_tokens": 40}}}}
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from summarizer.document import LEVELS, REACHES, Level, Reach
from summarizer.engines.base import Decoding, ModelSpec, Noise, Rewriting
from summarizer.errors import ModelError

T = TypeVar("T")
K = TypeVar("K", bound=str)

KEY = "summarizer"
KNOWN = {"name", "revision", "tasks", "rewriting", "decoding", "token_limit", "start", "blank"}
CONFIG_FILE = "config.json"
WEIGHT_FILES = ("model.bin", "model.safetensors", "pytorch_model.bin", "ngrams.bin")
DEFAULT_TOKEN_LIMIT = 512
"""Tokens of the prompt. What T5 was pre-trained on; its relative positions would let it read on, ever worse."""
FINGERPRINT_BYTES = 1 << 20
"""From each end of the weights: fine-tuning moves every weight, so the ends tell two models apart."""


@dataclass(frozen=True, slots=True)
class FolderSpec:
    """A model folder's own words: what the model was trained for, and how much it reads."""

    spec: ModelSpec
    token_limit: int | None
    """In tokens; None where the folder does not say."""
    start: str | None = None
    """The piece that every output begins with (BART's `<s>`), after the start mark of config.json."""
    blank: str | None = None
    """A piece that the model reads as nothing at the end of a prompt, to fill prompts up to a common length."""


def read(folder: Path) -> FolderSpec:
    """The folder's `summarizer` key; its name and a fingerprint stand in for a missing name and revision.

    Raises `ModelError` for a config.json that is missing, is no JSON or holds values of the wrong kind.
    """
    config = read_config(folder)
    data, marks = config.get(KEY, {}), fingerprint(folder)
    try:
        known = _record(data, KNOWN)
        spec = ModelSpec(
            name=_text(known.get("name", folder.resolve().name)),
            revision=_text(known.get("revision", marks)),
            rewriting=_optional(known.get("rewriting"), _rewriting),
            tasks=frozenset(_text(t) for t in known["tasks"]) if "tasks" in known else frozenset(TASKS),
            decoding={_text(k): _decoding(v) for k, v in _record(known.get("decoding", {})).items()},
            fingerprint=marks,
        )
        limit = _optional(known.get("token_limit"), _count)
        start, blank = (_optional(known.get(key), _text) for key in ("start", "blank"))
    except (KeyError, TypeError, ValueError) as error:
        detail = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
        raise ModelError(
            f"{folder / CONFIG_FILE}: its key {KEY!r} cannot be used: {detail}",
            "compare it with the embedded model's config.json",
        ) from error
    return FolderSpec(spec, limit, start, blank)


def read_config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG_FILE
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"{folder} is no model's folder, it has no {CONFIG_FILE}",
            "name the folder that holds it and the weights, or what `summarizer models list` has",
        ) from error
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}", "name a model's folder") from error
    except ValueError as error:
        raise ModelError(f"{path} is not valid JSON: {error}", "copy the model anew") from error
    if not isinstance(config, dict):
        raise ModelError(f"{path} is not a JSON object", "copy the model anew")
    return config


def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits that change with the model's configuration and weights."""
    digest = hashlib.sha256()
    for name in (CONFIG_FILE, *WEIGHT_FILES):
        path = folder / name
        if not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{name} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(FINGERPRINT_BYTES))
            file.seek(max(0, size - FINGERPRINT_BYTES))
            digest.update(file.read())
    return digest.hexdigest()[:12]


TASKS = ModelSpec("", "").tasks


def _optional(value: Any, read_value: Callable[[Any], T]) -> T | None:
    return None if value is None else read_value(value)


def _rewriting(value: Any) -> Rewriting:
    data = _record(value, {"prefix", "copy", "gain", "noise", "still", "fluency"})
    return Rewriting(
        prefix=_text(data["prefix"]),
        copy=_each(data["copy"], LEVELS, _number),
        gain=_each(data["gain"], LEVELS, _margins),
        noise=_by_level(data.get("noise"), _noise),
        still=_by_level(data.get("still"), _margins),
        fluency=_by_level(data.get("fluency"), _number),
    )


def _by_level(value: Any, read_value: Callable[[Any], T]) -> dict[Level, T]:
    """An object with just the levels, or with none where there is none."""
    return _each(value, LEVELS, read_value) if value else {}


def _margins(value: Any) -> Mapping[Reach, float]:
    return _each(value, REACHES, _number)


def _noise(value: Any) -> Noise:
    if not isinstance(value, list) or len(value) != len(Noise._fields):
        raise TypeError(f"{value!r} is no pair of numbers")
    noise = Noise(*map(_number, value))
    if not 0 <= noise.quiet < noise.loud:
        raise ValueError(f"{value!r} does not rise")
    return noise


def _each(value: Any, keys: Sequence[K], read_value: Callable[[Any], T]) -> dict[K, T]:
    """An object with just these keys."""
    data = _record(value, set(keys))
    return {key: read_value(data[key]) for key in keys}


def _decoding(value: Any) -> Decoding:
    kinds = {f.name: _number if f.type == "float" else _count for f in dataclasses.fields(Decoding)}
    data = _record(value, set(kinds))
    decoding = Decoding(**{name: kinds[name](v) for name, v in data.items()})  # type: ignore[arg-type]
    if not 1 <= decoding.n_best <= decoding.beam_size:
        raise ValueError(f"n_best is {decoding.n_best} and beam_size {decoding.beam_size}")
    return decoding


def _record(value: Any, allowed: set[Any] | None = None) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not an object")
    unknown = sorted(set(value) - allowed) if allowed is not None else []
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is not a text")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is not a whole number")
    return value

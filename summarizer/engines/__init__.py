"""Engines: what runs a model. `load` finds the model the user named and opens it with the engine it needs.

No heavy library is imported before a model is loaded.
"""

from __future__ import annotations

import os
from pathlib import Path

from summarizer.engines import spec
from summarizer.engines.base import Engine
from summarizer.engines.carry import Carrying
from summarizer.errors import ModelError


def load(model: str | Path | None = None, *, threads: int = 0) -> Engine:
    """The engine for `model`; `threads` is the number of cores to use, 0 for all.

    `model` is a model's folder, the name of a model that the user added, or a hub id such as `org/name`, the only
    case in which the network is used. None is the model chosen by `models use`, else the embedded one.
    Raises `ModelError`.
    """
    return Carrying(_open(model, threads))


def _open(model: str | Path | None, threads: int) -> Engine:
    from summarizer import models

    folder = models.default().folder if model is None else _folder(model)
    if folder is None:
        from summarizer.engines.transformers import TransformersEngine

        return TransformersEngine(str(model), threads=threads, hub=True)
    if models.is_converted(folder):
        from summarizer.engines.ctranslate2 import CTranslate2Engine

        return CTranslate2Engine(folder, threads=threads)
    spec.read_config(folder)  # where there is none, torch would not help
    from summarizer.engines.transformers import TransformersEngine

    return TransformersEngine(folder, threads=threads)


def _folder(model: str | Path) -> Path | None:
    """The folder that holds `model`; None for a hub id."""
    from summarizer import models

    path = Path(model)
    if model and os.path.isdir(path):  # noqa: PTH112 - `Path.is_dir` may raise
        return path
    name = str(model)
    added = {m.name: m.folder for m in models.listed()}
    if name in added:
        return added[name]
    if models.is_hub_id(model):
        return None
    known = ", ".join(added)
    raise ModelError(
        f"there is no model {name}",
        f"give a model's folder, a hub id such as org/name, or what `summarizer models list` has: {known}",
    )

"""Engines: what runs a model. `load` finds the model the user named and opens it with the engine it needs.

No heavy library is imported before a model is loaded.
"""

from __future__ import annotations

from pathlib import Path

from summarizer.engines.base import Engine
from summarizer.errors import ModelError

EMBEDDED = Path(__file__).resolve().parent.parent / "model"
"""The model that ships with the package."""


def load(model: str | Path | None = None, *, threads: int = 0) -> Engine:
    """The engine for `model`; `threads` is the number of cores to use, 0 for all.

    None is the embedded model. A folder is opened by what it holds: `model.bin` by CTranslate2, anything else
    by transformers. Raises `ModelError`.
    """
    folder = Path(model) if model is not None else EMBEDDED
    if (folder / "model.bin").is_file():
        from summarizer.engines.ctranslate2 import CTranslate2Engine

        return CTranslate2Engine(folder, threads=threads)
    raise ModelError(f"there is no model {model}", "name a folder")

"""The recipe: every number that matters, read once from `training/recipe.toml` into one frozen value.

Takes `--recipe FILE` (default: the file beside this module) and `--work FOLDER`, gives a `Recipe`.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Recipe:
    """What a training run is made of; the tables keep the shape they have in the TOML file."""

    seed: int
    data: Path
    work: Path
    start: Path
    roundtrip_articles: dict[str, int]
    filter: dict[str, Any]
    mix: dict[str, Any]
    candidates: dict[str, Any]
    context: dict[str, Any]
    ngrams: dict[str, Any]
    renderings: dict[str, Any]
    train: dict[str, Any]
    export: dict[str, Any]


def read_recipe(path: Path, work: Path | None = None) -> Recipe:
    """Read a recipe; `work` wins over the file's own."""
    table = _read_table(path)
    paths = table["paths"]
    return Recipe(
        seed=table["seed"],
        data=Path(paths["data"]),
        work=work or Path(paths["work"]),
        start=Path(paths["start"]),
        roundtrip_articles=table["roundtrip"]["articles"],
        filter=table["filter"],
        mix=table["mix"],
        candidates=table["candidates"],
        context=table["context"],
        ngrams=table["ngrams"],
        renderings=table["renderings"],
        train=table["train"],
        export=table["export"],
    )


def _read_table(path: Path) -> dict[str, Any]:
    """The file's table, within that of the file beside it that it `extends`, if any."""
    with path.open("rb") as handle:
        table = tomllib.load(handle)
    name = table.pop("extends", None)
    return table if name is None else _merged(_read_table(path.parent / name), table)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(base[key], value) if isinstance(value, dict) and key in base else value
        for key, value in over.items()
    }
    return base | both


def options(description: str = "") -> argparse.ArgumentParser:
    """The options every step has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--work", type=Path, default=None)
    return parser


def main_recipe() -> Recipe:
    """The recipe named on the command line."""
    arguments = options().parse_args()
    return read_recipe(arguments.recipe, arguments.work)

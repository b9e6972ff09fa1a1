"""Context: behind some rewrites' prompts, the sentence that came before in the article.

Takes the mix, the candidates and the articles of the work folder and the news of the data folder; gives the mix and
the candidates anew, `correct: S context: BEFORE`. Touches the work folder alone.

A sentence that was sent round has its neighbour sent round before it, one with a planted error sometimes one too.
What ships is asked without context; the run is for what else it learns (README.md).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

from training.noise import KINDS, add_noise
from training.pairs import mended
from training.prepare import FIX, Row, sent_round
from training.recipe import Recipe, main_recipe
from training.text import rows, sentences, tidy, write_rows

MARK = " context: "
ALONE = frozenset(("mlqe", "wmt", "post-edit"))
"""Kinds whose sentences stand by themselves."""


def neighbours(recipe: Recipe) -> dict[str, str]:
    """Of each clean sentence of the news for training the one before it."""
    found: dict[str, str] = {}
    for path in sorted((recipe.data / "news").glob("*.train.jsonl.gz")):
        for row in rows(path):
            lines = [line for part in row["body"].split("\n") if part.strip() for line in sentences(tidy(part))]
            for before, line in pairwise(lines):
                found.setdefault(line, before)
    return found


def noisy_neighbours(recipe: Recipe) -> dict[str, str]:
    """Of each sentence sent round, as the repairs leave it and as it was, the one before it, sent round as well."""
    found: dict[str, str] = {}
    for article in sent_round(recipe):
        noisy = [mended(tidy(line)) for line in article["noisy"]]
        for place, before in enumerate(noisy[:-1], start=1):
            found[noisy[place]] = found[tidy(article["clean"][place])] = before
    return found


class Attached:
    """Rows with their context, where one is known and the draw says so."""

    def __init__(self, recipe: Recipe) -> None:
        self.rng = random.Random(f"{recipe.seed} context")
        self.numbers = recipe.context
        self.clean = neighbours(recipe)
        self.noisy = noisy_neighbours(recipe)

    def __call__(self, found: Iterable[Row]) -> Iterator[Row]:
        for row in found:
            before = self.before(row)
            if before is None or MARK in row["source"] or self.rng.random() >= self.numbers["share"]:
                yield row
            else:
                shown = " ".join(before.split()[-self.numbers["words"] :])
                yield {**row, "source": f"{row['source']}{MARK}{shown}"}

    def before(self, row: Row) -> str | None:
        """The sentence before a row's, as noisy as its own is."""
        if row["task"] not in ("correct", "rewrite") or row["kind"] in ALONE:
            return None
        source = row["source"].partition(": ")[2]
        target = (row["target"] or "").removeprefix(f"{FIX} ")
        if row["kind"] == "roundtrip":
            return self.noisy.get(source) or self.noisy.get(target)
        before = self.clean.get(target)
        if before is not None and self.rng.random() < self.numbers["noise"]:
            return mended(add_noise(before, self.rng, self.rng.choice((1, 1, 2)), KINDS)[0])
        return before


def main() -> None:
    recipe = main_recipe()
    attached = Attached(recipe)
    for name in ("main", "candidates"):
        path = recipe.work / "data" / f"{name}.jsonl.gz"
        found = list(attached(list(rows(path))))
        write_rows(path, found)
        print(f"{path}: {sum(MARK in row['source'] for row in found)} of {len(found)} rows with context")


if __name__ == "__main__":
    main()

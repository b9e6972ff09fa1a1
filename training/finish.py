"""Finish: rows for the last stage, in which leaving alone is spelt out.

Takes the main mix and the number of steps that the main stage took of it; gives `WORK/data/finish.jsonl.gz`:
the rows it has not seen, with every `keep` turned into the forced prefix and the sentence itself. A model of
this size hardly learns to say in one word whether a sentence needs an edit, but where it would change nothing
it copies with confidence: this stage makes that confidence honest. Touches the work folder alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sentencepiece

from training.prepare import FIX, KEEP
from training.recipe import Recipe, main_recipe
from training.text import rows, write_rows
from training.train import batches, example


def spelt_out(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its decision word written as a copy."""
    if row["target"] != KEEP:
        return row
    return {**row, "target": f"{FIX} {row['source'].split(': ', 1)[1]}"}


def unseen(recipe: Recipe) -> Iterator[dict[str, Any]]:
    """The rows of the main mix behind the main stage's last step, judgements left out."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(recipe.start / "spiece.model"))
    found = list(rows(recipe.work / "data" / "main.jsonl.gz"))
    order = batches([example(row, pieces, recipe.train) for row in found], recipe.train["tokens"], recipe.seed)
    print(f"{len(order)} steps in the mix")
    for step in order[recipe.train["most_steps"] :]:
        for group in step:
            for index in group:
                if found[index]["task"] != "judge":
                    yield spelt_out(found[index])


def main() -> None:
    recipe = main_recipe()
    result = list(unseen(recipe))
    print(Counter(row["task"] + " " + row["kind"] for row in result))
    print(write_rows(recipe.work / "data" / "finish.jsonl.gz", result), "rows")


if __name__ == "__main__":
    main()

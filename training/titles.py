"""Titles: headlines of the news for training through rule-based translation and back.

Takes `news/*.train.jsonl.gz` of the data folder, gives `titles.jsonl.gz` in the work folder:
`{"id", "source", "pivot", "printed", "clean", "noisy"}`: a headline as its outlet printed it, the same written as a
sentence is, and what is left of that. Touches the work folder alone; calls the `apertium` command.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from training.prepare import Row, clean_headline, sentence_case
from training.recipe import Recipe, main_recipe
from training.roundtrip import PIVOTS, round_trip
from training.text import rows, write_rows

GROUP = 400
"""Titles that go through one pivot together, to start apertium seldom."""
LONGEST_TITLE = 24
"""Words."""
READ = 3000
"""Characters of an article that show how its names are written."""


def titles(recipe: Recipe) -> Iterator[Row]:
    """The headlines that are neither all capitals nor of unusual length, without what outlets put around them."""
    for path in sorted((recipe.data / "news").glob("*.train.jsonl.gz")):
        for row in rows(path):
            printed = clean_headline(row["headline"])
            clean = sentence_case(printed, row["body"][:READ])
            if not clean.isupper() and recipe.filter["least_words"] <= len(clean.split()) <= LONGEST_TITLE:
                yield {"id": row["id"], "source": row["source"], "printed": printed, "clean": clean}


def noisy_titles(recipe: Recipe) -> Iterator[Row]:
    """All of them with both sides, shuffled."""
    found = list(titles(recipe))
    random.Random(recipe.seed).shuffle(found)
    for number, start in enumerate(range(0, len(found), GROUP)):
        pivot = list(PIVOTS)[number % len(PIVOTS)]
        group = found[start : start + GROUP]
        noisy = round_trip([title["clean"] for title in group], pivot)
        if noisy:
            pairs = zip(group, noisy, strict=True)
            yield from ({**title, "pivot": pivot, "noisy": text} for title, text in pairs)


def main() -> None:
    recipe = main_recipe()
    count = write_rows(recipe.work / "data" / "titles.jsonl.gz", noisy_titles(recipe))
    print(f"{count} titles in {recipe.work / 'data'}")


if __name__ == "__main__":
    main()

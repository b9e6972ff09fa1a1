"""Round trips: clean news articles through rule-based translation and back, sentence by sentence.

Takes `news/*.train.jsonl.gz` of the data folder, gives `articles.jsonl.gz` in the work folder:
`{"id", "source", "pivot", "headline", "summary", "clean": [sentences], "noisy": [sentences]}`.
Touches the work folder alone; calls the `apertium` command.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from typing import Any

from training.recipe import Recipe, main_recipe
from training.text import rows, sentences, tidy, write_rows

PIVOTS = {
    "spa": ("eng-spa", "spa-eng"),
    "cat": ("eng-cat", "cat-eng"),
    "gl": ("en-gl", "gl-en"),
    "eo": ("en-eo", "eo-en"),
}


def translate(lines: list[str], mode: str) -> list[str]:
    """Each line through one apertium mode; a blank line parts them so that no rule works across two."""
    text = "\n\n".join(lines) + "\n\n"
    done = subprocess.run(["apertium", "-u", mode], input=text, capture_output=True, text=True, check=True)
    result = done.stdout.split("\n\n")
    return [tidy(line) for line in result[: len(lines)]] if len(result) == len(lines) + 1 else []


def round_trip(lines: list[str], pivot: str) -> list[str]:
    """Lines there and back; an empty list when the count did not survive."""
    out, back = PIVOTS[pivot]
    middle = translate(lines, out)
    return translate(middle, back) if len(middle) == len(lines) else []


def body_sentences(body: str, limit: int) -> list[str]:
    """The sentences of an article's first `limit` words."""
    result: list[str] = []
    count = 0
    for paragraph in body.split("\n"):
        for sentence in sentences(tidy(paragraph)):
            count += len(sentence.split())
            if count > limit and result:
                return result
            result.append(sentence)
    return result


def chosen(recipe: Recipe) -> Iterator[dict[str, Any]]:
    """The articles to send round, as many of each source as the recipe says, those with human summaries first."""
    rng = random.Random(recipe.seed)
    for source, count in recipe.roundtrip_articles.items():
        articles = list(rows(recipe.data / "news" / f"{source}.train.jsonl.gz"))
        rng.shuffle(articles)
        articles.sort(key=lambda row: -min(3, len(row["summary"])))
        yield from articles[:count]


def noisy_articles(recipe: Recipe) -> Iterator[dict[str, Any]]:
    """Chosen articles with both sides; articles go in groups of one pivot, to start apertium seldom."""
    rng = random.Random(recipe.seed + 1)
    articles = list(chosen(recipe))
    rng.shuffle(articles)
    size = 40
    for number, start in enumerate(range(0, len(articles), size)):
        pivot = list(PIVOTS)[number % len(PIVOTS)]
        group = articles[start : start + size]
        clean = [body_sentences(row["body"], 340) for row in group]
        flat = round_trip([line for lines in clean for line in lines], pivot)
        if not flat:
            continue
        position = 0
        for row, lines in zip(group, clean, strict=True):
            noisy = flat[position : position + len(lines)]
            position += len(lines)
            yield {
                "id": row["id"],
                "source": row["source"],
                "pivot": pivot,
                "headline": row["headline"],
                "summary": row["summary"],
                "clean": lines,
                "noisy": noisy,
            }


def main() -> None:
    recipe = main_recipe()
    count = write_rows(recipe.work / "data" / "articles.jsonl.gz", noisy_articles(recipe))
    print(f"{count} articles in {recipe.work / 'data'}")


if __name__ == "__main__":
    main()

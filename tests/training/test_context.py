"""The sentence before, behind a rewrite's prompt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz")

from training.context import Attached
from training.prepare import edit_row
from training.recipe import HERE, read_recipe
from training.text import write_rows

FIRST, SECOND = "The council met in the old town on Monday.", "It has voted to close four of its bridges."


def test_a_sentence_has_its_neighbour_and_one_that_stands_alone_has_none(tmp_path: Path) -> None:
    recipe = read_recipe(HERE / "recipe.toml")
    recipe = replace(recipe, data=tmp_path, work=tmp_path, context={**recipe.context, "share": 1.0, "noise": 0.0})
    write_rows(tmp_path / "news" / "paper.train.jsonl.gz", [{"body": f"{FIRST}\n{SECOND}"}])
    noisy = ["The council met in the town old on Monday.", "It has voted to shut four of his bridges."]
    write_rows(tmp_path / "data" / "articles.jsonl.gz", [{"clean": [FIRST, SECOND], "noisy": noisy}])
    rows = [
        edit_row("correct", "clean", SECOND, SECOND),
        edit_row("rewrite", "roundtrip", noisy[1], SECOND),
        edit_row("correct", "clean", FIRST, FIRST),
        edit_row("correct", "mlqe", SECOND, SECOND),
        {"task": "headline", "kind": "paper", "source": f"headline: {SECOND}", "target": "Council votes"},
    ]

    attached = Attached(recipe)
    found = list(attached(rows))

    assert [row["source"] for row in found] == [
        f"correct: {SECOND} context: {FIRST}",
        f"rewrite: {noisy[1]} context: {noisy[0]}",
        *(row["source"] for row in rows[2:]),
    ]
    assert [row["target"] for row in found] == [row["target"] for row in rows]
    assert list(attached(found)) == found

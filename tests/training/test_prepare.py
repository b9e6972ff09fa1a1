"""Rows of the mix: what is learnt of a pair, and at which level."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz")

from summarizer.models import EMBEDDED_FOLDER
from training.prepare import ARTICLE, SETS, Filter, made, mlqe_rows
from training.recipe import HERE, read_recipe
from training.text import write_rows


def test_a_post_edit_is_learnt_as_far_as_english_can_tell(tmp_path: Path) -> None:
    recipe = replace(read_recipe(HERE / "recipe.toml"), data=tmp_path, start=EMBEDDED_FOLDER)
    near = (
        "The minister have signed the the agreement on Monday.",
        "The minister has signed the agreement on Monday.",
    )
    far = ("The king of shark was old there.", "The ghost of sacred forests was old there.")
    pairs = [{"pair": "ro-en", "mt": mt, "pe": pe} for mt, pe in (near, far)]
    write_rows(tmp_path / "rewrite" / "mlqe_pe_train.jsonl.gz", pairs)

    found = list(mlqe_rows(recipe, Filter(recipe), random.Random(1)))

    source, target = "The minister have signed the agreement on Monday.", f"fix {near[1]}"
    assert [(row["source"], row["target"]) for row in found] == [
        (f"rewrite: {source}", target),
        (f"correct: {source}", target),
    ]


def test_a_set_has_as_many_rows_as_the_recipe_says_and_the_same_ones_each_time(tmp_path: Path) -> None:
    recipe = read_recipe(HERE / "recipe.toml")
    recipe = replace(recipe, data=tmp_path, start=EMBEDDED_FOLDER, mix={**recipe.mix, "mlqe": 3})
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    pairs = [
        {"pair": "ro-en", "mt": f"It have begun on {day} in the city.", "pe": f"It has begun on {day} in the city."}
        for day in days
    ]
    write_rows(tmp_path / "rewrite" / "mlqe_pe_train.jsonl.gz", pairs)

    once, again = made(recipe, "mlqe"), made(recipe, "mlqe")
    other = made(replace(recipe, seed=recipe.seed + 1), "mlqe")

    assert len(once.rows) == 3
    assert once.rows == again.rows
    assert once.rows != other.rows


def test_a_recipe_that_extends_another_says_only_what_differs() -> None:
    main, other = read_recipe(HERE / "recipe.toml"), read_recipe(HERE / "particles.toml")

    assert other.mix["noise_particles"] > main.mix["noise_particles"] == 0
    assert other.mix["wmt_dev"] == main.mix["wmt_dev"]
    assert (other.export, other.filter, other.seed) == (main.export, main.filter, main.seed)


def test_titles_are_learnt_sent_round_with_an_error_and_as_they_are(tmp_path: Path) -> None:
    recipe = replace(read_recipe(HERE / "recipe.toml"), work=tmp_path, start=EMBEDDED_FOLDER)
    clean, noisy = "Bank shuts the branches in small towns", "Bank shuts the branches in towns small"
    title = {"printed": "Bank Shuts the Branches in Small Towns", "clean": clean, "noisy": noisy}
    write_rows(tmp_path / "data" / "titles.jsonl.gz", [title] * 30)

    found = {name: list(SETS[name](recipe, Filter(recipe), random.Random(1))) for name in SETS if "title" in name}

    assert {row["target"] for row in found["title"]} == {f"fix {clean}"}
    assert noisy in {row["source"].partition(": ")[2] for row in found["title"]}
    for row in found["title_single"]:
        assert row["target"].lower() == f"fix {clean}".lower()
        assert len(ARTICLE.findall(row["source"])) >= len(ARTICLE.findall(row["target"]))
    assert {row["target"] for row in found["title_keep"]} == {f"fix {clean}", f"fix {title['printed']}"}
    assert all(row["source"].partition(": ")[2] == row["target"][4:] for row in found["title_keep"])

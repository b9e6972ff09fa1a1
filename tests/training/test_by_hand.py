"""Edits written by hand: kept without their sentences, found again beside them, learnt at their level."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rapidfuzz")

from summarizer.models import EMBEDDED_FOLDER
from training import prepare
from training.by_hand import BY_HAND, LEARNERS, Pair, by_hand_pairs, edited, edits_between, recorded
from training.recipe import HERE, read_recipe
from training.text import rows, write_rows

TRANSLATION = "rewrite/mlqe_pe_train"
NEWS = "news/bbc_2004_05.train"
MT = "The court has retained a law on  the cafés."
MENDED = "The court has upheld a law on cafés."
BODY = "First of all.\nThe council approved the budget on Monday.\nIt met again."
CLEAN = "The council approved the budget on Monday."
NOISY = "Council on Monday the budget has approved."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_rows(tmp_path / f"{TRANSLATION}.jsonl.gz", [{"id": "ro-1", "mt": MT}, {"id": "ro-2", "mt": CLEAN}])
    write_rows(tmp_path / f"{NEWS}.jsonl.gz", [{"id": "bbc-1", "body": BODY}])
    return tmp_path


def sheet() -> list[dict[str, str]]:
    return [
        {"set": TRANSLATION, "id": "ro-1", "text": " ".join(MT.split()), "written": MENDED},
        {"set": TRANSLATION, "id": "ro-2", "text": CLEAN, "written": CLEAN},
        {"set": NEWS, "id": "bbc-1", "text": CLEAN, "written": NOISY},
    ]


@given(st.text(), st.text())
def test_edits_give_the_other_text_exactly(before: str, after: str) -> None:
    assert edited(before, edits_between(before, after)) == after


def test_what_is_recorded_is_found_again_beside_the_sets(data: Path) -> None:
    path = data / "by_hand.jsonl.gz"
    write_rows(path, recorded(data, sheet()))

    assert set(by_hand_pairs(data, [path])) == {
        Pair(" ".join(MT.split()), MENDED, False),
        Pair(CLEAN, CLEAN, False),
        Pair(NOISY, CLEAN, True),
    }


def test_only_the_words_put_in_are_recorded(data: Path) -> None:
    by_id = {row["id"]: row["edits"] for row in recorded(data, sheet())}

    assert by_id["ro-1"] == [(14, 22, "upheld"), (31, 35, "")]
    assert by_id["ro-2"] == []
    assert "budget" not in str(by_id["bbc-1"])


def test_a_text_that_its_set_does_not_have_is_an_error(data: Path) -> None:
    other = {**sheet()[0], "text": "The court met."}

    with pytest.raises(ValueError, match="ro-1 has no such text"):
        list(recorded(data, [other]))


def test_post_edits_teach_both_levels_and_noise_far_from_its_source_only_one(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "by_hand.jsonl.gz"
    write_rows(path, recorded(data, sheet()))
    monkeypatch.setattr(prepare, "by_hand_pairs", lambda data, paths: by_hand_pairs(data, [path]))
    monkeypatch.setattr(prepare, "held_out", lambda identity, parts: False)
    recipe = read_recipe(HERE / "recipe.toml")
    recipe = replace(recipe, data=data, start=EMBEDDED_FOLDER, mix={**recipe.mix, "by_hand_kept": 1.0})

    found = prepare.by_hand_rows(recipe, prepare.Filter(recipe), random.Random(1))
    once = [next(found) for _ in range(4)]

    mt, kept = " ".join(MT.split()), {f"{level}: {CLEAN}" for level in ("correct", "rewrite")}
    targets = {row["source"]: row["target"] for row in once}
    assert targets.pop(f"correct: {mt}") == targets.pop(f"rewrite: {mt}") == f"fix {MENDED}"
    assert targets.pop(f"rewrite: {NOISY}") == f"fix {CLEAN}"
    assert targets.keys() <= kept
    assert set(targets.values()) == {f"fix {CLEAN}"}


def test_news_with_errors_alone_teaches_both_levels_however_far(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "by_hand_learners.jsonl.gz"
    write_rows(path, recorded(data, [{"set": NEWS, "id": "bbc-1", "text": CLEAN, "written": NOISY}]))
    monkeypatch.setattr(prepare, "held_out", lambda identity, parts: False)
    recipe = replace(read_recipe(HERE / "recipe.toml"), data=data, start=EMBEDDED_FOLDER)

    found = prepare.by_hand_rows(recipe, prepare.Filter(recipe), random.Random(1), [path], errors_alone=True)

    assert {next(found)["source"] for _ in range(2)} == {f"{level}: {NOISY}" for level in ("correct", "rewrite")}


def test_where_no_pair_can_be_learnt_there_are_no_rows(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "by_hand_pairs", lambda data, paths: [Pair("Short.", "Short!", of_news=True)])
    monkeypatch.setattr(prepare, "held_out", lambda identity, parts: False)
    recipe = replace(read_recipe(HERE / "recipe.toml"), data=data, start=EMBEDDED_FOLDER)

    assert not list(prepare.by_hand_rows(recipe, prepare.Filter(recipe), random.Random(1)))


def test_the_edits_that_are_kept_here_are_whole() -> None:
    entries = [entry for path in (*BY_HAND, *LEARNERS) for entry in rows(path)]

    assert {entry["set"].split("/")[0] for entry in entries} == {"news", "rewrite"}
    for entry in entries:
        ends = [0]
        for start, end, text in entry["edits"]:
            assert ends[-1] <= start <= end
            assert start < end or text
            ends.append(end)
        if "span" in entry:
            assert ends[-1] <= entry["span"][1] - entry["span"][0]

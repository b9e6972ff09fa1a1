"""Renderings: what a hunk exchanges, how its words are paired, and which pairs are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz")

from summarizer.facts import lexicon
from training.renderings import Found, count, misrendered, often_gone, renderings, shared_out, write

NUMBERS = {
    "least_had": 3,
    "most_kept": 0.5,
    "least_put": 2,
    "least_share": 0.1,
    "others": 1,
    "least_nats": -3.0,
}


def counted(*pairs: tuple[str, str], times: int = 1) -> Found:
    found = Found()
    for before, after in pairs * times:
        count(found, before, after, is_round_trip=True)
    return found


def test_only_words_that_one_side_of_the_sentence_lacks_are_exchanged() -> None:
    before = "The clients of the big bank left it on Monday."
    after = "The bank's large customers left it on Monday."
    found = counted((before, after)).stems
    assert {word for old, _ in found for word in old} == {"client", "big"}
    assert {word for _, new in found for word in new} == {"larg", "custom"}


def test_a_hunk_of_more_words_than_can_be_paired_is_left_out() -> None:
    before = "He sold apples pears plums cherries lemons today."
    after = "He sold horses cows sheep goats donkeys today."
    assert not counted((before, after)).stems


def test_words_of_one_hunk_are_paired_by_what_other_hunks_say() -> None:
    alone = (frozenset({"client"}), frozenset({"custom"}))
    both = (frozenset({"client", "big"}), frozenset({"custom", "larg"}))
    counts = shared_out([alone, alone, alone, both])
    assert counts["client", "custom"] == pytest.approx(4, abs=0.2)
    assert counts["big", "larg"] == pytest.approx(1, abs=0.2)
    assert renderings(counts, gone=[], least=3) == {"client": ["custom"]}


def test_what_humans_often_leave_out_is_marked() -> None:
    found = counted(("The former mayor left.", "The mayor left."), ("The mayor left.", "Mayors left."), times=2)
    gone = often_gone(found, least=2, share=0.5)
    assert gone == {"form"}
    assert renderings({("form", "previous"): 5.0}, gone, least=3) == {"form": [lexicon.NOTHING, "previous"]}


def test_a_word_is_misrendered_where_humans_have_another_and_hardly_print_it_themselves() -> None:
    slip = ("The mayor appended that.", "The mayor added that.")
    found = counted(slip, times=6)
    assert misrendered(shared_out(found.forms), found, NUMBERS) == {"appended": ["added 2.5"]}  # log(6 / 0.5)

    usual = counted(*[slip] * 6, ("The clerk left.", "The clerk appended it."))
    assert misrendered(shared_out(usual.forms), usual, NUMBERS) == {"appended": ["added 1.4"]}  # log(6 / 1.5)

    kept = counted(*[slip] * 4, *[(slip[0], slip[0])] * 5)
    assert not misrendered(shared_out(kept.forms), kept, NUMBERS)


def test_no_name_is_what_a_word_is_misrendered_for() -> None:
    found = counted(("He met the triumph there.", "He met Trump there."), times=6)
    assert not misrendered(shared_out(found.forms), found, NUMBERS)


def test_no_word_is_misrendered_for_how_it_is_spelt() -> None:
    others = [("The favour counts.", "The plea counts.")] * 3
    found = counted(*[("The favour counts.", "The favor counts.")] * 6, *others)
    assert not misrendered(shared_out(found.forms), found, NUMBERS)


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "renderings.txt"
    write({"gun": ["firearm", "rifl"], "big": ["larg"]}, "# What it is.\n", path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    monkeypatch.setattr(lexicon, "read_lines", lambda name: iter(lines))
    assert dict(lexicon.entries("renderings")) == {"gun": "firearm rifl", "big": "larg"}


def test_what_ships_is_misrendered_for_other_words() -> None:
    table = lexicon.misrendered()
    assert not [wrong for wrong, put in table.items() if not put or wrong in dict(put)]
    assert table["appended"][0][0] == "added"
    spelt = {(wrong, other) for wrong, put in table.items() for other, _ in put}
    assert not [pair for pair in spelt if len({*map(lexicon.americanised, pair)}) == 1]

"""Renderings: what a hunk exchanges, how its words are paired, and which pairs are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz")

from summarizer.facts import lexicon
from training.renderings import chosen, exchanges, often_gone, shared_out, write


def test_only_words_that_one_side_of_the_sentence_lacks_are_exchanged() -> None:
    before = "The clients of the big bank left it on Monday."
    after = "The bank's large customers left it on Monday."
    found = list(exchanges(before, after))
    assert {word for old, _ in found for word in old} == {"client", "big"}
    assert {word for _, new in found for word in new} == {"larg", "custom"}


def test_a_hunk_of_more_words_than_can_be_paired_is_left_out() -> None:
    before = "He sold apples pears plums cherries lemons today."
    after = "He sold horses cows sheep goats donkeys today."
    assert not list(exchanges(before, after))


def test_words_of_one_hunk_are_paired_by_what_other_hunks_say() -> None:
    alone = (frozenset({"client"}), frozenset({"custom"}))
    both = (frozenset({"client", "big"}), frozenset({"custom", "larg"}))
    counts = shared_out([alone, alone, alone, both])
    assert counts["client", "custom"] == pytest.approx(4, abs=0.2)
    assert counts["big", "larg"] == pytest.approx(1, abs=0.2)
    assert chosen(counts, gone=[], least=3) == {"client": ["custom"]}


def test_what_humans_often_leave_out_is_marked() -> None:
    kept = [("The former mayor left.", "The mayor left."), ("The mayor left.", "Mayors left.")]
    gone = often_gone(kept * 2, least=2, share=0.5)
    assert gone == {"form"}
    assert chosen({("form", "previous"): 5.0}, gone, least=3) == {"form": [lexicon.NOTHING, "previous"]}


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "renderings.txt"
    write({"gun": ["firearm", "rifl"], "big": ["larg"]}, path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    monkeypatch.setattr(lexicon, "read_lines", lambda name: iter(lines))
    assert dict(lexicon.entries("renderings")) == {"gun": "firearm rifl", "big": "larg"}

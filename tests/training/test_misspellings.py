"""Misspellings: which of a list a newspaper can use, and that the file that ships keeps to it."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz")

from summarizer.facts import lexicon
from training.misspellings import chosen, listed

PRINTED = {"believe": 2_000, "combating": 300, "combatting": 36, "occurred": 3_000, "occured": 4, "position": 900}


def test_what_may_be_several_words_or_is_not_of_small_letters_is_left_out() -> None:
    lines = [
        "belive->believe",
        "afther->after, father,",
        "alot->a lot",
        "clas->class, disabled due to",
        "Efel->Eiffel",
    ]
    assert list(listed(lines)) == [("belive", "believe")]


@pytest.mark.parametrize(
    ("wrong", "right", "stays"),
    [
        ("belive", "believe", True),
        ("occured", "occurred", True),
        ("combatting", "combating", False),  # printed too often for a slip
        ("poins", "points", False),  # too short
        ("teh", "the", True),  # short, but its letters only changed places
        ("nto", "not", False),  # of a word that is printed too seldom here
        ("stationary", "stationery", False),  # a word
        ("keyevente", "keyevent", False),  # of no use
        ("beleive", "believe", False),  # told by its letters
    ],
)
def test_which_misspellings_a_newspaper_can_use(wrong: str, right: str, stays: bool) -> None:
    printed = {**PRINTED, "points": 9_000, "the": 90_000, "not": 900}
    assert chosen([(wrong, right)], printed) == ({right: [wrong]} if stays else {})


def test_no_misspelling_that_ships_is_a_word_and_every_correction_is_one() -> None:
    table = lexicon.misspellings()
    assert not [wrong for wrong in table if wrong in lexicon.words("ordinary") or lexicon.is_in_dictionary(wrong)]
    assert not [right for right in set(table.values()) if right in table]

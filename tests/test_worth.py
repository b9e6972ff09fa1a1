"""What makes one sentence worth more than another."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.worth import WEIGHTIEST, garbled, worth

FILLERS = ["Rivers of the land rose.", "Roads of the land were shut.", "Trains of the land stood still."]


def test_words_that_are_none_are_counted() -> None:
    assert garbled("Commuters were stuck in pelada hour traffic, datumaj results of latrafika index.") >= 2
    assert garbled("Commuters were stuck in Tarragona in the rush-hour traffic, TomTom says.") == 0


def last_of(sentence: str) -> float:
    return worth([*FILLERS, sentence])[len(FILLERS)]


def test_figures_are_worth_more_and_a_sentence_without_a_fact_less() -> None:
    assert last_of("The flood closed 40 roads and 12 bridges.") > last_of("The flood closed forests and fields.")
    assert last_of("The flood closed Prague to all cars.") > last_of("The flood closed everything to all cars.")


def test_what_says_what_something_is_is_worth_less() -> None:
    assert last_of("Prague closed the oldest of its bridges.") > last_of("Prague is the oldest of its bridges.")


def test_what_is_garbled_is_worth_less() -> None:
    assert last_of("The flood closed roads of Prague.") > last_of("The flood closed rutojn of Prague.")


def test_what_the_model_wonders_at_is_worth_less() -> None:
    alone = worth(FILLERS)
    noisy = worth(FILLERS, [0.0, 0.5, 0.0])

    assert noisy == {**alone, 1: pytest.approx(alone[1] * math.exp(-0.5))}
    assert worth(FILLERS, [0.2, None, 0.4])[1] == pytest.approx(alone[1] * math.exp(-0.3))
    assert worth(FILLERS, [None] * len(FILLERS)) == alone


@given(st.lists(st.text(alphabet="ab 1.", max_size=30), max_size=2 * WEIGHTIEST))
def test_only_the_weightiest_are_weighed(sentences: list[str]) -> None:
    found = worth(sentences)

    assert len(found) == min(len(sentences), WEIGHTIEST)
    assert set(found) <= set(range(len(sentences)))

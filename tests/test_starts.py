"""Where a sentence begins though no mark ends the one before it."""

from __future__ import annotations

import pytest

from summarizer.facts.starts import lost_stops

LOST = [
    "He opens hundreds of new clubs <In Russia, demand for them is up.",
    "The toll has risen to 17 thousand <As of Monday many are missing.",
    "They saw the experts at the ZAES <During the war it was shelled.",
    "Now she is 38 years old <She is a good mother and a model.",
]
NONE = [
    "The case is In re Smith of the southern district.",
    "He went to Carry On films and to Made In Chelsea parties.",
    "He said on the day that The government will have to pay.",
    "He was in the town of When they were all young.",
    "He wrote it for the Mail On Sunday and left the town.",
    "Users have to choose Sign In with their mail.",
    "The bank lent it money. In Russia, demand for it is up.",
]


@pytest.mark.parametrize("marked", LOST)
def test_the_place_of_the_word_that_begins_a_sentence(marked: str) -> None:
    assert list(lost_stops(marked.replace("<", ""))) == [marked.index("<")]


@pytest.mark.parametrize("text", NONE)
def test_another_capital_begins_none(text: str) -> None:
    assert list(lost_stops(text)) == []

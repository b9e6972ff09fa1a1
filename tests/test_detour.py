"""How far a headline strays from its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.detour import BACK, MOST_CHARACTERS, UNSAID, detour, least_detour

SENTENCE = "The man accused of attacking the ambassador in Seoul was charged on Monday."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Man accused of attacking the ambassador", 3),  # The; of; the
        ("Man charged", 9),
        ("MAN CHARGES", 9),
        ("Man jailed", 1 + UNSAID),
        ("Charged man", 10 + BACK + 9),
        ("On the", 0),
        ("", 0),
    ],
)
def test_what_is_passed_over(line: str, words: int) -> None:
    assert detour(line, SENTENCE) == words


def test_the_nearest_place_of_a_word_counts() -> None:
    assert detour("Rain ends", "Rain fell all week, and on Monday rain ended.") == 7
    assert least_detour("Rain ends", [SENTENCE, "Rain ended."]) == 0
    assert least_detour("Rain ends", []) == 0


def test_of_an_endless_sentence_the_beginning_is_read() -> None:
    assert detour("Rain ends", f"Rain fell {'and fell ' * MOST_CHARACTERS}until rain ended") == UNSAID


@given(st.lists(st.sampled_from("old town flood bridge mayor rain".split()), max_size=8), st.data())
def test_a_sentence_is_no_detour_and_a_longer_line_never_a_lesser_one(
    words: list[str], data: st.DataObject
) -> None:
    line = data.draw(st.lists(st.sampled_from([*words, "snow"]), max_size=6))
    sentence = " ".join(words)

    assert detour(sentence, sentence) == 0
    assert detour(" ".join(line[:-1]), sentence) <= detour(" ".join(line), sentence)

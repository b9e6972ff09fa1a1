"""Which of a model's headlines become rows to learn from."""

from __future__ import annotations

import pytest

pytest.importorskip("rouge_score")

from training.choose import is_clean, nearest
from training.prepare import Reading

READ = Reading(
    source="sta",
    body=[
        "The chain Putka will close 40 shops in Slovenia by May, its chairman Janez Novak said on Monday.",
        "About 300 people will lose their work, and the translokigan of the bakery will begin in June.",
    ],
    human="Putka to close 40 shops, 300 jobs go",
)


def test_the_likest_that_the_article_carries_is_chosen() -> None:
    texts = [
        "Janez Novak said on Monday",
        "Putka will close 40 shops by May",
        "Putka will close 50 shops",
        "Putka closes shops, 40 shops",
    ]
    assert nearest(texts, READ, 25) == "Putka will close 40 shops by May"


@pytest.mark.parametrize("text", ["Janez Novak said on Monday", "Putka to close 50 shops, 300 jobs go"])
def test_one_unlike_the_human_headline_or_not_carried_is_not(text: str) -> None:
    assert nearest([text], READ, 25) is None


def test_a_word_that_no_list_has_is_rubbish_of_the_noise_but_for_names() -> None:
    assert is_clean("Putka cuts jobs at Translokigan")
    assert not is_clean("Putka cuts jobs at its translokigan")

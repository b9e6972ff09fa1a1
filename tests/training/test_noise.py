"""Planted errors: the same by seed, one of each kind, no fact touched, nothing between quotation marks."""

import random

import pytest

from training.noise import CLUMSY, KINDS, add_noise

SENTENCE = (
    "On Tuesday, the company's shares said that officials who were expected to meet two big banks "
    "in the financial market of Geneva last week "
    "have also made a stronger case for the interest rates at the meeting, because it is used to working there."
)
EXAMPLES = {
    "quote_mark": 'He said "we will see" on Monday.',
    "auxiliary_add": "She announced that they worked there.",
    "verb_first": "On Monday he said the plan works.",
    "verb_last": "The company announced the plan.",
    "comparative": "It was a better plan.",
    "preposition_add": "They discuss and report the plan.",
    "it_drop": "He said it is raining.",
    "overregular": "He took the plan.",
    "noun_order": "They raised the insurance costs in June.",
    "of_genitive": "They saw the company's shares fall.",
    "adverb_move": "They have also made progress here today.",
    "article_add": "They met in Geneva last week.",
    "attribution": "The minister said on Monday.",
    "to_wrong": "They want to work here.",
}


@pytest.mark.parametrize("name", sorted(KINDS | CLUMSY))
def test_each_kind_plants_an_error(name: str) -> None:
    words = EXAMPLES.get(name, SENTENCE).split()
    kind = (KINDS | CLUMSY)[name][0]
    results = [kind(words, random.Random(seed)) for seed in range(30)]
    assert any(result is not None and result != words for result in results)


def test_the_same_seed_gives_the_same_noise() -> None:
    first = [add_noise(SENTENCE, random.Random(seed), 2) for seed in range(20)]
    assert first == [add_noise(SENTENCE, random.Random(seed), 2) for seed in range(20)]
    assert len({text for text, _ in first}) > 10


def test_nothing_between_quotation_marks_is_touched() -> None:
    sentence = 'He said "the banks are in the city and they have a plan" on Monday.'
    for seed in range(200):
        noisy, kinds = add_noise(sentence, random.Random(seed), 2)
        if "quote_mark" not in kinds:
            assert "the banks are in the city and they have a plan" in noisy


def test_numbers_and_negations_survive() -> None:
    sentence = "The bank did not pay 300 million euros to 12 people in 2009, it said."
    for seed in range(200):
        noisy, _ = add_noise(sentence, random.Random(seed), 2)
        assert {"300", "12", "2009"} <= set(noisy.replace(",", " ").replace(".", " ").split())
        assert " not" in noisy


def test_a_sentence_without_room_comes_back() -> None:
    assert add_noise("Yes", random.Random(1), 1) == ("Yes", [])

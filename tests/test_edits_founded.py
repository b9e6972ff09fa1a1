"""Words that a rewrite brings: each as it was seen, beside one that a human would put there too."""

import pytest

from summarizer.edits import diff, is_unfounded, leaves_out
from summarizer.facts import lexicon, stem

CASES = {
    "exchanged": (
        ("He stands a rifle by the door.", "He stands a tripod by the door."),
        ("He keeps a gun by the door.", "He keeps a rifle by the door."),
    ),
    "put in": (
        ("He saw a chiropractor about his sick back.", "He saw a mentally chiropractor about his back."),
        ("He lost the previous of two games.", "He lost the former of two games."),
    ),
    "exchanged for a form of itself": (
        ("He was a bassist for years.", "He was a terrace for years."),
        ("He was anaemic for years.", "He was anaemia for years."),
    ),
    "for a word that is none": (
        ("He sees a learned doctor there.", "He sees a rapid doctor there."),
        ("He sees a prizorgaj doctor there.", "He sees a rapid doctor there."),
    ),
    "for a particle": (
        ("It was the bassist that counts.", "It was the terrace that counts."),
        ("It was those that counts.", "It was terrace that counts."),
    ),
    "in a phrase that is turned round": (
        ("They left the attic of the doctor.", "They left the doctor's bedroom."),
        ("They left the attic of the doctor.", "They left the doctor's attic."),
    ),
    "lost in a phrase that is turned round": (
        ("It was a red code of storm.", "It was a storm code."),
        ("It was a red code of storm.", "It was a red storm code."),
    ),
    "a compound that is none": (
        ("The president of the club resigned.", "The old club president resigned."),
        ("The latinamerican club resigned.", "The Latin American club resigned."),
    ),
    "of an age": (
        ("He met a boy of nine months.", "He met a nine-month-happy boy."),
        ("He met a boy of nine years.", "He met a nine-year-old boy."),
    ),
    "left out": (
        ("He met the chiropractor there.", "He met there."),
        ("He is roughly there.", "He is there."),
    ),
    "left out for a particle": (
        ("He met a chiropractor there.", "He met them there."),
        ("He met them untill then.", "He met them until then."),
    ),
    "moved": (
        ("It was a decision bold.", "It was a decision purple."),
        ("It was a decision bold.", "It was a bold decision."),
    ),
}


def unfounded(before: str, after: str) -> bool:
    return any(is_unfounded(hunk, before, after) for hunk in diff(before, after))


@pytest.mark.parametrize("name", CASES)
def test_a_word_that_nothing_in_the_sentence_bears_out_is_unfounded(name: str) -> None:
    bad, good = CASES[name]
    assert unfounded(*bad)
    assert not unfounded(*good)


def test_the_table_that_ships_is_of_stems_and_renders_no_word_by_itself() -> None:
    table = lexicon.renderings()
    assert not [old for old, new in table.items() if old in new]
    assert all(stem(word) in table[stem(old)] for old, word in (("anterior", "previous"), ("client", "customers")))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The painting in the attic burned.", "The painting burned.", True),
        ("The painting in the attic burned.", "The attic painting burned.", False),
        ("They speak between their selves only.", "They speak between themselves only.", False),
        ("The train form the city was late.", "The train from the city was late.", False),
        ("He came owing to the rain.", "He came because of the rain.", False),
        ("He met the the chiropractor there.", "He met the chiropractor there.", False),
    ],
)
def test_a_word_is_left_out_for_which_nothing_comes(before: str, after: str, expected: bool) -> None:
    assert any(leaves_out(hunk, before, after) for hunk in diff(before, after)) is expected

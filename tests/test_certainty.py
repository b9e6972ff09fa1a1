"""What is left of a rewrite without what the model only guesses."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.certainty import certain_part, certainties
from summarizer.edits import apply_hunks, diff

BEFORE = "The police say the opening by the release were planned."
AFTER = "The police say the opening of the release was planned."
WITHOUT_OF = "The police say the opening by the release was planned."
SURE, UNSURE = -0.1, -0.8


def count(text: str) -> int:
    """Two tokens a word, and the end mark."""
    return 2 * len(text.split()) + 1


def scores(guessed: str = "", end: float = SURE) -> list[float]:
    """Of each token of `AFTER`, with a word that is a guess, and of its end mark."""
    each = [UNSURE if word == guessed else SURE for word in AFTER.split()]
    return [value / 2 for value in each for _ in range(2)] + [end]


def part(tokens: list[float], strangeness: float = 1.0, before: str = BEFORE, after: str = AFTER) -> str:
    return certain_part(before, after, tokens, count, strangeness)


def test_an_edit_is_as_certain_as_its_words_and_the_word_behind_them() -> None:
    hunks = diff(BEFORE, AFTER)

    nats = certainties(AFTER, hunks, scores("of"), count)
    found = {hunk.after.strip(): each for hunk, each in zip(hunks, nats, strict=True)}

    assert found["of"] == pytest.approx(UNSURE + SURE)
    assert found["was"] == pytest.approx(2 * SURE)


def test_the_last_word_has_the_end_mark_behind_it() -> None:
    before, after = "They saw it here", "They saw it there"
    tokens = [-1.0, -2.0, -4.0, -8.0, -16.0, -32.0, -64.0, -128.0, -256.0]

    assert list(certainties(after, diff(before, after), tokens, count)) == [-64.0 - 128.0 - 256.0]


@pytest.mark.parametrize(("before", "nats"), [("They saw at once it", -48.0), ("They saw it at once", -64.0)])
def test_an_edit_that_leaves_words_out_is_as_certain_as_what_follows(before: str, nats: float) -> None:
    after, tokens = "They saw it", [-1.0, -2.0, -4.0, -8.0, -16.0, -32.0, -64.0]

    assert list(certainties(after, diff(before, after), tokens, count)) == [nats]


def test_a_mark_before_the_first_word_is_not_taken_for_one() -> None:
    hunks = diff(BEFORE, AFTER)

    marked = list(certainties(AFTER, hunks, scores("of"), lambda text: count(text) + 1))

    assert marked == list(certainties(AFTER, hunks, scores("of"), count))


@pytest.mark.parametrize(
    ("guessed", "end", "strangeness", "expected"),
    [
        ("of", -0.1, 1.0, AFTER),  # the whole is certain
        ("of", -3.0, 1.0, WITHOUT_OF),
        ("of", -3.0, 0.4, AFTER),
        ("was", -3.0, 1.0, AFTER),  # a verb that agrees is seldom wrong
    ],
)
def test_of_a_rewrite_that_wavers_goes_what_is_a_guess(
    guessed: str, end: float, strangeness: float, expected: str
) -> None:
    assert part(scores(guessed, end), strangeness) == expected


@pytest.mark.parametrize(("strangeness", "is_left_out"), [(0.4, True), (0.5, False), (1.0, False)])
def test_a_word_with_content_is_left_out_on_no_other_ground(strangeness: float, is_left_out: bool) -> None:
    before, after = "They found it in the attic there.", "They found it there."

    found = part([SURE] * 9, strangeness, before, after)

    assert found == (after if is_left_out else before)


SENTENCES = st.lists(st.sampled_from("the mayor of a town have has left it in an attic .".split()), max_size=9).map(
    " ".join
)


@given(SENTENCES, SENTENCES, st.floats(0.1, 1.0), st.data())
def test_what_is_left_is_the_sentence_with_some_of_the_edits(
    before: str, after: str, strangeness: float, data: st.DataObject
) -> None:
    size = count(after)
    tokens = data.draw(st.lists(st.floats(-3.0, 0.0), min_size=size, max_size=size))
    hunks = diff(before, after)

    found = part(tokens, strangeness, before, after)

    subsets = chain.from_iterable(combinations(hunks, size) for size in range(len(hunks) + 1))
    assert found in {apply_hunks(before, subset) for subset in subsets}
    assert part([0.0] * size, 0.1, before, after) == after


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("They said he the cup has won.", "They said he has won the cup.", "They said he has won the cup."),
        ("They said he the cup has won.", "They said he took the cup.", "They said he the cup has won."),
    ],
)
def test_words_that_only_change_places_are_no_guess(before: str, after: str, left: str) -> None:
    assert part([UNSURE] * (count(after)), before=before, after=after) == left


def test_no_word_goes_without_the_one_that_stands_for_it() -> None:
    before, after = "In May its sales 41% have fallen since then.", "In May its sales fell 41% since then."
    tokens = [UNSURE if word in ("fell", "41%") else SURE / 10 for word in after.split() for _ in range(2)]

    assert part([*tokens, SURE], before=before, after=after) == before


def test_no_word_is_said_twice_where_its_first_place_was_a_guess() -> None:
    before = "The firm in May re-launched and in July started the sale."
    after = "The firm re-launched the sale in May and started it in July."
    words = after.split()
    for guessed in range(len(words)):
        tokens = [3 * UNSURE if number == guessed else SURE / 10 for number in range(len(words)) for _ in range(2)]
        left = part([*tokens, SURE], before=before, after=after)

        assert left.count("re-launched") == left.count("sale") == left.count("May") == left.count("July") == 1

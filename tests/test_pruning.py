"""Which edits of a rewrite earn their place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.edits import apply_hunks, diff
from summarizer.pruning import Rewrite, pruned

BEFORE = "The mayor have said that he went at the town by motorcycle."
AFTER = "The mayor has said that he went to the town from motorcycle."
WITHOUT = {
    "agreement": "The mayor have said that he went to the town from motorcycle.",
    "to": "The mayor has said that he went at the town from motorcycle.",
    "from": "The mayor has said that he went to the town by motorcycle.",
}
NEEDS = {"slip": 2.0, "preposition": 6.0, "article": 4.0, "wording": 10.0}


def left(lost: dict[str, float], before: str = BEFORE, after: str = AFTER) -> dict[int, str]:
    """What is left of a rewrite that gains 20 nats and loses so many without one of its edits."""

    def gains(asked: Sequence[tuple[int, str]]) -> list[float]:
        return [20.0 - lost[text] for _, text in asked]

    return pruned({7: Rewrite(before, after, 20.0, NEEDS)}, gains)


@pytest.mark.parametrize(
    ("agreement", "to", "by", "expected"),
    [
        (1.1, 3.1, 3.1, None),
        (1.1, 3.1, 2.9, WITHOUT["from"]),
        (0.9, 3.1, 3.1, WITHOUT["agreement"]),
        (0.9, 2.9, 2.9, BEFORE),
    ],
)
def test_an_edit_must_be_worth_half_of_what_it_would_need(
    agreement: float, to: float, by: float, expected: str | None
) -> None:
    found = left({WITHOUT["agreement"]: agreement, WITHOUT["to"]: to, WITHOUT["from"]: by})

    assert found == ({} if expected is None else {7: expected})


@pytest.mark.parametrize(("worth", "stays"), [(0.1, True), (-0.1, False)])
def test_an_article_need_only_not_be_in_the_way(worth: float, stays: bool) -> None:
    after = "The mayor has said that he went to the town by the motorcycle."
    before = "The mayor have said that he went to the town by motorcycle."
    without_article = "The mayor has said that he went to the town by motorcycle."
    without_verb = "The mayor have said that he went to the town by the motorcycle."

    expected = {} if stays else {7: without_article}
    assert left({without_article: worth, without_verb: 5.0}, before, after) == expected


def test_a_lone_edit_is_not_asked() -> None:
    assert left({}, BEFORE, WITHOUT["agreement"].replace("from", "by")) == {}


WORDS = st.lists(st.sampled_from("the a town man has have went to at by on Monday , quickly".split()), max_size=12)


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.integers(-5, 5))
def test_what_is_left_has_edits_of_the_rewrite_alone(before: str, after: str, worth: int) -> None:
    found = pruned({0: Rewrite(before, after, 0.0, NEEDS)}, lambda asked: [-float(worth)] * len(asked))

    hunks = diff(before, after)
    some = chain.from_iterable(combinations(hunks, size) for size in range(len(hunks)))
    assert set(found.values()) <= {apply_hunks(before, kept) for kept in some}
    assert found == {} or len(hunks) > 1

"""Comparison: sentences of two texts find each other, whatever was merged, split, moved, dropped or added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.compare import LEAST_SIMILARITY_BETWEEN, Link, align, compare
from summarizer.edits import apply_hunks

TEXT = (
    "The council approved a new budget for the harbour on Monday.",
    "Critics called the plan reckless, and they promised to fight it in court.",
    "Mayor Anna Keller said that 400 jobs depend on the cranes.",
    "A storm damaged two of the oldest piers in January.",
    "Repairs will cost about 12 million euros.",
    "Fishermen have waited for years for a deeper basin.",
    "The first ships are expected in the spring of next year.",
)


def shown(
    original: tuple[str, ...], cleaned: tuple[str, ...]
) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [
        (link.original, link.cleaned, "moved" if link.moved else link.kind) for link in align(original, cleaned)
    ]


def one_to_one(*pairs: tuple[int, int]) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [((i,), (j,), "one-to-one") for i, j in pairs]


def test_the_same_text_is_linked_one_to_one() -> None:
    links = align(TEXT, TEXT)
    assert [(link.original, link.cleaned) for link in links] == [((i,), (i,)) for i in range(len(TEXT))]
    assert all(link.similarity == pytest.approx(1.0) and not link.moved for link in links)


def test_reworded_sentences_stay_linked() -> None:
    cleaned = (
        *TEXT[:2],
        "According to Mayor Keller, the cranes secure 400 jobs.",
        "In January, two of the oldest piers were damaged by a storm.",
        *TEXT[4:],
    )
    assert shown(TEXT, cleaned) == one_to_one(*((i, i) for i in range(7)))


def test_a_split_sentence() -> None:
    cleaned = (TEXT[0], "Critics called the plan reckless.", "They promised to fight it in court.", *TEXT[2:])
    links = shown(TEXT, cleaned)
    assert links[1] == ((1,), (1, 2), "one-to-many")
    assert links[2:] == one_to_one(*((i, i + 1) for i in range(2, 7)))


def test_merged_sentences() -> None:
    merged = "A storm damaged two of the oldest piers in January, and repairs will cost about 12 million euros."
    links = shown(TEXT, (*TEXT[:3], merged, *TEXT[5:]))
    assert links[3] == ((3, 4), (3,), "many-to-one")
    assert links[4:] == one_to_one((5, 4), (6, 5))


def test_a_dropped_sentence_stands_after_what_came_before_it() -> None:
    assert shown(TEXT, TEXT[:2] + TEXT[3:])[:4] == [
        *one_to_one((0, 0), (1, 1)),
        ((2,), (), "dropped"),
        *one_to_one((3, 2)),
    ]
    assert shown(TEXT, TEXT[1:])[0] == ((0,), (), "dropped")


def test_an_added_sentence() -> None:
    cleaned = (*TEXT[:3], "Nobody from the ministry wanted to comment.", *TEXT[3:])
    assert shown(TEXT, cleaned)[3] == ((), (3,), "added")


def test_a_sentence_put_in_place_of_another_is_dropped_and_added() -> None:
    cleaned = (*TEXT[:3], "Nobody wanted to comment.", *TEXT[4:])
    assert sorted(kind for *_, kind in shown(TEXT, cleaned)[3:5]) == ["added", "dropped"]


def test_a_moved_sentence() -> None:
    cleaned = (TEXT[5], *TEXT[:5], TEXT[6])
    assert shown(TEXT, cleaned) == [
        ((5,), (0,), "moved"),
        *one_to_one(*((i, i + 1) for i in range(5)), (6, 6)),
    ]


def test_a_moved_sentence_may_be_split() -> None:
    cleaned = ("Critics called the plan reckless.", "They promised to fight it in court.", *TEXT[2:], TEXT[0])
    links = shown((*TEXT[2:], TEXT[1], TEXT[0]), cleaned)
    assert links[0] == ((5,), (0, 1), "moved")


def test_a_far_rewording_is_linked_where_its_neighbours_are() -> None:
    told_anew = "Anglers want the basin dug out."
    links = align(TEXT, (*TEXT[:5], told_anew, TEXT[6]))
    assert (links[5].original, links[5].cleaned) == ((5,), (5,))
    assert links[5].similarity > LEAST_SIMILARITY_BETWEEN
    # elsewhere so little in common is no link
    assert all(link.cleaned != (0,) or link.kind == "added" for link in align(TEXT, (told_anew, *TEXT)))


def test_repeated_sentences_keep_their_order() -> None:
    text = ("Read more.", TEXT[0], "Read more.", TEXT[1], "Read more.")
    assert shown(text, text) == one_to_one(*((i, i) for i in range(5)))


@pytest.mark.parametrize(
    ("original", "cleaned"), [((), ()), (TEXT, ()), ((), TEXT), (("…",), ("…",)), (("",), ("x",))]
)
def test_little_or_nothing_to_compare(original: tuple[str, ...], cleaned: tuple[str, ...]) -> None:
    assert len(align(original, cleaned)) == max(len(original), len(cleaned)) + (original == ("",))


def test_the_words_that_changed_inside_a_pair() -> None:
    comparison = compare(TEXT, (TEXT[0].replace("new", "bigger"), *TEXT[1:]))
    first = comparison.pairs[0]
    assert [(hunk.before, hunk.after) for hunk in first.hunks] == [("new", "bigger")]
    assert all(pair.hunks == () for pair in comparison.pairs[1:])
    assert comparison.links[0] == first.link


def test_a_dropped_sentence_has_no_hunks() -> None:
    pair = compare(TEXT[:2], TEXT[:1]).pairs[1]
    assert (pair.link, pair.before, pair.after, pair.hunks) == (Link((1,), (), False, 0.0), TEXT[1], "", ())


words = "the a council budget harbour Monday critics plan 400 jobs storm pier and . , “".split()
sentences = st.lists(st.lists(st.sampled_from(words), max_size=8).map(" ".join), max_size=8)


@given(sentences, sentences)
def test_each_sentence_is_in_exactly_one_link(original: list[str], cleaned: list[str]) -> None:
    links = align(original, cleaned)
    assert sorted(i for link in links for i in link.original) == list(range(len(original)))
    assert sorted(j for link in links for j in link.cleaned) == list(range(len(cleaned)))
    for link in links:
        assert min(len(link.original), len(link.cleaned)) <= 1
        for side in (link.original, link.cleaned):
            assert list(side) == list(range(side[0], side[0] + len(side))) if side else True
        assert 0.0 <= link.similarity <= 1.0


@given(sentences, sentences)
def test_links_that_did_not_move_keep_the_order(original: list[str], cleaned: list[str]) -> None:
    kept = [link for link in align(original, cleaned) if link.original and link.cleaned and not link.moved]
    assert [link.original for link in kept] == sorted(link.original for link in kept)
    assert [link.cleaned for link in kept] == sorted(link.cleaned for link in kept)


@given(sentences, sentences)
def test_hunks_turn_one_side_into_the_other(original: list[str], cleaned: list[str]) -> None:
    for pair in compare(original, cleaned).pairs:
        if pair.link.original and pair.link.cleaned:
            assert apply_hunks(pair.before, pair.hunks) == pair.after

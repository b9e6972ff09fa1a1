"""Comparison: sentences of two texts find each other, whatever was merged, split, moved, dropped or added, and the
facts that one of them lacks are told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import read
from summarizer.compare import Comparison, Link, Sentence, Side, align, alignment, compare, rewritten, side
from summarizer.compare.alignment import LEAST_SIMILARITY_BETWEEN
from summarizer.edits import apply_hunks
from tests.results import sample

TEXT = (
    "The council approved a new budget for the harbour on Monday.",
    "Critics called the plan reckless, and they promised to fight it in court.",
    "Mayor Anna Keller said that 400 jobs depend on the cranes.",
    "A storm damaged two of the oldest piers in January.",
    "Repairs will cost about 12 million euros.",
    "Fishermen have waited for years for a deeper basin.",
    "The first ships are expected in the spring of next year.",
)


def compared(original: Sequence[str], cleaned: Sequence[str]) -> Comparison:
    sides = (
        Side(None, tuple(Sentence(text, "sentence", number) for number, text in enumerate(texts)))
        for texts in (original, cleaned)
    )
    return compare(*sides)


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
    comparison = compared(TEXT, (TEXT[0].replace("new", "bigger"), *TEXT[1:]))
    first = comparison.pairs[0]
    assert [(hunk.before, hunk.after) for hunk in first.hunks] == [("new", "bigger")]
    assert all(pair.hunks == () for pair in comparison.pairs[1:])


def test_a_dropped_sentence_has_no_hunks() -> None:
    pair = compared(TEXT[:2], TEXT[:1]).pairs[1]
    assert (pair.link, pair.before, pair.after, pair.hunks) == (Link((1,), (), False, 0.0), TEXT[1], "", ())


def test_a_part_that_only_repeats_what_the_other_part_says_is_none() -> None:
    whole = "Severstal beat Amur on penalties in a match of the hockey league on Friday."
    assert shown(("Severstal beat Amur.", whole), ("Severstal won.", whole)) == one_to_one((0, 0), (1, 1))


def told(original: str, cleaned: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    found = compared([original], [cleaned])
    lost, gained = ([(d.kind, d.text) for d in differences] for differences in (found.lost, found.gained))
    return lost, gained


@pytest.mark.parametrize(
    ("original", "cleaned", "lost", "gained"),
    [
        ("It cost 12 euros.", "It cost 15 euros.", ("number", "12 euros"), ("number", "15 euros")),
        ("It lies 5 km from Oslo.", "It lies 5 miles from Oslo.", ("number", "5 km"), ("number", "5 miles")),
        ("They met on Monday.", "They met on Tuesday.", ("date", "Monday"), ("date", "Tuesday")),
        ("It was built by Anna Keller.", "It was built by Anna Meyer.",
         ("name", "Anna Keller"), ("name", "Anna Meyer")),
        ("The plan was not approved.", "The plan was approved.", ("negation", "not"), None),
        ("The plan was approved.", "The plan was not approved.", None, ("negation", "not")),
        ("He said: “We shall never leave.”", "He said: “We shall never go.”",
         ("quotation", "We shall never leave."), ("quotation", "We shall never go.")),
    ],
)  # fmt: skip
def test_facts_that_one_side_lacks(original: str, cleaned: str, lost: object, gained: object) -> None:
    assert told(original, cleaned) == ([lost] if lost else [], [gained] if gained else [])


@pytest.mark.parametrize(
    ("original", "cleaned"),
    [
        ("It cost 1,000 euros.", "It cost 1000 euros."),
        ("Between 12 and 15 men came.", "Some 12-15 men came."),
        ("He isn’t there.", "He is not there."),
        ("However, the ships left.", "The ships left."),
        ("He said: “We shall stay. We shall never go.”", "“We shall stay. We shall never go,” he said."),
    ],
)
def test_facts_said_otherwise_are_kept(original: str, cleaned: str) -> None:
    assert told(original, cleaned) == ([], [])


def test_a_fact_that_moved_to_another_sentence_is_kept() -> None:
    found = compared(TEXT, (*TEXT[:2], *TEXT[3:6], TEXT[6], TEXT[2]))
    assert (found.lost, found.gained) == ((), ())


def test_a_fact_is_told_once_with_its_place() -> None:
    (lost,) = compared(("Oslo lies in Norway.", "Many left Oslo."), ("It lies in Norway.", "Many left.")).lost
    assert (lost.sentence, lost.text, tuple(lost.span)) == (0, "Oslo", (0, 4))


def test_readability_leaves_the_title_out() -> None:
    text = "Harbour plan approved\n\n" + " ".join(TEXT)
    found = compare(side(read.from_text(text)), side(read.from_text(text)))
    assert found.readability.before["sentences"].value == len(TEXT)
    assert found.readability.verdict.startswith("not compared") or "about the same" in found.readability.verdict
    assert found.original.sentences[0] == Sentence("Harbour plan approved", "title", 0)


def test_a_result_s_sentences_belong_together_as_they_came() -> None:
    result = sample()
    found = rewritten(result)
    assert found.made
    assert found.original.texts == tuple(s.original for s in result.rewrite.segments)
    assert found.cleaned.texts == tuple(s.text for s in result.rewrite.segments)
    assert [(p.link.original, p.link.cleaned) for p in found.pairs] == [
        ((i,), (i,)) for i in range(len(found.pairs))
    ]


words = "the a council budget harbour Monday critics plan 400 jobs storm pier and . , “".split()
sentences = st.lists(st.lists(st.sampled_from(words), max_size=8).map(" ".join), max_size=8)


@given(sentences, sentences)
def test_each_sentence_is_in_exactly_one_link(original: list[str], cleaned: list[str]) -> None:
    links = align(original, cleaned)
    assert sorted(i for link in links for i in link.original) == list(range(len(original)))
    assert sorted(j for link in links for j in link.cleaned) == list(range(len(cleaned)))
    for link in links:
        assert min(len(link.original), len(link.cleaned)) <= 1
        for numbers in (link.original, link.cleaned):
            assert list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        assert 0.0 <= link.similarity <= 1.0


@given(sentences, sentences)
def test_long_texts_are_cut_and_each_sentence_is_still_in_one_link(original: list[str], cleaned: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "LARGEST_TABLE", 4)
        links = align(original, cleaned)
    assert sorted(i for link in links for i in link.original) == list(range(len(original)))
    assert sorted(j for link in links for j in link.cleaned) == list(range(len(cleaned)))
    kept = [link for link in links if link.original and link.cleaned and not link.moved]
    assert [link.original for link in kept] == sorted(link.original for link in kept)


def test_a_long_text_is_compared_between_the_sentences_that_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "LARGEST_TABLE", 12)
    cleaned = (TEXT[0], "Critics called the plan reckless.", "They promised to fight it in court.", *TEXT[2:])
    links = shown(TEXT, cleaned)
    assert links == [
        *one_to_one((0, 0)),
        ((1,), (1, 2), "one-to-many"),
        *one_to_one(*((i, i + 1) for i in range(2, 7))),
    ]


@given(sentences, sentences)
def test_links_that_did_not_move_keep_the_order(original: list[str], cleaned: list[str]) -> None:
    kept = [link for link in align(original, cleaned) if link.original and link.cleaned and not link.moved]
    assert [link.original for link in kept] == sorted(link.original for link in kept)
    assert [link.cleaned for link in kept] == sorted(link.cleaned for link in kept)


@given(sentences, sentences)
def test_hunks_turn_one_side_into_the_other(original: list[str], cleaned: list[str]) -> None:
    for pair in compared(original, cleaned).pairs:
        if pair.link.original and pair.link.cleaned:
            assert apply_hunks(pair.before, pair.hunks) == pair.after

"""The benchmark of the alignment: what it makes is what it says, and it counts right."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.alignment import LEAST_MOVE, Pair, found, merge, rearranged, split, table, tally_of
from summarizer.compare import Link, align

LINES = (
    "The council of Oslo met on Monday, and it voted for a new harbour.",
    "Fishermen from Bergen had waited for years, while their boats rotted in the old basin.",
    "A storm damaged three piers in January, which cost insurers about 12 million kroner.",
    "Critics called the plan reckless, but nobody expects them to win in court.",
    "Mayor Anna Keller told reporters, who filled the small hall, that 400 jobs depend on cranes.",
    "Trains to the south were late again, because snow had blocked a tunnel near Hamar.",
    "Doctors at the clinic treated nine passengers, although most injuries were slight.",
    "Prices of salmon rose by a fifth, so restaurants changed their menus for spring.",
    "The museum opens its doors at noon, with paintings that were hidden during the war.",
    "School children planted birches along the river, as they do every year in April.",
)
PAIR = Pair("x", "translations", LINES, LINES)


@given(st.integers(0, 500))
def test_each_sentence_is_in_one_true_link(seed: int) -> None:
    case = rearranged(PAIR, random.Random(seed))
    assert sorted(i for original, _ in case.links for i in original) == list(range(len(case.original)))
    assert sorted(j for _, cleaned in case.links for j in cleaned) == list(range(len(case.cleaned)))
    for (original, cleaned), kind in case.links.items():
        sizes = {"merged": (2, 1), "split": (1, 2), "dropped": (1, 0), "added": (0, 1)}
        assert (len(original), len(cleaned)) == sizes.get(kind, (1, 1))


@given(st.integers(0, 500))
def test_what_is_added_is_not_in_the_original(seed: int) -> None:
    case = rearranged(PAIR, random.Random(seed))
    added = [
        case.cleaned[j] for (original, cleaned), kind in case.links.items() if kind == "added" for j in cleaned
    ]
    assert added == [LINES[-1]]
    assert LINES[-1] not in case.original


def test_a_sentence_is_split_in_the_middle() -> None:
    assert split("The council met on Monday, and it voted for the plan.") == (
        "The council met on Monday.",
        "It voted for the plan.",
    )
    assert split("The council, it said, met.") is None


def test_two_sentences_are_merged() -> None:
    assert merge("He left.", "The door was open.") == "He left, and the door was open."
    assert merge("He left.", "Oslo was far.") == "He left, and Oslo was far."


def test_a_moved_sentence_counts_where_the_link_says_so() -> None:
    case = next(
        case
        for case in (rearranged(PAIR, random.Random(seed)) for seed in range(100))
        if list(case.links.values()).count("moved") == 1 and len(case.links) > 2 * LEAST_MOVE
    )
    links = align(case.original, case.cleaned)
    assert found(case, links) == list(case.links)
    unmarked = [Link(link.original, link.cleaned, False, link.similarity) for link in links]
    assert len(found(case, unmarked)) == len(case.links) - 1


def test_the_table_has_the_shares() -> None:
    case = rearranged(PAIR, random.Random(1))
    tally = tally_of([case], lambda original, cleaned: align(original, cleaned)[:-1])
    total = len(case.links)
    row = table({"translations": tally}, {"translations": 1}).splitlines()[2]
    assert row.startswith(f"| translations | 1 | {total} |")
    assert f"| {100 * (total - 1) / total:.1f} | 100.0 |" in row
    assert pytest.approx(100.0) == 100 * tally.found.total() / tally.given

"""The fidelity benchmark's own parts: planted faults are faults, rewordings are none, plain eyes see."""

from __future__ import annotations

import random

import pytest

from benchmarks.fidelity import __main__ as fidelity
from benchmarks.fidelity import plain
from benchmarks.fidelity.faults import PLANTERS
from benchmarks.fidelity.rewordings import REWORDERS, is_rewording, reword
from tests.batches import articles, batch

TEXT = (
    "“We may have to wait,” said Ivanov, while the minister Petrov did not come to Riga on January 19 "
    "with only 5 million euros and two guards, which were reportedly promised by a "
    "non-profit body, a former guard said."
)
OTHER = "The actor's lawyer has waited since 2019 and will go home if nothing comes of it."


@pytest.mark.parametrize("kind", sorted(PLANTERS))
def test_a_fault_changes_a_text_that_has_a_place_for_it(kind: str) -> None:
    wrong = [PLANTERS[kind](text, ["Sidorova"], random.Random(1)) for text in (TEXT, OTHER)]
    assert any(found not in (None, text) for found, text in zip(wrong, (TEXT, OTHER), strict=True))


@pytest.mark.parametrize("kind", sorted(PLANTERS))
def test_a_fault_leaves_alone_a_text_without_a_place_for_it(kind: str) -> None:
    assert PLANTERS[kind]("so it goes on and on", [], random.Random(1)) is None


def test_a_rewording_says_its_name() -> None:
    assert reword("It does not rain.", random.Random(1)) == ("contraction made", "It doesn't rain.")
    assert reword("So it goes on.", random.Random(1)) is None


def test_rewordings_leave_quotations_alone() -> None:
    assert all(reworder("“It does not rain on January 5,” he says.") is None for reworder in REWORDERS.values())


def test_two_human_texts_are_a_rewording_only_with_the_same_plain_facts() -> None:
    source = "In Riga the minister has opened a new school for 300 pupils."
    assert is_rewording(source, "In Riga, the minister opened a new school for 300 pupils.")
    assert not is_rewording(source, "In Riga the minister has opened a new school for 400 pupils.")
    assert not is_rewording(source, "In Oslo the minister has opened a new school for 300 pupils.")
    assert not is_rewording(source, "In Riga the minister has not opened a new school for 300 pupils.")


def test_plain_eyes() -> None:
    text = "Mr. Ivanov paid 1,200 euros on Monday for “the old  house” in Riga."
    assert plain.numbers(text) == {"1200": 1}
    assert plain.dates(text) == {"Monday": 1}
    assert plain.quotations(text) == {"the old house": 1}
    assert {"Riga", "Monday"} <= set(plain.names(text))


@pytest.mark.parametrize("command, says", [("articles", "'articles': 3"), ("flags", "flags in 3 articles")])
def test_what_a_batch_has_written_is_looked_at_without_a_model(tmp_path, capsys, command: str, says: str) -> None:
    batch(articles(tmp_path / "news", 3), tmp_path / "out")

    assert fidelity.main([command, "--results", str(tmp_path / "out"), "--show", "2"]) == 0

    assert says in capsys.readouterr().out

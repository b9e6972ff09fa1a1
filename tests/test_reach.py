"""How far a rewrite goes."""

from __future__ import annotations

import pytest

from summarizer.reach import reach

SENTENCE = "The minister have signed in Monday agreement that the parliament had refused twice."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (SENTENCE, "slip"),
        (SENTENCE.replace("have", "has"), "slip"),
        (SENTENCE.replace("have signed in Monday", "has signed on Monday the"), "article"),
        (SENTENCE.replace("signed in", "signed on"), "preposition"),
        (SENTENCE.replace("Monday agreement", "Monday the agreement"), "article"),
        (SENTENCE.replace("The minister", "The Minister"), "slip"),
        (SENTENCE.replace("in Monday", "Monday"), "wording"),
        (SENTENCE.replace("the parliament", "parliament"), "wording"),
        (SENTENCE.replace("refused twice", "twice refused"), "wording"),
        (SENTENCE.replace("have signed in Monday agreement", "agreed on Monday"), "wording"),
        (SENTENCE.replace(" twice", ""), "wording"),
        (SENTENCE.replace("refused twice", "rejected twice"), "wording"),
        (SENTENCE.replace("have", "has").replace("refused", "rejected"), "wording"),
    ],
)
def test_a_rewrite_goes_as_far_as_its_farthest_edit(after: str, expected: str) -> None:
    assert reach(SENTENCE, after) == expected


def test_the_first_capital_of_all_needs_more_than_others() -> None:
    part = "spread over the whole city in the night."
    assert reach(part, part.capitalize()) == "preposition"
    assert reach(part, part.replace("city", "City")) == "slip"


def test_a_line_without_a_full_stop_may_do_without_articles() -> None:
    headline = "Minister signs agreement with Iran"
    assert reach(headline, headline.replace("agreement", "an agreement")) == "wording"
    assert reach(f"{headline}.”", headline.replace("agreement", "an agreement") + ".”") == "article"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("aquired", "acquired", "slip"),
        ("develope", "develop", "slip"),
        ("affect", "effect", "wording"),
        ("Aquired", "Acquired", "wording"),
        ("aquired", "acquird", "wording"),
    ],
)
def test_a_spelling_is_a_slip_where_the_word_was_none(old: str, new: str, expected: str) -> None:
    text = "The company says that it {} the rival in Spain."
    assert reach(text.format(old), text.format(new)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The mayor, which was arrested, denies it.", "The mayor, who was arrested, denies it.", "slip"),
        ("The law, which was passed, is good.", "The law, who was passed, is good.", "wording"),
        ("The mayor he denies all the charges.", "The mayor denies all the charges.", "slip"),
        ("The company it has announced jobs.", "The company has announced jobs.", "slip"),
        ("Everyone considers it their duty.", "Everyone considers their duty.", "wording"),
        ("Most people consider it their duty.", "Most people consider their duty.", "wording"),
        ("He said yesterday he will go.", "He said yesterday will go.", "wording"),
    ],
)
def test_who_for_a_person_and_a_subject_said_once_are_slips(before: str, after: str, expected: str) -> None:
    assert reach(before, after) == expected

"""Evidence: the sentences that a line stands on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import evidence
from summarizer.facts import Facts, extract

ARTICLE = [
    (1, "The United Nations condemned Kazakhstan after images of its forces were released."),
    (2, "At least 164 people died in the crackdown on protests last week."),
    (3, "Photos showed soldiers in the streets of Almaty wearing blue helmets."),
    (4, "The government declared a state of emergency until January 19."),
    (5, "Tokayev asked the Collective Security Treaty Organization (CSTO) for help."),
]


def test_a_line_stands_on_the_sentence_it_was_made_from() -> None:
    found = evidence.find("At least 164 people died in the crackdown.", ARTICLE)
    assert found.ids == (2,)
    assert found.support == 1.0


def test_another_form_of_the_words_is_found() -> None:
    assert evidence.find("Emergency was declared until Jan. 19.", ARTICLE).ids == (4,)


def test_a_line_of_two_sentences_names_both_in_order() -> None:
    found = evidence.find("Tokayev asked the CSTO for help after 164 people died in the crackdown.", ARTICLE)
    assert found.ids == (2, 5)


def test_no_sentence_is_named_that_adds_nothing() -> None:
    segments = [*ARTICLE, (6, "At least 164 people died, the police said.")]
    assert evidence.find("At least 164 people died.", segments).ids == (2,)


def test_a_line_about_something_else_stands_on_nothing() -> None:
    found = evidence.find("The orchestra played a new symphony in Vienna.", ARTICLE)
    assert found.ids == ()
    assert found.support < evidence.LEAST_SUPPORT


def test_nothing_stands_on_no_article() -> None:
    assert evidence.find("The orchestra played.", []) == evidence.Evidence((), 0.0)
    assert evidence.find("", ARTICLE) == evidence.Evidence((), 0.0)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6))
def test_ids_are_sorted_and_of_the_article_and_support_is_a_share(line: str, texts: list[str]) -> None:
    segments = list(enumerate(texts, 1))
    found = evidence.find(line, segments)
    assert list(found.ids) == sorted(set(found.ids))
    assert set(found.ids) <= {id_ for id_, _ in segments}
    assert len(found.ids) <= evidence.MOST_SENTENCES
    assert 0 <= found.support <= 1


@given(st.sampled_from(ARTICLE))
def test_a_sentence_stands_on_itself(segment: tuple[int, str]) -> None:
    assert evidence.find(segment[1], ARTICLE).ids == (segment[0],)


def test_an_articles_sentences_are_read_once_however_many_lines_stand_on_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def noting(text: str) -> Facts:
        read.append(text)
        return extract(text)

    article = [(n, f"On day {n} the river Vltava rose by {n} metres.") for n in range(1500)]
    lines = [f"The Vltava rose by {n} metres." for n in range(3)]
    monkeypatch.setattr(evidence, "extract", noting)
    for line in lines:
        evidence.find(line, article)

    assert len([text for text in read if text not in lines]) == len(article)

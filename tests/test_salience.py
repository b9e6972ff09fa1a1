"""What an article's sentences weigh, and what of a long article a model is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer import salience

LEAD = "The river Vltava flooded the old town of Prague on Monday after a week of rain."
MIDDLE = "Volunteers filled sandbags along the river while Prague closed its bridges."
ASIDE = "A café owner said that her cat liked fish."


def words(text: str) -> int:
    return len(text.split())


def test_the_lead_outweighs_what_follows() -> None:
    weights = salience.weigh([LEAD, MIDDLE, ASIDE])

    assert weights[0] > weights[1] > weights[2]


def test_a_sentence_on_the_subject_outweighs_an_aside_that_stands_before_it() -> None:
    fillers = [f"Another matter altogether, number {n}, was raised by nobody." for n in range(20)]
    weights = salience.weigh([LEAD, MIDDLE, *fillers, ASIDE, f"In Prague the river flooded {LEAD}"])

    assert weights[-1] > weights[-2]


def test_no_sentences_weigh_nothing() -> None:
    assert salience.weigh([]) == []


def test_overlap_is_a_share_of_the_shorter_text() -> None:
    assert salience.overlap("Prague flooded", LEAD) == 1.0
    assert salience.overlap(ASIDE, LEAD) == 0.0
    assert salience.overlap("", LEAD) == 0.0


def test_a_short_article_is_shown_whole() -> None:
    found = salience.digest([LEAD, MIDDLE], words, budget=100)

    assert found == salience.Digest(f"{LEAD} {MIDDLE}", (0, 1), 1)


def test_a_long_article_is_shown_from_its_start_and_from_its_other_chunks() -> None:
    sentences = [f"Sentence {n} tells of matter {n} and of the river in Prague." for n in range(400)]
    found = salience.digest(sentences, words, budget=300)

    assert found.chunks > 10
    assert found.indices[:5] == (0, 1, 2, 3, 4)
    assert found.indices[-1] > 200, "nothing of the second half was shown"
    assert words(found.text) <= 300


def test_one_endless_sentence_is_cut_between_words() -> None:
    endless = "word " * 200_000
    found = salience.digest([endless], words, budget=50)

    assert found.text == " ".join(["word"] * 50)
    assert salience.opening([endless], words, 50) == found.text


@given(st.lists(st.text(alphabet="ab ,.", max_size=60), max_size=30), st.integers(2, 40))
def test_a_digest_never_exceeds_its_budget_and_keeps_the_order(sentences: list[str], budget: int) -> None:
    if not sentences:
        return
    found = salience.digest(sentences, words, budget)

    assert words(found.text) <= budget
    assert list(found.indices) == sorted(set(found.indices))
    assert found.chunks >= 1

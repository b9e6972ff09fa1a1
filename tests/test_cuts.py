"""What may be left out of a sentence, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.cuts import LEAST, drops_nothing_decisive, keeps_sense, main_clause, without_asides

BAN = (
    "Spain (a member of the EU) banned the tanker from the port of Tarragona on Friday, which has made the price "
    "of diesel fuel rise in all of the south as traders say."
)


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        (BAN, "Spain banned the tanker from the port of Tarragona on Friday."),
        ("Obama spoke to the families, never once mentioning the man.", "Obama spoke to families."),
        ("The mayor, a former judge, resigned on Monday.", "The mayor resigned on Monday."),
        ("He also said that it rains.", "He said it rains."),
    ],
)
def test_asides_may_go(sentence: str, wording: str) -> None:
    assert keeps_sense(sentence, wording)


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("There is enough water, but if the level drops there will be none.", "There is enough water."),
        ("The chairman worked today in the villages of the north.", "The chairman worked today."),
        ("They talked of migrants, the courts and the gas pipeline.", "They talked of migrants."),
        ("It bans any ship registered there since April or changed later.", "It bans any ship registered there."),
        (
            "According to the most optimistic forecast, 25 thousand deaths will be recorded.",
            "25 thousand deaths will be recorded.",
        ),
        ("Those vaccinated with the nasal vaccine may have allergies.", "Those vaccinated may have allergies."),
        ("The ban, unless it is lifted, costs millions.", "The ban costs millions."),
        ("A ship of the line from Rotterdam, carrying grain, sank.", "A ship of the line from Rotterdam."),
        ("The fight of the two, which took place in Abu Dhabi, ended in a draw.", "The fight of the two."),
    ],
)
def test_what_makes_it_so_stays(sentence: str, wording: str) -> None:
    assert not keeps_sense(sentence, wording)


def test_of_what_is_shortened_freely_nothing_decisive_may_be_gone() -> None:
    assert drops_nothing_decisive("The chairman worked today in the villages.", "The chairman worked today.")
    assert not drops_nothing_decisive("He will go, but not today.", "He will go.")


def test_a_sentence_is_shortened_in_its_own_words_the_fullest_first() -> None:
    assert list(without_asides(BAN, 35)) == [
        "Spain banned the tanker from the port of Tarragona on Friday, which has made the price of diesel fuel "
        "rise in all of the south as traders say.",
        "Spain banned the tanker from the port of Tarragona on Friday.",
    ]
    assert list(without_asides(BAN, 15)) == ["Spain banned the tanker from the port of Tarragona on Friday."]


@pytest.mark.parametrize(
    ("line", "main"),
    [
        ("The UN spoke after images were released showing its forces.", "The UN spoke after images were released."),
        ("A bomb exploded in the market, killing two people.", "A bomb exploded in the market."),
        ("He was interested showing it.", "He was interested."),
        ("The shop was nice selling bread.", None),
        ("Rising prices, falling wages, and strikes hit the town.", None),
        ("The minister said the army shelling the town must stop.", None),
    ],
)
def test_the_main_clause_is_what_a_participle_adds_to(line: str, main: str | None) -> None:
    assert main_clause(line) == main


@given(st.text(alphabet="abc, ()which.ing" + '"', max_size=200), st.integers(1, 40))
def test_a_shortened_sentence_has_words_of_the_sentence_alone(sentence: str, most: int) -> None:
    for text in without_asides(sentence, most):
        assert LEAST <= len(text.split()) <= most
        assert keeps_sense(sentence, text)


@given(st.text(max_size=100))
def test_a_sentence_keeps_its_own_sense(sentence: str) -> None:
    assert keeps_sense(sentence, sentence)
    assert drops_nothing_decisive(sentence, sentence)

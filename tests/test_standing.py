"""What a sentence that is shown as a line must not lean on, and what is no news wherever it stands."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.facts import quotations
from summarizer.standing import (
    Standing,
    inside_quotations,
    is_poor,
    points_back,
    quotes_close,
    standing,
)

LEAD = "Spain banned the tanker from the port of Tarragona because it had changed its flag."


def stands(sentence: str, *shown: str, is_next: bool = False) -> Standing:
    return standing(sentence, tuple(quotations.spans(sentence)), shown, is_next=is_next)


@pytest.mark.parametrize(
    "sentence",
    [
        "He thanked the rescuers for their work in the flooded villages of the north.",
        "At the same time, the river rose by two metres in the old town of Prague.",
        "Experts also recommend a separate card for whatever is bought in online shops.",
        "Since then, the station is serviced by its own staff under another flag.",
        "The ministry recalled that it is not the first time that this happens in a year.",
        "According to the agency, the team is selecting consultants for the next election.",
        "Ships may not enter.",
        "None of the ships of the south has ever had such an honor in the years before.",
        "Ships may enter again, as both of them have been told by the mayor.",
        "Of these, more than eight thousand are from the ports of the south of Europe.",
        "Among them, eight thousand are from the ports of the south of Europe.",
        "All of them are banned from the ports of the south until the spring.",
        "In this game, the keeper of the guests threw the ball only three times.",
        "According to the second, the tanker turned round before it reached the port.",
        "The first reason is that many of those who can afford a yacht keep away.",
        "Ships of this kind were warned about by the expert from Madrid in the spring.",
    ],
)
def test_what_leans_on_the_sentence_before_it_stands_behind_that_one_alone(sentence: str) -> None:
    assert stands(sentence, LEAD) is Standing.LEANS
    assert stands(sentence, LEAD, is_next=True) is Standing.FOLLOWS


@pytest.mark.parametrize(
    "sentence",
    [
        "The tanker turned round and went to the port of Algeciras the next morning.",
        "The most important factor is the price of diesel fuel in the south of Europe.",
        "The Spanish ministry of transport confirmed the ban on Thursday evening in Madrid.",
    ],
)
def test_a_thing_that_was_told_of_or_is_the_only_one_may_open_a_line(sentence: str) -> None:
    assert stands(sentence, LEAD) is Standing.ALONE


def test_nothing_that_is_shown_is_pointed_back_to_where_nothing_is_shown() -> None:
    assert points_back("The measure was taken on Thursday.", [])
    assert stands("The measure was taken on Thursday by the port of Tarragona.", is_next=True) is Standing.ALONE


@pytest.mark.parametrize(
    "sentence",
    [
        "How will the rules of inheritance change for families next year?",
        "[See the pictures in this article] The tanker turned round in the port of Algeciras.",
        "This information was shared in the city hall on Monday evening by the mayor.",
        "The message to the leader of the revolution says:",
        "Editorial: Do not let the joints of your knees deform in old age.",
        "I have been suffering from pain in the knee since the winter of last year.",
        "We started this process today, said the minister about the training of pilots.",
        "“There are a lot of threats at the plant in these days of war.",
        "The level has fallen again,” said the head of the plant on Monday evening.",
        "It was a test of the new rocket,' continued the head of the agency on Monday.",
        "“There are a lot of threats at the plant in these days of war.”",
        "This was reported by the newspaper The Guardian, citing a study by experts.",
        "Denisenko spoke about this on Sunday, in a publication on the portal.",
        "CNN Television and others reported.",
        "If the cloth does not stick and you have one that can be rolled up quickly...",
        "UN peacekeeping, The National reported Tuesday.",
        "The solemn ceremony of awarding the winners of the third season of the award them.",
    ],
)
def test_what_is_no_news_stands_nowhere(sentence: str) -> None:
    assert stands(sentence, LEAD, is_next=True) is Standing.POOR


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said on Thursday: “We started this process on Monday.”",
        "“We started this process on Monday, and we shall end it on Friday,” the minister said on Monday.",
        "The U.S. asked Spain's ministry for help with the players' visas.",
        "The actor said 'I am here to stay' and left the old town of Prague.",
        "The US told us.",
        "The memorial to those who fell in World War I was opened in Kansas City on Monday.",
    ],
)
def test_what_is_quoted_may_be_said_by_an_i(sentence: str) -> None:
    assert is_poor(sentence, tuple(quotations.spans(sentence))) is (sentence == "The US told us.")


def test_a_mark_without_its_partner_shows() -> None:
    assert quotes_close("He said “yes” and 'no'.")
    assert not quotes_close("He said “yes.")
    assert not quotes_close("Chandler made us tea,' she said.")
    assert quotes_close("It is the players' and the fans' day.")


def test_a_sentence_in_the_middle_of_a_quotation_is_known_by_its_neighbours() -> None:
    sentences = [
        "The president spoke to Europe on Monday.",
        "“We are nearer to the Union.",
        "We shall be its member.",
        "The Union shall be greater.",
        "We shall win,” he said.",
        "He then left for Kyiv.",
    ]
    quoted = [(), (Span(1, 28),), (), (), (Span(0, 12),), ()]

    assert inside_quotations(sentences, quoted) == {2, 3}
    assert inside_quotations(sentences[2:], quoted[2:]) == {1}
    assert inside_quotations(sentences[:4], quoted[:4]) == frozenset()

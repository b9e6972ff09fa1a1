"""Whom a headline names behind a colon."""

from __future__ import annotations

import pytest

from summarizer.facts.credits import credit


@pytest.mark.parametrize(
    ("sentence", "wording", "who"),
    [
        (
            "Hedge funds had their best year, industry analysts said.",
            "Hedge funds had best year",
            "industry analysts",
        ),
        (
            "The bank will cut 1,300 jobs, a person briefed on the matter said on Tuesday.",
            "Bank to cut 1,300 jobs",
            "source",
        ),
        (
            "The firms agreed to pay $35 million, several sources close to the talks told Reuters.",
            "Firms to pay $35 million",
            "sources",
        ),
        (
            "Troops launched an offensive in Luhansk, according to the Institute for the Study of War.",
            "Troops launch offensive in Luhansk",
            "Institute for the Study of War",
        ),
        ("According to court documents, the banker was fined for abuse.", "Banker fined for abuse", "documents"),
        (
            "Residents think the city is on the wrong track, according to a new survey published Monday.",
            "City on wrong track",
            "survey",
        ),
        ("Bread will not get dearer, said the doctors on Sunday.", "Bread will not get dearer", "doctors"),
        ("Bread will not get dearer, said the mayor of Split.", "Bread will not get dearer", "mayor"),
        ("Bread will not get dearer, said the minister to Reuters.", "Bread will not get dearer", "minister"),
        ("Bread will not get dearer, said director Ana Lopes on Friday.", "Bread will not get dearer", "Ana Lopes"),
        (
            "The campaign struck a deal with the group, his son-in-law Jared Kushner told executives.",
            "Campaign strikes deal with group",
            "Jared Kushner",
        ),
        (
            "He needs treatment abroad, neurologist Otar Toidze, who is a member of the council, told reporters.",
            "He needs treatment abroad",
            "Otar Toidze",
        ),
        (
            "Greece will not default on its debts, the country's prime minister said in a speech.",
            "Greece will not default",
            "prime minister",
        ),
        (
            "But several experts said the drug raised the risk of a heart attack.",
            "Drug raised risk of heart attack",
            "experts",
        ),
        (
            "Prices will rise, Acting Deputy Foreign Trade Minister Luis Planas said.",
            "Prices to rise",
            "Luis Planas",
        ),
        ("The sale is off, said IFR, a news service.", "Sale is off", "IFR"),
    ],
)
def test_in_few_words(sentence: str, wording: str, who: str) -> None:
    assert credit(sentence, wording) == who


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Hedge funds had their best year, analysts said.", "Analysts say hedge funds had best year"),
        ("The bank will cut 1,300 jobs, a spokesman said.", "Bank to cut 1,300 jobs"),
        ("Its profit fell by 5 percent, Chief Financial Officer David Viniar said.", "Profit falls by 5 percent"),
        ("President Benigno Aquino said he wants to wait for the law.", "Aquino wants to wait for law"),
        ("Saudi Oil Minister Ali al-Naimi said the kingdom had raised output.", "Saudi oil minister raises output"),
        ("The river rose, and as the town slept it flooded the square.", "River rises"),
        ("The mayor resigned, which analysts said was a surprise.", "Surprise in town"),
    ],
)
def test_none_where_it_says_so_or_is_his_own_to_say(sentence: str, wording: str) -> None:
    assert credit(sentence, wording) is None


def test_the_sentence_behind_may_say_whose_word_it_is() -> None:
    behind = "This was stated by German Chancellor Olaf Scholz in Berlin."
    assert credit("The EU will help.", "EU to help", behind) == "German Chancellor Olaf Scholz"
    assert (
        credit("The EU will help.", "EU to help", "This was said by US President Joe Biden.")
        == "US President Joe Biden"
    )
    assert credit("The EU will help.", "EU to help", "It was a cold day.") is None

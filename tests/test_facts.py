"""Facts: what counts as one, and when two spellings are the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts import extract, lexicon, stem, tokenize
from summarizer.facts.attributions import credits_another
from summarizer.facts.base import FactKind


def values(text: str, kind: FactKind) -> list[str]:
    return [fact.value for fact in extract(text).of(kind)]


def units(text: str) -> list[tuple[str, str]]:
    return [(fact.value, fact.unit) for fact in extract(text).of("number")]


SAME_NUMBERS = [
    ("1,000 homes", "one thousand homes"),
    ("1.2 million cars", "1,200,000 cars"),
    ("twenty-five villages", "25 villages"),
    ("two hundred and five seats", "205 seats"),
    ("two dozen boats", "24 boats"),
    ("half a million people", "500,000 people"),
    ("the seventh title", "the 7th title"),
    ("two-thirds of them", "two thirds of them"),
    ("from 12 to 15 km", "12-15 km"),
    ("between 12 and 15 km", "12–15 kilometers"),
    ("they won 3:1", "they won 3-1"),
    ("$5bn", "5 billion dollars"),
    ("US$5 million", "$5 million"),
    ("25%", "25 per cent"),
    ("5-10 percent", "5 to 10%"),
    ("a 218-km road", "a road of 218 kilometres"),
    ("sales doubled", "twice the sales"),
    ("12,50,000 rupees", "1250000 rupees"),
]
OTHER_NUMBERS = [
    ("164 people", "146 people"),
    ("$5", "€5"),
    ("5%", "5 percentage points"),
    ("5 km", "5 miles"),
    ("3-1", "1-3"),
    ("the 1990s", "the 1980s"),
    ("hundreds of people", "thousands of people"),
    ("5 million", "5 billion"),
    ("the second title", "the third title"),
    ("three hours", "three days"),
]


@pytest.mark.parametrize(("left", "right"), SAME_NUMBERS)
def test_two_spellings_of_a_number_are_one_fact(left: str, right: str) -> None:
    assert units(left) == units(right) != []


@pytest.mark.parametrize(("left", "right"), OTHER_NUMBERS)
def test_two_numbers_stay_two(left: str, right: str) -> None:
    assert units(left) != units(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("on January 19", "on Jan. 19"),
        ("on January 19", "on 19 January"),
        ("on January 19", "on the 19th of January"),
        ("on January 19", "on the 19th from January"),
        ("on Friday", "on Fridays"),
        ("at 8:05 p.m.", "at 20:05"),
        ("at 9am", "at 9:00 a.m."),
    ],
)
def test_two_spellings_of_a_date_are_one_fact(left: str, right: str) -> None:
    facts = [[f.value for f in extract(text).of("date", "time")] for text in (left, right)]
    assert facts[0] == facts[1] != []


def test_a_modal_may_is_no_month() -> None:
    assert values("The talks may begin soon.", "date") == []
    assert values("The talks begin in May.", "date") == ["05"]
    assert values("May 9 is a holiday.", "date") == ["05-09"]


def test_a_year_is_a_number_of_its_own() -> None:
    assert values("on January 19, 2022", "number") == ["2022"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Kassym-Jomart Tokayev’s ally.", ["kassym jomart tokayev"]),
        ("They met Ali al-Naimi and J. Smith.", ["ali al naimi", "j smith"]),
        ("The U.S. and the UN agreed with us.", ["US", "UN"]),
        ("The United States and the United Nations agreed.", ["US", "UN"]),
        ("It flew to Chichén Itzá and Ağrı.", ["chichén itzá", "ağrı"]),
        ("Photos were shown on Monday in Riga.", ["riga"]),
        ("COVID-19 and the R-22 highway", ["covid19", "r22"]),
        ("They paid US$5.", []),
        ("“Nobody knows,” he said. Police searched.", []),
        ("Planes land. Zubkov waits.", ["zubkov"]),
        ("UN Condemns Kazakhstan for Wrong Use of Helmets", ["UN", "kazakhstan"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert values(text, "name") == names


def test_an_acronym_is_introduced_by_its_long_form() -> None:
    facts = extract("He asked the Collective Security Treaty Organization (CSTO) for help.")
    assert facts.introduced == (("CSTO", ("collective", "security", "treaty", "organization")),)
    assert extract("He asked Smith (CEO) for help.").introduced == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We  have to wait,” he said.", ["We have to wait"]),
        ('"Yes", he said, "but not now".', ["Yes", "but not now"]),
        ("the 'special operation' of the voters' party", ["special operation"]),
        ("He said “we have to", []),
        ("«Да», he said", ["Да"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert values(text, "quotation") == quoted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It doesn't work and never did.", 2),
        ("Neither he nor she came.", 1),
        ("He is not only rich but also kind.", 0),
        ("It is not only rich.", 1),
        ("No. 10 is here.", 0),
        ("They cannot pay.", 1),
        ("It is not only rich " + "and old " * 10 + "but kind.", 0),
        ("It is not only rich " + "and old " * 30 + "but kind.", 1),
        ("Neither he " + "who came " * 10 + "nor she left.", 1),
        ("Neither he " + "who came " * 30 + "nor she left.", 2),
    ],
)
def test_negations(text: str, count: int) -> None:
    assert len(values(text, "negation")) == count


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("more than 40 houses", [(">", "40")]),
        ("over 40 houses", [(">", "40")]),
        ("over the years", []),
        ("at least $5 million", [(">=", "5000000")]),
        ("no more than 20 guests", [("<=", "20")]),
        ("about the law", []),
        ("about 20 laws", [("~", "20")]),
    ],
)
def test_comparisons(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(f.value, f.unit) for f in extract(text).of("comparison")] == marks


@pytest.mark.parametrize(
    "words",
    [
        "condemn condemns condemned",
        "attack attacked attacking",
        "survive survived",
        "die died death",
        "comment comments commented commenting",
    ],
)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two managers took $70 million, a U.S. prosecutor said on Monday.", True),
        ("The troops began an offensive, according to the institute.", True),
        ("The minister needs treatment, his doctor Otar Toidze, a neurologist, told reporters.", True),
        ("As the expert explained, the child will stay a citizen.", True),
        ("Sales were worse than last year, Bloomberg reports, citing the ministry.", True),
        ("Researchers have estimated that it is so.", True),
        ("The bank has the approval of the regulator, it said in a statement.", False),
        ("The company also said it would close the plant.", False),
        ("The police reports are out, and the minister added nothing.", False),
        ("The child will stay a citizen.", False),
    ],
)
def test_whether_a_sentence_says_by_whose_word(text: str, said: bool) -> None:
    assert credits_another(text) is said


NEWS = st.text(alphabet=st.sampled_from("aeinorst AEN.,;:'’\"“”-–—0123456789%$€()\nğé"), max_size=80)


@given(st.one_of(NEWS, st.text(max_size=60)))
def test_spans_are_within_the_text_and_hold_the_fact(text: str) -> None:
    for token in tokenize(text):
        assert text[slice(*token.span)] == token.text
    for fact in extract(text):
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        assert text[slice(*fact.span)] == fact.text


@given(st.integers(min_value=0, max_value=10**9))
def test_grouping_does_not_change_a_number(number: int) -> None:
    assert units(f"{number:,} homes") == units(f"{number} homes") == [(str(number), "")]


@pytest.mark.parametrize("word", ["passers", "users", "closer", "parsers", "stopped", "unhappily", "reopened"])
def test_the_plain_inflections_of_an_ordinary_word_are_ordinary(word: str) -> None:
    assert lexicon.is_ordinary(word)


@pytest.mark.parametrize("word", ["writeers", "boysers", "mecer", "delgado"])
def test_what_only_looks_like_an_inflection_is_not(word: str) -> None:
    assert not lexicon.is_ordinary(word)


def test_a_word_of_the_large_list_that_hardly_occurs_there_is_rare() -> None:
    assert lexicon.is_word("delgado") and lexicon.is_rare("delgado")
    assert not lexicon.is_rare("theatre") and not lexicon.is_rare("because")


@pytest.mark.parametrize("text", ["a " + "hundred " * 3000, "5 " + "million " * 3000])
def test_a_magnitude_said_over_and_over_makes_no_endless_number(text: str) -> None:
    assert all(len(value) < 50 for value in values(text, "number"))

"""The desk's glossary: what a file may say, what is found in a text, and how errors name their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.document import Span
from summarizer.errors import UsageError
from summarizer.glossary import EMPTY, Glossary, load, parse

DESK = """
# our style
Kassym-Jomart Tokayev = Kasym-Jomart Tokaev, Tokayev Kassym-Jomart
Tokayev = Tokaev   # the president
Kyiv = Kiev
e-mail = email
NATO
C#
"""


def variants(text: str, glossary: Glossary | None = None) -> list[tuple[str, str]]:
    terms = glossary or parse(DESK)
    return [(text[slice(*span)], spelling) for span, spelling in terms.variants_in(text)]


def protected(text: str) -> list[str]:
    return [text[slice(*span)] for span in parse(DESK).protected_terms(text)]


def test_each_variant_is_found_with_its_preferred_spelling() -> None:
    assert variants("Tokaev met Kiev's mayor.") == [("Tokaev", "Tokayev"), ("Kiev", "Kyiv")]


def test_the_longest_term_is_found_first() -> None:
    assert variants("Kasym-Jomart Tokaev left.") == [("Kasym-Jomart Tokaev", "Kassym-Jomart Tokayev")]
    assert variants("Kassym-Jomart Tokayev left.") == []


def test_possessives_and_compounds_keep_their_tail() -> None:
    assert variants("Tokaev’s pro-Kiev, Kiev-based men") == [
        ("Tokaev", "Tokayev"),
        ("Kiev", "Kyiv"),
        ("Kiev", "Kyiv"),
    ]


@pytest.mark.parametrize("text", ["Kievan Rus", "kiev", "KIEV", "kiev.ua and Kiev.ua", "Tokaeva", "o’Kiev"])
def test_only_whole_words_as_written_are_found(text: str) -> None:
    assert variants(text) == []


def test_a_lower_case_entry_also_begins_sentences() -> None:
    assert variants("Email me an email, not an EMAIL.") == [("Email", "E-mail"), ("email", "e-mail")]


def test_a_letter_whose_capital_is_anothers_too_begins_no_sentence() -> None:
    found = parse("nehir = ırmak\nß")
    assert list(found.variants_in("Irmak, ırmak, S")) == [(Span(7, 12), "nehir")]
    assert found.protected_terms("S, ß") == [Span(3, 4)]


def test_preferred_terms_are_protected_and_variants_are_not() -> None:
    assert protected("NATO and Kyiv's C# e-mail, not Kiev’s") == ["NATO", "Kyiv", "C#", "e-mail"]


def test_words_of_a_term_may_stand_on_two_lines() -> None:
    assert variants("Kasym-Jomart\nTokaev") == [("Kasym-Jomart\nTokaev", "Kassym-Jomart Tokayev")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert variants("Kiev and NATO", EMPTY) == []
    assert EMPTY.protected_terms("NATO") == []
    assert parse("# nothing\n\n") == EMPTY


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "desk.txt"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text("Erdoğan = Erdogan\r\n", encoding=encoding)
        assert variants("Erdogan left.", load(path)) == [("Erdogan", "Erdoğan")]


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    text = "Kyiv = Kiev\n= Kiew\nNATO = ,\nOdesa = Kiev\nLviv = Lviv\nKiev\n"
    with pytest.raises(UsageError) as caught:
        parse(text, "desk.txt")
    assert caught.value.message == (
        "desk.txt: line 2: no preferred spelling before =; line 3: an empty variant; "
        "line 4: 'Kiev' already means 'Kyiv' on line 1; line 5: 'Lviv' is its own variant; "
        "line 1: 'Kiev' is a variant of 'Kyiv' and a preferred spelling on line 6"
    )
    assert caught.value.exit_code == 2


def test_a_second_equals_sign_is_told_with_the_others() -> None:
    with pytest.raises(UsageError) as caught:
        parse("NATO\nKiev = Kiew = Kieff\nLviv = Lviv\n", "desk.txt")
    assert caught.value.message == (
        "desk.txt: line 2: more than one =; commas part the variants; line 3: 'Lviv' is its own variant"
    )


def test_a_file_that_is_no_glossary_is_not_told_line_by_line() -> None:
    with pytest.raises(UsageError, match="and 30 more"):
        parse("= x\n" * 50)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.txt"):
        load(tmp_path / "missing.txt")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("NATO\nErdoğan\nZoë\n".encode("iso8859-9"))
    with pytest.raises(UsageError, match=r"latin\.txt:2: not UTF-8"):
        load(latin)

"""Hunks: every text comes back exactly, any subset is well formed, each change is as small as makes sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.edits import Hunk, apply_hunks, diff, keep_style

WORDS = (
    "the a an of in to and he He The In they is are was went going house houses houses, report reports said "
    "Paris 12 1,000 not has . , ; ? \" “ ” ( ) ' ’s workers' well-known well known U.S. é e\u0301 don't – don’t"
).split()
SPACES = [" ", " ", " ", " ", "", "  ", "\u00a0", "\n", "\r\n", "\t"]
jumbled = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=14).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
any_text = st.one_of(st.text(max_size=40), jumbled)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(hunk.before, hunk.after) for hunk in diff(before, after)]


@given(any_text, any_text)
def test_all_hunks_give_the_new_text_and_none_gives_the_old(before: str, after: str) -> None:
    hunks = diff(before, after)
    assert apply_hunks(before, hunks) == after
    assert apply_hunks(before, ()) == before


@given(any_text, any_text)
def test_hunks_are_sorted_do_not_overlap_and_quote_the_text(before: str, after: str) -> None:
    position = 0
    for hunk in diff(before, after):
        assert hunk.span.start >= position
        assert before[slice(*hunk.span)] == hunk.before != hunk.after
        position = hunk.span.end


@given(any_text, any_text)
def test_a_line_break_of_two_characters_is_never_split(before: str, after: str) -> None:
    for hunk in diff(before, after):
        for edge in hunk.span:
            assert before[edge - 1 : edge + 1] != "\r\n" or edge == 0


@given(any_text)
def test_equal_texts_have_no_hunks(text: str) -> None:
    assert diff(text, text) == ()


# Texts built to be well formed: single spaces, no space before a mark, balanced quotation marks.
plain_word = st.sampled_from(
    "the a an of in to and he they is are was went going house houses report reports said not has".split()
)
phrase = st.lists(plain_word, min_size=1, max_size=5).map(" ".join)
piece = st.one_of(phrase, phrase.map(lambda p: f"“{p}”"), phrase.map(lambda p: f"({p})"), phrase.map("{},".format))
sentence = st.lists(piece, min_size=1, max_size=4).map(" ".join).map(lambda s: s[0].upper() + s[1:] + ".")


@given(sentence, sentence, st.data())
def test_any_subset_is_well_formed(before: str, after: str, data: st.DataObject) -> None:
    hunks = diff(before, after)
    chosen = [hunk for hunk in hunks if data.draw(st.booleans())]
    text = apply_hunks(before, chosen)
    assert "  " not in text
    assert text == text.strip()
    for mark in " ,", " .", " )", " ”", "( ", "“ ":
        assert mark not in text
    assert all(letter == " " or letter in ")”." for mark in ("”", ")", ",") for letter in _behind(text, mark))
    for opening, closing in ("“”", "()"):
        depth = 0
        for letter in text:
            depth += (letter == opening) - (letter == closing)
            assert depth in (0, 1)
        assert depth == 0
    start = text.lstrip("“(")[0]
    assert start.isupper() or not before.lstrip("“(")[0].isupper() or not after.lstrip("“(")[0].isupper()
    assert text.endswith(".")


def _behind(text: str, mark: str) -> list[str]:
    return [text[i + 1] for i in range(len(text) - 1) if text[i] == mark and text[i + 1] != ","]


@pytest.mark.parametrize(
    ("before", "after", "hunks"),
    [
        # a word that comes or goes takes one space along
        ("He saw the the house.", "He saw the house.", [("the ", "")]),
        ("He lives in house.", "He lives in the house.", [("", "the ")]),
        ("He lives here now.", "He lives here.", [(" now", "")]),
        ("Then he went.", "Then he went home.", [("", " home")]),
        # a changed word is one hunk
        ("He recieved two prizes.", "He received two prizes.", [("recieved", "received")]),
        ("a well known man", "a well-known man", [("well known", "well-known")]),
        # changes side by side that have nothing to do with each other stay apart
        ("He recieved teh prize.", "He received the prize.", [("recieved", "received"), ("teh", "the")]),
        # a replaced phrase is one
        ("They made a big effort.", "They tried hard.", [("made a big effort", "tried hard")]),
        # a verb group is one
        ("She is went home.", "She went home.", [("is went", "went")]),
        ("It has not went away.", "It did not go away.", [("has not went", "did not go")]),
        # white space
        ("the house .", "the house.", [(" ", "")]),
        ("one,two", "one, two", [("", " ")]),
        ("a  b", "a b", [(" ", "")]),
        # marks
        ("He came, and left.", "He came and left.", [(",", "")]),
        ("the house, which", "the home which", [("house,", "home")]),
        # a moved word
        ("the draw of plum", "the plum draw", [("draw of plum", "plum draw")]),
        ("Yesterday he came.", "He came yesterday.", [("Yesterday he came", "He came yesterday")]),
        # the capital at the start goes with the first word
        ("But he went home.", "He went home.", [("But he", "He")]),
        ("He went home.", "Then he went home.", [("He", "Then he")]),
        ("But Paris fell.", "Paris fell.", [("But ", "")]),
        # an article goes with the word it depends on
        ("He ate a red apple.", "He ate an apple.", [("a red", "an")]),
        ("It is a big problem.", "It is a issue.", [("big problem", "issue")]),
        ("It is a big problem.", "It is big problems.", [("a big problem", "big problems")]),
        # subject and verb change their number together
        ("The informations are new.", "The information is new.", [("informations are", "information is")]),
        (
            "The reports of the agency say so.",
            "The report of the agency says so.",
            [("reports of the agency say", "report of the agency says")],
        ),
        # two ends of a quotation
        ("He said: go home now.", "He said: “go home now.”", [("go home now.", "“go home now.”")]),
        ('He said "go" now.', "He said “go” now.", [('"go"', "“go”")]),
        ("He said “go now.", "He said “go” now.", [("", "”")]),
        # bytes are shown honestly
        ("cafe\u0301", "caf\u00e9", [("cafe\u0301", "caf\u00e9")]),
        ("don't", "don’t", [("don't", "don’t")]),
        ("a\u00a0b", "a b", [("\u00a0", " ")]),
        ("one\r\ntwo", "one\ntwo", [("\r\n", "\n")]),
    ],
)
def test_the_smallest_change_that_makes_sense(before: str, after: str, hunks: list[tuple[str, str]]) -> None:
    assert shown(before, after) == hunks


def test_a_text_without_full_stops_is_compared_in_bounded_time() -> None:
    before = " ".join(f"w{n}" for n in range(3_000))
    after = before.replace("w7 ", "w8 ").replace("w2999", "w2998")
    hunks = diff(before, after)
    assert apply_hunks(before, hunks) == after
    assert len(hunks) == 2


def test_a_hunk_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_hunks("another text", [Hunk(Span(0, 3), "The", "A")])


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("On 14 May, it begun.", "On May 14, it began.", "On 14 May, it began."),
        ("He die in 3 June 2019.", "He died on June 3, 2019.", "He died on 3 June 2019."),
        ("He die in June 3, 2019.", "He died on 3 June 2019.", "He died on June 3, 2019."),
        ("They met 1 May and 11 May.", "They met on May 1 and 11 May.", "They met on 1 May and 11 May."),
        ("They met May 1 and May 14.", "They met on 1 May and May 14.", "They met on May 1 and May 14."),
        ("He die the 14 of May.", "He died on May 14.", "He died on May 14."),
        ("In May 20 people was hurt.", "In May 20 people were hurt.", "In May 20 people were hurt."),
    ],
)
def test_a_date_keeps_the_order_of_its_parts(before: str, after: str, kept: str) -> None:
    assert keep_style(before, after, "sentence") == kept


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("A former minister of defence.", "A former defense minister.", "A former defence minister."),
        ("The Ministry of Defence say no.", "The Defense Ministry says no.", "The Defence Ministry says no."),
        ("A jury of color, of honor.", "An honour jury of colour.", "An honor jury of color."),
        ("The defence of the Defense Department.", "The Defense Department's defence.", None),
        ("A manager stressfull.", "A stressful manager.", None),
        ("He licence it.", "He licenses it.", None),
    ],
)
def test_words_stay_in_the_english_of_their_country(before: str, after: str, kept: str | None) -> None:
    assert keep_style(before, after, "sentence") == (kept or after)


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ("In a Associated Press report, a hour.", "In an Associated Press report, an hour."),
        ("An European plan, a plan.", "A European plan, a plan."),
        ("A U.S. plan, an FBI agent.", "A U.S. plan, an FBI agent."),
    ],
)
def test_an_article_goes_by_the_sound_behind_it(after: str, kept: str) -> None:
    assert keep_style("It was so.", after, "sentence") == kept


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("Investor of activist Icahn.", "activist investor Icahn.", "Activist investor Icahn."),
        ("“Sale of it is over.”", "“its sale is over.”", "“Its sale is over.”"),
        ("Sales of iPhones fell.", "iPhone sales fell.", "iPhone sales fell."),
        ("investor of activist Icahn", "activist investor Icahn", "activist investor Icahn"),
        ("The 5 sold it.", "5 sold it.", "5 sold it."),
    ],
)
def test_what_begins_with_a_capital_still_does(before: str, after: str, kept: str) -> None:
    assert keep_style(before, after, "sentence") == kept


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("Bank shut branches", "Bank shuts branches.", "Bank shuts branches"),
        ("Bank shut “branches”", "Bank shuts “branches.”", "Bank shuts “branches”"),
        ("Bank shut branches.", "Bank shuts branches.", "Bank shuts branches."),
        ("Will bank shut?", "Will a bank shut?", "Will a bank shut?"),
        ("Bank shut branches of USA", "Bank shuts branches in the U.S.", "Bank shuts branches in the U.S."),
        ("Bank open in 14 May", "Bank opens on May 14.", "Bank opens on 14 May"),
    ],
)
def test_a_heading_gets_no_full_stop(before: str, after: str, kept: str) -> None:
    assert keep_style(before, after, "title") == kept
    assert keep_style(before, after, "subhead") == kept

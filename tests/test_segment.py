"""Sentences with their spans and quotations: what ends one, what does not, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.document import Article, Block, BlockKind, Span
from summarizer.segment import quotations, segment, split_sentences


def sentences(text: str) -> list[str]:
    return [text[slice(*span)] for span in split_sentences(text)]


def article(*blocks: tuple[BlockKind, str]) -> Article:
    text, parts = "", []
    for kind, part in blocks:
        parts.append(Block(kind, Span(len(text), len(text) + len(part))))
        text += part + "\n\n"
    return Article(None, "", "utf-8", text, tuple(parts))


def quoted(text: str) -> list[str]:
    """All quoted stretches of a paragraph, sentence by sentence."""
    return [s.original[slice(*q)] for s in segment(article(("paragraph", text))) for q in s.quoted]


def test_a_block_that_is_set_off_is_quoted_as_a_whole() -> None:
    text = "We was “glad” of it. They goes home."
    block = Block("paragraph", Span(0, len(text)), quoted=True)
    found = segment(Article(None, "", "utf-8", text, (block,)))
    assert [[s.original[slice(*q)] for q in s.quoted] for s in found] == [
        ["We was “glad” of it."],
        ["They goes home."],
    ]


ONE_SENTENCE = [
    "The price rose 3.5 percent to $1.2 million in the U.S. on Jan. 19.",
    "J. K. Rowling met J.R.R. Tolkien's heirs.",
    "Mr. Smith of St. Louis saw Dr. Jones and Gen. Lee at No. 10.",
    "The bishop of Kansas City-St. Joseph was found guilty.",
    "Apple Inc. Chief Executive Tim Cook met Procter & Gamble Co. managers.",
    "The U.S. Senate and the U.N. Security Council agreed.",
    "It opens at 9 a.m. Monday and closes at 5 p.m. EST on Sept. 3.",
    "He left at 5 a.m. on Monday.",
    "The painter died on 11. November 2019 in Rome.",
    "The Washington, D.C. Police Department said so.",
    "Visit bbc.co.uk, Gazeta.Ru, Neva.Today, Booking.Com or mail a.b@c.org for version 3.5.2.",
    "He waited ... and then left.",
    "The report (it is long. It has two parts.) was late.",
    "“Really?” he asked.",
    "“Really?” Angela Merkel asked.",
    "They assured us that it has been resolved, ”said Dujarric. quoted as saying by The National.",
    "Shares of Yahoo! Inc fell.",
    "He is 5'10\" tall and weighs 70 kg.",
    "Dogs, cats, etc. were saved vs. none before.",
    "1. First of all it rained.",
    "P.S. I love you.",
    "no end mark at all",
    "“Congratulations!” – the man says.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


SEVERAL = [
    ["They finished with 11.", "November was cold."],
    ["He went home.", "She stayed."],
    ["Is it so?", "It is!", "Good."],
    ["He lives in the U.S.", "The price fell."],
    ["He works for Apple Inc.", "The firm is large."],
    ["It closed at 5 p.m.", "Nobody was there."],
    ["That was J. K. Rowling.", "Tolkien was first."],
    ["It rose to 3.5.", "Then it fell to 1,000.", "2021 was worse."],
    ["“We go.", "We stay.”", "They left."],
    ['He said: "We go.', 'We stay."', "They left."],
    ["He said, «We go.»", "They left."],
    ["Er sagte: „Gut.“", "They left."],
    ["“Never.”", "“Always.”", "They left."],
    ["They had left.", "'Tis true."],
    ["It was over.)", "(They left. It rained.)", "We know."],
    ["Wait…", "What was that?"],
    ["He was ill.", "It believed me.", "A woman came."],
    ["It is so.", "eBay agreed."],
    ["It rained.", "• One item.", "• Two items."],
    ["Ein Satz.", "Élan followed.", "Šefčovič came."],
]


@pytest.mark.parametrize("parts", SEVERAL)
def test_several_sentences_are_told_apart(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The war ended.The next day it rained.", ["The war ended.", "The next day it rained."]),
        ("It ended in 2021.Then it rained.", ["It ended in 2021.", "Then it rained."]),
        ("Has it ended?Nobody knows.", ["Has it ended?", "Nobody knows."]),
        ("It ended.“The day was long.”", ["It ended.", "“The day was long.”"]),
    ],
)
def test_a_lost_blank_between_two_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is solved. ” The end.", ["It is solved. ”", "The end."]),
        ("It is solved .” The end.", ["It is solved .”", "The end."]),
        ('"It is solved. "The end is near', ['"It is solved. "', "The end is near"]),
    ],
)
def test_a_closing_mark_that_lost_its_place_stays_with_its_sentence(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_line_ends_within_a_paragraph_are_white_space_and_a_blank_line_ends_a_sentence() -> None:
    assert sentences("One line\r\ngoes on. Two\nlines.\n \nA heading\r\n\r\nThe copy.") == [
        "One line\r\ngoes on.",
        "Two\nlines.",
        "A heading",
        "The copy.",
    ]


# --- quotations -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said “We go” and “We stay”.", ["“We go”", "“We stay”"]),
        ('He said "We go" and "We stay".', ['"We go"', '"We stay"']),
        (
            "He said «We go» and „We stay“ and »We run« and „We rest”.",
            ["«We go»", "„We stay“", "»We run«", "„We rest”"],
        ),
        ("He said ‘We go’ at the workers' rally, 'We stay'.", ["‘We go’", "'We stay'"]),
        ("“We go. We stay.” They left.", ["“We go.", "We stay.”"]),
        ("It is solved, ”said Dujarric. We know.", ["It is solved, ”"]),
        ("“It is solved, ”said Dujarric. We know.", ["“It is solved, ”"]),
        ('"A thing, "said D. "B."', ['"A thing, "', '"B."']),
        ("He said ”We go” and left.", ["”We go”"]),
        ("He said “We go“ and left.", ["“We go“"]),
    ],
)
def test_quotations_are_found(text: str, parts: list[str]) -> None:
    assert quoted(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan's workers' rights aren't the '90s' fault.",
        "Kazakhstan’s workers’ rights aren’t the ’90s’ fault, ’tis so.",
        "A 5'10\" man.",
        "Rock 'n' roll 'til dawn.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_never_closed_protects_to_the_end_of_the_paragraph() -> None:
    assert quoted("He said: “We go. We stay.") == ["“We go.", "We stay."]


def test_a_quotation_never_closed_ends_where_the_next_one_opens() -> None:
    assert quoted("He said: “We go. She said: “We stay.” They left.") == ["“We go.", "She said: ", "“We stay.”"]


def test_a_quotation_never_opened_reaches_back_to_its_sentence_s_start() -> None:
    assert quoted("They came. We go,” he said.") == ["We go,”"]


def test_each_paragraph_opens_anew() -> None:
    found = segment(article(("paragraph", "He said: “We go."), ("paragraph", "We stay, he said.")))
    assert [s.quoted for s in found] == [(Span(9, 16),), ()]


# --- segments ---------------------------------------------------------------------------------------------


def test_title_and_subhead_are_one_segment_each() -> None:
    found = segment(
        article(("title", "War ends. What now?"), ("paragraph", "It is over. We know."), ("subhead", "U.S. Is it?"))
    )
    assert [(s.id, s.kind, s.paragraph, s.original) for s in found] == [
        (1, "title", 0, "War ends. What now?"),
        (2, "sentence", 1, "It is over."),
        (3, "sentence", 1, "We know."),
        (4, "subhead", 2, "U.S. Is it?"),
    ]


def test_a_continuation_in_lower_case_belongs_to_the_sentence_before() -> None:
    text = "It is solved, ”said Dujarric. quoted as saying by The National. According to the report, it is."
    assert [s.original for s in segment(article(("paragraph", text)))] == [
        "It is solved, ”said Dujarric. quoted as saying by The National.",
        "According to the report, it is.",
    ]


WORDS = "He said U.S. Jan. 3.5 “ ” \" ' ’s « » „ . ? ! … , ( ) [ ] A. The end.The – • é 👉 1. the".split()
BLANKS = [" ", " ", " ", "\n", "\r\n", "\n\n", "\u00a0", "\u2028"]
PIECES = st.sampled_from([*WORDS, *BLANKS])
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


@example("Y\xa0.")  # of this sentencex made a panic
@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    position = 0
    for span in spans:
        assert span.start < span.end
        assert not text[position : span.start].strip()
        assert text[slice(*span)] == text[slice(*span)].strip()
        position = span.end
    assert not text[position:].strip()


@given(st.lists(TEXTS.filter(lambda text: text.strip() != ""), min_size=1, max_size=3))
def test_segments_point_into_the_source_and_their_quotations_into_them(texts: list[str]) -> None:
    source = article(*(("paragraph", text.strip()) for text in texts))
    found = segment(source)
    assert [s.id for s in found] == [*range(1, len(found) + 1)]
    assert sum(len("".join(s.original.split())) for s in found) == sum(len("".join(t.split())) for t in texts)
    for s in found:
        assert s.original == source.text[slice(*s.span)]
        position = 0
        for span in s.quoted:
            assert position <= span.start < span.end <= len(s.original)
            position = span.end


@given(TEXTS)
def test_quotations_come_in_order_and_do_not_overlap(text: str) -> None:
    position = -1
    for found in quotations(text):
        marks = [mark for mark in (found.opening, found.closing) if mark is not None]
        assert marks
        assert position < marks[0] <= marks[-1]
        position = marks[-1]


@given(TEXTS)
def test_what_is_marked_as_quoted_is_never_lost_between_sentences(text: str) -> None:
    """A quotation closed in the text is quoted from mark to mark, white space between sentences apart."""
    paragraph = " ".join(text.split())
    if not paragraph:
        return
    wanted = {
        i
        for found in quotations(paragraph)
        if found.opening is not None and found.closing is not None
        for i in range(found.opening, found.closing + 1)
        if paragraph[i] != " "
    }
    found = segment(article(("paragraph", paragraph)))
    assert wanted <= {i for s in found for q in s.quoted for i in range(*q.shift(s.span.start))}

"""What a line is given so that it can be read behind those before it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import SummaryLine
from summarizer.facts import hearsay
from summarizer.introduce import introduced
from summarizer.linking import linked
from summarizer.summarize import is_line
from tests.stages import finished

SANCTIONS = "The European Union will impose new sanctions on the anniversary of the invasion."
STATED = "This was stated by German Chancellor Olaf Scholz, speaking on Wednesday in the Bundestag."
PROMISED = "Scholz promised that the EU will support Ukraine “for as long as necessary.”"


def lines_from(*sentences: str, chosen: tuple[int, ...]) -> list[SummaryLine]:
    prose = finished(*sentences)
    lines = [SummaryLine(prose[n].text, (prose[n].id,), "extract") for n in chosen]
    return list(linked(lines, prose, is_line))


def test_a_line_says_by_whose_word_it_is_where_the_next_sentence_does() -> None:
    first, second = lines_from(SANCTIONS, STATED, PROMISED, chosen=(0, 2))

    assert first.text == f"{SANCTIONS[:-1]}, according to German Chancellor Olaf Scholz."
    assert first.evidence == (1, 2)
    assert second == SummaryLine(PROMISED, (3,), "extract")


def test_a_speaker_without_a_name_gives_way_to_the_name() -> None:
    [line] = lines_from("In his opinion, the Union will impose new sanctions in the spring.", STATED, chosen=(0,))

    assert line.text == (
        "The Union will impose new sanctions in the spring, according to German Chancellor Olaf Scholz."
    )


def test_a_line_that_has_its_speaker_keeps_it() -> None:
    said = "The European Union will impose new sanctions on Russia, the newspaper says."
    [line] = lines_from(said, STATED, chosen=(0,))

    assert line.text == said


def test_a_bare_surname_gets_the_name_in_full_the_first_time() -> None:
    lines = lines_from(SANCTIONS, STATED, PROMISED, f"{PROMISED[:-1]}.”", chosen=(2, 3))

    assert lines[0].text == f"German Chancellor Olaf {PROMISED}"
    assert lines[0].evidence == (2, 3)
    assert lines[1].text.startswith("Scholz promised")


@pytest.mark.parametrize(
    ("line", "before", "expected"),
    [
        ("Sandu thanked him.", "The country's president, Maya Sandu, resigned.", "Maya Sandu thanked him."),
        (
            "It flies, concluded Arestovich.",
            "So says an adviser to the Ukrainian President Alexey Arestovich.",
            "It flies, concluded Alexey Arestovich.",
        ),
        ("President Duda thanked him.", "Andrzej Duda came to Warsaw.", None),
        ("Andrzej Duda came and Duda went.", "Andrzej Duda came to Warsaw.", None),
        ("Texas Sen. Cruz thanked him.", "Republican Senator Ted Cruz came to Warsaw.", None),
        ("Sandu's party lost.", "Maya Sandu resigned.", "Maya Sandu's party lost."),
        ("Żukowski thanked him.", "Dmitry Żukowski came to Warsaw.", "Dmitry Żukowski thanked him."),
        ("Prague was flooded.", "Old Prague is flooded.", None),
        ("Merkel thanked him.", "Angela Merkel met Anna Merkel in Berlin.", None),
    ],
)
def test_who_is_introduced(line: str, before: str, expected: str | None) -> None:
    found = introduced(line, [before], [])

    assert (found and found.text) == expected


@pytest.mark.parametrize("reminder", ["Recall that", "Let’s recall,", "By the way,", "We remind you that"])
def test_a_line_does_not_turn_to_its_reader(reminder: str) -> None:
    lines = lines_from(SANCTIONS, f"{reminder} the Union has 27 members.", chosen=(0, 1))

    assert lines[1].text == "The Union has 27 members."


def test_what_joins_a_line_to_a_sentence_that_is_not_shown_is_left_out() -> None:
    joined = "At the same time, the river rose by two metres in the old town."
    sentences = ("The dam broke on Monday near the old town of Prague.", "It rained.", joined)

    assert lines_from(*sentences, chosen=(0, 2))[1].text == "The river rose by two metres in the old town."
    assert lines_from(*sentences, chosen=(1, 2))[1].text == joined


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (STATED, "German Chancellor Olaf Scholz"),
        ("This statement was made by US President Joe Biden.", "US President Joe Biden"),
        ("This was reported by the newspaper The Guardian, citing a study.", "the newspaper The Guardian"),
        ("This was announced on Sunday by the mayor of Prague Jan Novak", "the mayor of Prague Jan Novak"),
        ("His words are quoted by the portal Eat This, Not That.", None),
        (
            "This was announced on Sunday, May 2, by the chairman of the council, Khaled al-Mishri.",
            "Khaled al-Mishri",
        ),
        ("This was reported to TASS by virologist, member of the Academy.", None),
        (
            "Deputy Minister Halyna Hryhorenko informed about this in an interview.",
            "Deputy Minister Halyna Hryhorenko",
        ),
        ("The newspaper Izvestia wrote about it on Monday.", "the newspaper Izvestia"),
        ("Izvestia writes about this with reference to experts.", "Izvestia"),
        ("The agency was informed about this by the Embassy of Japan.", "the Embassy of Japan"),
        ("He wrote about this in an article for Project Syndicate.", None),
        ("The minister said this week that prices fall.", None),
        ("This was stated by him in an interview.", None),
        ("It was reported by the Ministry that three people died.", None),
        ("He was told by Joe Biden.", None),
    ],
)
def test_whom_a_credit_names(sentence: str, who: str | None) -> None:
    assert hearsay.speaker(sentence) == who


PIECES = st.sampled_from(
    [
        SANCTIONS,
        STATED,
        PROMISED,
        "In his opinion, it rains in the old town of Prague.",
        "Thus, Olaf Scholz and Scholz won.",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_a_linked_line_has_the_words_of_its_evidence_alone(sentences: list[str], data: st.DataObject) -> None:
    prose = finished(*sentences)
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(prose))), min_size=1, max_size=3)))
    lines = linked([SummaryLine(prose[n].text, (prose[n].id,), "extract") for n in chosen], prose, is_line)

    texts = {segment.id: segment.text for segment in prose}
    for line, n in zip(lines, chosen, strict=True):
        assert prose[n].id in line.evidence
        said = " ".join(texts[id_] for id_ in line.evidence)
        assert set(re.findall(r"\w+", line.text.lower())) <= {*re.findall(r"\w+", said.lower()), "according", "to"}

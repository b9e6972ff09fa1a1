"""Three lines, each carried by the article, none said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from summarizer.document import RewrittenSegment, Span, SummaryLine, Support, Violation
from summarizer.engines.scripted import ScriptedEngine
from summarizer.summarize import LONGEST, MAX_WORDS, Summarized, is_line, summarize, tidy
from tests.stages import PROMPTS, WITH_SHORTEN, carried, finished

FLOOD = "The river Vltava flooded the old town of Prague on Monday after a week of rain."
LONG = (
    "The river Vltava flooded the old town of Prague on Monday after a week of rain that had filled every "
    "reservoir in the south of the country to the brim and drowned all the fields of the farmers there."
)
BRIDGES = "The city closed four bridges and moved two hospitals to higher ground in the night."
DAMAGE = "Insurers put the damage at 40 million euros and expect more claims this month."
SHORTENS = replace(WITH_SHORTEN, tasks=frozenset({"shorten"}))
CAT = "A baker named Novak said that her cat likes fish and milk very much indeed."
FLOODED = "The river Vltava flooded the old town"
CLOSED = "The city closed four bridges"
CLAIMS = "Insurers expect more claims this month"


def lines_of(*answers: str, sentences: tuple[str, ...] = (FLOOD, BRIDGES, DAMAGE, CAT)) -> Summarized:
    return summarize([finished(*sentences)], ScriptedEngine(answers), PROMPTS, carried)[0]


def test_the_models_lines_stand_where_the_article_carries_them() -> None:
    found = lines_of(f"{FLOODED} | {CLOSED} | {CLAIMS}")

    assert [line.text for line in found.lines] == [
        "The river Vltava flooded the old town.",
        "The city closed four bridges.",
        "Insurers expect more claims this month.",
    ]
    assert [line.evidence for line in found.lines] == [(1,), (2,), (3,)]
    assert {line.origin for line in found.lines} == {"model"}


def test_a_line_that_the_article_lacks_is_refused_and_a_sentence_takes_its_place() -> None:
    found = lines_of(f"{FLOODED} | Three ministers resigned over it | {CLAIMS}")

    assert [line.origin for line in found.lines] == ["model", "extract", "model"]
    assert found.lines[1].text == BRIDGES
    assert [r.text for r in found.refusals] == ["Three ministers resigned over it."]


def test_a_sentence_that_the_model_wonders_at_is_taken_last() -> None:
    schools = "Schools across Bohemia will stay closed until Friday after the flood."
    calm = [replace(segment, noise=0.0) for segment in finished(FLOOD, BRIDGES, DAMAGE, schools)]
    noisy = [calm[0], replace(calm[1], noise=3.0), *calm[2:]]
    engine = ScriptedEngine([], spec=SHORTENS)

    evidence = [
        [line.evidence for line in summarize([own], engine, PROMPTS, carried)[0].lines] for own in (calm, noisy)
    ]

    assert evidence == [[(1,), (2,), (3,)], [(1,), (3,), (4,)]]


def test_lines_stand_in_the_order_of_the_article() -> None:
    found = lines_of(f"{CLAIMS} | {CLOSED} | {FLOODED}")

    assert [line.evidence for line in found.lines] == [(1,), (2,), (3,)]


def test_nothing_is_said_twice() -> None:
    found = lines_of(
        "The river Vltava flooded the old town | The Vltava flooded the old town | The old town flooded on Monday"
    )

    assert len([line for line in found.lines if "flooded" in line.text]) == 1
    assert len(found.lines) == 3


def test_the_models_second_best_output_fills_up_its_best() -> None:
    engine = ScriptedEngine(
        [["The city closed four bridges", "The city closed four bridges | Insurers expect more claims this month"]]
    )
    found = summarize([finished(FLOOD, BRIDGES, DAMAGE, CAT)], engine, PROMPTS, carried)[0]

    assert [line.origin for line in found.lines] == ["extract", "model", "model"]


def test_long_sentences_are_shortened_by_a_model_that_can() -> None:
    def answer(prompt: str) -> list[str]:
        task, _, text = prompt.partition(": ")
        return [""] if task == "summarize" else [" ".join(text.split()[:n]) for n in (6, 12, 36)]

    engine = ScriptedEngine(answer, spec=WITH_SHORTEN)
    found = summarize([finished(LONG, BRIDGES, DAMAGE)], engine, PROMPTS, carried)[0]

    assert [line.text for line in found.lines] == [
        "The river Vltava flooded the old town of Prague on Monday after.",
        BRIDGES,
        DAMAGE,
    ]
    assert [line.origin for line in found.lines] == ["model", "extract", "extract"]


@pytest.mark.parametrize(("quoted", "asked"), [(0.4, True), (0.6, False)])
def test_a_sentence_that_is_mostly_quotation_is_not_shortened(quoted: float, asked: bool) -> None:
    long, *rest = finished(LONG, BRIDGES, DAMAGE)
    segments = [replace(long, quoted=(Span(0, round(quoted * len(LONG))),)), *rest]
    engine = ScriptedEngine(lambda prompt: f"{FLOODED}.", spec=WITH_SHORTEN)
    summarize([segments], engine, PROMPTS, carried)

    assert any(one.prompt.startswith("shorten: ") for one in engine.asked) is asked


def test_a_wording_that_is_refused_for_its_end_is_tried_without_it() -> None:
    def answer(prompt: str) -> str:
        return "The river Vltava flooded the old town of Prague, sweeping away three bridges."

    engine = ScriptedEngine(answer, spec=SHORTENS)
    [found] = summarize([finished(LONG, BRIDGES, DAMAGE)], engine, PROMPTS, carried)

    assert found.lines[0].text == "The river Vltava flooded the old town of Prague."
    assert [refusal.text for refusal in found.refusals] == [answer("")]


@pytest.mark.parametrize(("more", "stands"), [("", True), (" and drowned all the fields", False)])
def test_a_wording_without_the_speaker_comes_after_the_sentence(more: str, stands: bool) -> None:
    said = (
        "The minister said the river Vltava flooded the old town of Prague on Monday after a week of rain that had "
        f"filled every reservoir in the south of the country to the brim{more}."
    )
    engine = ScriptedEngine(lambda prompt: f"{FLOODED} of Prague.", spec=SHORTENS)
    [found] = summarize([finished(said, BRIDGES, DAMAGE)], engine, PROMPTS, carried)

    assert found.lines[0].text == (said if stands else f"{FLOODED} of Prague.")


def test_a_model_that_only_shortens_is_asked_for_nothing_else() -> None:
    engine = ScriptedEngine(
        lambda prompt: " ".join(prompt.partition(": ")[2].split()[:6]),
        spec=replace(WITH_SHORTEN, tasks=WITH_SHORTEN.tasks - {"summarize"}),
    )
    found = summarize([finished(LONG, BRIDGES, DAMAGE, CAT)], engine, PROMPTS, carried)[0]

    assert {asked.prompt.partition(": ")[0] for asked in engine.asked} == {"shorten"}
    assert len(found.lines) == 3
    assert found.coverage.words_used == found.coverage.words


def test_a_sentence_that_the_guard_doubts_stands_in_last() -> None:
    def doubtful(text: str, segments: Sequence[RewrittenSegment]) -> Support:
        if "Vltava" in text:
            return Support((1,), Violation("mistranslated", text, "words that do not go together"))
        return carried(text, segments)

    engine = ScriptedEngine([""])
    found = summarize([finished(FLOOD, BRIDGES, DAMAGE, CAT)], engine, PROMPTS, doubtful)[0]
    assert [line.text for line in found.lines] == [BRIDGES, DAMAGE, CAT]

    engine = ScriptedEngine([""])
    found = summarize([finished(FLOOD, BRIDGES, DAMAGE)], engine, PROMPTS, doubtful)[0]
    assert [line.text for line in found.lines] == [FLOOD, BRIDGES, DAMAGE]


def test_a_sentence_inside_a_longer_quotation_is_shown_as_one() -> None:
    def refuse(text: str, segments: Sequence[RewrittenSegment]) -> Support:
        return Support((), Violation("quotation-unattributed", text, "only a quotation says so"))

    segment = replace(finished(DAMAGE)[0], quoted=(Span(0, len(DAMAGE)),))
    found = summarize([[segment]], ScriptedEngine([""]), PROMPTS, refuse)[0]

    assert [line.text for line in found.lines] == [f"“{DAMAGE}”"]


def test_an_article_of_two_sentences_gets_two_lines() -> None:
    found = lines_of("Nothing of the kind was said by anyone", sentences=(FLOOD, BRIDGES))

    assert [line.text for line in found.lines] == [FLOOD, BRIDGES]


@pytest.mark.parametrize(
    "leaning",
    [
        "However, it flooded the old town of Prague and the river Vltava rose on Monday after rain.",
        "Now the river Vltava flooded the old town of Prague and rose on Monday after rain.",
        "As the river Vltava flooded the old town of Prague on Monday after a week of rain.",
        "On Monday, it flooded the old town of Prague and the river Vltava rose after a week of rain.",
        "The mayor of the old town of Prague said this about the river Vltava on Monday after rain.",
    ],
)
def test_a_sentence_that_leans_on_another_stands_in_last(leaning: str) -> None:
    found = lines_of("", sentences=(FLOOD, leaning, BRIDGES, DAMAGE))

    assert leaning not in [line.text for line in found.lines]


def test_what_follows_a_line_comes_before_what_leans_on_nothing_shown() -> None:
    closed = "It closed four bridges and moved two hospitals to higher ground in the night."
    found = lines_of("", sentences=(FLOOD, "However, the dam held.", closed, DAMAGE, CAT))
    assert closed not in [line.text for line in found.lines]

    found = lines_of("", sentences=(FLOOD, closed, CAT.replace("Novak", "she"), DAMAGE))
    assert closed in [line.text for line in found.lines]


@pytest.mark.parametrize(
    "empty",
    [
        "The Vltava is a river that is known to everybody who lives in the old town of Prague.",
        "Some rivers are known to rise after rain as those who live there have long been told.",
    ],
)
def test_news_comes_before_what_something_is_and_before_what_has_no_fact(empty: str) -> None:
    found = lines_of("", sentences=(FLOOD, BRIDGES, empty, DAMAGE))

    assert [line.text for line in found.lines] == [FLOOD, BRIDGES, DAMAGE]


def test_a_sentence_that_is_too_long_loses_its_asides_in_its_own_words() -> None:
    long = f"{FLOOD[:-1]} ({'which filled every reservoir in the south and ' * 3}all the others)."
    [found] = summarize([finished(long, BRIDGES, DAMAGE)], ScriptedEngine([""]), PROMPTS, carried)

    assert found.lines[0] == SummaryLine(FLOOD, (1,), "extract")


def test_a_line_gets_its_speaker_from_the_sentence_behind_it() -> None:
    stated = "This was stated by Mayor Anna Novak."
    found = lines_of("", sentences=(FLOOD, stated, BRIDGES, DAMAGE))

    assert found.lines[0].text == f"{FLOOD[:-1]}, according to Mayor Anna Novak."
    assert found.lines[0].evidence == (1, 2)
    assert stated not in [line.text for line in found.lines]


def test_a_long_article_says_how_much_of_it_was_read() -> None:
    sentences = tuple(f"On day {n} the river rose by {n} centimetres at the old bridge." for n in range(300))
    found = lines_of("", sentences=sentences)

    assert found.coverage.words == 300 * 13
    assert 0 < found.coverage.words_used < 600
    assert found.coverage.chunks > 5
    assert len(found.lines) == 3


def test_articles_are_asked_about_together_and_kept_apart() -> None:
    engine = ScriptedEngine(["The river Vltava flooded the old town", "Insurers expect more claims this month"])
    first, second = summarize([finished(FLOOD, BRIDGES), finished(DAMAGE, CAT)], engine, PROMPTS, carried)

    assert first.lines[0].text == "The river Vltava flooded the old town."
    assert second.lines[0].text == "Insurers expect more claims this month."


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (FLOOD, True),
        ("“We will go on,” said the mayor of Prague.", True),
        ("$3 million was paid to the city.", True),
        ("flooded the old town of Prague.", False),
        ("The old town of Prague and", False),
        ("“We will go on until the autumn.", False),
        ("We will go on,” said the mayor of Prague.", False),
        ('"We will go on until the autumn.', False),
        ("Prague flooded.", False),
        ("Word " * (MAX_WORDS + 1) + "end.", False),
    ],
)
def test_what_is_a_line(text: str, fits: bool) -> None:
    assert is_line(text) is fits


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("the river flooded", "The river flooded."),
        (" iPhone sales rose , ", "iPhone sales rose ."),
        ("“We go on”", "“We go on”."),
        ("He said “we go on.”", "He said “we go on.”"),
        ("", ""),
    ],
)
def test_lines_are_tidied(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@pytest.mark.parametrize(
    "dateline", ["(CNN) ", "LISBON, 14 March – ", "NEW YORK (AP) — ", "PRAGUE, March 3 (Reuters) - "]
)
def test_a_dateline_is_no_part_of_a_line(dateline: str) -> None:
    found = lines_of("", sentences=(dateline + FLOOD, BRIDGES, DAMAGE))

    assert [line.text for line in found.lines] == [FLOOD, BRIDGES, DAMAGE]


def test_no_more_sentences_are_checked_than_lines_are_missing() -> None:
    checked: list[str] = []

    def noting(text: str, segments: Sequence[RewrittenSegment]) -> Support:
        checked.append(text)
        return carried(text, segments)

    sentences = [f"On day {n} the river rose " + "and rose " * MAX_WORDS + "again." for n in range(50)]
    [found] = summarize([finished(*sentences)], ScriptedEngine([""]), PROMPTS, noting)

    assert [line.text for line in found.lines] == sentences[:3]
    assert checked == sentences[:3]


def test_of_a_text_without_sentence_ends_the_summary_shows_the_beginning() -> None:
    endless = "On Monday the river Vltava rose and the bridges were closed " * 100
    [found] = summarize([finished(endless)], ScriptedEngine([""]), PROMPTS, carried)

    [line] = found.lines
    assert line.evidence == (1,)
    assert line.text.endswith(" …")
    assert endless.startswith(line.text.removesuffix("…"))
    assert LONGEST - 20 < len(line.text) <= LONGEST + 2

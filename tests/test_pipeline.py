"""The whole way from text to result, with an engine that follows a script."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer import Result, process_file, process_text, read
from summarizer.document import apply_edits
from summarizer.engines.scripted import ScriptedEngine
from summarizer.facts.boilerplate import is_boilerplate
from summarizer.pipeline import process
from summarizer.settings import Settings
from tests.stages import PROMPTS

SAMPLE = Path(__file__).parent.parent / "examples" / "kazakhstan.txt"
ARTICLE = """Flood in the old town of Prague

The river Vltava have flooded the old town of Prague on Monday after a week of of rain.
The city closed 4 bridges in the night ,and it moved two hospitals to higher ground.

“We was never so surprised,” said the mayor Jan Dvořák. He will ask the government for 40 million euros.
"""


def echo(prompt: str) -> str:
    """A model that changes nothing, and whose headline and summary are the text's own first words."""
    task, _, text = prompt.partition(": ")
    return " ".join(text.split()[:9]) if task in ("headline", "summarize") else text


def meddle(prompt: str) -> str:
    """A model that spoils every fact it sees."""
    text = echo(prompt)
    return re.sub(r"\d", "7", text).replace("never ", "").replace("Dvořák", "Novák").replace("Prague", "Paris")


def assert_edits_tell_the_whole_story(result: Result) -> None:
    source = result.article.text
    for segment in result.rewrite.segments:
        assert source[slice(*segment.span)] == segment.original
        assert apply_edits(segment.original, segment.edits, segment.span.start) == segment.text
        assert apply_edits(segment.original, (), segment.span.start) == segment.original
    every = [edit for segment in result.rewrite.segments for edit in segment.edits]
    assert apply_edits(source, every) == result.rewrite.text
    assert len({edit.id for edit in every}) == len(every)


def test_repairs_are_made_without_any_help_from_the_model() -> None:
    result = process_text(ARTICLE, engine=ScriptedEngine(echo))

    assert "a week of rain." in result.rewrite.text
    assert "night, and it" in result.rewrite.text
    assert_edits_tell_the_whole_story(result)


def test_a_blank_lost_between_two_sentences_comes_back_whatever_the_model_does() -> None:
    glued = "The strike have ended on Tuesday night.The trains ran again in the morning, the company said."
    for script in (echo, lambda p: echo(p).replace("have", "has")):
        result = process_text(glued, engine=ScriptedEngine(script))

        assert "night. The trains" in result.rewrite.text
        assert not any(line.text.endswith(" ") for line in result.summary)
        assert_edits_tell_the_whole_story(result)


def test_what_the_model_mends_is_an_edit_of_origin_model() -> None:
    result = process_text(ARTICLE, engine=ScriptedEngine(lambda p: echo(p).replace("have flooded", "has flooded")))
    origins = {(e.before, e.after): e.origin for s in result.rewrite.segments for e in s.edits}

    assert origins["have", "has"] == "model"
    assert result.rewrite.segments[1].status == "rewritten"


def test_a_model_that_spoils_facts_changes_none() -> None:
    result = process_text(ARTICLE, engine=ScriptedEngine(meddle))

    for fact in ("4 bridges", "40 million", "Dvořák", "never", "Prague"):
        assert fact in result.rewrite.text
    for text in (result.headline.text if result.headline else "", *(line.text for line in result.summary)):
        assert "7" not in text and "Novák" not in text and "Paris" not in text
    assert result.facts.refused
    assert result.facts.kept == result.facts.checked


def test_two_numbers_told_as_a_range_are_no_lost_facts() -> None:
    noisy = "The law will increase the tax at books from 5% at 11% in March."
    result = process_text(noisy, engine=ScriptedEngine(lambda p: echo(p).replace("5% at 11%", "5% to 11%")))

    assert "from 5% to 11%" in result.rewrite.text
    assert (result.facts.kept, result.facts.lost) == (result.facts.checked, ())


def test_quotations_stay_as_they_were_spoken() -> None:
    result = process_text(ARTICLE, engine=ScriptedEngine(lambda p: echo(p).replace("We was", "We were")))

    assert "“We was never so surprised,”" in result.rewrite.text


def test_so_do_words_that_a_page_sets_off(tmp_path: Path) -> None:
    quotation = "We was never so surprised ,and the peoples of the old town will not forget it."
    page = tmp_path / "a.md"
    page.write_text(f"{ARTICLE.replace('Flood', '# Flood', 1)}\n> {quotation}\n", encoding="utf-8")
    result = process_file(page, engine=ScriptedEngine(meddle))

    mended = quotation.replace(" ,and", ", and")  # a repair may mend spacing
    assert mended in result.rewrite.text
    assert all(f"“{line.text.strip('“”')}”" == line.text for line in result.summary if "We was" in line.text)


def test_every_line_and_the_headline_name_segments_that_exist() -> None:
    result = process_text(ARTICLE, engine=ScriptedEngine(echo))
    ids = {s.id for s in result.rewrite.segments}

    assert len(result.summary) == 3
    assert all(line.evidence and set(line.evidence) <= ids for line in result.summary)
    assert result.headline is not None and set(result.headline.evidence) <= ids


def test_the_sites_own_lines_are_no_news() -> None:
    read_also = "Read also: The river Vltava has flooded the old town of Prague on Monday after rain"
    photo = "Photo: The flooded bridges of the old town of Prague on Monday / Reuters."
    news = "The city closed 4 bridges and two big hospitals on Monday, and it moved the sick to higher ground."
    engine = ScriptedEngine(echo)
    result = process_text("\n\n".join([read_also, photo, news]), engine=engine)

    assert [news.startswith(line.text.rstrip(".")) for line in result.summary] == [True]
    assert result.headline is not None
    assert not set(result.headline.text.split()) & {"Read", "Photo:", "Vltava"}
    assert all(read_also not in asked.prompt for asked in engine.asked if asked.prompt.startswith("headline"))


@pytest.mark.parametrize(
    "line",
    [
        "7 minute(s) ago",
        "4 hours ago",
        "You must have JavaScript enabled or use a different browser to view this content.",
        "More details can be found in the article of the newspaper.",
        "You can watch that portion of the speech here.",
        "Originally published on the city's blog.",
        "This was originally published in the Prague Post.",
    ],
)
def test_what_a_site_puts_around_its_text_is_none_of_it(line: str) -> None:
    assert is_boilerplate(line)
    assert not is_boilerplate(f"The mayor said that {line[0].lower()}{line[1:]}")


def test_articles_in_one_batch_come_out_as_they_do_alone() -> None:
    texts = [ARTICLE, SAMPLE.read_text(encoding="utf-8"), ARTICLE.replace("Prague", "Brno")]
    articles = [read.from_text(text) for text in texts]

    def results(*groups: list) -> list[Result]:
        found = [r for g in groups for r in process(g, ScriptedEngine(echo), PROMPTS, Settings())]
        return [replace(result, seconds=0.0) for result in found]

    assert results(articles) == results(*[[a] for a in articles])


def test_progress_names_the_stages_in_order() -> None:
    seen: list[tuple[str, int, int]] = []
    process(
        [read.from_text(ARTICLE)], ScriptedEngine(echo), PROMPTS, Settings(), progress=lambda *s: seen.append(s)
    )

    assert [number for _, number, _ in seen] == list(range(5))
    assert seen[0] == ("repair", 0, 5)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "The the minister sign the agreement in Baku on 3 March 2021.",
            "“It is not over ,”said Ilham Aliyev. quoted by by Trend.",
            "Prices rose 4.5 % to $1.2 million ,the bank said .",
            "He never came back to the the U.S. after Jan. 19.",
            "Ünïcödé Erdoğan met Łukasz Šimić at 10:30 , and left",
            "Photos appeared to show “soldiers in the streets. They wore helmets",
            "\tIt  rained   in Kraków&nbsp;and in Łódź !!",
        ]
    ),
    min_size=4,
    max_size=12,
)


@given(SENTENCES, st.sampled_from([" ", "\n", "\r\n\r\n", "\n\n"]), st.sampled_from([echo, meddle]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_edits_tell_the_whole_story_of_any_article(sentences, gap, script) -> None:
    result = process_text(gap.join(sentences), engine=ScriptedEngine(script), force=True)

    assert_edits_tell_the_whole_story(result)
    assert sorted(re.findall(r"\d+", result.rewrite.text)) == sorted(re.findall(r"\d+", result.article.text))


@pytest.mark.parametrize("level", ["correct", "rewrite"])
def test_the_sample_loses_no_number(level: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    result = process_text(text, engine=ScriptedEngine(meddle), level=level)

    assert sorted(re.findall(r"\d+", result.rewrite.text)) == sorted(re.findall(r"\d+", text))
    assert_edits_tell_the_whole_story(result)

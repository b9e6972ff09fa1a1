"""One headline, carried by the article; none where nothing carries one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from summarizer.document import Headline, RewrittenSegment, Support
from summarizer.engines.scripted import ScriptedEngine
from summarizer.headline import Headlined, is_headline, tidy, write
from tests.stages import GATED, PROMPTS, WITH_SHORTEN, carried, finished

LEAD = "The river Vltava flooded the old town of Prague on Monday after a week of rain."
NEXT = "The city closed four bridges in the night."


def headline_of(*candidates: str, title: str | None = None) -> Headlined:
    return write([finished(LEAD, NEXT, title=title)], ScriptedEngine([candidates]), PROMPTS, carried)[0]


def test_the_first_candidate_that_the_article_carries_wins() -> None:
    found = headline_of("Vltava flooded no old town", "Vltava flooded the old town")

    assert found.headline == Headline("Vltava flooded the old town", (1,), "model")
    assert [r.text for r in found.refusals] == ["Vltava flooded no old town"]


def test_of_likely_candidates_the_one_that_names_the_topic_wins() -> None:
    found = headline_of("The old town on Monday", "Vltava flooded the old town")

    assert found.headline is not None
    assert found.headline.text == "Vltava flooded the old town"


def test_the_candidate_that_says_what_the_others_say_wins() -> None:
    found = headline_of(
        "The river flooded the old town on Monday",
        "Vltava flooded old town of Prague",
        "Vltava flooded old town",
    )

    assert found.headline is not None
    assert found.headline.text == "Vltava flooded old town of Prague"


def test_the_candidate_in_the_articles_own_words_wins() -> None:
    found = headline_of("Vltava flooded old Prague after lovely rain", "Vltava flooded old Prague after rain")

    assert found.headline is not None
    assert (found.headline.text, found.refusals) == ("Vltava flooded old Prague after rain", ())


BOTH = "Vltava flooded the city in the night"


def by_both(text: str, segments: Sequence[RewrittenSegment]) -> Support:
    """The guard of the tests; and two sentences together carry BOTH."""
    return Support((1, 2), None) if text == BOTH else carried(text, segments)


def test_what_one_sentence_says_comes_before_what_takes_two() -> None:
    one = "Old town of Prague flooded on Monday"
    [found] = write([finished(LEAD, NEXT)], ScriptedEngine([[BOTH, BOTH, one]]), PROMPTS, by_both)
    [alone] = write([finished(LEAD, NEXT)], ScriptedEngine([[BOTH]]), PROMPTS, by_both)

    assert found.headline == Headline(one, (1,), "model", (BOTH,))
    assert alone.headline == Headline(BOTH, (1, 2), "model")


@pytest.mark.parametrize(
    ("title", "shortened", "headline"),
    [
        ("Flood in Prague", "", Headline("Flood in Prague", (1,), "extract", (BOTH,))),
        (None, "Vltava flooded the old town", Headline("Vltava flooded the old town", (1,), "model", (BOTH,))),
        (None, "Vltava flooded the new town", Headline(BOTH, (1, 2), "model")),
    ],
)
def test_so_do_the_title_and_the_first_sentence_shortened(
    title: str | None, shortened: str, headline: Headline
) -> None:
    answers = {"headline": BOTH, "shorten": shortened}
    engine = ScriptedEngine(lambda prompt: answers[prompt.partition(": ")[0]], spec=WITH_SHORTEN)
    [found] = write([finished(LEAD, NEXT, title=title)], engine, PROMPTS, by_both)

    assert found.headline == headline


def test_a_mere_label_comes_after_the_first_sentence() -> None:
    label, flooded = "The old town of Prague", "Vltava flooded the old town"
    answers = {"headline": label, "shorten": flooded}
    engine = ScriptedEngine(lambda prompt: answers[prompt.partition(": ")[0]], spec=WITH_SHORTEN)
    [found] = write([finished(LEAD, NEXT)], engine, PROMPTS, carried)
    [alone] = write([finished(LEAD, NEXT)], ScriptedEngine([[label]]), PROMPTS, carried)

    assert found.headline == Headline(flooded, (1,), "model", (label,))
    assert alone.headline == Headline(label, (1,), "model")


def test_a_first_sentence_that_leans_on_another_is_not_shortened() -> None:
    answers = {"headline": BOTH, "shorten": "It flooded the old town"}
    engine = ScriptedEngine(lambda prompt: answers[prompt.partition(": ")[0]], spec=WITH_SHORTEN)
    [found] = write([finished("It flooded the old town of Prague.", NEXT)], engine, PROMPTS, by_both)

    assert found.headline == Headline(BOTH, (1, 2), "model")


def test_a_long_article_is_read_again_from_less_of_it_where_it_carries_no_headline() -> None:
    article = finished(LEAD, *[f"{NEXT[:-1]} of day {day}." for day in range(40)])
    openings: list[str] = []

    def answer(prompt: str) -> list[str]:
        openings.append(prompt)
        return ["Vltava flooded the old town" if len(openings) > 2 else "Vltava flooded the new town of Vienna"]

    [found] = write([article], ScriptedEngine(answer), PROMPTS, carried)

    assert [len(one) > len(two) and one.startswith(two) for one, two in pairwise(openings)] == [True, True]
    assert found.headline is not None
    assert found.headline.text == "Vltava flooded the old town"
    assert [refusal.text for refusal in found.refusals] == ["Vltava flooded the new town of Vienna"]


@pytest.mark.parametrize("days", [0, 40])
def test_an_article_that_carries_one_of_the_first_is_read_once(days: int) -> None:
    engine = ScriptedEngine(lambda prompt: "Vltava flooded the old town")

    write([finished(LEAD, NEXT, *[f"{NEXT[:-1]} of day {day}." for day in range(days)])], engine, PROMPTS, carried)

    assert len(engine.asked) == 1


def test_a_word_that_newspapers_do_not_print_makes_no_headline() -> None:
    found = headline_of("Vltava fucking flooded the old town", "Vltava flooded the old town")

    assert found.headline is not None
    assert (found.headline.text, found.headline.alternatives) == ("Vltava flooded the old town", ())


def test_a_candidate_that_says_things_twice_comes_later() -> None:
    found = headline_of("The town flooded in town flood on Monday", "Town flooded on Monday")

    assert found.headline is not None
    assert found.headline.text == "Town flooded on Monday"


def test_a_candidate_that_says_things_twice_comes_after_the_title() -> None:
    twice = "The old town flooded the town on Monday"

    assert (found := headline_of(twice, title="Town flooded on Monday").headline) is not None
    assert (found.text, found.origin) == ("Town flooded on Monday", "extract")
    assert (found := headline_of(twice).headline) is not None
    assert found.text == twice


def test_an_editor_is_offered_others_that_the_article_carries_in_other_words() -> None:
    found = headline_of(
        "Vltava flooded the old town",
        "The Vltava flooded the old town",
        "Prague drowns in beer",
        "City closed four bridges in the night",
        title="The city",
    )

    assert found.headline is not None
    assert found.headline.alternatives == ("City closed four bridges in the night",)
    assert not found.refusals


def test_else_the_articles_own_title_stands() -> None:
    found = headline_of("Prague drowns in beer", title="Flood in Prague.")

    assert found.headline == Headline("Flood in Prague", (1,), "extract")


def test_else_there_is_none() -> None:
    found = headline_of("Prague drowns in beer")

    assert found.headline is None
    assert len(found.refusals) == 1


def test_a_model_that_can_shorten_makes_one_of_the_first_sentences() -> None:
    answers = {"headline": "Prague drowns in beer", "shorten": "Vltava flooded the old town of Prague."}
    engine = ScriptedEngine(lambda prompt: answers[prompt.partition(": ")[0]], spec=WITH_SHORTEN)
    found = write([finished(LEAD, NEXT)], engine, PROMPTS, carried)[0]

    assert found.headline == Headline("Vltava flooded the old town of Prague", (1,), "model")
    assert [r.text for r in found.refusals] == ["Prague drowns in beer"]


def test_a_rewrite_is_no_headline() -> None:
    engine = ScriptedEngine(
        [["fix Vltava flooded the old town of Prague", "Vltava flooded the old town"]], spec=GATED
    )
    found = write([finished(LEAD, NEXT)], engine, PROMPTS, carried)[0]

    assert found.headline is not None
    assert found.headline.text == "Vltava flooded the old town"


def test_acronyms_are_spelt_as_the_article_spells_them() -> None:
    articles = [finished("The US sent rain."), finished("The U.S. sent rain.")]
    written = write(articles, ScriptedEngine([["The U.S. sent"]] * 2), PROMPTS, lambda *_: Support((1,), None))

    assert [found.headline.text for found in written if found.headline] == ["The US sent", "The U.S. sent"]


def test_a_name_keeps_its_capital() -> None:
    article = finished("The Polish chain Putka will close shops in a chain of towns.")
    written = write(
        [article], ScriptedEngine([["Polish chain putka to close shops"]]), PROMPTS, lambda *_: Support((1,), None)
    )

    assert written[0].headline is not None
    assert written[0].headline.text == "Polish chain Putka to close shops"


def test_a_candidate_of_unusual_length_is_passed_over() -> None:
    assert headline_of("Flood", LEAD + " " + LEAD).headline is None


def test_the_model_reads_the_opening_not_the_title() -> None:
    engine = ScriptedEngine([["Vltava flooded the old town"]])
    write([finished(LEAD, NEXT, title="Flood in Prague")], engine, PROMPTS, carried)

    assert engine.asked[0].prompt == f"headline: {LEAD} {NEXT}"


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("prague floods.", "Prague floods"),
        ("Flood hits the U.S.", "Flood hits the U.S."),
        ("Sales fell by 14.2%.", "Sales fell by 14.2%"),
        ("iPhone sales rise", "iPhone sales rise"),
        ("Will it rain?", "Will it rain?"),
        ("And then…", "And then…"),
        ("  Prague | floods | ", "Prague | floods"),
        ("Greek minister visits Turkey - DW - 12.02.2023", "Greek minister visits Turkey"),
        ("Rain floods old Prague | The Daily News", "Rain floods old Prague"),
        ("Opinion | Why we failed", "Opinion | Why we failed"),
        ("Five may be under rubble - Foreign Ministry", "Five may be under rubble - Foreign Ministry"),
        ("", ""),
    ],
)
def test_headlines_are_tidied(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


def test_a_headline_that_says_a_word_twice_in_a_row_is_none() -> None:
    assert is_headline("Judge delays settlement")
    assert is_headline("Duran Duran tour again")
    assert not is_headline("Judge delays settlement settlement")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Although minister says the state will not pay", False),
        ("After a week of rain in Prague", False),
        ("After a week of rain, Prague is flooded", True),
        ("As the world churns: earthquakes on Twitter", True),
    ],
)
def test_a_lone_clause_is_no_headline(text: str, *, fits: bool) -> None:
    assert is_headline(text) is fits

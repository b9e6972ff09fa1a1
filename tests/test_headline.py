"""One headline, carried by the article; none where nothing carries one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from summarizer.document import Candidate, Headline, RewrittenSegment, Support, Violation
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


def test_whose_word_it_is_need_not_be_in_the_sentence() -> None:
    credited = "Vltava flooded the old town: report"

    def carries(text: str, segments: Sequence[RewrittenSegment]) -> Support:
        return Support((1,), None)

    likely = [Candidate(credited, -0.1), Candidate(FLOODED, -3.0)]
    [found] = write([finished(LEAD, NEXT)], ScriptedEngine([likely]), PROMPTS, carries)
    assert found.headline is not None
    assert found.headline.text == credited


def test_what_one_sentence_says_comes_before_what_takes_two() -> None:
    one = "Old town of Prague flooded on Monday"
    [found] = write([finished(LEAD, NEXT)], ScriptedEngine([[BOTH, BOTH, one]]), PROMPTS, by_both)
    [alone] = write([finished(LEAD, NEXT)], ScriptedEngine([[BOTH]]), PROMPTS, by_both)

    assert found.headline == Headline(one, (1,), "model")  # nor is it offered beside it
    assert alone.headline == Headline(BOTH, (1, 2), "model")


def written(headline: str, shortened: str, *, score: float, title: str | None = None, lead: str = LEAD) -> Headline:
    """What becomes of a headline that the model finds so likely, where it can shorten as well."""
    answers = {"headline": Candidate(headline, score), "shorten": shortened}
    engine = ScriptedEngine(lambda prompt: answers[prompt.partition(": ")[0]], spec=WITH_SHORTEN)
    [found] = write([finished(lead, NEXT, title=title)], engine, PROMPTS, by_both)
    assert found.headline is not None
    return found.headline


FLOODED = "Vltava flooded the old town"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Old Prague was flooded", True),
        ("Old Prague was flooded (Radio News) - Yahoo! News", True),
        ("Flood in Prague", False),
        ("Revealed ways to save Prague from floods", False),
        ("Was old Prague flooded?", False),
        ("[Video] Old Prague was flooded", False),
        ("Prague was flooded on Monday (Jan Novak/Reuters)", False),
        ("Prague was flooded on Monday. Jan Novak", False),
        (f"Prague was flooded on Monday {'and again ' * 6}on Tuesday", False),
        ("PRAGUE WAS FLOODED ON MONDAY", False),
        ("(Corrects first paragraph: Prague was flooded)", False),
    ],
)
def test_a_title_that_is_one_to_print_comes_first(title: str, first: bool) -> None:
    found = headline_of(FLOODED, title=title).headline

    assert found is not None
    assert (found.text, found.origin) == (("Old Prague was flooded", "extract") if first else (FLOODED, "model"))


def test_the_title_of_a_noisy_translation_by_rules_comes_second() -> None:
    title, *rest = finished(LEAD, "It appended that it was raining.", title="Prague was flooded")  # `added`
    noisy = [title, *(replace(segment, status="rewritten") for segment in rest)]
    [found] = write([noisy], ScriptedEngine([[FLOODED]]), PROMPTS, carried)

    assert found.headline is not None
    assert (found.headline.text, found.headline.origin) == (FLOODED, "model")


def test_the_title_of_a_noisy_article_that_rules_did_not_make_comes_first_and_others_must_be_likely() -> None:
    title, *rest = finished(LEAD, *[NEXT] * 6, title="Prague was flooded")
    noisy = [title, *(replace(segment, status="rewritten") for segment in rest)]
    proposed = [Candidate(FLOODED, -0.3), Candidate("City closed four bridges in the night", -0.2)]
    [found] = write([noisy], ScriptedEngine([proposed]), PROMPTS, carried)

    assert found.headline is not None
    assert (found.headline.text, found.headline.origin) == ("Prague was flooded", "extract")
    assert found.headline.alternatives == ("City closed four bridges in the night",)


def test_the_first_sentence_comes_before_what_is_neither_sound_nor_likely() -> None:
    new, label = "Vltava flooded the new town", "The old town of Prague"
    both = Headline(BOTH, (1, 2), "model")

    assert written(BOTH, FLOODED, score=-1.0) == Headline(FLOODED, (1,), "model")
    assert written(label, FLOODED, score=-1.0) == Headline(FLOODED, (1,), "model")
    assert written(BOTH, FLOODED, score=-0.2) == both
    assert written(BOTH, new, score=-1.0) == both
    assert written(BOTH, label, score=-1.0) == both
    assert written(BOTH, FLOODED, score=-1.0, title="Flood in Prague").origin == "extract"
    assert written(BOTH, "It flooded the town", score=-1.0, lead="It flooded the town of Prague.") == both


LONG = f"The old town of Prague was flooded on Monday after {'much and ' * 30}long rain closed all four bridges."


def test_what_strays_from_its_sentence_comes_after_what_does_not() -> None:
    stitched, straight = "Prague closed four bridges", "Old town of Prague flooded"
    candidates = [Candidate(stitched, -0.1), Candidate(straight, -0.4)]
    [found] = write([finished(LONG)], ScriptedEngine([candidates]), PROMPTS, carried)

    assert found.headline == Headline(straight, (1,), "model")
    assert written(stitched, straight, score=-0.1, lead=LONG).text == straight
    assert written(stitched, "Flood in Prague", score=-0.1, lead=LONG).text == stitched


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
        ("Rain floods old Prague: 12 February 2023, 00:12", "Rain floods old Prague"),
        ("Rain floods old Prague- DW-11 11. 02 2023", "Rain floods old Prague"),
        ("Rain floods old Prague 31 minute(s) ago Photo by Reuters", "Rain floods old Prague"),
        ("Prague was flooded in February 2023: report", "Prague was flooded in February 2023: report"),
        ("Opinion | Why we failed", "Opinion | Why we failed"),
        ("Five may be under rubble - Foreign Ministry", "Five may be under rubble - Foreign Ministry"),
        ("", ""),
    ],
)
def test_headlines_are_tidied(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


def test_a_headline_is_one_sentence() -> None:
    assert is_headline("Mr. Fu leaves St. Petersburg")
    assert not is_headline("Republicans are fired up. Democrats? Not so much")


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


@pytest.mark.parametrize(
    ("unsupported", "text"), [("none", "River to flood old town: mayor"), ("mayor", "River to flood old town")]
)
def test_whose_word_it_is_stands_behind_a_colon(unsupported: str, text: str) -> None:
    def carries(text: str, segments: Sequence[RewrittenSegment]) -> Support:
        violation = Violation("unsupported", unsupported, "not said") if unsupported in text else None
        return Support((1,), violation)

    lead = "The river will flood the old town of Prague, the mayor of the city said on Monday."
    [found] = write([finished(lead, NEXT)], ScriptedEngine([["River to flood old town"]]), PROMPTS, carries)

    assert found.headline == Headline(text, (1,), "model")

"""Misspellings: what is offered for a word, and what the sentence makes of the offer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer import guard
from summarizer.document import RewrittenSegment, Span, apply_edits
from summarizer.engines.scripted import ScriptedEngine
from summarizer.rewrite import rewrite
from summarizer.spell import offers
from tests.stages import GATED, PROMPTS, repaired

SLIP = "The secuity of the airport was tightened on Monday."
MEANT = "The security of the airport was tightened on Monday."


def mended(text: str, gain: float, protected: Sequence[Span] = ()) -> tuple[RewrittenSegment, ScriptedEngine]:
    """What becomes of a sentence whose mended form is likelier by so many nats; the model rewrites nothing."""
    score = {text: -5.0}
    engine = ScriptedEngine(
        lambda prompt: prompt.split(": ", 1)[1],
        scores=lambda prompt, output: (score.get(output, -5.0 + gain)) / (len(output.split()) + 1),
        spec=GATED,
    )
    [found] = rewrite(repaired(text), [protected], engine, PROMPTS, "correct", guard.check_rewrite)
    return found.segment, engine


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("secuity", "security"),
        ("drector", "director"),
        ("becouse", "because"),
        ("alwys", "always"),
        ("security", None),  # a word
        ("cantoons", None),  # cartoons, cantons
        ("arabica", None),  # the nearest is rare
        ("baseload", None),  # a compound
        ("programmme", None),  # the repairs mend it
        ("millimetres", None),  # British, and right
    ],
)
def test_one_common_word_a_slip_away_is_offered(word: str, meant: str | None) -> None:
    found = offers(f"They saw the {word} again.")

    assert [(offer.word, offer.span) for offer in found] == ([(meant, Span(13, 13 + len(word)))] if meant else [])


@pytest.mark.parametrize(
    "text",
    [
        "The Secuity was there.",
        "See www.secuity.com for more.",
        "Type `my secuity word` here.",
        "The secuity-led team.",
    ],
)
def test_names_addresses_and_code_are_passed_over(text: str) -> None:
    assert offers(text) == []


def test_a_clear_slip_is_mended_though_the_model_would_sooner_copy_it() -> None:
    segment, _ = mended(SLIP, gain=-4.0)

    assert (segment.status, segment.text) == ("rewritten", MEANT)
    [edit] = segment.edits
    assert (edit.before, edit.after, edit.kind, edit.origin) == ("secuity", "security", "spelling", "model")
    assert 0.5 < edit.confidence < 1
    assert apply_edits(segment.original, segment.edits) == MEANT


def test_what_the_model_finds_unlikely_stays() -> None:
    segment, _ = mended(SLIP, gain=-6.0)

    assert (segment.status, segment.text, segment.edits) == ("unchanged", SLIP, ())


def test_a_less_clear_slip_must_be_the_likelier() -> None:
    doubtful = "The police spoke of the doxing of two officers."

    assert mended(doubtful, gain=-1.0)[0].text == doubtful
    assert mended(doubtful, gain=1.0)[0].text == "The police spoke of the doing of two officers."


def test_the_sentence_is_rewritten_from_the_word_that_was_meant() -> None:
    _, engine = mended(SLIP, gain=3.0)

    assert engine.asked[-1].prompt == f"correct: {MEANT}"


def test_a_protected_word_stays() -> None:
    segment, engine = mended(SLIP, gain=3.0, protected=[Span(4, 11)])

    assert segment.text == SLIP
    assert all("security" not in asked.prompt for asked in engine.asked)


def test_what_is_protected_after_a_mended_word_stays_protected() -> None:
    text = 'The secuity chief said "we was late" to reporters on Monday.'
    quoted = Span(text.index('"'), text.rindex('"') + 1)
    better = 'The security chief said "we were late" to reporters on Monday.'
    engine = ScriptedEngine(
        [better], scores=lambda prompt, output: -0.1 if "security" in output else -9.0, spec=GATED
    )
    items = repaired(text, quoted=[quoted])

    [found] = rewrite(items, [[quoted]], engine, PROMPTS, "rewrite", guard.check_rewrite)

    assert found.segment.text == 'The security chief said "we was late" to reporters on Monday.'
    assert [found.segment.text[slice(*span)] for span in found.segment.quoted] == ['"we was late"']

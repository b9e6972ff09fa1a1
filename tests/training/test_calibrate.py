"""What a set of margins makes of sentences: the product's own choice, beside the human's text."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("sacrebleu")

from benchmarks.quality.data import Sentence
from summarizer.engines.base import Rewriting
from summarizer.engines.scripted import ScriptedEngine
from tests.stages import GATED, PROMPTS
from training.calibrate import Case, Open, cases, show_margins

BAD = "The minister have signed the agreement on Monday."
SLIP = "The minister has signed the agreement on Monday."
WORDING = "The minister has signed the accord on Monday."


def proposed(source: str, reference: str, *rewrites: str) -> Case:
    """The case, its rewrites likelier than copying by one nat a word, and copying by no means sure."""

    def scores(prompt: str, output: str) -> float:
        return -2.0 if output == source else -1.0

    engine = ScriptedEngine([list(rewrites)], scores=scores, spec=GATED)
    assert isinstance(engine.spec.rewriting, Rewriting)
    opened = Open(engine, engine.spec.rewriting)
    (case,) = cases(opened, PROMPTS["correct"], "correct", [Sentence("1", source, (reference,))])
    return case


def margins(slip: float, wording: float):
    return {"slip": slip, "preposition": slip, "article": slip, "wording": wording}


def test_the_offer_farthest_above_its_margin_is_chosen() -> None:
    case = proposed(BAD, SLIP, WORDING, SLIP)
    assert case.chosen(0.3, margins(1, 20)) == SLIP
    assert case.chosen(0.3, margins(20, 1)) == WORDING
    assert case.chosen(0.3, margins(20, 20)) == BAD


def test_what_the_model_copies_surely_is_left_alone() -> None:
    case = proposed(BAD, SLIP, SLIP)
    assert 0.1 < case.copy < 0.2
    assert (case.chosen(0.1, margins(1, 1)), case.chosen(0.2, margins(1, 1))) == (BAD, SLIP)


def test_the_table_marks_the_margins_that_keep_the_floor(capsys: pytest.CaptureFixture[str]) -> None:
    mended = proposed(BAD, SLIP, SLIP)
    spoilt = proposed(SLIP, SLIP, WORDING)
    found = {"round trip": [mended], "one error": [mended], "clean": [spoilt], "MLQE": [mended]}
    show_margins(found, 0.3)
    shown = capsys.readouterr().out.splitlines()
    (line,) = (line for line in shown if line.startswith("  1 / 3.5 / 4 / 5.5 "))
    assert re.search(r"round trip -100\.0 % +1:0 .* one error 100\.0 % \| clean +0\.0 % \| MLQE .* 1:0", line)
    assert not any(line.startswith("*") for line in shown)  # the wording is 9 nats likelier, whatever the margins

    show_margins({**found, "clean": [proposed(SLIP, SLIP, SLIP)]}, 0.3)
    assert all(line.startswith("* ") for line in capsys.readouterr().out.splitlines())

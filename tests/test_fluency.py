"""What the language model adds: how much likelier English a rewrite is, but nothing for what it does not say."""

from __future__ import annotations

import pytest

from summarizer.engines.scripted import ScriptedEngine
from summarizer.fluency import gain

ENGINE = ScriptedEngine(fluency=lambda text: -2.0 * len(text.split()))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the house of the Mayor", "the Mayor's house", 4.0),  # other words alone
        ("the girl's tale of the village", "the girl's village", 0.0),
        ("the girl's tale of the village", "the girl's old village story", 2.0),  # one word stands for another
        ("the tale", "the old tale", -2.0),
        ("the tale of it", "the tale", 4.0),
        ("", "", 0.0),
    ],
)
def test_a_word_that_is_left_out_is_no_gain(before: str, after: str, expected: float) -> None:
    assert gain(before, after, ENGINE) == expected

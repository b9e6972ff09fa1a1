"""How far a rewrite goes."""

from __future__ import annotations

import pytest

from summarizer.reach import reach

SENTENCE = "The minister have signed in Monday agreement that the parliament had refused twice."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (SENTENCE, "slip"),
        (SENTENCE.replace("have", "has"), "slip"),
        (SENTENCE.replace("have signed in Monday", "has signed on Monday the"), "slip"),
        (SENTENCE.replace("the parliament", "parliament"), "grammar"),
        (SENTENCE.replace("refused twice", "twice refused"), "grammar"),
        (SENTENCE.replace("have signed in Monday agreement", "agreed on Monday"), "wording"),
        (SENTENCE.replace(" twice", ""), "loss"),
        (SENTENCE.replace("refused twice", "rejected twice"), "new"),
        (SENTENCE.replace("have", "has").replace("refused", "rejected"), "new"),
    ],
)
def test_a_rewrite_goes_as_far_as_its_farthest_edit(after: str, expected: str) -> None:
    assert reach(SENTENCE, after) == expected

"""Marks of Markdown do not reach a headline or a line."""

from __future__ import annotations

import pytest

from summarizer.facts.markup import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Vlaho Bukovac** came from [Cavtat](http://x.y/z).", "Vlaho Bukovac came from Cavtat."),
        ("It was a *fine* day.", "It was a fine day."),
        ("2 * 3 * 4 is 24, and __init__ is a file.", "2 * 3 * 4 is 24, and __init__ is a file."),
        ("He [the mayor] (sic) said so.", "He [the mayor] (sic) said so."),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown

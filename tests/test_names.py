"""Names with any letters come through a run with the embedded model byte for byte."""

from __future__ import annotations

import re
from functools import cache

import pytest

from summarizer import Result, load_engine, prompts, read
from summarizer.pipeline import process
from summarizer.settings import Settings
from tests.names import NAMES

FRAMES = [
    "The minister {} have arrived to the capital on Monday after long talks with the neighbours.",
    "According to the the report, {} was signed the agreement about gas in the last week.",
    "In the opinion of {}, the situation it is more difficult than the people thinks.",
    "The journalists has asked {} about the plans of the government for next year.",
    "{} said that he will not to go back before the end of the negotiations.",
]
"""Clumsy enough for the model to touch them."""


def article(names: str) -> str:
    return " ".join(FRAMES[i % len(FRAMES)].format(name) for i, name in enumerate(names.split()))


@cache
def results() -> dict[str, Result]:
    articles = [read.from_text(article(names)) for names in NAMES.values()]
    found = process(articles, load_engine(), prompts.load(), Settings())
    return dict(zip(NAMES, found, strict=True))


def test_the_model_had_something_to_do() -> None:
    rewritten = [s for r in results().values() for s in r.rewrite.segments if s.status == "rewritten"]

    assert len(rewritten) > 20


@pytest.mark.parametrize("language", NAMES)
def test_every_name_is_in_the_rewrite_as_it_was(language: str) -> None:
    result = results()[language]

    for name in NAMES[language].split():
        assert result.rewrite.text.count(name) == result.article.text.count(name), name


@pytest.mark.parametrize("language", NAMES)
def test_no_name_comes_broken_into_headline_or_lines(language: str) -> None:
    result = results()[language]
    texts = [line.text for line in result.summary]
    texts += [result.headline.text] if result.headline else []

    known = set(re.findall(r"\w+", result.article.text.lower()))
    for text in texts:
        strange = {word for word in re.findall(r"\w+", text.lower()) if not word.isascii()}
        assert strange <= known, text

"""Which headlines tell something."""

from __future__ import annotations

import pytest

from summarizer.telling import tells


@pytest.mark.parametrize(
    "headline",
    [
        "Rain floods Prague",
        "Prague flooded after rain",
        "Minister to visit Kyiv",
        "Heavy rains kill seven in Brazil",
        "Doctor jailed for stalking",
        "Senate investigating leaks of data",
        "Turkey, Syria earthquake death toll rises",
        "Two managers 'stole millions', prosecutors say",
        "Smith: I will not resign",
        "Two managers stole millions, prosecutors said on Monday",
        "London launches super-fast trading service",
        "Buffett calls for higher taxes for the wealthy",
        "App downloads and user spending increase in 2021",
        "Football teams from Ukraine and Russia fight in Turkey",
        "U.S. tax authorities to soon demand disclosure",
        "US troops leave Kabul",
        "World War I memorial opens in Kansas City",
        "Protests against the certificate take place in Spain",
    ],
)
def test_what_has_a_verb(headline: str) -> None:
    assert tells(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Sleep doctor Sophia Cherkasova",
        "List of the 100 largest pirate sites on Runet",
        "More than 7,000 Wagner mercenaries from Libya",
        "Second presidential elections in Cyprus",
        "Three space missions to Venus",
        "Some of the strangest searches of 2004",
        "France's fourth day of mass pension protests",
        "The future of the Foundation for Writers",
        "How to label sugar products",
        "The right's last best hope",
        '"It is impossible to impose any restrictions"',
        "Emojis are the best thing I use",
        "She left the house on Monday",
        "The 29-year-old was seen in Prague",
        "The happy couple were seen in Prague",
        "Federal Reserve President James Bullard said on Tuesday",
        "",
    ],
)
def test_what_is_a_label_or_somebodys_bare_words(headline: str) -> None:
    assert not tells(headline)

"""Foreign noise: the order of each kind of language, the same by seed, no word of content lost or made."""

from __future__ import annotations

import random
import re

import pytest

pytest.importorskip("textblob")

from training.foreign import KINDS_OF_LANGUAGE, add_foreign, translated

# textblob leaves its lexicon open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*textblob:pytest.PytestUnraisableExceptionWarning"
)

SHOWN = {
    "verb_last": ("The council approved the budget.", "The council the budget approved."),
    "verb_parted": ("The council has approved the budget.", "The council has the budget approved."),
    "verb_first": ("The council approved the budget.", "Approved the council the budget."),
    "article_drop": ("The council met a minister.", "Council met minister."),
    "adjective_after": ("They signed an economic agreement.", "They signed an agreement economic."),
    "number": ("The council met three ministers.", "The council met three minister."),
    "tense_drop": ("The council approved the budget.", "The council approve the budget."),
    "be_drop": ("The road was closed.", "The road closed."),
    "postposition": ("He waited in the city.", "He waited the city in."),
    "genitive_turned": ("He is the head of the council.", "He is the council head."),
    "genitive_bare": ("He is the head of the council.", "He is the head the council."),
    "compound_turned": ("They raised interest rates.", "They raised rates interest."),
    "compound_of": ("They raised interest rates.", "They raised rates of interest."),
    "apart": ("They saw the company's shares.", "They saw the shares of the company."),
    "said_last": ("He said that the road was closed.", "The road was closed that he said."),
    "time_first": ("He resigned on Monday.", "On Monday he resigned."),
    "doubled_subject": ("The council approved it.", "The council (he|it|they) approved it."),
    "relative_first": ("Police arrested a man who stole a car.", "Police arrested stole a car man."),
}


@pytest.mark.parametrize("trait", SHOWN)
def test_each_trait_shows(trait: str) -> None:
    sentence, expected = SHOWN[trait]

    found = {translated(sentence, {trait: 1.0}, random.Random(seed))[0] for seed in range(20)}

    assert any(re.fullmatch(expected, text) for text in found), found


SENTENCE = (
    "On Tuesday the ministry said that 14 people who did not leave the flooded village of Orlov "
    'had asked for "help from the army" and new interest rates were never discussed.'
)


@pytest.mark.parametrize("name", KINDS_OF_LANGUAGE)
def test_no_fact_is_lost_or_made(name: str) -> None:
    for seed in range(40):
        noisy, shown = translated(SENTENCE, KINDS_OF_LANGUAGE[name], random.Random(seed))

        assert '"help from the army"' in noisy
        assert {"14", "not", "never", "Tuesday", "Orlov"} <= {
            word.strip(".,").removesuffix("'s") for word in noisy.split()
        }
        assert shown or noisy == SENTENCE


@pytest.mark.parametrize(
    ("sentence", "trait"),
    [
        ("A plan (the new bridge) failed.", "article_drop"),
        ("He likes (the head of the council) too.", "genitive_turned"),
        ("Prices (interest rates) rose.", "compound_turned"),
        ("It fell from 20 dollars since Sunday.", "preposition"),
        ("Leaders met in The Hague.", "article_drop"),
        ('He said " help " now, the analysts’ iPhone sales rose.', "postposition"),
        ("He did not approve it.", "tense_drop"),
    ],
)
def test_what_could_not_be_put_right_stays(sentence: str, trait: str) -> None:
    found = {translated(sentence, {trait: 1.0}, random.Random(seed))[0] for seed in range(10)}

    assert found <= {sentence, "Plan (the new bridge) failed."}


def test_what_shows_no_trait_stays_as_it_is() -> None:
    assert translated(SENTENCE, {}, random.Random(1)) == (SENTENCE, [])


def test_the_same_seed_gives_the_same_noise() -> None:
    once = [add_foreign(SENTENCE, random.Random(seed)) for seed in range(20)]

    assert once == [add_foreign(SENTENCE, random.Random(seed)) for seed in range(20)]
    assert len({noisy for noisy, _ in once}) > 10

"""The filter of training pairs: what must be dropped, what must be kept, what is kept in part."""

import pytest

pytest.importorskip("rapidfuzz")

from training.pairs import carried, carry_quotations, keep_full_forms, learnable, mended


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The United Nations denies it.", "The U.S. denies it."),
        ("The U.N. denies it.", "The U.S. denies it."),
        ("Officials met in Geneva.", "Officials met in Vienna."),
        ("Merkel said talks failed.", "Macron said talks failed."),
        ("It rose 3 percent.", "It rose 3."),
        ("It rose 3 percent.", "It rose 4 percent."),
        ("It cost $3 million.", "It cost $3 billion."),
        ("It cost £3.", "It cost €3."),
        ("Three people died.", "Two people died."),
        ("He did not go.", "He did go."),
        ("He went.", "He never went."),
        ("He went home.", "She went home."),
        ("They met on Monday.", "They met."),
        ("They met.", "Police met Trump."),
        ("In the third quarter", "In the fourth quarter"),
        ("the United Nations said", "the US Nations said"),
    ],
)
def test_a_changed_fact_is_not_learnt(left: str, right: str) -> None:
    assert learnable(left, right, least_kept=0.6) is None
    assert learnable(right, left, least_kept=0.6) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The U.S. denies it.", "The US denies it."),
        ("It rose 3 per cent.", "It rose 3 percent."),
        ("It cost 1,000 dollars.", "It cost $1000."),
        ("Three people died.", "3 people died."),
        ("He isn't going.", "He is not going."),
        ("They met the Monday.", "They met on Monday."),
        ("The policy of Merkel failed.", "Merkel's policy failed."),
    ],
)
def test_the_same_facts_are_learnt(left: str, right: str) -> None:
    assert learnable(left, right, least_kept=1) == right


def test_of_a_target_with_one_changed_fact_the_rest_is_learnt() -> None:
    noisy = "In Vienna the police has arrest many of peoples on the Monday, said a spokesman."
    clean = "In Geneva the police have arrested many people on Monday, said a spokesman."
    assert learnable(noisy, clean, least_kept=0.6) == clean.replace("Geneva", "Vienna")
    assert learnable(noisy, clean, least_kept=0.95) is None


def test_a_headline_needs_its_facts_in_the_body() -> None:
    body = ["Shares of Nokia fell 4 percent on Monday, the company said.", "Investors had hoped for more."]
    assert carried("Nokia shares fall 4 percent", body)
    assert not carried("Nokia shares fall 5 percent", body)
    assert not carried("U.S. shares fall", body)
    assert not carried("Ericsson shares fall", body)


def test_what_the_repairs_mend_is_not_there_to_be_learnt() -> None:
    assert mended("The the man , who left,came back. He say so.") == "The man, who left, came back. He say so."


def test_the_target_carries_the_sources_quotation() -> None:
    assert carry_quotations('He say: "it are fine".', 'He said: "It is fine."') == 'He said: "it are fine"'
    assert carry_quotations('He say "it are" and go.', "He said it is and goes.") is None


@pytest.mark.parametrize(
    ("source", "target", "learnt"),
    [
        ("It is a shame that rains.", "It's a shame that it rains.", "It is a shame that it rains."),
        ("They do not knows that.", "They don't know that.", "They do not know that."),
        ("That cannot be true of him.", "That can't be true about him.", "That cannot be true about him."),
        ("It's rain and it don't end.", "It's rain and it doesn't end.", "It's rain and it doesn't end."),
        ("The bank of Prague is closed.", "Prague's bank is closed.", "Prague's bank is closed."),
    ],
)
def test_what_is_written_in_full_stays_in_full(source: str, target: str, learnt: str) -> None:
    assert keep_full_forms(source, target) == learnt

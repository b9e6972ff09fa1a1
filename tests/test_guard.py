"""The guard's promises for every text; what it does case by case is in `tests/fidelity`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.facts import extract
from summarizer.guard import check_claim, check_rewrite, claim

SENTENCES = [
    "At least 164 people died in the protests in Kazakhstan last week.",
    "“We have to wait,” Dujarric said on January 7, “and they may not agree.”",
    "The bank's profit rose by 12% to 300 million euros, the ECB said.",
    "In Almaty, Tokayev's office did not confirm the losses of 3-1.",
    "He reportedly left at 8:05 p.m. with two of the 35 soldiers.",
]
WORDS = st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=25).map(" ".join)
sentence = st.one_of(st.sampled_from(SENTENCES), WORDS)


@given(st.one_of(sentence, st.text(max_size=80)))
def test_a_text_may_stay_as_it_is(text: str) -> None:
    assert check_rewrite(text, text) is None


@given(sentence)
def test_doubled_spaces_change_nothing(text: str) -> None:
    assert check_rewrite(text, text.replace(" ", "  ")) is None


@given(sentence, st.data())
def test_a_changed_digit_never_passes(text: str, data: st.DataObject) -> None:
    places = [match.start() for match in re.finditer(r"\d", text)]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    changed = text[:at] + other + text[at + 1 :]
    # `3-1` beside another 3 may hold the same numbers; a changed value must be refused.
    if {f.value for f in extract(changed).of("number", "date", "time")} != {
        f.value for f in extract(text).of("number", "date", "time")
    }:
        assert check_rewrite(text, changed) is not None


@given(sentence, sentence)
def test_facts_are_kept_both_ways(left: str, right: str) -> None:
    """What is lost one way is invented the other: numbers and names can never pass in one direction only."""
    there, back = check_rewrite(left, right), check_rewrite(right, left)
    for lost, invented in (("number-lost", "number-invented"), ("date-lost", "date-invented")):
        if there is not None and there.rule == lost:
            assert back is not None, (invented, left, right)


@given(st.sampled_from(SENTENCES))
def test_a_sentence_carries_itself(text: str) -> None:
    assert check_claim(text, [text]) is None


@given(sentence, st.lists(sentence, max_size=3))
def test_every_refusal_names_its_rule_and_says_why(text: str, evidence: list[str]) -> None:
    violation = check_claim(text, evidence)
    if violation is not None:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", violation.rule)
        assert violation.message


def test_a_line_on_no_sentence_is_refused() -> None:
    violation = check_claim("Profit rose.", [])
    assert violation is not None
    assert violation.rule == "no-evidence"


PROTECTED = "We have expressed our concern, said Dujarric in the morning."
CONCERN = Span(0, PROTECTED.index(","))


def test_a_protected_stretch_comes_back_word_for_word() -> None:
    after = "We have expressed our concern, Dujarric said in the morning."
    assert check_rewrite(PROTECTED, after, protected=[CONCERN]) is None


def test_a_protected_stretch_must_not_change() -> None:
    after = "We expressed our concern, said Dujarric in the morning."
    assert check_rewrite(PROTECTED, after) is None
    violation = check_rewrite(PROTECTED, after, protected=[CONCERN])
    assert violation is not None
    assert violation.rule == "quotation-changed"


def test_nothing_may_follow_a_quotation_that_goes_on() -> None:
    before = "He said: “The war is over."
    span = Span(before.index("“"), len(before))
    assert check_rewrite(before, "She told him: “The war is over.", protected=[span]) is not None
    violation = check_rewrite(before, "He said: “The war is over, luckily.", protected=[span])
    assert violation is not None
    assert violation.rule == "quotation-changed"


@pytest.mark.parametrize(
    ("before", "after", "stretches"),
    [
        (
            "The Diet say “the law are good” on Monday.",
            "The Diet said “the law are good” on Monday.",
            ("law", "Diet"),
        ),
        ("Diet have voted on law.", "The Diet has voted on the law.", ("Diet",)),
    ],
)
def test_a_term_of_the_desk_stays_and_the_sentence_may_go_on_around_it(before, after, stretches) -> None:
    quoted = [Span(before.index("“"), before.index("”") + 1)] if "“" in before else []
    terms = [Span(before.index(term), before.index(term) + len(term)) for term in stretches]
    assert check_rewrite(before, after, protected=[*quoted, *terms]) is None
    assert check_rewrite(before, after.replace("Diet", "house"), protected=[*quoted, *terms]) is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Police searched the house.", "The house was searched by police."),
        ("In Riga, police searched the house.", "Police searched the house in Riga."),
        ("Planes landed in Riga again.", "Again, planes landed in Riga."),
    ],
)
def test_a_word_may_move_to_the_sentence_start_and_away(before: str, after: str) -> None:
    assert check_rewrite(before, after) is None
    assert check_rewrite(after, before) is None


def test_a_text_without_sentence_ends_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "the river Vltava rose and the bridges were closed and " * 100
    monkeypatch.setattr(claim, "view", pytest.fail)
    for line, sentence in (("The river Vltava rose.", endless), (endless, endless)):
        violation = check_claim(line, [sentence])
        assert violation is not None
        assert violation.rule == "too-long"
        assert len(violation.fact) < len(endless)

"""Reasons: for each kind, changes that are this and changes that look like it and are not.

The pairs are patterns from post-edited machine translation, shortened.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.edits import REASONS, diff, reason

IS = {
    "missing-article": [
        ("He lives in house near here.", "He lives in a house near here."),
        ("The majority opposed intervention.", "The majority opposed the intervention."),
    ],
    "extra-article": [
        ("The police searched for the weeks.", "The police searched for weeks."),
        ("Growing the fears hit banks.", "Growing fears hit banks."),
    ],
    "wrong-article": [
        ("He backed a civil war there.", "He backed the civil war there."),
        ("It took a hour to mend.", "It took an hour to mend."),
    ],
    "preposition": [
        ("He spoke in Friday about it.", "He spoke on Friday about it."),
        ("He listened the speech.", "He listened to the speech."),
        ("It is capable at working.", "It is capable of working."),
        ("He discussed about the plan.", "He discussed the plan."),
    ],
    "agreement": [
        ("Six of them was rescued.", "Six of them were rescued."),
        ("They says so.", "They say so."),
        ("I do not think you has to go.", "I do not think you have to go."),
        ("The informations are new.", "The information is new."),
    ],
    "verb-tense": [
        ("Revenue in 2018 is 220 million.", "Revenue in 2018 was 220 million."),
        ("He go home last night.", "He went home last night."),
        ("They have heard and left.", "They heard and left."),
        ("He will come if asked.", "He would come if asked."),
    ],
    "verb-form": [
        ("He is capable of replace it.", "He is capable of replacing it."),
        ("It has went away.", "It has gone away."),
        ("They were ask to leave.", "They were asked to leave."),
        ("She is went home.", "She went home."),
        ("He avoided to speaking.", "He avoided to speak."),
    ],
    "modal-verb": [("Pfizer can have won.", "Pfizer may have won.")],
    "noun-number": [
        ("He read two report about it.", "He read two reports about it."),
        ("It was built of old styles and formats.", "It was built of old style and formats."),
        ("A child were three people.", "A children were three people."),
    ],
    "word-order": [
        ("the draw of plum today", "the plum draw today"),
        ("Yesterday he came.", "He came yesterday."),
        ("all countries developed agree", "all developed countries agree"),
        ("He took the cards of gift home.", "He took the gift cards home."),
        ("The device invades the privacy of the users.", "The device invades the users' privacy."),
    ],
    "doubled-word": [
        ("He saw the the house.", "He saw the house."),
        ("With it it is possible.", "With it is possible."),
    ],
    "doubled-phrase": [
        ("He may be seen with one man, with one man or two.", "He may be seen with one man or two."),
        ("He went to the to the house.", "He went to the house."),
    ],
    "punctuation": [
        ("In addition he may come.", "In addition, he may come."),
        ("He said “go now.", "He said “go” now."),
        ('He said "go" now.', "He said “go” now."),
        ("He came; she left.", "He came, she left."),
        ("It was the country's best.", "It was the country’s best."),
    ],
    "spacing": [
        ("Italy will rebuild .", "Italy will rebuild."),
        ("one,two", "one, two"),
        ("a  b", "a b"),
    ],
    "capital-letter": [
        ("He lives in pokhara now.", "He lives in Pokhara now."),
        ("there was a car.", "There was a car."),
    ],
    "hyphen": [
        ("a well known man", "a well-known man"),
        ("the co-operation works", "the cooperation works"),
    ],
    "spelling": [
        ("He recieved two prizes.", "He received two prizes."),
        ("Alfred Noble wrote.", "Alfred Nobel wrote."),
        ("He sent his resumes off.", "He sent his résumés off."),
        ("He saw teh house.", "He saw the house."),
        ("The news occured in June.", "The news occurred in June."),
        ("They asked two familys.", "They asked two families."),
        ("a new centre opens", "a new center opens"),
    ],
    "characters": [("the cafe\u0301 is open", "the caf\u00e9 is open"), ("the o\ufb03ce", "the office")],
    "pronoun": [
        ("He opened their books.", "He opened his books."),
        ("In Friday says is fine.", "In Friday says it is fine."),
        ("a man which came", "a man who came"),
    ],
    "conjunction": [
        ("He came and he slept.", "He came but he slept."),
        ("They think that he slept.", "They think he slept."),
    ],
    "determiner": [("He saw no signs of it.", "He saw any signs of it.")],
    "negation": [
        ("He did go home.", "He did not go home."),
        ("It is faithful to him.", "It is unfaithful to him."),
    ],
    "number": [("It lasted until 16660.", "It lasted until 1660."), ("in 6 months", "in six months")],
    "possessive": [("during Clinton presidency", "during Clinton's presidency")],
    "contraction": [("We do not know.", "We don't know."), ("He can't go.", "He cannot go.")],
    "word-form": [
        ("It is an economy problem.", "It is an economic problem."),
        ("He ran quick home.", "He ran quickly home."),
        ("It is strong than that.", "It is stronger than that."),
        ("The British India officer came.", "The British Indian officer came."),
    ],
    "missing-word": [("He reported revenue today.", "He reported quarterly revenue today.")],
    "extra-word": [("They tried to escape freedom today.", "They tried to escape today.")],
    "missing-phrase": [("He was killed.", "He was killed near Paris yesterday.")],
    "extra-phrase": [("He was killed near Paris yesterday.", "He was killed.")],
    "lighter-wording": [
        ("He came in order to help.", "He came to help."),
        ("He left due to the fact that it rained.", "He left because it rained."),
        ("They made a decision on it.", "They decided on it."),
        ("Pelosi urged him to utilise it.", "Pelosi urged him to use it."),
        ("The meeting commenced at noon.", "The meeting began at noon."),
    ],
    "wording": [
        ("It was a fine house.", "It was a fine shed."),
        ("They made a big effort.", "They tried hard."),
        ("a court about the charge of insult", "a court about the contempt"),
    ],
}

IS_NOT = {
    "missing-article": [("He saw Paris.", "He saw old Paris.")],
    "extra-article": [("He saw the the house.", "He saw the house.")],
    "wrong-article": [("He saw the house.", "He saw this house.")],
    "preposition": [("He came and went.", "He came or went."), ("Rome in May falls.", "Rome falls.")],
    "agreement": [("He says so.", "He said so."), ("two report about it", "two reports about it")],
    "verb-tense": [("Six was rescued.", "Six were rescued."), ("He has went.", "He has gone.")],
    "verb-form": [("He goes home.", "He went home."), ("worshipped by cows", "worshiped by cows")],
    "modal-verb": [("He will come.", "He would come.")],
    "noun-number": [("They says so.", "They say so."), ("in 6 months", "in 7 months")],
    "word-order": [("the old house", "the new house"), ("He saw the the house.", "He saw the house.")],
    "doubled-word": [("He saw the old house.", "He saw the house.")],
    "doubled-phrase": [("He went to the park to the house.", "He went to the house.")],
    "punctuation": [("rebuild .", "rebuild."), ("He came, left.", "He came and left.")],
    "spacing": [("well known", "well-known"), ("He came.", "He came!")],
    "capital-letter": [("He lives in pokhara.", "He lives in Pokhra.")],
    "hyphen": [("He came - and left.", "He came and left.")],
    "spelling": [
        ("He reads a report.", "He reads a reports."),
        ("He saw a man.", "He saw a dog."),
        ("a faithful man", "an unfaithful man"),
        ("the economy problem", "the economic problem"),
    ],
    "characters": [("don't", "don’t"), ("the cafe", "the café")],
    "pronoun": [("He saw a man.", "He saw the man.")],
    "conjunction": [("He spoke in May.", "He spoke on May.")],
    "determiner": [("He saw a man.", "He saw the man.")],
    "negation": [("He came in.", "He came by."), ("He did inform him.", "He did form him.")][:1],
    "number": [("two man", "two men")],
    "possessive": [("Clinton wins", "Clintons wins")],
    "contraction": [("We do not know.", "We do know.")],
    "word-form": [("He walks.", "He walked."), ("He saw a man.", "He saw a mane.")],
    "missing-word": [("He saw house.", "He saw the house.")],
    "extra-word": [("It it is so.", "It is so.")],
    "missing-phrase": [("He was killed.", "He was killed again.")],
    "extra-phrase": [("He may go to the to the house.", "He may go to the house.")],
    "lighter-wording": [
        ("The committee of inquiry met.", "It met."),
        ("The purpose of the altar is so.", "In the altar is so."),
        ("It was travelling north.", "It travels north."),
    ],
    "wording": [("He recieved it.", "He received it."), ("He came in order to help.", "He came to help.")],
}


def kinds(before: str, after: str) -> set[str]:
    return {reason(hunk, before).kind for hunk in diff(before, after)}


@pytest.mark.parametrize(("kind", "pair"), [(kind, pair) for kind, pairs in IS.items() for pair in pairs])
def test_is_this(kind: str, pair: tuple[str, str]) -> None:
    assert kinds(*pair) == {kind}


@pytest.mark.parametrize(("kind", "pair"), [(kind, pair) for kind, pairs in IS_NOT.items() for pair in pairs])
def test_is_not_this(kind: str, pair: tuple[str, str]) -> None:
    assert kind not in kinds(*pair)


def test_every_kind_has_its_reason_and_its_tests() -> None:
    assert set(REASONS) == set(IS) == set(IS_NOT)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", kind) for kind in REASONS)


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_change_has_a_known_reason(before: str, after: str) -> None:
    for hunk in diff(before, after):
        kind, text = reason(hunk, before)
        assert REASONS[kind] == text

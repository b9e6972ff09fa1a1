# ruff: noqa: E501 - tables of words read best in long lines
"""Clauses: the phrases of a sentence and what each does in its clause, for noise that moves them.

Takes a sentence; gives tokens, phrases and clauses, as exact as noise must be. Parts of speech are textblob's (MIT,
no data to fetch), phrases and clauses are found by patterns of these. Touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from textblob.en import parse

from summarizer.facts import verbs
from training.noise import EDGE, free

Kind = Literal["noun", "verb", "with", "adverb", "joint", "fixed"]
"""Of a phrase: with a noun as its head, verbs, a preposition with a noun phrase, adverbs, what joins clauses, and
what is not touched."""


@dataclass(frozen=True)
class Token:
    """A word with the marks around it, and the letter of its part of speech (`LETTERS`)."""

    text: str
    letter: str
    tag: str
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True)
class Phrase:
    kind: Kind
    tokens: tuple[Token, ...]

    @property
    def first(self) -> str:
        return self.tokens[0].text.lower() if self.tokens else ""


@dataclass(frozen=True)
class Clause:
    """Phrases in the order of English: what stands before the subject, the subject, its verbs, the rest.

    A clause without a verb has all of its phrases in `before`.
    """

    before: tuple[Phrase, ...]
    subject: tuple[Phrase, ...] = ()
    verb: Phrase | None = None
    after: tuple[Phrase, ...] = ()
    mark: str = ""
    """What ends it: a comma, a stop, nothing."""


LETTERS = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "W", "JJ": "J", "JJR": "J", "JJS": "J", "NN": "N", "NNS": "N", "NNP": "N", "NNPS": "N", "CD": "C", "$": "C",
    "PRP": "P", "EX": "P", "VBD": "V", "VBZ": "V", "VBP": "V", "VB": "V", "MD": "M", "VBG": "G", "VBN": "E", "TO": "T", "IN": "I", "RB": "R", "RBR": "R",
    "RBS": "R", "RP": "R", "WDT": "W", "WP": "W", "WRB": "W", "CC": "K",
}  # fmt: skip
"""The Penn Treebank's tags, a letter each, so that patterns can be written of them."""
NOUN = re.compile(r"D{0,2}(?:R(?=[JC])|[JCN]|[EG](?=[JCN]))*[NC]|P|D(?=[VM])")
VERB = re.compile(r"(?:[MVEG]|R(?=R*[MVEG])|T(?=R*V))+")
JOINTS = frozenset(
    "that because if whether although though while unless when where why how who which whom whose".split()
)
PART_TIME_JOINTS = frozenset("after before since as until than".split())
"""Prepositions that join clauses where a subject and its verb follow."""
BE = frozenset("is are was were am be been being".split())
HAVE = frozenset("has have had".split())
NEGATIONS = frozenset("not n't never no none nor neither".split())


def tokens_of(sentence: str) -> list[Token]:
    """The words of a sentence; those between quotation marks are tagged `fixed`."""
    words = sentence.split()
    edges = [match.groups() for match in map(EDGE.match, words) if match]  # it matches every word
    stream = [core or word for word, (_, core, _) in zip(words, edges, strict=True)]
    tagged = parse(" ".join(stream), tokenize=False, chunks=False).split(" ")
    if len(tagged) != len(words):
        return []
    result = []
    for word, (opens, core, closes), item, is_free in zip(words, edges, tagged, free(words), strict=True):
        tag = item.split("/")
        name = tag[-1] if len(tag) > 1 else "X"
        letter = LETTERS.get(name, "O") if is_free and core and not re.search(r"[\"“”]", word) else "O"
        if closes[:1] in ("'", "’") and core.endswith("s") and letter == "N":  # `analysts' models`
            core, closes = core + closes[0], closes[1:]
        if core.lower() in NEGATIONS:
            letter = "D" if core.lower() == "no" else "R"
        elif letter in "NEV" and core.islower() and core.endswith("ed") and verbs.is_regular_past(core):
            is_helped = bool(result) and result[-1].text.lower() in BE | HAVE
            letter = "V" if name == "VBD" and not is_helped else "E"
        result.append(Token(core, letter, name, opens, closes) if core else Token(word, letter, name))
    return result


def phrases_of(tokens: list[Token]) -> list[Phrase]:
    """Cut before and behind marks, then by the patterns of `NOUN` and `VERB`."""
    result: list[Phrase] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.closes or index == len(tokens) - 1 or tokens[index + 1].opens:
            result += _phrases(tokens[start : index + 1])
            start = index + 1
    return result


def _phrases(tokens: list[Token]) -> Iterator[Phrase]:
    letters = "".join(token.letter for token in tokens)
    at = 0
    while at < len(tokens):
        low = tokens[at].text.lower()
        noun, verb = NOUN.match(letters, at), VERB.match(letters, at)
        behind = NOUN.match(letters, at + 1) if letters[at] in "IT" else None
        kind: Kind = "fixed"
        end = at + 1
        clause_follows = behind and VERB.match(letters, behind.end())
        if low in JOINTS or (low in PART_TIME_JOINTS and clause_follows) or letters[at] == "K":
            kind = "joint"
        elif verb and not (noun and noun.end() > verb.end()):
            kind, end = "verb", verb.end()
        elif behind:
            kind, end = "with", behind.end()
        elif noun:
            kind, end = "noun", noun.end()
        elif letters[at] == "R":
            kind = "adverb"
        yield Phrase(kind, tuple(tokens[at:end]))
        at = end


def clauses_of(phrases: list[Phrase]) -> list[Clause]:
    """Cut at marks, before what joins clauses, and before a subject where there is a verb already."""
    groups: list[list[Phrase]] = [[]]
    for index, phrase in enumerate(phrases):
        has_verb = any(other.kind == "verb" for other in groups[-1])
        follows = [other.kind for other in phrases[index + 1 : index + 3]]
        joins = phrase.kind == "joint" and (phrase.first not in ("and", "or", "but") or "verb" in follows)
        is_subject = phrase.kind == "noun" and follows[:1] == ["verb"] and phrases[index + 1].first != "to"
        if groups[-1] and has_verb and (joins or (is_subject and phrases[index - 1].kind != "joint")):
            groups.append([])
        groups[-1].append(phrase)
        if phrase.tokens[-1].closes:
            groups.append([])
    return [_clause(group) for group in groups if group]


def _clause(group: list[Phrase]) -> Clause:
    last = group[-1].tokens[-1]
    mark = last.closes
    group = [*group[:-1], replace(group[-1], tokens=(*group[-1].tokens[:-1], replace(last, closes="")))]
    finite = (i for i, phrase in enumerate(group) if phrase.kind == "verb" and phrase.first != "to")
    at = next(finite, None)
    if at is None or any(token.opens for phrase in group for token in phrase.tokens):
        return Clause(tuple(group), mark=mark)
    start = at
    while start and (group[start - 1].kind == "noun" or (group[start - 1].first == "of" and start > 1)):
        start -= 1
        if group[start].kind == "noun":
            break
    return Clause(tuple(group[:start]), tuple(group[start:at]), group[at], tuple(group[at + 1 :]), mark)

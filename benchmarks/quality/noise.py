"""One error put on one clean sentence, as machine translation and hasty copying make them.

Takes a sentence and a number, gives the noisy sentence and the error's name; touches nothing. The benchmark
has its own noise, apart from the training's: its cases stay the same when the training changes, and a model
earns nothing by having learnt the very generator that tests it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noisy:
    text: str
    kind: str


Rule = Callable[[str, random.Random], str | None]

SURFACE = frozenset({"word-doubled", "phrase-doubled", "space-before-comma", "space-lost", "stop-doubled"})
"""Kinds that a rule can mend; they fit almost every sentence."""
GRAMMAR_WEIGHT = 4
"""How much likelier each of the other kinds is drawn where it fits, so that they make up about two thirds."""

AGREEMENT = {
    "is": "are", "are": "is", "was": "were", "were": "was",
    "has": "have", "have": "has", "does": "do", "do": "does",
}  # fmt: skip
PREPOSITIONS = ("in", "on", "at", "for", "to", "of", "with", "by", "from")
# In each pattern the group `x` is what the rule replaces; what stands around it is context.
ARTICLE = re.compile(r"\w (?P<x>(?:the|an?) )[a-z]")
PREPOSITION = re.compile(rf"[a-z] (?P<x>{'|'.join(PREPOSITIONS)}) (?:the|an?|his|her|their|its|[A-Z])")
AUXILIARY = re.compile(rf"[a-z] (?P<x>{'|'.join(AGREEMENT)}) [a-z]")
PLURAL = re.compile(
    r"\b(?:two|three|four|five|six|several|many|few|these|those|both|\d\d) [a-z]{3,}[b-df-hj-np-rtv-z](?P<x>s)\b"
)
PARTICIPLE = re.compile(r"\b(?:has|had|have|was|were|been) [a-z]{3,}[a-df-z](?P<x>ed)\b")
INFINITIVE = re.compile(r"\b(?:will|would|could|should|can|may|must) (?!not\b|also\b)[a-z]{3,}[a-rt-x](?P<x>) ")
REPEATABLE = re.compile(r" (?P<x>[a-z]{2,7}) [a-z]")
PHRASE = re.compile(r" (?P<x>[a-z]+ [a-z]+)[ ,.]")
ADJECTIVE_NOUN = re.compile(
    r"\b(?:the|an?) (?P<x>(?P<adjective>[a-z]{4,}(?:al|ic|ive|ous|ful)) (?P<noun>[a-z]{4,}))"
    r" (?:of|in|to|for|that|is|was)\b"
)
COMMA = re.compile(r"[a-z](?P<x>, )[a-z]")
SENTENCE_STOP = re.compile(r"[a-z]{3}(?P<x>\.)$")


def put_noise_on(sentence: str, number: int) -> Noisy | None:
    """The sentence with one error, drawn by `number` from the kinds that fit it; None where none does."""
    chooser = random.Random(number)
    fitting = {name: text for name in RULES if (text := RULES[name](sentence, chooser)) not in (None, sentence)}
    if not fitting:
        return None
    weights = [1 if name in SURFACE else GRAMMAR_WEIGHT for name in fitting]
    kind = chooser.choices(list(fitting), weights)[0]
    return Noisy(str(fitting[kind]), kind)


def outside_quotes(pattern: re.Pattern[str], sentence: str) -> list[re.Match[str]]:
    """Matches that no quotation holds: there the product may change nothing."""
    spans = [match.span() for match in re.finditer(r"\"[^\"]*\"|“[^”]*”", sentence)]
    return [
        match
        for match in pattern.finditer(sentence)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]


def change(pattern: re.Pattern[str], new: Callable[[re.Match[str], random.Random], str]) -> Rule:
    """A rule that replaces one match, drawn by chance, by what `new` makes of it."""

    def rule(sentence: str, chooser: random.Random) -> str | None:
        matches = outside_quotes(pattern, sentence)
        if not matches:
            return None
        match = chooser.choice(matches)
        return sentence[: match.start("x")] + new(match, chooser) + sentence[match.end("x") :]

    return rule


def another_preposition(match: re.Match[str], chooser: random.Random) -> str:
    return chooser.choice([word for word in PREPOSITIONS if word != match["x"]])


RULES: dict[str, Rule] = {
    "article-lost": change(ARTICLE, lambda match, chooser: ""),
    "preposition-swapped": change(PREPOSITION, another_preposition),
    "agreement": change(AUXILIARY, lambda match, chooser: AGREEMENT[match["x"]]),
    "plural-lost": change(PLURAL, lambda match, chooser: ""),
    "participle-lost": change(PARTICIPLE, lambda match, chooser: ""),
    "verb-inflected": change(INFINITIVE, lambda match, chooser: "s"),
    "word-doubled": change(REPEATABLE, lambda match, chooser: f"{match['x']} {match['x']}"),
    "phrase-doubled": change(PHRASE, lambda match, chooser: f"{match['x']} {match['x']}"),
    "adjective-behind": change(ADJECTIVE_NOUN, lambda match, chooser: f"{match['noun']} {match['adjective']}"),
    "space-before-comma": change(COMMA, lambda match, chooser: " , "),
    "space-lost": change(COMMA, lambda match, chooser: ","),
    "stop-doubled": change(SENTENCE_STOP, lambda match, chooser: chooser.choice(("..", " ."))),
}

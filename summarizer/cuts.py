"""Which shorter wordings of a sentence leave out only what it can do without, and such wordings of its own words.

Takes sentences, gives truth values and texts. Pure. What stands between marks of its own may go: an aside in
brackets, what `which` or a participle adds. Of 17 lines of 40 articles that a model had shortened freely editors
found 10 misleading, though each said what the article says: the exception was gone, the `but`, the rest of a list,
or what made a forecast one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summarizer.facts import Token, tokenize
from summarizer.facts.function_words import ARTICLES
from summarizer.facts.verbs import is_participle

LEAST = 8
"""Words that must be left of a sentence."""

_MARKS = frozenset(",;:()[]-–—")
_DECISIVE = frozenset(
    "but if unless except only until without although though while whereas or nor not no never however "
    "forecast forecasts scenario scenarios optimistic pessimistic estimate estimates otherwise".split()
)
"""A stretch with one of these is never left out: the rest would say more than the sentence."""
_ADDS = frozenset(
    "which who whose whom where when because since as including such like citing according with after "
    "before".split()
)
"""How a stretch behind a comma may begin that reaches to the end of the sentence. It has no other comma, behind
which the main clause may go on: `The fight, which took place in May, ended`.
"""
_OPENING_WORDS = 2
_ADVERBS = frozenset("never once also thus".split())
_LIGHT = ARTICLES | frozenset("also that then already just".split())
"""Words that may go wherever they stand."""
_BRACKETS = re.compile(r" ?\([^()]*\)")
_TAIL = re.compile(
    r", (?:which|who|whose|where|when|because|including|such as|citing|after|"
    r"(?:(?:never|once|also|thus|[a-z]+ly) ){0,2}[a-z]+ing)\b(?=[^“”\"]*$)"
)
_SHOWN = re.compile(r"(.+\b(?:is|are|was|were|been) ([a-z]+)) [a-z]+ing\b.*")
_KILLING = re.compile(r"(.+), [a-z]+ing\b[^,]*")
"""Clauses that are whole without what a participle adds: `images were shown revealing …`, `…, killing two`."""


def keeps_sense(sentence: str, wording: str) -> bool:
    """Whether a wording leaves out nothing of a sentence but asides and what is added at its end."""
    tokens = tokenize(sentence)
    return all(_may_go(tokens, start, end) for start, end in _gone(tokens, tokenize(wording)))


def drops_nothing_decisive(sentence: str, wording: str) -> bool:
    """Whether nothing is gone that begins with `but`, `if` or `not` or their kind."""
    tokens = tokenize(sentence)
    return all(
        _DECISIVE.isdisjoint(_words(tokens, *stretch)[:_OPENING_WORDS])
        for stretch in _gone(tokens, tokenize(wording))
    )


def _gone(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of `before` that `after` lacks, from token to token."""
    matcher = SequenceMatcher(None, [t.low for t in before], [t.low for t in after], autojunk=False)
    return ((i, j) for tag, i, j, _, _ in matcher.get_opcodes() if tag in ("delete", "replace"))


def _words(tokens: Sequence[Token], start: int, end: int) -> list[str]:
    return [token.low for token in tokens[start:end] if token.kind != "mark"]


def _may_go(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the tokens from `start` to `end` may be left out."""
    words = _words(tokens, start, end)
    if _LIGHT.issuperset(words):
        return True
    opens = tokens[start].low in _MARKS or (start > 0 and tokens[start - 1].low in _MARKS)
    following = tokens[end].low if end < len(tokens) else "."
    if following in ".!?":
        adds = next((word for word in words if word not in _ADVERBS and not word.endswith("ly")), "")
        may_close = any(token.low == "," for token in tokens[start + 1 : end])
        return opens and (adds in _ADDS or adds.endswith(("ing", "ed"))) and "but" not in words and not may_close
    closes = tokens[end - 1].low in _MARKS or following in _MARKS
    return opens and closes and start > 0 and _DECISIVE.isdisjoint(words)


def without_asides(sentence: str, most: int) -> Iterator[str]:
    """The sentence in its own words, at most `most` of them, the fullest first: without what stands in brackets,
    and without what a comma and `which` or a participle add at its end.
    """
    bare = _BRACKETS.sub("", sentence)
    without_tail = [f"{bare[: match.start()]}." for match in _TAIL.finditer(bare)]
    for text in (bare, *reversed(without_tail)):
        if text != sentence and LEAST <= len(text.split()) <= most and keeps_sense(sentence, text):
            yield text


def main_clause(line: str) -> str | None:
    """A line without what a participle adds at its end; None where it has none such."""
    if (match := _SHOWN.fullmatch(line)) and is_participle(match[2]):
        return f"{match[1]}."
    return f"{match[1]}." if (match := _KILLING.fullmatch(line)) else None

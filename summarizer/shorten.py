"""Shorter wordings of single sentences, for whichever stage wants one.

Takes sentences and an engine, gives wordings that nobody has checked yet. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summarizer.engines.base import Decoding, Engine, answers
from summarizer.facts.names import CAPITAL
from summarizer.prompts import Prompts

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]{3,}(?![\w’'-])")
_WITHIN = re.compile(rf"(?<=[\w,;] ){CAPITAL}[^\W\d_]{{2,}}(?![\w’'-])")
"""A capitalised word that does not begin a sentence."""


def speller(source: str) -> Callable[[str], str]:
    """Spells acronyms and names as `source` does: `US` where that has no `U.S.`, `Putka` for `putka`."""
    names = {name.lower(): name for name in _WITHIN.findall(source) if name.istitle()}

    def bare(match: re.Match[str]) -> str:
        plain = match[0].replace(".", "")
        return plain if match[0] not in source and re.search(rf"\b{plain}\b", source) else match[0]

    def capital(match: re.Match[str]) -> str:
        word = match[0]
        return names[word] if word in names and not re.search(rf"\b{word}\b", source) else word

    return lambda text: _WORD.sub(capital, _DOTTED.sub(bare, text))


def wordings(sentences: Sequence[str], engine: Engine, prompts: Prompts) -> list[list[str]]:
    """For each sentence the model's wordings, best first.

    None from a model that was not trained for it, and none of a sentence that is beyond its limit.
    """
    found: list[list[str]] = [[] for _ in sentences]
    if "shorten" not in engine.spec.tasks:
        return found
    asked = {i: prompts["shorten"].fill(sentence=sentence) for i, sentence in enumerate(sentences)}
    asked = {i: prompt for i, prompt in asked.items() if engine.count_tokens(prompt) <= engine.token_limit}
    outputs = engine.generate(list(asked.values()), engine.spec.decoding.get("shorten", Decoding()))
    for i, n_best in zip(asked, outputs, strict=True):
        spelt = speller(sentences[i])
        found[i] = [spelt(candidate.text) for candidate in answers(n_best, engine.spec)]
    return found

"""Shorter wordings of single sentences, for whichever stage wants one.

Takes sentences and an engine, gives wordings that nobody has checked yet. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.engines.base import Decoding, Engine, answers
from summarizer.prompts import Prompts


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
        found[i] = [candidate.text for candidate in answers(n_best, engine.spec)]
    return found

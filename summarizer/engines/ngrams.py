"""The n-gram language model beside a seq2seq one: how likely a text is as English, whatever it was made of.

Takes the two files of a model folder that hold it, and maps them into memory; touches nothing else. What a small
seq2seq model thinks of a text is swayed by its prompt, which it likes to copy; counts of news are not.

    ngrams.marisa   n-grams of 1 to `ORDER` words, joined by blanks, in a trie that numbers them
    ngrams.bin      for each, by its number, a byte: -log P(last word | those before it), in steps of `STEP` nats

An n-gram that was not kept falls back to a shorter one: Brants et al. 2007, "Large Language Models in Machine
Translation", section 4, "stupid backoff". The scores are no probabilities, but compare two texts as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import marisa_trie

from summarizer.engines.base import ModelSpec
from summarizer.errors import ModelError

ORDER = 4
BACKOFF = math.log(0.4)
"""Nats, for each word that is given up; Brants et al. found 0.4 to do in any setting."""
STEP = 1 / 16
"""Nats."""
UNSEEN = -16.0
"""Nats, of a word that is not in the model: a step below what the largest byte stands for."""
START, END = "<s>", "</s>"
TRIE_FILE, VALUES_FILE = "ngrams.marisa", "ngrams.bin"

_WORD = re.compile(r"\d(?:[\d,.]*\d)?\w*|\w+(?:'(?:s|t|re|ve|ll|d|m)\b)?|[^\w\s]")
_OF_NUMBERS = "0123456789,."
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def words(text: str) -> list[str]:
    """Words and marks of `text` as the model counts them: quotes straight, and 0 for every number (`0th`, `0m`)."""
    found = _WORD.findall(text.translate(_STRAIGHT))
    return [f"0{word.lstrip(_OF_NUMBERS)}" if word[0].isdigit() else word for word in found]


class Ngrams:
    """The model of a folder. Raises `ModelError` where its files are missing or do not belong together."""

    def __init__(self, folder: Path) -> None:
        try:
            self._trie = marisa_trie.Trie().mmap(str(folder / TRIE_FILE))
            self._values = (folder / VALUES_FILE).read_bytes()
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{folder / TRIE_FILE} cannot be opened: {error}", "copy the model anew") from error
        if len(self._trie) != len(self._values):
            raise ModelError(f"{TRIE_FILE} and {VALUES_FILE} in {folder} do not match", "copy the model anew")

    def score(self, text: str) -> float:
        """Nats, the higher the likelier, of all words and marks of `text` together."""
        padded = [START, *words(text), END]
        return sum((self._last(padded[max(0, end - ORDER) : end]) for end in range(2, len(padded) + 1)), 0.0)

    def _last(self, ngram: Sequence[str]) -> float:
        """Of the last word, after the others."""
        for given_up in range(len(ngram)):
            number: int | None = self._trie.get(" ".join(ngram[given_up:]))
            if number is not None:
                return given_up * BACKOFF - STEP * self._values[number]
        return (len(ngram) - 1) * BACKOFF + UNSEEN


def scorer(folder: Path, spec: ModelSpec) -> Callable[[str], float]:
    """`score` of the model that `spec` counts on; to one that counts on none every text is as likely.

    Raises `ModelError`.
    """
    return Ngrams(folder).score if spec.rewriting and spec.rewriting.fluency else lambda text: 0.0

"""The n-gram model beside a seq2seq one: what it counts as a word, how it scores, and which files it refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import marisa_trie
import pytest

from summarizer import models
from summarizer.engines.ngrams import BACKOFF, STEP, TRIE_FILE, UNSEEN, VALUES_FILE, Ngrams, words
from summarizer.errors import ModelError


def save(folder: Path, steps: Mapping[str, int]) -> Path:
    """A model of these n-grams, each with its value in steps."""
    trie = marisa_trie.Trie(steps)
    trie.save(str(folder / TRIE_FILE))
    values = bytearray(len(steps))
    for ngram, step in steps.items():
        values[trie[ngram]] = step
    (folder / VALUES_FILE).write_bytes(values)
    return folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He won't pay the U.S. $1,250.50.", ["He", "won't", "pay", "the", "U", ".", "S", ".", "$", "0", "."]),
        ("“It’s ‘ours’,” he said", ['"', "It's", "'", "ours", "'", ",", '"', "he", "said"]),
        ("the 5th of 12 men, aged 20-35", ["the", "0th", "of", "0", "men", ",", "aged", "0", "-", "0"]),
        ("Erdoğan", ["Erdoğan"]),
        ("", []),
    ],
)
def test_words_have_straight_quotes_and_every_number_is_the_same(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_is_scored_by_the_longest_ngram_that_ends_in_it(tmp_path: Path) -> None:
    model = Ngrams(save(tmp_path, {"<s> a": 1, "<s> a b": 2, "b": 4, "b c": 8, "a b c": 16, "</s>": 32}))

    assert model.score("a b c") == pytest.approx(-STEP * (1 + 2 + 16 + 32) + 4 * BACKOFF)
    assert model.score("b c") == pytest.approx(-STEP * (4 + 8 + 32) + 5 * BACKOFF)
    assert model.score("z") == pytest.approx(UNSEEN - STEP * 32 + 3 * BACKOFF)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda f: (f / TRIE_FILE).unlink(), f"{TRIE_FILE} cannot be opened"),
        (lambda f: (f / TRIE_FILE).write_bytes(b"no trie"), f"{TRIE_FILE} cannot be opened"),
        (lambda f: (f / TRIE_FILE).write_bytes(b""), f"{TRIE_FILE} cannot be opened"),
        (lambda f: (f / VALUES_FILE).unlink(), "cannot be opened"),
        (lambda f: (f / VALUES_FILE).write_bytes(b"1"), "do not match"),
    ],
)
def test_files_that_cannot_be_used_are_told(tmp_path: Path, spoil: Callable[[Path], None], message: str) -> None:
    spoil(save(tmp_path, {"a": 1, "b": 2}))

    with pytest.raises(ModelError, match=message) as error:
        Ngrams(tmp_path)
    assert error.value.hint


def test_the_embedded_one_tells_english_from_noise() -> None:
    model = Ngrams(models.EMBEDDED_FOLDER)

    better = "The president said on Monday that he would resign."
    for worse in (
        "The president said in Monday that he would resign.",
        "President said on Monday that would resign he.",
    ):
        assert model.score(better) > model.score(worse)

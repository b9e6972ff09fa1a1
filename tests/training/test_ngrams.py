"""N-grams: what is counted is what the program then reads, and pruning keeps what tells most."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rapidfuzz")

from summarizer.engines.ngrams import BACKOFF, END, ORDER, START, STEP, Ngrams, words
from training.ngrams import count, numbered, pruned, write

ALL = [1] * ORDER
TEXTS = ["the mayor of the town", "the mayor of the city", "the town of the mayor", "a mayor and the town"]


def trained(texts: list[str], folder: Path, least: list[int] = ALL, worth: float = -1.0) -> int:
    """How many n-grams are written into the folder; a worth below nothing keeps all."""
    ids, known = numbered(texts, least[0])
    found = count(ids, len(known))
    return write(found, pruned(found, least, worth), known, folder)


def naive(texts: list[str], text: str) -> float:
    """Stupid backoff, by counting anew for each word; every word of `text` is in `texts`."""
    padded = [[START, *words(t), END] for t in texts]
    counts = Counter(
        tuple(t[i : i + n]) for t in padded for n in range(1, ORDER + 1) for i in range(len(t) - n + 1)
    )
    total = sum(map(len, padded))
    score, read = 0.0, [START, *words(text), END]
    for end in range(2, len(read) + 1):
        for given_up, start in enumerate(range(max(0, end - ORDER), end)):
            ngram = tuple(read[start:end])
            if counts[ngram]:
                score += given_up * BACKOFF + math.log(counts[ngram] / (counts[ngram[:-1]] or total))
                break
    return score


@given(st.lists(st.sampled_from("the mayor of town city a and".split()), max_size=8).map(" ".join))
def test_unpruned_it_scores_like_counting(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("ngrams")
    trained(TEXTS, folder)

    assert Ngrams(folder).score(text) == pytest.approx(naive(TEXTS, text), abs=STEP / 2 * (len(words(text)) + 1))


def test_no_ngram_reaches_over_two_texts(tmp_path: Path) -> None:
    trained(TEXTS, tmp_path)
    model = Ngrams(tmp_path)

    assert model.score("of the town") > model.score("town the mayor")


def test_a_rare_word_is_in_no_ngram(tmp_path: Path) -> None:
    all_of_them, without = trained(TEXTS, tmp_path), trained(TEXTS, tmp_path, least=[2, 1, 1, 1])
    model = Ngrams(tmp_path)

    assert without < all_of_them
    assert model.score("a mayor") == model.score("quite mayor")


def test_what_the_shorter_ones_say_as_well_is_left_out_first(tmp_path: Path) -> None:
    texts = TEXTS * 20
    sizes = [trained(texts, tmp_path, worth=worth) for worth in (-1.0, 20.0, 40.0, 1e9)]

    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    assert sizes[-1] == 9  # the words, and both marks


def test_short_texts_are_furniture() -> None:
    ids, _ = numbered(["BBC News", "the mayor came"], 1)

    assert len(ids) == len([START, "the", "mayor", "came", END])

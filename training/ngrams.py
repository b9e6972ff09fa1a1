"""N-grams: the language model that ships beside the seq2seq one, counted in clean news and post-edits.

Takes all news and all post-edits for training, gives `ngrams.marisa` and `ngrams.bin` in the work folder, as
`summarizer.engines.ngrams` reads them. Touches these alone.

Four n-grams in five tell nothing that the shorter ones would not: an n-gram stays only where what it adds, its
count times the nats between it and what would be said without it, is worth its bytes (Seymore and Rosenfeld 1996,
"Scalable Backoff Language Models", the weighted difference). Shorter ones are decided first, so that the others
are weighed against what will be there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from summarizer.engines.ngrams import BACKOFF, END, ORDER, START, STEP, TRIE_FILE, VALUES_FILE, words
from training.recipe import Recipe, main_recipe
from training.text import rows, sentences

LEAST_WORDS = 3
"""Shorter ones are furniture: names of sections, of agencies."""
UNKNOWN = ""
MARKS = {UNKNOWN: 0, START: 1, END: 2}
"""What is no word, by its number."""
LARGEST = 255
"""Steps that a byte holds."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ngrams:
    """The different n-grams of one length, in order of their first words' number, then of the last word."""

    heads: Ints
    """Of each: the number, among those one word shorter, of all but its last word."""
    tails: Ints
    """Likewise of all but its first."""
    last: Ints
    """The number of its last word."""
    counts: Ints


def texts(recipe: Recipe) -> Iterator[str]:
    """Sentences of all news for training, and all post-edits for training."""
    for path in sorted((recipe.data / "news").glob("*.train.jsonl.gz")):
        for row in rows(path):
            for paragraph in row["body"].split("\n"):
                yield from sentences(paragraph)
    for row in rows(recipe.data / "rewrite" / "mlqe_pe_train.jsonl.gz"):
        yield row["pe"]


def numbered(read: Iterable[str], least: int) -> tuple[Ints, list[str]]:
    """All words of all texts, each between its marks, as numbers, and the words by number.

    A word that is seen fewer than `least` times is `UNKNOWN`.
    """
    numbers = dict(MARKS)
    stream = array("q")
    for text in read:
        found = words(text)
        if len(found) >= LEAST_WORDS:
            stream.extend(numbers.setdefault(word, len(numbers)) for word in (START, *found, END))
    ids = np.frombuffer(stream, dtype=np.int64)
    known = np.bincount(ids, minlength=len(numbers)) >= least
    known[: len(MARKS)] = True
    renumbered = np.where(known, np.cumsum(known) - 1, MARKS[UNKNOWN])
    return renumbered[ids], [word for word, is_known in zip(numbers, known, strict=True) if is_known]


def count(ids: Ints, size: int) -> list[Ngrams]:
    """The n-grams of 1 to `ORDER` words among `ids`, of `size` different words; none reaches over two texts."""
    text = np.cumsum(ids == MARKS[START])
    one = np.arange(size)
    found = [Ngrams(np.zeros_like(one), np.zeros_like(one), one, np.bincount(ids, minlength=size))]
    at = ids  # which n-gram begins at each place
    for n in range(2, ORDER + 1):
        places = len(ids) - n + 1
        whole = np.flatnonzero(text[:places] == text[n - 1 :])
        keys, inverse, counts = np.unique(
            at[whole] * size + ids[whole + n - 1], return_inverse=True, return_counts=True
        )
        tails = np.zeros_like(keys)
        tails[inverse] = at[whole + 1]
        found.append(Ngrams(keys // size, tails, keys % size, counts))
        at = np.full(places, -1)
        at[whole] = inverse
    return found


def log_shares(ngrams: Ngrams, heads: Ngrams | None) -> Floats:
    """log P(last word | those before it), by relative frequency."""
    before = heads.counts[ngrams.heads] if heads else ngrams.counts.sum()
    with np.errstate(divide="ignore"):  # the unknown word may be in none
        return np.log(ngrams.counts / before)


def pruned(
    found: Sequence[Ngrams], least: Sequence[int], worth: float
) -> list[tuple[npt.NDArray[np.bool_], Floats]]:
    """Of the n-grams of each length, which ones stay, and what they say, in nats.

    `least` is how often one of each length must be seen, `worth`, in nats, what one of several words must add.
    """
    said = log_shares(found[0], None)
    stays = [(found[0].counts >= least[0], said)]
    for n in range(1, len(found)):
        shares = log_shares(found[n], found[n - 1])
        without = BACKOFF + said[found[n].tails]
        stay = (found[n].counts >= least[n]) & (found[n].counts * np.abs(shares - without) > worth)
        stays.append((stay, shares))
        said = np.where(stay, shares, without)
    return stays


def write(
    found: Sequence[Ngrams], stays: Sequence[tuple[npt.NDArray[np.bool_], Floats]], known: list[str], folder: Path
) -> int:
    """Write both files; gives the number of n-grams. Those with the unknown word are left out."""
    keys: list[str] = []
    nats: list[Floats] = []
    spelt = np.arange(len(known))[:, None]  # the words of each n-gram
    for n, (ngrams, (stay, shares)) in enumerate(zip(found, stays, strict=True)):
        spelt = np.concatenate([spelt[ngrams.heads], ngrams.last[:, None]], axis=1) if n else spelt
        chosen = stay & (spelt != MARKS[UNKNOWN]).all(axis=1)
        keys += [" ".join(known[word] for word in ngram) for ngram in spelt[chosen].tolist()]
        nats.append(shares[chosen])
    trie = marisa_trie.Trie(keys)
    values = np.zeros(len(keys), dtype=np.uint8)
    steps = np.minimum(LARGEST, np.rint(-np.concatenate(nats) / STEP))
    values[[trie[key] for key in keys]] = steps
    trie.save(str(folder / TRIE_FILE))
    (folder / VALUES_FILE).write_bytes(values.tobytes())
    return len(keys)


def main() -> None:
    recipe = main_recipe()
    ids, known = numbered(texts(recipe), recipe.ngrams["least"][0])
    found = count(ids, len(known))
    stays = pruned(found, recipe.ngrams["least"], recipe.ngrams["worth"])
    recipe.work.mkdir(parents=True, exist_ok=True)
    number = write(found, stays, known, recipe.work)
    size = sum((recipe.work / name).stat().st_size for name in (TRIE_FILE, VALUES_FILE)) / 1e6
    print(f"{recipe.work}: {number} n-grams from {len(ids)} words, {size:.1f} MB")


if __name__ == "__main__":
    main()

"""Renderings: which words humans put where a translation has another, or none, counted in pairs of both.

Takes the round trips, fresh ones (`articles.jsonl.gz` of the work folder) and the post-edits for training; gives
`summarizer/facts/data/renderings.txt`. Touches that file alone.

A hunk between the two sides often holds several words, and which of the old ones a new one stands for is not told:
the counts are shared out by what the counts before say, six times over (Brown et al. 1993, "The Mathematics of
Statistical Machine Translation", the first model).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from summarizer import edits
from summarizer.facts import content_stems, lexicon, tokenize
from training.recipe import Recipe, main_recipe
from training.text import rows

OUT = Path(str(files("summarizer.facts") / "data" / "renderings.txt"))
ROUNDS = 6
MOST = 4
"""Words on either side of a hunk; in a longer one any word may stand for any."""

_HEAD = """\
# Words of translations, as stems, each before the stems of the words that humans have put there instead; behind a
# dash where they often keep nothing of it.
# Made by `python -m training.renderings` from news that was sent round and from post-edits (MLQE-PE, CC0).
"""

Exchange = tuple[frozenset[str], frozenset[str]]
"""The words of a hunk that only its old side has, and those that only its new side has, as stems."""


def pairs(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What a machine wrote and what a human did. Of the round trips none that development is measured by: their
    clean sides stand in the articles for training.
    """
    folder = recipe.data / "rewrite"
    kept_back = {row["ref"].strip() for row in rows(folder / "roundtrip_dev.jsonl.gz")}
    for row in rows(folder / "roundtrip_train.jsonl.gz"):
        yield row["mt"], row["ref"]
    for row in rows(recipe.work / "data" / "articles.jsonl.gz"):
        for noisy, clean in zip(row["noisy"], row["clean"], strict=True):
            if clean.strip() not in kept_back:
                yield noisy, clean
    for row in rows(folder / "mlqe_pe_train.jsonl.gz"):
        yield row["mt"], row["pe"]


def exchanges(before: str, after: str) -> Iterator[Exchange]:
    """Of each hunk between two sentences the words with content that one side of the sentence lacks."""
    lost, found = (frozenset(content_stems(tokenize(text))) for text in (before, after))
    for hunk in edits.diff(before, after):
        old = frozenset(content_stems(tokenize(hunk.before))) - found
        new = frozenset(content_stems(tokenize(hunk.after))) - lost
        if 0 < len(old) <= MOST and 0 < len(new) <= MOST:
            yield old, new


def shared_out(found: Sequence[Exchange]) -> dict[tuple[str, str], float]:
    """How often each old word is rendered by each new one, by expectation."""
    weights: Mapping[tuple[str, str], float] = defaultdict(lambda: 1.0)
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(ROUNDS):
        counts = Counter()
        for old, new in found:
            for word in new:
                whole = sum(weights[other, word] for other in old)
                for other in old:
                    counts[other, word] += weights[other, word] / whole
        totals: Counter[str] = Counter()
        for (other, _word), count in counts.items():
            totals[other] += count
        weights = {pair: count / totals[pair[0]] for pair, count in counts.items()}
    return dict(counts)


def often_gone(found: Iterable[tuple[str, str]], least: float, share: float) -> set[str]:
    """The words of at least `least` sentences that at least this share of their human sides lack, in any form."""
    seen: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for before, after in found:
        old, new = (frozenset(content_stems(tokenize(text))) for text in (before, after))
        seen.update(old)
        lost.update(old - new)
    return {word for word, count in seen.items() if count >= least and lost[word] >= share * count}


def chosen(counts: Mapping[tuple[str, str], float], gone: Iterable[str], least: float) -> dict[str, list[str]]:
    """`{"gun": ["firearm", "pistol"]}`: what is rendered at least so often, and what is `gone`, by the dash, in
    alphabetical order, without numbers and single letters.
    """
    table: defaultdict[str, list[str]] = defaultdict(list)
    for word in filter(_is_plain, gone):
        table[word].append(lexicon.NOTHING)
    for old, new in sorted(pair for pair, count in counts.items() if count >= least):
        if old != new and _is_plain(old) and _is_plain(new):
            table[old].append(new)
    return {old: table[old] for old in sorted(table)}


def _is_plain(word: str) -> bool:
    return word.isalpha() and len(word) > 1


def write(table: Mapping[str, Iterable[str]], path: Path) -> None:
    lines = (f"{old}: {' '.join(new)}\n" for old, new in table.items())
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")


def main() -> None:
    recipe = main_recipe()
    numbers = recipe.renderings
    both = list(pairs(recipe))
    found = [each for before, after in both for each in exchanges(before, after)]
    gone = often_gone(both, numbers["least"], numbers["gone"])
    table = chosen(shared_out(found), gone, numbers["least"])
    write(table, OUT)
    print(f"{sum(map(len, table.values())):,} renderings of {len(table):,} words in {OUT}")


if __name__ == "__main__":
    main()

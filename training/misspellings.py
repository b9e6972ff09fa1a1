"""Misspellings: which misspelt words can only have been meant one way, as codespell's list and published news say.

Takes the list that the package `codespell` brings and all news for training; gives
`summarizer/facts/data/misspellings.txt`. Touches that file alone.

codespell collects what people misspell in the code of programs, so most of it is of no use to a newspaper: a
correction stays only where the news has its word, and a misspelling only where it is no word itself, which
publications print too (`useable`, `despatch`). What `repair.typos` mends by the letters alone need not be listed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from summarizer.facts import lexicon
from summarizer.facts.neighbours import near
from summarizer.repair import typos
from training.recipe import Recipe, main_recipe
from training.text import rows

OUT = Path(str(files("summarizer.facts") / "data" / "misspellings.txt"))
SHORTEST = 6
"""Letters of a misspelling: too many shorter ones are words of another language (`lokal`, `bulle`, `makro`), save
those whose letters only changed places or were doubled, of a word that the news has often (`teh`, `whta`).
"""
COMMON = 1000
"""Times that the news has such a word."""
LEAST_PRINTED = 5
"""Times that the news has a correction."""
MOST_MISPRINTED = 0.01
"""Times that it has the misspelling, for each of the correction. `occured` has 0.001, `combatting` 0.1."""

_HEAD = """\
# Misspelt words that can only have been meant one way, each behind the word that was meant.
# Made by `python -m training.misspellings` from the list of codespell (https://github.com/codespell-project/codespell),
# which is derived from English Wikipedia and, as this file is, under the Creative Commons licence CC BY-SA 3.0.
"""
_LOW = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")
_PLAIN = re.compile(r"[a-z]+")


def listed(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each misspelling with its correction, from lines like `teh->the`; those that may be several words are left
    out, and so is what is not of small letters.
    """
    for line in lines:
        wrong, _, right = line.strip().partition("->")
        if _PLAIN.fullmatch(wrong) and _PLAIN.fullmatch(right):
            yield wrong, right


def chosen(pairs: Iterable[tuple[str, str]], printed: Mapping[str, int]) -> dict[str, list[str]]:
    """`{"although": ["altough", …]}`: those of use to a newspaper, by how often the news has printed each word."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for wrong, right in pairs:
        is_word = lexicon.is_in_dictionary(wrong) or wrong in lexicon.words("ordinary")
        is_used = printed.get(wrong, 0) > MOST_MISPRINTED * printed.get(right, 0)
        is_plain = right in near(wrong).likely and printed.get(right, 0) >= COMMON
        is_short = len(wrong) < SHORTEST and not is_plain
        if is_short or is_word or is_used or printed.get(right, 0) < LEAST_PRINTED:
            continue
        if typos.slip_of(wrong) != right:
            table[right].append(wrong)
    return {right: sorted(table[right]) for right in sorted(table)}


def printed_words(recipe: Recipe) -> Counter[str]:
    """How often all news for training have each word in small letters."""
    counts: Counter[str] = Counter()
    for path in sorted((recipe.data / "news").glob("*.train.jsonl.gz")):
        for row in rows(path):
            counts.update(_LOW.findall(row["body"]))
    return counts


def main() -> None:
    recipe = main_recipe()
    source = (files("codespell_lib") / "data" / "dictionary.txt").read_text(encoding="utf-8")
    table = chosen(listed(source.splitlines()), printed_words(recipe))
    lines = (f"{right}: {' '.join(wrongs)}\n" for right, wrongs in table.items())
    OUT.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{sum(map(len, table.values())):,} misspellings of {len(table):,} words in {OUT}")


if __name__ == "__main__":
    main()

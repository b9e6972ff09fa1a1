"""Renderings: which words humans put where a translation has another, or none, counted in pairs of both.

Takes the round trips, fresh ones (`articles.jsonl.gz` of the work folder) and the post-edits for training; gives
`renderings.txt` and `misrendered.txt` in `summarizer/facts/data`. Touches these files alone.

A hunk between the two sides often holds several words, and which of the old ones a new one stands for is not told:
the counts are shared out by what the counts before say, six times over (Brown et al. 1993, "The Mathematics of
Statistical Machine Translation", the first model).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from summarizer import edits
from summarizer.facts import content_stems, lexicon, tokenize
from summarizer.facts.function_words import ARTICLES, SUBJECT_PRONOUNS
from training.prepare import sent_round
from training.recipe import Recipe, main_recipe
from training.text import rows

OUT = Path(str(files("summarizer.facts") / "data"))
ROUNDS = 6
MOST = 4
"""Words on either side of a hunk; in a longer one any word may stand for any."""

_MADE = "# Made by `python -m training.renderings` from news that was sent round"
_RENDERINGS = f"""\
# Words of translations, as stems, each before the stems of the words that humans have put there instead; behind a
# dash where they often keep nothing of it.
{_MADE} and from post-edits (MLQE-PE, CC0).
"""
_MISRENDERED = f"""\
# Words that translations have mostly where humans have another, each with that and the natural logarithm of the
# odds that it is meant, in a text of which nobody knows whether a machine has translated it.
{_MADE}.
"""

_BESIDE = ARTICLES | SUBJECT_PRONOUNS
"""What translations leave out beside a word, and no hunk tells from it: `he added` came back as `appended`."""

Words = frozenset[str]
Counts = Mapping[tuple[str, str], float]


@dataclass
class Found:
    """What was counted in pairs of sentences, a machine's and a human's."""

    stems: list[tuple[Words, Words]] = field(default_factory=list)
    """Of each hunk the words with content, as stems, that only one side of the sentence has."""
    forms: list[tuple[Words, Words]] = field(default_factory=list)
    """Of each hunk of a round trip all words in small letters that only one side of it has."""
    seen: Counter[str] = field(default_factory=Counter)
    """Stems of machines' sentences."""
    lost: Counter[str] = field(default_factory=Counter)
    """Those of which the human side has no form."""
    had: Counter[str] = field(default_factory=Counter)
    """Words of round trips, printed in small letters."""
    kept: Counter[str] = field(default_factory=Counter)
    """Those that the human side has too."""
    printed: Counter[str] = field(default_factory=Counter)
    """Words of the human sides of round trips, likewise."""


def round_trips(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What came back and what was sent. None that development is measured by: their clean sides stand in the
    articles for training.
    """
    kept_back = {row["ref"].strip() for row in rows(recipe.data / "rewrite" / "roundtrip_dev.jsonl.gz")}
    for row in rows(recipe.data / "rewrite" / "roundtrip_train.jsonl.gz"):
        yield row["mt"], row["ref"]
    for row in sent_round(recipe):
        for noisy, clean in zip(row["noisy"], row["clean"], strict=True):
            if clean.strip() not in kept_back:
                yield noisy, clean


def post_edits(recipe: Recipe) -> Iterator[tuple[str, str]]:
    for row in rows(recipe.data / "rewrite" / "mlqe_pe_train.jsonl.gz"):
        yield row["mt"], row["pe"]


def count(found: Found, before: str, after: str, *, is_round_trip: bool) -> None:
    """Count a pair of sentences."""
    old, new = _stems(before), _stems(after)
    found.seen.update(old)
    found.lost.update(old - new)
    if is_round_trip:
        had, printed = _small(before), _small(after)
        found.had.update(had)
        found.kept.update(had & printed)
        found.printed.update(printed)
    for hunk in edits.diff(before, after):
        found.stems += _exchange(_stems(hunk.before) - new, _stems(hunk.after) - old)
        if is_round_trip:
            left, right = _forms(hunk.before), _forms(hunk.after)
            found.forms += _exchange(left - right, right - left)


def _exchange(old: Words, new: Words) -> list[tuple[Words, Words]]:
    return [(old, new)] if 0 < len(old) <= MOST and 0 < len(new) <= MOST else []


def _stems(text: str) -> Words:
    return frozenset(content_stems(text))


def _forms(text: str) -> Words:
    return frozenset(token.low for token in tokenize(text) if token.kind in ("word", "mixed", "acronym"))


def _small(text: str) -> Words:
    return frozenset(token.low for token in tokenize(text) if token.kind == "word" and token.text.islower())


def shared_out(exchanges: Sequence[tuple[Words, Words]]) -> dict[tuple[str, str], float]:
    """How often each old word is rendered by each new one, by expectation."""
    weights: Counts = defaultdict(lambda: 1.0)
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(ROUNDS):
        counts = Counter()
        for old, new in exchanges:
            for word in new:
                whole = sum(weights[other, word] for other in old)
                for other in old:
                    counts[other, word] += weights[other, word] / whole
        totals: Counter[str] = Counter()
        for (other, _word), number in counts.items():
            totals[other] += number
        weights = {pair: number / totals[pair[0]] for pair, number in counts.items()}
    return dict(counts)


def often_gone(found: Found, least: float, share: float) -> set[str]:
    """The stems of at least `least` sentences that at least this share of their human sides lack."""
    return {word for word, number in found.seen.items() if number >= least and found.lost[word] >= share * number}


def renderings(counts: Counts, gone: Iterable[str], least: float) -> dict[str, list[str]]:
    """`{"gun": ["firearm", "pistol"]}`: what is rendered at least so often, and what is `gone`, by the dash, in
    alphabetical order, without numbers and single letters.
    """
    table: defaultdict[str, list[str]] = defaultdict(list)
    for word in filter(_is_plain, gone):
        table[word].append(lexicon.NOTHING)
    for old, new in sorted(pair for pair, number in counts.items() if number >= least):
        if old != new and _is_plain(old) and _is_plain(new):
            table[old].append(new)
    return {old: table[old] for old in sorted(table)}


def _is_plain(word: str) -> bool:
    return word.isalpha() and len(word) > 1


def misrendered(counts: Counts, found: Found, numbers: Mapping[str, float]) -> dict[str, list[str]]:
    """`{"appended": ["added 3.5"]}`: the words with content that humans keep at most so often, with what they put
    there, the likeliest first, and the nats by which that is the likelier.

    Where one text in `others` + 1 is a translation, a word is right as often as humans keep it, and besides as
    often as they print it in so many others. One that they only spell otherwise (`favour`) is right: how to spell
    is the desk's affair.
    """
    usual = {pair: number for pair, number in counts.items() if number >= numbers["least_put"]}
    spelt = {old for old, new in usual if old != new and lexicon.americanised(old) == lexicon.americanised(new)}
    table: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (old, new), number in usual.items():
        had, kept = found.had[old], found.kept[old]
        is_known = had >= numbers["least_had"] and kept <= numbers["most_kept"] * had
        is_often = number >= numbers["least_share"] * had
        is_name = found.printed[new] < number  # `triumph` for Mr Trump
        is_word = _is_plain(old) and new.isalpha() and old not in lexicon.words("stop") | spelt
        if is_known and is_often and is_word and not is_name and new not in _BESIDE:
            nats = math.log(number / (kept + 0.5 + numbers["others"] * found.printed[old]))
            if nats >= numbers["least_nats"]:
                table[old].append((nats, new))
    return {old: [f"{new} {nats:.1f}" for nats, new in sorted(table[old], reverse=True)] for old in sorted(table)}


def write(table: Mapping[str, Iterable[str]], head: str, path: Path) -> None:
    lines = (f"{old}: {' '.join(new)}\n" for old, new in table.items())
    path.write_text(head + "".join(lines), encoding="utf-8")


def main() -> None:
    recipe = main_recipe()
    numbers, found = recipe.renderings, Found()
    for before, after in round_trips(recipe):
        count(found, before, after, is_round_trip=True)
    for before, after in post_edits(recipe):
        count(found, before, after, is_round_trip=False)
    gone = often_gone(found, numbers["least"], numbers["gone"])
    table = renderings(shared_out(found.stems), gone, numbers["least"])
    write(table, _RENDERINGS, OUT / "renderings.txt")
    wrong = misrendered(shared_out(found.forms), found, numbers)
    write(wrong, _MISRENDERED, OUT / "misrendered.txt")
    print(f"renderings of {len(table):,} words, and {len(wrong):,} words misrendered, in {OUT}")


if __name__ == "__main__":
    main()

"""How many links between the sentences of two articles `summarizer.compare` gets right.

    python -m benchmarks.alignment --data DIR [--pairs 200] [--part report] [--seed 1] [--show 0]

Takes development data; prints Markdown on standard output and touches nothing. Half of the pairs are articles as
one system of WMT 2022 or 2023 translated them beside the human translation; the other half are news articles with
errors put on every sentence beside the clean ones. On the clean side sentences are then merged, split, moved,
dropped and added, so that the true links are known. The first half is harder than the job: two translations of one
text have less in common than a text and its revision.

A true link is found where exactly its sentences are linked, and for a moved one where the link says so.
The exit code is 1 where fewer than 98 % are found.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.quality.data import PROSE_SOURCES, Draw, News, order, rows
from benchmarks.quality.noise import put_noise_on
from benchmarks.quality.words import sentences
from summarizer.compare import Link, align

Kind = Literal["kept", "merged", "split", "moved", "dropped", "added"]
CHANGES: dict[Kind, float] = {"merged": 0.1, "split": 0.1, "moved": 0.06, "dropped": 0.08}
"""Of the sentences of an article; the others are kept in their place. A sentence that cannot be split is kept."""
ADDED = 0.05
"""Sentences that are added, of those of the article; at least one."""
FEWEST_SENTENCES = 6
"""An article below is too short for all of them."""
FEWEST_WORDS = 5
"""Of each part of a split sentence."""
LEAST_MOVE = 3
"""Places by which a moved sentence is carried, at least."""
ERRORS = 4
"""Put on each sentence of a news article, where so many fit."""
FLOOR = 0.98
"""The share of true links that must be found."""

Key = tuple[tuple[int, ...], tuple[int, ...]]

_CLAUSE = re.compile(
    r"(?:[,;]| –| —) (?:and |but |while |which |who |as |because |although |with |after |when |so )?"
)
_PLAIN_START = re.compile(
    r"(?:The|A|An|In|On|At|It|He|She|They|We|This|That|These|His|Her|Its|Their|But|For|From|As|After|Some|There)\b"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of an article whose sentences belong together one to one."""

    id: str
    source: str
    original: tuple[str, ...]
    cleaned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A pair whose cleaned side was set anew, and how the sentences truly belong together now."""

    id: str
    source: str
    original: tuple[str, ...]
    cleaned: tuple[str, ...]
    links: Mapping[Key, Kind]


@dataclass(slots=True)
class _Unit:
    """Sentences of the cleaned side that stay together, and the originals they answer to."""

    kind: Kind
    original: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Of one source: true links, those found, and those that `compare` gave."""

    true: Counter[Kind]
    found: Counter[Kind]
    given: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with rewrite/ and news/")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--part", choices=("calibrate", "report", "all"), default="report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="articles whose wrong links are printed")
    options = parser.parse_args(arguments)
    pairs = drawn(Draw(options.data, options.pairs // 2, options.part, options.seed))
    cases = [rearranged(pair, random.Random(order(pair.id, options.seed))) for pair in pairs]
    sources = Counter(case.source for case in cases)
    tallies = {name: tally_of([case for case in cases if case.source == name]) for name in sources}
    print(table(tallies, sources))
    for told in [told for case in cases if options.show and (told := _wrong(case))][: options.show]:
        print(told)
    true = sum(tally.true.total() for tally in tallies.values())
    right_ones = sum(tally.found.total() for tally in tallies.values())
    return 0 if right_ones >= FLOOR * true else 1


def drawn(draw: Draw) -> Iterator[Pair]:
    documents = (
        document
        for document in draw.documents(sys.maxsize)
        if len(document.lines) >= FEWEST_SENTENCES and _is_english(document.references)
    )
    for document in draw.take(documents):
        yield Pair(document.id, "translations", document.lines, document.references)
    articles = (
        News(row["id"], row["body"], "", ())
        for source in PROSE_SOURCES
        for row in rows(draw.folder / "news" / f"{source}.dev.jsonl.gz")
    )
    for article in draw.take(a for a in articles if len(sentences(a.body)) >= FEWEST_SENTENCES):
        clean = tuple(sentences(article.body))
        yield Pair(article.id, "errors", tuple(_noisy(sentence, draw.seed) for sentence in clean), clean)


def _is_english(lines: Sequence[str]) -> bool:
    """One article of the data has its source for a reference, in Cyrillic letters."""
    letters = [character for line in lines for character in line if character.isalpha()]
    return sum(character < "\u0250" for character in letters) >= 0.9 * len(letters)


def _noisy(sentence: str, seed: int) -> str:
    for number in range(ERRORS):
        noisy = put_noise_on(sentence, order(f"{sentence}#{number}", seed))
        sentence = noisy.text if noisy is not None else sentence
    return sentence


def rearranged(pair: Pair, chooser: random.Random) -> Case:
    """The cleaned side as a desk might set it anew. What is added is the article's own end, which both sides are
    cut short of: it is about the same things as the rest."""
    kept = len(pair.cleaned) - max(1, round(ADDED * len(pair.cleaned)))
    new = list(pair.cleaned[kept:])
    units: list[_Unit] = []
    right = list(enumerate(pair.cleaned[:kept]))
    while right:
        position, sentence = right.pop(0)
        kind = chooser.choices([*CHANGES, "kept"], [*CHANGES.values(), 1 - sum(CHANGES.values())])[0]
        parts = split(sentence) if kind == "split" else None
        if kind == "merged" and right:
            units.append(_Unit("merged", (position, position + 1), (merge(sentence, right.pop(0)[1]),)))
        elif kind == "dropped":
            units.append(_Unit("dropped", (position,), ()))
        elif parts is not None:
            units.append(_Unit("split", (position,), parts))
        else:
            units.append(_Unit("moved" if kind == "moved" else "kept", (position,), (sentence,)))
    for sentence in new:
        units.insert(chooser.randrange(len(units) + 1), _Unit("added", (), (sentence,)))
    _move(units, chooser)
    links: dict[Key, Kind] = {}
    cleaned: list[str] = []
    for unit in units:
        links[unit.original, tuple(range(len(cleaned), len(cleaned) + len(unit.texts)))] = unit.kind
        cleaned += unit.texts
    return Case(pair.id, pair.source, pair.original[:kept], tuple(cleaned), links)


def split(sentence: str) -> tuple[str, str] | None:
    """The sentence as two, parted at the clause nearest its middle; None where there is none."""
    cuts = [
        cut
        for cut in _CLAUSE.finditer(sentence)
        if min(len(sentence[: cut.start()].split()), len(sentence[cut.end() :].split())) >= FEWEST_WORDS
    ]
    if not cuts:
        return None
    cut = min(cuts, key=lambda cut: abs(cut.start() - len(sentence) // 2))
    rest = sentence[cut.end() :]
    return sentence[: cut.start()] + ".", rest[0].upper() + rest[1:]


def merge(first: str, second: str) -> str:
    start = second[0].lower() + second[1:] if _PLAIN_START.match(second) else second
    return f"{first.rstrip('.!? ')}, and {start}"


def _move(units: list[_Unit], chooser: random.Random) -> None:
    """Carry the units that are to move to other places; one that has no room to move is kept."""
    for unit in [unit for unit in units if unit.kind == "moved"]:
        home = next(number for number, other in enumerate(units) if other is unit)
        places = [place for place in range(len(units)) if abs(place - home) >= LEAST_MOVE]
        if places:
            units.insert(chooser.choice(places), units.pop(home))
        else:
            unit.kind = "kept"


def found(case: Case, links: Sequence[Link]) -> list[Key]:
    """The true links among those given."""
    given = {(link.original, link.cleaned): link for link in links}
    return [key for key, kind in case.links.items() if key in given and (kind != "moved" or given[key].moved)]


def tally_of(cases: Iterable[Case], aligned: Callable[..., Sequence[Link]] = align) -> Tally:
    tally = Tally(Counter(), Counter())
    for case in cases:
        links = aligned(case.original, case.cleaned)
        tally.true.update(case.links.values())
        tally.found.update(case.links[key] for key in found(case, links))
        tally.given += len(links)
    return tally


def table(tallies: Mapping[str, Tally], articles: Mapping[str, int]) -> str:
    """Per cent of the true links found, by kind, and of the links given that are true ones."""
    kinds: list[Kind] = ["kept", *CHANGES, "added"]
    total = Tally(Counter(), Counter())
    for tally in tallies.values():
        total.true += tally.true
        total.found += tally.found
        total.given += tally.given
    lines = [["pairs", "articles", "links", *kinds, "all", "given"]]
    for name, tally in {**tallies, "all": total}.items():
        numbers = [_percent(tally.found[kind], tally.true[kind]) for kind in kinds]
        ends = [_percent(tally.found.total(), n) for n in (tally.true.total(), tally.given)]
        size = articles.get(name, sum(articles.values()))
        lines.append([name, str(size), f"{tally.true.total():,}", *numbers, *ends])
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, "| --- |" + " ---: |" * (len(lines[0]) - 1), *body])


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _wrong(case: Case) -> str:
    """The wrong links of a case with their sentences, for a person to judge; empty where all are right."""
    links = align(case.original, case.cleaned)
    right = found(case, links)
    if len(right) == len(case.links):
        return ""

    def told(sign: str, key: Key, kind: str) -> str:
        before, after = [case.original[i] for i in key[0]], [case.cleaned[j] for j in key[1]]
        return f"  {sign} {kind} {key}\n      {' ¶ '.join(before)}\n      {' ¶ '.join(after)}"

    lines = [told("true", key, kind) for key, kind in case.links.items() if key not in right]
    lines += [
        told("given", (link.original, link.cleaned), f"{'moved ' * link.moved}{link.kind} {link.similarity:.2f}")
        for link in links
        if (link.original, link.cleaned) not in right
    ]
    return "\n".join([case.id, *lines])


if __name__ == "__main__":
    sys.exit(main())

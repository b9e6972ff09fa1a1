"""Which sentences of two texts belong together.

Takes the sentences of an original and of a cleaned text, gives frozen links. Pure.

The alignment is Gale and Church's (1993, "A program for aligning sentences in bilingual corpora"): dynamic
programming over one to one, one to many, many to one, dropped and added, with shared words in place of lengths,
since both sides are English. It keeps the order. A second pass links what it left over on both sides, the moved
sentences; a third one what is still left over between two links, where the place speaks for a weaker likeness.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal, NamedTuple

from summarizer.edits.tokens import Token, tokenize
from summarizer.facts.function_words import FUNCTION_WORDS

LinkKind = Literal["one-to-one", "one-to-many", "many-to-one", "dropped", "added"]

LEAST_SIMILARITY = 0.2
"""Share of words, weighted by how rare they are, that two linked sentences have in common, 0 to 1. Calibrated, like
the three below, on one half of the cases of `python -m benchmarks.alignment`; the other half gives its figures."""

LEAST_SIMILARITY_BETWEEN = 0.1
"""The same for what is still left over in the same place on both sides: there the neighbours speak for the link."""

LEAST_SIMILARITY_MOVED = 0.3
"""The same for sentences out of order, where the neighbours do not speak for the link."""

LEAST_SHARE_OF_PART = 0.25
"""How much of each part of a split or merged sentence the whole must hold, apart from what it holds of the others,
0 to 1."""

_LEAST_SHARE = min(LEAST_SIMILARITY, LEAST_SIMILARITY_BETWEEN, LEAST_SIMILARITY_MOVED, LEAST_SHARE_OF_PART)

LARGEST_TABLE = 250_000
"""Originals times cleaned sentences that are compared each with each, some two seconds. Longer texts are first cut
at sentences that both sides have word for word, and where there are none in halves; no moved ones are looked for
among so many."""

MOST_PARTS = 4
"""The most sentences that one sentence is split into, or that are merged into one."""

FUNCTION_WORD_WEIGHT = 0.2
"""What a function word counts beside a word of content that is equally rare."""

STEM = 5
"""Letters of a word that are compared: `report` and `reported` count as one word."""


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences that belong together; indices into the two lists, from 0. A dropped sentence has no cleaned side,
    an added one no original."""

    original: tuple[int, ...]
    cleaned: tuple[int, ...]
    moved: bool
    """Out of the order that the other links keep."""
    similarity: float
    """0 to 1; 0 for a dropped or added sentence."""

    @property
    def kind(self) -> LinkKind:
        if not self.cleaned:
            return "dropped"
        if not self.original:
            return "added"
        if len(self.cleaned) > 1:
            return "one-to-many"
        return "many-to-one" if len(self.original) > 1 else "one-to-one"


def align(original: Sequence[str], cleaned: Sequence[str]) -> tuple[Link, ...]:
    """Links between two lists of sentences; each sentence is in exactly one of them.

    In the order of the cleaned text; a dropped sentence follows what came before it in the original.
    """
    table = _Table(original, cleaned)
    everything = range(len(original)), range(len(cleaned))
    links = _in_order(table, *everything, LEAST_SIMILARITY)
    links += _moved(table, links)
    taken = ({i for link in links for i in link.original}, {j for link in links for j in link.cleaned})
    for rows, columns in list(_gaps(links, *everything)):
        links += _in_order(table, _widest(rows, taken[0]), _widest(columns, taken[1]), LEAST_SIMILARITY_BETWEEN)
    used_originals = {i for link in links for i in link.original}
    used_cleaned = {j for link in links for j in link.cleaned}
    links += [Link((i,), (), False, 0.0) for i in range(len(original)) if i not in used_originals]
    links += [Link((), (j,), False, 0.0) for j in range(len(cleaned)) if j not in used_cleaned]
    return _reading_order(links)


def one_to_one(original: Sequence[str], cleaned: Sequence[str]) -> tuple[Link, ...]:
    """Links between sentences that are known to belong together, each with the one in its place."""
    table = _Table(original, cleaned)
    return tuple(
        Link((i,), (i,), False, _similarity(table.common(*bags), *bags))
        for i, bags in enumerate(zip(table.original, table.cleaned, strict=True))
    )


_Shares = Mapping[int, Mapping[int, float]]
"""For originals, the mass that each shares with cleaned sentences, where that is more than nothing."""


class _Bag(NamedTuple):
    """The words of a stretch of text, how often each stands there, and what they weigh together."""

    counts: Mapping[str, int]
    mass: float


class _Table:
    """The words of all sentences, weighed, and how much any two groups of sentences share."""

    def __init__(self, original: Sequence[str], cleaned: Sequence[str]) -> None:
        self.texts = (original, cleaned)
        counts = [[Counter(_keys(text)) for text in side] for side in (original, cleaned)]
        spread = Counter(key for side in counts for bag in side for key in bag)
        total = len(original) + len(cleaned)
        self._weight = {key: _weight(key, total / number) for key, number in spread.items()}
        self.original = [self._bag(bag) for bag in counts[0]]
        self.cleaned = [self._bag(bag) for bag in counts[1]]

    def _bag(self, counts: Mapping[str, int]) -> _Bag:
        return _Bag(counts, sum(self._weight[key] * number for key, number in counts.items()))

    def shares(self, rows: Iterable[int], columns: Iterable[int]) -> _Shares:
        """Of these originals with these cleaned sentences."""
        places: dict[str, list[tuple[int, int]]] = {}
        for j in columns:
            for key, number in self.cleaned[j].counts.items():
                places.setdefault(key, []).append((j, number))
        found: dict[int, dict[int, float]] = {}
        for i in rows:
            row = found[i] = {}
            for key, number in self.original[i].counts.items():
                weight = self._weight[key]
                for j, other in places.get(key, ()):
                    row[j] = row.get(j, 0.0) + weight * min(number, other)
        return found

    def join(self, bags: Iterable[_Bag]) -> _Bag:
        bags = list(bags)
        counts: Counter[str] = Counter()
        for bag in bags:
            counts.update(bag.counts)
        return _Bag(counts, sum(bag.mass for bag in bags))

    def common(self, first: _Bag, second: _Bag) -> float:
        few, many = sorted((first.counts, second.counts), key=len)
        return sum(self._weight[key] * min(number, many[key]) for key, number in few.items() if key in many)

    def candidates(self, i: int, j: int, shares: _Shares) -> list[Link]:
        """The links that begin with original `i` and cleaned `j`: one to one, and split or merged as far as each
        further part still belongs to the whole."""
        row = shares[i]
        shared = row.get(j, 0.0)
        first, second = self.original[i], self.cleaned[j]
        if shared <= _LEAST_SHARE * min(first.mass, second.mass):
            return []  # too little for any link, and the common case
        links = [Link((i,), (j,), False, _similarity(shared, first, second))]
        for parts, share in self._parts(first, self.cleaned, j, lambda k: row.get(k, 0.0)):
            links.append(Link((i,), parts, False, share))
        for parts, share in self._parts(
            second, self.original, i, lambda k: shares[k].get(j, 0.0) if k in shares else 0.0
        ):
            links.append(Link(parts, (j,), False, share))
        return links

    def _parts(
        self, whole: _Bag, side: Sequence[_Bag], start: int, held: Callable[[int], float]
    ) -> Iterator[tuple[tuple[int, ...], float]]:
        """The runs of sentences from `start` on that `whole` may have been split into or merged from, and their
        similarity. Each sentence has a share in the whole of its own, apart from what the others explain; `held`
        is the mass that the whole shares with it in any case."""
        if held(start) < LEAST_SHARE_OF_PART * side[start].mass:
            return
        shared = held(start)
        for last in range(start + 1, min(start + MOST_PARTS, len(side))):
            least = LEAST_SHARE_OF_PART * side[last].mass
            if held(last) < least:
                return
            joined = self.join(side[start : last + 1])
            before, shared = shared, self.common(joined, whole)
            others = held(last) if last == start + 1 else self.common(self.join(side[start + 1 : last + 1]), whole)
            if shared - before < least or shared - others < LEAST_SHARE_OF_PART * side[start].mass:
                return
            yield tuple(range(start, last + 1)), _similarity(shared, joined, whole)

    def gain(self, link: Link, least: float) -> float:
        """What a link is worth: the mass it explains, less what chance would explain."""
        mass = sum(self.original[i].mass for i in link.original) + sum(self.cleaned[j].mass for j in link.cleaned)
        return mass * (link.similarity - least)


def _keys(text: str) -> list[str]:
    """What is compared: the starts of words and whole numbers; the marks where there is nothing else."""
    tokens = tokenize(text)
    spoken = [token for token in tokens if token.kind != "mark"] or tokens
    return [_key(token) for token in spoken]


def _key(token: Token) -> str:
    if token.kind == "number" or token.fold in FUNCTION_WORDS:
        return token.fold
    return token.fold.removesuffix("'s")[:STEM]


def _weight(key: str, rarity: float) -> float:
    return log(1.0 + rarity) * (FUNCTION_WORD_WEIGHT if key in FUNCTION_WORDS else 1.0)


def _similarity(shared: float, first: _Bag, second: _Bag) -> float:
    """Twice the shared mass over the mass of both: 1 for the same words, 0 for none in common."""
    mass = first.mass + second.mass
    return min(1.0, 2.0 * shared / mass) if mass else 0.0


def _in_order(table: _Table, rows: range, columns: range, least: float) -> list[Link]:
    """The links of most gain that keep the order of both texts, among the originals `rows` and the cleaned
    sentences `columns`."""
    if len(rows) * len(columns) <= LARGEST_TABLE:
        return _best(table, rows, columns, least)
    links = _same(table, rows, columns)
    if links:
        pieces = list(_gaps(links, rows, columns))
    else:
        i, j = len(rows) // 2, len(columns) // 2
        pieces = [(rows[:i], columns[:j]), (rows[i:], columns[j:])]
    return [*links, *(link for piece in pieces for link in _in_order(table, *piece, least))]


def _same(table: _Table, rows: range, columns: range) -> list[Link]:
    """Links between sentences that stand once on either side and are the same: as many as keep the order."""
    original = Counter(table.texts[0][i] for i in rows)
    cleaned = Counter(table.texts[1][j] for j in columns)
    places = {text: j for j in columns if cleaned[text := table.texts[1][j]] == 1}
    common = [(i, places[text]) for i in rows if original[text := table.texts[0][i]] == 1 and text in places]
    # The longest increasing run: of those n + 1 long, `ends[n]` is the smallest end and `closing[n]` its pair.
    ends: list[int] = []
    closing: list[int] = []
    before: dict[int, int] = {}
    for number, (_, j) in enumerate(common):
        size = bisect_left(ends, j)
        ends[size : size + 1] = [j]
        closing[size : size + 1] = [number]
        if size:
            before[number] = closing[size - 1]
    chain = closing[-1:]
    while chain and chain[-1] in before:
        chain.append(before[chain[-1]])
    return [Link((common[n][0],), (common[n][1],), False, 1.0) for n in reversed(chain)]


def _gaps(links: Sequence[Link], rows: range, columns: range) -> Iterator[tuple[range, range]]:
    """What of `rows` and `columns` lies between the links that keep the order: after one and before the next."""
    kept = sorted((link for link in links if not link.moved), key=lambda link: link.original)
    edges = [(rows.start, columns.start), *((link.original[-1] + 1, link.cleaned[-1] + 1) for link in kept)]
    starts = [*((link.original[0], link.cleaned[0]) for link in kept), (rows.stop, columns.stop)]
    for (i, j), (end, side) in zip(edges, starts, strict=True):
        if i < end and j < side:
            yield range(i, end), range(j, side)


def _best(table: _Table, rows: range, columns: range, least: float) -> list[Link]:
    """The same by dynamic programming over all pairs."""
    height, width = len(rows), len(columns)
    shares = table.shares(rows, columns)
    top, left = rows.start, columns.start
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    chosen: dict[tuple[int, int], Link] = {}
    """The link that begins at a cell; a cell without one skips a sentence."""
    for i in range(height - 1, -1, -1):
        row, below = best[i], best[i + 1]
        shared = shares[top + i]
        for j in range(width - 1, -1, -1):
            most = max(below[j], row[j + 1])
            for link in table.candidates(top + i, left + j, shares) if left + j in shared else ():
                gain = table.gain(link, least)
                end, side = link.original[-1] + 1 - top, link.cleaned[-1] + 1 - left
                if gain > 0.0 and end <= height and side <= width and gain + best[end][side] > most:
                    most = gain + best[end][side]
                    chosen[i, j] = link
            row[j] = most
    links: list[Link] = []
    i = j = 0
    while i < height and j < width:
        begun = chosen.get((i, j))
        if begun is not None:
            links.append(begun)
            i, j = begun.original[-1] + 1 - top, begun.cleaned[-1] + 1 - left
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return links


def _moved(table: _Table, links: Sequence[Link]) -> list[Link]:
    """Links between sentences that the first pass left over on both sides, the surest first."""
    originals = set(range(len(table.original))) - {i for link in links for i in link.original}
    cleaned = set(range(len(table.cleaned))) - {j for link in links for j in link.cleaned}
    if len(originals) * len(cleaned) > LARGEST_TABLE:
        return []
    shares = table.shares(originals, cleaned)
    found: list[tuple[float, Link]] = []
    for i, row in shares.items():
        for j in row:
            for link in table.candidates(i, j, shares):
                gain = table.gain(link, LEAST_SIMILARITY_MOVED)
                if gain > 0.0 and originals.issuperset(link.original) and cleaned.issuperset(link.cleaned):
                    found.append((gain, link))
    found.sort(key=lambda item: (-item[0], item[1].original, item[1].cleaned))
    moved: list[Link] = []
    for _, link in found:
        if originals.issuperset(link.original) and cleaned.issuperset(link.cleaned):
            moved.append(Link(link.original, link.cleaned, True, link.similarity))
            originals.difference_update(link.original)
            cleaned.difference_update(link.cleaned)
    return moved


def _widest(stretch: range, taken: set[int]) -> range:
    """The longest run of `stretch` that is not taken: a moved sentence may stand in the middle of a gap."""
    runs = [range(0)]
    start = stretch.start
    for position in [*(item for item in stretch if item in taken), stretch.stop]:
        runs.append(range(start, position))
        start = position + 1
    return max(runs, key=len)


def _reading_order(links: Sequence[Link]) -> tuple[Link, ...]:
    follows: dict[int, list[Link]] = {}
    ordered = sorted((link for link in links if link.cleaned), key=lambda link: link.cleaned)
    after = -1  # the last cleaned sentence of the nearest earlier one that stayed; moved ones are elsewhere
    home = {i: link for link in links for i in link.original}
    for _, link in sorted(home.items()):
        if not link.cleaned:
            follows.setdefault(after, []).append(link)
        elif not link.moved:
            after = link.cleaned[-1]
    result = list(follows.get(-1, []))
    for link in ordered:
        result.append(link)
        for j in link.cleaned:
            result += follows.get(j, [])
    return tuple(result)

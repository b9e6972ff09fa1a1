"""Names that different articles of a batch spell differently.

Takes the tables, gives corrections. Spellings that are alike are of one name where articles on one event have
them, and what stands before them is not two people's first names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, groupby, islice
from typing import NamedTuple

from summarizer.batch.corrections import spelling
from summarizer.batch.corrections.clusters import Clusters
from summarizer.batch.corrections.spelling import Nearness
from summarizer.batch.corrections.tables import Tables
from summarizer.batch.corrections.value import LISTED, Draft, Mention
from summarizer.counting import many

NEEDED = {Nearness.NEAR: 3.0, Nearness.ALIKE: 2.0, Nearness.SAME: 1.0}
"""Weight of the names and dates that articles must share beside the name, by how surely the letters are of one."""
NEEDED_OF_FIRST = {Nearness.NEAR: 1.0, Nearness.ALIKE: 1.0, Nearness.SAME: 0.0}
"""The same for a first name, since the last name is shared already."""
CROWD = 200
"""Spellings with the same consonants; of more, those that come first by the alphabet are compared."""
WITNESSES = 50
"""Groups of articles that have the rarer spelling and are looked at."""


class _Word(NamedTuple):
    """A word of names, and the last name that it stands before; empty for a last name."""

    anchor: str
    word: str


def find(tables: Tables) -> Iterator[Draft]:
    one_name: Clusters[_Word] = Clusters()
    for left, right in _alike(tables):
        evidence = _evidence(tables, left, right)
        if evidence is not None:
            one_name.join(left, right, evidence)
    told: set[str] = set()
    for draft in chain((_draft(tables, words, strength) for words, strength in one_name), _apart(tables)):
        if draft.message not in told:  # two last names of one person anchor the same first name
            told.add(draft.message)
            yield draft


def _alike(tables: Tables) -> Iterator[tuple[_Word, _Word]]:
    """Pairs of words with the same anchor whose letters may be of one name."""
    tables.execute("CREATE TABLE blocks (anchor TEXT, key TEXT, word TEXT)")
    tables.execute("CREATE TABLE pairs (anchor TEXT, a TEXT, b TEXT, PRIMARY KEY (anchor, a, b)) WITHOUT ROWID")
    for anchor, word in tables.execute("SELECT DISTINCT anchor, word FROM mentions"):
        tables.put("blocks", 3, ((anchor, key, word) for key in spelling.keys(word)))
    rows = tables.execute("SELECT anchor, key, word FROM blocks ORDER BY anchor, key, word")
    for (anchor, _), group in groupby(rows, key=lambda row: row[:2]):
        crowd = [word for *_, word in islice(group, CROWD)]
        tables.put("pairs", 3, ((anchor, *pair) for pair in combinations(crowd, 2) if spelling.nearness(*pair)))
    for anchor, a, b in tables.execute("SELECT anchor, a, b FROM pairs ORDER BY anchor, a, b"):
        yield _Word(anchor, a), _Word(anchor, b)


def _evidence(tables: Tables, left: _Word, right: _Word) -> float | None:
    """How strongly articles on one event have one or the other; None where that does not make them one name."""
    near = spelling.nearness(left.word, right.word)
    places = [_articles(tables, left), _articles(tables, right)]
    shared = places[0].keys() & places[1].keys()
    both = {places[0][article] for article in shared}
    few, other = sorted(({a: head for a, head in of.items() if a not in shared} for of in places), key=len)
    if not few or _are_two_people(tables, left, right):
        return None
    if near is Nearness.NEAR and len(both) > len(few):
        return None  # articles tell them apart
    strongest = _link(tables, few.values(), other.values())
    own = {spelling.fold(left.anchor)} | ({spelling.fold(left.word)} & {spelling.fold(right.word)})
    strongest -= sum(tables.weight(term) for term in own)
    return strongest if strongest >= (NEEDED_OF_FIRST if left.anchor else NEEDED)[near] else None


def _link(tables: Tables, few: Iterable[int], others: Iterable[int]) -> float:
    """How strongly two sets of groups of articles are linked where they are linked best."""
    rivals = set(others)
    return max(
        (
            weight
            for head in sorted(set(few))[:WITNESSES]
            for rival, weight in tables.linked(head).items()
            if rival in rivals
        ),
        default=0.0,
    )


def _articles(tables: Tables, word: _Word) -> dict[int, int]:
    """The articles that have a word, with the groups they are of."""
    return dict(tables.execute("SELECT article, head FROM mentions WHERE anchor = ? AND word = ?", word).fetchall())


def _are_two_people(tables: Tables, left: _Word, right: _Word) -> bool:
    """Whether both have first names, and none of one is like any of the other."""
    mine, theirs = (
        {
            before
            for (before,) in tables.execute(
                "SELECT DISTINCT before FROM mentions WHERE anchor = ? AND word = ? AND before != ''", word
            )
        }
        for word in (left, right)
    )
    return bool(mine and theirs) and not any(
        a.casefold() == b.casefold() or spelling.nearness(a, b) >= Nearness.ALIKE for a in mine for b in theirs
    )


def _draft(tables: Tables, words: Sequence[_Word], rank: float) -> Draft:
    spellings = {}
    for word in words:
        rows = tables.execute(
            "SELECT article, sum(times), name FROM mentions WHERE anchor = ? AND word = ? GROUP BY article", word
        ).fetchall()
        shortest = min((name[name.find(word.word) :] for *_, name in rows), key=lambda name: (len(name), name))
        spellings[shortest if word.anchor else word.word] = [(article, times) for article, times, _ in rows]
    return _told(spellings, rank)


def _apart(tables: Tables) -> Iterator[Draft]:
    """Names that are written together, apart or with a hyphen."""
    joined = tables.execute(
        "SELECT joined FROM joints GROUP BY joined HAVING count(DISTINCT name) > 1 ORDER BY joined"
    )
    for (key,) in joined.fetchall():
        rows = tables.execute(
            "SELECT name, article, sum(times) FROM joints WHERE joined = ? GROUP BY name, article", (key,)
        )
        shapes: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for name, article, times in rows:
            shapes[name.casefold()].append((name, article, times))
        spellings = {
            _commonest(shape): [(article, times) for _, article, times in shape] for shape in shapes.values()
        }
        if any(_is_one(tables, a, b) for a, b in combinations(spellings.items(), 2)):
            yield _told(spellings, 0.0)


def _is_one(
    tables: Tables, one: tuple[str, list[tuple[int, int]]], other: tuple[str, list[tuple[int, int]]]
) -> bool:
    """Whether different articles have a name apart and together; `Patrice` is `Pat Rice` on one event at most."""
    (first, *_), (second, *_) = one, other
    mine, theirs = ({article for article, _ in places} for _, places in (one, other))
    if not (mine - theirs and theirs - mine):
        return False
    if not any(name.istitle() and name.isalpha() for name in (first, second)):
        return True
    few, rest = sorted((mine - theirs, theirs - mine), key=len)
    return _link(tables, map(tables.head, few), map(tables.head, rest)) >= NEEDED[Nearness.SAME]


def _commonest(shape: Sequence[tuple[str, int, int]]) -> str:
    names = Counter[str]()
    for name, _, times in shape:
        names[name] += times
    return min(names, key=lambda name: (-names[name], name))


def _told(spellings: dict[str, list[tuple[int, int]]], rank: float) -> Draft:
    """The most frequent first in words, the others first in the list, which is where to look."""
    order = sorted(spellings, key=lambda name: (-len(spellings[name]), -sum(t for _, t in spellings[name]), name))
    shares = ", ".join(f"`{name}` in {many(len(spellings[name]), 'article')}" for name in order)
    mentions = (
        Mention(article, name, many(times, "time"))
        for name in reversed(order)
        for article, times in sorted(spellings[name])[:LISTED]
    )
    articles = {article for places in spellings.values() for article, _ in places}
    return Draft("name", shares, len(articles), tuple(mentions), rank)

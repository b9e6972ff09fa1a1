"""Numbers for one thing in which articles on one event do not agree.

Takes the tables, gives corrections. Two numbers are about one thing where what they count is the same, the words
around them are alike, and the articles share enough names and dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from summarizer.batch.corrections import amounts
from summarizer.batch.corrections.amounts import AGE, PEOPLE, TOLLS, Amount
from summarizer.batch.corrections.clusters import Clusters
from summarizer.batch.corrections.tables import Tables
from summarizer.batch.corrections.value import Draft, Mention
from summarizer.counting import many

ONE_EVENT = 3.0
"""Weight of the names and dates that two articles share; read off pairs of the development news."""
SURELY_ONE_EVENT = 4.0
"""From here on one word around the numbers in common is enough, before it takes two; and tolls are compared."""
CLOSE = Decimal("1.25")
"""Times: two numbers no further apart are rather two reports of one thing, and that counts as one name shared."""
COMPARED = 20
"""Articles of a group of near-duplicates whose numbers are compared."""


class _Said(NamedTuple):
    id: int
    article: int
    amount: Amount
    context: frozenset[str]


def find(tables: Tables) -> Iterator[Draft]:
    said: dict[int, _Said] = {}
    one_thing: Clusters[int] = Clusters()
    for (head,) in tables.execute("SELECT DISTINCT head FROM amounts"):
        own = _amounts(tables, head)
        linked = tables.linked(head)
        for other in sorted(rival for rival, weight in linked.items() if rival >= head and weight >= ONE_EVENT):
            theirs = own if other == head else _amounts(tables, other)
            for thing in sorted(own.keys() & theirs.keys()):
                for left, right in _conflicts(own[thing], theirs[thing], linked[other]):
                    said |= {left.id: left, right.id: right}
                    one_thing.join(left.id, right.id, linked[other])
    for ids, strength in one_thing:
        yield _draft([said[number] for number in ids], strength)


def _amounts(tables: Tables, head: int) -> dict[str, dict[int, list[_Said]]]:
    """By thing and article."""
    found: defaultdict[str, defaultdict[int, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    rows = tables.execute(
        "SELECT rowid, article, thing, words, value, loose, text, segment, context FROM amounts WHERE head = ? "
        "AND article IN (SELECT id FROM articles WHERE head = ? ORDER BY id LIMIT ?) ORDER BY rowid",
        (head, head, COMPARED),
    )
    for number, article, thing, words, value, loose, text, segment, context in rows:
        amount = Amount(thing, words, value, bool(loose), text, segment, context)
        found[thing][article].append(_Said(number, article, amount, frozenset(context.split())))
    return {thing: dict(articles) for thing, articles in found.items()}


def _conflicts(
    mine: dict[int, list[_Said]], theirs: dict[int, list[_Said]], weight: float
) -> Iterator[tuple[_Said, _Said]]:
    """For each pair of articles the two numbers that are most likely of one thing, where they differ."""
    for left in sorted(mine):
        for right in sorted(theirs):
            if left == right or (right in mine and right < left):
                continue
            if {s.amount.value for s in mine[left]} & {s.amount.value for s in theirs[right]}:
                continue  # they agree; the other number is of something else
            pairs = [(a, b) for a in mine[left] for b in theirs[right] if _is_one_thing(a, b, weight)]
            if pairs:
                a, b = max(pairs, key=lambda pair: len(pair[0].context & pair[1].context))
                if amounts.differ(a.amount, b.amount):
                    yield a, b


def _is_one_thing(a: _Said, b: _Said, weight: float) -> bool:
    if a.amount.thing.startswith(f"{AGE} "):
        return True
    low, high = sorted((Decimal(a.amount.value), Decimal(b.amount.value)))
    weight += high <= CLOSE * low
    shared = a.context & b.context
    if a.amount.thing in PEOPLE:
        return weight >= SURELY_ONE_EVENT and bool(shared & TOLLS) and a.context & TOLLS == b.context & TOLLS
    return len(shared) >= (1 if weight >= SURELY_ONE_EVENT else 2)


def _draft(cluster: Sequence[_Said], rank: float) -> Draft:
    by_value: defaultdict[Decimal, set[int]] = defaultdict(set)
    for said in cluster:
        by_value[Decimal(said.amount.value)].add(said.article)
    shares = ", ".join(f"{value:,f} in {many(len(by_value[value]), 'article')}" for value in sorted(by_value))
    order = sorted(cluster, key=lambda said: (Decimal(said.amount.value), said.article, said.id))
    mentions = tuple(Mention(s.article, s.amount.text, f"sentence {s.amount.segment}") for s in order)
    return Draft(
        "number", f"{cluster[0].amount.words}: {shares}", len({s.article for s in cluster}), mentions, rank
    )

"""The corrections across a batch, found once over all of its articles.

Takes the records of the journal in their order, gives `Found`, which is asked for the corrections and for what
concerns one article. Touches a temporary database of its own and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple, get_args

from summarizer.batch.corrections import names, numbers
from summarizer.batch.corrections.tables import Tables
from summarizer.batch.corrections.value import Correction, Draft, Kind, Mention, Place
from summarizer.batch.record import Record
from summarizer.counting import many


class Marks(NamedTuple):
    """What concerns one article."""

    corrections: int
    """Of names and numbers."""
    duplicate_of: str | None
    """The first article of nearly the same wording, if that is another one."""


class Found:
    """The corrections of a batch, numbered from 1: numbers first, then names, then duplicates."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __iter__(self) -> Iterator[Correction]:
        rows = self._tables.execute(
            "SELECT id, kind, message, articles FROM corrections "
            "ORDER BY kind = 'duplicate', kind = 'name', rank DESC, id"
        )
        for number, (found_as, kind, message, articles) in enumerate(rows.fetchall(), 1):
            places = self._tables.execute(
                "SELECT path, says, detail FROM places JOIN articles ON articles.id = article "
                "WHERE correction = ? ORDER BY position",
                (found_as,),
            )
            listed = tuple(Place(os.fsdecode(path), says, detail) for path, says, detail in places)
            yield Correction(number, kind, message, articles, listed)

    def counts(self) -> dict[Kind, int]:
        """How many of each kind."""
        rows = self._tables.execute("SELECT kind, count(*) FROM corrections GROUP BY kind").fetchall()
        return {kind: dict(rows).get(kind, 0) for kind in get_args(Kind)}

    def of(self, path: str) -> Marks:
        row = self._tables.execute("SELECT id, head FROM articles WHERE path = ?", (os.fsencode(path),)).fetchone()
        if row is None:
            return Marks(0, None)
        article, head = row
        (count,) = self._tables.execute(
            "SELECT count(DISTINCT correction) FROM places JOIN corrections ON corrections.id = correction "
            "WHERE article = ? AND kind != 'duplicate'",
            (article,),
        ).fetchone()
        return Marks(count, None if head == article else self._tables.path(head))


@contextmanager
def found(records: Iterable[Record]) -> Iterator[Found]:
    """The corrections; they go with the context."""
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        tables = Tables(database, records)
        for find in (numbers.find, names.find, _duplicates):
            _keep(tables, find(tables))
        tables.execute("CREATE INDEX places_article ON places (article)")
        yield Found(tables)


def _keep(tables: Tables, drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        number = tables.execute(
            "INSERT INTO corrections (kind, message, articles, rank) VALUES (?,?,?,?)",
            (draft.kind, draft.message, draft.articles, draft.rank),
        ).lastrowid
        for position, mention in enumerate(draft.mentions):
            tables.execute("INSERT INTO places VALUES (?,?,?,?,?)", (number, position, *mention))


def _duplicates(tables: Tables) -> Iterator[Draft]:
    groups = tables.execute("SELECT head, count(*) FROM articles GROUP BY head HAVING count(*) > 1 ORDER BY head")
    for head, count in groups.fetchall():
        rows = tables.execute("SELECT id, title, share FROM articles WHERE head = ? ORDER BY id", (head,))
        mentions = tuple(
            Mention(article, title, "first of them" if article == head else f"{share:.0%} of the wording")
            for article, title, share in rows
        )
        named = mentions[0].says or tables.path(head)
        yield Draft("duplicate", f"{named} ({many(count, 'article')})", count, mentions, count)

"""The gists of a batch as tables of a private temporary SQLite database, and which articles are on one event.

Takes the records of the journal. Near-duplicates are found as the records come: an article is compared with those
before it that open a group, and opens one itself where it is like none. All that is asked later is asked of
groups, so that twenty copies of an article are one witness and not twenty.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.batch.corrections import sketch, spelling
from summarizer.batch.corrections.gist import Gist
from summarizer.batch.record import Record
from summarizer.facts import lexicon

NEAR_DUPLICATE = 0.4
"""Share of their runs of three words. Two translations of one article share 0.38 to 0.70; among 1,460 different
articles of the development news four pairs share more than 0.15, the most 0.39."""

COMMON = 25
"""Groups of articles; a name that more of them have says little about which event one speaks of."""
RARE = 4
"""Groups up to which a name or a date counts in full; what twice as many have counts half."""
SAME_WORDING = 10.0
"""How strongly near-duplicates are linked; `linked` is about the others."""

_SCHEMA = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE articles (id INTEGER PRIMARY KEY, path BLOB NOT NULL, title TEXT, head INTEGER, share REAL);
    CREATE TABLE bands (band INTEGER, part BLOB, head INTEGER, PRIMARY KEY (band, part, head)) WITHOUT ROWID;
    CREATE TABLE sketches (head INTEGER PRIMARY KEY, sketch TEXT);
    CREATE TABLE terms (term TEXT, head INTEGER, PRIMARY KEY (term, head)) WITHOUT ROWID;
    CREATE TABLE mentions (anchor TEXT, word TEXT, head INTEGER, article INTEGER, times INTEGER, before TEXT,
        name TEXT);
    CREATE TABLE joints (joined TEXT, name TEXT, article INTEGER, times INTEGER);
    CREATE TABLE amounts (thing TEXT, head INTEGER, article INTEGER, words TEXT, value TEXT, loose INTEGER,
        text TEXT, segment INTEGER, context TEXT);
    CREATE TABLE corrections (id INTEGER PRIMARY KEY, kind TEXT, message TEXT, articles INTEGER, rank REAL);
    CREATE TABLE places (correction INTEGER, position INTEGER, article INTEGER, says TEXT, detail TEXT,
        PRIMARY KEY (correction, position)) WITHOUT ROWID;
"""
_INDEXES = f"""
    CREATE INDEX articles_path ON articles (path);
    CREATE INDEX articles_head ON articles (head);
    CREATE INDEX terms_head ON terms (head);
    CREATE INDEX mentions_word ON mentions (anchor, word);
    CREATE INDEX joints_joined ON joints (joined);
    CREATE INDEX amounts_thing ON amounts (thing, head);
    CREATE TABLE rare (term TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
    INSERT INTO rare SELECT term, min(1.0, {RARE}.0 / count(*)) FROM terms
        GROUP BY term HAVING count(*) BETWEEN 2 AND {COMMON};
"""

_PARTS = re.compile(r"[\s.-]+")
_JOINT = re.compile(r"([ -])")
_LONGEST_COMMON_ACRONYM = 2
"""Letters: `US`, `UN`, `EU` say nothing of the event, `CSTO` does."""
_LEAST_JOINED = 6
"""Letters of a name that two words may be joined in."""


class Tables:
    """Filled from the records once; `execute` asks, `linked` tells what is on one event."""

    def __init__(self, database: sqlite3.Connection, records: Iterable[Record]) -> None:
        self._database = database
        self.execute = database.execute
        database.executescript(_SCHEMA)
        self.execute("BEGIN")
        for number, record in enumerate(records):
            if record.row is not None and record.row.gist is not None:
                self._add(number, record, record.row.gist)
        self.execute("COMMIT")
        database.executescript(_INDEXES)
        self.execute("BEGIN")
        self.linked = lru_cache(maxsize=4096)(self._linked)

    def path(self, article: int) -> str:
        return os.fsdecode(self.execute("SELECT path FROM articles WHERE id = ?", (article,)).fetchone()[0])

    def head(self, article: int) -> int:
        """The group of an article, by the article that opens it."""
        head: int = self.execute("SELECT head FROM articles WHERE id = ?", (article,)).fetchone()[0]
        return head

    def weight(self, term: str) -> float:
        """What it counts that two groups share this name or date."""
        row = self.execute("SELECT weight FROM rare WHERE term = ?", (term,)).fetchone()
        return 0.0 if row is None else row[0]

    def _add(self, number: int, record: Record, gist: Gist) -> None:
        head, share = self._head(number, gist.sketch)
        title = "" if record.row is None else record.row.headline or record.row.title or ""
        self.put("articles", 5, [(number, os.fsencode(record.path), _encodable(title), head, share)])
        terms = {spelling.fold(word) for name in gist.names for word in parts(name) if _is_telling(word)}
        self.put("terms", 2, ((term, head) for term in sorted({*terms, *gist.dates})))
        mentions = (
            (anchor, word, head, number, times, before, name)
            for name, times in gist.names.items()
            for anchor, word, before in _mentions(name)
        )
        self.put("mentions", 7, mentions)
        joints = ((key, shape, number, times) for name, times in gist.names.items() for key, shape in _joints(name))
        self.put("joints", 4, joints)
        amounts = (
            (a.thing, head, number, a.words, a.value, a.loose, a.text, a.segment, a.context) for a in gist.amounts
        )
        self.put("amounts", 9, amounts)

    def _head(self, number: int, drawn: str) -> tuple[int, float]:
        """The first article of its wording, which may be itself, and how much of it they share."""
        if not drawn:
            return number, 1.0
        bands = list(sketch.bands(drawn))
        like = {
            head
            for band in bands
            for (head,) in self.execute("SELECT head FROM bands WHERE band = ? AND part = ?", band)
        }
        best, share = number, 0.0
        for head in sorted(like):
            (other,) = self.execute("SELECT sketch FROM sketches WHERE head = ?", (head,)).fetchone()
            if (shared := sketch.share(drawn, other)) > share:
                best, share = head, shared
        if share >= NEAR_DUPLICATE:
            return best, share
        self.put("sketches", 2, [(number, drawn)])
        self.put("bands", 3, ((*band, number) for band in bands))
        return number, 1.0

    def put(self, table: str, columns: int, rows: Iterable[Sequence[object]]) -> None:
        marks = ",".join("?" * columns)
        self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)

    def _linked(self, head: int) -> dict[int, float]:
        weights: dict[int, float] = {head: SAME_WORDING}
        rows = self.execute(
            "SELECT other.head, rare.weight FROM terms AS own JOIN rare USING (term) "
            "JOIN terms AS other USING (term) WHERE own.head = ? AND other.head != own.head",
            (head,),
        )
        for other, weight in rows:
            weights[other] = weights.get(other, 0.0) + weight
        return weights


def parts(name: str) -> list[str]:
    """The words of a name, without possessive."""
    return [part.removesuffix("'s") for part in _PARTS.split(name) if part.removesuffix("'s")]


@lru_cache(maxsize=65536)
def _is_telling(word: str) -> bool:
    """Whether a name's word may tell an event: no country, and none that speaks in all news."""
    if word.lower() in lexicon.words("institutions"):
        return False
    return spelling.is_word(word) or (word.isupper() and len(word) > _LONGEST_COMMON_ACRONYM)


@lru_cache(maxsize=65536)
def _mentions(name: str) -> tuple[tuple[str, str, str], ...]:
    """Each word that can be misspelt, with what it is anchored to and the word before it.

    A last or only name stands for itself. A first name is compared only before the same last name: there are many
    of each, and `Andrew` is no misspelt `Andrea`.
    """
    words = parts(name)
    able = [n for n, word in enumerate(words) if spelling.is_word(word)]
    return tuple(
        (words[able[-1]].casefold() if n != able[-1] else "", words[n], _given(words[n - 1]) if n else "")
        for n in able
    )


def _given(word: str) -> str:
    """A word before a name if that may be a first name, else nothing."""
    is_name = word.isalpha() and word[0].isupper() and len(word) > 1 and not _is_everyday(word.lower())
    return word if is_name else ""


@lru_cache(maxsize=65536)
def _joints(name: str) -> tuple[tuple[str, str], ...]:
    """Words that might as well be written together or apart, alone and in pairs: what they are joined, and as they
    stand. Two words that are ordinary or places make no such pair: `Latin-American`, `Vice-President`.
    """
    pieces = _JOINT.split(name)
    words = [(word.casefold(), word) for word in pieces[::2] if len(word) >= _LEAST_JOINED and not word.isupper()]
    for n in range(0, len(pieces) - 2, 2):
        pair = (pieces[n], pieces[n + 2])
        if all(word.isalpha() and len(word) > 1 and not _is_everyday(word.lower()) for word in pair):
            words.append(("".join(pair).casefold(), "".join(pieces[n : n + 3])))
    return tuple((joined, shape) for joined, shape in words if len(joined) >= _LEAST_JOINED)


def _is_everyday(low: str) -> bool:
    return lexicon.is_ordinary(low) or low in lexicon.aliases("places") or low in lexicon.classes()["person"]


def _encodable(text: str) -> str:
    """Halves of surrogate pairs, which no database takes, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")

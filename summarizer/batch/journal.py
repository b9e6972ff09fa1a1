"""The journal of a batch: what is done, line by line, and the lock that keeps two runs apart.

Takes the path of `journal.jsonl`; reads and appends to it. A line is one article that is finished, for better or
worse; of several lines on one article the last one counts.

- A run that was killed may leave a torn last line. It is cut off before anything is appended, so every state that
  the file can be found in is a valid one: it says less, never something wrong.
- A damaged line in the middle (a disk that lost power) is passed over; its article is worked on again.
- The lock is the operating system's on the open file. It ends with the process, however that ends.
- Where each article's line begins is kept in a temporary SQLite database, which spills to the disk when there are
  millions: memory does not grow with the number of articles.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType

from summarizer.batch.record import Record, parse
from summarizer.errors import OutputError

_SCHEMA = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE latest (path BLOB PRIMARY KEY, start INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE seen (path BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class Journal:
    """A context manager. Raises `OutputError` where the file cannot be used or another run holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with ExitStack() as opened:
            try:
                self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
                opened.callback(os.close, self._handle)
                self._lock()
                self._reader = opened.enter_context(path.open("rb"))
                # An empty name is SQLite's for a private database that is deleted with its connection.
                self._places = opened.enter_context(closing(sqlite3.connect("", isolation_level=None)))
                self._places.executescript(_SCHEMA)
                self._end = self._load()
                os.ftruncate(self._handle, self._end)
            except OSError as error:
                raise self._error(error) from error
            self._close = opened.pop_all().close

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def find(self, path: str) -> Record | None:
        """The last record on the input called `path`."""
        row = self._places.execute("SELECT start FROM latest WHERE path = ?", (os.fsencode(path),)).fetchone()
        return None if row is None else self._read(row[0])

    def is_new(self, path: str) -> bool:
        """Whether this run asks for `path` for the first time: a list may name a file twice."""
        return self._places.execute("INSERT OR IGNORE INTO seen VALUES (?)", (os.fsencode(path),)).rowcount == 1

    def is_asked_for(self, path: str) -> bool:
        """Whether `is_new` has met it."""
        return bool(self._places.execute("SELECT 1 FROM seen WHERE path = ?", (os.fsencode(path),)).fetchone())

    def append(self, record: Record) -> None:
        """Raises `OutputError`, and then the journal is as it was before."""
        line = record.line().encode("utf-8") + b"\n"
        try:
            written = 0
            while written < len(line):
                written += os.write(self._handle, line[written:])
        except OSError as error:
            os.ftruncate(self._handle, self._end)
            raise self._error(error) from error
        self._note(record, self._end)
        self._end += len(line)

    def sync(self) -> None:
        """What was appended is on the disk, as the results are that it speaks of."""
        try:
            os.fsync(self._handle)
        except OSError as error:
            raise self._error(error) from error

    def clear(self) -> None:
        """Forget everything."""
        os.ftruncate(self._handle, 0)
        self._reader.seek(0, os.SEEK_END)  # what it has read ahead is no more
        self._end = 0
        self._places.execute("DELETE FROM latest")

    def records(self) -> Iterator[Record]:
        """The last record on each article, in the order of their paths."""
        for (start,) in self._places.execute("SELECT start FROM latest ORDER BY path"):
            if record := self._read(start):
                yield record

    def _lock(self) -> None:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise OutputError(
                    f"another run is at work on {self.path.parent}", "wait for it, or choose another folder with -o"
                ) from error
            raise

    def _load(self) -> int:
        """Where the last whole line ends."""
        end = 0
        self._places.execute("BEGIN")
        for line in self._reader:
            if not line.endswith(b"\n"):
                break
            if record := parse(line):
                self._note(record, end)
            end += len(line)
        self._places.execute("COMMIT")
        return end

    def _read(self, start: int) -> Record | None:
        self._reader.seek(start)
        return parse(self._reader.readline())

    def _note(self, record: Record, start: int) -> None:
        path = os.fsencode(record.path)
        if record.status == "gone":
            self._places.execute("DELETE FROM latest WHERE path = ?", (path,))
        else:
            self._places.execute("INSERT OR REPLACE INTO latest VALUES (?, ?)", (path, start))

    def _error(self, error: OSError) -> OutputError:
        return OutputError(f"cannot write {self.path}: {error.strerror}", "choose another folder with -o")

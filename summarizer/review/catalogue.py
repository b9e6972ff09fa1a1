"""The articles of a batch's folder: what became of each, how far it is decided, and which to look at first.

Takes the folder; reads its journal, which a batch may be writing to, and of the articles only what has changed
since the last time. Writes nothing and takes no lock: a list can be looked at while a batch runs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from summarizer.batch import layout
from summarizer.batch.record import Record, parse

State = Literal["failed", "open", "partly", "decided", "plain"]
"""`plain`: there is no edit to decide."""
STATES: tuple[State, ...] = get_args(State)

_MARK = 256
"""Bytes before the place that the journal was read to, by which it is known again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the editor is with an article."""

    undecided: int
    """Edits."""
    decided: int
    """Decisions of any kind that stand."""
    unfit: int = 0
    """Decisions that no longer fit the result."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in the list."""

    name: str
    """Of the input: its path in the batch's folder."""
    error: str | None = None
    """Why it failed."""
    title: str | None = None
    headline: str | None = None
    edits: int = 0
    flags: Mapping[str, int] | None = None
    confidence: float | None = None
    """Of the least sure edit."""
    standing: Standing = Standing(0, 0)

    @property
    def flagged(self) -> int:
        return sum(self.flags.values()) if self.flags else 0

    @property
    def state(self) -> State:
        if self.error is not None:
            return "failed"
        if self.standing.undecided:
            return "partly" if self.standing.decided else "open"
        return "decided" if self.standing.decided else "plain"

    @property
    def waits(self) -> bool:
        """Whether an editor has something to do here: edits to decide, decisions that lost their place, or flags
        where nobody has decided anything."""
        standing = self.standing
        return bool(standing.undecided or standing.unfit or (self.flagged and not standing.decided))

    @property
    def place(self) -> tuple[object, ...]:
        """Sorts what is likelier to need a look to the front; no decision changes it."""
        return (-self.flagged, 1.0 if self.confidence is None else self.confidence, -self.edits, self.name)

    @property
    def urgency(self) -> tuple[object, ...]:
        """Sorts what needs a look first to the front: what failed, what waits, what is done."""
        return (self.error is None, not self.waits, -self.standing.unfit, self.place)


class Catalogue:
    """Of one folder. May be asked from several threads."""

    def __init__(self, out: Path, standing: Callable[[str, int], Standing]) -> None:
        """`standing` tells of an article, given its name and the number of its edits."""
        self._journal = _Tail(out / layout.JOURNAL)
        self._standing = standing
        self._lock = threading.Lock()
        self._known: dict[str, Entry] = {}

    def entries(self) -> list[Entry]:
        """All of them, what needs a look first in front."""
        with self._lock:
            self._refresh()
            known = [*self._known.values()]
        found = [
            entry if entry.error is not None else replace(entry, standing=self._standing(entry.name, entry.edits))
            for entry in known
        ]
        return sorted(found, key=lambda entry: entry.urgency)

    def find(self, name: str) -> Entry | None:
        """The article of that very name; how far it is decided is not looked up."""
        with self._lock:
            self._refresh()
            return self._known.get(name)

    def _refresh(self) -> None:
        anew, records = self._journal.news()
        if anew:
            self._known.clear()
        for record in records:
            if record.status == "gone":
                self._known.pop(record.path, None)
            else:
                self._known[record.path] = _entry(record)


def following(entries: Sequence[Entry], name: str | None) -> Entry | None:
    """The article to look at after that one: the next that waits, and after the last one the first that does."""
    waiting = sorted((e for e in entries if e.error is None and e.waits and e.name != name), key=lambda e: e.place)
    here = next((entry.place for entry in entries if entry.name == name), None)
    later = (entry for entry in waiting if here is not None and entry.place > here)
    return next(later, waiting[0] if waiting else None)


class _Tail:
    """What was added to a journal since the last look."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._end = 0
        self._mark = b""

    def news(self) -> tuple[bool, Iterable[Record]]:
        """Whether everything known before is void, and the records that are new."""
        with self.path.open("rb") as stream:
            stream.seek(max(0, self._end - _MARK))
            # A batch that begins anew empties its journal, which may have grown past the old place since.
            anew = stream.read(len(self._mark)) != self._mark
            if anew:
                self._end = 0
            stream.seek(self._end)
            records = []
            for line in stream:
                if not line.endswith(b"\n"):
                    break  # being written
                self._end += len(line)
                if record := parse(line):
                    records.append(record)
            start = max(0, self._end - _MARK)
            stream.seek(start)
            self._mark = stream.read(self._end - start)
        return anew, records


def _entry(record: Record) -> Entry:
    row = record.row
    if row is None:
        return Entry(record.path, record.error or "it failed")
    return Entry(record.path, None, row.title, row.headline, row.edits, row.flags, row.confidence)

"""New decisions onto a log that may have grown since they were made: in another tab, by another editor.

Takes the log as it is now, the new entries and the revision that they were made on; gives the longer log, or what
stands against it. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.decisions.values import Decision, Decisions

_EDIT_OF = re.compile(r"e\d+\Z")


@dataclass(frozen=True, slots=True)
class Conflict:
    posted: Decision
    since: Decision
    """What was decided about the same thing meanwhile."""


@dataclass(frozen=True, slots=True)
class Merged:
    decisions: Decisions
    """With the new entries; as it was, where there are conflicts."""
    conflicts: tuple[Conflict, ...] = ()


def merge(current: Decisions, posted: Sequence[Decision], revision: int, sha256: str | None = None) -> Merged:
    """All of `posted` is added, or nothing. `sha256` is of the input that the editor saw.

    Entries made on an older revision conflict with what was decided otherwise since about the same edit, sentence,
    headline or line; an edit and the wording of its sentence are the same thing. What the same editor has already
    said last about a thing is not said again, so that sending twice does no harm: a page that did not hear that its
    entries are kept sends them again, perhaps with more of them, and does not stand against itself.
    """
    added = current.revision - revision
    since = () if added == 0 else current.log[-added:] if added > 0 else current.log
    conflicts = tuple(
        Conflict(entry, other)
        for entry in posted
        if (other := _opposed(entry, since)) is not None and not _is_among(other, posted)
    )
    if conflicts:
        return Merged(current, conflicts)
    log = [*current.log]
    for entry in posted:
        if not _is_said(entry, log):
            log.append(entry if sha256 in (None, current.sha256) else replace(entry, sha256=sha256))
    return Merged(replace(current, log=tuple(log), revision=current.revision + len(log) - len(current.log)))


def _opposed(entry: Decision, since: Sequence[Decision]) -> Decision | None:
    """The last that was said since about what `entry` is about, unless that agrees."""
    last = next((other for other in reversed(since) if _meet(entry, other)), None)
    return None if last is None or last.agrees(entry) else last


def _meet(one: Decision, other: Decision) -> bool:
    if one.target == other.target:
        # The id is the same within a run, the words are from one run to the next.
        return one.anchor.id == other.anchor.id or replace(one.anchor, id=other.anchor.id) == other.anchor
    for wording, edit in ((one, other), (other, one)):
        if (wording.target, edit.target) == ("sentence", "edit"):
            return wording.decides and _EDIT_OF.sub("", edit.anchor.id) == wording.anchor.id
    return False


def _is_among(entry: Decision, posted: Sequence[Decision]) -> bool:
    return any(entry.agrees(other) and entry.by == other.by for other in posted)


def _is_said(entry: Decision, log: Sequence[Decision]) -> bool:
    about = (other for other in reversed(log) if (other.target, other.anchor) == (entry.target, entry.anchor))
    last = next(about, None)
    return last is not None and last.agrees(entry) and last.by == entry.by

"""The order of a batch: which articles are to be done, the work on them, and what is written of it.

Takes a folder, OUT and settings; writes OUT, as DESIGN's contract has it:

    OUT/journal.jsonl              one line an article, appended as it finishes
    OUT/articles/<path>.json, .md  the results
    OUT/scores.csv, index.html     all that the journal tells of, made anew at the end of each run
    OUT/corrections.csv            what does not agree between the articles

An article is done when the journal says so for the same bytes, settings, model and version, and its result is
there and whole. Everything else is worked on, what failed before included. One thread writes, in the order of the
inputs; others read, ask the model and score.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from summarizer import output
from summarizer.batch import (
    JOBS,
    Cluster,
    Failure,
    Interrupted,
    Report,
    Watcher,
    files,
    inputs,
    layout,
    record,
    table,
    work,
)
from summarizer.batch.corrections import search
from summarizer.batch.groups import Stop, Stopped, grouped, heeding_ctrl_c, in_turn
from summarizer.batch.inputs import Input
from summarizer.batch.journal import Journal
from summarizer.batch.record import Record
from summarizer.batch.work import Outcome
from summarizer.engines.base import Engine
from summarizer.errors import InputError, OutputError
from summarizer.render import index
from summarizer.settings import Settings

LISTED = 1000
"""Failures that a report names; the journal and the table have them all."""

_BEGUN_ANEW = "another run began to replace its result"

_LAST_STAGE = "score"
"""Of the pipeline: no model is asked in it any more, so it is soon over."""

Groups = Callable[[Iterable[list[Input]]], Iterator[list[Outcome]]]
"""What works on groups: their outcomes, in order."""


def run(
    folder: Path,
    out: Path,
    settings: Settings,
    *,
    engine: Engine | None = None,
    globs: Sequence[str] = (),
    names: Callable[[], Iterable[str]] | None = None,
    restart: bool = False,
    jobs: int = JOBS,
    cluster: Cluster | None = None,
    watcher: Watcher | None = None,
) -> Report:
    """Work through the files of `folder`, or those of them in `names`, which is called once to count, once to work.

    Raises `UsageError`, `InputError`, `ModelError` before anything is written, `OutputError` at any time, and
    `Interrupted`. An article that fails raises nothing: it is counted, and the report tells why.
    """
    try:
        inputs.check_folders(folder, out)
    except (OSError, RuntimeError) as error:  # a closed folder, a name that is too long, a loop of links
        raise InputError(f"{folder} or {out} cannot be used: {error}", "check the paths") from error
    stop = Stop()
    if cluster is None:
        identity, groups = _here(settings, engine, jobs, stop, watcher)
    else:
        identity, groups = _on_ray(settings, engine, cluster, stop)
    others: list[str] = []

    def pass_over(other: Path) -> None:
        if len(others) < LISTED:
            others.append(str(other))

    def wanted() -> Iterator[Input]:
        if names is None:
            return inputs.found(folder, out, globs, pass_over)
        return inputs.listed(names(), folder, out, globs)

    try:
        total = sum(1 for _ in wanted())
        if not total:
            raise inputs.nothing_found(folder, globs, others, is_listed=names is not None)
        files.make_folder(out)
        with Journal(out / layout.JOURNAL) as journal:
            for leftover in output.leftovers(out):
                leftover.unlink(missing_ok=True)
            report = Report(total, passed_over=tuple(others))
            if watcher is not None:
                watcher.begin(total)
            if restart:
                _forget(journal, out)
            batch = _Run(folder, out, journal, identity, watcher, stop)
            try:
                with heeding_ctrl_c(stop):
                    return batch.work_through(wanted(), report, groups)
            except (OutputError, OSError) as error:
                raise _cannot_go_on(error, out, restart=restart) from error
            finally:
                stop.press()
    except OSError as error:
        raise _cannot_write(error, out) from error
    except sqlite3.Error as error:
        raise OutputError(f"the folder for temporary files cannot be used: {error}", "set TMPDIR") from error


def _here(
    settings: Settings, engine: Engine | None, jobs: int, stop: Stop, watcher: Watcher | None
) -> tuple[str, Groups]:
    """What the results depend on, and what works on groups: threads, and one model for all of them."""
    bench = work.bench(settings, engine)

    def enter(stage: str, articles: int) -> None:
        if stop.is_pressed and stage != _LAST_STAGE:
            raise Stopped
        if watcher is not None:
            watcher.at(stage, articles)

    return bench.identity, lambda items: in_turn(
        lambda: partial(bench.work, enter=enter), items, max(1, jobs), stop
    )


def _on_ray(settings: Settings, engine: Engine | None, cluster: Cluster, stop: Stop) -> tuple[str, Groups]:
    """The same of processes that have a model each. The one that is opened here tells what it is, and goes."""
    from summarizer.batch import remote

    remote.check(cluster.address)
    begin = remote.begin(settings, engine, work.bench(settings, engine).identity)
    return begin.identity, lambda items: remote.in_turn(begin, items, cluster.workers, stop, cluster.address)


class _Run:
    """What all articles of a run have in common."""

    def __init__(
        self, folder: Path, out: Path, journal: Journal, identity: str, watcher: Watcher | None, stop: Stop
    ) -> None:
        self.folder = os.path.realpath(folder)
        self.out = out
        self.journal = journal
        self.identity = identity
        self.watcher = watcher
        self.stop = stop
        self.report = Report()

    def work_through(self, wanted: Iterable[Input], report: Report, groups: Groups) -> Report:
        self.report = report
        began = time.monotonic()
        is_cut_short = False
        try:
            for outcomes in groups(grouped(self._missing(wanted))):
                for outcome in outcomes:
                    failure = self._settle(outcome)
                    now = self.report
                    self._tell(
                        done=now.done + (failure is None),
                        failed=now.failed + (failure is not None),
                        failures=(*now.failures, *([failure] if failure else []))[:LISTED],
                        seconds=time.monotonic() - began,
                    )
                self.journal.sync()
        except KeyboardInterrupt:
            is_cut_short = True
        is_cut_short |= self.stop.is_pressed and self.report.through < self.report.total
        if not is_cut_short:
            self._forget_failures()
        self._write_overview()
        if is_cut_short:
            raise Interrupted(self.report)
        return self.report

    def _forget_failures(self) -> None:
        """Those of this folder whose input is there no more: a file that was taken away, a folder that can be read
        again, a name in a list that led out of the folder.
        """
        failed = [known for known in self.journal.records() if known.folder == self.folder]
        for known in failed:
            is_there = not known.path.startswith("/") and os.path.isfile(f"{self.folder}/{known.path}")  # noqa: PTH113
            if not is_there and not self.journal.is_asked_for(known.path):
                self.journal.append(replace(known, status="gone", error=None))

    def _missing(self, wanted: Iterable[Input]) -> Iterator[Input]:
        """What is not done yet."""
        for item in wanted:
            if self.stop.is_pressed:
                return
            if not self.journal.is_new(item.name):
                self._tell(total=self.report.total - 1)
            elif self._is_done(item):
                self._tell(kept=self.report.kept + 1)
            else:
                yield item

    def _is_done(self, item: Input) -> bool:
        known = self.journal.find(item.name)
        return (
            known is not None
            and known.status == "done"
            and known.run == self.identity
            and item.problem is None
            and work.sha256(item.path) == known.sha256
            and files.is_whole(self.out / layout.stem(item.name), known.sha256)
        )

    def _settle(self, outcome: Outcome) -> Failure | None:
        """Write what is to be written, and note it."""
        stem = self.out / layout.stem(outcome.source.name)
        error = outcome.error
        if error is None:
            self._disown(outcome.source.name)
            error = files.write(stem, outcome.files)
        if error is not None and outcome.source.problem is None:
            files.remove(stem)
        status: record.State = "done" if error is None else "failed"
        row = outcome.row if error is None else None
        folder = self.folder if status == "failed" else None
        found = Record(outcome.source.name, outcome.sha256, self.identity, status, error, row, folder)
        # A failure that nothing has changed about is not noted again: the journal of a run that was interrupted
        # and went on is that of one that was not.
        if error is None or found != self.journal.find(found.path):
            self.journal.append(found)
        return None if error is None else Failure(found.path, error)

    def _disown(self, name: str) -> None:
        """Before a result is replaced the journal must not call it done any more: a run that is killed meanwhile
        leaves files of two runs.
        """
        known = self.journal.find(name)
        if known is not None and known.status == "done":
            self.journal.append(replace(known, status="failed", error=_BEGUN_ANEW, row=None, folder=self.folder))
            self.journal.sync()

    def _tell(self, **changes: Any) -> None:
        self.report = replace(self.report, **changes)
        if self.watcher is not None:
            self.watcher.done(self.report)

    def _write_overview(self) -> None:
        with search.found(self.journal.records()) as found:
            output.write(self.out / layout.SCORES, table.lines(self.journal.records(), found))
            output.write(self.out / layout.CORRECTIONS, table.corrections(found))
            output.write(self.out / layout.INDEX, index.pieces(self.journal.records, found))


def _forget(journal: Journal, out: Path) -> None:
    for known in journal.records():
        files.remove(out / layout.stem(known.path))
    journal.clear()


def _cannot_write(error: OSError, out: Path) -> OutputError:
    place = error.filename or out
    return OutputError(f"cannot write {place}: {error.strerror or error}", "choose another folder with -o")


def _cannot_go_on(error: OutputError | OSError, out: Path, *, restart: bool) -> OutputError:
    what = error if isinstance(error, OutputError) else _cannot_write(error, out)
    command = "the same command without --restart" if restart else "the same command"
    return OutputError(what.message, f"make room; what is done is kept, and {command} goes on")

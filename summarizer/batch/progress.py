"""How far a batch is: a bar on a terminal, a line now and then elsewhere.

Takes a stream and writes to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from summarizer.batch import Report, Watcher
from summarizer.batch.layout import INDEX
from summarizer.render.safe import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

TELLING = 4
"""Articles after which their pace says how long the rest takes: the first of all waits for its group."""
INTERVAL = 60.0
"""Seconds between two plain lines."""


def watch(stream: TextIO, *, wanted: bool) -> AbstractContextManager[Watcher | None]:
    """A watcher that fits the stream, for the time of a batch."""
    if not wanted:
        return nullcontext()
    return BarProgress(stream) if stream.isatty() else PlainProgress(stream)


class PlainProgress:
    """A watcher for a log; a context manager, as `BarProgress` is."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._due = clock() + INTERVAL

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def begin(self, total: int) -> None:
        pass

    def at(self, stage: str, articles: int) -> None:
        self._tell(f"{stage} of {articles} articles")

    def done(self, report: Report) -> None:
        self._tell(f"{report.through:,} of {report.total:,} articles, {pace(report)}")

    def _tell(self, text: str) -> None:
        if self._clock() >= self._due:
            self._due = self._clock() + INTERVAL
            self._stream.write(f"{text}\n")
            self._stream.flush()


class BarProgress:
    """A watcher for a terminal, which is as it was when the context ends."""

    def __init__(self, stream: TextIO) -> None:
        # Loaded when it is asked for: rich takes longer than the rest of the command line.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bar: Progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TextColumn("[dim]{task.description}"),
            console=Console(file=stream),
            transient=True,
        )
        self._task: TaskID = self._bar.add_task("starting", total=None, pace="")

    def __enter__(self) -> BarProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, total: int) -> None:
        self._bar.update(self._task, total=total, description="")

    def at(self, stage: str, articles: int) -> None:
        self._bar.update(self._task, description=f"{stage} of {articles} articles")

    def done(self, report: Report) -> None:
        self._bar.update(self._task, completed=report.through, total=report.total, pace=pace(report))


def pace(report: Report) -> str:
    """Articles a minute, the time left and the failures, as far as they are known."""
    made = report.done + report.failed
    parts = []
    if made and report.seconds > 0:
        each = report.seconds / made
        parts.append(f"{60 / each:,.0f} a minute")
        if (left := report.total - report.through) and made >= TELLING:
            parts.append(f"{duration(left * each)} left")
    if report.failed:
        parts.append(f"{report.failed:,} failed")
    return ", ".join(parts) or "starting"


def summary(report: Report, out: Path) -> str:
    """What a run came to, and where to look."""
    before = f" ({report.kept:,} of them before)" if report.kept else ""
    failed = f", {report.failed:,} failed" if report.failed else ""
    return f"{report.done + report.kept:,} done{before}{failed}: {visible(str(out / INDEX))}\n"


def passed_over(folder: str) -> str:
    return f"'{visible(folder)}' holds the results of another batch, which are no articles: passed over"


def interrupted(report: Report, *, restart: bool = False) -> str:
    done = report.done + report.kept
    command = "the same command without --restart" if restart else "the same command"
    return f"interrupted: {done:,} of {report.total:,} articles are done, {command} goes on with the others"


def duration(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 20 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"

"""Groups worked on by Ray: one process a worker, each with its own model, here or on the machines of a cluster.

Takes groups and gives their outcomes, in order, as `groups.in_turn` does with threads; starts processes and writes
nothing but Ray's own temporary files. The one process that calls it finds the inputs, writes the results and keeps
the journal. Needs the extra `ray`, and loads it when it is called.

- **Order**: outcomes come in the order of the groups. What is ready too early waits here.
- **Back-pressure**: a worker has one group at a time and nothing in store, and groups are taken as long as no more
  than `AHEAD` times the number of workers are on the way. That is all that memory holds, however many there are.
- **Death**: a worker that dies is replaced and its group given to another one. A group of which `TRIES` workers
  have died is taken apart, and an article of which `TRIES` have died by itself has failed.

This is Ray's core and not its library Data. There, a task whose worker dies is tried again without end, so that one
article that kills its worker would keep the run for ever; and a dataset has to be known before the work begins,
while what is left to do is found here on the way.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import signal
import socket
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarizer.batch import work
from summarizer.batch.groups import TICK, Stop
from summarizer.batch.inputs import Input
from summarizer.batch.work import Outcome
from summarizer.engines.base import Engine
from summarizer.errors import ModelError, UsageError
from summarizer.settings import Settings

AHEAD = 2
"""Groups on the way, for each worker: one at work, one that waits for its turn to be written."""
TRIES = 3
"""Workers that may die of the same group."""
DEATHS = 4 * TRIES
"""Workers, beside those there are, that may die in a row before it is clear that it is none of the articles."""

_SILENT = {"RAY_USAGE_STATS_ENABLED": "0"}
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""So called for the systems where it is the default: no cluster, so nothing listens beyond the loopback address."""
KNOCK = 10.0
"""Seconds for a cluster to answer; Ray itself would go on trying for minutes."""
_SHORT = "/tmp"
"""Ray makes sockets in its temporary folder, whose paths may have a hundred letters; TMPDIR may have more."""


@dataclass(frozen=True, slots=True)
class Begin:
    """How a worker, in whatever process, comes to its work."""

    settings: Settings
    engine: Engine | None
    """None: what the settings name."""
    identity: str
    """Of the process that writes the results: a worker that would make others is of no use."""
    folder: str
    """Where relative paths start from."""

    def __call__(self) -> Callable[[list[Input]], list[Outcome]]:
        try:
            os.chdir(self.folder)
        except OSError as error:
            hint = "start the run in a folder that all machines have"
            raise UsageError(f"a worker cannot enter {self.folder}: {error.strerror}", hint) from error
        bench = work.bench(self.settings, self.engine)
        if bench.identity != self.identity:
            raise ModelError(
                "a worker has another model, glossary, prompts or version of the program",
                "install the same on all machines",
            )
        return bench.work


@dataclass(eq=False, slots=True)
class _Task:
    group: list[Input]
    deaths: int = 0
    outcomes: list[Outcome] | None = None


class _Worker:
    """Lives in a process of its own."""

    def __init__(self, begin: Begin) -> None:
        # Ctrl-C is for the process that has the terminal; that one ends its workers.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._begin = begin
        self._work: Callable[[list[Input]], list[Outcome]] | None = None

    def work(self, group: list[Input]) -> list[Outcome]:
        self._work = self._work or self._begin()
        return self._work(group)


def check(address: str | None = None) -> None:
    """Raises `UsageError` where Ray is not installed, or nobody is at home at the cluster's address."""
    if importlib.util.find_spec("ray") is None:
        raise UsageError("ray is not installed", "pip install 'newsdesk-summarizer[ray]'")
    if address is not None:
        _knock(address)


def begin(settings: Settings, engine: Engine | None, identity: str) -> Begin:
    """A worker is a processor's: `--threads` says how many of them each one has."""
    return Begin(replace(settings, threads=settings.threads or 1), engine, identity, str(Path.cwd()))


def in_turn(
    begin: Begin, groups: Iterable[list[Input]], workers: int, stop: Stop, address: str | None = None
) -> Iterator[list[Outcome]]:
    """The outcomes of each group, in order. `workers` 0 is as many as there are processors for."""
    threads = begin.settings.threads
    with _connected(address, (workers or max(1, (os.cpu_count() or 1) // threads)) * threads) as ray:
        crew = workers or max(1, int(ray.cluster_resources().get("CPU", 1)) // threads)
        worker = ray.remote(num_cpus=threads, max_restarts=0, scheduling_strategy="SPREAD")(_Worker)
        free = [worker.remote(begin) for _ in range(crew)]
        busy: dict[Any, tuple[_Task, Any]] = {}
        line: list[_Task] = []  # taken and not given out yet, in order
        waiting: deque[_Task] = deque()  # those of them that no worker has
        left, deaths = iter(groups), 0
        while True:
            while line and (outcomes := line[0].outcomes) is not None:
                yield outcomes
                del line[0]
            while free and not stop.is_pressed:
                if not waiting:
                    group = next(left, None) if len(line) < AHEAD * crew else None
                    if group is None:
                        break
                    line.append(_Task(group))
                    waiting.append(line[-1])
                task, actor = waiting.popleft(), free.pop()
                busy[actor.work.remote(task.group)] = task, actor
            if not busy or stop.is_over:
                return
            for ref in ray.wait(list(busy), timeout=TICK)[0]:
                task, actor = busy.pop(ref)
                try:
                    task.outcomes = ray.get(ref)
                except ray.exceptions.RayTaskError as error:
                    raise error.cause from error
                except ray.exceptions.RayError as error:
                    deaths += 1
                    if deaths > crew + DEATHS:
                        raise ModelError(
                            f"the workers die one after the other: {str(error).partition('.')[0]}",
                            "look at the memory; --workers takes fewer",
                        ) from error
                    ray.kill(actor)
                    free.append(worker.remote(begin))
                    waiting.extendleft(reversed(_after_a_death(task, line)))
                else:
                    deaths = 0
                    free.append(actor)


def _after_a_death(task: _Task, line: list[_Task]) -> list[_Task]:
    """What is to be done again: all of it, or its articles one by one, or nothing any more."""
    task.deaths += 1
    if task.deaths < TRIES:
        return [task]
    if len(task.group) == 1:
        task.outcomes = [work.lost(task.group[0], f"the worker that had it died, {TRIES} times")]
        return []
    place = line.index(task)
    line[place : place + 1] = parts = [_Task([item]) for item in task.group]
    return parts


@contextmanager
def _connected(address: str | None, processors: int) -> Iterator[Any]:
    """Ray, at `address` or started here for this run alone, and ended after it."""
    with ExitStack() as opened:
        place: dict[str, Any] = {"address": address}
        if address is None:
            folder = tempfile.TemporaryDirectory(prefix="summarizer-", dir=_SHORT, ignore_cleanup_errors=True)
            place = {
                "address": "local",  # whatever the environment says
                "num_cpus": processors,
                "include_dashboard": False,
                "_temp_dir": opened.enter_context(folder),
            }
        with _environment(_SILENT | (_ALONE if address is None else {})):
            import ray

            # Of a worker that dies, Ray tells at length, on standard output, where nothing but a result belongs.
            ray._private.worker._worker_logs_enabled = False
            opened.callback(ray.shutdown)
            try:
                ray.init(**place, log_to_driver=False, logging_level=logging.CRITICAL)
            except (ConnectionError, RuntimeError, ValueError) as error:
                why = " ".join(str(error).split())
                if address is None:
                    raise ModelError(f"Ray cannot be started: {why}") from error
                raise UsageError(f"there is no Ray at {address}: {why}", "check --ray-address") from error
        yield ray


def _knock(address: str) -> None:
    """Raises `UsageError` where nobody is at home; an address without a port is for Ray to find."""
    host, _, port = address.rpartition("/")[2].rpartition(":")
    if not (host and port.isdecimal()):
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), KNOCK).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"there is no Ray at {address}: {error}", "check --ray-address") from error


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

"""A folder of articles, of any size: found, worked through in groups, and picked up where it was left.

    inputs  -> which files, in which order
    layout  -> where in OUT each result goes
    journal -> what is done already; one run at a time
    work    -> what is done with a group of articles: read, through the model together, rendered
    files   -> the files of one result
    groups  -> several groups at work side by side, in threads; `remote` does the same on Ray
    run     -> the order of all this; writes the results, the table and the index page

`run.run` is the door. Nothing here holds more than a few groups of articles, however many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

JOBS = 2
"""Groups in work at once: while one is with the model, another is read, repaired, guarded and scored."""


class Watcher(Protocol):
    """Who wants to know how far a batch is. `at` is called from several threads."""

    def begin(self, total: int) -> None:
        """The number of inputs."""

    def at(self, stage: str, articles: int) -> None:
        """A group of so many articles enters a stage."""

    def done(self, report: Report) -> None:
        """One more input is through."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Ray works on the articles."""

    address: str | None = None
    """Of a cluster that runs already; None starts one here, for the time of the run."""
    workers: int = 0
    """Processes, each with its model; 0 is as many as there are processors for."""


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """How a batch stands."""

    total: int = 0
    """Inputs found."""
    done: int = 0
    """Finished by this run."""
    kept: int = 0
    """Done before."""
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    """As many as it is sensible to list; the journal has them all."""
    seconds: float = 0.0
    """Since the work began."""
    passed_over: tuple[str, ...] = ()
    """Folders with the results of other batches, which are no articles; as many as it is sensible to list."""

    @property
    def through(self) -> int:
        return self.done + self.kept + self.failed


class Interrupted(KeyboardInterrupt):
    """The user ended the run. Everything in `report` is kept, and a new run goes on from there."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

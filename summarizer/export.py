"""What leaves the desk: the final texts of a batch's folder, and the record of how each came about.

Takes the folder that `batch` wrote and that decisions were made in; writes another one:

    FOLDER/texts/<path>.txt        (or .md, .json) the article after all decisions
    FOLDER/records/<path>.json     with `audit`: what was proposed, who decided it and when, and the text

in the layout of the articles. Nothing of the batch is changed; no batch can run meanwhile. What cannot be read
costs its article alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarizer import decisions as deciding
from summarizer import models, output, results
from summarizer.batch import layout
from summarizer.batch.journal import Journal
from summarizer.batch.record import Record
from summarizer.decisions import Decisions, Settled, record
from summarizer.decisions.spellings import Choices
from summarizer.document import Result
from summarizer.errors import InputError, OutputError, UsageError
from summarizer.render import copy

TEXTS, RECORDS = "texts", "records"


@dataclass(frozen=True, slots=True)
class Article:
    """One article with what was decided about it."""

    path: str
    """The name of the input, in the batch's folder."""
    run: str
    """The hash of the settings, the model and the version that made the result."""
    result: Result
    log: Decisions | None
    settled: Settled


@dataclass(frozen=True, slots=True)
class Lost:
    """An article without a final text."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """How an export went."""

    texts: int = 0
    edits: int = 0
    taken: int = 0
    refused: int = 0
    undecided: int = 0
    worded: int = 0
    """Sentences, headlines and lines in an editor's own words."""
    unfit: tuple[tuple[str, int], ...] = ()
    """Articles with decisions that no longer fit, and how many."""
    lost: tuple[Lost, ...] = ()


def export(out: Path, folder: Path | None = None, medium: copy.Medium = "text", *, audit: bool = False) -> Exported:
    """The final texts of `out`, and their records. Raises `InputError`, `UsageError`, `OutputError`."""
    folder = folder or out / layout.EXPORT
    if folder.resolve().is_relative_to((out / layout.ARTICLES).resolve()):
        raise UsageError(f"{folder} is among the results of {out}", "name another folder with -o")
    counts: Counter[str] = Counter()
    unfit: list[tuple[str, int]] = []
    lost: list[Lost] = []
    for article in articles(out):
        if isinstance(article, Lost):
            lost.append(article)
            continue
        place = layout.stem(article.path).removeprefix(f"{layout.ARTICLES}/")
        text = copy.render(article.result, article.settled, medium)
        _write(folder / TEXTS / f"{place}{copy.ENDINGS[medium]}", text)
        if audit:
            kept = record.dumps(
                article.path, article.result, article.settled, article.log,
                run=article.run, model_files=_model_files(article.result.model.fingerprint),
            )  # fmt: skip
            _write(folder / RECORDS / f"{place}.json", kept)
        counts.update(_counts(article.settled))
        if article.settled.unfit:
            unfit.append((article.path, len(article.settled.unfit)))
    return Exported(**counts, unfit=tuple(unfit), lost=tuple(lost))


def choices(out: Path) -> Choices:
    """The spellings chosen in all articles of `out`; those that cannot be read tell nothing."""
    found = Choices()
    for article in articles(out):
        if isinstance(article, Article):
            found.add([*article.settled.standing.values(), *article.settled.unfit])
    return found


def articles(out: Path) -> Iterator[Article | Lost]:
    """Every article that the journal of `out` tells of, in the order of their names."""
    if not (out / layout.JOURNAL).is_file():
        raise InputError(f"{out} holds no results of a batch", "name the folder that `summarizer batch` wrote")
    with Journal(out / layout.JOURNAL) as journal:
        for known in journal.records():
            yield _read(out, known)


def _read(out: Path, known: Record) -> Article | Lost:
    if known.error is not None:
        return Lost(known.path, f"'{known.path}': the batch has no result: {known.error}")
    file = out / f"{layout.stem(known.path)}.json"
    try:
        result = results.load(file)
        log = deciding.read(deciding.beside(file))
    except InputError as error:
        return Lost(known.path, str(error))
    return Article(known.path, known.run, result, log, deciding.settle(result, log))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}", "choose another folder with -o") from error
    output.write(path, text)


@cache
def _model_files(fingerprint: str) -> Mapping[str, str] | None:
    """The SHA-256 of each file of the model of that fingerprint; None where it is not on this computer any more."""
    model = next((m for m in models.listed() if fingerprint and m.spec.fingerprint == fingerprint), None)
    if model is None:
        return None
    return {file.name: _hash(file) for file in sorted(model.folder.iterdir()) if file.is_file()}


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _counts(settled: Settled) -> dict[str, int]:
    """What an article adds to the fields of `Exported`."""
    standing = settled.standing.values()
    return {
        "texts": 1,
        "edits": sum(len(segment.edits) for segment in settled.segments),
        "taken": sum(decision.verdict == "taken" for decision in standing),
        "refused": sum(decision.verdict == "refused" for decision in standing),
        "undecided": settled.undecided,
        "worded": sum(decision.text is not None for decision in standing),
    }

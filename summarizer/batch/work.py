"""What is done with a group of inputs: read, sent through the pipeline together, rendered.

Takes inputs and gives one outcome each, in order, whatever happens: all that is to be written of it, or why there
is nothing. Reads the inputs and what the settings name; writes nothing. It runs in threads of one process or, on
Ray, in many processes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from summarizer import engines, pipeline, prompts, read, render
from summarizer import glossary as glossaries
from summarizer.batch import record
from summarizer.batch.inputs import Input
from summarizer.document import Article, Result
from summarizer.engines.base import Engine
from summarizer.errors import InputError, SummarizerError
from summarizer.glossary import Glossary
from summarizer.prompts import Prompts
from summarizer.render import safe
from summarizer.settings import Settings

Enter = Callable[[str, int], None]
"""Called as so many articles enter a stage of the pipeline. What it raises, if no `Exception`, ends the work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input; an error, or everything that is to be written."""

    source: Input
    sha256: str | None
    error: str | None = None
    row: record.Row | None = None
    files: tuple[str, ...] = ()
    """The texts of a result's files, in the order of `layout.ENDINGS`."""


@dataclass(frozen=True, slots=True)
class Bench:
    """All that the work takes: settings, what they name, and the model, open."""

    settings: Settings
    templates: Prompts
    terms: Glossary
    engine: Engine
    identity: str
    """A hash of all that a result depends on beside its input."""

    def work(self, group: Sequence[Input], enter: Enter = lambda *_: None) -> list[Outcome]:
        """One outcome an input, in order, whatever happens."""
        readings = [_read(item, self.settings.force) for item in group]
        articles = [found for found in readings if isinstance(found, Article)]
        results = iter(self._processed(articles, enter))
        return [
            _outcome(item, found, next(results)) if isinstance(found, Article) else found
            for item, found in zip(group, readings, strict=True)
        ]

    def _processed(self, articles: Sequence[Article], enter: Enter) -> list[Result | Exception]:
        """Together; if that fails, one by one, so that an article that cannot be worked on costs itself alone."""

        def begin(stage: str, *_: int) -> None:
            enter(stage, len(articles))

        if not articles:
            return []
        try:
            return [*pipeline.process(articles, self.engine, self.templates, self.settings, self.terms, begin)]
        except Exception as error:
            if len(articles) == 1:
                return [error]
            return [found for article in articles for found in self._processed([article], enter)]


def bench(settings: Settings, engine: Engine | None = None) -> Bench:
    """Raises `UsageError` and `ModelError`."""
    templates = prompts.load(settings.prompts)
    terms = glossaries.load(settings.glossary) if settings.glossary else glossaries.EMPTY
    engine = engine or engines.load(settings.model, threads=settings.threads)
    return Bench(settings, templates, terms, engine, _identity(settings, templates, terms, engine))


def sha256(path: Path) -> str | None:
    """Of a regular file's bytes; None where there is none that can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def lost(item: Input, why: str) -> Outcome:
    """Of an input that nothing came back of."""
    return Outcome(item, sha256(item.path), _line(item, why))


def _read(item: Input, force: bool) -> Article | Outcome:
    if item.problem is not None:
        return Outcome(item, None, item.problem)
    try:
        return read.read(_file(item.path), force=force)
    except Exception as error:
        return Outcome(item, sha256(item.path), _why(item, error))


def _file(path: Path) -> str:
    """A file that is called `-` is not standard input."""
    return "./-" if str(path) == "-" else str(path)


def _outcome(item: Input, article: Article, found: Result | Exception) -> Outcome:
    if isinstance(found, Exception):
        return Outcome(item, article.sha256, _why(item, found))
    try:
        files = (
            render.render(found, "json"),
            render.render(found, "markdown", explain=True),
            render.render(found, "html"),
        )
        return Outcome(item, article.sha256, None, record.row(found), files)
    except Exception as error:
        return Outcome(item, article.sha256, _why(item, error))


def _why(item: Input, error: Exception) -> str:
    if isinstance(error, InputError):
        return str(error)
    kind = "" if isinstance(error, SummarizerError) else f"a defect in the program: {type(error).__name__}: "
    return _line(item, f"{kind}{error}")


def _line(item: Input, why: str) -> str:
    """One line, which names the file."""
    return " ".join(f"'{safe.name(str(item.path))}': {why}".split())


def _identity(settings: Settings, templates: Prompts, terms: Glossary, engine: Engine) -> str:
    """By what was read and is used: a file may change, and a pipe is read once."""
    spec = engine.spec
    parts = (
        *(settings.fingerprint(), templates.revision, terms.revision),
        *(engine.name, spec.name, spec.revision, spec.fingerprint),
        version(pipeline.DISTRIBUTION),
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

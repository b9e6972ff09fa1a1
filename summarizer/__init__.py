"""Headline, three-line summary, cleaned rewrite and readability of a machine-translated news article.

    from summarizer import process_text
    result = process_text(open("article.txt", encoding="utf-8").read())
    print(result.headline.text)

Everything runs offline on the CPU, with the model that ships in the package.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.document import (
    Article,
    Conditions,
    Coverage,
    Edit,
    FactCount,
    Flag,
    Headline,
    LostFact,
    ModelInfo,
    Readability,
    Refusal,
    Result,
    Rewrite,
    RewrittenSegment,
    Score,
    Span,
    SummaryLine,
    Violation,
    apply_edits,
)
from summarizer.errors import InputError, ModelError, OutputError, SummarizerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from summarizer.batch import Cluster, Report, Watcher
    from summarizer.compare import Comparison
    from summarizer.engines.base import Engine
    from summarizer.pipeline import Progress
    from summarizer.settings import Settings

__all__ = [
    "Article",
    "Conditions",
    "Coverage",
    "Edit",
    "FactCount",
    "Flag",
    "Headline",
    "InputError",
    "LostFact",
    "ModelError",
    "ModelInfo",
    "OutputError",
    "Readability",
    "Refusal",
    "Result",
    "Rewrite",
    "RewrittenSegment",
    "Score",
    "Span",
    "SummarizerError",
    "SummaryLine",
    "UsageError",
    "Violation",
    "apply_edits",
    "compare_files",
    "load_engine",
    "process_file",
    "process_folder",
    "process_text",
    "score_file",
]


def load_engine(model: str | Path | None = None, *, threads: int = 0) -> Engine:
    """A loaded model, to be reused over many calls: the embedded one, or a folder, a registered name, a hub id.

    `threads` 0 takes as many as there are processors. Raises `ModelError`.
    """
    from summarizer import engines

    return engines.load(model, threads=threads)


def process_text(text: str, *, engine: Engine | None = None, **options: Any) -> Result:
    """The result for one article given as text; `options` are fields of `summarizer.settings.Settings`.

    Raises `InputError`, `ModelError` or `UsageError`.
    """
    from summarizer import read
    from summarizer.settings import Settings

    settings = Settings(**options)
    return _process(read.from_text(text, force=settings.force), settings, engine, None)


def process_file(
    path: str | Path,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Result:
    """The result for one file (`-` is standard input), with `settings` or with `options`, its fields by name.

    Raises `InputError`, `ModelError` or `UsageError`.
    """
    from summarizer import read

    chosen = _chosen(settings, options)
    return _process(read.read(path, force=chosen.force), chosen, engine, progress)


def process_folder(
    folder: str | Path,
    out: str | Path,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    globs: Sequence[str] = (),
    names: Callable[[], Iterable[str]] | None = None,
    restart: bool = False,
    jobs: int | None = None,
    cluster: Cluster | None = None,
    watcher: Watcher | None = None,
    **options: Any,
) -> Report:
    """Work through the files of `folder`, with the results in the folder `out`, and go on where a run was ended.

    `globs` narrows the files, `names` names them; `jobs` groups of articles are at work at once (two), or as many
    as Ray has workers for where `cluster` says so. What fails is in the report. Raises `InputError`, `ModelError`,
    `OutputError` or `UsageError`.
    """
    from summarizer.batch import JOBS
    from summarizer.batch.run import run

    chosen = _chosen(settings, options)
    return run(
        Path(folder), Path(out), chosen, engine=engine, globs=globs, names=names, restart=restart,
        jobs=jobs or JOBS, cluster=cluster, watcher=watcher,
    )  # fmt: skip


def compare_files(
    original: str | Path,
    cleaned: str | Path | None = None,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Comparison:
    """Two files (`-` is standard input) sentence by sentence; without `cleaned` the original beside its rewrite.

    `cleaned` may be of whatever origin. Raises `InputError`, `ModelError` or `UsageError`.
    """
    from summarizer import compare, read

    chosen = _chosen(settings, options)
    if cleaned is None:
        return compare.rewritten(process_file(original, chosen, engine=engine, progress=progress))
    sides = [compare.side(read.read(path, force=chosen.force)) for path in (original, cleaned)]
    return compare.compare(*sides)


def score_file(path: str | Path, *, force: bool = False) -> dict[str, Score]:
    """The readability of one file (`-` is standard input) as it stands, by the keys of `score.MEASURES`.

    Raises `InputError`.
    """
    from summarizer import read, score, segment

    segments = segment.segment(read.read(path, force=force))
    return score.score([s.original for s in segments if s.kind == "sentence"])


def _chosen(settings: Settings | None, options: Mapping[str, Any]) -> Settings:
    """The one that is given; either may be, both may not."""
    from summarizer.settings import Settings

    if settings is not None and options:
        raise TypeError(f"give settings or {', '.join(options)}, not both")
    return settings or Settings(**options)


def _process(article: Article, settings: Settings, engine: Engine | None, progress: Progress | None) -> Result:
    from summarizer import glossary, pipeline, prompts

    templates = prompts.load(settings.prompts)
    terms = glossary.load(settings.glossary) if settings.glossary else glossary.EMPTY
    engine = engine or load_engine(settings.model, threads=settings.threads)
    return pipeline.process([article], engine, templates, settings, terms, progress)[0]

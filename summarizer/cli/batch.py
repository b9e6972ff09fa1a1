"""`summarizer batch`: a whole folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from summarizer.batch import JOBS
from summarizer.cli import options
from summarizer.cli.session import EXIT_INTERRUPTED, EXIT_PARTLY, settings
from summarizer.cli.streams import complain, emit
from summarizer.errors import UsageError

Engine = Literal["local", "ray"]


def batch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Its files and those of its subfolders.")],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="The folder for the results, made if missing."),
    ],
    glob: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Only files whose name fits, such as '*.txt', or whose path does, such as 'north/**/*.md'; "
            "may be given several times.",
        ),
    ] = None,
    files_from: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Only the files named there, one a line (or apart by zero bytes); - is standard input.",
        ),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Forget what is done and begin anew; OUT's old results are deleted.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=1, help="Groups of articles in work at once, beside each other and the model.")
    ] = JOBS,
    engine: Annotated[
        Engine,
        typer.Option(help="local: one process and one model; ray: many (the extra `ray`), here or on a cluster."),
    ] = "local",
    ray_address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Ray cluster that runs already, such as head:6379.")
    ] = None,
    workers: Annotated[
        int,
        typer.Option(min=0, help="Ray's processes, each with a model; 0 is as many as there are processors for."),
    ] = 0,
    level: options.Depth = None,
    edit_quotes: options.EditQuotes = None,
    glossary: options.Terms = None,
    model: options.Model = None,
    prompts: options.PromptFolder = None,
    force: options.Force = None,
    threads: options.Threads = None,
    progress: options.Progress = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """A whole folder: a page, a JSON and a Markdown file an article, a table and an index page.

    A run that was ended goes on where it was when the same command is given again; only what is new, has changed
    or failed is worked on.
    """
    chosen = settings(context)
    from summarizer import process_folder
    from summarizer.batch import Cluster, Interrupted, inputs
    from summarizer.batch import progress as watching

    if engine == "local" and (workers or ray_address is not None):
        raise UsageError("--workers and --ray-address are for --engine ray", "add it, or leave them out")
    cluster = Cluster(ray_address, workers) if engine == "ray" else None
    try:
        with (
            inputs.names_in(files_from) as names,
            watching.watch(sys.stderr, wanted=chosen.progress) as watcher,
        ):
            report = process_folder(
                folder, out, chosen, globs=glob or (), names=names, restart=restart, jobs=jobs, cluster=cluster,
                watcher=watcher,
            )  # fmt: skip
    except Interrupted as stop:
        complain(watching.interrupted(stop.report, restart=restart))
        raise typer.Exit(EXIT_INTERRUPTED) from None
    for other in report.passed_over:
        complain(watching.passed_over(other))
    for failure in report.failures:
        complain(failure.why)
    emit(watching.summary(report, out))
    if report.failed:
        raise typer.Exit(EXIT_PARTLY)

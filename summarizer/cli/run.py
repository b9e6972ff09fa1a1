"""`summarizer run`: one article."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.session import EXIT_PARTLY, settings
from summarizer.cli.streams import emit, is_ascii_only
from summarizer.settings import Format


def run(
    context: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A .txt, .md, .html or .docx file; - is standard input.")
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            help="How the result is shown; auto goes by the ending of the output file, "
            "else is terminal for a terminal and, without --color always, text for a pipe."
        ),
    ] = None,
    output: options.Output = None,
    level: options.Depth = None,
    edit_quotes: options.EditQuotes = None,
    glossary: options.Terms = None,
    model: options.Model = None,
    prompts: options.PromptFolder = None,
    force: options.Force = None,
    explain: Annotated[
        bool | None,
        typer.Option(
            "--explain/--no-explain",
            help="Show the sentences each line stands on, the reason for each edit, and what was refused.",
        ),
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Exit with 5 where something is flagged.")
    ] = None,
    threads: options.Threads = None,
    color: options.Color = None,
    progress: options.Progress = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """Headline, three lines, a cleaned rewrite and the readability of one article.

    Each option can also be set in summarizer.toml (level = "correct") or the environment (SUMMARIZER_LEVEL).
    """
    chosen = settings(context)
    from summarizer import output as files
    from summarizer import process_file
    from summarizer.progress import ProgressLine
    from summarizer.render import render

    medium = chosen.medium(is_terminal=sys.stdout.isatty())
    if chosen.output is not None:
        files.check(chosen.output, article)
    with ProgressLine(sys.stderr, wanted=chosen.progress) as line:
        result = process_file(article, chosen, progress=line)
    shown = render(
        result,
        medium,
        explain=chosen.explain,
        color=chosen.has_color(is_terminal=sys.stdout.isatty()),
        width=shutil.get_terminal_size().columns,
        ascii_only=is_ascii_only(chosen),
    )
    emit(shown, chosen)
    if chosen.strict and result.flags:
        raise typer.Exit(EXIT_PARTLY)

"""`summarizer compare`: two texts beside each other."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated, Literal

import typer

from summarizer.cli import options
from summarizer.cli.session import settings
from summarizer.cli.streams import emit, is_ascii_only
from summarizer.errors import UsageError


def compare(
    context: typer.Context,
    original: Annotated[
        str, typer.Argument(metavar="ORIGINAL", help="A .txt, .md, .html or .docx file; - is standard input.")
    ],
    cleaned: Annotated[
        str | None,
        typer.Argument(metavar="CLEANED", help="Another one, whoever wrote it; without it the program makes it."),
    ] = None,
    format: Annotated[
        Literal["auto", "terminal", "json", "html"] | None,
        typer.Option(help="How the comparison is shown; auto goes by the ending of the output file."),
    ] = None,
    output: options.Output = None,
    level: options.Depth = None,
    edit_quotes: options.EditQuotes = None,
    glossary: options.Terms = None,
    model: options.Model = None,
    prompts: options.PromptFolder = None,
    force: options.Force = None,
    threads: options.Threads = None,
    color: options.Color = None,
    progress: options.Progress = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """Two texts side by side: what was reworded, split, merged, moved, dropped and added.

    Below them stand the facts that one has and the other lacks, and the readability of both. A terminal that is
    too narrow for two columns gets one text with the changes marked in it.
    """
    chosen = settings(context)
    from summarizer import compare_files
    from summarizer import output as files
    from summarizer.progress import ProgressLine
    from summarizer.render.comparison import render

    medium = chosen.medium(is_terminal=sys.stdout.isatty(), written=("text", "json", "html"))
    if original == cleaned == "-":
        raise UsageError("standard input can be only one of the two texts", "name a file for the other")
    if chosen.output is not None:
        for file in filter(None, (original, cleaned)):
            files.check(chosen.output, file)
    with ProgressLine(sys.stderr, wanted=chosen.progress) as line:
        comparison = compare_files(original, cleaned, chosen, progress=line)
    shown = render(
        comparison,
        medium if medium in ("json", "html") else "terminal",
        color=chosen.has_color(is_terminal=sys.stdout.isatty()),
        width=shutil.get_terminal_size().columns,
        ascii_only=is_ascii_only(chosen),
    )
    emit(shown, chosen)

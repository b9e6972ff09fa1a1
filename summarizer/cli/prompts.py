"""`summarizer prompts`: the prompts the model is asked with."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.session import EXIT_USAGE, help_if_alone, settings
from summarizer.cli.streams import emit

app = typer.Typer(
    help="Look at the prompts the model is asked with.",
    rich_markup_mode=None,
    callback=help_if_alone,
    invoke_without_command=True,
)


@app.command("list")
def list_(
    context: typer.Context,
    prompts: options.PromptFolder = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """Each prompt: its name, its revision, what it takes in, and the file it comes from."""
    chosen = settings(context)
    from summarizer.prompts import load
    from summarizer.render import tables

    emit(tables.prompts(load(chosen.prompts)))


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `prompts list` has it.")],
    prompts: options.PromptFolder = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """One prompt, as its file has it."""
    chosen = settings(context)
    from summarizer.prompts import load

    emit(load(chosen.prompts).named(name).template + "\n")


@app.command()
def check(
    context: typer.Context,
    prompts: options.PromptFolder = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """Whether all prompts can be used; every problem is listed, and the exit code is then 2."""
    chosen = settings(context)
    from summarizer.prompts import check as problems_in
    from summarizer.render import tables

    problems = problems_in(chosen.prompts)
    emit(tables.problems(problems))
    if problems:
        raise typer.Exit(EXIT_USAGE)

"""`summarizer models`: the models on this computer."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.session import help_if_alone
from summarizer.cli.streams import emit

app = typer.Typer(
    help="List, add, show, remove and choose models.",
    rich_markup_mode=None,
    callback=help_if_alone,
    invoke_without_command=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="As `models list` has it.")]


@app.command("list")
def list_(debug: options.Debug = None) -> None:
    """The model that ships with the program and those you added; * marks the one in use."""
    from summarizer import models
    from summarizer.render import tables

    emit(tables.models(models.listed()))


@app.command()
def show(name: Name, debug: options.Debug = None) -> None:
    """One model: where it lies, what runs it, what it was trained for."""
    from summarizer import models
    from summarizer.render import tables

    emit(tables.model(models.show(name)))


@app.command()
def add(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A model's folder, or a hub id such as org/name.")
    ],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What to call it.")] = None,
    convert: Annotated[
        bool, typer.Option("--convert/--no-convert", help="Make it small and fast; needs the extra `torch`.")
    ] = True,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a model of that name.")] = False,
    debug: options.Debug = None,
) -> None:
    """Add a model. A hub id is downloaded: the only thing here that uses the network."""
    from summarizer import models
    from summarizer.render import tables

    emit(tables.model(models.add(source, name, convert=convert, replace=replace)))


@app.command()
def remove(name: Name, debug: options.Debug = None) -> None:
    """Delete a model you added."""
    from summarizer import models

    models.remove(name)


@app.command()
def use(name: Name, debug: options.Debug = None) -> None:
    """Choose the model for runs that name none."""
    from summarizer import models
    from summarizer.render import tables

    emit(tables.model(models.use(name)))

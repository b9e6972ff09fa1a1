"""What every command starts from: its settings, and what outlives it when it fails.

Takes Typer's context, gives `Settings`. Reads what `settings.load` reads; writes help to standard output.
"""

from __future__ import annotations

from dataclasses import dataclass

import typer

from summarizer import settings as config
from summarizer.settings import FIELDS, Settings

EXIT_DEFECT, EXIT_USAGE, EXIT_PARTLY, EXIT_INTERRUPTED, EXIT_BROKEN_PIPE = 1, 2, 5, 130, 141


@dataclass
class Session:
    """What outlives a command that fails; Typer carries it as the context's `obj`."""

    debug: bool = False


def settings(context: typer.Context) -> Settings:
    """The settings of a command: those of its options that are named as a setting, over environment and file."""
    options = {name: value for name, value in context.params.items() if name in FIELDS}
    chosen = config.load(options, config=context.params.get("config"))
    context.obj.debug |= chosen.debug
    return chosen


def help_if_alone(context: typer.Context) -> None:
    """The callback of a group of commands: without one of them it explains itself."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())

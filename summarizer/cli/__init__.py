"""The command line: options become Settings, one call of the library, a rendering. Nothing is decided here.

Takes arguments; writes results to standard output or a file and everything else to standard error. This is the
one package that touches the terminal, and the one that turns errors into a line and an exit code:

    0    done
    1    a defect in the program
    2    wrong usage, or a setting, prompt or glossary that cannot be used
    3    an input that cannot be used, or a result that cannot be written
    4    a model that cannot be loaded
    5    done, but not all is well: flags under `--strict`, or some of several files failed
    130  interrupted
    141  whoever read the output stopped reading

A command, or a group of them, is a module; `app` lists them all. Modules that do the work are imported by the
command that needs them, when it runs: `--help` loads none of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from errno import ENOSPC
from typing import Annotated

import typer
from typer.main import get_command

from summarizer.cli import batch, compare, export, glossary, models, prompts, review, run, score, streams
from summarizer.cli.session import (
    EXIT_BROKEN_PIPE,
    EXIT_DEFECT,
    EXIT_INTERRUPTED,
    Session,
    help_if_alone,
)
from summarizer.errors import SummarizerError

PATIENCE = 1.0
"""Seconds that a batch's threads get to end, where the user ended it."""


def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if not context.obj.debug:
        streams.silence_libraries()
    if version:
        from importlib.metadata import version as installed

        streams.emit(f"summarizer {installed('newsdesk-summarizer')}\n")
    else:
        help_if_alone(context)


app = typer.Typer(
    help="Headline, three-line summary, cleaned rewrite and readability of a machine-translated news article. "
    "Offline, on the processor of this computer.",
    callback=_root,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(run.run)
app.command()(batch.batch)
app.command()(compare.compare)
app.command()(review.review)
app.command()(export.export)
app.command()(export.replay)
app.command()(glossary.glossary)
app.command()(score.score)
app.add_typer(prompts.app, name="prompts")
app.add_typer(models.app, name="models")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code. Every error ends in one line on standard error, whatever it is."""
    code = _main(arguments)
    groups = sys.modules.get("summarizer.batch.groups")
    if groups is not None and not groups.are_out(PATIENCE):
        # A batch was ended while a thread of it is with the model. Everything that is to be kept is on the disk.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    return code


def _main(arguments: Sequence[str] | None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    session = Session(debug="--debug" in arguments)
    streams.prepare()
    try:
        code = app(args=list(arguments), prog_name="summarizer", standalone_mode=False, obj=session)
        return int(code or 0)
    except SummarizerError as error:
        return _fail(session, error, error.exit_code)
    except typer.TyperException as error:
        message = " ".join(error.format_message().replace("Value error, ", "").split())
        return _fail(session, f"{message} (`{_command(arguments)} --help` explains)", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_INTERRUPTED
    except SystemExit:
        # Typer's own way out when nobody reads its help.
        return EXIT_BROKEN_PIPE
    except Exception as error:
        if isinstance(error, OSError) and error.errno == ENOSPC and error.filename is None:
            # Typer writes its help itself.
            full = streams.unwritable(error)
            return _fail(session, full, full.exit_code)
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"a defect in the program: {cause} (please report it, with what --debug shows)"
        return _fail(session, message, EXIT_DEFECT)


def _command(arguments: Sequence[str]) -> str:
    """The command that the arguments begin with. Not every error of Typer's knows where it arose."""
    words, commands = ["summarizer"], getattr(get_command(app), "commands", {})
    for argument in arguments:
        if argument not in commands:
            break
        words.append(argument)
        commands = getattr(commands[argument], "commands", {})
    return " ".join(words)


def _fail(session: Session, error: Exception | str, code: int) -> int:
    if session.debug:
        import traceback

        traceback.print_exc()
    streams.complain(error)
    return code

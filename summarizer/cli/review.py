"""`summarizer review`: the desk's pages over a batch's folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.session import settings
from summarizer.cli.streams import emit
from summarizer.errors import UsageError


def review(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `summarizer batch` wrote.")],
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Where to serve; else the folder's last port if it is free."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What decisions are signed with; else the user's name.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the list in the browser.")] = False,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """A page for each article of a batch, where an editor takes, refuses and words; saved at once.

    Served to this computer alone, at an address that is printed. Ctrl-C ends it, with exit code 0.
    """
    settings(context)
    try:
        from summarizer.review.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise UsageError(
            "`review` needs an extra that is not installed", "pip install 'newsdesk-summarizer[review]'"
        ) from error

    serve(out, port=port, editor=_editor(name), open_browser=open_browser, announce=_announce)


def _editor(name: str | None) -> str:
    """One line that names somebody."""
    if name is not None:
        found = " ".join(name.split())
        if not found:
            raise UsageError("--name: nobody is named", "write it as --name 'Ana Kovač'")
        return found
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user that the system has no name for
        return "editor"


def _announce(address: str, is_kept: bool) -> None:
    emit(f"{address}\n")
    stays = "" if is_kept else "; pages that are open will not survive a restart, the token cannot be kept"
    print(f"summarizer: open this address in a browser on this computer; Ctrl-C ends it{stays}", file=sys.stderr)

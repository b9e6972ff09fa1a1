"""`summarizer glossary`: spellings that the editor keeps choosing, as lines for the desk's glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.session import settings
from summarizer.cli.streams import complain, emit
from summarizer.errors import UsageError


def glossary(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a batch that was decided on.")],
    glossary: options.Terms = None,
    add: Annotated[
        bool, typer.Option("--add", help="Add the lines to the glossary; nothing in it is changed.")
    ] = False,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """Spellings that the editor chose at least twice in OUT and that the glossary does not have yet."""
    chosen = settings(context)
    from summarizer import output
    from summarizer.decisions.spellings import added
    from summarizer.export import choices

    written = _text(chosen.glossary)
    made = choices(out)
    offers = made.offers(written.removeprefix("\ufeff"), str(chosen.glossary))
    if add:
        if chosen.glossary is None:
            raise UsageError("--add needs a glossary to add to", "name it with --glossary")
        if offers:
            output.write(chosen.glossary, added(written, offers))
    if not offers and made.offers():
        complain(f"{chosen.glossary} has, or is against, every spelling that was chosen twice")
    elif not offers:
        complain(
            f"no spelling was chosen twice yet in {out}, or not the same way each time "
            f"(choose with `summarizer review {out}`)"
        )
    emit(added("", offers))


def _text(path: Path | None) -> str:
    """The glossary to the letter, with its byte order mark; nothing where it has yet to be written."""
    try:
        return "" if path is None else path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"{path}: {reason}", "check the path given to --glossary") from error

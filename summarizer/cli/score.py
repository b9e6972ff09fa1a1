"""`summarizer score`: the readability of files as they stand."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from summarizer.cli import options
from summarizer.cli.session import EXIT_PARTLY, settings
from summarizer.cli.streams import complain, emit, is_ascii_only
from summarizer.errors import SummarizerError


def score(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files; - is standard input.")],
    format: Annotated[Literal["text", "json"] | None, typer.Option(help="How the scores are shown.")] = None,
    output: options.Output = None,
    force: options.Force = None,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """The readability of files as they stand; nothing is rewritten."""
    chosen = settings(context)
    from summarizer import output as writing
    from summarizer import score_file
    from summarizer.render import json, text

    as_json = chosen.medium(is_terminal=False, written=("text", "json")) == "json"
    if chosen.output is not None:
        for file in files:
            writing.check(chosen.output, file)
    found, errors = [], []
    for file in files:
        try:
            found.append((file, score_file(file, force=chosen.force)))
        except SummarizerError as error:
            if len(files) == 1:
                raise
            errors.append(error)
    if found:
        shown = json.scored(found, ascii_only=is_ascii_only(chosen)) if as_json else text.scores(found)
        emit(shown, chosen)
    for failure in errors:
        complain(failure)
    if errors:
        raise typer.Exit(EXIT_PARTLY if found else errors[0].exit_code)

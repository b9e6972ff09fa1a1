"""`summarizer export`: the final texts of a batch's folder, and `replay`: whether a record gives its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.cli import options
from summarizer.cli.session import EXIT_PARTLY, settings
from summarizer.cli.streams import complain, emit
from summarizer.counting import many
from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.export import Exported


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `summarizer batch` wrote.")],
    folder: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where to write, made if missing; else OUT/export."),
    ] = None,
    medium: Annotated[
        Literal["text", "markdown", "json"],
        typer.Option(
            "--format", help="text is the article alone; markdown and json have headline and summary too."
        ),
    ] = "text",
    audit: Annotated[
        bool,
        typer.Option("--audit", help="A record for each article too: what was proposed, who decided it and when."),
    ] = False,
    config: options.Config = None,
    debug: options.Debug = None,
) -> None:
    """The final text of each article of a batch, as the editor decided; what is undecided stands as proposed."""
    settings(context)
    from summarizer.batch.layout import EXPORT
    from summarizer.export import export as write

    done = write(out, folder, medium, audit=audit)
    for lost in done.lost:
        complain(lost.why)
    emit("".join(f"{line}\n" for line in _told(done, folder or out / EXPORT)))
    if done.lost:
        raise typer.Exit(EXIT_PARTLY if done.texts else InputError.exit_code)


def replay(
    context: typer.Context,
    records: Annotated[
        list[Path], typer.Argument(metavar="RECORD...", help="What `summarizer export --audit` wrote.")
    ],
    debug: options.Debug = None,
) -> None:
    """Whether each record's source and edits give, to the byte, the text that it vouches for."""
    settings(context)
    from summarizer.decisions.record import replay as again
    from summarizer.render.safe import name, visible

    wrong = 0
    for path in records:
        try:
            found = again(_content(path), str(path))
        except InputError as error:
            complain(error)
            wrong += 1
            continue
        if found.problem is None:
            emit(f"{name(str(path))}: gives its text, with {found.applied} of {found.edits} edits\n")
        else:
            complain(f"'{visible(str(path))}' does not give its text: {found.problem}")
            wrong += 1
    if wrong:
        raise typer.Exit(EXIT_PARTLY if wrong < len(records) else InputError.exit_code)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"'{path}': {error.strerror or error}", "check the path") from error


def _told(done: Exported, folder: Path) -> Iterator[str]:
    from summarizer.render.safe import name

    yield f"{many(done.texts, 'text')} in {name(str(folder))}"
    yield (
        f"{many(done.edits, 'edit')}: {done.taken:,} taken, {done.refused:,} refused, "
        f"{done.undecided:,} undecided (they stand as proposed); {done.worded:,} in the editor's own words"
    )
    for path, count in done.unfit:
        yield f"{name(path)}: {many(count, 'decision')} that no longer {'fits' if count == 1 else 'fit'}"

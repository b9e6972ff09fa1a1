"""Standard output and standard error: results on the one, everything else on the other.

Takes what is to be shown; writes it to the streams, or a result to the file that the settings name.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

import typer

from summarizer.cli.session import EXIT_BROKEN_PIPE
from summarizer.errors import OutputError
from summarizer.settings import Settings


def emit(shown: str, chosen: Settings | None = None) -> None:
    """Write a result to the output file of the settings, or else to standard output."""
    if chosen is not None and chosen.output is not None:
        from summarizer import output

        output.write(chosen.output, shown)
        return
    try:
        sys.stdout.write(shown)
        sys.stdout.flush()
    except OSError as error:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(EXIT_BROKEN_PIPE) from None
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def complain(error: Exception | str) -> None:
    """One line on standard error, whatever the message holds."""
    from summarizer.render.safe import visible

    print(f"summarizer: {visible(str(error))}", file=sys.stderr)


def is_ascii_only(chosen: Settings) -> bool:
    """JSON is UTF-8 wherever it can be; where standard output is something else, it says the same in ASCII."""
    return chosen.output is None and codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"


def prepare() -> None:
    """What the terminal cannot show is shown as an escape, and a stream that was closed swallows what it gets."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def silence_libraries() -> None:
    """Standard error is for the user: what libraries say among themselves is shown with --debug only."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")

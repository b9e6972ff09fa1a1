"""Standard output and standard error: results on the one, everything else on the other.

Takes what is to be shown; writes it to the streams, or a result to the file that the settings name.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

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
    except BrokenPipeError:
        _let_go()
        raise typer.Exit(EXIT_BROKEN_PIPE) from None
    except OSError as error:
        raise unwritable(error) from error


def unwritable(error: OSError) -> OutputError:
    """What a failed write to standard output is to the user."""
    _let_go()
    return OutputError(f"cannot write to standard output: {error.strerror}")


def _let_go() -> None:
    """Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: Exception | str) -> None:
    """One line on standard error, whatever the message holds."""
    from summarizer.render.safe import visible

    print(f"summarizer: {visible(str(error))}", file=sys.stderr)


def is_ascii_only(chosen: Settings) -> bool:
    """JSON is UTF-8 wherever it can be; where standard output is something else, it says the same in ASCII."""
    return chosen.output is None and codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"


class _Forgiving:
    """A text stream that loses what cannot be written: no log on a full disk, and no terminal that is gone, ends
    the work that it tells of.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def prepare() -> None:
    """What the terminal cannot show is shown as an escape. A stream that was closed swallows what it gets, or has
    nothing to give; standard error may break at any time.
    """
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if not isinstance(sys.stderr, _Forgiving):
        setattr(sys, "stderr", _Forgiving(sys.stderr))  # noqa: B010 - it need not be a whole TextIO


def silence_libraries() -> None:
    """Standard error is for the user: what libraries say among themselves is shown with --debug only."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")

"""The progress line: only on a terminal, only after a while, and gone at the end."""

from __future__ import annotations

import io

from summarizer.progress import ProgressLine

NEVER = 3600.0
WIPE = "\r\x1b[K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def wait(line: ProgressLine) -> None:
    line._timer.join()


def test_a_quick_run_shows_nothing():
    stream = Terminal()
    with ProgressLine(stream, patience=NEVER) as line:
        line("repair", 0, 5)
    assert stream.getvalue() == ""


def test_a_long_run_shows_the_stage_it_is_in_and_wipes_it():
    stream = Terminal()
    with ProgressLine(stream, patience=0) as line:
        wait(line)
        line("repair", 0, 5)
        line("rewrite", 1, 5)
    assert stream.getvalue() == f"{WIPE}starting …{WIPE}repair (1 of 5) …{WIPE}rewrite (2 of 5) …{WIPE}"


def test_an_error_wipes_it_too():
    stream = Terminal()
    try:
        with ProgressLine(stream, patience=0) as line:
            wait(line)
            raise ValueError
    except ValueError:
        pass
    assert stream.getvalue().endswith(WIPE)


def test_no_terminal_no_line():
    stream = io.StringIO()
    with ProgressLine(stream, patience=0) as line:
        line("repair", 0, 5)
    assert stream.getvalue() == ""


def test_unwanted():
    stream = Terminal()
    with ProgressLine(stream, wanted=False, patience=0) as line:
        line("repair", 0, 5)
    assert stream.getvalue() == ""

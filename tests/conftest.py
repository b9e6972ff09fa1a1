"""What all tests share: the command as a user runs it; that no property test is judged by its time, as a busy
machine is no failure; and that Ctrl-C works in every program they start.
"""

import signal

import pytest
from hypothesis import settings

from summarizer import cli

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Tests that a script starts in the background begin with Ctrl-C ignored, and their children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def command(capsys):
    """Runs the command; gives its exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        return (code, *capsys.readouterr())

    return run

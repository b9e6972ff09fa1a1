"""What all tests share: the command as a user runs it, and that no property test is judged by its time: a busy
machine is no failure.
"""

import pytest
from hypothesis import settings

from summarizer import cli

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def command(capsys):
    """Runs the command; gives its exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        return (code, *capsys.readouterr())

    return run

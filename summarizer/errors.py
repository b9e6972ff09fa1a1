"""The errors a user can meet, and the exit code each one means.

    SummarizerError            1  a defect in the program
    ├── UsageError             2  an option, prompt, setting or glossary that cannot be used
    ├── InputError             3  an input that cannot be used: missing, unreadable, binary, empty, not English
    ├── OutputError            3  a result that cannot be written: read-only target, full disk
    └── ModelError             4  a model that cannot be loaded or run

Foreign exceptions are mapped to these where they arise; `cli` alone turns them into one line on stderr.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """`message` says what is wrong and where; `hint` says what to try."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """One line, whatever a file name or a foreign message brought along."""
        text = f"{self.message} ({self.hint})" if self.hint else self.message
        return " ".join(text.split())


class UsageError(SummarizerError):
    exit_code = 2


class InputError(SummarizerError):
    exit_code = 3


class OutputError(SummarizerError):
    exit_code = 3


class ModelError(SummarizerError):
    exit_code = 4

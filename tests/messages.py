"""What is said on standard error."""

from __future__ import annotations


def one_line(error: str) -> bool:
    """Whether it is one line of the program's, and nothing else."""
    return error.startswith("summarizer: ") and error.count("\n") == 1 and error.endswith("\n")

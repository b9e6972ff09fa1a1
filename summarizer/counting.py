"""How many of something there are, in words. Touches nothing."""

from __future__ import annotations


def many(number: int, noun: str) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

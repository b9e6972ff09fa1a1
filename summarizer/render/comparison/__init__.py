"""A comparison as a string: for a terminal, as JSON, or as an HTML page.

Takes a `Comparison`, gives strings that end with a line break; reads its own page's parts and writes nothing.
"""

from __future__ import annotations

from typing import Literal

from summarizer.compare import Comparison

Medium = Literal["terminal", "json", "html"]


def render(
    comparison: Comparison, medium: Medium, *, color: bool = False, width: int = 80, ascii_only: bool = False
) -> str:
    """`color` and `width`, in columns, are for a terminal; `ascii_only` is for JSON where it cannot be UTF-8."""
    if medium == "json":
        from summarizer.render.comparison import data

        return data.render(comparison, ascii_only=ascii_only)
    if medium == "html":
        from summarizer.render.comparison import page

        return page.render(comparison)
    from summarizer.render.comparison import terminal

    return terminal.render(comparison, color=color, width=width)

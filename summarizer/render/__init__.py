"""A result as a string: for a terminal, as plain text, JSON, Markdown or an HTML page.

Takes values, gives strings that end with a line break; reads and writes nothing. Everything that came from an
article goes through `safe`: nothing in it can steer a terminal or become markup.
"""

from __future__ import annotations

from typing import Literal

from summarizer.document import Result

Medium = Literal["terminal", "text", "json", "markdown", "html"]


def render(
    result: Result,
    medium: Medium,
    *,
    explain: bool = False,
    color: bool = False,
    width: int = 80,
    ascii_only: bool = False,
) -> str:
    """`color` and `width`, in columns, are for a terminal; `ascii_only` is for JSON where it cannot be UTF-8."""
    # Each is imported when it is asked for: rich alone takes longer to load than the rest of the command line.
    if medium == "json":
        from summarizer.render import json

        return json.render(result, ascii_only=ascii_only)
    if medium == "markdown":
        from summarizer.render import markdown

        return markdown.render(result, explain=explain)
    if medium == "html":
        from summarizer.render import page

        return page.render(result)
    if medium == "terminal":
        from summarizer.render import terminal

        return terminal.render(result, explain=explain, color=color, width=width)
    from summarizer.render import text

    return text.render(result, explain=explain)

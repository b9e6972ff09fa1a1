"""What the page knows of the review server. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """The review server's side of the page: without it, decisions stay in the browser."""

    address: str
    """Where decisions are read (GET) and sent (POST): a path of the server that gave the page, URL-quoted."""
    token: str
    """Goes with every request, in the header `X-Summarizer-Token`."""
    editor: str
    """The name that decisions are signed with."""
    home: str | None = None
    """A link to the list of articles."""
    onward: str | None = None
    """A link to the article to look at next."""
    version: str = ""
    """Of the result; the server says in the header `X-Summarizer-Result` of each answer which there is now."""

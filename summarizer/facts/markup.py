"""Marks of Markdown inside a sentence: emphasis and links, which no headline and no line has.

Takes a text, gives it without them. Pure.
"""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]]+)\]\((?:https?://|/|#|mailto:)[^()\s]*\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![\w*])")


def plain(text: str) -> str:
    """`**Bukovac** came from [Cavtat](http://x.y)` as `Bukovac came from Cavtat`."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))

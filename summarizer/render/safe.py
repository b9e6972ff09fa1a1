"""Article text made harmless for where it is shown.

Takes and gives strings. Nothing is dropped: what could steer a terminal, turn the reading direction round or
become markup is shown as an escape that a reader can see.
"""

from __future__ import annotations

import re

_STEERING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
"""Control characters, ANSI's among them; marks and overrides of direction; line and paragraph separators; halves
of surrogate pairs, which no encoding can carry. All lie below U+10000, so four hexadecimal digits name each."""
_UNSEEN = re.compile(f"[{_STEERING}]")
_SPACE = re.compile(r"[ \t\r\n]+")

_MARKUP = re.compile(r"([\\`*_{}\[\]|~])")
_LINE_START = re.compile(r"^(\s*)(#|[-+=]|\d+(?=[.)]))")


def visible(text: str) -> str:
    """Text for one line: white space collapsed to single spaces, anything that steers as its `\\u` escape."""
    return _escape(_SPACE.sub(" ", text))


def name(path: str) -> str:
    """A file's name for one line; its white space counts, so a line break is shown as an escape."""
    return _escape(path)


def markdown(text: str) -> str:
    """Text for one line of Markdown, which shows it as it stands, whatever it contains."""
    plain = visible(text).strip()
    marked = _MARKUP.sub(r"\\\1", plain).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(_escape_line_start, marked)


def json(dumped: str) -> str:
    """JSON text that means the same and holds nothing that steers.

    `json.dumps` escapes what lies below U+0020; the rest can stand only inside its strings.
    """
    return re.sub(f"[{_STEERING}]", lambda m: m[0] if m[0] == "\n" else f"\\u{ord(m[0]):04x}", dumped)


def _escape(text: str) -> str:
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _escape_line_start(match: re.Match[str]) -> str:
    """A digit cannot be escaped, so the dot or bracket after it is: `1.` becomes `1\\.`, through its entity."""
    space, mark = match[1], match[2]
    return f"{space}&#{ord(mark[0])};{mark[1:]}"

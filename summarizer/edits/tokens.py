"""Words, numbers and marks of a text, with where they stand.

Takes a text, gives its tokens; white space is what lies between them. Touches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "number", "mark"]

_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"[^\W\d_][{_COMBINING}]*"
_TOKEN = re.compile(
    rf"""
    (?P<number>\d+(?:[.,:/]\d+)*(?:{_LETTER})*[{_COMBINING}]*)       # 1,000.5  12:30  1990s
    | (?P<word>
        (?:[^\W\d_]\.){{2,}}                                         # U.S.
        | (?:{_LETTER})(?:{_LETTER}|\d|['’\-‐‑](?={_LETTER}))*       # don't  well-known  F16
        | ['’](?:s|re|m|ve|ll|d)\b                                   # 's on its own
      )
    | (?P<mark>\S[{_COMBINING}]*)
    """,
    re.VERBOSE,
)
# A mark may itself be a combining character: `\S` takes it where no letter came before.


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int
    kind: TokenKind
    fold: str
    """Case folded, apostrophes straight: what two spellings of one word have in common."""


def tokenize(text: str) -> list[Token]:
    """The tokens of `text` in order; everything between them is white space."""
    return [
        Token(
            match[0],
            match.start(),
            match.end(),
            match.lastgroup,  # type: ignore[arg-type]
            match[0].casefold().replace("’", "'"),
        )
        for match in _TOKEN.finditer(text)
    ]

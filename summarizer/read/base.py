"""What the parsers of the formats give, and what the error messages of reading suggest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.document import BlockKind, Span

SAVE_AS = "open it in the program that made it and save it as .docx, .html, .md or .txt"
NEEDS_PROSE = "give it an article: sentences in paragraphs"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way. `kind` is None while only its shape among its neighbours can tell."""

    span: Span
    text: str
    """The words at `span`; those of a wrapped paragraph on one line."""
    kind: BlockKind | None = None
    quoted: bool = False
    """Whether it is set off as a quotation."""


class Part(NamedTuple):
    """A block of a page or a document before its place is known."""

    kind: BlockKind | None
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The source text and its pieces in order. A marked heading is a `subhead`, the title too."""

    text: str
    pieces: tuple[Piece, ...]


def joined(parts: Iterable[Part]) -> Draft:
    """The parts of a page or a document as a source text, one a line, white space within a part made single."""
    pieces: list[Piece] = []
    position = 0
    for kind, text, quoted in parts:
        line = " ".join(text.split())
        if line:
            pieces.append(Piece(Span(position, position + len(line)), line, kind, quoted))
            position += len(line) + 1
    return Draft("\n".join(piece.text for piece in pieces), tuple(pieces))

"""Headings: which pieces are the title and the subheads, by their marks or by their shape. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.document import Block, BlockKind, Span
from summarizer.facts.starts import BEGINS
from summarizer.read.base import Draft, Piece
from summarizer.read.plain import LINE_END
from summarizer.sites import SITE_AND_DATE

TITLE_WORDS = 30
"""A first line of more words is a paragraph. The longest of 35,717 news headlines has 25."""

ENDED_TITLE_WORDS = 15
"""A first line that ends in a full stop, with a blank line after it, is a title up to this length in words.

Of 1,593 machine translations of news whose first line (the headline as a rule) is this short, 13 in 100 end it so;
of 1,652 news articles without their headline 6 in 100 begin with such a paragraph. The rule supposes that most
articles have a title.
"""

SUBHEAD_WORDS = 16
"""A line of more words is a paragraph that lacks its full stop."""

MOST_SET_OFF = 0.5
"""The share of the characters that may be set off as quotations; a mail that is forwarded is set off as a whole."""

RUN_IN_WORDS = 4
"""A title that its copy runs on from, on the same line, has at least so many words."""
RUN_IN_CHARACTERS = 200
"""Within which its copy begins."""

_BEGINS_AGAIN = re.compile(r"(?P<start>[A-Z]\S* \w\S*)(?: \S+)*? [a-z0-9-]+%? (?=(?P=start) )")
"""A title whose first two words its copy begins with.

Of 2,174 machine translations of news whose title and copy were set on one line this and `BEGINS` part 636 where the
title ends and 35 elsewhere, of 1,771 news articles without their title none.
"""
_MARKED = re.compile(rf"\S.*? {SITE_AND_DATE}(?= \S)")
"""A title with its site and date, and copy behind it."""
_NO_TITLE = re.compile(
    r"[.!?…]['\"”’»)\]]*(?: |$)"
    r"|\b(?:of|in|on|at|the|an?|and|or|but|to|for|by|with|from|that|as|than|when|if|is|are|was|were|said|says|told)$",
    re.IGNORECASE,
)
"""What is more than a title, or a title that is not over yet."""
_ENDS_SENTENCE = re.compile(r"[.!?…。！？।]['\"’”»)\]]*$")
_ENDS_OPEN = re.compile(r"[.:;,…\-–—]['\"’”»)\]]*$")
_ENDS_WITHIN = re.compile(r"[a-z]{3}[.!?…]['\"’”»)\]]*\s+[A-Z]")
_ENDS_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


def tell_apart(draft: Draft) -> tuple[Block, ...]:
    """A marked heading before any copy is the title, and so is a first line of a title's shape.

    Where no heading is marked, a short line between copy and copy that does not end is a subhead. A title that the
    copy runs on from, on one line, is parted from it. What is set off is a quotation, unless most of the text is:
    then it was sent so.
    """
    pieces = _parted(draft)
    set_off = sum(len(piece.text) for piece in pieces if piece.quoted)
    is_sent_so = set_off > MOST_SET_OFF * sum(len(piece.text) for piece in pieces)
    marked = any(piece.kind == "subhead" for piece in pieces)
    blocks: list[Block] = []
    for i, piece in enumerate(pieces):
        kind: BlockKind = piece.kind or "paragraph"
        quoted = piece.quoted and not is_sent_so
        if i == 0 and (piece.kind == "subhead" or _looks_like_title(draft)):
            kind = "title"
        elif piece.kind is None and not marked and not quoted and _looks_like_subhead(pieces, i):
            kind = "subhead"
        blocks.append(Block(kind, piece.span, quoted and kind == "paragraph"))
    return tuple(blocks)


def _parted(draft: Draft) -> tuple[Piece, ...]:
    """The pieces, a title that begins the first one's line on its own: `Prices fall in May The office said`."""
    if not draft.pieces or draft.pieces[0].kind is not None or _looks_like_title(draft):
        return draft.pieces
    first, *rest = draft.pieces
    is_wrapped = len(first.text) != first.span.end - first.span.start
    title = None if is_wrapped else _run_in_title(first.text)
    if title is None:
        return draft.pieces
    middle = first.span.start + len(title)
    return (
        Piece(Span(first.span.start, middle), title, "title"),
        Piece(Span(middle + 1, first.span.end), first.text[len(title) + 1 :], "paragraph", first.quoted),
        *rest,
    )


def _run_in_title(text: str) -> str | None:
    if marked := _MARKED.match(text, 0, RUN_IN_CHARACTERS):
        return marked[0]
    if again := _BEGINS_AGAIN.match(text, 0, RUN_IN_CHARACTERS):
        title = again[0].rstrip()
    elif copy := BEGINS.search(text, 0, RUN_IN_CHARACTERS):
        title = text[: copy.start()]
    else:
        return None
    return title if len(title.split()) >= RUN_IN_WORDS and not _NO_TITLE.search(title) else None


def ends_sentence(text: str) -> bool:
    return bool(_ENDS_SENTENCE.search(text))


def is_short(text: str, words: int = SUBHEAD_WORDS) -> bool:
    return len(text.split(maxsplit=words + 1)) <= words


def _looks_like_title(draft: Draft) -> bool:
    first, *rest = draft.pieces
    if first.kind or not rest or not any(c.isalpha() for c in first.text):
        return False
    if _is_unended(first.text):
        return is_short(first.text, TITLE_WORDS)
    set_off = len(LINE_END.findall(draft.text, first.span.end, rest[0].span.start)) > 1
    copy = any(not is_short(piece.text) for piece in rest)
    one_sentence = ends_sentence(first.text) and not _ENDS_WITHIN.search(first.text)
    return one_sentence and is_short(first.text, ENDED_TITLE_WORDS) and set_off and copy


def _looks_like_subhead(pieces: Sequence[Piece], i: int) -> bool:
    """A short line without an end mark, between copy and copy; after the title it is a byline or the like."""
    if not 0 < i < len(pieces) - 1:
        return False
    text = pieces[i].text
    return (
        is_short(text)
        and _is_unended(text)
        and not ends_sentence(text)
        and not text[0].islower()
        and any(c.isalpha() for c in text)
        and (_is_full(pieces[i - 1]) or i == 1)
        and _is_full(pieces[i + 1])
    )


def _is_unended(text: str) -> bool:
    return not _ENDS_OPEN.search(text) or bool(_ENDS_ABBREVIATED.search(text))


def _is_full(piece: Piece) -> bool:
    """Whether a piece is copy beyond doubt: sentences that end, or too long for a heading."""
    return ends_sentence(piece.text) or not is_short(piece.text)

"""Repairs of what a computer, not a writer, broke: encoding, entities, invisible characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from summarizer.document import Span
from summarizer.repair.base import Draft, Fix, Rule, substitute

_SOUND = re.compile(r"[\x00-\x7f‘’“”–—…•£€\u00a0]*")
"""Text of these characters alone cannot be mojibake, and need not wait for ftfy."""
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|\#\d{2,6}|\#[xX][0-9A-Fa-f]{2,5});")

_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
_FORMAT = r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_JOINER = r"(?<![^\x00-\u024f])[\u200c\u200d](?![^\x00-\u024f])"
"""A joiner is part of an emoji and of some scripts' spelling; between Latin letters it is rubbish."""


def _mojibake(draft: Draft) -> Iterator[Fix]:
    """The words that ftfy reads differently; quotes, ligatures and widths that are not broken stay as they are."""
    if _SOUND.fullmatch(draft.text):
        return
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    mended = ftfy.fix_text_segment(draft.text, config)
    if mended == draft.text:
        return
    before, after = (re.findall(r"\s+|[^\s]+", t) for t in (draft.text, mended))
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Fix(Span(starts[i], starts[j]), "".join(after[k:m]))


def _entities(draft: Draft) -> Iterator[Fix]:
    for match in _ENTITY.finditer(draft.text):
        character = html.unescape(match[0])
        if character == match[0] or not (character.isprintable() or character.isspace()):
            continue
        yield Fix(Span(*match.span()), " " if character.isspace() else character)


RULES = (
    Rule("entity", "left-over HTML entity", _entities, mends_quotations=True, mends_verbatim=True),
    Rule("mojibake", "broken character encoding", _mojibake, mends_quotations=True, mends_verbatim=True),
    Rule(
        "invisible",
        "invisible character",
        substitute(f"(?:{_CONTROL}|{_FORMAT}|{_JOINER})+", ""),
        mends_quotations=True,
        mends_verbatim=True,
    ),
)

"""Words that the model has garbled: `antm` for `anthem`, `DeKALb` for `DeKalb`.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure. A model that
writes in pieces of words drops one now and then; no fact need change for the copy to be unfit to print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View

_SHORTEST = 4
"""Letters. Shorter words are too often abbreviations that no list has."""
_LIKE = 0.65
"""Share of letters in common, in order, from which an unknown word is a garbled copy: `antm` and `anthem` have
0.8, `adose` and `adipose` 0.83."""
_UNDOUBLED = re.compile(r"([^aeiou]+[aeiou][^aeiouwxy])(?:ed|ing)")


def coined(new: View, sources: Sequence[View]) -> Violation | None:
    """The first word of `new` that looks like one of the sources and is none, nor a word of ordinary English.

    A rare word that resembles nothing in the sources may be a good one; whether a capitalised word is a name
    of the sources is asked by the rules for names.
    """
    written = {token.text for source in sources for token in source.tokens}
    known = {part for source in sources for low in source.lows for part in (low, *low.split("-"))}
    for token in new.tokens:
        if token.kind not in ("word", "mixed") or len(token.text) < _SHORTEST or token.text in written:
            continue
        if "-" in token.text:
            garbled = any(_is_garbled(part, known) for part in token.low.split("-"))
        elif token.text.islower():
            garbled = _is_garbled(token.low, known)
        else:  # a capital inside a word that is not all capitals
            inner = any(map(str.isupper, token.text[1:]))
            garbled = token.kind == "word" and inner and not token.text.isupper()
        if garbled:
            message = f"`{token.text}` is no word of the source, nor a common one"
            return Violation("coined-word", token.text, message)
    return None


def _is_garbled(part: str, known: set[str]) -> bool:
    if len(part) < _SHORTEST or not part.isalpha() or part in known:
        return False
    part = lexicon.unaccented(part)  # `façade` for `facade`, but no `accompagnéed` for `accompanied`
    if not part.isascii():
        return False
    if _is_undoubled(part):
        return True
    american = lexicon.americanised(part)
    if not lexicon.is_rare(part) or american in map(lexicon.americanised, known):
        return False
    like = SequenceMatcher(b=part, autojunk=False)
    for word in known:
        like.set_seq1(word)
        if len(word) >= _SHORTEST and like.quick_ratio() >= _LIKE and like.ratio() >= _LIKE:
            return True
    return False


def _is_undoubled(part: str) -> bool:
    """`flaged`, `stoping`: a short stem that doubles its last letter and has not; but `hoped` comes of `hope`."""
    known = lexicon.words("ordinary")
    stem = _UNDOUBLED.fullmatch(part)
    return stem is not None and part not in known and stem[1] in known and stem[1] + "e" not in known

"""Words that the model has garbled: `antm` for `anthem`, `DeKALb` for `DeKalb`.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure. A model that
writes in pieces of words drops one now and then; no fact need change for the copy to be unfit to print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View

_SHORTEST = 4
"""Letters. Shorter words are too often abbreviations that no list has."""
_UNDOUBLED = re.compile(r"([^aeiou]+[aeiou][^aeiouwxy])(?:ed|ing)")


def coined(new: View, sources: Sequence[View]) -> Violation | None:
    """The first word of `new` that neither the sources nor the list of ordinary English have.

    Whether a capitalised word is a name of the sources is asked by the rules for names.
    """
    written = {token.text for source in sources for token in source.tokens}
    known = {part for source in sources for low in source.lows for part in (low, *low.split("-"))}
    for token in new.tokens:
        if token.kind not in ("word", "mixed") or len(token.text) < _SHORTEST or token.text in written:
            continue
        odd_case = token.kind == "word" and any(map(str.isupper, token.text[1:])) and not token.text.isupper()
        odd_case = odd_case and "-" not in token.text
        parts = token.low.split("-") if "-" in token.text or token.text.islower() else ()
        if odd_case or any(_is_plain(part) and part not in known for part in parts):
            message = f"`{token.text}` is no word of the source, nor a common one"
            return Violation("coined-word", token.text, message)
    return None


def _is_plain(part: str) -> bool:
    """Whether a list of ordinary words would have it, were it one; it has not."""
    if len(part) < _SHORTEST or not part.isascii() or not part.isalpha():
        return False
    return not lexicon.is_ordinary(part) or _is_undoubled(part)


def _is_undoubled(part: str) -> bool:
    """`flaged`, `stoping`: a short stem that doubles its last letter and has not; but `hoped` comes of `hope`."""
    known = lexicon.words("ordinary")
    stem = _UNDOUBLED.fullmatch(part)
    return stem is not None and part not in known and stem[1] in known and stem[1] + "e" not in known

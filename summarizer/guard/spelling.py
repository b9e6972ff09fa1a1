"""Words that the model has garbled: `antm` for `anthem`, `DeKALb` for `DeKalb`.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure. A model that
writes in pieces of words drops one now and then; no fact need change for the copy to be unfit to print.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View

_SHORTEST = 4
"""Letters. Shorter words are too often abbreviations that no list has."""


def coined(new: View, sources: Sequence[View]) -> Violation | None:
    """The first word of `new` that neither the sources nor the list of ordinary English have.

    Whether a capitalised word is a name of the sources is asked by the rules for names.
    """
    written = {token.text for source in sources for token in source.tokens}
    lows = {low for source in sources for low in source.lows}
    for token in new.tokens:
        if token.kind != "word" or len(token.text) < _SHORTEST or token.text in written:
            continue
        oddly_cased = any(map(str.isupper, token.text[1:])) and not token.text.isupper()
        plain = token.text.islower() and token.text.isascii() and token.text.isalpha()
        if oddly_cased or (plain and token.low not in lows and not lexicon.is_ordinary(token.low)):
            return Violation(
                "coined-word", token.text, f"`{token.text}` is no word of the source, nor a common one"
            )
    return None

"""What a word may stand for that translations have mostly where humans have another: `appended` for `added`.

Takes text, gives doubts. Pure; reads the table of the package. Asked only in a loud article that has more such
words: in any other copy the word is meant, as it is elsewhere in print.

A small model thinks well of copying even such a word, so what is known of the word counts beside its view of the
sentence, and so does the language model's. Of 2,500 round trips 2,400 such words become what the human wrote, 720
another one that he did not, and 140 were right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.document import Span
from summarizer.doubts.base import Doubt, Guess, Lenience
from summarizer.facts import misrendered
from summarizer.facts.articles import wanted_article

QUIET = -30.0
"""Nats by which a guess would have to be likelier in an article without noise: it is not asked there."""
LOUD = 2.0
"""Nats by which all that is known may be against a guess in a loud one."""

_ARTICLE = re.compile(r"\b[Aa]n? $")
_VOWELS = "aeiou"


def doubts(text: str, closed: Sequence[Span] = ()) -> Iterator[Doubt]:
    """One for each such word, with the article before it; `closed` stretches are passed over."""
    for word in misrendered.words(text):
        article = _ARTICLE.search(text, 0, word.span.start)
        span = Span(article.start(), word.span.end) if article else word.span
        if not any(span.overlaps(each) for each in closed):
            meant = ((_with_article(other, article[0]) if article else other, nats) for other, nats in word.meant)
            guesses = (Guess(span, other, Lenience(QUIET, nats + LOUD), nats) for other, nats in meant)
            yield Doubt("wording", tuple(guesses), lead=0.0, of_translations=True)


def _with_article(word: str, before: str) -> str:
    """`a food` for `an alimentary`; by its letter where its sound is not certain."""
    article = wanted_article(word) or ("an" if word[0] in _VOWELS else "a")
    return f"{before[0]}{article[1:]} {word}"

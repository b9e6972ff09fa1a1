"""Whether a body's `his` ought to be `its`: `The company raised his dividend`.

Takes text, gives doubts. Pure. Of round trips that are such, the model is asked where it is not against it by more
than `LENIENCE`: 91 of 102 humans wrote `its` there, 10 `their` and one `his`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Span
from summarizer.doubts.base import Doubt, Guess, Lenience
from summarizer.facts import tokenize
from summarizer.facts.bodies import is_of_a_body

LENIENCE = Lenience(6.0, 6.0)


def doubts(text: str, closed: Sequence[Span] = ()) -> Iterator[Doubt]:
    """One for each `his` of a sentence that can only be a body's; `closed` stretches are passed over."""
    tokens = tokenize(text)
    for token in tokens if is_of_a_body(tokens) else ():
        if token.low == "his" and not any(token.span.overlaps(each) for each in closed):
            yield Doubt("pronoun", (Guess(token.span, "its", LENIENCE),), lead=0.0)

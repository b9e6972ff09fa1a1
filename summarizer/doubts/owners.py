"""Whether `his` ought to be `its` or `their`: `The company raised his dividend`, `The banks sold his bonds`.

Takes text, gives doubts. Pure. A `his` that can only be a body's is asked about always: with what the model is not
against by more than `BODY` nats, 91 of 102 humans wrote `its`, 10 `their` and one `his`. Where nobody is named in
the sentence, only in a loud article, since in good copy he was named in an earlier one: of 2,500 round trips that
have `his` and no other pronoun of a man, `LOUD` makes 67 what the human wrote, seven the other of the two and none
wrong that was right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Span
from summarizer.doubts.base import Doubt, Guess, Lenience
from summarizer.facts import tokenize
from summarizer.facts.owners import is_of_a_body, may_be_its, may_be_theirs

BODY = Lenience(6.0, 6.0)
LOUD = Lenience(-4.0, 3.0)
"""Below nothing in a quiet article: there it is not asked."""


def doubts(text: str, closed: Sequence[Span] = ()) -> Iterator[Doubt]:
    """One for each `his` of a sentence that need not be a man's; `closed` stretches are passed over."""
    tokens = tokenize(text)
    meant: dict[str, Lenience] = {}
    if may_be_its(tokens):
        meant["its"] = BODY if is_of_a_body(tokens) else LOUD
    if may_be_theirs(tokens):
        meant["their"] = LOUD
    for token in tokens if meant else ():
        if token.low == "his" and not any(token.span.overlaps(each) for each in closed):
            guesses = (Guess(token.span, word, lenience) for word, lenience in meant.items())
            yield Doubt("pronoun", tuple(guesses), lead=0.0)

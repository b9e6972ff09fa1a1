"""What the text alone does not tell, and the sentence must decide: the model weighs each guess.

Takes repaired segments and an engine; gives them with what was mended, as edits of the model's. Touches nothing.

    base         what a doubt is: guesses, and how far the model may be against them
    words        what a word in no dictionary may stand for
    commas       where a comma may be missing
    stops        whether a sentence ends in one dot too many
    owners       whether `his` ought to be `its` or `their`
    misrendered  what a word stands for that translations mostly have where humans have another
    settle       the model's answer, and the text that it makes
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.doubts import commas, misrendered, owners, stops, words
from summarizer.doubts.base import Doubt
from summarizer.doubts.settle import Check, settle, weigh
from summarizer.facts.verbatim import verbatim_spans

__all__ = ["Check", "doubts", "settle", "weigh"]


def doubts(text: str, protected: Sequence[Span] = ()) -> list[Doubt]:
    """All of a sentence's; protected stretches, addresses and code are passed over."""
    closed = [*protected, *verbatim_spans(text)]
    found = [each for kind in (words, commas, stops, owners) for each in kind.doubts(text, closed)]
    asked = [guess.span for doubt in found for guess in doubt.guesses]
    return [*found, *misrendered.doubts(text, [*closed, *asked])]

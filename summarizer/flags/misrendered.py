"""Words that a translation has wrong for all that is known, and that nothing could be put for.

Takes an article's segments, gives findings. Pure; reads the word lists of the package. In an article that does not
betray such a translation they are meant; what is no word at all is told as that (`unknown`). Of such words as are
left in round trips 87 in 100 are not the human's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer import noise
from summarizer.document import RewrittenSegment
from summarizer.facts import lexicon
from summarizer.facts.misrendered import marks, words
from summarizer.flags.findings import Finding, finding

LEAST = 3
"""Such words in an article that betray a translation; one or two, in a short one, may be meant."""
MOST = 2
"""Words that a message names."""


def find(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    marked = [marks(segment.original) for segment in segments if segment.kind == "sentence"]
    if sum(marked) < LEAST or noise.translated_alone(marked) < 1:
        return
    for segment in segments:
        for word in words(segment.text):
            here = segment.text[slice(*word.span)]
            if word.betrays and lexicon.is_word(here):
                meant = "` or `".join(other for other, _ in word.meant[:MOST])
                message = f"probably mistranslated: `{here}` may stand for `{meant}`"
                yield finding(segment.id, *word.span, "mistranslated", message)

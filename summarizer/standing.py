"""Whether a sentence may be read where it is shown, without what stood around it in the article.

Takes a sentence, gives how well it stands. Pure. Editors who judged the lines of 76 articles missed most what a
line points back to (`The measure was taken …`, `Experts also recommend …`), then quotations without their other
half, questions, and somebody's `I`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import takewhile

from summarizer.document import Span
from summarizer.facts import content_stems, lexicon, stem, tokenize
from summarizer.facts.hearsay import is_credit
from summarizer.facts.selves import selves
from summarizer.telling import has_verb

FULL = 7
"""A sentence of fewer words is often a fragment, or stands on the one before it."""
LEAST_OUTSIDE = 4
"""Words outside quotation marks; with fewer a sentence is a quotation and hardly its speaker."""
_MOST_INSIDE = 6
"""Sentences of a quotation between its first and its last."""
_ALSO = 8
"""Words from the start of a sentence within which `also` points back."""
_OPENING_WORDS = 4
"""Words behind an opening `the` among which its noun stands."""

_LEANING = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|or|so|however|meanwhile|also|then|there|"
    r"in addition|moreover|furthermore|according to (?:him|her|them|it)|such|another|both|later|earlier|now|"
    r"instead|granted|likewise|similarly|nevertheless|on both of these|thus|therefore|as (?:was )?noted|besides|"
    r"at the same time|since then|initially|in total|altogether|the day before|of (?:these|them|those)|"
    r"in particular|for example|for instance|"
    r"as a result|in turn|on (?:the )?(?:one|other) hand|"
    r"for (?:his|her|its|their) part|(?:one|all|none|most|some|many|each) of (?:them|these|those)|"
    r"among (?:them|these|those)|according to the (?:first|second|third|latter|other)|"
    r"(?:in|at|for|after|during|with) (?:this|that|these|those) (?:game|match|case|context|regard|respect|way|"
    r"reason|purpose|connection|event|meeting|point|moment)s?|in most cases|"
    r"the (?:first|second|third|last) (?:reason|thing|point|option|group|type|one)|to understand|"
    r"the (?:same|latter|former|other))\b"
    r"|because,|before,"
    r"|(?:on|in|at|by|for|after|before|during|since|until|within|from|under|with|according to|last|next)\b"
    r"[^,;:]{1,40}, (?:he|she|it|they|we|i)\b"
    r"|[^,;:“\"]{1,60}\b(?:said|says|stated|announced|reported|wrote|noted|confirmed) (?:this|so)\b",
    re.IGNORECASE,
)
"""How a sentence begins that leans on the one before it: `On Monday, they …`, `One of its allies said this …`."""
_HALF = re.compile(r"(?:as|while|although|though|because|unless|whereas)\b[^,;:–—]*$", re.IGNORECASE)
"""A clause that waits for its main clause: `As rebels advance on the city.`"""
_UNTOLD = re.compile(
    r"\b(?:this|these|such an?|the) (agency|publication|newspaper|channel|expert|specialist|scientist|author|"
    r"politician|official|interlocutor|study|report|document|project|statement|measure|decision|event|incident|initiative|"
    r"ministry|department|company|organi[sz]ation|ex-president|country's)\b",
    re.IGNORECASE,
)
"""Whom and what a sentence names by its kind alone, as if it had been told of: `the expert`, `this decision`."""
_SUCH = re.compile(r"\bsuch an? [a-z]+\b|\b(?:both|none|some|most) of them\b|\bin the (?:second|latter) case\b")
"""What points to something before it, though that may stand in the same sentence."""
_THE = re.compile(r"(?:according to |in |at |for )?(?:the|such an?) (?=[a-z])", re.IGNORECASE)
_FIRST = re.compile(r"first|last|only|most|least|best|worst|[a-z]+est", re.IGNORECASE)
"""What makes `the` point at nothing: `the most important factor`."""
_WORD = re.compile(r"\w+")
_SAID = re.compile(
    r", (?:[^,]{2,60} )?(?:said|says|reported|reports|announced|wrote|writes|notes|noted|informs)(?: \S+){0,3}$"
)
"""Who says so, at the end of a sentence."""
_TAG = re.compile(r"\W*(?:[A-Z][\w.’'-]*\s?){1,3}:\s")
"""Who speaks in an interview that is written out: `Editorial: Do you mean …`."""
_MARKED = re.compile(r"[\"“”„«»]")
_CLOSES_SINGLE = re.compile(r"[,.!?]['’](?!\w)")
_OPENS_SINGLE = re.compile(r"(?<![\w.,!?])['‘](?=\w)")


class Standing(IntEnum):
    """How well a sentence stands as a line, the best first."""

    ALONE = 0
    FOLLOWS = 1
    """It leans on the sentence before it, which is shown."""
    LEANS = 2
    """On the sentence before it, which is not."""
    POOR = 3
    """It is no news, wherever it stands: a question, half a quotation, who was told of it."""


def standing(sentence: str, quoted: Sequence[Span], shown: Sequence[str], *, is_next: bool) -> Standing:
    """`quoted` are its stretches inside quotation marks, `shown` the lines before it; `is_next`, whether nothing of
    the article stands between it and the last of these. The first sentence of all has none before it.
    """
    if is_poor(sentence, quoted):
        return Standing.POOR
    is_first = is_next and not shown
    if is_first or (stands_alone(sentence) and not points_back(sentence, shown)):
        return Standing.ALONE
    return Standing.FOLLOWS if is_next else Standing.LEANS


def stands_alone(sentence: str) -> bool:
    """Whether it may be read without the one before it, as far as its beginning and its length tell."""
    words = sentence.split()
    leans = _LEANING.match(sentence) or _HALF.match(sentence) or "also" in words[:_ALSO]
    return len(words) >= FULL and not leans


def points_back(sentence: str, shown: Sequence[str]) -> bool:
    """Whether it speaks as if the lines shown had told of a thing: `The measure was taken`, `the expert warned`."""
    told = {own for line in shown for own in content_stems(line)}
    untold = (stem(match[1].lower().removesuffix("'s")) not in told for match in _UNTOLD.finditer(sentence))
    if any(untold) or _SUCH.search(sentence):
        return True
    opening = _THE.match(sentence)
    if opening is None:
        return False
    tokens = tokenize(sentence[opening.end() :])[:_OPENING_WORDS]
    words = [token.low for token in takewhile(lambda token: token.kind != "mark", tokens)]
    if not words or _FIRST.fullmatch(words[0]) or any(token.capital for token in tokens):
        return False
    return told.isdisjoint(stem(word) for word in words if word not in lexicon.words("stop"))


def is_poor(sentence: str, quoted: Sequence[Span]) -> bool:
    """Whether it is no news: a question, a note in brackets, half a quotation or one without a speaker, somebody's
    `I`, no sentence.
    """
    text = sentence.strip()
    if text.endswith(("?", ":", "...", "…")) or text.startswith("[") or _TAG.match(text):
        return True
    if quoted and sum(not _lies_in(match.start(), quoted) for match in _WORD.finditer(text)) < LEAST_OUTSIDE:
        return True
    if not quotes_close(text) or is_credit(text) or not has_verb(_SAID.sub("", text)):
        return True
    return any(not _lies_in(token.span.start, quoted) for token in selves(tokenize(text)))


def _lies_in(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def quotes_close(text: str) -> bool:
    """Whether each quotation mark has its partner: a part of a longer quotation has not."""
    doubles = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return doubles and bool(_OPENS_SINGLE.search(text) or not _CLOSES_SINGLE.search(text))


def inside_quotations(sentences: Sequence[str], quoted: Sequence[Sequence[Span]]) -> frozenset[int]:
    """The sentences, by index, that stand inside a quotation without a mark or an attribution of their own.

    Their quotation begins before them and goes on behind them: `“We are nearer to Europe. We shall be its member.
    We shall win,” he said.` Where the mark that opens it is lost, only the last of them is sure.
    """
    found: set[int] = set()
    for i in range(len(sentences) - 1):
        if _MARKED.search(sentences[i]) or not any(span.start == 0 for span in quoted[i + 1]):
            continue
        first = i
        while first > max(0, i - _MOST_INSIDE) and not _MARKED.search(sentences[first - 1]):
            first -= 1
        opened = first > 0 and _MARKED.search(sentences[first - 1]) and not quotes_close(sentences[first - 1])
        found.update(range(first if opened else i, i + 1))
    return frozenset(found)

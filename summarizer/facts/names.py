"""Names of people, places and organisations, read off their capitals.

Takes the tokens of a text; gives facts, and the acronyms that the text explains itself. Pure. A capital
counts as a name unless it opens a sentence (or the text is set like a headline) and the word is ordinary
English; so does a word in a script without capitals. Values: words in small letters without possessive,
acronyms in capitals without dots, `US` for `United States`.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.facts import lexicon
from summarizer.facts.base import Fact
from summarizer.facts.tokens import Token

CAPITAL = "[A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x250)))) + "]"
"""For patterns: Latin capitals, with their marks (`Ł`, `Ç`)."""
PARTICLES = frozenset(
    "de del della der den des di da do dos du la le van von zu zum ter ten al el ul ibn bin bint ben abu ap "
    "af av".split()
)
HONORIFICS = frozenset("mr mrs ms miss messrs sir dame madam".split())
_HEADLINE_SHARE = 0.6
"""Of the words of four letters and more; prose of MLQE-PE has 0.17 in the median, a title set in capitals
nearly 1.
"""
_HEADLINE_WORDS = 3
_SMALL_WORDS = frozenset(
    "it he she they we you its his her their our your this that these those the of in on at for to by with from as "
    "and or but".split()
)
"""With a capital inside a sentence they may open a name (`The Hague`) but end none: `Tribune It filed`."""
_LEAST_SHOUT = 4
"""Letters from which an ordinary word in capitals (`AGAIN`) is shouted and no acronym."""


def key(token: Token) -> str:
    """What a name's word is compared by."""
    if token.kind == "acronym" and len(token.low) > 1 and token.low not in ("am", "pm", "eg", "ie"):
        return token.low.upper()
    if token.kind == "mixed":
        return token.low.replace("-", "").replace(" ", "")
    if len(token.text) > 1 and token.text.isupper():
        return token.text
    return token.low


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether capitals say nothing because nearly every word has one; a full stop marks a sentence, not a
    title.
    """
    if tokens and tokens[-1].low == "." and any(t.text.islower() for t in tokens):
        return False
    long = [t for t in tokens if t.kind == "word" and len(t.low) > 3]
    return len(long) >= _HEADLINE_WORDS and sum(t.capital for t in long) > _HEADLINE_SHARE * len(long)


def find(tokens: Sequence[Token], source: str, taken: frozenset[int]) -> list[Fact]:
    """All names but what stands at the positions `taken`."""
    headline = is_headline(tokens)
    shouted = headline and all(t.text.isupper() for t in tokens if t.kind == "word" and len(t.low) > 3)
    facts: list[Fact] = []
    i = 0
    while i < len(tokens):
        if i in taken or not _begins_name(tokens, i, headline, shouted):
            i += 1
            continue
        end = i + 1
        while (extended := _extend(tokens, end, taken, headline, shouted)) > end:
            end = extended
        while end > i and _is_small(tokens[end - 1], shouted):
            end -= 1
        if end == i:
            i += 1
            continue
        span = Span(tokens[i].span.start, tokens[end - 1].span.end)
        facts.append(Fact("name", value_of(tokens[i:end], shouted), source[slice(*span)], span))
        i = end
    return facts


def _begins_name(tokens: Sequence[Token], i: int, headline: bool, shouted: bool) -> bool:
    token = tokens[i]
    if token.kind == "mixed":
        return True
    if i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].text == "$":
        return False  # `US$5`
    if i and token.glued and tokens[i - 1].kind == "number":
        return False  # `5G`, `$5B`
    if token.kind == "acronym":
        return token.low not in ("am", "pm", "eg", "ie")
    if token.kind == "word" and token.text.lower() == token.text.upper():
        return True  # a script without capitals: in English copy only a name is written so
    if token.kind != "word" or not token.capital or token.low in HONORIFICS:
        return False
    if token.text == "I":
        return False
    if _is_acronym(token, shouted):
        return True
    if token.opening or headline:
        return not lexicon.is_ordinary(token.low) or (not headline and _opens_long_form(tokens, i))
    return len(token.text) > 1 or (i + 1 < len(tokens) and tokens[i + 1].low == ".")


def _is_small(token: Token, shouted: bool) -> bool:
    return token.low in _SMALL_WORDS and not _is_acronym(token, shouted)


def _is_acronym(token: Token, shouted: bool) -> bool:
    if shouted or len(token.text) < 2 or not token.text.isupper() or token.kind != "word":
        return False
    return len(token.text) < _LEAST_SHOUT or not lexicon.is_ordinary(token.low)


def _opens_long_form(tokens: Sequence[Token], i: int) -> bool:
    """`World Health Organization`, `New York`: the word after is a capital too and no ordinary word's place."""
    return tuple(t.low for t in tokens[i : i + 2]) in _first_pairs()


def _first_pairs() -> frozenset[tuple[str, ...]]:
    return frozenset(form[:2] for form in lexicon.long_forms())


def _extend(tokens: Sequence[Token], end: int, taken: frozenset[int], headline: bool, shouted: bool) -> int:
    """The new end of a name that reaches to `end`, the same where it ends there."""
    j = end
    if j >= len(tokens) or j in taken:
        return end
    if tokens[j].low == "." and tokens[j].glued and len(tokens[j - 1].text) == 1 and j + 1 < len(tokens):
        j += 1  # an initial: `J. Smith`
        if not tokens[j].capital or j in taken:
            return end
        return j + 1 if tokens[j].kind in ("word", "acronym") else end
    if tokens[j].low == "-" and tokens[j].glued and j + 1 < len(tokens) and tokens[j + 1].glued:
        nxt = tokens[j + 1]
        return j + 2 if nxt.kind == "word" and nxt.capital and j + 1 not in taken else end
    particles = 0
    while j < len(tokens) and tokens[j].low in PARTICLES and tokens[j].text.islower() and particles < 2:
        j, particles = j + 1, particles + 1
        if j < len(tokens) and tokens[j].low == "-" and tokens[j].glued:
            j += 1
    if j >= len(tokens) or j in taken or tokens[j].opening:
        return end
    token = tokens[j]
    if token.kind == "word" and token.capital and token.text != "I" and token.low not in HONORIFICS:
        if headline and lexicon.is_ordinary(token.low) and not _is_acronym(token, shouted):
            return end
        return j + 1
    return j + 1 if token.kind in ("mixed", "acronym") and token.capital and token.low not in ("am", "pm") else end


def value_of(tokens: Sequence[Token], shouted: bool = False) -> str:
    """The words of a name, normalised; a long form that needs no introduction becomes its acronym."""
    keys = [t.low if shouted else key(t) for t in tokens if t.kind != "mark"]
    lows = tuple(k.lower() for k in keys)
    if lows in lexicon.long_forms():
        return lexicon.long_forms()[lows]
    if keys in (["USA"], ["AMERICA"]):
        return "US"
    return " ".join(keys)


def introductions(tokens: Sequence[Token]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`Collective Security Treaty Organization (CSTO)`: the acronym and the words before it that its
    letters open.
    """
    found = []
    for i in range(1, len(tokens) - 2):
        acronym = tokens[i + 1]
        if (
            tokens[i].low != "("
            or tokens[i + 2].low != ")"
            or len(acronym.text) < 2
            or not acronym.text[:2].isupper()
        ):
            continue
        letters = [c for c in acronym.text if c.isupper()]
        if words := _words_for(tokens, i, letters):
            found.append((key(acronym), words))
    return tuple(found)


def _words_for(tokens: Sequence[Token], end: int, letters: Sequence[str]) -> tuple[str, ...]:
    """The shortest run of `tokens` up to `end` whose capitals are `letters`; small words between do not count."""
    words: list[str] = []
    need = list(letters)
    for i in range(end - 1, -1, -1):
        token = tokens[i]
        if token.kind == "mark" and token.low != "-":
            return ()
        if token.kind == "mark":
            continue
        words.append(token.low)
        if need and token.text[0] == need[-1]:
            need.pop()
            if not need:
                return tuple(reversed(words))
        elif token.capital or len(words) > 2 * len(letters):
            return ()
    return ()

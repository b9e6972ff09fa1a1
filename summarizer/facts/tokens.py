"""Words and marks of a text with their spans, and the stems by which words are compared.

Takes a text; gives frozen tokens whose spans point into that very text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from summarizer.document import Span
from summarizer.facts import lexicon

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "‛": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "‐": "-"}
)
"""One character for one, so that spans stay true."""

_TOKEN = re.compile(
    r"""
      (?P<acronym>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?)
    | (?P<mixed>
        (?-i:[A-Z]{1,3}&[A-Z]{1,3}\b(?:\ \d+\b)?)                       # S&P 500
      | (?-i:[A-Z]{1,3}(?:\.\d+)+\b)                                   # B.1.1.7
      | (?:(?!(?:mid|pre|post|early|late|to|of|and|or|a)-)[^\W\d_]+-|[^\W\d_]+)\d\w*(?:[./-]\d\w*)*
      )                                                               # F-16, Su-35S, M5.1, A320neo
    | (?P<number>\d+(?:[.,:/]\d+)*)
    | (?P<clitic>n't\b | '(?:s|ll|ve|re|d|m)\b)
    | (?P<word>[^\W\d_]+?(?=n't\b) | [^\W\d_]+(?:'(?!(?:s|ll|ve|re|d|m)\b)[^\W\d_]+)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_MARKS_BEFORE_A_SENTENCE = frozenset('.!?:;"“”„«»([{-–—•*…‘\n')


@dataclass(frozen=True, slots=True)
class Token:
    """`low` is the word to compare by: small letters, straight apostrophe, an acronym without dots."""

    text: str
    low: str
    kind: str
    """`word`, `number`, `acronym`, `mixed` (`COVID-19`, `M5.1`), `clitic` (`'s`, `n't`) or `mark`."""
    span: Span
    opening: bool
    """Whether it opens a sentence, a quotation or a bracket, so that a capital says nothing."""
    glued: bool
    """Whether no space parts it from the token before."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    opening = True
    end = -1
    for match in _TOKEN.finditer(text.translate(_STRAIGHT)):
        kind = match.lastgroup or "mark"
        start = match.start()
        glued = start == end
        end = match.end()
        plain = match.group()
        low = plain.lower()
        if kind == "acronym":
            low = low.replace(".", "")
        if tokens and "\n" in text[tokens[-1].span.end : start]:
            opening = True
        tokens.append(Token(text[start:end], low, kind, Span(start, end), opening, glued))
        # A hyphen inside a word opens nothing: `Al-Naimi`.
        opening = (kind == "mark" and plain in _MARKS_BEFORE_A_SENTENCE and not (plain == "-" and glued)) or (
            opening and kind == "mark"
        )
    return tuple(tokens)


_MORE_FORMS = (
    "be am is are were being",
    "have has having",
    "do does doing",
    "say says saying",
    "go goes going",
    "lay lay",
    "lie lied lying",
    "use used using",
    "sue sued suing",
    "owe owed owing",
    "age aged aging ageing",
    "tie tied tying",
    "try tries tried",
    "fly flies",
    "spy spies spied",
    "cry cries cried",
    "dry dries dried",
    "get gotten",
    "bear bore borne born",
    "die died dies dying dead death deaths",
    "live life lives",
    "man men",
    "woman women",
    "child children",
    "person people persons",
    "foot feet",
    "wife wives",
    "good better best",
    "bad worse worst",
)
"""A word and those that meet it beside the forms of irregular verbs."""
_SUFFIXES = (
    "izations",
    "isations",
    "ization",
    "isation",
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "edly",
    "ings",
    "ness",
    "ities",
    "ions",
    "ally",
    "ies",
    "ied",
    "ily",
    "ity",
    "ion",
    "ing",
    "ers",
    "ors",
    "ed",
    "es",
    "er",
    "or",
    "ly",
    "al",
    "s",
    "e",
    "y",
)
_WHOLE = frozenset("comment compliment complement document experiment implement lament supplement torment".split())
"""Verbs whose `ment` is no suffix: `comments` meets `commented`."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the mark of a sentence, quotation marks and brackets behind it left out."""
    return _ENDED.search(text) is not None


@cache
def _irregular() -> Mapping[str, str]:
    """`{form: word}` of all whose forms the endings do not tell."""
    rows = chain(lexicon.read_lines("verbs"), _MORE_FORMS)
    return MappingProxyType({form: word for word, *forms in map(str.split, rows) for form in forms})


@lru_cache(maxsize=65536)
def stem(low: str) -> str:
    """A light stem: enough for `condemned` to meet `condemns` and `agreement` to meet `agreed`.

    Irregular forms by lists, then one suffix off, at least three letters kept, a doubled last letter made
    single.
    """
    low = _irregular().get(low, low)
    if low.removesuffix("s") in _WHOLE:
        return low.removesuffix("s")
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= 3:
            low = low[: -len(suffix)]
            break
    if len(low) > 3 and low[-1] == low[-2]:
        low = low[:-1]
    if len(low) > 3 and low[-1] in "eiy":
        low = low[:-1]
    return low


def stems(words: str) -> frozenset[str]:
    """The stems of words parted by blanks, for word lists."""
    return frozenset(map(stem, words.split()))


def content_words(text: str) -> list[Token]:
    """Words that carry meaning of their own: no stop words, clitics, numbers or marks."""
    stop = lexicon.words("stop")
    return [t for t in tokenize(text) if t.kind in ("word", "mixed", "acronym") and t.low not in stop]


def content_stems(text: str) -> tuple[str, ...]:
    """Their stems, in order."""
    return tuple(stem(token.low) for token in content_words(text))

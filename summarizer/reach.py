"""How far a rewrite goes: the farther, the surer the model must be of it.

Takes two texts, gives a `Reach`. Pure.
"""

from __future__ import annotations

from summarizer import edits
from summarizer.document import REACHES, Reach
from summarizer.facts import ends_sentence, lexicon
from summarizer.facts.dates import WEEKDAYS
from summarizer.facts.verbs import is_base, is_past

SLIP_KINDS = frozenset({"agreement", "capital-letter", "doubled-phrase", "doubled-word", "verb-form"})
"""Kinds of edits that English alone decides: other forms of the same words, their capitals, and less of what
is said twice.
"""
ARTICLE_KINDS = frozenset({"missing-article", "wrong-article"})
"""Articles put in or exchanged.

Where a sentence needs no edit at all, these are what the model edits: of 500 clean news sentences it gives nine an
article, sure of it by 1.5 nats or more, and two another preposition; of 2,450 post-edited ones it gives eleven an
article, and no editor did. An edit that drops an article, moves words or changes marks needs more still: as often
as not it is the model's taste against the editor's. How many there are of a thing is no slip either, and a
preposition that comes or goes is more than an exchanged one: `one obstacle remained Rome` is not
`one obstacle remained in Rome`.
"""

_SUBJECTS = frozenset("he she it they".split())
_BEFORE_A_NOUN = frozenset("a an the his her its their our my this that these those".split())
_DAYS = frozenset(("yesterday", "today", "tomorrow", "tonight", *WEEKDAYS))
"""Nouns that are no subject there: `he said yesterday he will go`."""
_SUBJECT = 4
"""Words that such a subject may have."""


def reach(before: str, after: str) -> Reach:
    """How far `after` goes from `before`: as far as its farthest edit, told by its kind.

    A line without a full stop may be a headline or a caption, which do without articles: there all is wording.
    """
    if not ends_sentence(before.rstrip()):
        return "wording"
    return max((_reach(hunk, before) for hunk in edits.diff(before, after)), key=REACHES.index, default="slip")


def _reach(hunk: edits.Hunk, text: str) -> Reach:
    """Of one edit. A capital for the first letter of all needs as much as an exchanged preposition: what begins
    with a small one may be a part of a sentence. Of four that are 1 to 1.5 nats likelier no editor made one.
    """
    kind = edits.reason(hunk, text).kind
    if kind == "capital-letter" and not any(map(str.isalnum, text[: hunk.span.start])):
        return "preposition"
    if kind == "pronoun" and (_makes_a_person(hunk, text) or _says_once(hunk, text)):
        return "slip"
    if kind in SLIP_KINDS or (kind in ("spelling", "word-form") and _makes_a_word(hunk)):
        return "slip"
    if kind == "preposition" and len(hunk.before.split()) == len(hunk.after.split()):
        return "preposition"
    return "article" if kind in ARTICLE_KINDS else "wording"


def _makes_a_person(hunk: edits.Hunk, text: str) -> bool:
    """`The mayor, which was arrested`: of a person it is `who`."""
    before = text[: hunk.span.start].lower().replace(",", " ").split()
    swapped = (hunk.before.strip().lower(), hunk.after.strip().lower()) == ("which", "who")
    return swapped and bool(before) and before[-1] in lexicon.classes()["person"]


def _says_once(hunk: edits.Hunk, text: str) -> bool:
    """`The mayor he denies it`: a subject of a few words at the start of the sentence, said twice.

    Behind what may be a verb the pronoun is its object: `everyone considers it their duty`.
    """
    if hunk.before.strip().lower() not in _SUBJECTS or hunk.after.strip():
        return False
    before = text[: hunk.span.start].split()
    if not 0 < len(before) <= _SUBJECT or not before[-1].isalpha():
        return False
    first, noun = ("", *before)[-2].lower(), before[-1].lower()
    may_be_verb = is_past(noun) or is_base(noun.removesuffix("s"))
    return noun not in lexicon.words("stop") | _DAYS and (first in _BEFORE_A_NOUN or not may_be_verb)


def _makes_a_word(hunk: edits.Hunk) -> bool:
    """`aquired` was none; `affect` is one, and may have been meant."""
    return _is_no_word(hunk.before.strip()) and not _is_no_word(hunk.after.strip())


def _is_no_word(text: str) -> bool:
    return text.isalpha() and text.islower() and not lexicon.is_word(text)

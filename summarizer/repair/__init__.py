"""Mend the surface of a segment: what is certainly noise, and nothing that is somebody's choice of words.

Takes an article's segments (and the desk's glossary), gives the repaired texts and the edits that lead to them, in
source coordinates; touches nothing. The rules are small and named, told in the order in which they are tried:

    encoding      what a computer broke: entities, mojibake, invisible characters
    spacing       between words, around marks and brackets
    quotes        the marks' shape, their spacing, their partner
    punctuation   doubled and stray marks, the full stop inside an attribution
    words         doubled words and phrases, a and an, `will to go`, the first capital
    calques       word for word from another language: `the his house`, `at Monday`, `19th from May`
    idioms        the small words of a phrase: `in 1903 year`, `since 30 years`, `told to reporters`
    typos         words that are none, one slip of the key away from an ordinary one
    glossary      the desk's spellings

Inside quotation marks a rule mends only spacing, encoding and the marks themselves. Numbers, names, dates and
negations are never changed. Repairing what is repaired changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Article, Repaired, Segment
from summarizer.glossary import EMPTY, Glossary
from summarizer.repair import calques, encoding, idioms, punctuation, quotes, spacing, typos, words
from summarizer.repair.base import Draft, Fix, Rule
from summarizer.repair.revise import revise

RULES: tuple[Rule, ...] = (
    *encoding.RULES,
    *quotes.RULES,
    *punctuation.RULES,
    *spacing.RULES,
    *words.RULES,
    *calques.RULES,
    *idioms.RULES,
    *typos.RULES,
)

WORD_KINDS = frozenset(rule.kind for rule in (*words.RULES, *calques.RULES, *typos.RULES))
"""Mends of words by which an article shows its noise: what neither a computer nor a style of marks and spaces does.
Idioms are none of them, as the model's margins in a noisy article were chosen without.
"""

__all__ = ["RULES", "WORD_KINDS", "Rule", "repair", "repair_article"]


def repair_article(article: Article, segments: Sequence[Segment], glossary: Glossary = EMPTY) -> list[Repaired]:
    """The segments of one article, repaired in the light of the whole."""
    trails_off = punctuation.trails_off([s.original for s in segments if s.kind == "sentence"])

    def following(segment: Segment) -> str:
        return article.text[segment.span.end : segment.span.end + 1]

    return [repair(s, glossary, following(s), trails_off=trails_off) for s in segments]


def repair(
    segment: Segment, glossary: Glossary = EMPTY, following: str | None = None, *, trails_off: bool = False
) -> Repaired:
    """The segment with every certain piece of noise mended; `glossary` terms are set right and left alone.

    `following` is the character of the article right after the segment, empty at the article's end. Where it is
    not given, a straight mark that ends the segment after a blank stays: it may open what follows. Where the
    article `trails_off`, two dots stay.
    """

    def preferred(draft: Draft) -> Iterator[Fix]:
        for span, spelling in glossary.variants_in(draft.text):
            yield Fix(span, spelling)

    spell = Rule("glossary", "the desk's spelling", preferred)
    return revise(segment, (*RULES, spell), glossary.protected_terms, following, trails_off=trails_off)

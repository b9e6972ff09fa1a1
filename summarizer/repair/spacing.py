"""Repairs of the space between words and around marks. They change nothing but space, also inside quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.facts import ends_sentence
from summarizer.repair.base import ABBREVIATIONS, Draft, Fix, Rule, ends_with_abbreviation, substitute

_SPACE = r"[ \t]"
_BEFORE_MARK = re.compile(
    rf"(?<=[\w)\]”’\"'%.…]){_SPACE}+([,.;:!?])(?=\s|$|[”’\"'\]]|(?<![;:])\)|(?<=,)[^\W\d_]{{2}})"
)
_BRACKET = re.compile(r"\((?:[A-Z]{2,}|[A-Za-z]{2,},? [a-z]+[^()=]*)\)")
_AFTER_STOP = re.compile(r"\b([A-Za-z]*[a-z]{2,})([.!?])([A-Z][a-z]*)\b(?![.(@])")
_NOT_A_SENTENCE = frozenset({"Com", "Net", "Org", "Gov", "Io", "Ai", "Js", "Py", "Tv", "Fm", "Uk"})
_BEGINS = frozenset("The This These That It He She They We In On At For A An But And According However".split())
"""After a name (`on Tuesday.The strike`) only these certainly begin a sentence."""


def _before_mark(draft: Draft) -> Iterator[Fix]:
    """Space before a mark that belongs to the word before; `. . .` and `3 : 2` are written so on purpose."""
    for match in _BEFORE_MARK.finditer(draft.text):
        before, mark, after = draft.text[: match.start()], match[1], draft.text[match.end() :]
        spaced_dots = mark == "." and (re.match(r"\s*\.", after) or before.endswith("."))
        figures = mark in ":." and before[-1:].isdigit() and after.lstrip()[:1].isdigit()
        stops_twice = before.endswith((".", "…")) and (mark == "." or not ends_with_abbreviation(before[:-1]))
        if not (spaced_dots or figures or stops_twice):
            yield Fix(Span(*match.span()), mark)


def _after_stop(draft: Draft) -> Iterator[Fix]:
    """`end.The`: a lower-case word, a full stop and a capital, unless it is a name or an address."""
    for match in _AFTER_STOP.finditer(draft.text):
        word, mark, following = match.groups()
        glued = draft.text[match.start() - 1 : match.start()] in ("-", "'", "’", "/", "_", ".", "@", ":")
        if following in _NOT_A_SENTENCE or glued or (mark == "." and word.lower() in ABBREVIATIONS):
            continue
        if re.search(r"[a-z][A-Z]", f"{word} {following}"):  # camelCase.Name
            continue
        if word[0].isupper() and following not in _BEGINS:  # System.Out, Yahoo!News
            continue
        yield Fix(Span(*match.span(2)), mark + " ")


def _between_sentences(draft: Draft) -> Iterator[Fix]:
    """`end.|The`: the segmenter saw two sentences where the article has no blank between them."""
    if draft.following and not draft.following.isspace() and ends_sentence(draft.text):
        yield Fix(Span(len(draft.text), len(draft.text)), " ")


def _at_bracket(draft: Draft) -> Iterator[Fix]:
    """`warm(without heating)and`: only around prose and acronyms, not in `hour(s)` or `print(name)`."""
    for match in _BRACKET.finditer(draft.text):
        before, after = draft.text[: match.start()], draft.text[match.end() :]
        if re.search(r"[a-z]{3}$", before):
            yield Fix(Span(match.start(), match.start() + 1), " (")
        if re.match(r"[a-z]{2}", after):
            yield Fix(Span(match.end() - 1, match.end()), ") ")


RULES = (
    Rule(
        "odd-space",
        "odd space",
        # Between figures a no-break or thin space groups thousands, and after one it holds a unit.
        substitute(r"(?<!\d)[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c](?!\n)", " "),
        mends_quotations=True,
    ),
    Rule(
        "doubled-space",
        "doubled space",
        substitute(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)", " "),
        mends_quotations=True,
    ),
    Rule("space-before-mark", "space before punctuation", _before_mark, mends_quotations=True),
    Rule(
        "space-after-comma",
        "missing space after punctuation",
        substitute(r"(?<=[^\W\d_]{2})(,|(?<=\w{3});)(?=[^\W\d_]{2})", r"\1 "),
        mends_quotations=True,
    ),
    Rule("space-after-stop", "missing space after punctuation", _after_stop, mends_quotations=True),
    Rule("space-after-stop", "missing space after punctuation", _between_sentences, mends_quotations=True),
    Rule(
        "bracket-space",
        "space inside brackets",
        substitute(r"(?<=\()(?<!:\()(?<!:-\()[ \t]+(?=[\w“\"])|(?<=[\w.”\"])[ \t]+(?=\))", ""),
        mends_quotations=True,
    ),
    Rule("space-at-bracket", "missing space at a bracket", _at_bracket, mends_quotations=True),
    Rule(
        "apostrophe-space",
        "space before an apostrophe",
        substitute(r"(?<=[a-z])[ \t]+([’'])(s|ve|re|ll|d|m)\b(?=[\s,.;:!?])(?![^’']*[’'](?:\W|$))", r"\1\2"),
        mends_quotations=True,
    ),
    Rule(
        "apostrophe-space",
        "space before an apostrophe",
        substitute(r"\b(do|does|did|is|are|was|were|have|has|had|would|could|should|ca|wo) n([’'])t\b", r"\1n\2t"),
        mends_quotations=True,
    ),
)

"""What is no model's to decide: the order of day and month, `defence` or `defense`, a title without a full stop,
`a` or `an`, the capital at the start.

Takes two texts, gives the second in the first's style. Pure.
"""

from __future__ import annotations

import re

from summarizer.document import SegmentKind
from summarizer.edits.hunks import Hunk, apply_hunks
from summarizer.facts import lexicon
from summarizer.facts.articles import wrong_articles
from summarizer.facts.dates import MONTH_NAMES
from summarizer.facts.tokens import ends_sentence

_MONTH = "|".join(MONTH_NAMES)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b(?!:)")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\W*(\w[\w'’-]*)")
_FULL_STOP = re.compile(r"(?<=\w)(?<!\.[A-Z])\.(?=[\"”'’)]?\s*$)")


def keep_style(before: str, after: str, kind: SegmentKind) -> str:
    """`after` as the desk writes: dates in the order of `before`, its words as it spells them, `a` and `an` by what
    is behind them now, a capital at the start and no full stop at the end of a heading, where it was so.
    """
    after = _with_right_articles(_keep_spelling(before, _keep_date_order(before, after)))
    after = _keep_first_capital(before, after)
    is_open = kind != "sentence" and not ends_sentence(before.rstrip())
    return _FULL_STOP.sub("", after) if is_open else after


def _with_right_articles(text: str) -> str:
    """With those right that a rewrite parted from their words: `a Associated Press report`."""
    return apply_hunks(text, (Hunk(span, text[slice(*span)], article) for span, article in wrong_articles(text)))


def _keep_first_capital(before: str, after: str) -> str:
    """`after` with the capital of `before` at its start: `Investor of activist` made `activist investor`. `iPhone`
    is spelt so.
    """
    old, new = _FIRST_WORD.match(before), _FIRST_WORD.match(after)
    if old and new and old[1][0].isupper() and new[1].islower():
        return after[: new.start(1)] + after[new.start(1)].upper() + after[new.start(1) + 1 :]
    return after


def _keep_date_order(before: str, after: str) -> str:
    """`after` with every `May 14` that was `14 May` as it was, and the other way round.

    A comma between day and year goes with the one order and comes with the other.
    """
    for day, month in _DAY_FIRST.findall(before):
        if not re.search(rf"\b{day} {month}\b", after):
            after = re.sub(rf"\b{month} {day}\b(,(?= \d{{4}}\b))?", f"{day} {month}", after)
    for month, day in _MONTH_FIRST.findall(before):
        if not re.search(rf"\b{month} {day}\b", after):
            after = re.sub(rf"\b{day} {month}\b(?! \d{{4}}\b)", f"{month} {day}", after)
            after = re.sub(rf"\b{day} {month} (?=\d{{4}}\b)", f"{month} {day}, ", after)
    return after


def _keep_spelling(before: str, after: str) -> str:
    """`after` with every word of `before` that it spells as another country does as it was: `the minister of
    defence` becomes `the defence minister`.
    """
    old, new = ({word.lower() for word in _WORD.findall(text)} for text in (before, after))
    gone = {lexicon.americanised(word): word for word in old - new}
    ours = {low: gone.get(lexicon.americanised(low), "") for low in new - old}
    respelt = {low: word for low, word in ours.items() if word and lexicon.is_word(word) and lexicon.is_word(low)}

    def kept(found: re.Match[str]) -> str:
        word: str = found[0]
        spelt: str = respelt.get(word.lower(), word)
        return spelt.capitalize() if word[0].isupper() and spelt != word else spelt

    return _WORD.sub(kept, after) if respelt else after

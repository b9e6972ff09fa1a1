"""Of how many a thing is said, and whether it must not be or need not be: `all except two`, `not for all`, `do not
have to`.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.syntax import DETERMINERS
from summarizer.guard.view import View

_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|exempting|barring|all but|with (?:the )?exceptions? (?:of|for))\b"
)
_PART = re.compile(r"\b(?:some|several) of (?:the|his|her|its|their|our|these|those)\b")
_PARTS = frozenset("some several part parts partly few many certain one two three half among".split())
_AGE = re.compile(r"\d+|-|years?|old")
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "policemen": "policeman", "babies": "baby"}
_ALL = frozenset("all every everyone everybody each both no none nobody whole entire".split())
_BEFORE_A_NOUN = DETERMINERS | frozenset("one two three four five six seven eight nine ten".split())
_NOT = r"(?:not|n't|never)"
_NEED_NOT = re.compile(rf"\b{_NOT} (?:have|need|needs|required|obliged|forced) (?:\w+ )?to\b|\bneed {_NOT}\b")
_MUST_NOT = re.compile(rf"\b(?:must|may|ca|can|could|should) {_NOT}\b|\bcannot\b")
_NOT_ALL = re.compile(
    rf"\b{_NOT}\b.* \b(?:all|every|everyone|everybody)\b|^{_NOT} (?:all|every|everyone|everybody)\b"
)
_NOT_ANY = re.compile(rf"\b{_NOT}\b.* \b(?:any|anyone|anybody)\b|\b(?:no|none|nobody)\b")


def exceptions_kept(before: View, after: View) -> Violation | None:
    """`All except two were freed` is neither `all and two` nor `all, including two`."""
    excepted = _EXCEPT.search(before.running)
    if excepted and not _EXCEPT.search(after.running):
        return Violation("negation-lost", excepted[0], f"`{excepted[0]}` is gone, and who is meant by it")
    return None


def denials_kept(before: View, after: View) -> Violation | None:
    """`Not effective for all` is not `not effective for any`, nor `do not have to` `must not`."""
    old, new = before.running, after.running  # not the other way: `no all` and `must not` are a machine's too
    for was, now in ((_NEED_NOT, _MUST_NOT), (_NOT_ALL, _NOT_ANY)):
        gone, come = was.search(old), now.search(new)
        if gone and come and not was.search(new) and not now.search(old):
            return Violation("negation-moved", come[0], f"`{gone[0]}` became `{come[0]}`")
    return None


def parts_kept(before: View, after: View) -> Violation | None:
    """`Some of the passengers` are not `the passengers`, nor `a boy` `boys`."""
    part = _PART.search(before.running)
    if part and _PARTS.isdisjoint(after.lows):
        return Violation("quantity-changed", part[0], f"`{part[0]}` is gone: it is said of all now")
    return singular_kept(after, [before])


def singular_kept(new: View, sources: Sequence[View]) -> Violation | None:
    """`Boys arrested` of one boy."""
    ones = {noun for source in sources for noun in _ones(source)}
    for low in new.lows if ones else ():
        one = _singular(low)
        if one in ones and one not in new.lows and not any(low in source.lows for source in sources):
            return Violation("quantity-changed", low, f"the source speaks of one {one}")
    return None


def _ones(text: View) -> Iterator[str]:
    """Persons of whom the text has one alone: `a 17-year-old boy`."""
    persons = lexicon.classes()["person"]
    for i, low in enumerate(text.lows):
        if low in persons and _singular(low) is None and text.lows.count(low) == 1:
            between = takewhile(
                lambda j: text.tokens[j].capital or _AGE.fullmatch(text.lows[j]), range(i - 1, 0, -1)
            )
            first = i - 1 - len(list(between))
            if first >= 0 and text.lows[first] in ("a", "an") and text.lows[max(0, first - 1)] != "as":
                yield low


def _singular(low: str) -> str | None:
    """`boy` for `boys`; None of a word that is no plural of a person."""
    persons = lexicon.classes()["person"]
    found = _IRREGULAR.get(low) or (low.removesuffix("s") if low.endswith("s") else None)
    return found if found in persons else None


def exceptions_claimed(line: View, sources: Sequence[View]) -> Violation | None:
    """Of `all passengers except the driver survived` neither the driver nor all did."""
    if _EXCEPT.search(line.running) or line.facts.of("negation"):
        return None
    known = [own for source in sources for own in source.stems]
    for source in sources:
        excepted = _EXCEPT.search(source.running)
        if excepted is None:
            continue
        behind = source.place_at(excepted.end()) + 1
        who = next((i for i in range(behind, len(source.lows)) if source.lows[i] not in _BEFORE_A_NOUN), None)
        is_told = who is not None and source.stems[who] in line.all_stems and known.count(source.stems[who]) == 1
        if (is_told and excepted[0] != "all but") or _ALL & set(line.lows) & set(source.lows):
            return Violation("negation-lost", excepted[0], f"the evidence says `{excepted[0]}`")
    return None

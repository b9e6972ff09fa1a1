"""Repairs of quotation marks: their shape, their spacing, their partner. The words between them stay.

A mark opens or closes because the segmenter paired it (`Draft.quoted`) or because of its shape; a mark whose
side is not known is left to the flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.repair.base import (
    CLOSING,
    DOUBLE_MARKS,
    HEADINGS,
    OPENING,
    SENTENCES,
    STRAIGHT,
    Draft,
    Fix,
    Rule,
    substitute,
)

SPEECH = (
    r"(?:said|says|say|told|tells|added|adds|explained|explains|stressed|noted|notes|wrote|writes|stated|states"
    r"|announced|announces|declared|claimed|claims|insisted|warned|warns|asked|asks|replied|quipped|recalled"
    r"|concluded|emphasized|emphasised|underlined|commented|pointed|reported|reports|argued|argues|admitted)"
)
_NO_MARK = r"[^“”„«»\"]"
_FOREIGN_PAIRS = tuple(
    re.compile(p)
    for p in (
        rf"(?<![\w,]),,(?=\w)(?P<text>{_NO_MARK}+?)(?:''|’’|[“”\"])(?!\w)",
        rf"``(?=\S)(?P<text>{_NO_MARK}+?)(?:''|’’|[”\"])(?!\w)",
        rf"„\s?(?P<text>{_NO_MARK}+?)\s?[“”\"]",
        rf"«\s?(?P<text>{_NO_MARK}+?)\s?»",
        rf"(?<![\w'])''(?=\w)(?P<text>{_NO_MARK}+?)(?<=[\w.,!?])''(?![\w'])",
    )
)
_SUFFIX = re.compile(r"(?:s|es|ed|er|ers|ing|ish|d|ly)\b|.\b")
_PREFIX = re.compile(r"(?:^|\W)(?:un|re|non|pre|post|anti|pro|ex|sub|de|.)$", re.IGNORECASE)
_SPEAKER = re.compile(rf"(?:[\w.’'-]+ ){{0,3}}{SPEECH}\b")
"""`said`, `the minister said`: what follows a quotation that has just been closed."""
_UNCLOSED = re.compile(
    rf"(?P<said>[^“”\"]*[a-z][,!?])(?= (?:{SPEECH} [A-Z]|(?:he|she|they|it) {SPEECH}\b)[^,]*\.$)"
)


def _style(draft: Draft, span: Span) -> tuple[str, str]:
    """The marks the rest of the segment uses, seen from its other marks, then from its apostrophes."""
    rest = draft.text[: span.start] + draft.text[span.end :]
    if OPENING in rest or CLOSING in rest:
        return OPENING, CLOSING
    if STRAIGHT in rest or ("'" in rest and "’" not in rest):
        return STRAIGHT, STRAIGHT
    return OPENING, CLOSING


def _foreign_pairs(draft: Draft) -> Iterator[Fix]:
    """`,,text''`, ``text'', „text“ and «text» with the marks of English copy."""
    for pattern in _FOREIGN_PAIRS:
        for match in pattern.finditer(draft.text):
            opening, closing = _style(draft, Span(*match.span()))
            inner = match.span("text")
            yield Fix(Span(match.start(), inner[0]), opening)
            yield Fix(Span(inner[1], match.end()), closing)


def _mixed_pair(draft: Draft) -> Iterator[Fix]:
    """`“text"`: one mark curly, one straight or turned the wrong way."""
    for start, end in draft.quoted:
        pair, inner = (draft.text[start], draft.text[end - 1]), draft.text[start + 1 : end - 1]
        if end - start < 3 or not set(pair) <= set(DOUBLE_MARKS) or set(inner) & set(DOUBLE_MARKS):
            continue
        if pair not in ((OPENING, CLOSING), (STRAIGHT, STRAIGHT)):
            yield Fix(Span(start, start + 1), OPENING)
            yield Fix(Span(end - 1, end), CLOSING)


def _sides(draft: Draft) -> Iterator[tuple[int, bool]]:
    """Each double mark whose side is known: its place, and whether it opens."""
    starts, ends = {q.start for q in draft.quoted}, {q.end - 1 for q in draft.quoted}
    for place, character in enumerate(draft.text):
        if character not in DOUBLE_MARKS or (place in starts and place in ends):
            continue
        if place in starts:
            yield place, True
        elif place in ends or character == CLOSING:
            yield place, False
        elif character == OPENING:
            yield place, True


def _mark_spacing(draft: Draft) -> Iterator[Fix]:
    """No space inside the marks, one outside: `resolved, ”said` becomes `resolved,” said`.

    A straight mark whose spaces contradict its side was paired wrongly, and so were its neighbours.
    """
    partnered = {q.start for q in draft.quoted if draft.text[q.end - 1] in DOUBLE_MARKS}
    fixes = []
    for place, opens in _sides(draft):
        before, after = draft.text[:place], draft.text[place + 1 :]
        straight = draft.text[place] == STRAIGHT
        if straight and opens and place not in partnered and re.search(r"\w $", before) and after[:1] == " ":
            continue  # It floats, and nobody knows what it was to open.
        if straight and not opens and not after and (draft.following is None or draft.following.strip()):
            continue  # It may open the next sentence: `… his character. "He has suffered …`
        fix = (_opening_space if opens else _closing_space)(draft.text[place], before, after)
        if fix is None:
            return
        fixes.append(fix)
    yield from fixes


def _opening_space(mark: str, before: str, after: str) -> Fix | None:
    """The mark with the space it should have; None where it looks like a closing one, inches or an apostrophe."""
    right = len(after) - len(after.lstrip(" "))
    following = after.lstrip(" ")
    if (right and re.search(r"\S$", before)) or following.startswith((")", "]")):
        return None
    if mark == STRAIGHT and (re.search(r"\d$", before) or (right and _SPEAKER.match(following))):
        return None
    touching = re.search(r"(?:[^\W\d_]|[,;])$", before) and not _PREFIX.search(before)
    if touching and re.match(r"s\b", after):  # Ecuador"s
        return None
    inside = right if re.match(r"[\w$£€’'(]", following) else 0
    place = len(before)
    return Fix(Span(place, place + 1 + inside), (" " if touching else "") + mark)


def _closing_space(mark: str, before: str, after: str) -> Fix | None:
    """The mark with the space it should have; None where it looks like an opening one."""
    left = len(before) - len(before.rstrip(" "))
    letter = re.match(r"[^\W\d_]", after)
    if (left and letter and not _SPEAKER.match(after)) or before.endswith(("(", "[")):
        return None
    inside = left if re.search(r"[\w.,!?…%)]$", before.rstrip(" ")) else 0
    touching = letter and not _SUFFIX.match(after)
    place = len(before)
    return Fix(Span(place - inside, place + 1), mark + (" " if touching else ""))


def _lone_mark(draft: Draft) -> Iterator[Fix]:
    """A mark that floats and has no partner. A sentence's partner may stand in another; a title's may not."""
    marks = [m.start() for m in re.finditer(f"[{DOUBLE_MARKS}]", draft.text)]
    if len(marks) == 1:
        match = re.compile(r"(?<=\w) .(?= |$)").match(draft.text, marks[0] - 1)
        if match:
            yield Fix(Span(*match.span()), "")


def _unclosed(draft: Draft) -> Iterator[Fix]:
    """`“We will win, said Smith.`: only where one comma can end the quotation."""
    text = draft.text
    if not text.startswith((OPENING, STRAIGHT)) or len(re.findall(f"[{DOUBLE_MARKS}]", text)) > 1:
        return
    match = _UNCLOSED.match(text, 1)
    if match and not re.search(rf"\b{SPEECH}\b", match["said"]):
        end = match.end("said")
        yield Fix(Span(end - 1, end), text[end - 1] + (CLOSING if text[0] == OPENING else STRAIGHT))


RULES = (
    Rule("quote-marks", "quotation marks of another language", _foreign_pairs, mends_quotations=True),
    Rule(
        "doubled-quote-mark",
        "doubled quotation mark",
        substitute(r"(“)“+|(”)”+|(?<!\S)(\")\"(?=\w)|(?<=[\w.,!?])(\")\"(?=\s|$)", r"\1\2\3\4"),
        mends_quotations=True,
    ),
    Rule("mixed-quote-marks", "quotation marks that do not match", _mixed_pair, mends_quotations=True),
    Rule("quote-spacing", "space on the wrong side of a quotation mark", _mark_spacing, mends_quotations=True),
    Rule(
        "single-quote-spacing",
        "space on the wrong side of a quotation mark",
        # Only where the mark is closed behind a comma or the like: `' We heard it,' he said`, and no apostrophe.
        substitute(r"(?:^|(?<=[.!?:,] ))(['‘]) (?=[A-Z][^'‘’]*(?:['’]\w[^'‘’]*)*[,.!?…]['’](?!\w))", r"\1"),
        mends_quotations=True,
    ),
    Rule("lone-quote-mark", "stray quotation mark", _lone_mark, mends_quotations=True, segments=HEADINGS),
    Rule("unclosed-quote", "quotation not closed", _unclosed, mends_quotations=True, segments=SENTENCES),
    Rule(
        "apostrophe",
        "wrong character for an apostrophe",
        substitute(r"(?<=[^\W\d_])[`´](?=(?:s|t|re|ve|ll|d|m)\b)", "'"),
        mends_quotations=True,
    ),
)

"""What is doubtful within one sentence: a word is missing, words do not go together, text was left
untranslated, a date does not exist.

Takes a segment's id and finished text, gives findings. Pure; reads the word lists of the package.

These are rules over small word classes, not a parser: they look for a few shapes that sound English hardly
ever has, and pass over everything else. `wear` with a person as its object is found, a wrong word of the
right class is not.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from summarizer.facts import Token, lexicon, tokenize
from summarizer.facts.dates import MONTHS, WEEKDAYS
from summarizer.flags.findings import Finding, finding

_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\u0370-\u03ff](?:[^\W\d_\u0000-\u024f]|[ ・·])*")
"""Letters of another script than Latin, save single Greek letters of formulas."""
_LEAST_FOREIGN = 2
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")

_DETERMINERS = frozenset("the a an my your our their".split())
_AFTER_NO_DETERMINER = frozenset(
    "of in at to from with for by on into during against and or but is are was were has have had will "
    "would that which who".split()
)
_FIRST_PREPOSITIONS = frozenset("in at of with from for into during against between among on to by".split())
_SECOND_PREPOSITIONS = frozenset("about of at in from with for into during against on by among between".split())
_SOUND_PAIRS = frozenset(
    (first, second)
    for first, seconds in {
        "from": "in at on among between about",
        "for": "in about at on between from",
        "to": "about between in at",
        "on": "in at with from for about by of",
        "in": "at on for with from by between among in",
        "by": "about at in with between on",
        "of": "about between in on from at among",
        "at": "about between",
        "with": "about in at on",
        "against": "in at",
        "into": "about",
        "during": "about",
        "between": "about",
        "among": "about",
    }.items()
    for second in seconds.split()
)
"""Pairs that good English has, such as `from among`, `of about 20`, `logged in with`; before a number, all
pairs are sound.
"""
_NUMERAL = frozenset(
    "a an half one two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred".split()
)
_VERB_ENDINGS = ("ed", "ing", "en")
_IRREGULAR_VERBS = frozenset(
    "come came go went put take took look say said tell told get got let set bring brought hold held "
    "stand stood run ran deal "
    "dealt speak spoke think thought hear heard find found live depend rely log sign drop check move give "
    "gave made make "
    "care know knew call ask wait pay paid sought meet met talk agree work fight fought left keep kept be "
    "been was is are".split()
)


def find(segment: int, text: str) -> Iterator[Finding]:
    tokens = tokenize(text)
    yield from missing_words(segment, tokens, text)
    yield from odd_objects(segment, tokens, text)
    yield from untranslated(segment, text)
    yield from impossible_dates(segment, tokens, text)


def missing_words(segment: int, tokens: Sequence[Token], text: str) -> Iterator[Finding]:
    """`of Kazakhstan in about this`, `the of`, a sentence that ends in `the`."""
    for i, (one, two) in enumerate(pairwise(tokens)):
        if one.glued or (two.glued and two.kind != "mark"):
            continue
        if one.low in _DETERMINERS and one.text.islower() and _ends_early(tokens, i + 1):
            shown = text[one.span.start : two.span.end]
            yield finding(
                segment, one.span.start, two.span.end, "missing-word", f"a word seems to be missing in `{shown}`"
            )
        elif i and _are_odd_prepositions(tokens, i):
            start = tokens[max(0, i - 1)].span.start
            end = tokens[min(i + 2, len(tokens) - 1)].span.end
            shown = text[one.span.start : end]
            yield finding(segment, start, end, "missing-word", f"a word seems to be missing before `{shown}`")


def _ends_early(tokens: Sequence[Token], i: int) -> bool:
    """Whether a determiner's noun is missing at token `i`: a preposition, a verb or the end of the clause
    stands there.
    """
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.kind == "mark":
        return token.low in (".", ",", ";", "!", "?", ")")
    if following is not None and following.low == "-" and following.glued:
        return False  # `the in-house team`
    if following is not None and following.low in ("and", "or", '"', "”"):
        return False
    return token.text.islower() and token.low in _AFTER_NO_DETERMINER and tokens[i - 1].low not in ("my", "your")


def _are_odd_prepositions(tokens: Sequence[Token], i: int) -> bool:
    one, two = tokens[i], tokens[i + 1]
    if one.low not in _FIRST_PREPOSITIONS or two.low not in _SECOND_PREPOSITIONS:
        return False
    if not (one.text.islower() and two.text.islower()):
        return False
    previous = tokens[i - 1]
    following = tokens[i + 2] if i + 2 < len(tokens) else None
    if previous.kind == "mark" or following is None or following.kind in ("number", "mark"):
        return False
    if previous.low.endswith(_VERB_ENDINGS) or previous.low in _IRREGULAR_VERBS:
        return False
    if two.low == "about":
        # `in about half an hour` is sound; after `in about` words of a topic are not.
        return one.low in ("in", "of", "at", "on") and following.low not in _NUMERAL and previous.kind != "number"
    return (one.low, two.low) not in _SOUND_PAIRS and previous.capital


@cache
def _odd_classes() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lexicon.read_lines("selection"):
        verbs, _, classes = line.partition("|")
        table |= {verb: tuple(classes.split()) for verb in verbs.split()}
    return table


_ENDS_PHRASE = frozenset(
    "in on at of to from with by for during after before while when as that who which whose is are was "
    "were and or but not "
    "because since until if than then this last next near against".split()
)
_LONGEST_PHRASE = 6


def odd_objects(segment: int, tokens: Sequence[Token], text: str) -> Iterator[Finding]:
    """A verb and an object that do not go together: `wearing the distinctive UN peacekeepers`."""
    for i, token in enumerate(tokens):
        classes = _odd_classes().get(token.low)
        if not classes or (i and tokens[i - 1].low in ("the", "a", "an", "'s")):
            continue
        phrase: list[Token] = []
        for following in tokens[i + 1 : i + 1 + _LONGEST_PHRASE]:
            if following.low in _ENDS_PHRASE or (following.kind == "mark" and following.low not in "'-"):
                break
            phrase.append(following)
        nouns = [t for t in phrase if t.kind in ("word", "acronym")]
        if (
            not nouns
            or any(t.low in lexicon.classes()["clothing"] for t in nouns)
            or any(t.kind == "number" for t in phrase)
        ):
            continue
        if phrase[-1].low in ("'s", "'"):
            continue
        head = nouns[-1].low
        if any(head in lexicon.classes()[name] for name in classes):
            shown = text[token.span.start : phrase[-1].span.end]
            yield finding(
                segment,
                token.span.start,
                phrase[-1].span.end,
                "mistranslated",
                f"probably mistranslated or a word is lost: `{shown}` do not go together",
            )


def untranslated(segment: int, text: str) -> Iterator[Finding]:
    match = _FOREIGN.search(_ADDRESS.sub(lambda m: " " * len(m.group()), text))
    if match and len(match.group().strip()) >= _LEAST_FOREIGN:
        shown = match.group().strip()
        yield finding(
            segment, match.start(), match.start() + len(shown), "untranslated", f"`{shown}` was left untranslated"
        )


def impossible_dates(segment: int, tokens: Sequence[Token], text: str) -> Iterator[Finding]:
    """`February 30`, and a weekday that its full date did not have."""
    for i, token in enumerate(tokens):
        month = MONTHS.get(token.low)
        if month is None or not token.capital:
            continue
        date = _day_and_year(tokens, i)
        if date is None:
            continue
        day, year, start, end = date
        span = tokens[start].span.start, tokens[end - 1].span.end
        shown = text[slice(*span)]
        if day > calendar.monthrange(year or 2024, month)[1] or day == 0:
            yield finding(segment, *span, "impossible-date", f"there is no {shown}")
            continue
        weekday = next(
            (WEEKDAYS[t.low] for t in tokens[max(0, start - 2) : start] if t.capital and t.low in WEEKDAYS), None
        )
        if year and weekday:
            real = calendar.day_name[datetime.date(year, month, day).weekday()]
            if real.lower() != weekday:
                yield finding(
                    segment, *span, "impossible-date", f"{shown} was a {real}, not a {weekday.capitalize()}"
                )


def _day_and_year(tokens: Sequence[Token], i: int) -> tuple[int, int | None, int, int] | None:
    """Day, year if told, first token and end of the full date around the month at `i`; two digits only make
    a day.
    """

    def number(j: int, least: int, most: int) -> int | None:
        if 0 <= j < len(tokens) and tokens[j].text.isdigit() and least <= len(tokens[j].text) <= most:
            return int(tokens[j].text)
        return None

    day = number(i + 1, 1, 2)
    start, end = i, i + 2
    if day is not None:
        if end < len(tokens) and tokens[end].low in ("st", "nd", "rd", "th"):
            end += 1
        if end < len(tokens) and tokens[end].low in (":", "%", "-", "–"):
            return None
        comma = end < len(tokens) and tokens[end].low == ","
        year = number(end + comma, 4, 4)
        if day > 31:  # `in May 45 people`
            return None
        return day, _known(year), start, end + comma + 1 if _known(year) else end
    ordinal = i > 1 and tokens[i - 1].low in ("st", "nd", "rd", "th")
    start = i - 2 if ordinal else i - 1
    day = number(start, 1, 2)
    if day is None or day > 31 or (start and tokens[start - 1].low in ("-", "–", "$", ",")):
        return None
    year = number(i + 1, 4, 4)
    return day, _known(year), start, i + 2 if _known(year) else i + 1


def _known(year: int | None) -> int | None:
    return year if year is not None and 1900 <= year <= 2100 else None

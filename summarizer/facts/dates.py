"""Days, months, weekdays and times of day.

Takes the tokens of a text; gives facts and the positions of the tokens they used. Pure. Values: `01-19` for
January 19 in any order of words, `01` for a month alone, `friday`, `20:05` for a time of day. A year stays
a number, so that `January 19, 2022` and `on January 19 of 2022` are the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.facts.base import Fact, FactKind
from summarizer.facts.numerals import CURRENCIES, ORDINAL_ENDINGS, ORDINALS
from summarizer.facts.tokens import Token

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
MONTH_NAMES = tuple(name.capitalize() for name in MONTHS if name not in _SHORT_MONTHS)
WEEKDAYS = {
    name: names.split()[0]
    for names in ("monday mon mondays", "tuesday tue tues tuesdays", "wednesday wed wednesdays",
                  "thursday thu thurs thursdays", "friday fri fridays", "saturday saturdays", "sunday sundays")
    for name in names.split()
}  # fmt: skip
DAY_NAMES = tuple(name.capitalize() for name in dict.fromkeys(WEEKDAYS.values()))
_SHORT_WEEKDAYS = frozenset("mon tue tues wed thu thurs fri".split())
_TENS = {"twenty": 20, "thirty": 30}
_BEFORE_A_MONTH = frozenset(
    "in of since until till by last next this early late mid from to during through between and before "
    "after on".split()
)


def is_year(text: str) -> bool:
    """Whether a number is written as the years of news are."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")


def find(tokens: Sequence[Token], source: str) -> tuple[list[Fact], frozenset[int]]:
    """The facts, and the positions of tokens that are part of them."""
    facts: list[Fact] = []
    taken: set[int] = set()

    def add(kind: FactKind, value: str, start: int, end: int) -> None:
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        facts.append(Fact(kind, value, source[slice(*span)], span))
        taken.update(range(start, end))

    for i, token in enumerate(tokens):
        if i in taken:
            continue
        if token.kind == "number":
            if time := _time(tokens, i):
                add("time", time[0], i, time[1])
        elif token.low in WEEKDAYS and (token.capital or token.low not in _SHORT_WEEKDAYS):
            add("date", WEEKDAYS[token.low], i, i + 1)
        elif token.low in MONTHS and _is_month(tokens, i):
            value, start, end = _date(tokens, i, taken)
            add("date", value, start, end)
    return facts, frozenset(taken)


def day_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The day of a month that begins at token `i`, and the token after it."""
    if not 0 <= i < len(tokens):
        return None
    token = tokens[i]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2:
        if i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].low in ORDINAL_ENDINGS:
            return int(token.text), i + 2
        return int(token.text), i + 1
    if token.low in ORDINALS and not (i > 1 and tokens[i - 1].low == "-" and tokens[i - 2].low in _TENS):
        return ORDINALS[token.low], i + 1
    if token.low in _TENS and i + 2 < len(tokens) and tokens[i + 1].low == "-":  # `twenty-first`
        unit = ORDINALS.get(tokens[i + 2].low, 10)
        return (_TENS[token.low] + unit, i + 3) if unit < 10 else None
    return None


def _is_month(tokens: Sequence[Token], i: int) -> bool:
    """Whether `May`, `March`, `Jan` are a month here."""
    token = tokens[i]
    if token.low not in ("may", "march") and token.low not in _SHORT_MONTHS:
        return True
    if not token.capital:  # `the 8 of march`, but not `may 8 people` nor `jan`
        return token.low == "march" and i > 1 and tokens[i - 1].low == "of" and day_at(tokens, i - 2) is not None
    if token.low == "march" and not token.opening:
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.low == "." and i + 2 < len(tokens):
        following = tokens[i + 2]
    if following is not None and following.kind == "number":
        return True
    previous = tokens[i - 1] if i else None
    return previous is not None and (
        previous.kind == "number" or previous.low in _BEFORE_A_MONTH or previous.low in ORDINAL_ENDINGS
    )


def _date(tokens: Sequence[Token], i: int, taken: set[int]) -> tuple[str, int, int]:
    """The date around the month at token `i`: value, first token, token after the last."""
    month = MONTHS[tokens[i].low]
    end = i + 1
    if end < len(tokens) and tokens[end].low == "." and tokens[i].low in _SHORT_MONTHS:
        end += 1
    for start in (i - 1, i - 2, i - 3, i - 4):
        # `19 January`, `the 19th of January`, `the twenty-first of January`
        if start < 0 or start in taken:
            continue
        day = day_at(tokens, start)
        if day and 1 <= day[0] <= 31 and tokens[start].low not in ("second",):
            between = "".join(t.low for t in tokens[day[1] : i])
            of_machines = between == "from" and day[1] - start == 2  # `19th from November`
            is_sum = start > 0 and tokens[start - 1].low in CURRENCIES
            if (between in ("", "of") or of_machines) and not is_sum:
                return f"{month:02}-{day[0]:02}", start, end
    after = end + 1 if end < len(tokens) and tokens[end].low == "the" else end
    day = day_at(tokens, after)
    if day and 1 <= day[0] <= 31 and after not in taken:
        value, last = f"{month:02}-{day[0]:02}", day[1]
        # `January 19-21`: the second day belongs to the same month.
        if last + 1 < len(tokens) and tokens[last].low in ("-", "–", "—"):
            until = day_at(tokens, last + 1)
            if until and until[0] <= 31 and len(tokens[last + 1].text) <= 2:
                return f"{value}-{until[0]:02}", i, until[1]
        return value, i, last
    return f"{month:02}", i, i + 1


def _time(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """`8:05 p.m.`, `8pm`, `20:05`, `8 o'clock`: minutes of the day on a 24-hour clock."""
    text = tokens[i].text
    hour, colon, minute = text.replace(".", ":").partition(":")
    half = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (
        not hour.isdigit()
        or int(hour) > 24
        or (colon and not (len(minute) == 2 and minute.isdigit() and int(minute) < 60))
    ):
        return None
    if half in ("am", "pm"):
        value = int(hour) % 12 + (12 if half == "pm" else 0)
        return f"{value}:{minute or '00'}", i + 2
    if half in ("o'clock", "oclock"):
        return f"{int(hour)}:00", i + 2
    if half in ("minutes", "seconds", "hours"):
        return None  # `after 9:30 minutes` is how long, not when
    if ":" in text:
        return f"{int(hour)}:{minute}", i + 1
    return None

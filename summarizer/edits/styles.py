"""What a desk has decided before a model reads its copy: the order of day and month.

Takes two texts, gives the second in the first's style. Pure.
"""

from __future__ import annotations

import re

from summarizer.facts.dates import MONTH_NAMES

_MONTH = "|".join(MONTH_NAMES)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b(?!:)")


def keep_date_order(before: str, after: str) -> str:
    """`after` with every `May 14` that was `14 May` as it was, and the other way round.

    A comma between day and year goes with the one order and comes with the other.
    """
    for day, month in _DAY_FIRST.findall(before):
        if f"{day} {month}" not in after:
            after = re.sub(rf"\b{month} {day}\b(,(?= \d{{4}}\b))?", f"{day} {month}", after)
    for month, day in _MONTH_FIRST.findall(before):
        if f"{month} {day}" not in after:
            after = re.sub(rf"\b{day} {month}\b(?! \d{{4}}\b)", f"{month} {day}", after)
            after = re.sub(rf"\b{day} {month} (?=\d{{4}}\b)", f"{month} {day}, ", after)
    return after

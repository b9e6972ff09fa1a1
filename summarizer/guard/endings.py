"""Whether a line is whole: it does not end where another clause had to follow, nor ask without asking what.

Takes the views of a line and of its evidence, gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.facts.verbs import is_base
from summarizer.guard.syntax import ENDS_SUBJECT, is_verbal
from summarizer.guard.view import View

_OPENS_CLAUSE = ENDS_SUBJECT - {"before", "since", "after", "but"}
"""Words that end no line; the others may: `as never before`."""
_TELLS = frozenset(
    "said says say found finds find showed shows show believed believes believe warned warns warn claimed claims "
    "claim revealed reveals reveal suggested suggests suggest announced announces announce confirmed confirms "
    "confirm discovered discovers discover".split()
)
"""What is told, shown or found behind these is a clause, with a finite verb."""
_ASKS = frozenset("what who whom whose which where when why how".split())


def cut_off(line: View, sources: Sequence[View]) -> Violation | None:
    """`…, during which`, `researchers found that infected cells`: the clause that had to follow is not there."""
    if line.lows and line.lows[-1] in _OPENS_CLAUSE:
        return Violation("cut-off", line.lows[-1], f"the line ends in `{line.lows[-1]}`")
    for i, low in enumerate(line.lows):
        if low == "that" and i and line.lows[i - 1] in _TELLS:
            if any(_is_verb(line, j) for j in range(i + 2, len(line.tokens))):  # `that infected cells`
                continue
            clause = line.text[line.tokens[i].span.start :]
            return Violation("cut-off", clause, f"`{clause}` has no verb")
    return None


def _is_verb(line: View, i: int) -> bool:
    low = line.lows[i]
    is_plain = is_base(low) and line.lows[i - 1].endswith("s")  # `that banks close`
    return is_plain or is_verbal(line, i)


def beheaded(line: View, sources: Sequence[View]) -> Violation | None:
    """`Tamano is in 2030?` of `What kind of town is Tamano in 2030?`."""
    if not line.text.endswith("?") or not _ASKS.isdisjoint(line.lows):
        return None
    asked = next((s.lows[0] for s in sources if s.text.rstrip().endswith("?") and s.lows[0] in _ASKS), None)
    return None if asked is None else Violation("cut-off", line.text, f"the evidence asks `{asked} …`")

"""How something is said: told by somebody, asked, on a condition, of what only would be, of one thing or another.

Takes views of a text and of what it was made from; gives the rule that is broken. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import stems
from summarizer.facts.verbs import is_base
from summarizer.guard.speaking import is_attributed, keeps_attribution, speaks
from summarizer.guard.syntax import AUXILIARY, BEING, is_finite, places_of, verb_group
from summarizer.guard.view import View

_CONDITIONS = frozenset("if unless whether".split())
_CONDITIONAL = _CONDITIONS | frozenset("provided providing should supposing case long".split())
"""What may stand for a condition: `in case`, `as long as`."""
_MEANT_AS_CONDITION = _CONDITIONAL | frozenset("would when or".split())
"""What a machine may have written for one."""
_OPENS_QUESTION = frozenset(
    "who whom whose what which where when why how is are was were do does did can could will would should has have "
    "had".split()
)

_EXPLAINED = {
    "how": stems("how way ways step steps method methods recipe instructions tips advice rules"),
    "why": stems("why because reason reasons cause causes caused due therefore explain explains explained since"),
}
"""What a line that opens so must find in its evidence."""

_NAMED = re.compile(r"\bcall(?:s|ed|ing)? (?:it |this |that )?(?:an? |the )?[\"“‘'«]")
_CALLED_FOR = re.compile(r"\bcall(?:s|ed|ing)? for (?:an? |the )?[\"“‘'«]")
"""Who called it a `fight` did not call for one."""


def changed(before: View, after: View) -> Violation | None:
    """A rewrite keeps that somebody says so, that it is asked, on what it depends, that it would be so, and both
    apart from one; and it brings nothing of the kind.
    """
    if is_attributed(before) and not keeps_attribution(before, after):
        return Violation("attribution-lost", before.text, "the source says who says it")
    if is_attributed(after) and not speaks(before):
        return Violation("attribution-invented", after.text, "the source does not say that somebody says it")
    if _asks(before) and not _asks(after):
        return Violation("question-lost", before.text, "the source asks")
    if _asks(after) and not _asks(before) and _OPENS_QUESTION.isdisjoint(before.lows[:1]):
        return Violation("question-invented", after.text, "the source does not ask")
    if _depends(before) and _CONDITIONAL.isdisjoint(after.lows):
        return Violation("condition-lost", before.text, "the source says so only under a condition")
    if _depends(after) and _MEANT_AS_CONDITION.isdisjoint(before.lows):
        return Violation("condition-invented", after.text, "the source says so under no condition")
    for word, other in (("would", "will"), ("and", "or"), ("or", "and")):
        if _gives_way(word, other, before, after):
            return Violation("mood-changed", other, f"the source says `{word}`, not `{other}`")
    if (
        _NAMED.search(before.running)
        and _CALLED_FOR.search(after.running)
        and not _CALLED_FOR.search(before.running)
    ):
        return Violation("mood-changed", "called for", "the source calls it so, and does not call for it")
    if plain := _told_plainly(before, after):
        return Violation("mood-changed", plain, f"the source says that it `would`: `{plain}` became a fact")
    if _gives_way("will", "would", before, after) and not speaks(before):  # `said he will`, `said he would`
        return Violation("mood-changed", "would", "the source says `will`, not `would`")
    return None


def _told_plainly(before: View, after: View) -> str | None:
    """A verb behind `would` that the rewrite has without any helper: `would ban`, `bans`."""
    mine, theirs = (frozenset(_behind_would(text)) for text in (before, after))
    for verb in sorted(mine - theirs):
        for i in places_of(after, verb):
            _, being, helped = verb_group(after, i)
            if not being and not helped and is_finite(after, i):
                return after.lows[i]
    return None


def _behind_would(text: View) -> Iterator[str]:
    for i, low in enumerate(text.lows[:-1]):
        if low in ("would", "'d") and text.lows[i + 1] not in BEING | AUXILIARY and is_base(text.lows[i + 1]):
            yield text.lows[i + 1]


def _depends(text: View) -> bool:
    """Whether it says on what something depends, or asks it at second hand; `as if` does neither."""
    return any(low in _CONDITIONS and before not in ("as", "even") for before, low in pairwise(("", *text.lows)))


def asked(line: View, sources: Sequence[View]) -> Violation | None:
    """What the evidence only asks, a line does not tell."""
    if not _asks(line) and all(map(_asks, sources)):
        return Violation("question-lost", line.text, "the evidence only asks")
    return None


def explained(line: View, sources: Sequence[View]) -> Violation | None:
    """A line that promises to say how or why stands on something that does."""
    promised = line.lows[0] if line.lows else ""
    carrying = _EXPLAINED.get(promised)
    if carrying is None or any(not carrying.isdisjoint(source.all_stems) for source in sources):
        return None
    return Violation("explanation-invented", line.tokens[0].text, f"the evidence does not say `{promised}`")


def _asks(text: View) -> bool:
    return text.text.rstrip(" \"'”’)").endswith("?")


def _gives_way(word: str, other: str, before: View, after: View) -> bool:
    return word in before.lows and word not in after.lows and other in after.lows and other not in before.lows

"""A superlative that comes or goes: `a big bank` is not `the biggest bank`, nor `sharply smaller` `the sharpest`.

Takes views, gives a violation. Pure. Which superlative it is may change (`the greatest`, `the largest`), and so may
the way it is made (`the more big`, as machines translate): what counts is whether something is put above the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.document import Violation
from summarizer.facts import lexicon
from summarizer.guard.view import View

_ENDING = "est"
_IRREGULAR = frozenset("best worst eldest".split())
_NONE = frozenset(
    """conquest digest divest earnest everest forest honest interest latest manifest modest molest priest quest
    rearrest""".split()
)
"""They end like superlatives; and `latest`, which news says of what is merely new."""
_ABOVE_OTHERS = frozenset(
    """most more top first second third fourth fifth last main record maximum minimum peak least foremost lead
    leading""".split()
)
"""Other ways to put something above the rest, or to come near it."""
_BESIDE_OTHERS = frozenset("one some among second third fourth fifth sixth seventh eighth ninth tenth".split())
_EVER = frozenset("ever never record history".split())
_SHARING_REACH = 6
"""Tokens before a superlative: `one of the European Union's largest`."""

_MOST_BETWEEN = 3
"""Words between a superlative and its noun: `largest private equity deal`."""


def changed(before: View, after: View) -> Violation | None:
    """The superlative that the one text has and nothing in the other accounts for.

    A comparative does: `the bank bigger of Europe` is what machines make of `the biggest`, and `plus big`.
    """
    old, new = _superlatives(before), _superlatives(after)
    if len(new) > max(len(old), _near_superlatives(before) + _comparatives(before) + before.lows.count("plus")):
        return Violation("superlative-invented", new[-1], f"the source has no superlative for `{new[-1]}`")
    if len(old) > max(len(new), _near_superlatives(after) + _comparatives(after)):
        return Violation("superlative-lost", old[-1], f"no superlative is left for `{old[-1]}`")
    return None


def invented(line: View, sources: Sequence[View]) -> Violation | None:
    """A superlative in a line whose evidence has none; a comparative is none there, unless `the` is before it."""
    found = _superlatives(line)
    if found and "ever" in line.lows and not any(not _EVER.isdisjoint(source.lows) for source in sources):
        return Violation("superlative-invented", "ever", "the evidence does not say `ever`")
    if found and not any(_near_superlatives(source) or _comparatives(source, "the") for source in sources):
        return Violation("superlative-invented", found[0], f"the evidence has no superlative for `{found[0]}`")
    return None


def shared(text: View, sources: Sequence[View]) -> Violation | None:
    """`One of the largest banks` and `the second-largest bank` are not `the largest bank`."""
    theirs = [found for source in sources for found in _places(source)]
    for word, alone in _places(text):
        same = [other for low, other in theirs if low == word]
        if alone and same and not any(same):
            return Violation("superlative-changed", word, f"the source has others that are `{word}` beside it")
    return None


def widened(line: View, sources: Sequence[View]) -> Violation | None:
    """`The largest fashion retailer` and `the only country blocking it` are not `the largest retailer`."""
    for i, low in enumerate(line.lows[:-1]):
        if not (_is_superlative(low) or low == "only") or line.lows[i + 1] in lexicon.words("stop"):
            continue
        head = line.stems[i + 1]
        theirs = [
            _before(source, at, head) for source in sources for at, own in enumerate(source.lows) if own == low
        ]
        among = [words for words in theirs if words is not None]
        if among and all(among):
            shown = f"{low} {' '.join(among[0])} {line.lows[i + 1]}"
            return Violation("superlative-changed", low, f"the evidence has `{shown}`")
    return None


def _before(text: View, at: int, head: str) -> tuple[str, ...] | None:
    """The words between the one at `at` and its noun `head`; None where it belongs to another."""
    stop = lexicon.words("stop")
    for i in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(text.lows))):
        if text.stems[i] == head:
            return text.lows[at + 1 : i]
        if text.tokens[i].kind != "word" or text.lows[i] in stop:
            return None
    return None


def _places(text: View) -> list[tuple[str, bool]]:
    """Each superlative, and whether it puts one thing above all others."""
    return [
        (low, _BESIDE_OTHERS.isdisjoint(text.lows[max(0, i - _SHARING_REACH) : i]))
        for i, low in enumerate(text.lows)
        if _is_superlative(low)
    ]


def _superlatives(text: View) -> list[str]:
    return [low for low in text.lows if _is_superlative(low)]


def _near_superlatives(text: View) -> int:
    return sum(low in _ABOVE_OTHERS or _is_superlative(low) for low in text.lows)


def _comparatives(text: View, word_before: str | None = None) -> int:
    pairs = zip(("", *text.lows), text.lows, strict=False)
    return sum(_is_comparative(low) for before, low in pairs if word_before in (None, before))


def _is_comparative(low: str) -> bool:
    """By the superlative beside it, which `officer` has not."""
    return low in ("better", "worse") or (low.endswith("er") and low[:-2] + _ENDING in lexicon.words("ordinary"))


@lru_cache(maxsize=1 << 12)
def _is_superlative(low: str) -> bool:
    if low in _IRREGULAR:
        return True
    return low not in _NONE and bool(lexicon.bases(low, _ENDING))

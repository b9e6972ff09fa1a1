"""What a rewrite says twice and its source does not: a machine that loops, a phrase half turned round.

Takes views of a sentence and of its rewrite, gives a violation or None. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from summarizer.document import Violation
from summarizer.facts import lexicon, stem
from summarizer.guard.view import View

_LONGEST = 5
_LOOPS = ((_LONGEST, 1), (3, 2), (2, 3))
"""Words in a row, and how often a rewrite may say them when its source does not."""
_ECHO = 4
"""Tokens apart at most, a word and itself."""
_NAME_ECHO = 6
"""The same of a name."""


def changed(before: View, after: View) -> Violation | None:
    """The first run of words, word or name that the rewrite says more often than its source."""
    stop = lexicon.words("stop")
    for size, most in _LOOPS:
        runs = Counter(after.lows[i : i + size] for i in range(len(after.lows) - size + 1))
        for run, count in runs.items():
            if count <= most or all(low in stop or len(low) == 1 for low in run):
                continue
            allowed = _count(before.lows, run) + (size < _LONGEST)  # a short one may come once more
            if count > allowed and not _says_each(before, run, count):
                return Violation("repetition", " ".join(run), f"`{' '.join(run)}` is said {count} times")
    for said_twice, how in ((_doubles, " in a row"), (_echoes, ", before `of` and behind it")):
        known = set(said_twice(before))
        if new := next((low for low in said_twice(after) if low not in known), None):
            return Violation("repetition", new, f"`{new}` is said twice{how}")
    if new := next((low for low in _named_again(after) if after.lows.count(low) > before.lows.count(low)), None):
        return Violation("repetition", new, f"`{new}` is said twice within a few words")
    return None


def _doubles(text: View) -> list[str]:
    return [a for a, b in pairwise(text.lows) if a == b and len(a) > 1 and a not in ("had", "that")]


def _echoes(text: View) -> list[str]:
    """Words of content before an `of` and behind it: `the credit crisis of credit`, half turned round."""
    lows, stop = text.lows, lexicon.words("stop")
    return [
        low
        for i, low in enumerate(lows)
        if text.tokens[i].kind == "word" and low not in stop
        for j in range(i + 2, min(i + 1 + _ECHO, len(lows)))
        if lows[j] == low and "of" in lows[i + 1 : j]
    ]


def _named_again(text: View) -> list[str]:
    """Names with themselves near: `China's main Beijing of China`, half turned round."""
    names = [
        (i, token.low)
        for i, token in enumerate(text.tokens)
        if token.capital and token.kind == "word" and len(token.low) > 1 and not lexicon.is_ordinary(token.low)
    ]
    return [low for (i, low), (j, other) in combinations(names, 2) if low == other and 1 < j - i <= _NAME_ECHO]


def _says_each(text: View, run: Sequence[str], times: int) -> bool:
    """Whether it says each word with content of a run so often itself, in whatever form and order."""
    own = [stem(low) for low in run if low not in lexicon.words("stop") and low.isalpha()]
    return bool(own) and all(text.stems.count(word) >= times for word in own)


def _count(lows: tuple[str, ...], run: tuple[str, ...]) -> int:
    return sum(lows[i : i + len(run)] == run for i in range(len(lows) - len(run) + 1))

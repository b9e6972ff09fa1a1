"""Whether a sentence says by whose word it is so: `…, the prosecutor said`, `according to the institute, …`.

Takes texts, gives a truth value. Pure. `guard.speaking` asks more widely whether anybody speaks at all.
"""

from __future__ import annotations

from summarizer.facts.tokens import tokenize

_PLAIN = frozenset(
    "said says told tells claimed claims alleged alleges argued argues believed believes believe insisted insists "
    "explained explains warned warns admitted admits estimated estimates".split()
)
"""Forms that speak wherever they stand behind a noun."""
_BEHIND = frozenset("reported reports noted notes stated states confirmed confirms added adds announced".split())
"""Forms that are other words too, or have an object: these speak where little stands between a comma and them, or
behind `as`.
"""
_REACH = 12
"""Tokens from that comma: `, the press service of the regional police reports.`"""
_HELPERS = frozenset("also has have had later earlier".split())
_OF_ITSELF = frozenset(
    "it they who which that company bank firm group carmaker automaker airline retailer maker lender chain "
    "to be been is are was were".split()
)
"""Before the verb: who tells of himself, as in `HSBC has received approval, it said`; or nobody: `is said to`."""


def keeps_credit(sentence: str, wording: str) -> bool:
    """Whether a wording credits another as well, where the sentence that it shortens does."""
    return not credits_another(sentence) or credits_another(wording)


def credits_another(text: str) -> bool:
    """Whether somebody else's word is given for what it says."""
    lows = [token.low for token in tokenize(text)]
    return any(
        (low in _PLAIN and _speaker(lows, i) not in _OF_ITSELF)
        or (low in _BEHIND and _is_aside(lows, i))
        or lows[i : i + 2] == ["according", "to"]
        for i, low in enumerate(lows)
    )


def _speaker(lows: list[str], i: int) -> str:
    """The word before a verb and its helpers; `it` where there is none."""
    return next((low for low in reversed(lows[:i]) if low not in _HELPERS), "it")


def _is_aside(lows: list[str], i: int) -> bool:
    """Whether the verb at `i` ends what began behind a comma, or with `as` at the start of the sentence."""
    ends = lows[i + 1 : i + 2] in ([","], ["."], [])
    before = lows[max(0, i - _REACH) : i]
    return ends and ("," in before or lows[0] == "as") and _speaker(lows, i) not in _OF_ITSELF

"""Whether somebody says something, by the verbs of speaking.

Takes views, gives truth values and places of tokens. Pure; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.facts import stems
from summarizer.guard.view import View

_SPEAKS = stems(
    "say tell ask add note answer reply explain write believe think warn stress claim argue call describe "
    "quote accuse urge demand announce declare admit deny insist promise emphasize emphasise "
    "report comment criticize criticise recall conclude according suggest predict complain praise assure "
    "tweet consider opinion hope fear want remark confirm acknowledge boast joke lament reveal mention speak "
    "vow pledge threaten condemn estimate specify clarify inform indicate affirm communicate underline underscore "
    "assert"
)
_SPEAKS_AS = frozenset(
    "alleges stated cited citing cites pointed signaled signalled expressed manifested stressed".split()
)
"""Forms whose stem is another word's too: a state, a city, a point, what is alleged."""
_SAID = frozenset(
    "said says told tells according stressed emphasized emphasised affirms affirmed asserts asserted alleges "
    "insists insisted".split()
)
"""By these alone a sentence plainly is what somebody said: they seldom mean anything else."""
SAYS = frozenset(
    "says said tells told warns warned announces announced declares declared admits admitted denies denied insists "
    "insisted adds added argues argued believes believed thinks reveals revealed suggests suggested explains "
    "explained".split()
)
"""Forms that are no noun, as `insurance claims` and `police reports` are."""
_PLAIN = _SAID | SAYS
_KEEPS = _PLAIN | set(
    "say saying tell telling affirming alleging asserting emphasizing emphasising insisting stressing".split()
)
"""What still says in a rewrite that somebody says so."""


def speaking(text: View) -> Iterator[int]:
    """Where a form of a verb of speaking stands, or a noun that looks like it."""
    for i, (low, word) in enumerate(zip(text.lows, text.stems, strict=True)):
        if (word in _SPEAKS and low != "not") or low in _SPEAKS_AS:  # `note` and `not` have one stem
            yield i


def speaks(text: View) -> bool:
    """Whether somebody says something in it."""
    return any(True for _ in speaking(text))


def says_at(text: View, i: int) -> bool:
    """Whether the word at `i` is a form of speaking that is no noun."""
    return text.lows[i] in _PLAIN


def is_attributed(text: View) -> bool:
    """Whether it plainly is what somebody said."""
    return not _SAID.isdisjoint(text.lows)


def keeps_attribution(before: View, after: View) -> bool:
    """Whether a rewrite of what somebody said says so too: a plain word for it, or one that `before` has not.

    `He said that the report was wrong` is not `The report was wrong`, whose `report` says nothing.
    """
    return not _KEEPS.isdisjoint(after.lows) or any(after.stems[i] not in before.all_stems for i in speaking(after))

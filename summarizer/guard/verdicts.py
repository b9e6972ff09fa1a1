"""Of what somebody was cleared, and of what found guilty: `acquitted of fraud but convicted of bribery`.

Takes views, gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarizer.document import Violation
from summarizer.facts import lexicon, stems
from summarizer.facts.polarity import ACQUITTING
from summarizer.guard.view import View, word_of

_CLEARED = stems(" ".join(ACQUITTING))
_GUILTY = stems("convicted guilty sentenced jailed imprisoned condemned fined punished")
_CRIMES_FOLLOW = frozenset("for from in of on over".split())
_BEFORE_IT = 3
"""Tokens between a verdict and the word that its crimes follow."""
_MOST = 8
"""Tokens that name the crimes."""
_ENDS = frozenset("after although as because before but by when where which while who".split())


def changed(before: View, after: View) -> Violation | None:
    return _turned(after, [before])


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
    return _turned(line, sources)


def _turned(text: View, sources: Sequence[View]) -> Violation | None:
    """A crime whose verdict the sources have as the opposite, and nowhere as this."""
    told = {pair for source in sources for pair in _verdicts(source)}
    for crime, is_guilty in _verdicts(text):
        if (crime, not is_guilty) in told and (crime, is_guilty) not in told:
            word = word_of(crime, text)
            found = "found guilty of" if is_guilty else "cleared of"
            return Violation("verdict-changed", word, f"nobody was {found} `{word}` in the source")
    return None


def _verdicts(text: View) -> Iterator[tuple[str, bool]]:
    """The stem of each crime, and whether somebody was found guilty of it."""
    for i, own in enumerate(text.stems):
        if own in _CLEARED or own in _GUILTY:
            for crime in _crimes(text, i):
                yield crime, own in _GUILTY


def _crimes(text: View, verdict: int) -> Iterable[str]:
    after = range(verdict + 1, min(len(text.lows), verdict + 1 + _BEFORE_IT))
    start = next((i for i in after if text.lows[i] in _CRIMES_FOLLOW), None)
    if start is None:
        return
    for i in range(start + 1, min(len(text.lows), start + 1 + _MOST)):
        if text.stems[i] in _CLEARED | _GUILTY or text.lows[i] in _ENDS or text.lows[i] in ".;:":
            return
        if text.tokens[i].kind == "word" and text.lows[i] not in lexicon.words("stop"):
            yield text.stems[i]

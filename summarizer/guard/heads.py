"""What is told of the opening, the owner or the second part of a thing is not told of the thing.

Takes the views of a line and of the sentences it stands on, gives the rule that is broken. Pure. A model that makes
a headline shorter drops the noun before `of`: `Bridge moved`, of the opening of a bridge that was moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from summarizer.document import Violation
from summarizer.facts import Fact, stem, stems
from summarizer.guard.syntax import ENDS_OBJECT, ENDS_SUBJECT, HELPERS, base_of, is_finite, places_of, verb_group
from summarizer.guard.view import WORDS, View

_DEEDS = frozenset(
    "opening closing closure start end beginning launch sale purchase construction repair restoration election "
    "appointment visit arrival departure return trial arrest death murder killing funeral search lifting "
    "introduction publication delivery transfer extension removal reactor half winner owner loser assistant deputy "
    "adviser aide".split()
)
"""Nouns before `of` that bear the verb, and not what they are of."""
_COMES = stems("delay postpone complete schedule begin finish start end resume suspend halt")
"""What begins, is delayed or done with its deed: the trial with its start, the bridge with its construction."""
_OF = frozenset("of for from to over".split())
_BEHIND_A_NOUN = (ENDS_OBJECT - {"and", "or", "than"}) | HELPERS
_REACH = 8
"""Tokens of a subject before its verb."""


def dropped(line: View, sources: Sequence[View]) -> Violation | None:
    """The first verb of a line, if its subject in the evidence is `the H of N`, has no bare N for its subject."""
    for i, noun in islice(_subjects(line), 1):
        if line.stems[i] in _COMES:
            continue
        homes = [(source, at) for source in sources for at in places_of(source, base_of(line, i))]
        head = _head_over(*homes[0], noun) if len(homes) == 1 else None
        if head is not None and stem(head) not in line.all_stems:
            return Violation("roles-exchanged", line.tokens[i].text, f"the evidence says it of its {head}")
    return None


def _subjects(line: View) -> Iterator[tuple[int, str]]:
    """Where each verb stands whose subject ends right before it, and the stem of the last word of that."""
    for i, token in enumerate(line.tokens):
        if token.kind != "word" or not token.text.islower() or token.low in HELPERS:
            continue
        start = verb_group(line, i)[0]
        to = start > 0 and line.lows[start - 1] == "to"
        noun = start - 1 - to
        if noun >= 0 and (to or is_finite(line, i)) and line.tokens[noun].kind in WORDS:
            yield i, line.stems[noun]


def _head_over(source: View, at: int, noun: str) -> str | None:
    """The deed, part or person before an `of` that `noun` stands behind, where these are the subject of the
    verb at `at`.
    """
    start = verb_group(source, at)[0]
    for j in range(start - 1, max(0, start - _REACH), -1):
        if source.tokens[j].kind == "mark" or source.lows[j] in ENDS_SUBJECT:
            return None
        if source.lows[j] in _OF:
            head = source.lows[j - 1]
            if head in _DEEDS and noun in source.stems[j + 1 : start]:
                return head
    return None


def numbered(line: View, sources: Sequence[View]) -> Violation | None:
    """`The second reactor of the plant` is no second plant."""
    for fact in line.facts.of("number"):
        behind = _behind(line, fact)
        if behind is None or not any(line.stems[behind] in source.all_stems for source in sources):
            continue  # another word for it, as headlines have
        theirs = [head for source in sources for head in _numbered(source, fact.value)]
        if theirs and not any(head is None or head in line.all_stems for head in theirs):
            return Violation("number-misplaced", fact.text, f"the evidence counts another thing as the {fact.text}")
    return None


def _behind(text: View, fact: Fact) -> int | None:
    """The place of the token right behind a fact."""
    return next((i for i, token in enumerate(text.tokens) if token.span.start >= fact.span.end), None)


def _numbered(source: View, ordinal: str) -> Iterator[str | None]:
    """The stem of what each such ordinal counts, where that surely is the one word behind it; else None."""
    for fact in source.facts.of("number"):
        if fact.value == ordinal and ordinal.endswith("th"):
            first = _behind(source, fact)
            is_sure = first is not None and not _BEHIND_A_NOUN.isdisjoint(source.lows[first + 1 : first + 2])
            is_noun = first is not None and source.tokens[first].text.islower() and source.lows[first] != "time"
            yield source.stems[first] if first is not None and is_sure and is_noun else None

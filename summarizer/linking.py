"""What a chosen line needs to be read behind those before it: its speaker, a full name, no `At the same time`.

Takes the lines of an article in its order and its sentences, gives the lines. Pure. What is put in stands in the
article word for word, and its sentence is named as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from summarizer.document import RewrittenSegment, SummaryLine
from summarizer.facts import hearsay
from summarizer.facts.attributions import credits_another
from summarizer.introduce import introduced

_JOINT = re.compile(
    r"(?:at the same time|as (?:was )?noted|thus|so|in particular|in addition|moreover|furthermore|besides|"
    r"meanwhile|however|therefore|also|then|likewise|similarly), (?=\w)",
    re.IGNORECASE,
)
"""How a sentence is joined to the one before it; without that one it can do without."""
_REMINDER = re.compile(
    r"(?:(?:let['’]s |let us |we )?(?:recall|remind|remember|note|add)(?: you)?(?:,| that)|by the way,|"
    r"as a reminder,|it should be (?:noted|added|recalled|remembered) that) (?=\w)",
    re.IGNORECASE,
)
"""How a reporter turns to his reader: `Recall that`, of one line in 200 of news translated from Russian."""
_HIS_WORD = re.compile(
    r"(?:in (?:his|her|their) (?:opinion|view|words)|according to (?:him|her|them)), (?=\w)", re.IGNORECASE
)
"""By whose word it is, where it is not said who that is."""


def linked(
    lines: Sequence[SummaryLine], prose: Sequence[RewrittenSegment], is_line: Callable[[str], bool]
) -> tuple[SummaryLine, ...]:
    """The lines; what would make no line of one is left out."""
    place = {segment.id: i for i, segment in enumerate(prose)}
    done: list[SummaryLine] = []
    for line in lines:
        first, last = place[line.evidence[0]], place[line.evidence[-1]]
        follows = any(place[id_] == first - 1 for before in done for id_ in before.evidence)
        text = _without(_REMINDER, line.text)
        new = replace(line, text=text if follows else _without(_JOINT, text))
        if first == last:
            new = _credited(new, prose[last + 1 : last + 2])
        new = new if is_line(new.text) else line
        full = _introduced(new, prose[:first], [before.text for before in done])
        done.append(full if is_line(full.text) else new)
    return tuple(done)


def _without(opening: re.Pattern[str], text: str) -> str:
    """The text without an opening that it has, its next word with a capital."""
    match = opening.match(text)
    return text if match is None else text[match.end()].upper() + text[match.end() + 1 :]


def _credited(line: SummaryLine, behind: Sequence[RewrittenSegment]) -> SummaryLine:
    """With whose word it is, where only the sentence behind its own, if there is one, says so."""
    who = hearsay.speaker(behind[0].text.strip()) if behind else None
    if who is None or credits_another(line.text) or not line.text.endswith(".") or line.text.endswith(".."):
        return line
    text = f"{_without(_HIS_WORD, line.text)[:-1]}, according to {who}."
    return replace(line, text=text, evidence=(*line.evidence, behind[0].id))


def _introduced(line: SummaryLine, before: Sequence[RewrittenSegment], shown: Sequence[str]) -> SummaryLine:
    """With a full name for its first bare surname, where a sentence before it has one."""
    found = introduced(line.text, [segment.text for segment in before], shown)
    if found is None:
        return line
    return replace(line, text=found.text, evidence=tuple(sorted({*line.evidence, before[found.sentence].id})))

"""What the evidence only supposes: `if the river rises`, `whether he stole it`, `could not prove that he stole it`.

Takes a line and the sentences it stands on, gives the rule that is broken. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from summarizer.document import Violation
from summarizer.facts import stem, stems
from summarizer.facts.polarity import NEGATIONS
from summarizer.guard.view import View

_CONDITIONS = frozenset("if unless should would could can may might provided when case once whether".split())
_WISHING = stems(
    "demand insist require propose recommend request urge ask order call hope wish fear worry doubt deny "
    "dispute imagine pretend dream question"
)
"""What hangs on them by `that` need not be so."""
_NO_CONDITION = frozenset("as even what".split())
"""Before `if`: what they speak of is so all the same, or is no condition."""
_ASKING = stems("ask wonder know see question determine decide check sure clear tell say doubt ask find learn")
"""Verbs whose `if` is a `whether`."""
_PROOF = stems("evidence proof sign indication hint clue trace")
_PROVING = _PROOF | stems("prove show suggest indicate doubt unproven unclear uncertain claim")
_LACKING = frozenset("no any without not n't".split())
_PROOF_REACH = 3
"""Tokens before the word for a proof in which it is denied: `have not found any evidence`."""
_PARTS_CLAUSES = frozenset(", ; : and but that".split())
_SAYING = stems("say tell warn add note believe claim announce stress")
"""What speaks of a condition hangs on none."""
_TOO_EARLY = tuple(("too", early, "to", verb) for early in ("early", "soon") for verb in ("say", "tell", "know"))
_REACH = 5
"""Tokens before `that` among which its governor stands: `no evidence at all that`."""
_ASIDE = 8
"""Tokens of what may stand between commas before `that`."""
_LEAST = 2
"""Words of a line beside names: fewer do not show which clause it was made of."""


def conditions(line: View, sources: Sequence[View]) -> Violation | None:
    """`If the river rises, the town will be cleared` does not say that it will."""
    told = _told(line, sources) - _SAYING
    if not told or not _CONDITIONS.isdisjoint(line.lows):
        return None
    for source in sources:
        for at, result in _conditional(source):
            if _only_in(told, source, result, _others(source, sources)):
                return Violation("condition-lost", source.lows[at], "the evidence says so only under a condition")
    return None


def _conditional(text: View) -> Iterator[tuple[int, range]]:
    """Where a condition begins, and what hangs on it: all of a sentence that it begins, or of what is said by
    `that` if it begins so, or the clause before it.
    """
    if text.lows[:1] in (("if",), ("unless",)) and "," in text.lows:
        yield 0, range(len(text.lows))
    for i, low in enumerate(text.lows):
        before = text.lows[max(0, i - _REACH) : i]
        if low not in ("if", "unless") or not before or before[-1] in _NO_CONDITION:
            continue
        if before[-1] == "that":
            yield i, range(_clause_start(text, i - 1), len(text.lows))
        elif low == "unless" or _ASKING.isdisjoint(text.stems[max(0, i - _REACH) : i]):
            yield i, range(_clause_start(text, i), i)


def _clause_start(text: View, end: int) -> int:
    return next((j + 1 for j in range(end - 1, -1, -1) if text.lows[j] in _PARTS_CLAUSES), 0)


def unproven(text: View, sources: Sequence[View]) -> Violation | None:
    """`There is no proof that she knew` says neither that she did nor that she did not."""
    if not _PROVING.isdisjoint(text.all_stems):
        return None
    for source in sources:
        for i, word in enumerate(source.stems):
            is_lacking = word in _PROOF and not _LACKING.isdisjoint(source.lows[max(0, i - _PROOF_REACH) : i])
            if not is_lacking or source.lows[i + 1 : i + 2] not in (("that",), ("of",)):
                continue
            joints = (j for j in range(i + 2, _end(source, i)) if source.lows[j] in ("and", "but"))
            clause = range(i + 2, next(joints, _end(source, i)))
            rest = {source.stems[j] for j in range(len(source.stems)) if j not in clause} | _others(source, sources)
            told = {source.stems[j] for j in clause} & set(text.content) - rest
            if len(told) >= _LEAST:
                lacking = source.lows[i]
                return Violation("hedge-lost", lacking, f"the source only says that there is no {lacking} of it")
    return None


def suppositions(line: View, sources: Sequence[View]) -> Violation | None:
    """`Prosecutors could not prove that he stole it` does not say that he did, nor does `if he stole it`."""
    told = _told(line, sources)
    if len(told) < _LEAST or not _CONDITIONS.isdisjoint(line.lows) or line.facts.of("hedge"):
        return None
    for source in sources:
        for opener, clause in _supposed(source):
            says_so = source.stems[opener] in _WISHING and source.stems[opener] in line.all_stems
            rest = {source.stems[i] for i in range(len(source.stems)) if i not in clause}
            if not says_so and _only_in(told, source, clause, rest | _others(source, sources)):
                shown = " ".join(token.text for token in source.tokens[opener : clause.start])
                return Violation("hedge-lost", shown, f"the evidence only supposes it: `{shown} …`")
    return None


def _told(line: View, sources: Sequence[View]) -> frozenset[str]:
    """What the line says, names aside: those that the sources have as names too, no `Crisis` behind a colon."""
    names = {stem(word.lower()) for word in line.name_words if any(word in source.keys for source in sources)}
    return frozenset(line.content) - names


def _only_in(told: frozenset[str], source: View, clause: range, rest: Set[str]) -> bool:
    """Whether all that is told stands in that clause, and not as well in the rest."""
    return told <= {source.stems[i] for i in clause} and not told <= rest


def _others(source: View, sources: Sequence[View]) -> Set[str]:
    return {word for other in sources if other is not source for word in other.all_stems}


def _supposed(text: View) -> Iterator[tuple[int, range]]:
    """Where the governor of a clause stands, and the clause up to the next mark."""
    for i, low in enumerate(text.lows):
        if text.lows[i : i + 4] in _TOO_EARLY:
            yield i, range(i + 4, _end(text, i))
        elif low == "whether" or (low == "if" and i == 0):
            yield i, range(i + 1, _end(text, i))
        elif low == "that" and (governor := _governor(text, i)) is not None:
            yield governor, range(i + 1, _end(text, i))


def _governor(text: View, that: int) -> int | None:
    start = that - 1
    aside = text.lows[max(0, start - _ASIDE) : max(0, start)]
    if "," in aside and text.lows[start] == ",":  # `imagine, for once, that`
        start = next(j for j in range(start - 1, -1, -1) if text.lows[j] == ",") - 1
    for j in range(start, max(-1, start - _REACH), -1):
        if text.tokens[j].kind == "mark":
            return None
        if text.lows[j] in NEGATIONS or text.stems[j] in _WISHING:
            return j
    return None


def _end(text: View, start: int) -> int:
    ends = (
        j for j in range(start + 1, len(text.tokens)) if text.tokens[j].kind == "mark" and text.lows[j] in ",;:.?!"
    )
    return next(ends, len(text.tokens))

"""Deeds that the evidence only has as what somebody considers, demands, fears or rejects: `weighing a ban`, `calls
for the resignation`. A line must not tell them as done.

Takes a line and the sentences it stands on, gives the rule that is broken. Pure.

A deed stands in the evidence as a noun that a word of wishing, fearing or undoing governs, and in the line as a
verb, or as the noun that a line without a verb begins with. Where the evidence has it once more, free of such a
word, it is done. Of 14,500 headlines and shortened sentences, carried by everything else, it refuses six.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Violation
from summarizer.facts import Fact, lexicon, stem, stems
from summarizer.facts.numerals import CURRENCY_SIGNS
from summarizer.facts.verbs import is_base, is_past
from summarizer.guard.syntax import (
    AUXILIARY,
    BEING,
    DETERMINERS,
    ENDS_OBJECT,
    base_of,
    is_finite,
    is_past_form,
    object_places,
    verb_group,
)
from summarizer.guard.view import View, alike, carried, places_by_start

_OBJECT = ""
"""Governs without a preposition."""
_GOVERNORS: Mapping[str, frozenset[str]] = {
    _OBJECT: stems(
        "consider considered considering weigh mull contemplate debate discuss threaten propose demand urge seek "
        "request reject oppose fear dread avert avoid prevent block delay postpone cancel abandon foil thwart "
        "escape recommend risk await predict plan lift repeal revoke overturn favor favour"
    ),
    "for": stems("call push press ask hope proposal demand request plan petition campaign bid plea appeal"),
    "of": stems(
        "threat fear risk danger prospect possibility chance likelihood hope warn warning talk speculation"
    ),
    "on": stems("vote referendum talk negotiation debate decide decision discussion"),
    "about": stems("talk speculation discussion rumor rumour"),
    "against": stems("warn decide advise vote campaign"),
    "out": stems("rule"),
}
"""Words by what stands between them and the deed."""
_DENYING = stems("deny dismiss refute")
"""They govern what is told as well: `denied reports of a ceasefire`."""
_FAILING = stems("fail refuse decline unable")
"""They govern the object of the verb behind them: `failed to reach an agreement`."""
_STOPPING = stems("stop quit cease halt avoid suspend")
"""What is done no more behind them: `stopped selling`."""
_ENDING = _STOPPING | stems("end abandon drop scrap pause longer former pull leave exit ban")
"""What says so in other words: `no longer sells`, `ends sale`."""
_UNDONE = frozenset(
    "possible potential proposed planned looming imminent threatened attempted alleged feared averted expected "
    "rumored rumoured suggested requested".split()
)
"""What stands before a deed that is not, or not yet."""
_UNREAL = frozenset(
    "will would shall should can could may might must 'll 'd ca wo to not n't never if unless".split()
)
"""What stands before a verb that tells of nothing done."""
_GOVERNING = frozenset().union(*_GOVERNORS.values()) | _DENYING | _FAILING | stems(" ".join(_UNDONE))
_NO_NOUN_ALONE = _UNREAL | AUXILIARY | BEING
"""What shows that a line has a verb, though none was found."""
_QUALIFIED = 2
"""Tokens of which a word before them is said: `a possible border war`."""
_BEFORE_A_NOUN = frozenset("a an the his her its their our my your this that these those no any".split())
_IRREGULAR = {
    stem(noun): stem(verb)
    for noun, verb in (
        ("sale", "sell"), ("death", "die"), ("loss", "lose"), ("acquisition", "acquire"), ("expulsion", "expel"),
        ("destruction", "destroy"), ("flight", "flee"), ("theft", "steal"), ("birth", "bear"), ("speech", "speak"),
        ("closure", "close"), ("choice", "choose"), ("growth", "grow"), ("gift", "give"), ("proof", "prove"),
        ("invasion", "invade"), ("explosion", "explode"), ("suspension", "suspend"), ("expansion", "expand"),
        ("decision", "decide"), ("division", "divide"), ("extension", "extend"), ("revision", "revise"),
        ("reduction", "reduce"), ("production", "produce"), ("failure", "fail"), ("seizure", "seize"),
        ("departure", "depart"),
    )
}  # fmt: skip
"""Nouns of which the verb has another stem."""
_SOUGHT = stems("seek demand ask request urge want propose claim sue")
"""Verbs behind which a number is only wished for: `seek a six-year sentence`."""
_SOUGHT_TOO = _SOUGHT | stems(
    "call push press hope plan aim face risk recommend suggest offer bid plea plead appeal"
)
"""What says so in other words."""
_IN_NUMBERS = CURRENCY_SIGNS | frozenset("-–")
_SOUGHT_REACH = 5
"""Tokens between such a verb and its number."""


class _Deed(NamedTuple):
    """A deed that is not done: its stem, and the word that says so."""

    stem: str
    governor: str


def undone(line: View, sources: Sequence[View]) -> Violation | None:
    """`Government bans plastic bags` of a ban that it considers, `Prime minister resigns` of calls for it."""
    if line.facts.of("hedge", "negation") or not _GOVERNING.isdisjoint(line.all_stems) or "?" in line.lows:
        return None
    found = [(n, i, deed) for n, source in enumerate(sources) for i, deed in _undone(source)]
    if not found:
        return None
    at = {(n, i) for n, i, _ in found}
    rest = frozenset(
        _deed(word) for n, source in enumerate(sources) for i, word in enumerate(source.stems) if (n, i) not in at
    )
    for i in _told(line):
        own = _deed(stem(_base(line, i)))
        for _, _, deed in found:
            if alike(deed.stem, own) and not carried(rest, own):
                fact = line.tokens[i].text
                return Violation("hedge-lost", fact, f"the evidence has `{fact}` only behind `{deed.governor}`")
    return None


def sought(line: View, sources: Sequence[View]) -> Violation | None:
    """`Gets six years in prison` of one for whom prosecutors seek six years."""
    said_so = not _SOUGHT_TOO.isdisjoint(line.all_stems) or not _UNREAL.isdisjoint(line.lows) or "?" in line.lows
    if said_so or line.facts.of("negation", "hedge"):
        return None
    for fact in line.facts.of("number"):
        same = [(text, own) for text in sources for own in text.facts.of("number") if own.value == fact.value]
        verbs = [_sought_by(text, own) for text, own in same if own.unit]
        if verbs and len(verbs) == len(same) and all(verbs):
            return Violation("hedge-lost", fact.text, f"the evidence has {fact.text} only behind `{verbs[0]}`")
    return None


def _sought_by(text: View, fact: Fact) -> str | None:
    """The verb of wishing right before a number: `asked for 8 years`, not `asked 200 people`."""
    at = places_by_start(text)[fact.span.start]
    for i in range(at - 1, max(-1, at - 1 - _SOUGHT_REACH), -1):
        if text.tokens[i].kind == "mark" and text.lows[i] not in _IN_NUMBERS:
            return None
        if text.stems[i] in _SOUGHT:
            return text.tokens[i].text
    return None


def stopped(line: View, sources: Sequence[View]) -> Violation | None:
    """`Firm to sell diesel cars` of one that will stop selling them."""
    if line.facts.of("negation") or not _ENDING.isdisjoint(line.all_stems):
        return None
    for source in sources:
        for (stopping, deed), (low, doing) in zip(pairwise(source.stems), pairwise(source.lows), strict=True):
            is_stopped = stopping in _STOPPING and doing.endswith("ing")
            if is_stopped and deed in line.all_stems and sum(s.stems.count(deed) for s in sources) == 1:
                return Violation("negation-lost", low, f"the evidence says `{low} {doing}`")
    return None


def _deed(own: str) -> str:
    return _IRREGULAR.get(own, own)


def _undone(text: View) -> Iterator[tuple[int, _Deed]]:
    """The places of deeds that are not done."""
    stop = lexicon.words("stop")
    for governor, places in _governed(text):
        for i in places:
            token = text.tokens[i]
            if token.kind == "word" and token.text.islower() and token.low not in stop:
                yield i, _Deed(_deed(text.stems[i]), text.tokens[governor].text)


def _governed(text: View) -> Iterator[tuple[int, list[int]]]:
    """The place of each governor, and those of what it governs."""
    for i, low in enumerate(text.lows):
        if i > 0 and text.lows[i - 1] in "-–":  # `a much-needed win`, `higher-than-expected`
            continue
        own = text.stems[i]
        if low in _UNDONE:
            yield i, object_places(text, i, _QUALIFIED)
        elif own in _DENYING:
            yield i, object_places(text, i, within=frozenset(("of",)))
        elif own in _FAILING and "to" in text.lows[i + 1 : i + 2]:
            yield i, object_places(text, i + 2)
        elif own in _GOVERNORS[_OBJECT] and _begins_object(text, i + 1):
            yield i, object_places(text, i)
        following = text.lows[i + 1] if i + 1 < len(text.lows) else ""
        if following and own in _GOVERNORS.get(following, ()):
            yield i, object_places(text, i + 1)


def _begins_object(text: View, i: int) -> bool:
    """Whether a phrase surely begins there, so that the word before it governs: not `city blocks worldwide`."""
    return i < len(text.tokens) and (text.lows[i] in DETERMINERS or text.tokens[i].kind == "number")


def _told(line: View) -> Iterator[int]:
    """The places of the first verb and of pasts behind it; where there is none, of the noun that the line begins
    with.
    """
    first = next((i for i in range(1, len(line.tokens)) if _is_verb(line, i)), None)
    if first is not None:
        yield first
        yield from (
            i for i in range(first + 1, len(line.tokens)) if _is_verb(line, i) and is_past_form(line.lows[i])
        )
    elif _NO_NOUN_ALONE.isdisjoint(line.lows):
        ends = (i for i, token in enumerate(line.tokens) if token.kind == "mark" or token.low in ENDS_OBJECT)
        yield max(0, next(ends, len(line.tokens)) - 1)


def _is_verb(line: View, i: int) -> bool:
    """A form of a verb that nothing unreal stands before, and no determiner."""
    low, before = line.lows[i], line.lows[i - 1]
    if line.tokens[i].kind != "word" or before in _BEFORE_A_NOUN | ENDS_OBJECT:
        return False
    start = verb_group(line, i)[0]
    if not _UNREAL.isdisjoint(line.lows[max(0, start - 1) : i]):
        return False
    return is_finite(line, i) or _doubled(low) is not None or (is_base(low) and before.endswith("s"))


def _base(line: View, i: int) -> str:
    return _doubled(line.lows[i]) or base_of(line, i)


def _doubled(low: str) -> str | None:
    """`ban` for `bans`, whose past doubles its last letter."""
    known = low.removesuffix("s")
    return known if known != low and known and is_past(f"{known}{known[-1]}ed") else None

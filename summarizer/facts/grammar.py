"""Forms that are wrong in any context: `did not explained`, `has went`, `more better`, `did not see nobody`.

Takes the tokens of a text; gives the stretches that are wrong. Pure; reads the list of irregular verbs.

Each pattern is one that good English has not, wherever it stands. What may be right is passed over (`lost to
reduced demand`, `what he did shocked them`), and so much is missed that a parser would find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Span
from summarizer.facts.function_words import BE_IN_FULL
from summarizer.facts.tokens import Token
from summarizer.facts.verbs import irregular, is_regular_past

_DO = frozenset("do does did".split())
_MODALS = frozenset("will would can could should must may might shall ca wo".split())
_HAVE = frozenset("has have had having".split())
_HELPERS = _DO | _MODALS | _HAVE | BE_IN_FULL
_NOT = frozenset("not n't".split())
_DENYING = _NOT | {"never"}
_ADVERBS = frozenset("also still now again even only never always already just ever yet then".split())
_BASES_TOO = frozenset(
    "found fell lay saw wound ground bound bore rose led wove shone slid spun bit felt left woke showed".split()
)
"""Pasts that may be something else: `did not found a party`, `has showed`."""
_NEVER_PASSIVE = frozenset(
    "lasted happened died occurred existed belonged consisted remained emerged appeared arrived resulted "
    "coincided persisted".split()
)
"""Regular participles of verbs that have no passive."""
_NOUNS_MAY = frozenset("the a an his her its their our my your this that free good political 's own last".split())
"""Before `will`, `can` or `might` these make it a noun."""
_WANTS_BASE = frozenset(
    "want wants wanted wanting try tries tried trying decide decides decided able unable order refuse refuses "
    "refused refusing begin begins began begun plan plans planned planning hope hopes hoped hoping manage manages "
    "managed fail fails failed failing intend intends intended need needs needed promise promises promised "
    "continue continues continued help helps helped force forced start started starts ready".split()
)
"""Words after which `to` is followed by a verb's base and by nothing else; not those that have a noun after
their `to`, such as `agree` and `have`.
"""
_STRANDS = frozenset(
    "go goes went gone going refer refers referred talk talked listen listened speak spoke spoken belong belongs "
    "belonged come came move moved travel traveled travelled turn turned look looked point pointed return returned "
    "lead leads led happen happened write wrote get got been amount amounts amounted relate related".split()
)
"""Words whose `to` may be left at the end of a clause: `the school she went to became famous`."""
_OBJECTS = frozenset("the a an his her its their our my your this these him them it us me".split())
_COMPARATIVES = frozenset(
    "better worse easier harder bigger smaller larger higher lower faster slower cheaper stronger weaker younger "
    "older longer shorter heavier lighter richer poorer warmer colder deeper wider safer happier busier earlier "
    "closer greater simpler tougher quicker louder brighter darker cleaner healthier deadlier wealthier".split()
)
_SUPERLATIVES = frozenset(
    "best worst easiest hardest biggest smallest largest highest lowest fastest slowest cheapest strongest weakest "
    "youngest oldest longest shortest heaviest richest poorest warmest coldest deepest greatest latest".split()
)
_AFTER_COMPARISON = frozenset("than and or but in for with on at to when if that because".split())
_NO_PLURAL = frozenset("informations advices furnitures luggages baggages knowledges".split())
_OPENERS = frozenset("and but because when while if which that although as since".split())
_PLURAL_WE = {"they": frozenset("is was has does".split()), "we": frozenset("is was has does".split())}
_SINGULAR = frozenset(("he", "she"))
_NOT_SINGULAR = frozenset("have do are".split())
_CONTRAST_REACH = 40
"""Tokens after `will be not` within which its `but` stands."""
_SPANS = frozenset("years months weeks days hours decades".split())


def mistakes(tokens: Sequence[Token]) -> Iterator[Span]:
    """Where a form is certainly wrong, with the words around that show it."""
    last = -1
    for i in range(len(tokens)):
        if i <= last or tokens[i].kind not in ("word", "clitic"):
            continue
        found = next(filter(None, (pattern(tokens, i) for pattern in _PATTERNS)), None)
        if found is not None:
            start, end = found
            last = end - 1
            yield Span(tokens[start].span.start, tokens[end - 1].span.end)


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _past_only(tokens: Sequence[Token], i: int) -> bool:
    """A past that is no participle, no base and no noun: `went`, `took`."""
    if i >= len(tokens) or not tokens[i].text.islower():
        return False
    low = tokens[i].low
    past, participle = irregular()
    return low in past and low not in participle and low not in _BASES_TOO and low not in ("was", "had", "did")


def _past(tokens: Sequence[Token], i: int) -> bool:
    """Any past that is no base: `went`, `told`, `explained`."""
    if i >= len(tokens) or not tokens[i].text.islower():
        return False
    low = tokens[i].low
    return (low in irregular()[0] and low not in _BASES_TOO) or is_regular_past(low)


def _skip(tokens: Sequence[Token], i: int, words: frozenset[str]) -> int:
    while i < len(tokens) and tokens[i].low in words:
        i += 1
    return i


def _did_explained(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`did not explained`, `did never took`, `did not to go`, `why did he came`."""
    if tokens[i].low not in _DO:
        return None
    if _low(tokens, i + 1) in _DENYING:
        j = _skip(tokens, i + 2, _ADVERBS)
        if _past(tokens, j):
            return i, j + 1
        if _low(tokens, j) == "to" and j == i + 2 and tokens[i].low != "do":
            return i, j + 1
    asks = _low(tokens, i - 1) in ("why", "how", "when", "where") or tokens[i].opening
    if asks and _low(tokens, i + 1) in ("he", "she", "they", "we", "you", "it") and _past_only(tokens, i + 2):
        return i, i + 3
    return None


def _will_went(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`will explained`, `must to pay`, `will not to pay`, `will be not allowed`."""
    token = tokens[i]
    if token.low not in _MODALS or not token.text.islower() or token.opening:
        return None
    before = tokens[i - 1] if i else None
    if before is None or before.low in _NOUNS_MAY or before.kind == "mark" or before.low in ("how", "so", "nor"):
        return None
    j = _skip(tokens, i + 1, _NOT)
    negated = j > i + 1
    if _past_only(tokens, j) or (_past(tokens, j) and is_regular_past(tokens[j].low) and _takes_object(tokens, j)):
        return i, j + 1
    firm = token.low in ("must", "should") or negated
    if firm and _low(tokens, j) == "to" and j + 1 < len(tokens) and tokens[j + 1].kind == "word":
        return None if tokens[j + 1].low in _OBJECTS | {"you", "one"} else (i, j + 1)
    if _low(tokens, i + 1) == "be" and _low(tokens, i + 2) == "not" and i + 3 < len(tokens):
        following = tokens[i + 3 : i + 3 + _CONTRAST_REACH]
        contrasts = any(t.low in ("but", "only", "just", "because") for t in following)
        if not contrasts and tokens[i + 3].kind == "word" and tokens[i + 3].low not in _OBJECTS:
            return i, i + 3
    return None


def _takes_object(tokens: Sequence[Token], i: int) -> bool:
    return _low(tokens, i + 1) in _OBJECTS or _low(tokens, i + 1) in ("that", "to", "about")


def _has_went(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`has went`, `was began`, `was lasted`."""
    low = tokens[i].low
    if low not in _HAVE and low not in BE_IN_FULL:
        return None
    j = _skip(tokens, i + 1, _NOT | _ADVERBS)
    if j >= len(tokens) or _low(tokens, i - 1) in ("what", "all", "it"):
        return None
    if low in _HAVE and _past_only(tokens, j):
        return i, j + 1
    if low in BE_IN_FULL and (_past_only(tokens, j) or tokens[j].low in _NEVER_PASSIVE):
        return i, j + 1
    return None


def _to_allowed(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`refused to allowed access`, `to went`."""
    if tokens[i].low != "to" or i == 0:
        return None
    before = tokens[i - 1].low
    if (
        before in _WANTS_BASE
        and _past(tokens, i + 1)
        and (tokens[i + 1].low not in irregular()[1] or _takes_object(tokens, i + 1))
    ):
        return i - 1, i + 2
    if _past_only(tokens, i + 1) and before not in _STRANDS and _takes_object(tokens, i + 1):
        return i, i + 2
    return None


def _more_better(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    low, following = tokens[i].low, _low(tokens, i + 1)
    after = tokens[i + 2] if i + 2 < len(tokens) else None
    ends = after is None or after.kind == "mark" or after.low in _AFTER_COMPARISON
    if low == "more" and following in _COMPARATIVES and ends and _low(tokens, i - 1) != "the":
        return i, i + 2
    if low == "most" and following in _SUPERLATIVES and _low(tokens, i - 1) in ("the", "its", "his", "their"):
        return i, i + 2
    return None


def _they_was(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`they was`, `he have`: only where a clause begins."""
    low, following = tokens[i].low, _low(tokens, i + 1)
    begins = tokens[i].opening or _low(tokens, i - 1) in (*_OPENERS, ",")
    if following in _PLURAL_WE.get(low, ()) and begins:
        return i, i + 2
    subjunctive = _low(tokens, i - 1) in ("that", "if")
    if low in _SINGULAR and following in _NOT_SINGULAR and begins and not subjunctive:
        return i, i + 2
    return None


def _despite_of(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`despite of`, `informations`, `since two years`."""
    low = tokens[i].low
    if low == "despite" and _low(tokens, i + 1) == "of":
        return i, i + 2
    if low in _NO_PLURAL:
        return i, i + 1
    number = i + 1 < len(tokens) and (tokens[i + 1].kind == "number" or tokens[i + 1].low in _COUNTED)
    if low == "since" and number and _low(tokens, i + 2) in _SPANS and _low(tokens, i + 3) not in ("ago", "before"):
        return i, i + 3
    return None


def _not_nobody(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`did not see nobody`, `will not give up none of it`; not `it is not that nobody came`, `not for nothing`."""
    if tokens[i].low not in _NOT:
        return None
    for j in range(i + 1, min(i + 1 + _DENIAL_REACH, len(tokens))):
        if tokens[j].kind == "mark" or tokens[j].low in _PARTS_DENIALS:
            return None
        if tokens[j].low in _NOBODY and j > i + 1:  # `that is not nothing`
            return i, j + 1
    return None


def _nobody_never(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`nobody never reads it`, `no one did not come`; not `nobody not opposed`, `doing nothing is not enough`."""
    is_one = tokens[i].low == "one" and _low(tokens, i - 1) == "no"
    is_person = is_one or tokens[i].low == "nobody"
    if not is_person and tokens[i].low != "nothing":
        return None
    is_helped = _low(tokens, i + 1) in _HELPERS
    at = i + 2 if is_helped else i + 1
    is_denied = _low(tokens, at) == "never" or (is_person and is_helped and _low(tokens, at) in _NOT)
    return (i - is_one, at + 1) if is_denied else None


def _no_thing_not(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """`no weapon was not found`, `no one of them was not hurt`, as languages deny that deny twice; not `no reason
    we should not`. In 36,700 articles of clean news there are three.
    """
    if tokens[i].low != "no":
        return None
    start = i + 3 if (_low(tokens, i + 1), _low(tokens, i + 2)) == ("one", "of") else i + 1
    for end in (start + 1, start + 2):
        between = tokens[start:end]
        is_noun = all(token.kind == "word" and token.low not in _NO_NOUNS for token in between)
        if is_noun and _low(tokens, end) in _HELPERS and _low(tokens, end + 1) in _NOT:
            return i, end + 2
    return None


_NO_NOUNS = frozenset(
    "i you he she it we they one and or but that who which way reason wonder matter doubt deal action".split()
)
"""Between `no` and its verb they show that each denies a thing of its own, or that the two are meant."""
_NOBODY = frozenset("nobody nothing none nowhere".split())
_PARTS_DENIALS = frozenset("that because if but and or for from when who which do".split())
"""Between two denials, each of its own thing: `could not do nothing`."""
_DENIAL_REACH = 5
_COUNTED = frozenset("two three four five six seven eight nine ten twelve several many".split())
_PATTERNS = (
    _did_explained,
    _will_went,
    _has_went,
    _to_allowed,
    _more_better,
    _they_was,
    _despite_of,
    _not_nobody,
    _nobody_never,
    _no_thing_not,
)

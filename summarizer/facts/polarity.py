"""What turns a statement round or makes it weaker: negation, hedging, intention, comparison.

Takes the tokens of a text; gives facts. Pure. A negation's value is `not`; who failed or refused to do a thing,
or was acquitted of it, did not do it. A hedge's value is its class: `may`, `alleged`, `appear`, `likely`, `must`,
`should`, `almost`, `soon`, and what is meant, asked or begun and not done: `plan`, `want`, `urge` … A comparison's
is `>`, `>=`, `<`, `<=`, `~`, and its `unit` holds the value of the number it stands before, if any.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.facts import lexicon
from summarizer.facts.base import Fact, FactKind
from summarizer.facts.function_words import BE
from summarizer.facts.numerals import CURRENCIES
from summarizer.facts.tokens import Token

NEGATIONS = frozenset(
    "not n't no never none nobody nothing nowhere neither nor without cannot unable hardly barely scarcely".split()
)
_UNDONE = frozenset(
    "fail fails failed failing failure refuse refuses refused refusing refusal decline declines declined "
    "declining inability miss misses missed".split()
)
"""Negate what follows with `to`."""
_RULING = frozenset("rule rules ruled ruling".split())
"""Negate with `out` after them: `ruled out a deal`."""
ACQUITTING = frozenset("acquit acquits acquitted clears cleared absolve absolved exonerate exonerated".split())
"""Negate with `of` behind them, for which machines write `for`: `acquitted of murder`."""
_HAS_TO = tuple([has, "to"] for has in ("has", "have", "had"))
_UNDONE_ING = frozenset("avert averts averted averting avoid avoids avoided avoiding".split())
"""Negate what follows with `-ing`."""
_ACQUITTED_REACH = 4
"""Tokens between acquitting and `of`: `acquitted the two men of`."""
_EXCLUDED = frozenset("exclude excludes excluded".split())
"""Deny as `rule out` does, unless someone is excluded from something."""
_ALMOST = frozenset("almost nearly virtually practically".split())
_NO_VERB = frozenset(
    "a an the this that these those his her its their our my your all some any both each every which whom what "
    "it him them us me you and or".split()
)
"""What stands after `to` where no verb does."""
_DENIED = frozenset("that any having being he she it they".split())
"""What stands after `deny` where a statement is denied, and not access or a wish."""
_SCHEDULED = frozenset("due set slated scheduled poised".split())
_ADVERBS = frozenset("not n't also still now again even only never always soon".split())
_COMPARISONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (">=", ("no less than", "not less than", "no fewer than", "not fewer than", "at least",
            "a minimum of", "minimum of")),
    ("<=", ("no more than", "not more than", "not exceeding", "at most", "at the most", "up to", "a maximum of",
            "maximum of", "as many as", "as much as")),
    (">", ("more than", "greater than", "higher than", "larger than", "over", "above", "exceed", "exceeding",
           "exceeds", "exceeded", "surpass", "surpasses", "surpassed", "surpassing", "in excess of", "upwards of")),
    ("<", ("less than", "fewer than", "lower than", "smaller than", "under", "below", "almost", "nearly",
           "close to", "just under", "just short of", "short of")),
    ("~", ("about", "around", "approximately", "approx", "roughly", "circa", "some", "an estimated",
           "estimated", "or so", "more or less", "in the region of")),
)  # fmt: skip
"""`almost` and `nearly` say `less than`; `as many as` says `up to`."""
_OF_MACHINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (">=", ("at less", "at the least")),
    (">", ("more of", "more that")),
    ("<", ("less of", "less that", "near of")),
)
"""What a machine writes for `at least 20`, `more than 20`, `less than 20`, `nearly 20`."""
_PHRASES = sorted(
    ((tuple(phrase.split()), value) for value, phrases in _COMPARISONS + _OF_MACHINES for phrase in phrases),
    key=lambda p: -len(p[0]),
)
_NUMBERED = frozenset(tuple(phrase.split()) for _, phrases in _OF_MACHINES for phrase in phrases)
_FIRST_WORDS = frozenset(phrase[0] for phrase, _ in _PHRASES)
_NEEDS_NUMBER = frozenset(
    {"over", "above", "exceed", "exceeding", "exceeds", "exceeded", "surpass", "surpasses", "surpassed",
     "surpassing", "under", "below", "almost", "nearly", "about", "around", "some", "estimated", "up", "close",
     "short", "minimum", "maximum", "roughly", "circa", "approx", "approximately", "as", "upwards"}
)  # fmt: skip
"""First words of phrases that compare only when a number follows."""
_BETWEEN = CURRENCIES | frozenset("a an the of just only well slightly far much us".split())
"""What may stand between a comparison and its number."""
_NUMBER_REACH = 3
_NO_OPINION = frozenset("tank tanks in of about through twice again hard".split())
"""What stands after `think` or `believe` where nothing is said to be so."""
_CLAIMS = frozenset("claim claims claimed claiming".split())
_CLAIMED = frozenset("life lives responsibility victory victories victim victims".split())
"""Who claims these alleges nothing: `the flood claimed 20 lives`."""
_BEFORE_CLAIM = frozenset("a the its this that his her their any no such every legal insurance".split())
_CLAIM_REACH = 4
_NO_PORTRAIT = frozenset("i you he she it we they well many much soon long far if though".split())
"""What stands after `as` where nobody is portrayed: `as he saw it`, `as well as`."""
_BEFORE_OTHER_AS = frozenset("such just same so".split())
_AS_REACH = 6
"""Tokens between portraying and `as`: `advertised by the right as`."""
_ASKED_REACH = 7
"""Tokens between asking and what is asked for."""
_PARTNER_REACH = 40
"""Tokens after `not only` within which its `but` stands, and before `nor` its `neither`."""


def find(tokens: Sequence[Token], source: str, taken: frozenset[int], numbers: Sequence[Fact]) -> list[Fact]:
    facts: list[Fact] = []

    def add(kind: FactKind, value: str, start: int, end: int, unit: str = "") -> None:
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        facts.append(Fact(kind, value, source[slice(*span)], span, unit))

    starts = {fact.span.start: fact for fact in numbers}
    hedges = lexicon.aliases("hedges")
    in_comparison = -1
    for i, token in enumerate(tokens):
        if token.kind not in ("word", "clitic") or i in taken:
            continue
        if token.low in _FIRST_WORDS:
            found = _comparison(tokens, i, starts)
            if found and i > in_comparison:
                value, end, number = found
                add("comparison", value, i, end, number)
                in_comparison = end - 1
        negates = token.low in NEGATIONS and i > in_comparison and _negates(tokens, i)
        if negates or _leaves_undone(tokens, i):
            add("negation", "not", i, i + 1)
        elif token.low in hedges and i > in_comparison and _hedges(tokens, i):
            add("hedge", hedges[token.low], i, i + 1)
        elif i > in_comparison and (intention := _intention(tokens, i)):
            add("hedge", intention, i, i + 1)
    return facts


def _leaves_undone(tokens: Sequence[Token], i: int) -> bool:
    """`failed to agree`, `has yet to agree`, `ruled out`, `acquitted of`, `avoided paying`, `short of paying`."""
    low = tokens[i].low
    if low == "yet" and [t.low for t in tokens[max(0, i - 2) : i]] in _HAS_TO:
        return True  # `had to yet agree`, as a machine has it
    if low in _UNDONE or low == "yet":
        return _comes_to(tokens, i)
    if low in _UNDONE_ING:
        return _comes_ing(tokens, i)
    if low == "short":
        return [t.low for t in tokens[i + 1 : i + 2]] == ["of"] and _comes_ing(tokens, i + 1)
    if low in _EXCLUDED:
        is_suffered = any(t.low in BE for t in tokens[max(0, i - 2) : i])
        return not is_suffered and not any(t.low == "from" for t in tokens[i + 1 : i + 1 + _ASKED_REACH])
    if low in _RULING:
        return any(t.low == "out" for t in tokens[i + 1 : i + 2])
    return low in ACQUITTING and any(t.low in ("of", "for") for t in tokens[i + 1 : i + 1 + _ACQUITTED_REACH])


def _comes_to(tokens: Sequence[Token], i: int) -> bool:
    """Whether `to` and a verb follow the word at `i`: `failed to agree`, not `declined to 5 %`."""
    j = i + 1
    while j < len(tokens) and (tokens[j].low in _ADVERBS or tokens[j].low.endswith("ly") or tokens[j].low == "of"):
        j += 1  # `refused of to accept`, as a machine has it
    if j + 1 >= len(tokens) or tokens[j].low != "to":
        return False
    verb = tokens[j + 1]
    return verb.kind == "word" and verb.text.islower() and verb.low not in _NO_VERB


def _comes_later(tokens: Sequence[Token], i: int) -> bool:
    """Whether `to` and a verb follow with someone between: `asked the government to resign`."""
    for j in range(i + 1, min(i + 1 + _ASKED_REACH, len(tokens))):
        if tokens[j].low in ",;:.—–":
            return False
        if tokens[j].low == "to":
            return _comes_to(tokens, j - 1)
    return False


def _comes_from(tokens: Sequence[Token], i: int) -> bool:
    """`kept the protesters from entering`"""
    within = range(i + 1, min(i + 1 + _ASKED_REACH, len(tokens)))
    return any(tokens[j].low == "from" and _comes_ing(tokens, j) for j in within)


def _comes_ing(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and len(tokens[i + 1].low) > 4 and tokens[i + 1].low.endswith("ing")


def _comes_as(tokens: Sequence[Token], i: int) -> bool:
    """`described by the right as a crime`, not `described it as he saw it` nor `as well as`."""
    for j in range(i + 1, min(i + 1 + _AS_REACH, len(tokens) - 1)):
        if tokens[j].kind == "mark":
            return False
        if tokens[j].low == "as":
            return tokens[j + 1].low not in _NO_PORTRAIT and tokens[j - 1].low not in _BEFORE_OTHER_AS
    return False


def _intention(tokens: Sequence[Token], i: int) -> str | None:
    """The class of what the word at `i` says is meant, begun or only just not done."""
    low = tokens[i].low
    if low in _ALMOST or (
        low == "close" and [t.low for t in tokens[i + 1 : i + 2]] == ["to"] and _comes_ing(tokens, i + 1)
    ):
        return "almost"
    if low == "about":
        near = any(t.low in BE for t in tokens[max(0, i - 3) : i])
        return "soon" if near and _comes_to(tokens, i) else None
    if low in ("verge", "brink"):
        return "soon" if tokens[i + 1 : i + 2] and tokens[i + 1].low == "of" else None
    if low in ("have", "has", "had"):
        return "must" if _comes_to(tokens, i) else None
    kind = lexicon.aliases("intentions").get(low)
    if kind == "urge":
        ordered = i > 0 and tokens[i - 1].low == "in"  # `in order to`
        questioned = tokens[i + 1 : i + 2] and tokens[i + 1].low == "into"  # `calls into question`
        return kind if _comes_later(tokens, i) and not ordered and not questioned else None
    if kind == "deny":
        denied = tokens[i + 1].low if i + 1 < len(tokens) else ""
        return kind if denied in _DENIED or _comes_ing(tokens, i) else None
    if kind == "prevent":
        return kind if _comes_from(tokens, i) else None
    if kind == "portray":
        return kind if _comes_as(tokens, i) else None
    if low in _SCHEDULED and (i == 0 or tokens[i - 1].low not in BE | _ADVERBS):
        return None  # `closed due to rain`
    if kind is None or _comes_to(tokens, i):
        return kind
    if kind in ("begin", "consider"):
        return kind if _comes_ing(tokens, i) else None
    if low in ("want", "wants"):
        return kind if _comes_later(tokens, i) else None
    return kind if low in ("hopes", "hoped") else None


def _comparison(tokens: Sequence[Token], i: int, starts: dict[int, Fact]) -> tuple[str, int, str] | None:
    """Value, end and number of the comparison that begins at token `i`."""
    lows = tuple(t.low for t in tokens[i : i + 5])
    for phrase, value in _PHRASES:
        if lows[: len(phrase)] != phrase:
            continue
        end = i + len(phrase)
        for j in range(end, min(end + _NUMBER_REACH, len(tokens))):
            number = starts.get(tokens[j].span.start)
            if number is not None:
                return value, end, number.value
            if tokens[j].low not in _BETWEEN or (tokens[j].low == "the" and phrase == ("over",)):
                break
        if phrase[0] not in _NEEDS_NUMBER and phrase not in _NUMBERED:
            return value, end, ""
    return None


def _negates(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if low in ("not", "n't") and following is not None and following.low in ("only", "just", "least"):
        partners = tokens[i + 2 : i + 2 + _PARTNER_REACH]
        return not any(t.low == "but" for t in partners)  # `not only … but also` denies nothing
    if low == "no" and following is not None and following.kind == "number":
        return False  # `No. 10`
    if low == "no" and following is not None and following.low == "." and tokens[i].capital:
        return False
    if low in ("nor", "neither"):
        before = " ".join(t.low for t in tokens[max(0, i - _PARTNER_REACH) : i]).rpartition(" . ")[2]
        return "neither" not in before.split()  # `neither … nor` denies once, and a machine's `neither … neither`
    return not (low == "barely" and following is not None and following.kind == "number")


_GROWING = frozenset("reach grow rise fall climb drop exceed cost last increase decrease".split())
"""What a sum or a temperature does: that it `can reach` some height is a guess."""
_ABLE = frozenset("i you he she we they who".split())
_AWAITED = frozenset("- than as eagerly keenly".split())
"""Before `expected`, which then tells no news: `a larger-than-expected loss`, `the eagerly expected film`."""


def _hedges(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "could":
        return following not in ("not", "n't", "hardly", "barely", "only")
    if low == "can":  # elsewhere it tells what somebody is able to do
        return following in _GROWING and not (i > 0 and tokens[i - 1].low in _ABLE)
    if low == "may":
        return not (following and tokens[i + 1].kind == "number")
    if low == "expected":
        return not (i > 0 and tokens[i - 1].low in _AWAITED)
    if low == "estimate":
        return not (i > 0 and tokens[i - 1].low == "of")  # `the plan of estimate`, a machine's word for a budget
    if low == "accused":  # of something, or a person
        stands_alone = not following.isalpha() or following in lexicon.words("stop")
        return not (i > 0 and tokens[i - 1].low in ("the", "an") and stands_alone and following != "of")
    if low in _CLAIMS:
        is_noun = low in ("claim", "claims") and i > 0 and tokens[i - 1].low in _BEFORE_CLAIM
        if is_noun and following not in ("that", "of", "to"):
            return False
        return _CLAIMED.isdisjoint(t.low for t in tokens[i + 1 : i + 1 + _CLAIM_REACH])
    if low.startswith(("think", "believ")):
        return following[:1].isalnum() and following not in _NO_OPINION
    return not (low == "likely" and i > 0 and tokens[i - 1].low in NEGATIONS)

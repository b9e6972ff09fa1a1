"""What turns a statement round or makes it weaker: negation, hedging, comparison.

Takes the tokens of a text; gives facts. Pure. A negation's value is `not`. A hedge's value is its class:
`may`, `alleged`, `appear`, `likely`, `must`, `should`. A comparison's is `>`, `>=`, `<`, `<=`, `~`, and its
`unit` holds the value of the number it stands before, if any.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.facts import lexicon
from summarizer.facts.base import Fact, FactKind
from summarizer.facts.tokens import Token

NEGATIONS = frozenset(
    "not n't no never none nobody nothing nowhere neither nor without cannot unable hardly barely scarcely".split()
)
_COMPARISONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (">=", ("no less than", "not less than", "no fewer than", "not fewer than", "at least",
            "a minimum of", "minimum of")),
    ("<=", ("no more than", "not more than", "not exceeding", "at most", "at the most", "up to", "a maximum of",
            "maximum of", "as many as", "as much as")),
    (">", ("more than", "greater than", "higher than", "larger than", "over", "above", "exceeding", "exceeds",
           "exceeded", "in excess of", "upwards of")),
    ("<", ("less than", "fewer than", "lower than", "smaller than", "under", "below", "almost", "nearly",
           "close to", "just under", "just short of", "short of")),
    ("~", ("about", "around", "approximately", "approx", "roughly", "circa", "some", "an estimated",
           "estimated", "or so", "more or less", "in the region of")),
)  # fmt: skip
"""`almost` and `nearly` say `less than`; `as many as` says `up to`."""
_PHRASES = sorted(
    ((tuple(phrase.split()), value) for value, phrases in _COMPARISONS for phrase in phrases),
    key=lambda p: -len(p[0]),
)
_FIRST_WORDS = frozenset(phrase[0] for phrase, _ in _PHRASES)
_NEEDS_NUMBER = frozenset(
    {"over", "above", "exceeding", "exceeds", "exceeded", "under", "below", "almost", "nearly", "about", "around",
     "some", "estimated", "up", "close", "short", "minimum", "maximum", "roughly", "circa", "approx",
     "approximately", "as", "upwards"}
)  # fmt: skip
"""First words of phrases that compare only when a number follows."""
_BETWEEN = frozenset("a an the of just only well slightly far much $ € £ ¥ us us$ usd eur gbp ₽ ₴".split())
"""What may stand between a comparison and its number."""
_NUMBER_REACH = 3


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
        if token.low in _FIRST_WORDS or token.low in ("no", "not", "a", "an"):
            found = _comparison(tokens, i, starts)
            if found and i > in_comparison:
                value, end, number = found
                add("comparison", value, i, end, number)
                in_comparison = end - 1
        if token.low in NEGATIONS and i > in_comparison and _negates(tokens, i):
            add("negation", "not", i, i + 1)
        elif token.low in hedges and i > in_comparison and _hedges(tokens, i):
            add("hedge", hedges[token.low], i, i + 1)
    return facts


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
        if phrase[0] not in _NEEDS_NUMBER:
            return value, end, ""
    return None


def _negates(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if low in ("not", "n't") and following is not None and following.low in ("only", "just", "least"):
        return not any(t.low == "but" for t in tokens[i:])  # `not only … but also` denies nothing
    if low == "no" and following is not None and (following.kind == "number" or following.low == "doubt"):
        return False  # `No. 10`
    if low == "no" and following is not None and following.low == "." and tokens[i].capital:
        return False
    if low == "nor":
        return not any(t.low == "neither" for t in tokens[:i])  # `neither … nor` denies once
    return not (low == "barely" and following is not None and following.kind == "number")


def _hedges(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low in ("could", "can"):
        return low == "could" and following not in ("not", "n't", "hardly", "barely", "only")
    if low == "may":
        return not (following and tokens[i + 1].kind == "number")
    if low in ("expected", "set", "due"):
        return True
    return not (low == "likely" and i > 0 and tokens[i - 1].low in NEGATIONS)

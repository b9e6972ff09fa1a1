"""Shapes that sound English hardly ever has: a word is missing, or a verb and its object do not go together.

Takes the tokens of a text; gives the stretches, by tokens. Pure; reads the word lists of the package.

These are rules over small word classes, not a parser: they look for a few shapes and pass over everything
else. `wear` with a person as its object is found, a wrong word of the right class is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from summarizer.document import Span
from summarizer.facts import lexicon
from summarizer.facts.tokens import Token

_DETERMINERS = frozenset("the a an my your our their".split())
_AFTER_NO_DETERMINER = frozenset(
    "of in at to from with for by on into during against and or but is are was were has have had will "
    "would that which who".split()
)
_FIRST_PREPOSITIONS = frozenset("in at of with from for into during against between among on to by".split())
_SECOND_PREPOSITIONS = frozenset("about of at in from with for into during against on by among between".split())
_SOUND_PAIRS = frozenset(
    (first, second)
    for first, seconds in {
        "from": "in at on among between about",
        "for": "in about at on between from",
        "to": "about between in at",
        "on": "in at with from for about by of",
        "in": "at on for with from by between among in",
        "by": "about at in with between on",
        "of": "about between in on from at among",
        "at": "about between",
        "with": "about in at on",
        "against": "in at",
        "into": "about",
        "during": "about",
        "between": "about",
        "among": "about",
    }.items()
    for second in seconds.split()
)
"""Pairs that good English has, such as `from among`, `of about 20`, `logged in with`; before a number, all
pairs are sound.
"""
_NUMERAL = frozenset(
    "a an half one two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred".split()
)
_VERB_ENDINGS = ("ed", "ing", "en")
_IRREGULAR_VERBS = frozenset(
    "come came go went put take took look say said tell told get got let set bring brought hold held "
    "stand stood run ran deal "
    "dealt speak spoke think thought hear heard find found live depend rely log sign drop check move give "
    "gave made make "
    "care know knew call ask wait pay paid sought meet met talk agree work fight fought left keep kept be "
    "been was is are".split()
)


def missing_words(tokens: Sequence[Token]) -> Iterator[tuple[Span, Span]]:
    """`of Kazakhstan in about this`, `the of`, a sentence that ends in `the`: where, and the words that
    sound wrong.
    """
    for i, (one, two) in enumerate(pairwise(tokens)):
        if one.glued or (two.glued and two.kind != "mark"):
            continue
        if one.low in _DETERMINERS and one.text.islower() and _ends_early(tokens, i + 1):
            stretch = Span(one.span.start, two.span.end)
            yield stretch, stretch
        elif i and _are_odd_prepositions(tokens, i):
            end = tokens[min(i + 2, len(tokens) - 1)].span.end
            yield Span(tokens[i - 1].span.start, end), Span(one.span.start, end)


def _ends_early(tokens: Sequence[Token], i: int) -> bool:
    """Whether a determiner's noun is missing at token `i`: a preposition, a verb or the end of the clause
    stands there.
    """
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.kind == "mark":
        return token.low in (".", ",", ";", "!", "?", ")")
    if following is not None and following.low == "-" and following.glued:
        return False  # `the in-house team`
    if following is not None and following.low in ("and", "or", '"', "”"):
        return False
    return token.text.islower() and token.low in _AFTER_NO_DETERMINER and tokens[i - 1].low not in ("my", "your")


def _are_odd_prepositions(tokens: Sequence[Token], i: int) -> bool:
    one, two = tokens[i], tokens[i + 1]
    if one.low not in _FIRST_PREPOSITIONS or two.low not in _SECOND_PREPOSITIONS:
        return False
    if not (one.text.islower() and two.text.islower()):
        return False
    previous = tokens[i - 1]
    following = tokens[i + 2] if i + 2 < len(tokens) else None
    if previous.kind == "mark" or following is None or following.kind in ("number", "mark"):
        return False
    if previous.low.endswith(_VERB_ENDINGS) or previous.low in _IRREGULAR_VERBS:
        return False
    if two.low == "about":
        # `in about half an hour` is sound; after `in about` words of a topic are not.
        return one.low in ("in", "of", "at", "on") and following.low not in _NUMERAL and previous.kind != "number"
    return (one.low, two.low) not in _SOUND_PAIRS and previous.capital


@cache
def _odd_classes() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lexicon.read_lines("selection"):
        verbs, _, classes = line.partition("|")
        table |= {verb: tuple(classes.split()) for verb in verbs.split()}
    return table


_ENDS_PHRASE = frozenset(
    "in on at of to from with by for during after before while when as that who which whose is are was "
    "were and or but not "
    "because since until if than then this last next near against".split()
)
_LONGEST_PHRASE = 6


def odd_objects(tokens: Sequence[Token]) -> Iterator[Span]:
    """A verb and an object that do not go together: `wearing the distinctive UN peacekeepers`."""
    for i, token in enumerate(tokens):
        classes = _odd_classes().get(token.low)
        if not classes or (i and tokens[i - 1].low in ("the", "a", "an", "'s")):
            continue
        phrase: list[Token] = []
        for following in tokens[i + 1 : i + 1 + _LONGEST_PHRASE]:
            if following.low in _ENDS_PHRASE or (following.kind == "mark" and following.low not in "'-"):
                break
            phrase.append(following)
        nouns = [t for t in phrase if t.kind in ("word", "acronym")]
        if (
            not nouns
            or any(t.low in lexicon.classes()["clothing"] for t in nouns)
            or any(t.kind == "number" for t in phrase)
        ):
            continue
        if phrase[-1].low in ("'s", "'"):
            continue
        head = nouns[-1].low
        if any(head in lexicon.classes()[name] for name in classes):
            yield Span(token.span.start, phrase[-1].span.end)

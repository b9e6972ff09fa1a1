"""Phrases, verbs and clauses, read off the words around them: no parser, and nothing where any of it is in doubt.

Takes a view, gives places of tokens and the stems there. Pure; judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.facts import lexicon
from summarizer.facts.verbs import base, is_base, is_participle, is_past, third_person
from summarizer.guard.view import WORDS, View

BEING = frozenset("am is are was were be been being 's 're 'm got gets get".split())
AUXILIARY = frozenset(
    "has have had having will would shall should can could may might must do does did 'll 'd 've ca wo".split()
)
HELPERS = BEING | AUXILIARY
_SKIPPED = frozenset("not n't also still now again soon only never always already just once even".split())
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any all both each every no another "
    "'s '".split()
)
PRONOUNS = frozenset("he she it they we i you him them us me".split())
ENDS_SUBJECT = frozenset(
    "who which that while when because if after before as and but or than where whether whom whose since until "
    "although though".split()
)
ENDS_OBJECT = ENDS_SUBJECT | frozenset(
    "of in on at to from with for by during about over under into against between among near through without "
    "within across along around behind beside beyond despite except inside outside off out up down via towards "
    "toward upon onto amid".split()
)
WIDE = 8
"""Tokens that a subject may take up."""
_OBJECT = 6
"""Tokens that an object may take up."""
_BETWEEN_CLAUSES = frozenset("; while but whereas".split())


def verb_group(text: View, i: int) -> tuple[int, bool, bool]:
    """Where the verb's helpers begin, whether a form of `be` and whether any other is among them."""
    being = helped = False
    j = i
    while j > 0:
        before = text.lows[j - 1]
        if before in BEING and not (before == "'s" and j > 1 and text.tokens[j - 2].capital):
            being = True
        elif before in AUXILIARY:
            helped = True
        elif not (before in _SKIPPED or before.endswith("ly")):
            break
        j -= 1
    return j, being, helped


def is_finite(text: View, i: int) -> bool:
    """`killed`, `wins`, `have told`, `will sue`, `is falling`; not `being`, not `has`."""
    low = text.lows[i]
    if low in HELPERS or low in lexicon.words("stop"):
        return False
    if is_past(low) or is_participle(low) or third_person(low) is not None:
        return True
    before = text.lows[i - 1] if i else ""
    return before in AUXILIARY or (low.endswith("ing") and before in BEING)


def is_verbal(text: View, i: int) -> bool:
    """Whether the word at `i` is a finite verb or a helper of one."""
    return text.lows[i] in HELPERS or is_finite(text, i)


def is_predicate(line: View, i: int) -> bool:
    """Whether the word at `i` is certain to be an active verb, with its subject or `to` before it."""
    if i == 0 or line.tokens[i - 1].kind == "mark" or line.lows[i] in lexicon.words("stop"):
        return False
    if line.lows[i - 1] == "to" and is_base(line.lows[i]):
        return True
    return is_finite(line, i) and not (verb_group(line, i)[1] and is_participle(line.lows[i]))


def is_past_form(low: str) -> bool:
    """Whether a word of content can be a past or a participle."""
    return low not in lexicon.words("stop") and (is_past(low) or is_participle(low))


def base_of(text: View, i: int) -> str:
    """The base of the verb at `i`; of any other word the word itself."""
    low = text.lows[i]
    return base(low) if is_past(low) or is_participle(low) else third_person(low) or low


def places_of(text: View, verb: str) -> list[int]:
    """Where a verb of that base stands, in any form."""
    return [
        i for i, t in enumerate(text.tokens) if t.kind == "word" and t.text.islower() and base_of(text, i) == verb
    ]


def words_at(text: View, places: Sequence[int]) -> frozenset[str]:
    """The stems of what stands there, of words with content and of pronouns."""
    stop = lexicon.words("stop")
    return frozenset(
        text.stems[j]
        for j in places
        if text.lows[j] in PRONOUNS or (text.tokens[j].kind in WORDS and text.lows[j] not in stop)
    )


def continues(text: View, j: int) -> bool:
    """Whether a noun phrase may go on to the left of the word after it."""
    token = text.tokens[j]
    if token.kind == "mark":
        return token.low == "-" and token.glued
    return token.low in ("and", "or") or (
        token.kind != "number" and token.low not in ENDS_OBJECT | DETERMINERS | PRONOUNS
    )


def object_of(text: View, i: int) -> frozenset[str]:
    """The stems of the object of the verb at `i`."""
    return words_at(text, object_places(text, i))


def object_places(text: View, i: int, most: int = _OBJECT, within: frozenset[str] = frozenset()) -> list[int]:
    """Where the object of the verb at `i` stands, at most `most` tokens; words of `within` do not end it."""
    places: list[int] = []
    for j in range(i + 1, min(i + 1 + most, len(text.tokens))):
        token = text.tokens[j]
        if (token.kind == "mark" and token.low not in "-'") or (
            token.low in ENDS_OBJECT and token.low not in within and not token.glued
        ):
            break
        places.append(j)
    return places


def spans(text: View) -> list[range]:
    """The clauses of a sentence, each with a verb of its own; what has none belongs to the clause before it."""
    cuts = [
        i
        for i, low in enumerate(text.lows)
        if low in _BETWEEN_CLAUSES or (low == "and" and text.lows[i - 1] == ",")
    ]
    found: list[range] = []
    for start, end in pairwise([0, *(cut for cut in cuts if cut), len(text.lows)]):
        has_verb = any(is_verbal(text, i) for i in range(start, end))
        if has_verb or not found:
            found.append(range(start, end))
        else:
            found[-1] = range(found[-1].start, end)
    return found

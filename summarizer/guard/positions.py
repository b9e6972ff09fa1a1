"""Who stands where in a rewrite: before or behind a verb in the passive, in a relative clause, at the beginning.

Takes two views, gives a violation or None. Pure. The other comparisons of who does what are in `clauses`, `sides`
and `exchanges`.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from summarizer.document import Violation
from summarizer.facts import lexicon, stem
from summarizer.facts.verbs import may_be_participle, third_person
from summarizer.guard.syntax import (
    AUXILIARY,
    BEING,
    DETERMINERS,
    ENDS_OBJECT,
    PRONOUNS,
    WIDE,
    base_of,
    continues,
    is_past_form,
    object_of,
    verb_group,
    words_at,
)
from summarizer.guard.view import View, carried, word_of

_OBJECT_PRONOUNS = frozenset("me him her us them you it".split())
_RELATIVE = frozenset(("who", "whom", "which", "that"))
_NO_SUBJECT = frozenset("it there not".split())
_LONGEST_SUBJECT = 5


def passives(before: View, after: View) -> Violation | None:
    """Who is done a thing does not do it: `he was not read his rights` is not `he was not reading his rights`.

    Where the passive names who does it, `roles` tells.
    """
    for mine, theirs in ((before, after), (after, before)):
        for verb in sorted(_suffered(mine) & _going_on(theirs)) if "by" not in mine.lows else ():
            told = word_of(verb, after)
            return Violation("roles-exchanged", told, f"who does it and who is done it changed at `{told}`")
    return None


def _suffered(text: View) -> frozenset[str]:
    """The stems of verbs in the passive."""
    return frozenset(
        text.stems[i] for i, low in enumerate(text.lows) if may_be_participle(low) and verb_group(text, i)[1]
    )


def _going_on(text: View) -> frozenset[str]:
    """The stems of verbs that go on and have an object."""
    return frozenset(
        text.stems[i]
        for i, (low, following) in enumerate(pairwise((*text.lows, "")))
        if low.endswith("ing") and following in DETERMINERS | _OBJECT_PRONOUNS and verb_group(text, i)[1]
    )


def relatives(before: View, after: View) -> Violation | None:
    """`The rebels that the army has expelled` are not `the rebels who have expelled the army`."""
    theirs = _relatives(before)
    for verb, (does, others) in _relatives(after).items():
        did, before_others = theirs.get(verb, (does, others))
        if did != does and (shared := others & before_others - PRONOUNS):
            party, told = word_of(min(shared), after), word_of(verb, after)
            return Violation("roles-exchanged", f"{party}, {told}", f"`{party}` is on the other side of `{told}`")
    return None


def _relatives(text: View) -> dict[str, tuple[bool, frozenset[str]]]:
    """For the verb of each relative clause, by its stem: whether who the clause is about does it, and the other."""
    found: dict[str, tuple[bool, frozenset[str]]] = {}
    for i, low in enumerate(text.lows):
        if low not in _RELATIVE or i == 0 or (text.tokens[i - 1].kind == "mark" and text.lows[i - 1] != ","):
            continue
        places = range(i + 1, min(i + 1 + WIDE, len(text.tokens)))
        ends = (j for j in places if text.lows[j] in ENDS_OBJECT or text.tokens[j].kind == "mark")
        clause = range(i + 1, next(ends, places.stop))
        verb = next((j for j in clause if _is_active(text, j, right_behind=i)), None)
        if verb is None:
            continue
        start = verb_group(text, verb)[0]
        does = start == i + 1
        others = object_of(text, verb) if does else words_at(text, range(i + 1, start))
        if others:
            found.setdefault(stem(base_of(text, verb)), (does, others))
    return found


def _is_active(text: View, i: int, right_behind: int) -> bool:
    """Whether the word at `i` is an active verb; as a third person only right behind `who` or `which`."""
    low = text.lows[i]
    start, being, _ = verb_group(text, i)
    if low in lexicon.words("stop") or low in AUXILIARY | BEING or being:
        return False
    is_third = start == right_behind + 1 and text.lows[right_behind] != "that" and third_person(low) is not None
    return is_past_form(low) or is_third


def subjects(before: View, after: View) -> Violation | None:
    """Whom a sentence begins with does not change places with another noun, however its order is mended: `The dog
    has the postman bitten` is not `The postman bit the dog`. A passive that came or went is for `roles`.
    """
    if bool(_suffered(before)) != bool(_suffered(after)) or ("by" in before.lows) != ("by" in after.lows):
        return None
    old, new = _first_phrase(before), _first_phrase(after)
    if not old or not new:
        return None
    head, now = old[0], new[0]
    if carried(frozenset(new), head) or carried(frozenset(old), now):
        return None
    if any(text.stems.count(word) != 1 for text in (before, after) for word in (head, now)):
        return None
    first, other = word_of(head, before), word_of(now, after)
    return Violation("roles-exchanged", f"{first}, {other}", f"`{other}` stands where `{first}` stood")


def _first_phrase(text: View) -> list[str]:
    """The stems of the noun phrase that a sentence begins with, its head first; empty where it has no such."""
    phrase: list[str] = []
    owners: list[str] = []
    for i, token in enumerate(text.tokens):
        low = token.low
        if low == "'s" and phrase and not _is_helper(text, i):
            owners, phrase = [*owners, *phrase], []
        elif low == "of" and phrase:
            run = takewhile(
                lambda j: continues(text, j) or text.lows[j] in DETERMINERS, range(i + 1, len(text.lows))
            )
            return [*reversed(phrase), *owners, *words_at(text, [*run])]
        elif (token.kind == "mark" and low not in "-'\"“”") or low in ("and", "or"):
            return []
        elif low in ENDS_OBJECT | AUXILIARY | BEING | _NO_SUBJECT or (phrase and is_past_form(low)):
            return [*reversed(phrase), *owners]
        elif token.kind != "mark" and low not in lexicon.words("stop"):
            phrase.append(text.stems[i])
        if len(phrase) > _LONGEST_SUBJECT:
            return []
    return []


def _is_helper(text: View, i: int) -> bool:
    """Whether the `'s` at `i` stands for `is` or `has`: no noun follows."""
    following = text.tokens[i + 1 : i + 2]
    return not following or following[0].low in lexicon.words("stop") or following[0].low.endswith("ing")

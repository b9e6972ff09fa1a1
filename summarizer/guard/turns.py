"""Small turns of a rewrite that make another do it, suffer it or say it: `which accused` made `which was accused`.

Takes views of a sentence and of its rewrite, gives a violation or None. Pure. The words stay the same, or nearly,
so the other rules see nothing: it is in one preposition, one auxiliary, or in which of two nouns comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from summarizer.document import Violation
from summarizer.facts import lexicon, stem, stems
from summarizer.facts.names import key
from summarizer.facts.verbs import base, is_past, may_be_participle
from summarizer.guard.possessions import KIN
from summarizer.guard.syntax import (
    BEING,
    DETERMINERS,
    ENDS_OBJECT,
    HELPERS,
    PRONOUNS,
    base_of,
    object_of,
    verb_group,
    words_at,
)
from summarizer.guard.view import View

_RELATIVES = frozenset("which who that".split())
_NAMING = frozenset("call name title entitle dub nickname know".split())
"""What stands behind them is no object: `the town, which named the Pearl`, which is named so."""
_WAYS = frozenset(
    "mistake error accident chance law force telephone phone mail post email default surprise".split()
)
"""Behind `by` they tell how, and not who: `which accused by mistake another runner`."""
_NEAR_SOMEBODY = KIN | stems("colleague neighbour neighbor")
"""Who has a name of his own, and whose he is."""
_HAVE = ("has", "have", "had")
_ADVERBS = frozenset("also again already still then now only even later".split())
_SUBJECTS = frozenset("he she it they".split())
_GIVING = stems("give given tell told offer ask show shown grant send sent award pay paid")
"""Of whom they are told in the passive, and what is given stands behind it."""
_DOES = ("did", "does", "do")
_TOLD = {"said": "told", "says": "tells"}
_SAYING = stems("say tell assure announce state declare inform explain promise confirm add assert affirm")
_JUDGING = stems("consider deem think thought declare find found")
_NOUNS_TOO = frozenset("current present original".split())
"""Words that tell of a thing before it and name another behind `of the`."""
_ENDS = ENDS_OBJECT | HELPERS
_TURNING = ("to", "by", "from", "for", "of", "with")
_GROUP = 4
"""Tokens that a passive and the adverbs in it may have."""
_OPENING = 4
"""Tokens at most before a verb whose subject is behind it: `from the fee`."""
_REACH = 6
"""Tokens from `interested` on among which that stands."""
_HEARERS = frozenset("agency newspaper paper press channel network station television radio media site".split())
"""Whom a speaker that stands far before his verb may well have told: `said the newspaper`."""
_SEEMING = frozenset("appear appears appeared".split())
_CHANGE = frozenset("fall rise drop increase decrease decline growth loss gain jump surge slump".split())


def changed(before: View, after: View) -> Violation | None:
    return (
        _relatives(before, after)
        or _participles(before, after)
        or _judged(before, after)
        or _names(before, after)
        or _words(before, after)
        or _speakers(before, after)
        or _inverted(before, after)
        or _voices(before, after)
        or _requests(before, after)
        or _causes(before, after)
        or _votes(before, after)
    )


def _relatives(before: View, after: View) -> Violation | None:
    """`The federation, which accused another runner` was not accused; `the firm, which based in Rome` is based."""
    theirs = [*_relative_verbs(before)]
    suffered = {verb for verb, is_passive, _ in theirs if is_passive}
    active = {verb for verb, is_passive, has_object in theirs if has_object and not is_passive} - suffered
    turned = next((verb for verb, is_passive, _ in _relative_verbs(after) if is_passive and verb in active), None)
    if turned is None:
        return None
    return Violation("roles-exchanged", turned, f"in the source it is they who `{turned}`")


def _relative_verbs(text: View) -> Iterator[tuple[str, bool, bool]]:
    """Of each verb behind `which`, `who` or `that` its base, whether it is passive, and whether it surely has an
    object.
    """
    for i, low in enumerate(text.lows):
        start, being, helped = verb_group(text, i)
        is_relative = start > 0 and text.lows[start - 1] in _RELATIVES and (being or not helped)
        if is_relative and low not in HELPERS and may_be_participle(low):
            verb = base_of(text, i)
            by_a_way = text.lows[i + 1 : i + 2] == ("by",) and not _WAYS.isdisjoint(text.lows[i + 2 : i + 3])
            is_named = verb not in _NAMING and not DETERMINERS.isdisjoint(text.lows[i + 1 : i + 2])
            has_object = bool(object_of(text, i + 2 if by_a_way else i))
            yield verb, being, has_object and (by_a_way or is_named)


def _participles(before: View, after: View) -> Violation | None:
    """`The mother of the killed` was not killed, nor is `the price of the current` a current price."""
    new = _runs(after, 2) - _runs(before, 2)
    for i, (whose, of, the, low) in enumerate(_in_fours(before)):
        ends = i + 4 == len(before.lows) or before.tokens[i + 4].kind == "mark" or before.lows[i + 4] in _ENDS
        may_be_told_of = may_be_participle(low) or low in _NOUNS_TOO
        if (of, the) == ("of", "the") and may_be_told_of and ends and (low, whose) in new:
            return Violation("person-lost", f"{low} {whose}", f"the source says it of the {whose} of the {low}")
    return None


def _judged(before: View, after: View) -> Violation | None:
    """Who considers the reaction exaggerated does not consider an exaggerated reaction."""
    new = _runs(after, 2) - _runs(before, 2)
    for i, (verb, the, noun, how) in enumerate(_in_fours(before)):
        ends = i + 4 == len(before.lows) or before.tokens[i + 4].kind == "mark"
        is_known = the in DETERMINERS and the not in ("a", "an")  # `found a car red` is out of order
        if stem(verb) in _JUDGING and is_known and ends and (how, noun) in new:
            return Violation("roles-exchanged", f"{how} {noun}", f"the source says who {verb} it so")
    return None


def _names(before: View, after: View) -> Violation | None:
    """`The friend Milan Ilic` is no `friend of Milan Ilic`, `said the king to NRK` is of no `king of NRK`, and in
    `beaten Carlsen, that was Anand` Carlsen is not Anand.
    """
    said, says = _runs(before, 3), _runs(after, 2) | _runs(after, 3)
    names = {token.low for token in after.tokens if key(token) in after.name_words}
    for who, name in sorted(_runs(before, 2)):
        if name in names and stem(who) in _NEAR_SOMEBODY and (who, "of", name) in says - said:
            return Violation("owner-changed", f"{who} of {name}", f"the source does not say whose {who} it is")
    for who, to, name in sorted(said):
        is_told = to == "to" and name in names and who in lexicon.classes()["person"] and _is_said_by(before, who)
        if is_told and ((who, "of", name) in says - said or (who, name) in says):
            return Violation("owner-changed", f"{who} {name}", f"in the source the {who} says it to {name}")
    for who, being, name in sorted(_runs(after, 3) - said):
        if who == "who" and name in names and _follows_a_name(before, (",", "that", being, name)):
            return Violation("roles-exchanged", name, f"`that {being} {name}` is said of nobody before it")
    return None


def _words(before: View, after: View) -> Violation | None:
    """What one word turns: `prosecutors Lysenko` are several, `, what he denied` is of no person, and smoke that
    `appeared` is nobody who `appeared to smoke`.
    """
    old, new = _runs(before, 2), _runs(after, 2) - _runs(before, 2)
    names = {token.low for token in after.tokens if key(token) in after.name_words}
    for who, name in sorted(old):
        is_one = name in names and who in lexicon.classes()["person"] and (name, "and") not in old
        if is_one and (f"{who}s", name) in new:
            return Violation("quantity-changed", f"{who}s", f"the source speaks of one {who}")
        if who in _SEEMING and name not in HELPERS and (who, "to", name) in _runs(after, 3):
            return Violation("hedge-added", f"{who} to", f"the source does not say that it {who} to {name}")
    for first, was, now in ((",", "what", "who"), ("without", "that", "which")):
        if (first, was) in old and (first, now) in new:
            return Violation("roles-exchanged", now, f"the source says `{was}`, which stands for all of it")
    return None


def _is_said_by(text: View, who: str) -> bool:
    """Whether a verb of speaking stands right before a noun, with its article or without."""
    places = (i for i, low in enumerate(text.lows) if low == who)
    return any(not _SAYING.isdisjoint(text.stems[max(0, i - 2) : i]) for i in places)


def _follows_a_name(text: View, run: tuple[str, ...]) -> bool:
    """Whether such a run stands behind a name: `Carlsen, that was Anand`, not `the winner, that was Anand`."""
    found = (i for i in range(1, len(text.lows)) if text.lows[i : i + len(run)] == run)
    return any(key(text.tokens[i - 1]) in text.name_words for i in found)


def _speakers(before: View, after: View) -> Violation | None:
    """`…, said the court` is not `…, told the court`, and `…, has assured the minister` is his word, not `it has
    assured the minister`.
    """
    new = _runs(after, 3) - _runs(before, 3)
    told = {stem(said) for who, have, said in new if have in _HAVE and who in _SUBJECTS}
    for i, (mark, verb, the, noun) in enumerate(_in_fours(before)):
        if mark not in (",", '"', "”", "'", "’"):
            continue
        is_common = the in DETERMINERS and before.tokens[i + 3].text.islower() and noun not in _HEARERS
        if is_common and (_TOLD.get(verb, ""), the, noun) in _runs(after, 3):
            return Violation("speaker-changed", noun, f"in the source `{verb}` stands before who speaks")
        if verb in _HAVE and stem(the) in _SAYING & told and noun not in PRONOUNS:
            return Violation("speaker-changed", verb, f"in the source who {verb} {the} it stands behind")
    return None


def _inverted(before: View, after: View) -> Violation | None:
    """Who is behind its verb, as other languages have it, stays who it is told of: `asked that be banned trucks` is
    no `asked to be banned from trucks`, nor `from the fee will be released women` that it is released to them.
    """
    old, new = _runs(before, 3), _runs(after, 3) - _runs(before, 3)
    for verb, that, be in sorted(old):
        if (that, be) == ("that", "be") and (verb, "to", "be") in new:
            return Violation("roles-exchanged", f"{verb} to be", f"the source does not say who {verb} it to be so")
    for i, verb in enumerate(before.lows[:-1]):
        behind = _behind(before, i)
        is_noun = behind.isalpha() and behind not in lexicon.words("stop")
        turned = next(
            (f"{verb} {word} {behind}" for word in _TURNING if is_noun and (verb, word, behind) in new), None
        )
        if turned and _is_inverted(before, i):
            return Violation("roles-exchanged", turned, f"in the source it is told of the {behind}")
        if may_be_participle(verb) and _opens_without_a_subject(before, i):
            came = sorted(_passive_subjects(after) - _passive_subjects(before))
            if came:
                message = f"in the source it is told of who stands behind `{verb}`"
                return Violation("roles-exchanged", came[0], message)
    if before.lows[:1] == ("about",) and "interested" in before.lows and "interested" in after.lows:
        about = words_at(before, range(1, before.lows.index("interested")))
        reach = slice(at := after.lows.index("interested"), at + _REACH)
        if "in" in after.lows[reach] and about.isdisjoint(after.stems[reach]):
            return Violation("roles-exchanged", "interested in", "the source tells in what they are interested")
    return None


def _opens_without_a_subject(text: View, i: int) -> bool:
    """Whether the word at `i` is a passive that its clause begins with, before its subject: `Also was condemned the
    wife of him`; not `Was expected that`, nor `was given the house`.
    """
    start, being, _ = verb_group(text, i)
    noun, first = _behind(text, i), _clause_start(text, start)
    has_subject = noun in DETERMINERS and noun != "that" and text.stems[i] not in _GIVING
    return being and has_subject and all(low in _ADVERBS for low in text.lows[first:start])


def _behind(text: View, i: int) -> str:
    """The word behind the one at `i`, or behind an adverb there; "" where there is none."""
    return next((low for low in text.lows[i + 1 : i + 3] if low not in _ADVERBS), "")


def _clause_start(text: View, end: int) -> int:
    """The place behind the last mark before `end`, or the beginning."""
    return max((j + 1 for j in range(end) if text.tokens[j].kind == "mark"), default=0)


def _passive_subjects(text: View) -> frozenset[str]:
    """Each `he`, `she`, `it` or `they` at the beginning of a clause of which a passive tells."""
    return frozenset(
        low
        for i, low in enumerate(text.lows)
        if low in _SUBJECTS
        and (i == 0 or text.tokens[i - 1].kind == "mark")
        and any(may_be_participle(verb) for verb in text.lows[i + 1 : i + 1 + _GROUP])
    )


def _is_inverted(text: View, i: int) -> bool:
    """Whether the word at `i` is a passive without a subject before it: its clause begins with a preposition, or it
    stands right behind `that be`.
    """
    start, being, _ = verb_group(text, i)
    first = _clause_start(text, start)
    opens = 1 < start - first <= _OPENING and text.lows[first] in ENDS_OBJECT
    hangs_on = start > 0 and text.lows[start - 1 : start + 1] == ("that", "be")
    return being and (opens or hangs_on) and may_be_participle(text.lows[i])


def _voices(before: View, after: View) -> Violation | None:
    """Who denied the attack was not denied the attack, nor who neither confirmed it nor denied it."""
    denies = any(low == "neither" and is_past(verb) for low, verb in _runs(before, 2))
    if denies and any(be in BEING and low == "neither" for be, low in _runs(after, 2) - _runs(before, 2)):
        return Violation("roles-exchanged", "neither", "the source says who does neither, not who is done it")
    done = set(_done(before, passive=False)).difference(_done(before, passive=True))
    turned = next((deed for deed in _done(after, passive=True) if deed in done), None)
    if turned is None:
        return None
    return Violation("roles-exchanged", turned[0], f"in the source nobody is `{' '.join(turned)}`")


def _done(text: View, *, passive: bool) -> Iterator[tuple[str, ...]]:
    """Each verb in the past with the article and the noun right behind it, in the passive or not."""
    for i, low in enumerate(text.lows):
        has_object = text.lows[i + 1 : i + 2] in (("the",), ("a",), ("an",))
        if has_object and is_past(low) and low not in HELPERS and base(low) not in _NAMING:
            start, being, _ = verb_group(text, i)
            is_told = start > 0 and text.lows[start - 1] not in _RELATIVES  # `the man offered a deal`, who was
            if being is passive and is_told:
                yield text.lows[i : i + 3]


def _requests(before: View, after: View) -> Violation | None:
    """Who is told `not to leave` is not who `did not leave`."""
    new = _runs(after, 3) - _runs(before, 3)
    for no, to, verb in sorted(_runs(before, 3)):
        if (no, to) == ("not", "to") and any((did, "not", verb) in new for did in _DOES):
            return Violation("mood-changed", f"not to {verb}", f"the source tells somebody not to {verb}")
    return None


def _causes(before: View, after: View) -> Violation | None:
    """`He explained the fall by costs` speaks of no fall in costs."""
    new = _runs(after, 3) - _runs(before, 3)
    for change, by, what in _runs(before, 3):
        is_cause = change in _CHANGE and by == "by" and what.isalpha() and what not in lexicon.words("stop")
        if is_cause and any((change, of, what) in new for of in ("in", "of", "from")):
            return Violation(
                "opposite", f"{change} by {what}", "the source says by what it came, not of what it is"
            )
    return None


def _votes(before: View, after: View) -> Violation | None:
    """Who `were for lowering` it did not lower it."""
    for who, being, sign, deed in _in_fours(before):
        is_vote = being in BEING and sign == "for" and deed.endswith("ing") and _may_vote(who)
        if is_vote and ("for", deed) not in _runs(after, 2):
            is_to = any(be == being and to == "to" and stem(verb) == stem(deed) for be, to, verb in _runs(after, 3))
            if is_to or (being, deed) in _runs(after, 2):
                return Violation("mood-changed", deed, "the source says who was for it, not who did it")
    return None


def _may_vote(who: str) -> bool:
    return who in lexicon.classes()["person"] or who in ("members", "they", "we", "he", "she", "i")


def _in_fours(text: View) -> Iterator[tuple[str, str, str, str]]:
    return zip(text.lows, text.lows[1:], text.lows[2:], text.lows[3:], strict=False)


def _runs(text: View, size: int) -> frozenset[tuple[str, ...]]:
    """All runs of so many tokens."""
    return _runs_of(text.lows, size)


@lru_cache(maxsize=256)
def _runs_of(lows: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(lows[i:] for i in range(size)), strict=False))

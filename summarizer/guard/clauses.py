"""Who does what to whom, read off the words around one verb that two texts share.

Takes views, gives a violation or None. Pure. No parser: a subject stands before its verb, an object after it, a
doer after `by`; where any of it is in doubt nothing is said. Names and numbers have their own, finer comparison
in `sides`; here every noun counts. `roles` compares two texts that say the same, `doers` and `undergoers` a line
with the sentences that it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from summarizer.document import Violation
from summarizer.facts import lexicon, stem, stems
from summarizer.facts.verbs import UNCHANGED, base, is_base, is_participle, is_past
from summarizer.guard.view import View, carried

_BEING = frozenset("am is are was were be been being 's 're 'm got gets get".split())
_AUXILIARY = frozenset(
    "has have had having will would shall should can could may might must do does did 'll 'd 've ca wo".split()
)
_SKIPPED = frozenset("not n't also still now again soon only never always already just once even".split())
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any all both each every no another "
    "'s '".split()
)
_PRONOUNS = frozenset("he she it they we i you him them us me".split())
_OBJECT_PRONOUNS = frozenset("me him her us them you it".split())
_ENDS_SUBJECT = frozenset(
    "who which that while when because if after before as and but or than where whether whom whose since until "
    "although though".split()
)
_ENDS_OBJECT = _ENDS_SUBJECT | frozenset(
    "of in on at to from with for by during about over under into against between among near through without "
    "within across along around behind beside beyond despite except inside outside off out up down via towards "
    "toward upon onto amid".split()
)
_PLACING = frozenset("in at near on against with over between during after before under amid within".split())
"""What they govern is no part of who does something: `the earthquakes in Turkey and Syria killed`."""
_SPEAKING = stems(
    "say tell ask add note answer reply explain write believe report announce warn claim state comment "
    "continue conclude recall stress emphasize emphasise point quote tweet argue admit confirm insist"
)
"""The speaker may stand behind them: `said Dujarric`."""
_UNDONE = stems("fail refuse decline unable neglect")
"""`failed to win` is no win."""
_STANDS_FOR_NO_NOUN = frozenset("being having".split())
_WIDE = 8
_OBJECT = 6
_BY_REACH = 4
_OWNER_REACH = 5
_NO_SUBJECT = frozenset("it there not".split())
_LONGEST_SUBJECT = 5
_DOER = 5
_RELATIVE = frozenset(("who", "whom", "which", "that"))
_BETWEEN_CLAUSES = frozenset("; while but whereas".split())
_BOTH_WAYS = stems("meet marry join fight compete merge divorce resemble equal match face play contact")
"""What one does with the other, the other does with the one."""
_ITSELF = _BOTH_WAYS | stems(
    "open close change increase decrease rise grow begin start end stop move break burn sink develop improve "
    "double expand shrink freeze melt spread turn run return fly drive sail land explode crash drop shut split "
    "divide unite resume continue hang sell read show display reflect reduce form base locate gather "
    "concern involve include contain interest worry prepare dress retire graduate"
)
"""What is done to a thing, the thing may be said to do: the plant was closed, the plant closed."""
_LIGHT = frozenset("see have get make take give do".split())
"""Verbs that say little without their object, for which another may well stand: `saw earnings fall`."""
_FAR_OBJECT = 14
"""Tokens behind a verb of the evidence in which an object may stand: `a larger-than-expected quarterly loss`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The parties by their stems: all that may be meant, and those next to the verb or its `by`."""

    doers: frozenset[str]
    done_to: frozenset[str]
    near_doers: frozenset[str]
    near_done_to: frozenset[str]
    passive: bool
    has_by: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells of who does something: whether it bears out a claim, or belies it."""

    bears_out: bool
    belies: bool


def doers(line: View, sources: Sequence[View]) -> Violation | None:
    """Who does something in the line must do it in the evidence, where that has the same verb at all.

    `Turkey and Syria have killed 23,000` of the earthquakes there, `Egypt smuggled artifacts` of artifacts smuggled
    out of it, `fisherman wins` of one against whom somebody won, and `Sofia prosecutor convicts` of what a court in
    Sofia did are refused. Only a line that begins with who does it, in nouns alone, is looked at.
    """
    at = _first_verb(line)
    clause = None if at is None else _clause(line, at)
    if at is None or clause is None or clause.passive:
        return None
    verb = _base(line, at)
    if stem(verb) in _ITSELF or stem(verb) in _SPEAKING or not clause.near_doers:
        return None
    person = _person_before(line, at)
    told = [_told(clause, person, source, i) for source in sources for i in _places(source, verb)]
    if any(one.bears_out for one in told) or not any(one.belies for one in told):
        return None
    doer = line.text[: line.tokens[at].span.start].strip()
    fact = f"{doer} {line.tokens[at].text}"
    return Violation("roles-exchanged", fact, f"the evidence does not say that `{fact}`")


def undergoers(line: View, sources: Sequence[View]) -> Violation | None:
    """What a thing is done to in the line it is done to in the evidence, where that has the same verb.

    `seems to help evangelicals` of one who helped his case by meeting them, `had evaded clients` of a bank that
    helped clients to evade tax, and `who signed this week` of one who signed years ago are refused. Of 949 lines
    written for news articles it refused five, one of them wrongly.
    """
    for i, places in _done_to(line):
        done_to = _words(line, places)
        told = [_done_there(source, at) for source in sources for at in _places(source, _base(line, i))]
        if told and all(theirs and not any(carried(theirs, word) for word in done_to) for theirs in told):
            fact = line.text[line.tokens[i].span.start : line.tokens[places[-1]].span.end]
            return Violation("roles-exchanged", fact, f"the evidence does not say `{fact}`")
    return None


def sufferers(line: View, sources: Sequence[View]) -> Violation | None:
    """Who is arrested or killed in the line is so in the evidence: no `wife arrested` of a man arrested after the
    body of his wife was found.
    """
    for i, low in enumerate(line.lows):
        person = _sufferer(line, i)
        if person is None:
            continue
        verb = _base(line, i)
        theirs = [_sufferer(source, at, be=True) for source in sources for at in _places(source, verb)]
        is_another = any(person in source.all_stems for source in sources)  # not `policemen` for `officers`
        is_belied = all(other is not None and not carried(frozenset([other]), person) for other in theirs)
        if theirs and is_another and is_belied:
            return Violation("roles-exchanged", low, f"the evidence does not say `{low}` of the {person}…")
    return None


def _sufferer(text: View, i: int, *, be: bool = False) -> str | None:
    """The stem of the noun for a person right before the passive at `i`; with `be`, one with a form of that."""
    low, following = text.lows[i], text.lows[i + 1 : i + 2]
    if low in lexicon.words("stop") or not (is_participle(low) or low in UNCHANGED):
        return None
    start, being, helped = _verb_group(text, i)
    if not being and (be or helped or (following and following[0] not in _ENDS_OBJECT | {"."})):
        return None
    persons, head = lexicon.classes()["person"], start - 1
    if head < 0 or text.lows[head] not in persons:
        return None
    owned = next((j - 1 for j in range(head - 1, max(0, head - _OWNER_REACH), -1) if text.lows[j] == "of"), None)
    if owned is not None and text.lows[owned] in persons:
        head = owned  # `the wife of the jailed journalist was`
    return text.stems[head]


def _done_to(line: View) -> Iterator[tuple[int, list[int]]]:
    """Where each verb stands that is certain to be one, and where its object, if that is a thing."""
    for i, token in enumerate(line.tokens):
        if not (token.kind == "word" and token.text.islower() and _is_predicate(line, i)):
            continue
        places = _object_places(line, i)
        if not places:
            continue
        verb = _base(line, i)
        if verb in _LIGHT or stem(verb) in _ITSELF or line.tokens[places[0]].kind == "number":
            continue
        if any(line.lows[j] in _BEING | _AUXILIARY for j in places) or any(
            line.tokens[j].text.islower() and _is_finite(line, j) for j in places[:-1]
        ):
            continue  # a subject with a verb of its own: `said prices rose again`
        if token.low.endswith("s") and is_base(line.lows[places[0]]):
            continue  # `as shares fall`
        words = _words(line, places)
        is_thing = any(line.tokens[j].text.islower() for j in places)  # names have their own rules
        if words and is_thing and not words & _PRONOUNS:
            yield i, places


def _is_predicate(line: View, i: int) -> bool:
    if i == 0 or line.tokens[i - 1].kind == "mark" or line.lows[i] in lexicon.words("stop"):
        return False
    if line.lows[i - 1] == "to" and is_base(line.lows[i]):
        return True
    return _is_finite(line, i) and not (_verb_group(line, i)[1] and is_participle(line.lows[i]))


def _done_there(source: View, i: int) -> frozenset[str]:
    """The words of its object, if the word at `i` is an active verb and no pronoun stands there; else none."""
    if not _is_predicate(source, i):
        return frozenset()
    words = _words(source, _object_places(source, i, _FAR_OBJECT, frozenset(("of", "and", "or"))))
    return frozenset() if words & _PRONOUNS else words


def _first_verb(line: View) -> int | None:
    """The first verb in a form that shows it; None where more than nouns and names stand before it."""
    for i, token in enumerate(line.tokens):
        if token.kind == "word" and token.text.islower():
            if _is_finite(line, i):
                return i if i > 0 else None
            if token.low in _ENDS_OBJECT - {"and", "or"} or token.low in _PRONOUNS:
                return None
        elif token.kind == "mark" and token.low not in "-,&":
            return None
    return None


def _is_finite(text: View, i: int) -> bool:
    """`killed`, `wins`, `have told`, `will sue`; not `being`, not `has`."""
    low = text.lows[i]
    if low in _AUXILIARY or low in _BEING or low in lexicon.words("stop"):
        return False
    if is_past(low) or is_participle(low) or _third_person(low) is not None:
        return True
    return i > 0 and text.lows[i - 1] in _AUXILIARY


def _third_person(low: str) -> str | None:
    """`win` for `wins`: the base of what may be a verb's third person."""
    for ending, cut in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and not low.endswith("ss"):
            known = low[: -len(ending)] + cut
            if is_base(known):
                return known
    return None


def _base(text: View, i: int) -> str:
    low = text.lows[i]
    return base(low) if is_past(low) or is_participle(low) else _third_person(low) or low


def _places(text: View, verb: str) -> list[int]:
    return [
        i for i, t in enumerate(text.tokens) if t.kind == "word" and t.text.islower() and _base(text, i) == verb
    ]


def _person_before(line: View, at: int) -> str | None:
    """The stem of the noun for a person right before the verb at `at`, if one is there."""
    before = _verb_group(line, at)[0] - 1
    is_person = before >= 0 and line.tokens[before].text in lexicon.classes()["person"]
    return line.stems[before] if is_person else None


def _told(clause: Clause, person: str | None, source: View, i: int) -> _Told:
    """What `source` tells by its verb at `i` of the doers of `clause`, of whom `person` is the one that counts."""
    start, being, helped = _verb_group(source, i)
    before, governed = _before(source, start)
    by = _doer(source, i)
    participle = is_participle(source.lows[i])
    reduced = participle and not being and not helped and not _object(source, i)
    known = before and not before & _PRONOUNS
    if person is not None and known and _is_predicate(source, i) and not carried(before | by, person):
        return _Told(False, True)
    if (being and participle) or reduced:
        return _Told(bool(clause.near_doers & by), bool(clause.done_to & before))
    if not known:
        return _Told(True, False)  # who that is stands elsewhere
    after = _words(source, range(i + 1, len(source.tokens)))
    does = clause.near_doers & before
    if does and not does & _own_subject(source, start):
        return _Told(False, True)
    if start > 1 and source.lows[start - 1] == "to" and source.stems[start - 2] in _UNDONE:
        return _Told(False, bool(does))
    return _Told(bool(does - governed), bool(does) or bool(clause.near_doers & after))


def _before(text: View, start: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a sentence before its verb, and those right before it that only tell where or when."""
    marks = (j for j in range(start - 1, -1, -1) if text.tokens[j].kind == "mark" and text.lows[j] in ".?!;:")
    first = next(marks, -1) + 1
    run = start
    while run > first and _continues(text, run - 1):
        run -= 1
    if run > first and text.lows[run - 1] in _DETERMINERS:
        run -= 1
    is_placed = run > first and text.lows[run - 1] in _PLACING
    return _words(text, range(first, start)), _words(text, range(run, start) if is_placed else ())


def _own_subject(text: View, start: int) -> frozenset[str]:
    """Who may do what the verb at `start` tells: where a second clause hangs on by a comma alone, nobody before it.

    `Nordair buys planes, Baltica cancels the order`.
    """
    first = max((j + 1 for j in range(start) if text.lows[j] == ","), default=0)
    follows = any(
        text.tokens[j].kind == "word" and text.tokens[j].text.islower() and _is_finite(text, j)
        for j in range(first)
    )
    hangs_on = follows and first < start and text.lows[first] not in _ENDS_OBJECT and "," not in text.lows[start:]
    return _words(text, range(first if hangs_on else 0, start))


def _continues(text: View, j: int) -> bool:
    """Whether a noun phrase may go on to the left of the word after it."""
    token = text.tokens[j]
    if token.kind == "mark":
        return token.low == "-" and token.glued
    return token.low in ("and", "or") or (
        token.kind != "number" and token.low not in _ENDS_OBJECT | _DETERMINERS | _PRONOUNS
    )


def passives(before: View, after: View) -> Violation | None:
    """Who is done a thing does not do it: `he was not read his rights` is not `he was not reading his rights`.

    Where the passive names who does it, `roles` tells.
    """
    for mine, theirs in ((before, after), (after, before)):
        for verb in _suffered(mine) & _going_on(theirs) if "by" not in mine.lows else ():
            return Violation("roles-exchanged", verb, f"who does it and who is done it changed at `{verb}…`")
    return None


def _suffered(text: View) -> frozenset[str]:
    """The stems of verbs in the passive."""
    return frozenset(
        text.stems[i]
        for i, low in enumerate(text.lows)
        if (is_participle(low) or low in UNCHANGED) and _verb_group(text, i)[1]
    )


def _going_on(text: View) -> frozenset[str]:
    """The stems of verbs that go on and have an object."""
    return frozenset(
        text.stems[i]
        for i, (low, following) in enumerate(pairwise((*text.lows, "")))
        if low.endswith("ing") and following in _DETERMINERS | _OBJECT_PRONOUNS and _verb_group(text, i)[1]
    )


def roles(source: View, new: View) -> Violation | None:
    """Whether doer and done-to of a verb that both share have changed places."""
    party = _turned(source, new)
    if party is None:
        return None
    message = f"`{party[0]}…` is on the other side of `{party[1]}…`"
    return Violation("roles-exchanged", ", ".join(party), message)


def relatives(before: View, after: View) -> Violation | None:
    """`The rebels that the army has expelled` are not `the rebels who have expelled the army`."""
    theirs = _relatives(before)
    for verb, (does, others) in _relatives(after).items():
        did, before_others = theirs.get(verb, (does, others))
        if did != does and (shared := others & before_others - _PRONOUNS):
            party = min(shared)
            message = f"`{party}…` is on the other side of `{verb}…`"
            return Violation("roles-exchanged", f"{party}, {verb}", message)
    return None


def subjects(before: View, after: View) -> Violation | None:
    """Whom a sentence begins with does not change places with another noun, however its order is mended: `The dog
    has the postman bitten` is not `The postman bit the dog`. A passive that came or went is for `roles`.
    """
    if (_suffered(before) and not _suffered(after)) or (_suffered(after) and not _suffered(before)):
        return None
    if ("by" in before.lows) != ("by" in after.lows):
        return None
    old, new = _first_phrase(before), _first_phrase(after)
    if not old or not new:
        return None
    head, now = old[0], new[0]
    if carried(frozenset(new), head) or carried(frozenset(old), now):
        return None
    if any(text.stems.count(word) != 1 for text in (before, after) for word in (head, now)):
        return None
    return Violation("roles-exchanged", f"{head}, {now}", f"`{now}…` stands where `{head}…` stood")


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
                lambda j: _continues(text, j) or text.lows[j] in _DETERMINERS, range(i + 1, len(text.lows))
            )
            return [*reversed(phrase), *owners, *_words(text, [*run])]
        elif (token.kind == "mark" and low not in "-'\"“”") or low in ("and", "or"):
            return []
        elif low in _ENDS_OBJECT | _AUXILIARY | _BEING | _NO_SUBJECT or (phrase and _is_past_form(low)):
            return [*reversed(phrase), *owners]
        elif token.kind != "mark" and low not in lexicon.words("stop"):
            phrase.append(text.stems[i])
        if len(phrase) > _LONGEST_SUBJECT:
            return []
    return []


def _is_past_form(low: str) -> bool:
    return low not in lexicon.words("stop") and (is_past(low) or is_participle(low))


def _is_helper(text: View, i: int) -> bool:
    """Whether the `'s` at `i` stands for `is` or `has`: no noun follows."""
    following = text.tokens[i + 1 : i + 2]
    return not following or following[0].low in lexicon.words("stop") or following[0].low.endswith("ing")


def _relatives(text: View) -> dict[str, tuple[bool, frozenset[str]]]:
    """For the verb of each relative clause, by its stem: whether who the clause is about does it, and the other."""
    found: dict[str, tuple[bool, frozenset[str]]] = {}
    for i, low in enumerate(text.lows):
        if low not in _RELATIVE or i == 0 or (text.tokens[i - 1].kind == "mark" and text.lows[i - 1] != ","):
            continue
        places = range(i + 1, min(i + 1 + _WIDE, len(text.tokens)))
        ends = (j for j in places if text.lows[j] in _ENDS_OBJECT or text.tokens[j].kind == "mark")
        clause = range(i + 1, next(ends, places.stop))
        verb = next((j for j in clause if _is_active(text, j, right_behind=i)), None)
        if verb is None:
            continue
        start = _verb_group(text, verb)[0]
        does = start == i + 1
        others = _object(text, verb) if does else _words(text, range(i + 1, start))
        if others:
            found.setdefault(stem(_base(text, verb)), (does, others))
    return found


def _is_active(text: View, i: int, right_behind: int) -> bool:
    """Whether the word at `i` is an active verb; as a third person only right behind `who` or `which`."""
    low = text.lows[i]
    start, being, _ = _verb_group(text, i)
    if low in lexicon.words("stop") or low in _AUXILIARY | _BEING or being:
        return False
    is_third = start == right_behind + 1 and text.lows[right_behind] != "that" and _third_person(low) is not None
    return is_past(low) or is_participle(low) or is_third


def spans(text: View) -> list[range]:
    """The clauses of a sentence, each with a verb of its own; what has none belongs to the clause before it."""
    cuts = [
        i
        for i, low in enumerate(text.lows)
        if low in _BETWEEN_CLAUSES or (low == "and" and text.lows[i - 1] == ",")
    ]
    found: list[range] = []
    for start, end in pairwise([0, *(cut for cut in cuts if cut), len(text.lows)]):
        has_verb = any(_is_finite(text, i) or text.lows[i] in _AUXILIARY | _BEING for i in range(start, end))
        if has_verb or not found:
            found.append(range(start, end))
        else:
            found[-1] = range(found[-1].start, end)
    return found


def _turned(source: View, new: View) -> tuple[str, str] | None:
    """The doer of `new` that is the one acted upon in `source`, and the verb, by their stems."""
    theirs = _clauses(source)
    for verb, clause in _clauses(new).items():
        before = theirs.get(verb)
        if before is None or verb in _BOTH_WAYS:
            continue
        now_does = (clause.near_doers & before.done_to) - before.doers
        now_suffers = (clause.near_done_to & before.doers) - before.done_to
        if now_does and now_suffers:
            return min(now_does), verb
        if verb in _ITSELF:
            continue
        if now_does and before.passive and before.has_by and not clause.passive:
            return min(now_does), verb
        if now_suffers and clause.passive and not before.passive and before.done_to:
            return min(now_suffers), verb
    return None


def _clauses(text: View) -> dict[str, Clause]:
    """By stem, for verbs that stand there once in any form."""
    stop = lexicon.words("stop")
    found: dict[str, Clause] = {}
    for i, token in enumerate(text.tokens):
        if (
            token.kind != "word"
            or not token.text.islower()
            or token.low in stop
            or text.stems.count(text.stems[i]) > 1
        ):
            continue
        clause = _clause(text, i)
        if clause is not None:
            found[stem(base(token.low))] = clause
    return found


def _clause(text: View, i: int) -> Clause | None:
    low = text.lows[i]
    start, being, helped = _verb_group(text, i)
    if start == 0 or text.lows[start - 1] in _DETERMINERS | _ENDS_OBJECT | _STANDS_FOR_NO_NOUN:
        return None
    if text.tokens[start - 1].kind == "mark" or (low.endswith("ing") and not being):
        return None
    near, wide = _subject(text, start)
    doer = _doer(text, i)
    participle = is_participle(low)
    if (being and participle) or (participle and not helped and doer and _by(text, i) <= i + 2):
        return Clause(doer, wide, doer, near, True, bool(doer))
    if participle and not helped and doer:
        return None  # `a poll conducted last year by the institute`
    done_to = _object(text, i)
    if participle and not helped and not being and is_past(low) and not done_to:
        return None  # `Man arrested in Berlin` may be either
    if being and not low.endswith("ing"):
        return None
    return Clause(wide, done_to, near, done_to, False, False)


def _verb_group(text: View, i: int) -> tuple[int, bool, bool]:
    """Where the verb's helpers begin, whether a form of `be` and whether any other is among them."""
    being = helped = False
    j = i
    while j > 0:
        before = text.lows[j - 1]
        if before in _BEING and not (before == "'s" and j > 1 and text.tokens[j - 2].capital):
            being = True
        elif before in _AUXILIARY:
            helped = True
        elif not (before in _SKIPPED or before.endswith("ly")):
            break
        j -= 1
    return j, being, helped


def _words(text: View, places: Sequence[int]) -> frozenset[str]:
    stop = lexicon.words("stop")
    return frozenset(
        text.stems[j]
        for j in places
        if text.lows[j] in _PRONOUNS
        or (text.tokens[j].kind in ("word", "acronym", "mixed") and text.lows[j] not in stop)
    )


def _subject(text: View, start: int) -> tuple[frozenset[str], frozenset[str]]:
    """The run of words right before `start`, and all of its clause."""
    near: list[int] = []
    wide: list[int] = []
    unbroken = True
    for j in range(start - 1, max(-1, start - 1 - _WIDE), -1):
        token = text.tokens[j]
        relative = token.low in ("who", "which", "that")  # its noun may be the subject too
        if (token.kind == "mark" and token.low not in "-'") or (token.low in _ENDS_SUBJECT and not relative):
            break
        unbroken = not relative and unbroken and token.low not in _ENDS_OBJECT | _DETERMINERS
        if unbroken:
            near.append(j)
        wide.append(j)
    return _words(text, near), _words(text, wide)


def _object(text: View, i: int) -> frozenset[str]:
    return _words(text, _object_places(text, i))


def _object_places(text: View, i: int, most: int = _OBJECT, within: frozenset[str] = frozenset()) -> list[int]:
    """Where the object of the verb at `i` stands, at most `most` tokens; words of `within` do not end it."""
    places: list[int] = []
    for j in range(i + 1, min(i + 1 + most, len(text.tokens))):
        token = text.tokens[j]
        if (token.kind == "mark" and token.low not in "-'") or (
            token.low in _ENDS_OBJECT and token.low not in within and not token.glued
        ):
            break
        places.append(j)
    return places


def _by(text: View, i: int) -> int:
    return next(
        (j for j in range(i + 1, min(i + 1 + _BY_REACH, len(text.lows))) if text.lows[j] == "by"), len(text.lows)
    )


def _doer(text: View, i: int) -> frozenset[str]:
    """Who stands after the verb's `by`; nobody where it is an amount, a day or a way of doing."""
    by = _by(text, i)
    following = text.tokens[by + 1 : by + 2]
    if not following or following[0].kind == "number" or following[0].low.endswith("ing"):
        return frozenset()
    taken = [f.span for f in text.facts.of("date", "time")] + [f.span for f in text.facts.of("number") if f.unit]
    if any(following[0].span.overlaps(span) for span in taken):
        return frozenset()
    return _words(text, list(_run(text, by + 1)))


def _run(text: View, start: int) -> Iterator[int]:
    for j in range(start, min(start + _DOER, len(text.tokens))):
        token = text.tokens[j]
        if (token.kind == "mark" and token.low not in "-'") or (token.low in _ENDS_OBJECT and j > start):
            return
        yield j

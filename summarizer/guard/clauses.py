"""Who does what to whom, read off the words around one verb that two texts share.

Takes views, gives a violation or None. Pure. No parser: a subject stands before its verb, an object after it, a
doer after `by`; where any of it is in doubt nothing is said. Names and numbers have their own, finer comparison
in `sides`; here every noun counts. `roles` compares two texts that say the same, `doers`, `undergoers` and
`sufferers` a line with the sentences that it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.document import Violation
from summarizer.facts import lexicon, stem, stems
from summarizer.facts.verbs import base, is_base, is_participle, is_past, may_be_participle
from summarizer.guard.syntax import (
    AUXILIARY,
    BEING,
    DETERMINERS,
    ENDS_OBJECT,
    ENDS_SUBJECT,
    PRONOUNS,
    WIDE,
    base_of,
    continues,
    is_finite,
    is_predicate,
    object_of,
    object_places,
    places_of,
    verb_group,
    words_at,
)
from summarizer.guard.view import View, carried, word_of

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
_BY_REACH = 4
_OWNER_REACH = 5
_DOER = 5
_BOTH_WAYS = stems("meet marry join fight compete merge divorce resemble equal match face play contact")
"""What one does with the other, the other does with the one."""
_ITSELF = _BOTH_WAYS | stems(
    "open close change increase decrease rise grow begin start end stop move break burn sink develop improve "
    "double expand shrink freeze melt spread turn run return fly drive sail land explode crash drop shut split "
    "divide unite resume continue hang sell read show display reflect reduce form base locate gather "
    "concern involve include contain interest worry prepare dress retire graduate"
)
"""What is done to a thing, the thing may be said to do: the plant was closed, the plant closed."""
_CHARGING = frozenset("accuse suspect charge blame sue criticize criticise condemn fine".split())
_ACCUSED = frozenset("accused suspected convicted guilty".split())
_CHARGED_WITH = (("of",), ("for",), ("over",), ("with",))
"""What says, right behind the verb, that it has no object: `accused of`."""
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
    verb = base_of(line, at)
    if stem(verb) in _ITSELF or stem(verb) in _SPEAKING or not clause.near_doers:
        return None
    person = _person_before(line, at)
    told = [_told(clause, person, source, i) for source in sources for i in places_of(source, verb)]
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
        done_to = words_at(line, places)
        told = [_done_there(source, at) for source in sources for at in places_of(source, base_of(line, i))]
        lacks = bool(told) and all(theirs and not any(carried(theirs, word) for word in done_to) for theirs in told)
        if lacks or (len(told) == 1 and not told[0] and _is_means(sources, line.stems[places[-1]])):
            fact = line.text[line.tokens[i].span.start : line.tokens[places[-1]].span.end]
            return Violation("roles-exchanged", fact, f"the evidence does not say `{fact}`")
    return None


def _is_means(sources: Sequence[View], word: str) -> bool:
    """Whether the evidence has a word once, behind `with` alone: `blocked the road with the tractors`."""
    places = [(source, i) for source in sources for i, own in enumerate(source.stems) if own == word]
    source, i = places[0] if len(places) == 1 else (None, 0)
    return source is not None and "with" in source.lows[max(0, i - 2) : i] and source.lows[i - 1] in ("with", "the")


def sufferers(line: View, sources: Sequence[View]) -> Violation | None:
    """Who is arrested or killed in the line is so in the evidence: no `wife arrested` of a man arrested after the
    body of his wife was found.
    """
    for i, low in enumerate(line.lows):
        person = _sufferer(line, i)
        if person is None:
            continue
        verb = base_of(line, i)
        theirs = [_sufferer(source, at, be=True) for source in sources for at in places_of(source, verb)]
        is_another = any(person in source.all_stems for source in sources)  # not `policemen` for `officers`
        is_belied = all(other is not None and not carried(frozenset([other]), person) for other in theirs)
        if theirs and is_another and is_belied:
            return Violation("roles-exchanged", low, f"the evidence does not say `{low}` of the {person}…")
    return None


def charged(line: View, sources: Sequence[View]) -> Violation | None:
    """Who is accused in the line is so in the evidence: `minister accused of theft` is not of one who accuses."""
    for i, low in enumerate(line.lows):
        verb = base_of(line, i)
        if verb not in _CHARGING or not may_be_participle(low) or line.lows[i + 1 : i + 2] not in _CHARGED_WITH:
            continue
        accused = words_at(line, range(verb_group(line, i)[0]))
        told = [
            _charges(source, at, accused)
            for source in sources
            for at in places_of(source, verb)
            if may_be_participle(source.lows[at])
        ]
        suffered = any(accused <= victims for source in sources for victims in _victims(source))
        if accused and (suffered or (told and all(told))):
            return Violation("roles-exchanged", low, f"in the evidence another is `{low}` so")
    return None


def _victims(source: View) -> Iterator[frozenset[str]]:
    """Of each deed that somebody is `accused of` or the like, the stems of whom it was done to."""
    for i, low in enumerate(source.lows[:-2]):
        if low in _ACCUSED and source.lows[i + 1] == "of" and source.lows[i + 2].endswith("ing"):
            yield object_of(source, i + 2)


def _charges(source: View, at: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands before an active verb of accusing, and none in its object."""
    accused = words_at(source, object_places(source, at))
    is_active = bool(accused) and not verb_group(source, at)[1]
    accusers = words_at(source, range(at))
    return is_active and any(carried(accusers, w) for w in words) and not any(carried(accused, w) for w in words)


def _sufferer(text: View, i: int, *, be: bool = False) -> str | None:
    """The stem of the noun for a person right before the passive at `i`; with `be`, one with a form of that."""
    low, following = text.lows[i], text.lows[i + 1 : i + 2]
    if low in lexicon.words("stop") or not may_be_participle(low):
        return None
    start, being, helped = verb_group(text, i)
    if not being and (be or helped or (following and following[0] not in ENDS_OBJECT | {"."})):
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
        if not (token.kind == "word" and token.text.islower() and is_predicate(line, i)):
            continue
        places = object_places(line, i)
        if not places:
            continue
        verb = base_of(line, i)
        if verb in _LIGHT or stem(verb) in _ITSELF or line.tokens[places[0]].kind == "number":
            continue
        if any(line.lows[j] in BEING | AUXILIARY for j in places) or any(
            line.tokens[j].text.islower() and is_finite(line, j) for j in places[:-1]
        ):
            continue  # a subject with a verb of its own: `said prices rose again`
        if token.low.endswith("s") and is_base(line.lows[places[0]]):
            continue  # `as shares fall`
        words = words_at(line, places)
        is_thing = any(line.tokens[j].text.islower() for j in places)  # names have their own rules
        if words and is_thing and not words & PRONOUNS:
            yield i, places


def _done_there(source: View, i: int) -> frozenset[str]:
    """The words of its object, if the word at `i` is an active verb and no pronoun stands there; else none."""
    if not is_predicate(source, i):
        return frozenset()
    words = words_at(source, object_places(source, i, _FAR_OBJECT, frozenset(("of", "and", "or"))))
    return frozenset() if words & PRONOUNS else words


def _first_verb(line: View) -> int | None:
    """The first verb in a form that shows it; None where more than nouns and names stand before it."""
    for i, token in enumerate(line.tokens):
        if token.kind == "word" and token.text.islower():
            if is_finite(line, i):
                return i if i > 0 else None
            if token.low in ENDS_OBJECT - {"and", "or"} or token.low in PRONOUNS:
                return None
        elif token.kind == "mark" and token.low not in "-,&":
            return None
    return None


def _person_before(line: View, at: int) -> str | None:
    """The stem of the noun for a person right before the verb at `at`, if one is there."""
    before = verb_group(line, at)[0] - 1
    is_person = before >= 0 and line.tokens[before].text in lexicon.classes()["person"]
    return line.stems[before] if is_person else None


def _told(clause: Clause, person: str | None, source: View, i: int) -> _Told:
    """What `source` tells by its verb at `i` of the doers of `clause`, of whom `person` is the one that counts."""
    start, being, helped = verb_group(source, i)
    before, governed = _before(source, start)
    by = _doer(source, i)
    participle = is_participle(source.lows[i])
    reduced = participle and not being and not helped and not object_of(source, i)
    known = before and not before & PRONOUNS
    if person is not None and known and is_predicate(source, i) and not carried(before | by, person):
        return _Told(False, True)
    if (being and participle) or reduced:
        return _Told(bool(clause.near_doers & by), bool(clause.done_to & before))
    if not known:
        return _Told(True, False)  # who that is stands elsewhere
    after = words_at(source, range(i + 1, len(source.tokens)))
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
    while run > first and continues(text, run - 1):
        run -= 1
    if run > first and text.lows[run - 1] in DETERMINERS:
        run -= 1
    is_placed = run > first and text.lows[run - 1] in _PLACING
    return words_at(text, range(first, start)), words_at(text, range(run, start) if is_placed else ())


def _own_subject(text: View, start: int) -> frozenset[str]:
    """Who may do what the verb at `start` tells: where a second clause hangs on by a comma alone, nobody before it.

    `Nordair buys planes, Baltica cancels the order`.
    """
    first = max((j + 1 for j in range(start) if text.lows[j] == ","), default=0)
    follows = any(
        text.tokens[j].kind == "word" and text.tokens[j].text.islower() and is_finite(text, j) for j in range(first)
    )
    hangs_on = follows and first < start and text.lows[first] not in ENDS_OBJECT and "," not in text.lows[start:]
    return words_at(text, range(first if hangs_on else 0, start))


def roles(source: View, new: View) -> Violation | None:
    """Whether doer and done-to of a verb that both share have changed places."""
    party = _turned(source, new)
    if party is None:
        return None
    doer, verb = (word_of(own, new) for own in party)
    return Violation("roles-exchanged", f"{doer}, {verb}", f"`{doer}` is on the other side of `{verb}`")


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
        if now_does and before.passive and before.doers and not clause.passive:
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
    start, being, helped = verb_group(text, i)
    if start == 0 or text.lows[start - 1] in DETERMINERS | ENDS_OBJECT | _STANDS_FOR_NO_NOUN:
        return None
    if text.tokens[start - 1].kind == "mark" or (low.endswith("ing") and not being):
        return None
    near, wide = _subject(text, start)
    doer = _doer(text, i)
    participle = is_participle(low)
    if (being and participle) or (participle and not helped and doer and _by(text, i) <= i + 2):
        return Clause(doer, wide, doer, near, True)
    if participle and not helped and doer:
        return None  # `a poll conducted last year by the institute`
    done_to = object_of(text, i)
    if participle and not helped and not being and is_past(low) and not done_to:
        return None  # `Man arrested in Berlin` may be either
    if being and not low.endswith("ing"):
        return None
    return Clause(wide, done_to, near, done_to, False)


def _subject(text: View, start: int) -> tuple[frozenset[str], frozenset[str]]:
    """The run of words right before `start`, and all of its clause."""
    near: list[int] = []
    wide: list[int] = []
    unbroken = True
    for j in range(start - 1, max(-1, start - 1 - WIDE), -1):
        token = text.tokens[j]
        relative = token.low in ("who", "which", "that")  # its noun may be the subject too
        if (token.kind == "mark" and token.low not in "-'") or (token.low in ENDS_SUBJECT and not relative):
            break
        unbroken = not relative and unbroken and token.low not in ENDS_OBJECT | DETERMINERS
        if unbroken:
            near.append(j)
        wide.append(j)
    return words_at(text, near), words_at(text, wide)


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
    return words_at(text, list(_run(text, by + 1)))


def _run(text: View, start: int) -> Iterator[int]:
    for j in range(start, min(start + _DOER, len(text.tokens))):
        token = text.tokens[j]
        if (token.kind == "mark" and token.low not in "-'") or (token.low in ENDS_OBJECT and j > start):
            return
        yield j

"""A verb keeps what its own clause says: no `rules out a visit` of one who accepted the visit but ruled out talks,
no `orders actress to pay newspaper` of the contrary.

Takes the views of a line and of its evidence; gives a violation or None. Pure. Who does and who suffers a thing is
for `clauses`; here only the words around a verb are compared, and only where the evidence has that verb once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Violation
from summarizer.facts import lexicon, stem
from summarizer.facts.function_words import BE_IN_FULL
from summarizer.facts.verbs import is_base, is_participle
from summarizer.guard.syntax import (
    AUXILIARY,
    BEING,
    DETERMINERS,
    ENDS_SUBJECT,
    HELPERS,
    PRONOUNS,
    base_of,
    is_finite,
    places_of,
    verb_group,
    words_at,
)
from summarizer.guard.view import View, carried, places_by_start, word_of

_POINTING = PRONOUNS | frozenset("this that these those so its their his her one ones do did does".split())
"""What takes up a word of another clause."""
_CONTRAST = frozenset("; while but whereas".split())
"""They set one clause against another."""
_AMOUNTS = frozenset(
    "number group series lot majority most dozens hundreds thousands millions half part rest percent share range "
    "set team city town state republic region province district county kingdom kind type sort pair couple".split()
)
"""Behind `of` these have what they are made of, or their own name."""
_DEGREES = frozenset("not n't still also now very less more most so too as the a an already only even".split())
"""Words between a form of `be` and what it says."""
_DEEDS = frozenset(
    "sending supplying using buying selling banning giving providing delivering killing closing building losing "
    "taking keeping".split()
)
_PHRASE = 3
"""Words of a phrase before its noun."""
_APART = frozenset("amid on after before over despite as".split())
"""What ties to a verb what need not be of its clause: `profit rises amid takeover bid`."""


def mixed(line: View, sources: Sequence[View]) -> Violation | None:
    """What stands right behind the line's first verb does not stand in another clause of the evidence alone.

    Of 14,300 headlines and lines that all else lets through it refuses six, two of them wrongly.
    """
    at = _first_verb(line)
    word = None if at is None else _next_content(line, at)
    if at is None or word is None or not _CONTRAST.isdisjoint(line.lows):
        return None
    homes = [(source, i) for source in sources for i in places_of(source, base_of(line, at))]
    if len(homes) != 1 or not _APART.isdisjoint(line.lows[at + 1 : word]):
        return None
    source, i = homes[0]
    start = max((j for j in range(i) if source.lows[j] in _CONTRAST), default=0)
    end = next((j for j in range(i, len(source.lows)) if source.lows[j] in _CONTRAST), len(source.lows))
    if not _POINTING.isdisjoint(source.lows[i:end]):
        return None
    rest = {*source.stems[start:end], *(own for other in sources if other is not source for own in other.stems)}
    if line.stems[word] not in source.stems or line.stems[word] in rest:
        return None
    fact = line.text[line.tokens[at].span.start : line.tokens[word].span.end]
    return Violation("roles-exchanged", fact, f"the evidence does not say `{fact}`")


def ordered(line: View, sources: Sequence[View]) -> Violation | None:
    """Who is to pay whom: the words around `to pay` do not change sides."""
    theirs = [found for source in sources for found in _infinitives(source)]
    for verb, who, whom, at in _infinitives(line):
        same = [(one, other) for other_verb, one, other, _ in theirs if other_verb == verb]
        if same and who != whom and all(pair == (whom, who) for pair in same):
            word = line.tokens[at].text
            return Violation("roles-exchanged", word, f"who is to {word} whom is another way round in the evidence")
    return None


def parts(line: View, sources: Sequence[View]) -> Violation | None:
    """What is told of the serfs of landowners, of the effectiveness of a vaccine or of sending jets is not told of
    these.

    Of a name it may be: what the adaptation of a book does, the book does. Of 303 human headlines that their
    articles carry it refuses none.
    """
    at = _predicate(line, 1)
    if at is None or len(sources) > 1:
        return None
    subject, source = line.tokens[:at], sources[0]
    first = next((i for i, token in enumerate(subject) if token.low not in DETERMINERS), None)
    if first is None or all(token.capital or token.kind == "mark" or token.low == "'s" for token in subject):
        return None
    places = [i for i, own in enumerate(source.stems) if own == line.stems[first]]
    wholes = [_part_before(source, i) for i in places]
    part = wholes[0] if wholes and all(wholes) else None
    if part is None or stem(part) in line.all_stems or part in lexicon.classes()["person"] | _AMOUNTS:
        return None
    theirs = _predicate(source, places[0] + at - first)
    if theirs is None:
        return None
    helpers = next((words for words in (BEING, AUXILIARY) if line.lows[at] in words), frozenset[str]())
    if source.lows[theirs] not in helpers and base_of(source, theirs) != base_of(line, at):
        return None
    whole = line.tokens[first].text
    return Violation("roles-exchanged", whole, f"the evidence tells it of the {part}, not of `{whole} …`")


def _predicate(text: View, start: int) -> int | None:
    """The first finite verb or helper from `start` on, before any mark or other clause."""
    for i in range(start, len(text.tokens)):
        is_noun = not HELPERS.isdisjoint(text.lows[i + 1 : i + 2])  # `jets will`
        if text.lows[i] in HELPERS or (is_finite(text, i) and not is_noun):
            return i
        if text.tokens[i].kind == "mark" or text.lows[i] in ENDS_SUBJECT:
            return None
    return None


def swapped(line: View, sources: Sequence[View]) -> Violation | None:
    """What the evidence finds less dangerous is so in the line: no `vaccines are less dangerous than delta` where
    omicron is.

    Only where the evidence's subject can be read in full. Of 302 human headlines that their articles carry it
    refuses one, which has another word for it.
    """
    for word, mine in _described(line):
        heard = [source for source in sources if word in source.all_stems]
        theirs = [dict(_described(source)).get(word) for source in heard if source.stems.count(word) == 1]
        if not heard or len(theirs) < len(heard) or not mine:
            continue
        if all(known and not any(carried(known, own) for own in mine) for known in theirs):
            described = word_of(word, line)
            return Violation("roles-exchanged", described, f"the evidence has `{described}` of something else")
    return None


def _described(text: View) -> Iterator[tuple[str, frozenset[str]]]:
    """The stem of each word behind a form of `be`, and those of its subject, where nothing else may be that."""
    for i, low in enumerate(text.lows):
        if low not in BE_IN_FULL:
            continue
        at = next((j for j in range(i + 1, len(text.lows)) if not _is_degree(text.lows[j])), None)
        if at is None or text.tokens[at].kind != "word" or text.lows[at] in lexicon.words("stop"):
            continue
        start = next((j for j in range(i - 1, -1, -1) if _begins(text, j)), -1)
        subject = range(start + 1, i)
        is_plain = not any(text.lows[j] in _POINTING or text.lows[j] in ",;:—–()" for j in subject)
        if is_plain:
            yield text.stems[at], words_at(text, subject)


def _is_degree(low: str) -> bool:
    return low in _DEGREES or low.endswith("ly")


def _begins(text: View, i: int) -> bool:
    """Whether a clause begins behind the word at `i`: `believes that`."""
    return text.lows[i] == "that" and i > 0 and (is_finite(text, i - 1) or text.lows[i - 1] in BEING)


def _part_before(text: View, i: int) -> str | None:
    """The noun before `of` and the phrase in which the word at `i` stands, `the serfs of small landowners`, or what
    is done with it: `sending F-16s`.
    """
    stop = lexicon.words("stop")
    j = i - 1
    while j > 0 and i - j <= _PHRASE and (text.lows[j] in DETERMINERS or text.lows[j] not in stop):
        if text.tokens[j].kind == "mark":
            return None
        j -= 1
    if i > 0 and text.lows[i - 1] in _DEEDS:
        return text.lows[i - 1]
    noun = text.tokens[j - 1] if j > 0 and text.lows[j] == "of" else None
    return noun.low if noun is not None and noun.text.islower() and noun.low not in stop else None


def passed_by(line: View, sources: Sequence[View]) -> Violation | None:
    """Of whom the evidence only says that something was done `by` him has done nothing else: `Russia shoots down 27
    drones` of drones launched by Russia that were shot down.
    """
    at = _first_verb(line)
    if at is None or len(sources) > 1 or verb_group(line, at)[1] or "and" in line.lows[:at]:
        return None
    before = [fact for fact in line.facts.of("name") if fact.span.end <= line.tokens[at].span.start]
    alone = len(before) == 1 and before[0].span.start == 0 and line.tokens[at - 1].kind != "mark"
    verb = base_of(line, at)
    if not alone or not places_of(sources[0], verb):
        return None
    done = set(_done_by(sources[0], before[0].value))
    if not done or done & {"", verb}:
        return None
    fact = line.text[: line.tokens[at].span.end]
    return Violation("roles-exchanged", fact, f"the evidence only says `{min(done)} by {before[0].text}`")


def _done_by(source: View, name: str) -> Iterator[str]:
    """For each place of a name, the verb of which it is the doer behind `by`; an empty one where it is none."""
    starts = places_by_start(source)
    places = [starts[fact.span.start] for fact in source.facts.of("name") if fact.value == name]
    for i in places:
        j = i - 2 if i > 1 and source.lows[i - 1] == "the" else i - 1
        is_by = j > 0 and source.lows[j] == "by" and is_participle(source.lows[j - 1])
        yield base_of(source, j - 1) if is_by else ""


def _infinitives(text: View) -> Iterator[tuple[str, str, str, int]]:
    """`the newspaper to pay the actress`: the verb, the stems beside it, and the verb's place."""
    for i in range(2, len(text.tokens) - 1):
        if text.lows[i - 1] == "to" and is_base(text.lows[i]) and text.tokens[i - 2].kind == "word":
            word = _next_content(text, i)
            if word is not None and text.lows[i - 2] not in lexicon.words("stop"):
                yield text.lows[i], text.stems[i - 2], text.stems[word], i


def _first_verb(line: View) -> int | None:
    """The place of the first verb in a form that shows it, whatever stands before it."""
    words = (i for i, token in enumerate(line.tokens) if i > 0 and token.kind == "word" and token.text.islower())
    return next((i for i in words if is_finite(line, i)), None)


def _next_content(text: View, i: int) -> int | None:
    """The place of the first word with content behind `i`, before any mark."""
    for j in range(i + 1, len(text.tokens)):
        token = text.tokens[j]
        if token.kind == "mark":
            return None
        if token.kind == "word" and token.low not in lexicon.words("stop"):
            return j
    return None

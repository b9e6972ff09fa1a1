"""Whether a rewrite says what its source says: the same facts both ways.

Takes two texts, gives the first rule that is broken. Pure.
Each rule is one function of two views; `RULES` is their order, the most telling first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from summarizer.document import Span, Violation
from summarizer.facts import Fact, FactKind, lexicon, stem
from summarizer.facts.names import HONORIFICS, key
from summarizer.facts.polarity import NEGATIONS
from summarizer.facts.quotations import normalise
from summarizer.guard import (
    clauses,
    directions,
    exchanges,
    guesses,
    moods,
    possessions,
    quantities,
    sides,
    superlatives,
    titles,
)
from summarizer.guard.prefixes import is_deniable, negated_and_bare
from summarizer.guard.speakers import invented, lost
from summarizer.guard.spelling import coined
from summarizer.guard.tenses import changed, periods
from summarizer.guard.view import View, alike, as_spelt, carried, has_name, place, stand_close, view

_LONGEST = 1.6
"""Times the source's words: beyond, the rewrite runs away. 99 of 100 post-edits of MLQE-PE stay below 1.58."""
_SHORTEST = 0.5
_SPARE_WORDS = 6
"""A very short sentence may gain or lose so many words before the ratios count."""
_LEAST_KEPT = 0.5
"""Share of the source's content words that must come back, in whatever form; 99 of 100 light post-edits
keep it.
"""
_MOST_NEW = 0.5
"""Share of the rewrite's content words that may be new; 99 of 100 light post-edits have no more."""
_MOST_DROPPED = 3
"""Content words in a row that may go without others in their place; a clause has more."""
_MOST_INSERTED = 2
"""Content words in a row that may come where nothing went."""
_UNIT_REACH = 40
"""Characters between a number and the unit that it shares with another."""
_BRACKETS = re.compile(r"[()\[\]{}]")
_MARKS = frozenset("\"“”„«»‘’'")
_DOUBLE_MARKS = re.compile(r"[\"“”„«»]")


def check_rewrite(before: str, after: str, protected: Sequence[Span] = ()) -> Violation | None:
    """The first fact that `after` loses, changes or invents against `before`; None where it keeps them all.

    `protected` are the stretches of `before` that must come back word for word, quoted ones and terms that the desk
    has decided; without them the quotation marks of `before` itself tell.
    """
    if before == after:
        return None
    old, new = view(before), view(after)
    if old.tokens and all(token.kind == "mark" for token in new.tokens):
        return Violation("empty", after, "nothing is left of the sentence")
    return (
        quotations(old, new, protected)
        or next(filter(None, (rule(old, new) for rule in RULES)), None)
        or next(filter(None, (rule(new, [old]) for rule in CLAIMS)), None)
    )


def quotations(before: View, after: View, protected: Sequence[Span]) -> Violation | None:
    kept = normalise(after.text)
    position = end = 0
    for span in sorted(protected or (fact.span for fact in before.facts.of("quotation"))):
        stretch = before.text[slice(*span)]
        words = normalise(stretch)
        inside = span.start < end  # a term within a quotation
        found = kept.find(words, 0 if inside else position)
        if found < 0:
            return Violation("quotation-changed", stretch, f"`{stretch}` is not kept word for word")
        if not inside:
            position, end = found + len(words), span.end
    for span in protected:
        if not _is_marked(before.text, span):
            continue  # a term: the sentence may go on around it
        # A quotation that goes on beyond the sentence has one mark here; nothing may be put outside its other end.
        words = normalise(before.text[slice(*span)])
        if not before.text[span.end :].strip(" .,") and not kept.endswith(words):
            return Violation("quotation-changed", words, f"something was added after the quotation {words}")
        if not before.text[: span.start].strip() and not kept.startswith(words):
            return Violation("quotation-changed", words, f"something was added before the quotation {words}")
    old = Counter(f.value for f in before.facts.of("quotation"))
    new = Counter(f.value for f in after.facts.of("quotation"))
    if old != new:
        changed = next(iter((new - old) or (old - new)))
        return Violation("quotation-changed", changed, f"what stands in quotation marks differs: {changed}")
    if len(_DOUBLE_MARKS.findall(before.text)) != len(_DOUBLE_MARKS.findall(after.text)):
        return Violation("quotation-changed", after.text, "a quotation mark was added or lost")
    return None


def _is_marked(text: str, span: Span) -> bool:
    """Whether a quotation mark stands at either end."""
    ends = text[max(0, span.start - 1) : span.start + 1] + text[max(0, span.end - 1) : span.end + 1]
    return not _MARKS.isdisjoint(ends)


def brackets(before: View, after: View) -> Violation | None:
    if _unpaired(after.text) > _unpaired(before.text):
        return Violation("bracket-unpaired", after.text, "a bracket has lost its partner")
    return None


def _unpaired(text: str) -> int:
    """Brackets without a partner."""
    opened = lone = 0
    for mark in _BRACKETS.findall(text):
        if mark in "([{":
            opened += 1
        elif opened:
            opened -= 1
        else:
            lone += 1
    return opened + lone


def numbers(before: View, after: View) -> Violation | None:
    old, new = _by_value(before.facts.of("number")), _by_value(after.facts.of("number"))
    for value, facts in old.items():
        if value not in new:
            if not _is_said_otherwise(facts[0], after):
                return Violation("number-lost", facts[0].text, f"the number {facts[0].text} is gone")
        elif len(new[value]) < len(_apart(facts, before)) and len(_apart(facts, before)) > 1:
            return Violation(
                "number-lost", facts[0].text, f"the number {facts[0].text} stood twice, for two things"
            )
    for value, facts in new.items():
        if value not in old:
            if not _is_said_otherwise(facts[0], before):
                return Violation("number-invented", facts[0].text, f"the source has no number {facts[0].text}")
        elif len(facts) > len(old[value]):
            return Violation("number-invented", facts[0].text, f"the number {facts[0].text} stands once too often")
    for value in old.keys() & new.keys():
        violation = _unit(old[value], new[value], before, after)
        if violation:
            return violation
    return None


def _by_value(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    table: dict[str, list[Fact]] = {}
    for fact in facts:
        table.setdefault(fact.value, []).append(fact)
    return table


def _is_said_otherwise(fact: Fact, other: View) -> bool:
    """A range told as two numbers and two numbers told as a range are the same."""
    values = {f.value for f in other.facts.of("number")}
    low, dash, high = fact.value.partition("-")
    if dash:
        return low != high and {low, high} <= values
    return any(fact.value in value.split("-") for value in values if "-" in value) and "/" not in fact.value


def _apart(facts: Sequence[Fact], text: View) -> list[Fact]:
    """Those that are no mere repetition of one before: other words stand before and after them."""
    kept: list[Fact] = []
    heads: list[str] = []
    tails: list[str] = []
    for fact in facts:
        tail = text.text[fact.span.end :].split()[:2]
        head = text.text[: fact.span.start].split()[-2:]
        mark = " ".join(tail).lower().strip(",.;:")
        front = " ".join(head).lower().strip(",.;:")
        if mark not in tails and front not in heads:
            kept.append(fact)
        heads.append(front)
        tails.append(mark)
    return kept


_LOOSE_UNITS = frozenset(("", "year", "point", "vote", "night"))
"""Units that may be left unsaid: `35-year-old`, `35 years old` and `aged 35`."""


def _unit(old: Sequence[Fact], new: Sequence[Fact], before: View, after: View) -> Violation | None:
    units = {f.unit for f in old}, {f.unit for f in new}
    if units[0] == units[1]:
        return None
    for mine, theirs, others, text, verb in (
        (units[0], units[1], new, after, "lost"),
        (units[1], units[0], old, before, "gained"),
    ):
        for unit in mine - theirs:
            if unit in _LOOSE_UNITS and theirs <= _LOOSE_UNITS:
                continue
            if unit and not any(_says_unit(text, unit, fact.span) for fact in others):
                fact = next(f for f in (*old, *new) if f.unit == unit)
                return Violation("unit-changed", fact.text, f"{fact.text} has {verb} its unit or changed it")
    if "" not in units[0] | units[1] and not units[0] & units[1]:
        return Violation("unit-changed", old[0].text, f"{old[0].text} became {new[0].text}")
    return None


def _says_unit(text: View, unit: str, number: Span) -> bool:
    """Whether the unit stands near a number, if not right beside it: `7.7 billion and 1.8 billion pounds`."""
    units, near = lexicon.aliases("units"), Span(number.start - _UNIT_REACH, number.end + _UNIT_REACH)
    return any(units.get(token.low) == unit and token.span.overlaps(near) for token in text.tokens)


def dates(before: View, after: View) -> Violation | None:
    for kind in ("date", "time"):
        old = {f.value: f for f in before.facts if f.kind == kind}
        new = {f.value: f for f in after.facts if f.kind == kind}
        for value, fact in old.items():
            if value not in new:
                return Violation("date-lost", fact.text, f"{fact.text} is gone or changed")
        for value, fact in new.items():
            if value not in old:
                return Violation("date-invented", fact.text, f"the source has no {fact.text}")
    return None


def names(before: View, after: View) -> Violation | None:
    for words in before.names:
        for word in words:
            if not has_name(after, word) and not _explained(before, after, word):
                return Violation("name-lost", word, f"the name {as_spelt(before, word)} is gone or changed")
    for words in after.names:
        for word in words:
            if not has_name(before, word) and not _explained(after, before, word):
                return Violation("name-invented", word, f"the source has no name {as_spelt(after, word)}")
    return None


def repeated_names(before: View, after: View) -> Violation | None:
    """A name that stands twice, and each time in other company, must not go once: `Russian cars` and `Russians`."""
    old, new = _contexts(before), _contexts(after)
    for name, contexts in old.items():
        if 0 < len(new.get(name, ())) < len(_distinct(contexts)):
            return Violation("name-lost", name, f"the name {name}… stood twice, for two things")
    return None


def _contexts(text: View) -> dict[str, list[tuple[str, str]]]:
    """For the stem of each name's word, one for a country and its people, the words on its sides."""
    lows = ("", *text.lows, "")
    found: dict[str, list[tuple[str, str]]] = {}
    for i, token in enumerate(text.tokens):
        if key(token) in text.name_words and token.low not in lexicon.words("stop"):
            found.setdefault(stem(place(key(token))), []).append((lows[i], lows[i + 2]))
    return found


def _distinct(contexts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that share no side with one before: the others may be a word or clause said twice."""
    kept: list[tuple[str, str]] = []
    for k, (left, right) in enumerate(contexts):
        if not any(left == other_left or right == other_right for other_left, other_right in contexts[:k]):
            kept.append((left, right))
    return kept


def phrases(before: View, after: View) -> Violation | None:
    """A set phrase stays as it is: no `emergency state` for a `state of emergency`."""
    said, says = (f" {text.running} " for text in (before, after))
    for phrase in lexicon.lines("phrases"):
        if f" {phrase} " in said and f" {phrase} " not in says:
            return Violation("phrase-changed", phrase, f"`{phrase}` is a set phrase")
    return None


def _explained(mine: View, other: View, word: str) -> bool:
    """A capital that only marks a sentence's or phrase's start, where the other text has the word's other
    form, and not as a name: `Meet` is not `Meets`.
    """
    return (
        lexicon.is_ordinary(word.lower())
        and not word.isupper()
        and any(alike(word, low) for low in other.lows if low[:1] == word[:1] and low not in other.name_words)
    )


def whole_names(before: View, after: View) -> Violation | None:
    """Two words that make one name must not be taken apart, nor two names be put together."""
    for mine, theirs, told in (
        (before, after, "is taken apart"),
        (after, before, "is put together from words that stand apart"),
    ):
        titles = lexicon.classes()["person"] | HONORIFICS | lexicon.aliases("places").keys()
        for words in mine.names:
            for left, right in pairwise(words):
                if left in titles or right in titles or not {left, right} <= {*theirs.lows, *theirs.keys}:
                    continue
                if not stand_close(theirs, left, right, _CLOSE):
                    return Violation("name-changed", f"{left} {right}", f"the name {as_spelt(mine, left)} {told}")
    return None


_CLOSE = 3
"""Tokens apart at most: `Ministry of the Interior` may be called `Interior Ministry`."""


def negations(before: View, after: View) -> Violation | None:
    old, new = _scopes(before, "negation"), _scopes(after, "negation")
    prefixed = _prefixed(before, after) - _prefixed(after, before)
    if _says_not_only(before) and _says_only(after):
        return Violation("negation-lost", "not only", "`not only` or `not just` lost its `not`")
    if _says_not_only(after) and _says_only(before):
        return Violation("negation-added", "not only", "the source says `only` or `just`, not its contrary")
    said = len(old) + prefixed + len(_completed(before, after, "negation"))
    if len(new) not in range(said - _denied_twice(before), said + 1):
        if said > len(new):
            return Violation("negation-lost", "not", "a negation is gone")
        return Violation("negation-added", "not", "the source has no such negation")
    for scope in old:
        if new and scope and not any(scope & other for other in new) and scope & after.all_stems:
            word = next(iter(scope & after.all_stems))
            return Violation("negation-moved", word, "the negation now belongs to other words")
    return None


def _completed(before: View, after: View, kind: FactKind) -> list[Fact]:
    """Facts of `after` told by a word that `before` has as well, where what follows it is broken: `refused answer`,
    `agreed in to exchange`.
    """
    known = {stem(fact.text.lower()) for fact in before.facts.of(kind)}
    return [
        fact
        for fact in after.facts.of(kind)
        if (own := stem(fact.text.lower())) in before.all_stems
        and own not in known
        and fact.text.lower() not in _GRAMMAR
    ]


_GRAMMAR = NEGATIONS | frozenset("have has had about yet short".split())
"""Words that mean something else as well where nothing of what follows shows it."""
_NOBODY = frozenset("nobody nothing none nowhere never neither no".split())
_TWICE_REACH = 6


def _denied_twice(text: View) -> int:
    """How often `not` has a second denial of the same behind it, as in many languages: `did not say nothing`."""
    return sum(
        low in ("not", "n't") and not _NOBODY.isdisjoint(text.lows[i + 1 : i + 1 + _TWICE_REACH])
        for i, low in enumerate(text.lows)
    )


def _says_not_only(text: View) -> bool:
    return any(a in ("no", "not", "n't") and b in ("only", "just") for a, b in pairwise(text.lows))


def _says_only(text: View) -> bool:
    return not _says_not_only(text) and any(low in ("only", "just") for low in text.lows)


def _scopes(text: View, kind: str) -> list[frozenset[str]]:
    """For each fact of `kind`, the content words near it; a mere repetition of one counts once."""
    found: list[frozenset[str]] = []
    last = -9
    starts = {f.span.start for f in text.facts if f.kind == kind}
    stop = lexicon.words("stop")
    for i, token in enumerate(text.tokens):
        if token.span.start not in starts:
            continue
        after = [
            text.stems[j]
            for j in range(i + 1, len(text.tokens))
            if text.lows[j] not in stop and text.tokens[j].kind == "word"
        ]
        front = [text.stems[j] for j in range(i) if text.lows[j] not in stop and text.tokens[j].kind == "word"]
        scope = frozenset(after[:4] + front[-2:])
        if found and i - last <= 3 and text.lows[i - 1 : i + 1] == text.lows[last - 1 : last + 1]:
            last = i
            continue  # `did not did not`
        found.append(scope)
        last = i
    return found


def _prefixed(before: View, after: View) -> int:
    """Words that `before` negates by a prefix and that only `after` has without it: `inefficient`, `non-profit`.

    Or others in their place that could have one: `legal` for `irregular`.
    """
    mine, bare = negated_and_bare(before)
    theirs, others = negated_and_bare(after)
    lost, come = mine - theirs, others - bare
    if lost & come or any(map(is_deniable, theirs - mine)):
        return len(lost & come)
    return min(sum(map(is_deniable, lost)), sum(map(is_deniable, come)))


_BREACH = re.compile(r"\b(?:(?:breach|violat|flout|contraven|infring)\w*|(?:breaking|break|breaks) of\b)")
_BREAK = re.compile(r"\b(?:brea[kc]|brok)")


def breaches(before: View, after: View) -> Violation | None:
    """Who was `in breach of the rules` was not `in the rules`: the word turns round what follows, as `not` does."""
    old, new = _BREACH.search(before.running), _BREACH.search(after.running)
    if old and not new:
        return Violation("negation-lost", old[0], f"`{old[0]}` is gone, and what it says of the rest")
    if new and not old and not _BREAK.search(before.running):
        return Violation("negation-added", new[0], f"the source has no such `{new[0]}`")
    return None


def hedges(before: View, after: View) -> Violation | None:
    old, new = _hedge_counts(before), _hedge_counts(after)
    completed = {fact.value for fact in _completed(before, after, "hedge")}
    for kind in old:
        if new[kind] < min(old[kind], 1) or (kind in ("may", "must", "should") and new[kind] < old[kind]):
            fact = next(f for f in before.facts.of("hedge") if f.value == kind)
            return Violation("hedge-lost", fact.text, f"`{fact.text}` is gone: the statement became firmer")
    for kind in new:
        mended = kind == "portray" or kind in completed  # `described like` becomes `described as`
        if old[kind] < min(new[kind], 1) and not mended:
            fact = next(f for f in after.facts.of("hedge") if f.value == kind)
            return Violation("hedge-added", fact.text, f"the source has no such `{fact.text}`")
    return None


def _hedge_counts(text: View) -> Counter[str]:
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    starts = {f.span.start: f for f in text.facts.of("hedge")}
    for i, token in enumerate(text.tokens):
        fact = starts.get(token.span.start)
        if fact is None or fact.value == "urge":  # `ask` and `say` change places in good copy; a line must keep it
            continue
        if i - last.get(fact.value, -9) > 3:
            counts[fact.value] += 1
        last[fact.value] = i
    return counts


def comparisons(before: View, after: View) -> Violation | None:
    old = {(f.value, f.unit): f for f in before.facts.of("comparison")}
    new = {(f.value, f.unit): f for f in after.facts.of("comparison")}
    for mark, fact in old.items():
        if mark not in new:
            return Violation("comparison-changed", fact.text, f"`{fact.text}` is gone or changed")
    for mark, fact in new.items():
        if mark not in old:
            return Violation("comparison-changed", fact.text, f"the source has no such `{fact.text}`")
    return None


_TELLING = frozenset(("i", "we", "you", "he", "she"))


def pronouns(before: View, after: View) -> Violation | None:
    gained = after.persons - before.persons
    lost = before.persons - after.persons
    for person in gained & _TELLING:
        return Violation("pronoun-changed", person, f"the source does not speak of `{person}`")
    if lost & _TELLING and gained:
        person = next(iter(lost & _TELLING))
        return Violation("pronoun-changed", person, f"`{person}` became `{next(iter(gained))}`")
    return None


def opposites(before: View, after: View) -> Violation | None:
    turned = sides.turned_word(before.all_stems - after.all_stems, after.all_stems - before.all_stems)
    if turned:
        return Violation("opposite", turned[1], f"`{turned[0]}…` became its opposite `{turned[1]}…`")
    return None


def roles(before: View, after: View) -> Violation | None:
    pair = sides.exchanged(before, after)
    if pair:
        left, right = (as_spelt(before, word) for word in pair)
        return Violation("roles-exchanged", f"{left}, {right}", f"{left} and {right} changed places")
    return clauses.roles(before, after) or exchanges.exchanged(before, after)


def prepositions(before: View, after: View) -> Violation | None:
    found = directions.turned(before, after)
    if found:
        old, new, word = found
        return Violation("opposite", new, f"`{old}` became its opposite `{new}` before `{word}…`")
    if parted := directions.parted(before, after):
        old, new, name = parted
        return Violation("party-changed", name, f"`{old}` became `{new}` before {name}")
    if moved := directions.moved(before, after):
        old, new, time = moved
        return Violation("date-changed", time, f"`{old}` became `{new}` before `{time}`")
    return None


def length(before: View, after: View) -> Violation | None:
    old, new = len(before.tokens), len(after.tokens)
    if new > old * _LONGEST + _SPARE_WORDS:
        return Violation("too-long", after.text[:40], f"{new} words for {old}: the rewrite runs away")
    if new < old * _SHORTEST - _SPARE_WORDS:
        return Violation("too-short", before.text[:40], f"{new} words for {old}: too much is gone")
    return None


def loops(before: View, after: View) -> Violation | None:
    stop = lexicon.words("stop")
    for size, most in _LOOPS:
        runs = Counter(after.lows[i : i + size] for i in range(len(after.lows) - size + 1))
        for run, count in runs.items():
            if count <= most or all(low in stop or len(low) == 1 for low in run):
                continue
            if count > _count(before.lows, run) + (size < _LOOPS[0][0]):
                return Violation("repetition", " ".join(run), f"`{' '.join(run)}` is said {count} times")
    doubled = next((run for run in _doubles(after) if run not in set(_doubles(before))), None)
    if doubled:
        return Violation("repetition", doubled, f"`{doubled}` is said twice in a row")
    return None


_LOOPS = ((5, 1), (3, 2), (2, 3))
"""Words in a row, and how often a rewrite may say them when its source does not."""


def _doubles(text: View) -> list[str]:
    return [a for a, b in pairwise(text.lows) if a == b and len(a) > 1 and a not in ("had", "that")]


def _count(lows: tuple[str, ...], run: tuple[str, ...]) -> int:
    return sum(lows[i : i + len(run)] == run for i in range(len(lows) - len(run) + 1))


def content(before: View, after: View) -> Violation | None:
    """Nothing told may go and nothing may be told that was not: by content words, in whatever form."""
    old, new = frozenset(before.content), frozenset(after.content)
    lost, gained = _lacking(old, new), _lacking(new, old)
    run, words = _longest_run(before.content, lost)
    if run > _MOST_DROPPED and run > 2 * len(gained):
        return Violation("content-lost", " ".join(words), f"`{' '.join(words)} …` is gone")
    run, words = _longest_run(after.content, gained)
    if run > _MOST_INSERTED and run > 2 * len(lost):
        return Violation("content-invented", " ".join(words), f"the source does not say `{' '.join(words)} …`")
    if len(old) > 3 and len(lost) > (1 - _LEAST_KEPT) * len(old):
        return Violation("content-lost", " ".join(sorted(lost)[:5]), "too few of the source's words came back")
    if len(new) > 4 and len(gained) > _MOST_NEW * len(new):
        return Violation("content-invented", " ".join(sorted(gained)[:5]), "too many words that the source lacks")
    if len(gained) > len(lost) + _MOST_INSERTED:
        return Violation(
            "content-invented", " ".join(sorted(gained)[:5]), "words that answer to nothing in the source"
        )
    return None


def new_words(before: str, after: str) -> frozenset[str]:
    """The stems of content words of `after` that `before` has in no form."""
    return _lacking(frozenset(view(after).content), frozenset(view(before).content))


def _lacking(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words - others if not carried(others, word))


def _longest_run(words: Sequence[str], marked: frozenset[str]) -> tuple[int, list[str]]:
    best: list[str] = []
    current: list[str] = []
    for word in words:
        current = [*current, word] if word in marked else []
        if len(current) > len(best):
            best = current
    return len(best), best


RULES: tuple[Callable[[View, View], Violation | None], ...] = (
    numbers,
    dates,
    names,
    whole_names,
    repeated_names,
    negations,
    breaches,
    comparisons,
    superlatives.changed,
    hedges,
    pronouns,
    opposites,
    roles,
    clauses.passives,
    prepositions,
    length,
    loops,
    brackets,
    content,
    lost,
    quantities.changed,
    moods.changed,
    possessions.changed,
    phrases,
    guesses.guessed,
)
CLAIMS = (coined, invented, changed, titles.ranks, superlatives.shared, quantities.steps, quantities.rates, periods)
"""Rules that a rewrite shares with a line: what they find new, the one source must have."""

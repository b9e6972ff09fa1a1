"""Whether a rewrite says what its source says: the same facts both ways.

Takes two texts, gives the first rule that is broken. Pure.
Each rule is one function of two views; `RULES` is their order, the most telling first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from summarizer.document import Span, Violation
from summarizer.facts import lexicon, stem
from summarizer.facts.owners import may_be_its, may_be_theirs
from summarizer.guard import (
    clauses,
    dates,
    days,
    deeds,
    directions,
    exchanges,
    grave,
    guesses,
    kinds,
    moods,
    names,
    numbers,
    polarity,
    positions,
    possessions,
    quantities,
    quotations,
    scopes,
    sides,
    speakers,
    spelling,
    superlatives,
    suppositions,
    tenses,
    titles,
    turns,
    verdicts,
)
from summarizer.guard.view import View, as_spelt, carried, view, word_of

_SAID_TWICE = re.compile(
    r"(?<![\w’'-])([\w’'-]+(?: [\w’'-]+){1,5}|(?<=\d )(?:thousand|million|billion|trillion|percent)) \1(?![\w’'-])",
    re.IGNORECASE,
)
"""Two to six words, or what a figure counts in: `no word no word of it`, `$60 billion billion`."""
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


def check_rewrite(before: str, after: str, protected: Sequence[Span] = ()) -> Violation | None:
    """The first fact that `after` loses, changes or invents against `before`; None where it keeps them all.

    What a machine says twice in a row (`he does not know not know it`) `after` may say once.
    `protected` are the stretches of `before` that must come back word for word, quoted ones and terms that the desk
    has decided; without them the quotation marks of `before` itself tell.
    """
    violation = _violation(before, after, protected)
    if violation is None or protected:
        return violation
    once = _SAID_TWICE.sub(r"\1", before)
    return _violation(once, after, ()) if once != before else violation


def _violation(before: str, after: str, protected: Sequence[Span]) -> Violation | None:
    if before == after:
        return None
    old, new = view(before), view(after)
    if old.tokens and all(token.kind == "mark" for token in new.tokens):
        return Violation("empty", after, "nothing is left of the sentence")
    return (
        quotations.changed(old, new, protected)
        or next(filter(None, (rule(old, new) for rule in RULES)), None)
        or next(filter(None, (rule(new, [old]) for rule in CLAIMS)), None)
    )


def phrases(before: View, after: View) -> Violation | None:
    """A set phrase stays as it is: no `emergency state` for a `state of emergency`."""
    said, says = (f" {text.running} " for text in (before, after))
    for phrase in lexicon.lines("phrases"):
        if f" {phrase} " in said and f" {phrase} " not in says:
            return Violation("phrase-changed", phrase, f"`{phrase}` is a set phrase")
    return None


_TELLING = frozenset(("i", "we", "you", "he", "she"))


def pronouns(before: View, after: View) -> Violation | None:
    """Nobody is spoken of who was not. A pronoun that is there already may stand once more: of round trips in which
    `his` becomes an `its` or `their` beside others of its kind nine in ten are right.
    """
    gained = after.persons - before.persons
    lost = before.persons - after.persons
    for person in sorted(gained & _TELLING):
        return Violation("pronoun-changed", person, f"the source does not speak of `{person}`")
    is_its = gained == {"it"} and may_be_its(before.tokens)
    if lost == {"he"} and (is_its or (gained == {"they"} and may_be_theirs(before.tokens))):
        return None  # `his` is any owner's where a machine translated it
    if lost & _TELLING and gained:
        person = min(lost & _TELLING)
        return Violation("pronoun-changed", person, f"`{person}` became `{min(gained)}`")
    return None


def opposites(before: View, after: View) -> Violation | None:
    turned = sides.turned_word(before.all_stems - after.all_stems, after.all_stems - before.all_stems)
    if turned:
        old, new = word_of(turned[0], before), word_of(turned[1], after)
        return Violation("opposite", new, f"`{old}` became its opposite `{new}`")
    return None


def roles(before: View, after: View) -> Violation | None:
    pair = sides.exchanged(before, after)
    if pair:
        left, right = (as_spelt(before, word) for word in pair)
        return Violation("roles-exchanged", f"{left}, {right}", f"{left} and {right} changed places")
    return None


def prepositions(before: View, after: View) -> Violation | None:
    found = directions.turned(before, after)
    if found:
        old, new, word = found
        return Violation("opposite", new, f"`{old}` became its opposite `{new}` before `{word_of(word, before)}`")
    if parted := directions.parted(before, after):
        old, new, name = parted
        return Violation("party-changed", name, f"`{old}` became `{new}` before {name}")
    if moved := directions.moved(before, after) or directions.begun(before, after):
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
            if count > _count(before.lows, run) + (size < _LOOPS[0][0]) and not _says_each(before, run, count):
                return Violation("repetition", " ".join(run), f"`{' '.join(run)}` is said {count} times")
    for said_twice, how in ((_doubles, " in a row"), (_echoes, ", before `of` and behind it")):
        known = set(said_twice(before))
        if new := next((low for low in said_twice(after) if low not in known), None):
            return Violation("repetition", new, f"`{new}` is said twice{how}")
    if new := next((low for low in _named_again(after) if after.lows.count(low) > before.lows.count(low)), None):
        return Violation("repetition", new, f"`{new}` is said twice within a few words")
    return None


_LOOPS = ((5, 1), (3, 2), (2, 3))
"""Words in a row, and how often a rewrite may say them when its source does not."""
_ECHO = 4
"""Tokens apart at most, a word and itself."""
_NAME_ECHO = 6
"""The same of a name."""


def _doubles(text: View) -> list[str]:
    return [a for a, b in pairwise(text.lows) if a == b and len(a) > 1 and a not in ("had", "that")]


def _echoes(text: View) -> list[str]:
    """Words of content before an `of` and behind it: `the credit crisis of credit`, half turned round."""
    lows, stop = text.lows, lexicon.words("stop")
    return [
        low
        for i, low in enumerate(lows)
        if text.tokens[i].kind == "word" and low not in stop
        for j in range(i + 2, min(i + 1 + _ECHO, len(lows)))
        if lows[j] == low and "of" in lows[i + 1 : j]
    ]


def _named_again(text: View) -> list[str]:
    """Names with themselves near: `China's main Beijing of China`, half turned round."""
    names = [
        (i, token.low)
        for i, token in enumerate(text.tokens)
        if token.capital and token.kind == "word" and len(token.low) > 1 and not lexicon.is_ordinary(token.low)
    ]
    return [low for (i, low), (j, other) in combinations(names, 2) if low == other and 1 < j - i <= _NAME_ECHO]


def _says_each(text: View, run: Sequence[str], times: int) -> bool:
    """Whether it says each word with content of a run so often itself, in whatever form and order."""
    own = [stem(low) for low in run if low not in lexicon.words("stop") and low.isalpha()]
    return bool(own) and all(text.stems.count(word) >= times for word in own)


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
    numbers.changed,
    dates.changed,
    names.changed,
    names.rejoined,
    names.dropped,
    polarity.negations_changed,
    polarity.breaches_changed,
    numbers.limits_changed,
    superlatives.changed,
    polarity.hedges_changed,
    pronouns,
    opposites,
    roles,
    clauses.roles,
    positions.relatives,
    positions.subjects,
    exchanges.exchanged,
    positions.passives,
    prepositions,
    length,
    loops,
    quotations.unpaired,
    content,
    speakers.lost,
    quantities.changed,
    kinds.changed,
    scopes.exceptions_kept,
    scopes.denials_kept,
    scopes.parts_kept,
    grave.gained,
    verdicts.changed,
    days.ahead,
    moods.changed,
    possessions.changed,
    turns.changed,
    quantities.shifted,
    phrases,
    guesses.guessed,
)
CLAIMS = (
    spelling.coined,
    speakers.invented,
    tenses.changed,
    titles.ranks,
    titles.portfolios,
    superlatives.shared,
    quantities.parts,
    quantities.steps,
    quantities.rates,
    days.periods,
    days.days,
    suppositions.unproven,
    deeds.sought,
)
"""Rules that a rewrite shares with a line: what they find new, the one source must have."""

"""Whether a rewrite says what its source says: the same facts both ways.

Takes two texts, gives the first rule that is broken. Pure.
Each rule is one function of two views; `RULES` is their order, the most telling first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summarizer.document import Span, Violation
from summarizer.facts import lexicon
from summarizer.facts.owners import may_be_its, may_be_theirs
from summarizer.guard import (
    clauses,
    contents,
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
    repetition,
    scopes,
    sides,
    speakers,
    spelling,
    superlatives,
    suppositions,
    tenses,
    ties,
    titles,
    turns,
    verdicts,
)
from summarizer.guard.view import View, as_spelt, view, word_of

_SAID_TWICE = re.compile(
    r"(?<![\w’'-])([\w’'-]+(?: [\w’'-]+){1,5}|(?<=\d )(?:thousand|million|billion|trillion|percent)) \1(?![\w’'-])",
    re.IGNORECASE,
)
"""Two to six words, or what a figure counts in: `no word no word of it`, `$60 billion billion`."""


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
    contents.length,
    repetition.changed,
    quotations.unpaired,
    contents.changed,
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
    ties.shifted,
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
    ties.steps,
    quantities.rates,
    days.periods,
    days.days,
    suppositions.unproven,
    deeds.sought,
)
"""Rules that a rewrite shares with a line: what they find new, the one source must have."""

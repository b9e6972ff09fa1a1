"""Whether a summary line or a headline says nothing that its evidence lacks.

Takes a line and the sentences it stands on, gives the first rule that is broken. Pure. A line may say less
than its evidence, never more and never otherwise: each number stays with what it counts, each name with
what it did, each negation and each hedge with the words it governs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.document import Span, Violation
from summarizer.facts import grammar, stem
from summarizer.facts import oddities as odd
from summarizer.facts.quotations import spans as marked_spans
from summarizer.guard import (
    clauses,
    dates,
    days,
    deeds,
    directions,
    endings,
    exchanges,
    grave,
    heads,
    moods,
    names,
    numbers,
    places,
    polarity,
    possessions,
    predicates,
    prefixes,
    quantities,
    quotations,
    scopes,
    sides,
    speakers,
    spelling,
    superlatives,
    suppositions,
    tenses,
    ties,
    titles,
    verdicts,
    voices,
)
from summarizer.guard.view import View, as_spelt, carried, view, word_of

_LEAST_CARRIED = 0.7
"""Share of a line's content words that its evidence must have, in whatever form; calibrated on
tests/fidelity.
"""
_MOST_CHARACTERS = 4_000
"""In a line, and in each sentence that it stands on: some 600 words. The longest of 23,000 sentences of news has
380; in a text without sentence ends all stands in one, and nothing tells who did what.
"""
_SHOWN = 40
"""Characters of such a text that an editor is shown."""

Rule = Callable[[View, Sequence[View]], Violation | None]


def check_claim(
    text: str, evidence: Sequence[str], quoted: Sequence[Sequence[Span]] | None = None
) -> Violation | None:
    """The first thing `text` says that `evidence` (one sentence each, in the article's order) does not.

    `quoted` are the stretches of each sentence inside quotation marks; without them its own marks tell, and a
    quotation that began in an earlier sentence is not seen.
    """
    if endless := next((one for one in (text, *evidence) if len(one) > _MOST_CHARACTERS), None):
        return Violation("too-long", endless[:_SHOWN], f"too long to compare: `{endless[:_SHOWN]}…`")
    line = view(text)
    sources = [view(sentence) for sentence in evidence]
    if not line.content and not line.facts.items:
        return Violation("empty", text, "the line says nothing")
    if not sources:
        return Violation("no-evidence", text, "the line stands on no sentence of the article")
    spans = quoted if quoted is not None else [list(marked_spans(sentence)) for sentence in evidence]
    return (
        voices.quotations(line, sources, spans)
        or next(filter(None, (rule(line, sources) for rule in RULES)), None)
        or voices.unattributed(line, sources, spans)
    )


def pronouns(line: View, sources: Sequence[View]) -> Violation | None:
    known = {person for s in sources for person in s.persons}
    for person in sorted(line.persons & {"he", "she", "i", "we", "you"}):
        if person not in known:
            return Violation("pronoun-changed", person, f"the evidence does not speak of `{person}`")
    return None


def prepositions(line: View, sources: Sequence[View]) -> Violation | None:
    """`A move to Charlton` is no `move from Charlton`."""
    if unguarded := directions.unguarded(line, sources):
        return Violation("opposite", unguarded, f"the evidence has `{unguarded} against`")
    if opposed := directions.opposed(line, sources):
        return Violation("opposite", opposed, f"the evidence has `{opposed}` against nothing")
    if aimed := directions.aimed(line, sources):
        mine, theirs = aimed
        return Violation("opposite", mine, f"the evidence has them against {theirs}, not {mine}")
    found = directions.elsewhere(line, sources) or (
        directions.turned(sources[0], line) if len(sources) == 1 else None
    )
    if found is None:
        return None
    old, new, word = found
    return Violation("opposite", new, f"the evidence has `{old}`, the line `{new}` before `{word_of(word, line)}`")


def opposites(line: View, sources: Sequence[View]) -> Violation | None:
    said = frozenset(stem for s in sources for stem in s.all_stems)
    turned = sides.turned_word(said - line.all_stems, line.all_stems - said)
    if turned:
        old, new = word_of(turned[0], *sources), word_of(turned[1], line)
        return Violation("opposite", new, f"the evidence says `{old}`, the line `{new}`")
    return None


def roles(line: View, sources: Sequence[View]) -> Violation | None:
    for source in sources:
        pair = sides.exchanged(source, line) or sides.reversed_roles(source, line)
        if pair:
            left, right = (as_spelt(source, word) for word in pair)
            return Violation("roles-exchanged", f"{left}, {right}", f"{left} and {right} changed places")
        if violation := clauses.roles(source, line) or exchanges.exchanged(source, line):
            return violation
    return None


def support(line: View, sources: Sequence[View]) -> Violation | None:
    said = frozenset(stem for s in sources for stem in s.all_stems)
    own = {stem(word.lower()) for word in line.name_words}
    words = frozenset(line.content) - own
    lacking = sorted(w for w in words if not carried(said, w))
    if len(lacking) > (1 - _LEAST_CARRIED) * len(words):
        return Violation("unsupported", " ".join(lacking[:5]), "too few of the line's words are in its evidence")
    return None


def oddities(line: View, sources: Sequence[View]) -> Violation | None:
    """A line must not repeat what an editor is warned of: words that do not go together, a word that is
    missing, a form that is wrong.
    """
    for span in odd.odd_objects(line.tokens):
        words = line.text[slice(*span)]
        return Violation("mistranslated", words, f"`{words}` do not go together")
    for span, _ in odd.missing_words(line.tokens):
        words = line.text[slice(*span)]
        return Violation("missing-word", words, f"a word seems to be missing in `{words}`")
    for span in grammar.mistakes(line.tokens):
        words = line.text[slice(*span)]
        return Violation("grammar", words, f"wrong grammar: `{words}`")
    return None


def lost_words(line: View, sources: Sequence[View]) -> Violation | None:
    """A line must not build on the object of words that do not go together (`forces wearing UN peacekeepers`).

    Something was lost before it (their helmets), and it is not what the sentence tells of.
    """
    said = [own for source in sources for own in source.stems]
    for source in sources:
        for span in odd.odd_objects(source.tokens):
            inside = [stem(t.low) for t in source.tokens if span.start <= t.span.start and t.span.end <= span.end]
            if inside[-1] in line.all_stems and said.count(inside[-1]) == inside.count(inside[-1]):
                words = source.text[slice(*span)]
                return Violation("mistranslated", words, f"in the evidence `{words}` do not go together")
    return None


RULES: tuple[Rule, ...] = (
    numbers.claimed,
    numbers.crossed,
    dates.claimed,
    names.claimed,
    names.echoed,
    names.listed,
    places.whereabouts,
    places.offices,
    possessions.owners,
    possessions.persons,
    possessions.named,
    possessions.relatives,
    quotations.cut,
    titles.bearers,
    titles.lent,
    titles.ranks,
    numbers.limits_claimed,
    superlatives.invented,
    superlatives.shared,
    superlatives.widened,
    polarity.negations_claimed,
    prefixes.claimed,
    grave.claimed,
    verdicts.claimed,
    polarity.hedges_claimed,
    suppositions.conditions,
    suppositions.suppositions,
    suppositions.unproven,
    deeds.undone,
    deeds.stopped,
    pronouns,
    opposites,
    prepositions,
    quantities.claimed,
    quantities.parts,
    ties.steps,
    ties.kept,
    quantities.rates,
    ties.dealt_with,
    ties.dated,
    ties.scored,
    scopes.exceptions_claimed,
    scopes.singular_kept,
    predicates.mixed,
    predicates.ordered,
    predicates.passed_by,
    predicates.parts,
    predicates.swapped,
    titles.outranked,
    titles.portfolios,
    deeds.sought,
    moods.asked,
    moods.explained,
    roles,
    clauses.doers,
    clauses.undergoers,
    clauses.sufferers,
    clauses.charged,
    heads.dropped,
    heads.numbered,
    speakers.exchanged,
    names.married,
    endings.cut_off,
    endings.beheaded,
    support,
    oddities,
    lost_words,
    spelling.coined,
    speakers.invented,
    tenses.changed,
    tenses.hastened,
    tenses.postponed,
    dates.passed,
    days.periods,
    days.days,
)

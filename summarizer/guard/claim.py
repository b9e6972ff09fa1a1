"""Whether a summary line or a headline says nothing that its evidence lacks.

Takes a line and the sentences it stands on, gives the first rule that is broken. Pure. A line may say less
than its evidence, never more and never otherwise: each number stays with what it counts, each name with
what it did, each negation and each hedge with the words it governs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from summarizer.document import Span, Violation
from summarizer.facts import Fact, grammar, lexicon, stem
from summarizer.facts import oddities as odd
from summarizer.facts.names import HONORIFICS, key
from summarizer.facts.quotations import spans as marked_spans
from summarizer.guard import (
    clauses,
    exchanges,
    grave,
    moods,
    places,
    possessions,
    prefixes,
    quantities,
    sides,
    superlatives,
    suppositions,
    titles,
    voices,
)
from summarizer.guard.speakers import invented
from summarizer.guard.spelling import coined
from summarizer.guard.tenses import changed, periods
from summarizer.guard.view import View, as_spelt, bears_name, carried, stand_close, view

_LEAST_CARRIED = 0.7
"""Share of a line's content words that its evidence must have, in whatever form; calibrated on
tests/fidelity.
"""
_NEAR = 3
"""Content words on each side of a name or number that tell what is said of it."""
_MOST_CHARACTERS = 4_000
"""In a line, and in each sentence that it stands on: some 600 words. The longest of 23,000 sentences of news has
380; in a text without sentence ends all stands in one, and nothing tells who did what.
"""
_SHOWN = 40
"""Characters of such a text that an editor is shown."""
_LINKS = frozenset("he she they it his her their its him them who which".split())
_LOOSE_UNITS = frozenset(("", "year", "point", "vote"))

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


def numbers(line: View, sources: Sequence[View]) -> Violation | None:
    for fact in line.facts.of("number"):
        same = [(f, s) for s in sources for f in s.facts.of("number") if _covers(f.value, fact.value)]
        if not same:
            return Violation("number-invented", fact.text, f"the evidence has no number {fact.text}")
        units = {f.unit for f, _ in same}
        if fact.unit not in units and not (fact.unit in _LOOSE_UNITS and units & _LOOSE_UNITS):
            return Violation("unit-changed", fact.text, f"{fact.text} has another unit in the evidence")
        homes = [s for f, s in same if f.unit == fact.unit or fact.unit in _LOOSE_UNITS]
        if not _fits(line, fact, homes, sources):
            return Violation("number-misplaced", fact.text, f"{fact.text} counts something else in the evidence")
    return None


def _covers(source: str, value: str) -> bool:
    return source == value or ("-" in source and value in source.split("-"))


def _near(text: View, start: int, end: int, reach: int = _NEAR) -> frozenset[str]:
    """Stems of the content words on both sides of the stretch `start:end` of characters, not over a
    clause's end.
    """
    stop = lexicon.words("stop")
    before: list[str] = []
    after: list[str] = []
    for i, token in enumerate(text.tokens):
        if token.kind == "mark" and token.low in ";:—–.?!":
            if token.span.end <= start:
                before.clear()
            elif token.span.start >= end:
                break
        if token.kind not in ("word", "mixed", "acronym") or token.low in stop:
            continue
        if token.span.end <= start:
            before.append(text.stems[i])
        elif token.span.start >= end:
            after.append(text.stems[i])
    return frozenset(before[-reach:] + after[:reach])


def _fits(line: View, fact: Fact, homes: Sequence[View], sources: Sequence[View]) -> bool:
    """Whether what the line tells of a number is told of it by a sentence that has it, at no greater
    distance than usual.
    """
    told = _near(line, *fact.span)
    if not told:
        return True
    at_home = max(sum(carried(home.all_stems, word) for word in told) for home in homes)
    elsewhere = max((sum(carried(s.all_stems, w) for w in told) for s in sources if s not in homes), default=0)
    return at_home > 0 and at_home >= elsewhere


def dates(line: View, sources: Sequence[View]) -> Violation | None:
    known = {f.value for s in sources for f in s.facts.of("date", "time")}
    for fact in line.facts.of("date", "time"):
        if fact.value not in known and not any(value.startswith(fact.value + "-") for value in known):
            return Violation("date-invented", fact.text, f"the evidence has no {fact.text}")
    return None


def names(line: View, sources: Sequence[View]) -> Violation | None:
    introduced = {acronym: words for s in sources for acronym, words in s.facts.introduced}
    for words in line.names:
        for word in words:
            if word in introduced or any(bears_name(s, word) for s in sources):
                continue
            if lexicon.is_ordinary(word.lower()) and any(carried(s.all_stems, stem(word.lower())) for s in sources):
                continue
            return Violation("name-invented", word, f"the evidence has no name {as_spelt(line, word)}")
        for left, right in pairwise(words):
            if not _adjacent(left, right, sources):
                return Violation(
                    "name-invented", f"{left} {right}", f"{left} and {right} are no one name in the evidence"
                )
    return None


def echoes(line: View, sources: Sequence[View]) -> Violation | None:
    """A name must not stand in the line more often than in all its evidence: `One Million Hands was put on by One
    Million Hands`, of a rally put on by them.
    """
    stop = lexicon.words("stop")
    mine = Counter(
        own
        for own, token in zip(line.stems, line.tokens, strict=True)
        if key(token) in line.name_words and token.low not in stop and not token.text.isupper()  # may be in full
    )
    theirs = Counter(own for source in sources for own in source.stems if own in mine)
    for word, count in mine.items():
        if count > 1 and count > theirs[word]:
            name = line.tokens[line.stems.index(word)].text
            return Violation("repetition", name, f"the line says {name} {count} times, its evidence does not")
    return None


def _adjacent(left: str, right: str, sources: Sequence[View]) -> bool:
    """Whether two words that make one name in the line do so in the evidence, or one of them is a mere
    title.
    """
    persons = lexicon.classes()["person"]
    for word in (left, right):
        if word in persons or word in HONORIFICS or word.isupper() or lexicon.is_ordinary(word):
            return True
        if word in lexicon.aliases("places"):
            return True
    return any(left in words and right in words for s in sources for words in s.names) or any(
        stand_close(s, left, right, _CLOSE) for s in sources
    )


_CLOSE = 2
"""Tokens apart at most: `University of Yale` may be called `Yale University`."""


def pronouns(line: View, sources: Sequence[View]) -> Violation | None:
    known = {person for s in sources for person in s.persons}
    for person in line.persons & {"he", "she", "i", "we", "you"}:
        if person not in known:
            return Violation("pronoun-changed", person, f"the evidence does not speak of `{person}`")
    return None


def negations(line: View, sources: Sequence[View]) -> Violation | None:
    theirs = [scope for s in sources for _, scope, _ in _governed(s, "negation")]
    mine = [scope for _, scope, _ in _governed(line, "negation")]
    for scope in mine:
        if scope and not any(scope & other for other in theirs) and not _has_prefixed(scope, sources):
            return Violation("negation-added", " ".join(sorted(scope)), "the evidence does not deny this")
    for source in sources:
        for _, _, word in _governed(source, "negation"):
            if not word or word not in line.all_stems or any(word in scope for scope in mine):
                continue
            others = frozenset(w for s in sources if s is not source for w in s.all_stems)
            borrows = (frozenset(line.content) & source.all_stems) - others
            if (word in others and not borrows) or source.stems.count(word) > 1:
                continue  # said without the negation elsewhere, and nothing is taken from where it is denied
            if any(f"{prefix}{word}" in line.all_stems for prefix in ("un", "in", "dis", "non")):
                continue
            return Violation("negation-lost", word, f"the evidence denies `{word}…`")
    return None


def _has_prefixed(scope: frozenset[str], sources: Sequence[View]) -> bool:
    return any(
        prefix + word in s.all_stems for word in scope for prefix in ("un", "in", "dis", "non") for s in sources
    )


_LINKED_BY = {"urge": "to", "prevent": "from", "portray": "as"}
"""What stands before what is meant: `asked the bank to pay`, `kept them from entering`, `billed as a cure`."""


def _governed(text: View, kind: str) -> Iterator[tuple[Fact, frozenset[str], str]]:
    """For each fact of `kind`: the content words around it, and the first one after it that it is said of."""
    starts = {f.span.start: f for f in text.facts if f.kind == kind}
    stop = lexicon.words("stop")
    for i, token in enumerate(text.tokens):
        if fact := starts.get(token.span.start):
            link = _LINKED_BY.get(fact.value)
            first = text.lows.index(link, i) if link else i
            after = [
                text.stems[j]
                for j in range(first + 1, len(text.tokens))
                if text.tokens[j].kind == "word" and text.lows[j] not in stop
            ]
            before = [text.stems[j] for j in range(i) if text.tokens[j].kind == "word" and text.lows[j] not in stop]
            yield fact, frozenset(after[:4] + before[-3:]), after[0] if after else ""


def hedges(line: View, sources: Sequence[View]) -> Violation | None:
    have = {f.value for f in line.facts.of("hedge")}
    known = {f.value for s in sources for f in s.facts.of("hedge")}
    for kind in have - known:
        if kind == "plan" and any(low in ("will", "'ll", "wo") for s in sources for low in s.lows):
            continue  # who will do it plans to
        if kind == "urge" and any(map(_asks, sources)):
            continue
        fact = next(f for f in line.facts.of("hedge") if f.value == kind)
        return Violation("hedge-added", fact.text, f"the evidence has no such `{fact.text}`")
    for source in sources:
        for fact, scope, word in _governed(source, "hedge"):
            if not word and fact.value == "alleged" and fact.value not in have and scope & line.all_stems:
                return Violation("hedge-lost", fact.text, f"the evidence only says that one `{fact.text}` it")
            if fact.value in have or not word or word not in line.all_stems or source.stems.count(word) > 1:
                continue
            if _softened(line, fact, word):
                continue
            if any(word in s.all_stems for s in sources if s is not source):
                continue
            return Violation("hedge-lost", fact.text, f"the evidence says `{fact.text}` of this")
    return None


_DUTIES = frozenset("should must need needs ought".split())
"""What is asked for where nobody is said to ask: `Banks must pay, said the minister`."""


def _asks(source: View) -> bool:
    """Whether someone asks for something in it, in whatever words; `calls into question` asks for nothing."""
    verbs = lexicon.aliases("intentions")
    following = (*source.lows[1:], "")
    return any(
        low in _DUTIES or (verbs.get(low) == "urge" and after != "into")
        for low, after in zip(source.lows, following, strict=True)
    )


_BARE_TO = frozenset(("plan", "agree", "urge", "soon", "ready", "must"))
"""What a headline may say by `to` alone: `Company to close plant`; who only wants or tries may never do it."""


def _softened(line: View, fact: Fact, word: str) -> bool:
    """A headline's own way of saying that something is only expected: `Prices to rise`."""
    if fact.value in _BARE_TO:
        return all(i > 0 and line.lows[i - 1] == "to" for i, own in enumerate(line.stems) if own == word)
    return fact.value == "likely" and any(low in ("to", "will", "would") for low in line.lows)


def comparisons(line: View, sources: Sequence[View]) -> Violation | None:
    mine = {f.unit: f for f in line.facts.of("comparison") if f.unit}
    for number in line.facts.of("number"):
        theirs = [
            {f.value for f in s.facts.of("comparison") if f.unit == own.value}
            for s in sources
            for own in s.facts.of("number")
            if own.value == number.value
        ]
        if not theirs:
            continue
        said = mine.get(number.value)
        if said is None and all(theirs):
            return Violation(
                "comparison-changed", number.text, f"the evidence gives {number.text} only with a limit"
            )
        if said is not None and not any(said.value in marks for marks in theirs):
            return Violation(
                "comparison-changed", said.text, f"the evidence does not say `{said.text}` of {number.text}"
            )
    return None


def opposites(line: View, sources: Sequence[View]) -> Violation | None:
    said = frozenset(stem for s in sources for stem in s.all_stems)
    turned = sides.turned_word(said - line.all_stems, line.all_stems - said)
    if turned:
        return Violation("opposite", turned[1], f"the evidence says `{turned[0]}…`, the line `{turned[1]}…`")
    return None


def roles(line: View, sources: Sequence[View]) -> Violation | None:
    for source in sources:
        pair = sides.exchanged(source, line) or sides.reversed_roles(source, line)
        if pair:
            left, right = (as_spelt(source, word) for word in pair)
            return Violation("roles-exchanged", f"{left}, {right}", f"{left} and {right} changed places")
        if violation := clauses.roles(source, line) or exchanges.exchanged(source, line):
            return violation
    return clauses.doers(line, sources) or clauses.undergoers(line, sources)


def marriages(line: View, sources: Sequence[View]) -> Violation | None:
    """What the line tells of a name must be told of it by the sentence that tells it best."""
    for fact in line.facts.of("name"):
        words = fact.value.split()
        own = {stem(w.lower()) for name in line.names for w in name}
        told = _near(line, *fact.span, reach=2 * _NEAR) - own
        if not told:
            continue
        linked = best = 0
        best_source = None
        for n, source in enumerate(sources):
            score = sum(carried(source.all_stems, word) for word in told)
            if score > best:
                best, best_source = score, source
            if any(bears_name(source, w) for w in words) or _points_back(sources, n, words):
                linked = max(linked, score)
        if best and not linked:
            return Violation("names-married", fact.text, f"no sentence says this of {fact.text}")
        if best > linked + 1 and best_source is not None and best_source.names:
            return Violation("names-married", fact.text, f"the evidence says this of another than {fact.text}")
    return None


def _points_back(sources: Sequence[View], n: int, words: Sequence[str]) -> bool:
    """Whether sentence `n` speaks of someone by a pronoun and the sentence before has the name."""
    if n == 0 or not any(low in _LINKS for low in sources[n].lows):
        return False
    return any(bears_name(sources[n - 1], word) for word in words)


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
    numbers,
    dates,
    names,
    echoes,
    places.whereabouts,
    places.offices,
    possessions.owners,
    possessions.persons,
    titles.bearers,
    titles.ranks,
    comparisons,
    superlatives.invented,
    superlatives.shared,
    negations,
    prefixes.claimed,
    grave.claimed,
    hedges,
    suppositions.conditions,
    suppositions.suppositions,
    pronouns,
    opposites,
    quantities.claimed,
    quantities.steps,
    quantities.rates,
    moods.asked,
    roles,
    voices.exchanged,
    marriages,
    support,
    oddities,
    lost_words,
    coined,
    invented,
    changed,
    periods,
)

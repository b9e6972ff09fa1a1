"""Negations and hedges: what is denied stays denied, what is only likely, planned or alleged stays so, and of the
same words.

Takes views, gives a violation or None. Pure; reads the lists of `facts.polarity`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Violation
from summarizer.facts import Fact, FactKind, lexicon, stem
from summarizer.facts.neighbours import is_within
from summarizer.facts.polarity import NEGATIONS
from summarizer.guard.prefixes import PREFIXES, is_deniable, negated_and_bare
from summarizer.guard.view import View, word_of

_GRAMMAR = NEGATIONS | frozenset("have has had about yet short".split())
"""Words that mean something else as well where nothing of what follows shows it."""
_SHORTEST_MISSPELT = 4
"""Letters. Shorter words lie near too many others."""
_LONG = 7
"""Letters in which there may be two slips."""
_NOBODY = frozenset("nobody nothing none nowhere never neither no".split())
_TWICE_REACH = 6
_BREACH = re.compile(r"\b(?:(?:breach|violat|flout|contraven|infring)\w*|(?:breaking|break|breaks) of\b)")
_BREAK = re.compile(r"\b(?:brea[kc]|brok)")
_LINKED_BY = {"urge": "to", "prevent": "from", "portray": "as"}
"""What stands before what is meant: `asked the bank to pay`, `kept them from entering`, `billed as a cure`."""
_DUTIES = frozenset("should must need needs ought".split())
"""What is asked for where nobody is said to ask: `Banks must pay, said the minister`."""
_DUE = frozenset("due set scheduled slated".split())
"""What is, will be, as far as anybody knows."""
_BARE_TO = frozenset(("plan", "agree", "urge", "soon", "ready", "must"))
"""What a headline may say by `to` alone: `Company to close plant`; who only wants or tries may never do it."""


class _Governed(NamedTuple):
    """A negation or a hedge and the stems of the content words on its sides."""

    fact: Fact
    before: list[str]
    after: list[str]
    """From what it is said of."""

    @property
    def first(self) -> str:
        return self.after[0] if self.after else ""

    def scope(self, before: int = 3) -> frozenset[str]:
        """The nearest of them, four of those after it."""
        return frozenset(self.after[:4] + self.before[-before:])


def _governed(text: View, kind: FactKind) -> Iterator[tuple[int, _Governed]]:
    """Each fact of `kind`, with the place of its token."""
    starts = {fact.span.start: fact for fact in text.facts.of(kind)}
    stop = lexicon.words("stop")

    def content(places: range) -> list[str]:
        return [text.stems[j] for j in places if text.tokens[j].kind == "word" and text.lows[j] not in stop]

    for i, token in enumerate(text.tokens):
        if fact := starts.get(token.span.start):
            link = _LINKED_BY.get(fact.value)
            first = text.lows.index(link, i) if link else i
            yield i, _Governed(fact, content(range(i)), content(range(first + 1, len(text.tokens))))


def negations_changed(before: View, after: View) -> Violation | None:
    old, new = _scopes(before), _scopes(after)
    prefixed = _prefixed(before, after) - _prefixed(after, before)
    if _says_not_only(before) and _says_only(after):
        return Violation("negation-lost", "not only", "`not only` or `not just` lost its `not`")
    if _says_not_only(after) and _says_only(before):
        return Violation("negation-added", "not only", "the source says `only` or `just`, not its contrary")
    misspelt = bool(_mended(before, after, NEGATIONS))
    said = len(old) + prefixed + len(_completed(before, after, "negation")) + misspelt
    if len(new) not in range(said - _denied_twice(before), said + 1):
        if said > len(new):
            return Violation("negation-lost", "not", "a negation is gone")
        return Violation("negation-added", "not", "the source has no such negation")
    for scope in old:
        if new and scope and not any(scope & other for other in new) and scope & after.all_stems:
            word = min(scope & after.all_stems)
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


def _mended(before: View, after: View, words: Iterable[str]) -> list[str]:
    """The words of which `before` has a misspelt one that `after` has no more: `nevr`, `posibilty`.

    Not `somthing`, where `something` came in its place.
    """
    words = frozenset(words)
    come = {*after.lows} - {*before.lows} - words
    gone = [
        low
        for low in {*before.lows} - {*after.lows}
        if low.isalpha() and not lexicon.is_ordinary(low) and not any(is_within(low, other, 1) for other in come)
    ]

    def is_slip_of(low: str, word: str) -> bool:
        most = 2 if len(word) >= _LONG else 1
        return is_within(low, word, most) and not lexicon.is_in_dictionary(low)  # a large list, read when needed

    long = [word for word in words if len(word) >= _SHORTEST_MISSPELT] if gone else []
    return [word for word in long if any(is_slip_of(low, word) for low in gone)]


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


def _scopes(text: View) -> list[frozenset[str]]:
    """For each negation, the content words near it; a mere repetition of one counts once."""
    found: list[frozenset[str]] = []
    last = -9
    for i, negation in _governed(text, "negation"):
        is_repeated = i - last <= 3 and text.lows[i - 1 : i + 1] == text.lows[last - 1 : last + 1]
        if not found or not is_repeated:  # `did not did not`
            found.append(negation.scope(2))
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


def breaches_changed(before: View, after: View) -> Violation | None:
    """Who was `in breach of the rules` was not `in the rules`: the word turns round what follows, as `not` does."""
    old, new = _BREACH.search(before.running), _BREACH.search(after.running)
    if old and not new:
        return Violation("negation-lost", old[0], f"`{old[0]}` is gone, and what it says of the rest")
    if new and not old and not _BREAK.search(before.running):
        return Violation("negation-added", new[0], f"the source has no such `{new[0]}`")
    return None


def hedges_changed(before: View, after: View) -> Violation | None:
    old, new = _hedge_counts(before), _hedge_counts(after)
    completed = {fact.value for fact in _completed(before, after, "hedge")}
    for kind in old:
        if not new[kind] or (kind in ("may", "must", "should") and new[kind] < old[kind]):
            fact = next(f for f in before.facts.of("hedge") if f.value == kind)
            return Violation("hedge-lost", fact.text, f"`{fact.text}` is gone: the statement became firmer")
    for kind in new:
        mended = kind == "portray" or kind in completed  # `described like` becomes `described as`
        if old[kind] or mended:
            continue
        told = [fact.text for fact in after.facts.of("hedge") if fact.value == kind]
        spelt = _mended(before, after, {text.lower() for text in told})
        if added := next((text for text in told if text.lower() not in spelt), None):
            return Violation("hedge-added", added, f"the source has no such `{added}`")
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


def negations_claimed(line: View, sources: Sequence[View]) -> Violation | None:
    theirs = [negation.scope() for s in sources for _, negation in _governed(s, "negation")]
    mine = [negation.scope() for _, negation in _governed(line, "negation")]
    for scope in mine:
        if scope and not any(scope & other for other in theirs) and not _has_prefixed(scope, sources):
            return Violation("negation-added", " ".join(sorted(scope)), "the evidence does not deny this")
    for source in sources:
        for _, negation in _governed(source, "negation"):
            word = negation.first
            if not word or word not in line.all_stems or any(word in scope for scope in mine):
                continue
            others = frozenset(w for s in sources if s is not source for w in s.all_stems)
            borrows = (frozenset(line.content) & source.all_stems) - others
            if (word in others and not borrows) or source.stems.count(word) > 1:
                continue  # said without the negation elsewhere, and nothing is taken from where it is denied
            if any(f"{prefix}{word}" in line.all_stems for prefix in PREFIXES):
                continue
            denied = word_of(word, line)
            return Violation("negation-lost", denied, f"the evidence denies `{denied}`")
    return None


def _has_prefixed(scope: frozenset[str], sources: Sequence[View]) -> bool:
    return any(prefix + word in s.all_stems for word in scope for prefix in PREFIXES for s in sources)


def hedges_claimed(line: View, sources: Sequence[View]) -> Violation | None:
    have = {f.value for f in line.facts.of("hedge")}
    known = {f.value for s in sources for f in s.facts.of("hedge")}
    for kind in sorted(have - known):
        if kind == "plan" and any(low in ("will", "'ll", "wo") for s in sources for low in s.lows):
            continue  # who will do it plans to
        if (kind == "urge" and any(map(_asks, sources))) or (kind == "want" and "urge" in known):
            continue
        fact = next(f for f in line.facts.of("hedge") if f.value == kind)
        if kind != "urge" and any(_has_word(s, fact) for s in sources):
            continue  # `the claims`, which alone alleges nothing
        return Violation("hedge-added", fact.text, f"the evidence has no such `{fact.text}`")
    for source in sources:
        for _, hedge in _governed(source, "hedge"):
            fact, word = hedge.fact, hedge.first
            if not word and fact.value == "alleged" and fact.value not in have and hedge.scope() & line.all_stems:
                return Violation("hedge-lost", fact.text, f"the evidence only says that one `{fact.text}` it")
            if fact.value in have or not word or word not in line.all_stems or source.stems.count(word) > 1:
                continue
            if _softened(line, fact, word) or _has_word(line, fact):
                continue
            if any(word in s.all_stems for s in sources if s is not source):
                continue
            return Violation("hedge-lost", fact.text, f"the evidence says `{fact.text}` of this")
    return None


def _has_word(text: View, hedge: Fact) -> bool:
    """Whether a text has the hedge's word in whatever form; a small one tells nothing (`may`, `May`)."""
    low = hedge.text.lower()
    return low not in lexicon.words("stop") and stem(low) in text.all_stems


def _asks(source: View) -> bool:
    """Whether someone asks for something in it, in whatever words; `calls into question` asks for nothing."""
    verbs = lexicon.aliases("intentions")
    following = (*source.lows[1:], "")
    return any(
        low in _DUTIES or (verbs.get(low) == "urge" and after != "into")
        for low, after in zip(source.lows, following, strict=True)
    )


def _softened(line: View, fact: Fact, word: str) -> bool:
    """A headline's own way of saying that something is only expected: `Prices to rise`."""
    if fact.text.lower() in _DUE and not {"will", "'ll"}.isdisjoint(line.lows):
        return True
    if fact.value in _BARE_TO:
        return all(i > 0 and line.lows[i - 1] == "to" for i, own in enumerate(line.stems) if own == word)
    return fact.value == "likely" and any(low in ("to", "will", "would") for low in line.lows)

"""Names: none is lost, changed, invented or put together, and in a line each stays with what is told of it.

Takes views, gives a violation or None. Pure; reads the lists of persons' titles and of places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Violation
from summarizer.facts import Fact, lexicon, stem
from summarizer.facts.names import HONORIFICS, key
from summarizer.facts.neighbours import openers
from summarizer.guard.view import (
    NEAR,
    View,
    alike,
    as_spelt,
    bears_name,
    carried,
    has_name,
    near,
    place,
    stand_close,
)

_LINKS = frozenset("he she they it his her their its him them who which".split())
_JOINT = re.compile(r", (?:and )?| and ")
"""Between two names of a list."""
_CLOSE = 3
"""Tokens apart at most in a rewrite: `Ministry of the Interior` may be called `Interior Ministry`."""
_CLOSE_IN_LINE = 2
"""The same in a line: `University of Yale` may be called `Yale University`."""


def changed(before: View, after: View) -> Violation | None:
    for words in before.names:
        for word in words:
            is_there = has_name(after, word) or _explained(after, word) or _opens(before, after, word)
            if not is_there or _became_a_word(before, after, word):
                return Violation("name-lost", word, f"the name {as_spelt(before, word)} is gone or changed")
    for words in after.names:
        for word in words:
            if not has_name(before, word) and not _explained(before, word):
                return Violation("name-invented", word, f"the source has no name {as_spelt(after, word)}")
    return None


def _became_a_word(before: View, after: View, word: str) -> bool:
    """`The party Most has demanded` made `Most has demanded`, where a capital tells no name from most of them."""
    is_small = word in lexicon.words("stop") and after.lows.count(word) == 1
    return is_small and after.lows[0] == word != before.lows[0]


def _explained(other: View, word: str) -> bool:
    """A capital that only marks a sentence's or phrase's start, where the other text has the word's other
    form, and not as a name: `Meet` is not `Meets`.
    """
    return (
        lexicon.is_ordinary(word.lower())
        and not word.isupper()
        and any(alike(word, low) for low in other.lows if low[:1] == word[:1] and low not in other.name_words)
    )


def _opens(before: View, after: View, word: str) -> bool:
    """A misspelt word that opens the sentence, and opens it still: `Altough`."""
    return before.lows[:1] == (word.lower(),) and not openers(word.lower()).isdisjoint(after.lows[:1])


def dropped(before: View, after: View) -> Violation | None:
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


def rejoined(before: View, after: View) -> Violation | None:
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


def claimed(line: View, sources: Sequence[View]) -> Violation | None:
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
        stand_close(s, left, right, _CLOSE_IN_LINE) for s in sources
    )


def echoed(line: View, sources: Sequence[View]) -> Violation | None:
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


def listed(line: View, sources: Sequence[View]) -> Violation | None:
    """Names with `and` between the last two are all that there are: no `Gunma and Saitama` of `Gunma, Ibaraki and
    Saitama`.
    """
    for mine in _lists(line):
        for theirs in (names for source in sources for names in _lists(source) if set(mine) < set(names)):
            among = theirs[theirs.index(mine[0]) : theirs.index(mine[-1])]
            left_out = next((name for name in among if name not in mine), None)
            if left_out is not None:
                return Violation("name-lost", mine[-1], f"the evidence lists {left_out} among them")
    return None


def _lists(text: View) -> Iterator[list[str]]:
    """The values of names that follow one another with commas and an `and` between them, of two or more."""
    names: list[Fact] = []
    for fact in [*sorted(text.facts.of("name"), key=lambda fact: fact.span.start), None]:
        if fact and names and _JOINT.fullmatch(text.text, names[-1].span.end, fact.span.start):
            names.append(fact)
            continue
        if len(names) > 1 and " and " in text.text[names[0].span.start : names[-1].span.end]:
            yield [name.value for name in names]
        names = [fact] if fact else []


def married(line: View, sources: Sequence[View]) -> Violation | None:
    """What the line tells of a name must be told of it by the sentence that tells it best."""
    for fact in line.facts.of("name"):
        words = fact.value.split()
        own = {stem(w.lower()) for name in line.names for w in name}
        told = near(line, *fact.span, reach=2 * NEAR) - own
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

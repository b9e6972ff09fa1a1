"""What a word in no dictionary may stand for.

Takes text, gives doubts. Pure; reads the word lists.

`repair.typos` mends what is certain by the word alone. What looks like a slip but may be a foreign word, a term or
a name in small letters (`secuity`, `drector`, but also `trichy`, `doxing`), and what may stand for several words
(`refuced`, `youg`), is for the sentence to decide. With a capital only the first word of a sentence is looked at,
and only as one of the words that open sentences and are no names: `Altough`, `Futhermore`. Two words that were
written as one (`theannouncement`) are asked about likewise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.document import Span
from summarizer.doubts.base import Doubt, Guess, Lenience
from summarizer.edits.words import bases
from summarizer.facts import lexicon, verbs
from summarizer.facts.function_words import ARTICLES, AUXILIARIES, FUNCTION_WORDS, MODALS, NEGATIONS
from summarizer.facts.neighbours import KNOWN, Near, alike, is_within, near, openers
from summarizer.repair import typos

COMMON = 5_000
"""Occurrences in the subtitles that the dictionary was counted in: about the 9,000 commonest words. A rarer word is
no answer, but where it is the likelier one, neither is a common one.
"""
COMMON_FORM = 200
"""The same of another form of what `low` is a false form of, which says more than that it lies near."""
PLAIN = 20_000
"""The same of a word that is meant more readily, even by a short one, and by what looks like a compound."""
LONG = 6
"""Letters from which a word is hardly another's neighbour by chance."""
FAR = 7
"""Letters from which a word may be two slips away from the one that was meant."""
LIKE = 0.8
"""Likeness, 0 to 1, of two words from which one may be a clear slip of the other; not `nervosa` of `nerves`."""
CLEAR = Lenience(7.5, 12.0)
"""Of a clear slip. In 2,400 machine-translated sentences, full of foreign words, none comes nearer than 7.7 nats to
being taken for one, in 4,000 of clean news none nearer than 13; of learners' that are 5 to 12 nats away, three in
four are what an editor wrote.
"""
OPENER = Lenience(15.0, 20.0)
"""Of a clear slip of a word that opens sentences. At the start of 736,000 sentences of clean news one word lies so
near to one, `Hoever`; names do not.
"""
PLAIN_WORD = Lenience(2.0, 4.0)
"""Of a less clear slip of a plain word."""
NONE = Lenience(0.0, 0.0)
"""Of any other: the sentence must be likelier with it mended."""
LEAD = 3.0
"""Nats by which a word must be likelier than the next one. With 1, seven more of learners' misspellings become
another word than was meant (`reqired`, `retired`), and five more the right one.
"""
MOST = 3
"""Words that the model is asked about, the nearest and commonest."""
SPREAD = 6.0
"""Nats that the prior of a word may be below the best one's."""
LIKENESS = 22.0
"""Nats that the whole likeness of two words weighs, 0 to 1; 0.25 to 1.5 times as much gives the same choices."""

APART = Lenience(2.0, 2.0)
"""Of two words that were written as one. In 780,000 sentences of clean news and 160,000 of translations 66 are
likelier apart, nearly all of them rightly, and so are six of nine more that come within 2 nats; below that lie
`moreso` and Esperanto's `planan`.
"""
SHORTEST_PART = 2
"""Letters of each of two such words."""
_LOOSE = (
    ARTICLES
    | AUXILIARIES
    | MODALS
    | frozenset(
        "of to for from with into and or but that this these those which who as because "
        "he she it we they you his her its our their".split()
    )
)
"""Small words that make no compounds, as `in` and `on` do: `built-in`, `onsite`."""

_FIRST = re.compile(r"[\"“'‘(]?([A-Z][a-z]{3,})(?=,? \w)")


def doubts(text: str, closed: Sequence[Span] = ()) -> Iterator[Doubt]:
    """One for each word in no dictionary that may stand for another; `closed` stretches are passed over."""
    found = [(Span(*match.span()), _guesses(match[0])) for match in typos.WORD.finditer(text)]
    if first := _FIRST.match(text):
        found.append((Span(*first.span(1)), _openers(first[1])))
    for span, guesses in found:
        if guesses and not any(span.overlaps(each) for each in closed):
            yield Doubt("spelling", tuple(Guess(span, *guess) for guess in guesses), LEAD)


class _Guess(NamedTuple):
    """A word that may have been meant, wherever it stands."""

    word: str
    lenience: Lenience
    prior: float
    is_answer: bool = True


@lru_cache(maxsize=1 << 14)
def _guesses(low: str) -> tuple[_Guess, ...]:
    """The words that one in no dictionary may stand for, if any of them may be taken."""
    if low in lexicon.words("ordinary") or lexicon.is_in_dictionary(low) or typos.meant(low):
        return ()
    slips, counts = near(low), lexicon.dictionary()
    least: dict[str, int] = {}
    if lexicon.is_ordinary(low):  # by its ending or beginning alone, or it would be in the list
        least = dict.fromkeys(_right_forms(low, _near(low, slips)), COMMON_FORM)
    elif not lexicon.is_compound(low):
        least = dict.fromkeys(_near(low, slips) | _far(low), COMMON)
    if lexicon.is_compound(low):
        least |= dict.fromkeys(_of_compound(low, slips), PLAIN)
    known = [word for word in least if counts.get(word, 0) >= min(least[word], KNOWN)]
    found = [_Guess(w, _lenience(low, w, slips), _prior(low, w), counts[w] >= least[w]) for w in known]
    found += [_Guess(words, APART, _prior(low, words)) for words in _apart(low)]
    found.sort(key=lambda guess: (-guess.prior, guess.word))
    nearest = tuple(guess for guess in found[:MOST] if guess.prior >= found[0].prior - SPREAD)
    return nearest if any(guess.is_answer for guess in nearest) else ()


def _openers(first: str) -> tuple[_Guess, ...]:
    """The words that open sentences for which one in no dictionary, with a capital, may stand."""
    low = first.lower()
    found = [_Guess(word.capitalize(), OPENER, _prior(low, word)) for word in openers(low)]
    return tuple(sorted(found, key=lambda guess: -guess.prior)[:MOST])


def _lenience(low: str, word: str, slips: Near) -> Lenience:
    if lexicon.is_ordinary(low):  # a false form
        return CLEAR
    is_plain = lexicon.dictionary()[word] >= PLAIN
    if lexicon.is_compound(low) and word not in slips.likely:
        return PLAIN_WORD
    is_clear = word not in slips.longer and not typos.is_form(low, word) and _likeness(low, word) >= LIKE
    if len(low) >= LONG and is_clear:
        return CLEAR
    if is_plain and word in slips.likely and len(low) >= typos.SHORTEST:
        return CLEAR
    return PLAIN_WORD if is_plain else NONE


def _of_compound(low: str, slips: Near) -> set[str]:
    """What may be meant by what looks like a compound; of long ones also `important` by `importand`."""
    if len(low) < FAR:
        return slips.likely
    return slips.likely | {word for word in slips.altered | slips.longer if not low.startswith(word)}


def _apart(low: str) -> Iterator[str]:
    """The two words, one of them a small one, that may have been written as one: `of the`, `the announcement`."""
    if lexicon.is_ordinary(low):
        return
    ordinary = lexicon.words("ordinary")
    for i in range(SHORTEST_PART, len(low) - SHORTEST_PART + 1):
        first, second = low[:i], low[i:]
        both = first in FUNCTION_WORDS and second in FUNCTION_WORDS
        either = (first in _LOOSE and second in ordinary) or (first in ordinary and second in _LOOSE)
        if (both or either) and NEGATIONS.isdisjoint((first, second)):
            yield f"{first} {second}"


def _near(low: str, slips: Near) -> frozenset[str]:
    return alike(low).union(*slips)


def _far(low: str) -> set[str]:
    """The common words that begin alike and are two slips away, near enough to be clear ones."""
    if len(low) < FAR:
        return set()
    return {
        word
        for word in _common(low[0])
        if abs(len(word) - len(low)) <= 2 and is_within(low, word, 2) and _likeness(low, word) >= LIKE
    }


@cache
def _common(letter: str) -> tuple[str, ...]:
    counts = lexicon.dictionary()
    return tuple(word for word in counts if word[0] == letter and counts[word] >= COMMON and len(word) >= LONG)


def _right_forms(low: str, words: Iterable[str]) -> set[str]:
    """The forms that `low` is a false one of, `occured` or `choosed`: of `words`, and irregular ones."""
    mine = {(base, form) for base, form in bases(low) if form != "base"}
    pasts = {base for base, form in mine if form == "ed"}
    found = {word for table in verbs.irregular() for word, base in table.items() if base in pasts}
    found |= {word for word in words if mine & bases(word)}
    return found


def _prior(low: str, words: str) -> float:
    rarest = min(lexicon.dictionary().get(word, 1) for word in words.split())
    return LIKENESS * _likeness(low, words) + math.log(rarest) / 2


def _likeness(low: str, word: str) -> float:
    return SequenceMatcher(None, low, word, autojunk=False).ratio()

"""Misspellings that the sentence must decide: what a word in no dictionary may stand for, the model weighs.

Takes repaired segments and an engine; gives them with what was mended, as edits of the model's. Touches nothing.

`repair.typos` mends what is certain by the word alone. What looks like a slip but may be a foreign word, a term or
a name in small letters (`secuity`, `drector`, but also `trichy`, `doxing`), and what may stand for several words
(`refuced`, `youg`), is for the sentence to decide: the model compares it as it stands with each word that may have
been meant. What else is wrong with the sentence is mended afterwards (`rewrite`), from the word that was meant.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer import edits
from summarizer.document import Edit, Repaired, Span, Violation, apply_edits, project
from summarizer.edits.words import bases
from summarizer.engines.base import Engine
from summarizer.facts import lexicon, verbs
from summarizer.facts.neighbours import KNOWN, Near, alike, near
from summarizer.prompts import Prompt
from summarizer.repair import typos
from summarizer.repair.base import verbatim_spans

Check = Callable[[str, str, Sequence[Span]], Violation | None]
"""The guard: (before, after, protected stretches of before) -> why it refuses, or None."""

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
LIKE = 0.8
"""Likeness, 0 to 1, of two words from which one may be a clear slip of the other; not `nervosa` of `nerves`."""
LENIENCE = 5.0
"""Nats by which a clear slip may be less likely than the word as it stands, since a small model thinks well of
copying. Where the slip is less clear, the sentence must be likelier with it mended.

In the learners' English of JFLEG 173 of 186 choices, those of the repairs included, are an editor's too. In 1,500
news articles seven are taken, `haad` and `tto` among them; `trichy`, `salman`, `doxing`, `esky` stay. Among 1,500
unknown words of machine-translated sentences, nearly all of them foreign, five.
"""
LENIENCE_PLAIN = 2.0
"""The same of a less clear slip of a plain word."""
LEAD = 1.0
"""Nats by which a word must be likelier than the next one."""
MOST = 3
"""Words that the model is asked about, the nearest and commonest."""
SPREAD = 6.0
"""Nats that the prior of a word may be below the best one's."""
LIKENESS = 22.0
"""Nats that the whole likeness of two words weighs, 0 to 1; 0.25 to 1.5 times as much gives the same choices."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A word that may have been meant."""

    word: str
    prior: float
    """Nats, to compare with that of another guess: how like the two words are, and how common this one is."""
    lenience: float
    """Nats by which it may be less likely than the word as it stands."""
    is_answer: bool = True
    """Whether it may be taken, or only forbids to take another."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a word in no dictionary may have meant, the best guess first."""

    span: Span
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Spelt:
    """A segment with its misspellings mended, and where its protected stretches now stand."""

    repaired: Repaired
    protected: list[Span]


def spell(
    repaired: Sequence[Repaired], protected: Sequence[Sequence[Span]], engine: Engine, prompt: Prompt, check: Check
) -> list[Spelt]:
    """Each segment with the guesses that the model finds likely and the guard lets through."""
    offered = [(i, offer) for i, item in enumerate(repaired) for offer in offers(item.text, protected[i])]
    if not offered:
        return [Spelt(item, list(closed)) for item, closed in zip(repaired, protected, strict=True)]
    asked = list(dict.fromkeys((i, repaired[i].text) for i, _ in offered))
    asked += [(i, _with(repaired[i].text, offer.span, g.word)) for i, offer in offered for g in offer.guesses]
    prefix = engine.spec.rewriting.prefix if engine.spec.rewriting else ""
    prompts = [prompt.fill(sentence=repaired[i].text) for i, _ in asked]
    scores = dict(zip(asked, map(sum, engine.score(prompts, [text for _, text in asked], prefix)), strict=True))
    taken: dict[int, list[Edit]] = {}
    for i, offer in offered:
        text = repaired[i].text
        likelihoods = [scores[i, _with(text, offer.span, guess.word)] for guess in offer.guesses]
        found = _likeliest(offer, likelihoods, scores[i, text])
        if found is not None and check(text, _with(text, offer.span, found[0].word), protected[i]) is None:
            taken.setdefault(i, []).append(_edit(text, offer.span, *found))
    return [_spelt(item, protected[i], taken.get(i, [])) for i, item in enumerate(repaired)]


def _likeliest(offer: Offer, likelihoods: Sequence[float], as_it_stands: float) -> tuple[Guess, float] | None:
    """The guess to take, and by how many nats it is above what it needs."""
    ranked = sorted(zip(offer.guesses, likelihoods, strict=True), key=lambda each: -each[0].prior - each[1])
    (best, likelihood), *others = ranked
    lead = min((best.prior + likelihood - other.prior - value for other, value in others), default=math.inf)
    surplus = likelihood - as_it_stands + best.lenience
    return (best, surplus) if best.is_answer and lead >= LEAD and surplus >= 0 else None


def offers(text: str, protected: Sequence[Span] = ()) -> list[Offer]:
    """What the words that are in no dictionary may have meant; protected stretches and code are passed over."""
    found: list[Offer] = []
    closed = [*protected, *verbatim_spans(text)]
    for match in typos.WORD.finditer(text):
        span = Span(*match.span())
        guesses = _guesses(match[0]) if not any(span.overlaps(each) for each in closed) else ()
        if guesses:
            found.append(Offer(span, guesses))
    return found


@lru_cache(maxsize=1 << 14)
def _guesses(low: str) -> tuple[Guess, ...]:
    """The words that one in no dictionary may stand for, if any of them may be taken."""
    if low in lexicon.words("ordinary") or lexicon.is_in_dictionary(low) or typos.meant(low):
        return ()
    slips, counts = near(low), lexicon.dictionary()
    words: Set[str] = frozenset().union(*slips) | alike(low)
    is_false_form = lexicon.is_ordinary(low)  # by its ending alone, or it would be in the list
    if is_false_form:
        words, least = _right_forms(low, words), COMMON_FORM
    elif typos.is_compound(low):
        words, least = slips.likely, PLAIN
    else:
        least = COMMON
    known = [word for word in words if counts.get(word, 0) >= min(least, KNOWN)]
    nearest = sorted(((_prior(low, word), word) for word in known), reverse=True)[:MOST]
    guesses = []
    for prior, word in nearest:
        if prior >= nearest[0][0] - SPREAD:
            lenience = LENIENCE if is_false_form else _lenience(low, word, slips)
            guesses.append(Guess(word, prior, lenience, is_answer=counts[word] >= least))
    return tuple(guesses) if any(guess.is_answer for guess in guesses) else ()


def _lenience(low: str, word: str, slips: Near) -> float:
    is_plain = lexicon.dictionary()[word] >= PLAIN
    is_clear = word not in slips.longer and not typos.is_form(low, word) and _likeness(low, word) >= LIKE
    if len(low) >= LONG and is_clear:
        return LENIENCE
    if is_plain and word in slips.likely and len(low) >= typos.SHORTEST:
        return LENIENCE
    return LENIENCE_PLAIN if is_plain else 0.0


def _right_forms(low: str, words: Iterable[str]) -> set[str]:
    """The forms that `low` is a false one of, `occured` or `choosed`: of `words`, and irregular ones."""
    mine = {(base, form) for base, form in bases(low) if form != "base"}
    pasts = {base for base, form in mine if form == "ed"}
    found = {word for table in verbs.irregular() for word, base in table.items() if base in pasts}
    found |= {word for word in words if mine & bases(word)}
    return found


def _prior(low: str, word: str) -> float:
    return LIKENESS * _likeness(low, word) + math.log(lexicon.dictionary()[word]) / 2


def _likeness(low: str, word: str) -> float:
    return SequenceMatcher(None, low, word, autojunk=False).ratio()


def _with(text: str, span: Span, word: str) -> str:
    return text[: span.start] + word + text[span.end :]


def _edit(text: str, span: Span, guess: Guess, surplus: float) -> Edit:
    before, reason = text[slice(*span)], edits.REASONS["spelling"]
    return Edit(span, before, guess.word, "spelling", reason, edits.confidence_of(surplus), "model")


def _spelt(item: Repaired, protected: Sequence[Span], mended: Sequence[Edit]) -> Spelt:
    if not mended:
        return Spelt(item, list(protected))
    text = apply_edits(item.text, mended)
    confidence = min(edit.confidence for edit in mended)
    return Spelt(
        replace(
            item,
            text=text,
            edits=edits.compose(item.segment, item.edits, item.text, text, confidence),
            quoted=tuple(project(span, mended) for span in item.quoted),
        ),
        [project(span, mended) for span in protected],
    )

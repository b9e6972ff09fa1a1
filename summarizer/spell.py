"""Misspellings that the sentence must decide: the dictionary offers one word, and the model finds it likely enough.

Takes repaired segments and an engine; gives them with what was mended, as edits of the model's. Touches nothing.

`repair.typos` mends what is certain by the word alone. What looks like a slip but may be a foreign word, a term or
a name in small letters (`secuity`, `drector`, but also `trichy`, `doxing`) is for the sentence to decide. One
common word must lie a slip away, with no other in sight; then the model compares the sentence with either of the
two. What else is wrong with the sentence is mended afterwards (`rewrite`), from the word that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer import edits
from summarizer.document import Edit, Repaired, Span, Violation, apply_edits, project
from summarizer.engines.base import Engine
from summarizer.facts import lexicon
from summarizer.prompts import Prompt
from summarizer.repair import typos
from summarizer.repair.base import verbatim_spans

Check = Callable[[str, str, Sequence[Span]], Violation | None]
"""The guard: (before, after, protected stretches of before) -> why it refuses, or None."""

COMMON = 5_000
"""Occurrences in the subtitles that the dictionary was counted in: about the 9,000 commonest words."""
SHARE = 0.8
"""Of the occurrences of all words that lie a slip away, the least that are of the offered one."""
LONG = 6
"""Letters from which a word is hardly another's neighbour by chance."""
LENIENCE = 5.0
"""Nats by which a clear slip may be less likely than the word as it stands, since a small model thinks well of
copying. In 18,000 news articles and 35,000 machine-translated sentences it mends `secuity`, `pecent`, `weopons`,
`reponse` and six more like them, and `wanded`, which was meant; it leaves `trichy`, `salman`, `haider`, `likud`,
`tasing`, `corter`. Where the slip is less clear, the sentence must be likelier with it mended.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a word in no dictionary may have meant."""

    span: Span
    word: str
    lenience: float


@dataclass(frozen=True, slots=True)
class Spelt:
    """A segment with its misspellings mended, and where its protected stretches now stand."""

    repaired: Repaired
    protected: list[Span]


def spell(
    repaired: Sequence[Repaired], protected: Sequence[Sequence[Span]], engine: Engine, prompt: Prompt, check: Check
) -> list[Spelt]:
    """Each segment with the offers that the model finds likely and the guard lets through."""
    offered = [(i, offer) for i, item in enumerate(repaired) for offer in offers(item.text, protected[i])]
    if not offered:
        return [Spelt(item, list(closed)) for item, closed in zip(repaired, protected, strict=True)]
    places = list(dict.fromkeys(i for i, _ in offered))
    asked = [prompt.fill(sentence=repaired[i].text) for i in [*places, *(i for i, _ in offered)]]
    texts = [repaired[i].text for i in places] + [_with(repaired[i].text, offer) for i, offer in offered]
    prefix = engine.spec.rewriting.prefix if engine.spec.rewriting else ""
    scores = [sum(score) for score in engine.score(asked, texts, prefix)]
    as_it_stands = dict(zip(places, scores, strict=False))
    taken: dict[int, list[Edit]] = {}
    for (i, offer), score in zip(offered, scores[len(places) :], strict=True):
        surplus = score - as_it_stands[i] + offer.lenience
        text = repaired[i].text
        if surplus >= 0 and check(text, _with(text, offer), protected[i]) is None:
            taken.setdefault(i, []).append(_edit(text, offer, surplus))
    return [_spelt(item, protected[i], taken.get(i, [])) for i, item in enumerate(repaired)]


def offers(text: str, protected: Sequence[Span] = ()) -> list[Offer]:
    """What the words that are in no dictionary may have meant; protected stretches and code are passed over."""
    found: list[Offer] = []
    closed = [*protected, *verbatim_spans(text)]
    for match in typos.WORD.finditer(text):
        span = Span(*match.span())
        meant = _meant(match[0]) if not any(span.overlaps(each) for each in closed) else None
        if meant is not None:
            found.append(Offer(span, *meant))
    return found


@lru_cache(maxsize=1 << 14)
def _meant(low: str) -> tuple[str, float] | None:
    """The one common word that lies a slip away from a word in no dictionary, and its lenience."""
    if lexicon.is_word(low) or typos.is_compound(low):
        return None
    slips = typos.near(low)
    counts = {word: lexicon.dictionary().get(word, 0) for word in frozenset().union(*slips)}
    word = max(counts, key=counts.__getitem__)
    if counts[word] < max(COMMON, SHARE * sum(counts.values())):
        return None
    is_clear = len(low) >= LONG and word not in slips.longer and not typos.is_form(low, word)
    return word, LENIENCE if is_clear else 0.0


def _with(text: str, offer: Offer) -> str:
    return text[: offer.span.start] + offer.word + text[offer.span.end :]


def _edit(text: str, offer: Offer, surplus: float) -> Edit:
    before, reason = text[slice(*offer.span)], edits.REASONS["spelling"]
    return Edit(offer.span, before, offer.word, "spelling", reason, edits.confidence_of(surplus), "model")


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

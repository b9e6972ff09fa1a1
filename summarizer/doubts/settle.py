"""Settle doubts: the model says how likely each guess is, and what is likely enough is put in.

Takes repaired segments, an engine and the guard as a function; gives the segments as they then stand. Touches
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from summarizer import edits
from summarizer.document import Edit, Repaired, Span, Violation, apply_edits, project
from summarizer.doubts.base import Doubt, Guess
from summarizer.engines.base import Engine
from summarizer.prompts import Prompt

Check = Callable[[str, str, Sequence[Span]], Violation | None]
"""The guard: (before, after, protected stretches of before) -> why it refuses, or None."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A doubt, and for each guess how much likelier the sentence is with it."""

    doubt: Doubt
    gains: tuple[float, ...]
    """Nats, of each guess beside the sentence as it stands."""

    def answer(self, loudness: float) -> tuple[Guess, float] | None:
        """The guess to take, and by how many nats it is above what it needs in an article so loud, 0 to 1."""
        ranked = sorted(zip(self.doubt.guesses, self.gains, strict=True), key=lambda each: -each[0].prior - each[1])
        (best, gain), *others = ranked
        lead = min((best.prior + gain - other.prior - value for other, value in others), default=math.inf)
        surplus = gain + best.lenience.at(loudness)
        return (best, surplus) if best.is_answer and lead >= self.doubt.lead and surplus >= 0 else None


@dataclass(frozen=True, slots=True)
class Settled:
    """A segment with its doubts settled, and where its protected stretches now stand."""

    repaired: Repaired
    protected: Sequence[Span]


def weigh(
    doubts: Mapping[int, Sequence[Doubt]],
    texts: Mapping[int, str],
    copied: Mapping[int, Sequence[float]],
    engine: Engine,
    prompt: Prompt,
    prefix: str,
) -> dict[int, list[Weighed]]:
    """What the model thinks of the doubts of some sentences, by the sentence's number, all asked at once.

    `copied` is how likely it finds each piece of the `texts` as they stand.
    """
    guessed = [(i, guess) for i, found in doubts.items() for doubt in found for guess in doubt.guesses]
    asked = [prompt.fill(sentence=texts[i]) for i, _ in guessed]
    scores = engine.score(asked, [guess.within(texts[i]) for i, guess in guessed], prefix)
    gains = iter(sum(score) - sum(copied[i]) for (i, _), score in zip(guessed, scores, strict=True))
    return {
        i: [Weighed(doubt, tuple(islice(gains, len(doubt.guesses)))) for doubt in found]
        for i, found in doubts.items()
    }


def settle(
    item: Repaired, protected: Sequence[Span], weighed: Sequence[Weighed], loudness: float, check: Check
) -> Settled:
    """The segment with the guesses that are likely enough in an article so loud and that the guard lets through."""
    mended: list[Edit] = []
    for each in weighed:
        found = each.answer(loudness)
        if found is None:
            continue
        guess = found[0]
        if guess.adds_blanks(item.text):  # the guard knows neither the one word nor the two
            mended.append(_edit(item.text, "spacing", *found))
        elif check(item.text, guess.within(item.text), protected) is None:
            mended.append(_edit(item.text, each.doubt.kind, *found))
    if not mended:
        return Settled(item, protected)
    text = apply_edits(item.text, mended)
    confidence = min(edit.confidence for edit in mended)
    return Settled(
        replace(
            item,
            text=text,
            edits=edits.compose(item.segment, item.edits, item.text, text, confidence),
            quoted=tuple(project(span, mended) for span in item.quoted),
        ),
        [project(span, mended) for span in protected],
    )


def _edit(text: str, kind: str, guess: Guess, surplus: float) -> Edit:
    before, reason = text[slice(*guess.span)], edits.REASONS[kind]
    return Edit(guess.span, before, guess.text, kind, reason, edits.confidence_of(surplus), "model")

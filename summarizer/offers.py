"""How sure a model is of the rewrites that the guard allows, and what of them it is not sure of.

Takes segments as the model is to see them, an engine and the guard as a function; gives offers, each with what the
models think of it. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer import certainty, fluency
from summarizer.document import Level, Reach
from summarizer.doubts import Check
from summarizer.engines.base import Engine
from summarizer.prepare import Ready
from summarizer.prompts import Prompt
from summarizer.pruning import Rewrite, pruned
from summarizer.reach import reach

Texts = Sequence[tuple[int, str]]
"""Rewrites, each with the number of the segment that it rewrites."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A rewrite that the guard allows."""

    text: str
    reach: Reach
    gain: float
    """Nats by which the model finds it likelier than the sentence; 0 from a model that is not asked."""
    fluency: float = 0.0
    """Nats that the language model adds to this, by its weight."""
    scores: tuple[float, ...] = ()
    """The log-probability of each of its tokens; () from a model that is not asked."""

    @property
    def total(self) -> float:
        """Nats of both."""
        return self.gain + self.fluency


@dataclass(frozen=True, slots=True)
class Scale:
    """What rewrites of some segments are weighed on."""

    ready: Sequence[Ready]
    engine: Engine
    prompt: Prompt
    level: Level
    check: Check

    def offers(self, texts: Texts) -> list[Offer]:
        """One for each text, in order."""
        rewriting = self.engine.spec.rewriting
        if rewriting is None:
            return [Offer(text, reach(self.ready[i].item.text, text), 0.0) for i, text in texts]
        weight = rewriting.fluency.get(self.level, 0.0)
        scored = zip(texts, self._scores(texts), strict=True)
        return [self._offer(i, text, scores, weight) for (i, text), scores in scored]

    def gains(self, texts: Texts) -> list[float]:
        """Nats by which the model finds each text likelier than the sentence."""
        return [self._gain(i, scores) for (i, _), scores in zip(texts, self._scores(texts), strict=True)]

    def _gain(self, i: int, scores: Sequence[float]) -> float:
        return sum(scores) - sum(self.ready[i].copied)

    def pruned(
        self, picks: Mapping[int, Offer | None], needs: Sequence[Mapping[Reach, float]]
    ) -> dict[int, tuple[Offer, ...]]:
        """What is left of those picks of quiet articles that lose edits, by the sentence's number; () where nothing
        is. Where the guard refuses what would be left, the pick loses none.
        """
        in_quiet = {
            i: Rewrite(self.ready[i].item.text, pick.text, pick.gain, needs[i])
            for i, pick in picks.items()
            if pick is not None and self.ready[i].stillness
        }
        left = pruned(in_quiet, self.gains)
        return self._offers_left({i: text for i, text in left.items() if self._is_allowed(i, text)})

    def certain(self, picks: Mapping[int, Offer | None]) -> dict[int, tuple[Offer, ...]]:
        """What is left of those picks of strange articles in which something is a guess, likewise; where the guard
        refuses what would be left, nothing is.
        """
        left: dict[int, str] = {}
        for i, pick in picks.items():
            before, strangeness = self.ready[i].item.text, self.ready[i].strangeness
            if pick is not None and strangeness:
                count = self.engine.count_tokens
                text = certainty.certain_part(before, pick.text, pick.scores, count, strangeness)
                if text != pick.text:
                    left[i] = text if self._is_allowed(i, text) else before
        return self._offers_left(left)

    def _is_allowed(self, i: int, text: str) -> bool:
        return self.check(self.ready[i].item.text, text, self.ready[i].protected) is None

    def _offers_left(self, left: Mapping[int, str]) -> dict[int, tuple[Offer, ...]]:
        texts = [(i, text) for i, text in left.items() if text != self.ready[i].item.text]
        offers = {i: (offer,) for (i, _), offer in zip(texts, self.offers(texts), strict=True)}
        return {i: offers.get(i, ()) for i in left}

    def _scores(self, texts: Texts) -> list[tuple[float, ...]]:
        """The log-probability of each token of each text, as a rewrite of its sentence."""
        rewriting = self.engine.spec.rewriting
        prompts = [self.prompt.fill(sentence=self.ready[i].item.text) for i, _ in texts]
        return self.engine.score(prompts, [text for _, text in texts], rewriting.prefix if rewriting else "")

    def _offer(self, i: int, text: str, scores: tuple[float, ...], weight: float) -> Offer:
        """What the language model thinks of it counts by its `weight`; where it is for a preposition or another
        wording, more the louder the article is.

        In a quiet one it would push through what is fluent and wrong (`he flew to his heiress`, `to his wife`): of
        nine such edits in 64 articles of neural translation an editor took one.
        """
        before = self.ready[i].item.text
        far = reach(before, text)
        nats = fluency.gain(before, text, self.engine) if weight else 0.0
        if nats > 0 and far in ("preposition", "wording"):
            nats *= self.ready[i].loudness
        return Offer(text, far, self._gain(i, scores), weight * nats, scores)

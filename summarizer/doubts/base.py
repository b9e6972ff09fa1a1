"""What a doubt is: some guesses of which one may be right, and how far the model may be against it.

Pure values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from summarizer.document import Span


class Lenience(NamedTuple):
    """Nats by which a guess may be less likely than the text as it stands, since a small model thinks well of
    copying: in an article without noise, and in a loud one.
    """

    quiet: float
    loud: float

    def at(self, loudness: float) -> float:
        """Between the two, for a loudness of 0 to 1."""
        return self.quiet + loudness * (self.loud - self.quiet)

    def up_to(self, loudness: float) -> Lenience:
        """With no more than an article so loud has, 0 to 1."""
        return Lenience(self.quiet, self.at(loudness))


@dataclass(frozen=True, slots=True)
class Guess:
    """What may have been meant."""

    span: Span
    text: str
    """To stand in the place of `span`."""
    lenience: Lenience
    prior: float = 0.0
    """Nats, to compare with that of another guess of the same doubt."""
    is_answer: bool = True
    """Whether it may be taken, or only forbids to take another."""

    def with_fluency(self, nats: float, translated: float) -> Guess:
        quiet, loud = self.lenience.up_to(translated)
        return replace(self, lenience=Lenience(quiet + nats, loud + nats), prior=self.prior + nats)

    def adds_blanks(self, text: str) -> bool:
        """Whether it has the letters of the text and nothing but blanks besides, so that it says the same."""
        return self.text.replace(" ", "") == text[slice(*self.span)]

    def within(self, text: str) -> str:
        return text[: self.span.start] + self.text + text[self.span.end :]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Guesses of which one at most is right, the best first."""

    kind: str
    """Of the edit that settles it."""
    guesses: tuple[Guess, ...]
    lead: float
    """Nats by which a guess must be likelier than the next one."""
    of_translations: bool = False
    """Whether it is one of translated copy alone, in which the language model has a say too."""
    of_writers: bool = False
    """Whether it is one of those who write, and translations keep what it is about: in copy that shows that it is
    translated, no noise speaks for it.
    """

    def as_translated(self, translated: float) -> Doubt:
        """With what speaks for it in copy that shows, by 0 to 1, that it is translated."""
        guesses = (replace(g, lenience=g.lenience.up_to(1 - translated)) for g in self.guesses)
        return replace(self, guesses=tuple(guesses))

    def with_fluency(self, text: str, fluency: Callable[[str], float], translated: float) -> Doubt:
        """With what the language model thinks of each guess, within the text, added to what is known of it; in copy
        that shows little that it is translated, 0 to 1, as in an article no louder than that.
        """
        before = fluency(text)
        guesses = (g.with_fluency(fluency(g.within(text)) - before, translated) for g in self.guesses)
        return replace(self, guesses=tuple(guesses))

    def within_reach(self, loudness: float) -> Doubt | None:
        """Without the guesses that no article up to so loud would take; None where none is left."""
        guesses = tuple(guess for guess in self.guesses if guess.lenience.at(loudness) >= 0)
        return replace(self, guesses=guesses) if guesses else None

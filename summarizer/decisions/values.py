"""The frozen values of what an editor decided. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Target = Literal["edit", "sentence", "headline", "line"]
Verdict = Literal["taken", "refused", "open"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about, by its words and what surrounds them: ids alone change from run to run."""

    id: str
    """As the result had it: `s4e2` an edit, `s4` a sentence, title or subhead, `headline`, `line2`."""
    before: str
    """What the source has there; nothing for headline and lines."""
    after: str
    """What the program made of it."""
    left: str = ""
    """Up to `anchoring.REACH` characters of the source before it."""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log."""

    target: Target
    anchor: Anchor
    verdict: Verdict | None = None
    """On an edit; `open` takes back what was decided. None for all other targets."""
    text: str | None = None
    """The editor's own wording of a sentence, the headline or a line; None takes it back."""
    by: str = ""
    at: str = ""
    """When, in UTC: `2026-11-23T23:10:00Z`."""
    sha256: str | None = None
    """Of the input that it was made on; None where that is the log's."""

    @property
    def decides(self) -> bool:
        """Whether it decides anything, instead of taking a decision back."""
        return self.verdict in ("taken", "refused") or self.text is not None

    def agrees(self, other: Decision) -> bool:
        """Whether both say the same of the same thing, whoever says it."""
        return (self.target, self.anchor, self.verdict, self.text) == (
            other.target, other.anchor, other.verdict, other.text
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that was decided about an article, oldest first. It is only ever added to; what is later counts."""

    path: str | None
    """Of the input, as the result has it."""
    sha256: str
    """Of the input that the first of them was made on."""
    revision: int = 0
    """How many entries were ever added."""
    log: tuple[Decision, ...] = ()

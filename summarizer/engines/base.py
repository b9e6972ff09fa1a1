"""The seam: what the program asks of a seq2seq model, whatever runs it.

Takes prompts, gives candidates and probabilities. No heavy library is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from summarizer.document import Candidate, Level


@dataclass(frozen=True, slots=True)
class Decoding:
    """How one task's outputs are searched for."""

    beam_size: int = 4
    n_best: int = 4
    """At most `beam_size`."""
    max_tokens: int = 256
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The first word of a rewrite: `keep` alone leaves the sentence as it is, `fix` is followed by a new one."""

    keep: str
    fix: str
    threshold: Mapping[Level, float]
    """A sentence whose probability of `keep` is at least this is left alone; calibrated on development data."""


@dataclass(frozen=True, slots=True)
class Judge:
    """The model's own verdict on a rewrite, read from one decoder step."""

    better: str
    worse: str
    threshold: Mapping[Level, float]
    """A rewrite whose probability of `better` is below this is dropped; calibrated on development data."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a model was trained for. A foreign model has no decision and no judge."""

    name: str
    revision: str
    decision: Decision | None = None
    judge: Judge | None = None
    tasks: frozenset[str] = frozenset({"correct", "rewrite", "headline", "summarize"})
    """The prompts it answers."""
    decoding: Mapping[str, Decoding] = field(default_factory=dict)
    """By prompt name; a task that is missing here is decoded with `Decoding()`."""


class Engine(Protocol):
    """A loaded model. Its methods raise `ModelError` and no foreign exception."""

    @property
    def name(self) -> str:
        """The runtime: `ctranslate2`, `transformers`, `scripted`."""

    @property
    def spec(self) -> ModelSpec: ...

    @property
    def token_limit(self) -> int:
        """The longest prompt, in tokens, that the model reads without losing any."""

    def count_tokens(self, text: str) -> int: ...

    def generate(
        self, prompts: Sequence[str], decoding: Decoding, prefix: str = ""
    ) -> list[list[Candidate]]:
        """N-best candidates a prompt, best first; each begins after `prefix`, which the decoder is forced to.

        Outputs do not depend on how prompts are grouped. A prompt beyond `token_limit` raises `ModelError`.
        """

    def probability(self, prompts: Sequence[str], answer: str) -> list[float]:
        """The probability, 0 to 1, that the first word of each prompt's output is `answer` (one token)."""

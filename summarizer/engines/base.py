"""The seam: what the program asks of a seq2seq model, whatever runs it.

Takes prompts, gives candidates and probabilities. No heavy library is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from summarizer.document import Candidate, Level, Reach
from summarizer.errors import ModelError

TORCH_HINT = "pip install 'newsdesk-summarizer[torch]'"
"""For whoever asks for what the extra `torch` brings."""


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


class Noise(NamedTuple):
    """Between which noise of its article a model is trusted more and more, in nats a token."""

    quiet: float
    loud: float


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How sure of itself a model must be to touch a sentence: thresholds calibrated on development data."""

    prefix: str
    """What every rewrite begins with, before its first word."""
    copy: Mapping[Level, float]
    """Probability, 0 to 1: a sentence that the model would copy with no token less likely than this stays."""
    gain: Mapping[Level, Mapping[Reach, float]]
    """Nats: a rewrite stands if its log-probability exceeds that of the unchanged sentence by at least this."""
    noise: Mapping[Level, Noise] = field(default_factory=dict)
    """A level that is missing here needs the same gain in every article."""
    fluency: Mapping[Level, float] = field(default_factory=dict)
    """What a nat of the language model's counts beside one of the model's own; a level that is missing: nothing."""
    still: Mapping[Level, Mapping[Reach, float]] = field(default_factory=dict)
    """Nats more that a rewrite needs in a long article without any noise; a level that is missing: none."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a model was trained for. A foreign model does not say how sure it must be."""

    name: str
    revision: str
    rewriting: Rewriting | None = None
    tasks: frozenset[str] = frozenset({"correct", "rewrite", "headline", "summarize"})
    """The prompts it answers."""
    decoding: Mapping[str, Decoding] = field(default_factory=dict)
    """By prompt name; a task that is missing here is decoded with `Decoding()`."""
    fingerprint: str = field(default="", compare=False)
    """Of the folder that it was read from; two models of one name and revision are told apart by it."""


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

    def count_tokens(self, text: str) -> int:
        """How many of `token_limit` a prompt takes, marks included."""

    def spell(self, text: str) -> str | None:
        """`text` as it comes back when the model copies it; None where it has a letter the model cannot spell.

        What the tokenizer normalises differs from `text` (T5 writes `…` as three full stops, `ﬁ` as two letters).
        """

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        """N-best candidates a prompt, best first; each begins after `prefix`, which the decoder is forced to.

        Candidates are finished and distinct: an output that ran into `max_tokens` is left out, so there may be
        fewer than `n_best`, or none. They do not depend on what other prompts are asked with them. A prompt
        beyond `token_limit` raises `ModelError`.
        """

    def fluency(self, text: str) -> float:
        """How likely `text` is as English, in nats, to a language model that knows no prompt; 0 without one."""

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        """The log-probability of each token of each output, given its prompt and the tokens before it.

        The end mark is the last token; `prefix` goes before the output and is not scored. Scores do not depend
        on what other prompts are scored with them. A prompt beyond `token_limit` raises `ModelError`.
        """


def ranked(outputs: Iterable[tuple[str, float, int]], length_penalty: float) -> list[Candidate]:
    """Candidates, best first, one of each text: a beam finds the same text again in other pieces.

    An output is its text, the sum of its tokens' log-probabilities, and their number, end mark included and
    prefix not. Length counts in the order as it does in the search: sum / tokens ** length_penalty.
    """
    best: dict[str, Candidate] = {}
    for text, total, tokens in sorted(outputs, key=lambda o: -o[1] / o[2] ** length_penalty):
        best.setdefault(text, Candidate(text, total / tokens))
    return list(best.values())


def answers(n_best: Iterable[Candidate], spec: ModelSpec) -> list[Candidate]:
    """The candidates for a prompt other than a rewrite's: without those that begin as rewrites do.

    Of noise a model of several tasks may make a rewrite, whatever it was asked: `fix But do they …`.
    """
    prefix = f"{spec.rewriting.prefix} " if spec.rewriting else None
    return [c for c in n_best if prefix is None or not c.text.casefold().startswith(prefix.casefold())]


def check_limit(prompt: str, tokens: int, limit: int) -> None:
    """Raises `ModelError` for a prompt that the model would have to read cut."""
    if tokens > limit:
        shown = prompt if len(prompt) <= 40 else prompt[:39] + "…"
        raise ModelError(f"a prompt of {tokens} tokens is beyond the model's {limit}: {shown}", "shorten it")

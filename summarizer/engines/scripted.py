"""An engine that says what it is told to: for tests of everything that stands on the seam.

Takes a queue or a function, keeps a history of what was asked, touches nothing.

    engine = ScriptedEngine(["A better sentence."])                # one answer a prompt, in order
    engine = ScriptedEngine(lambda prompt: prompt.split(": ", 1)[1])   # or worked out from the prompt
    engine.generate(["correct: A bad sentence."], Decoding())
    assert engine.asked[0].prompt == "correct: A bad sentence."
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from summarizer.document import Candidate
from summarizer.engines.base import Decoding, ModelSpec, check_limit
from summarizer.errors import ModelError

Answer = str | Candidate | Sequence[str | Candidate]
"""One text, or several, best first; a text without a score gets one by its place."""
Script = Iterable[Answer] | Callable[[str], Answer]
SCORE_STEP = -0.1
"""Log-probability a token between two candidates without scores of their own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt of one call; `output` is set where it was to be scored, `decoding` where text was asked for."""

    prompt: str
    decoding: Decoding | None = None
    prefix: str = ""
    output: str | None = None


class ScriptedEngine:
    """`scores` answers `score`: the log-probability of every token, or a function of prompt and output."""

    name = "scripted"

    def __init__(
        self,
        script: Script = (),
        *,
        scores: float | Callable[[str, str], float] = -0.5,
        spec: ModelSpec | None = None,
        token_limit: int = 512,
        alphabet: Callable[[str], bool] = lambda letter: True,
        fluency: Callable[[str], float] = lambda text: 0.0,
    ) -> None:
        self.spec = spec or ModelSpec("scripted", "0")
        self.token_limit = token_limit
        self.asked: list[Asked] = []
        self._script = script if callable(script) else deque(script)
        self._scores = scores
        self._alphabet = alphabet
        self.fluency = fluency

    def count_tokens(self, text: str) -> int:
        """Words, and the end mark."""
        return len(text.split()) + 1

    def spell(self, text: str) -> str | None:
        return " ".join(text.split()) if all(map(self._alphabet, text)) else None

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        for prompt in prompts:
            check_limit(prompt, self.count_tokens(prompt), self.token_limit)
        self.asked += [Asked(prompt, decoding, prefix) for prompt in prompts]
        return [_candidates(self._answer(prompt))[: decoding.n_best] for prompt in prompts]

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        for prompt in prompts:
            check_limit(prompt, self.count_tokens(prompt), self.token_limit)
        self.asked += [Asked(p, prefix=prefix, output=o) for p, o in zip(prompts, outputs, strict=True)]
        given = self._scores
        return [
            (given(prompt, output) if callable(given) else given,) * self.count_tokens(output)
            for prompt, output in zip(prompts, outputs, strict=True)
        ]

    def _answer(self, prompt: str) -> Answer:
        if callable(self._script):
            return self._script(prompt)
        if not self._script:
            raise ModelError("the script has no answer left", f"asked: {prompt}")
        return self._script.popleft()


def _candidates(answer: Answer) -> list[Candidate]:
    texts = [answer] if isinstance(answer, str | Candidate) else answer
    found = [
        text if isinstance(text, Candidate) else Candidate(text, SCORE_STEP * place)
        for place, text in enumerate(texts)
    ]
    return list({c.text: c for c in reversed(found)}.values())[::-1]

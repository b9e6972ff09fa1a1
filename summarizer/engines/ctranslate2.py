"""The engine that ships: an int8 model run by CTranslate2 on the CPU, without torch.

Takes a folder as `engines.convert` writes it (`model.bin`, `config.json`, `shared_vocabulary.json`, and
`spiece.model` or `tokenizer.json`), reads it once, and touches nothing else.
"""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from summarizer.document import Candidate
from summarizer.engines import spec as specs
from summarizer.engines import tokenizers
from summarizer.engines.base import Decoding, ModelSpec, check_limit, ranked
from summarizer.errors import ModelError

BATCH_TOKENS = 1024
"""Tokens a batch: about thirty sentences; larger ones are no faster and need more memory."""
MODEL_FILE = "model.bin"


class CTranslate2Engine:
    """`threads` is the number of cores to use; 0 means all of them."""

    name = "ctranslate2"

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        described = specs.read(folder)
        self.spec: ModelSpec = described.spec
        self.token_limit = described.token_limit or specs.DEFAULT_TOKEN_LIMIT
        self._tokenizer = tokenizers.load(folder)
        self._start: list[str] = [described.start] if described.start else []
        self._end = _end_token(folder)
        self._model: Any = _open(folder, threads or os.cpu_count() or 1)

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text))

    def spell(self, text: str) -> str | None:
        return self._tokenizer.spell(text)

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        start = self._tokenizer.pieces(prefix) if prefix else []
        begin = self._start + start
        results = self._run(
            prompts,
            lambda batch: self._model.translate_batch(
                batch,
                target_prefix=[begin] * len(batch) if begin else None,
                asynchronous=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=decoding.beam_size,
                num_hypotheses=decoding.n_best,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_input_length=0,
                max_decoding_length=decoding.max_tokens + len(begin),
                disable_unk=True,
                return_scores=True,
                return_end_token=True,
            ),
        )
        return [self._candidates(r, len(begin), decoding.length_penalty) for r in results]

    def probability(self, prompts: Sequence[str], answer: str) -> list[float]:
        pieces = self._tokenizer.pieces(answer)
        if len(pieces) != 1:
            raise ModelError(
                f"{answer!r} is {len(pieces)} tokens of the model {self.spec.name}",
                "choose answers of one token in its config.json",
            )
        results = self._run(
            prompts,
            lambda batch: self._model.score_batch(
                batch,
                [self._start + pieces] * len(batch),
                asynchronous=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=0,
            ),
        )
        return [min(1.0, math.exp(r.log_probs[len(self._start)])) for r in results]

    def _candidates(self, result: Any, start: int, length_penalty: float) -> list[Candidate]:
        """The hypotheses that came to an end; one that ran into `max_tokens` is a torso and is left out."""
        found = []
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            if pieces and pieces[-1] == self._end:
                text = self._tokenizer.decode(pieces[start:-1]).strip()
                # CTranslate2 sums after the prefix but divides by the whole length.
                total = score * len(pieces) ** length_penalty
                found.append((text, total, len(pieces) - start))
        return ranked(found, length_penalty)

    def _run(self, prompts: Sequence[str], submit: Callable[[list[list[str]]], list[Any]]) -> list[Any]:
        """One result a prompt, in order. Prompts of the same length go together, the longest first.

        Only those: padding changes the order of additions within attention, int8 rounding makes more of it, and
        one sentence in twenty would score otherwise in other company. Without padding its results are the same
        to the bit in every grouping.
        """
        by_length: dict[int, list[int]] = defaultdict(list)
        sources = [self._tokenizer.encode(prompt) for prompt in prompts]
        for place, source in enumerate(sources):
            check_limit(prompts[place], len(source), self.token_limit)
            by_length[len(source)].append(place)
        results: list[Any] = [None] * len(sources)
        try:
            running = [
                (by_length[length], submit([sources[i] for i in by_length[length]]))
                for length in sorted(by_length, reverse=True)
            ]
            for places, batch in running:
                for place, result in zip(places, batch, strict=True):
                    results[place] = result.result()
        except (RuntimeError, ValueError, MemoryError) as error:
            raise _as_model_error(error, f"the model {self.spec.name} failed") from error
        return results


def _open(folder: Path, cores: int) -> Any:
    if not (folder / MODEL_FILE).is_file():
        raise ModelError(f"{folder} has no {MODEL_FILE}", "name a converted model's folder")
    ctranslate2.set_log_level(40)  # errors only: what is wrong is in the exception
    try:
        return ctranslate2.Translator(
            str(folder), device="cpu", compute_type="int8", inter_threads=cores, intra_threads=1
        )
    except (RuntimeError, ValueError, MemoryError) as error:
        raise _as_model_error(error, f"the model in {folder} cannot be opened") from error


def _as_model_error(error: Exception, what: str) -> ModelError:
    detail = str(error)
    if isinstance(error, MemoryError) or "alloc" in detail.lower():
        return ModelError(f"{what}: out of memory", "close other programs, or use fewer threads")
    return ModelError(f"{what}: {detail}", "copy the model anew; model.bin and its vocabulary belong together")


def _end_token(folder: Path) -> str:
    end: str = specs.read_config(folder).get("eos_token", tokenizers.END)
    return end

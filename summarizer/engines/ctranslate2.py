"""The engine that ships: an int8 model run by CTranslate2 on the CPU, without torch.

Takes a folder as `engines.convert` writes it (`model.bin`, `config.json`, `shared_vocabulary.json`, and
`spiece.model` or `tokenizer.json`; beside them, if any, an n-gram model), reads it once, and touches nothing else.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from summarizer.document import Candidate
from summarizer.engines import ngrams, tokenizers
from summarizer.engines import spec as specs
from summarizer.engines.base import Decoding, ModelSpec, check_limit, ranked
from summarizer.errors import ModelError

BATCH_TOKENS = 1024
"""Tokens a batch: about thirty sentences; larger ones are no faster and need more memory."""
LEAST_STEP = 8
"""Pieces between one length that prompts are filled up to and the next."""
MODEL_FILE = "model.bin"
VOCABULARY_FILES = ("shared_vocabulary.json", "source_vocabulary.json")


class CTranslate2Engine:
    """`threads` is the number of cores to use; 0 means all of them."""

    name = "ctranslate2"

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        described = specs.read(folder)
        self.spec: ModelSpec = described.spec
        self.token_limit = described.token_limit or specs.DEFAULT_TOKEN_LIMIT
        self._tokenizer = tokenizers.load(folder)
        self._start: list[str] = [described.start] if described.start else []
        self._blank = described.blank
        self._end = _end_token(folder)
        self.fluency = ngrams.scorer(folder, self.spec)
        _check_vocabulary(folder, self._tokenizer.vocabulary())
        self._model: Any = _open(folder, threads or os.cpu_count() or 1)

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text))

    def spell(self, text: str) -> str | None:
        return self._tokenizer.spell(text)

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        begin = self._begin(prefix)
        results = self._run(
            prompts,
            lambda sources, _: self._model.translate_batch(
                sources,
                target_prefix=[begin] * len(sources) if begin else None,
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

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        begin = self._begin(prefix)
        targets = [begin + self._tokenizer.pieces(output) for output in outputs]
        results = self._run(
            prompts,
            lambda sources, places: self._model.score_batch(
                sources,
                [targets[i] for i in places],
                asynchronous=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=0,
            ),
            [len(target) for target in targets],
        )
        return [tuple(result.log_probs[len(begin) :]) for result in results]

    def _begin(self, prefix: str) -> list[str]:
        """What every output begins with: the model's own start, and the prefix."""
        return self._start + (self._tokenizer.pieces(prefix) if prefix else [])

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

    def _run(
        self,
        prompts: Sequence[str],
        submit: Callable[[list[list[str]], list[int]], list[Any]],
        target_lengths: Sequence[int] = (),
    ) -> list[Any]:
        """One result a prompt, in order; `submit` gets encoded prompts and their places. Prompts of the same
        length, whose targets if any are of the same length too, go together, the longest first.

        Only those: padding changes the order of additions within attention, int8 rounding makes more of it, and
        one sentence in twenty would score otherwise in other company. Without padding its results are the same
        to the bit in every grouping. So that many are of the same length, `_filled` gives them a few blanks.
        """
        by_length: dict[tuple[int, int], list[int]] = defaultdict(list)
        sources = [self._tokenizer.encode(prompt) for prompt in prompts]
        for place, source in enumerate(sources):
            check_limit(prompts[place], len(source), self.token_limit)
            sources[place] = self._filled(source)
            by_length[len(sources[place]), target_lengths[place] if target_lengths else 0].append(place)
        results: list[Any] = [None] * len(sources)
        try:
            running = [
                (places, submit([sources[i] for i in places], places))
                for _, places in sorted(by_length.items(), reverse=True)
            ]
            for places, batch in running:
                for place, result in zip(places, batch, strict=True):
                    results[place] = result.result()
        except (RuntimeError, ValueError, MemoryError) as error:
            raise _as_model_error(error, f"the model {self.spec.name} failed") from error
        return results

    def _filled(self, source: list[str]) -> list[str]:
        """The prompt with blanks before its end mark, up to the next of a few lengths; it depends on nothing else.

        A model whose config names no blank reads its prompts as they are.
        """
        if self._blank is None:
            return source
        length = len(source)
        step = max(LEAST_STEP, (1 << length.bit_length()) >> 4)  # an eighth of the length at most
        missing = min(-length % step, self.token_limit - length)
        return [*source[:-1], *[self._blank] * missing, source[-1]]


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


def _check_vocabulary(folder: Path, pieces: set[str]) -> None:
    """CTranslate2 opens a model with any vocabulary, and then writes nonsense."""
    path = next((p for name in VOCABULARY_FILES if (p := folder / name).is_file()), None)
    if path is None:
        raise ModelError(f"{folder} has no {VOCABULARY_FILES[0]}", "copy the model anew")
    try:
        known = set(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} cannot be opened: {error}", "copy the model anew") from error
    if len(pieces - known) > len(pieces) / 2:
        raise ModelError(f"{path} and the tokenizer beside it are of different models", "copy the model anew")


def _as_model_error(error: Exception, what: str) -> ModelError:
    detail = str(error)
    if isinstance(error, MemoryError) or "alloc" in detail.lower():
        return ModelError(f"{what}: out of memory", "close other programs, or use fewer threads")
    return ModelError(f"{what}: {detail}", "copy the model anew; model.bin and its vocabulary belong together")


def _end_token(folder: Path) -> str:
    end: str = specs.read_config(folder).get("eos_token", tokenizers.END)
    return end

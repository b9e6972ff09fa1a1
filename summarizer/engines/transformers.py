"""The engine for any other seq2seq model: a transformers folder or hub id, run by torch on the CPU.

Takes a folder (or, where the user named one, a hub id: the only case in which the network is used) and touches
nothing else. Needs the extra `torch`.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarizer.document import Candidate
from summarizer.engines import ngrams
from summarizer.engines import spec as specs
from summarizer.engines.base import TORCH_HINT, Decoding, ModelSpec, check_limit, ranked
from summarizer.errors import ModelError

BATCH_TOKENS = 256
"""Padded tokens a batch. transformers keeps each step's scores over the whole vocabulary, so eight sentences
take 0.1 to 0.3 GB."""
NO_LIMIT = 1 << 20
"""Tokens. Tokenizers without a limit of their own report a huge number."""


class TransformersEngine:
    """`threads` is the number of cores to use; 0 means all of them. With `hub`, `source` may be downloaded."""

    name = "transformers"

    def __init__(self, source: str | Path, *, threads: int = 0, hub: bool = False) -> None:
        try:
            import torch
        except ImportError as error:
            raise ModelError(f"{source} needs torch, which is not installed", TORCH_HINT) from error
        self._torch: Any = torch
        torch.set_num_threads(threads or os.cpu_count() or 1)
        self.spec: ModelSpec
        if hub:
            self.spec, limit = ModelSpec(str(source), "hub"), None
        else:
            described = specs.read(Path(source))
            self.spec, limit = described.spec, described.token_limit
        self.fluency = ngrams.scorer(Path(source), self.spec)
        with _foreign_errors(f"the model {source} cannot be opened"):
            self._model, self._tokenizer = _open(str(source), hub=hub)
            self._start = _start_ids(self._model)
            # What `generate` is not told it takes from here: lengths, n-gram rules, ends forced upon torsos.
            self._model.generation_config = type(self._model.generation_config)()
        self._end: int = self._model.config.eos_token_id
        self.token_limit = limit or _token_limit(self._model.config, self._tokenizer)

    def count_tokens(self, text: str) -> int:
        return len(self._ids(text))

    def spell(self, text: str) -> str | None:
        ids = self._ids(text, marks=False)
        return None if self._tokenizer.unk_token_id in ids else self._decode(ids)

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        begin = self._begin(prefix)
        options = self._options(decoding)
        found: list[list[Candidate]] = [[] for _ in prompts]
        for places, inputs in self._batches(prompts):
            with _foreign_errors(f"the model {self.spec.name} failed"), self._torch.inference_mode():
                output = self._model.generate(
                    **inputs,
                    decoder_input_ids=self._torch.tensor([begin] * len(places)),
                    generation_config=options,
                )
                outputs = self._outputs(output, len(begin), decoding)
            for row, place in enumerate(places):
                rows = outputs[row * decoding.n_best : (row + 1) * decoding.n_best]
                found[place] = ranked([r for r in rows if r is not None], decoding.length_penalty)
        return found

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        begin = self._begin(prefix)
        found: list[tuple[float, ...]] = [()] * len(prompts)
        for places, inputs in self._batches(prompts):
            targets = [[*begin, *self._ids(outputs[i], marks=False), self._end] for i in places]
            with _foreign_errors(f"the model {self.spec.name} failed"), self._torch.inference_mode():
                shown = self._padded([target[:-1] for target in targets])
                logits = self._model(
                    **inputs,
                    decoder_input_ids=shown["input_ids"],
                    decoder_attention_mask=shown["attention_mask"],
                ).logits
                chances = logits.float().log_softmax(-1)
                for row, (place, target) in enumerate(zip(places, targets, strict=True)):
                    steps = range(len(begin), len(target))
                    found[place] = tuple(chances[row, step - 1, target[step]].item() for step in steps)
        return found

    def _begin(self, prefix: str) -> list[int]:
        """What every output begins with: the model's own start, and the prefix."""
        return self._start + (self._ids(prefix, marks=False) if prefix else [])

    def _ids(self, text: str, *, marks: bool = True) -> list[int]:
        """Marks are the tokenizer's own; one that stands in the text (`</s>`) is read as plain letters."""
        encoded = self._tokenizer(text.strip(), add_special_tokens=marks, split_special_tokens=True)
        ids: list[int] = encoded["input_ids"]
        return ids

    def _decode(self, ids: Sequence[int]) -> str:
        text: str = self._tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return text.strip()

    def _batches(self, prompts: Sequence[str]) -> Iterator[tuple[list[int], dict[str, Any]]]:
        """Places in `prompts`, and the padded input: prompts of like length together."""
        encoded = [self._ids(prompt) for prompt in prompts]
        for prompt, ids in zip(prompts, encoded, strict=True):
            check_limit(prompt, len(ids), self.token_limit)
        batch: list[int] = []
        for place in sorted(range(len(encoded)), key=lambda i: -len(encoded[i])):
            if batch and len(encoded[batch[0]]) * (len(batch) + 1) > BATCH_TOKENS:
                yield batch, self._padded([encoded[i] for i in batch])
                batch = []
            batch.append(place)
        if batch:
            yield batch, self._padded([encoded[i] for i in batch])

    def _padded(self, batch: Sequence[Sequence[int]]) -> dict[str, Any]:
        longest = max(map(len, batch))
        pad = self._model.config.pad_token_id
        return {
            "input_ids": self._torch.tensor([[*ids, *[pad] * (longest - len(ids))] for ids in batch]),
            "attention_mask": self._torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in batch]),
        }

    def _options(self, decoding: Decoding) -> Any:
        import transformers

        config: Any = transformers.GenerationConfig
        unknown = self._tokenizer.unk_token_id
        return config(
            num_beams=decoding.beam_size,
            num_return_sequences=decoding.n_best,
            max_new_tokens=decoding.max_tokens,
            length_penalty=decoding.length_penalty if decoding.beam_size > 1 else None,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            suppress_tokens=None if unknown in (None, self._end) else [unknown],
            do_sample=False,
            pad_token_id=self._model.config.pad_token_id,
            eos_token_id=self._end,
            decoder_start_token_id=self._start[0],
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _outputs(self, output: Any, start: int, decoding: Decoding) -> list[tuple[str, float, int] | None]:
        """Text, summed log-probability and tokens after the prefix; None for a torso, cut off at `max_tokens`."""
        if decoding.beam_size > 1:
            scores = output.sequences_scores.tolist()
        else:
            steps = self._model.compute_transition_scores(output.sequences, output.scores, normalize_logits=True)
            scores = steps.cumsum(-1).tolist()
        outputs: list[tuple[str, float, int] | None] = []
        for sequence, score in zip(output.sequences.tolist(), scores, strict=True):
            ids = sequence[start:]
            if self._end not in ids:
                outputs.append(None)
                continue
            tokens = ids.index(self._end) + 1
            total = score * tokens**decoding.length_penalty if decoding.beam_size > 1 else score[tokens - 1]
            outputs.append((self._decode(ids[:tokens]), total, tokens))
        return outputs


def _open(source: str, *, hub: bool) -> tuple[Any, Any]:
    import transformers

    messages: Any = transformers.utils.logging
    messages.disable_progress_bar()
    logging.getLogger("transformers").setLevel(logging.ERROR)
    tokenizer = transformers.AutoTokenizer.from_pretrained(source, local_files_only=not hub)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(source, local_files_only=not hub, dtype="float32")
    return model.eval(), tokenizer


def _start_ids(model: Any) -> list[int]:
    """What every output begins with: the start mark, and the mark that some models (BART) write first."""
    config, generation = model.config, model.generation_config
    start = getattr(generation, "decoder_start_token_id", None)
    start = config.decoder_start_token_id if start is None else start
    first = getattr(generation, "forced_bos_token_id", None)
    return [start] if first is None else [start, first]


def _token_limit(config: Any, tokenizer: Any) -> int:
    """The positions the model has; for relative positions (T5) what it was most likely trained on."""
    limits = [getattr(config, "max_position_embeddings", None), tokenizer.model_max_length]
    known = [limit for limit in limits if limit and limit < NO_LIMIT]
    return min(known, default=specs.DEFAULT_TOKEN_LIMIT)


@contextmanager
def _foreign_errors(what: str) -> Iterator[None]:
    """Whatever transformers and torch raise, as `ModelError`, and no warnings of theirs on stderr."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ModelError:
        raise
    except Exception as error:  # no common base: OSError, ValueError, KeyError, RuntimeError, SafetensorError
        out_of_memory = isinstance(error, MemoryError) or "memory" in str(error).lower()
        hint = "close other programs, or use a smaller model" if out_of_memory else "copy the model anew"
        raise ModelError(f"{what}: {error}", hint) from error

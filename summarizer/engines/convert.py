"""Turn a transformers seq2seq model into a folder that CTranslate2 opens: int8 weights, vocabulary, tokenizer.

Takes a folder or a hub id, writes one new folder, needs the extra `torch`. Only `models add` and the export of
the embedded model call it.
"""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

from summarizer.engines.base import TORCH_HINT
from summarizer.errors import ModelError

QUANTIZATION = "int8"
TOKENIZER_FILES = ("spiece.model", "sentencepiece.bpe.model", "tokenizer.json")
"""The first that the model has is the one the engine reads."""


def convert(source: str | Path, target: Path, spec: dict[str, Any] | None = None, *, hub: bool = False) -> Path:
    """Write the model `source` into the folder `target`, which must not exist yet; gives `target` back.

    `spec` becomes the `summarizer` key of config.json (see `engines.spec`). With `hub`, `source` may be a hub id
    and is downloaded. Raises `ModelError`, and then leaves no `target` behind.
    """
    converter = converter_for(str(source), hub=hub)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            converter.convert(str(target), quantization=QUANTIZATION)
        _copy_tokenizer(converter, target)
        config_file = target / "config.json"
        config = json.loads(config_file.read_text(encoding="utf-8"))
        config["summarizer"] = _own_words(converter) | (spec or {})
        config_file.write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except ModelError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    except Exception as error:
        shutil.rmtree(target, ignore_errors=True)
        message = f"{source} cannot be converted: {error}"
        raise ModelError(message, "convert a T5, BART or Pegasus model, or use the folder as it is") from error
    return target


def converter_for(source: str, *, hub: bool = False) -> Any:
    """CTranslate2's `TransformersConverter` for `source`, without its mistake about T5. Raises `ModelError`."""
    try:
        import torch
        import transformers
        from ctranslate2.converters import TransformersConverter
        from ctranslate2.specs.model_spec import OPTIONAL
    except ImportError as error:
        raise ModelError(f"converting a model needs {error.name}", TORCH_HINT) from error

    class Converter(TransformersConverter):  # type: ignore[misc]
        """CTranslate2's own, with the T5 output scale put right and the tokenizer kept."""

        def load_model(self, model_class: Any, path: str, **options: Any) -> Any:
            options["dtype"] = torch.float32  # bfloat16 would be kept for what int8 does not cover
            self.model = super().load_model(model_class, path, local_files_only=not hub, **options)
            # BART's converter asks for what transformers 5 no longer keeps; BART itself never does it (mBART,
            # which does, has a converter of its own).
            if self.model.config.model_type == "bart" and not hasattr(self.model.config, "normalize_before"):
                self.model.config.normalize_before = False
            return self.model

        def load_tokenizer(self, tokenizer_class: Any, path: str, **options: Any) -> Any:
            self.tokenizer = super().load_tokenizer(tokenizer_class, path, local_files_only=not hub, **options)
            return self.tokenizer

        def _load(self) -> Any:
            spec = super()._load()
            # transformers 5 reports every T5 as tied and moved the question whether outputs are scaled by
            # d_model ** -0.5 into `scale_decoder_outputs`; the converter still asks `tie_word_embeddings`, so
            # the scores of a T5 1.1 (and all its beams) come out flattened.
            if getattr(self.model.config, "scale_decoder_outputs", None) is False:
                spec.decoder.scale_outputs = OPTIONAL
            return spec

    logging: Any = transformers.utils.logging
    logging.disable_progress_bar()
    return Converter(source)


def _own_words(converter: Any) -> dict[str, Any]:
    """What CTranslate2's config.json has no place for."""
    words: dict[str, Any] = {}
    positions = getattr(converter.model.config, "max_position_embeddings", None)
    if positions:
        words["token_limit"] = positions
    first = getattr(converter.model.generation_config, "forced_bos_token_id", None)
    if first is not None:
        words["start"] = converter.tokenizer.convert_ids_to_tokens(first)
    return words


def _copy_tokenizer(converter: Any, target: Path) -> None:
    """Sentencepiece's own file where the model has it, else the fast tokenizer's."""
    source = Path(converter.tokenizer.name_or_path)
    for name in TOKENIZER_FILES:
        if (source / name).is_file():
            shutil.copyfile(source / name, target / ("tokenizer.json" if name.endswith("json") else "spiece.model"))
            return
    vocab_file = getattr(converter.tokenizer, "vocab_file", None)
    if vocab_file and Path(vocab_file).name.endswith(".model"):
        shutil.copyfile(vocab_file, target / "spiece.model")
        return
    backend = getattr(converter.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelError(
            f"{source} has no tokenizer that can be copied", "add spiece.model or tokenizer.json to it"
        )
    backend.save(str(target / "tokenizer.json"))

"""Load and save the model with its output layer apart from its embedding.

transformers 5 ties T5's output layer to the embedding when it saves; here the weights go through safetensors
directly, and both loading and saving check that the two layers still differ. Touches the folders it is given.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import T5Config, T5ForConditionalGeneration

SIDE_FILES = ("spiece.model", "tokenizer.json", "tokenizer_config.json", "generation_config.json")


class TiedWeightsError(RuntimeError):
    """The output layer equals the embedding: the checkpoint was tied on the way."""


def check_apart(weights: Mapping[str, torch.Tensor]) -> None:
    if torch.equal(weights["lm_head.weight"], weights["shared.weight"]):
        raise TiedWeightsError("lm_head.weight equals shared.weight; load and save with training.checkpoint only")


def load(folder: Path, dropout: float = 0.0) -> T5ForConditionalGeneration:
    """The model in float32."""
    config = T5Config.from_pretrained(folder)
    config.dropout_rate = dropout
    config.tie_word_embeddings = False
    config.dtype = "float32"
    model = T5ForConditionalGeneration(config)
    weights = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    check_apart(weights)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    if unexpected or any("embed_tokens" not in name for name in missing):
        raise RuntimeError(f"{folder}: missing {missing}, unexpected {unexpected}")
    embedding = model.shared.weight
    model.encoder.embed_tokens = model.shared
    model.decoder.embed_tokens = model.shared
    check_apart({"lm_head.weight": model.lm_head.weight, "shared.weight": embedding})
    return model


def save(weights: Mapping[str, torch.Tensor], start: Path, folder: Path) -> None:
    """Write a transformers folder in bfloat16: weights, the start checkpoint's config and tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value.detach().to(torch.bfloat16).clone().contiguous()
        for name, value in weights.items()
        if "embed_tokens" not in name
    }
    check_apart(kept)
    save_file(kept, folder / "partial.safetensors", metadata={"format": "pt"})
    (folder / "partial.safetensors").replace(folder / "model.safetensors")
    for name in SIDE_FILES:
        if (start / name).exists():
            (folder / name).unlink(missing_ok=True)
            shutil.copyfile(start / name, folder / name)
    config = json.loads((start / "config.json").read_text(encoding="utf-8"))
    config["tie_word_embeddings"] = False
    (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    check_apart(load_file(folder / "model.safetensors"))

"""Restore: a shipped folder becomes a checkpoint again, to go on training where its own checkpoint is lost.

Takes a CTranslate2 int8 folder of a T5 1.1 and a transformers folder of the same shape, trimmed or not (for config
and tokenizer); gives a transformers folder. Touches that folder alone. What int8 rounded away stays lost, at most
half a step of each row's scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from training import checkpoint, trim
from training.recipe import options, read_recipe

TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""By their number in CTranslate2's binary format, version 6 (`ctranslate2/specs/model_spec.py`, `_serialize`)."""


def variables(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a `model.bin` by name, aliases resolved."""
    data = memoryview(path.read_bytes())
    at = 0

    def number(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from("<" + kind, data, at)
        at += struct.calcsize(kind)
        return int(value)

    def text() -> str:
        nonlocal at
        size = number("H")
        value = bytes(data[at : at + size - 1]).decode()
        at += size
        return value

    if number("I") != 6:
        raise ValueError(f"{path} is no CTranslate2 model of binary version 6")
    text(), number("I")  # the spec's name and revision
    found: dict[str, np.ndarray] = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind = TYPES[number("B")]
        size = number("I")
        found[name] = np.frombuffer(data[at : at + size], dtype=kind).reshape(shape)
        at += size
    for _ in range(number("I")):
        alias = text()
        found[alias] = found[text()]
    return found


def weights(found: dict[str, np.ndarray]) -> Iterator[tuple[str, torch.Tensor]]:
    """T5's weights by their name in transformers."""

    def matrix(name: str) -> torch.Tensor:
        value = torch.from_numpy(found[f"{name}/weight"].astype(np.float32))
        return value / torch.from_numpy(np.array(found[f"{name}/weight_scale"])).unsqueeze(-1)

    def vector(name: str) -> torch.Tensor:
        return torch.from_numpy(found[name].astype(np.float32))

    yield "shared.weight", matrix("decoder/embeddings")
    yield "lm_head.weight", matrix("decoder/projection")
    for part in ("encoder", "decoder"):
        yield f"{part}.final_layer_norm.weight", vector(f"{part}/layer_norm/gamma")
        number = 0
        while f"{part}/layer_{number}/ffn/linear_0/weight" in found:
            old, new = f"{part}/layer_{number}", f"{part}.block.{number}.layer"
            own = matrix(f"{old}/self_attention/linear_0").chunk(3)
            for letter, value in zip("qkv", own, strict=True):
                yield f"{new}.0.SelfAttention.{letter}.weight", value
            yield f"{new}.0.SelfAttention.o.weight", matrix(f"{old}/self_attention/linear_1")
            yield f"{new}.0.layer_norm.weight", vector(f"{old}/self_attention/layer_norm/gamma")
            bias = f"{old}/self_attention/relative_attention_bias"
            if number == 0:
                yield f"{new}.0.SelfAttention.relative_attention_bias.weight", vector(bias)
            last = 1
            if part == "decoder":
                last = 2
                yield f"{new}.1.EncDecAttention.q.weight", matrix(f"{old}/attention/linear_0")
                for letter, value in zip("kv", matrix(f"{old}/attention/linear_1").chunk(2), strict=True):
                    yield f"{new}.1.EncDecAttention.{letter}.weight", value
                yield f"{new}.1.EncDecAttention.o.weight", matrix(f"{old}/attention/linear_2")
                yield f"{new}.1.layer_norm.weight", vector(f"{old}/attention/layer_norm/gamma")
            yield f"{new}.{last}.DenseReluDense.wi_0.weight", matrix(f"{old}/ffn/linear_0")
            yield f"{new}.{last}.DenseReluDense.wi_1.weight", matrix(f"{old}/ffn/linear_0_noact")
            yield f"{new}.{last}.DenseReluDense.wo.weight", matrix(f"{old}/ffn/linear_1")
            yield f"{new}.{last}.layer_norm.weight", vector(f"{old}/ffn/layer_norm/gamma")
            number += 1


def main() -> None:
    parser = options("Make a checkpoint of a converted folder.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    found = dict(weights(variables(arguments.source / "model.bin")))
    checkpoint.save(found, recipe.start, arguments.target)
    places = {piece.piece: index for index, piece in enumerate(trim.read_pieces(recipe.start).pieces)}
    ids = [places[piece.piece] for piece in trim.read_pieces(arguments.source).pieces]
    if len(ids) < len(places):
        trim.respell(recipe.start, arguments.target, ids)
    checkpoint.load(arguments.target)  # every weight has its place
    print(f"{arguments.target}: {len(found)} weights")


if __name__ == "__main__":
    main()

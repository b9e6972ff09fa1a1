"""Trim: a checkpoint without the pieces that English news never uses, German, French and Romanian ones above all.

Takes a transformers folder of a T5 1.1 and the data folder, whose texts it reads; gives a transformers folder
whose embedding, output layer and tokenizer have fewer pieces. Touches that folder alone. Text that needs none of
the dropped pieces is read as before; other words are spelt in smaller pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2

from training import checkpoint
from training.recipe import Recipe, options, read_recipe
from training.text import rows

EMBEDDINGS = ("shared.weight", "lm_head.weight")
TEXT_FIELDS = ("headline", "body", "mt", "pe", "ref")
Piece = sentencepiece_model_pb2.ModelProto.SentencePiece


def texts(recipe: Recipe) -> Iterator[str]:
    """All that training could read: articles with their headlines, noisy sentences with their clean ones."""
    for path in sorted(recipe.data.glob("*/*train.jsonl.gz")):
        for row in rows(path):
            yield from (row[field] for field in TEXT_FIELDS if row.get(field))


def used(pieces: sentencepiece.SentencePieceProcessor, read: Iterable[str]) -> set[int]:
    """The ids of the pieces that some text is read as."""
    found: set[int] = set()
    for text in read:
        found.update(pieces.encode(text))
    return found


def kept(model: sentencepiece_model_pb2.ModelProto, used: set[int]) -> list[int]:
    """Used pieces, single letters (so that whatever could be spelt still can), and the marks that are no text."""
    marks = (Piece.CONTROL, Piece.UNKNOWN)
    return [
        index
        for index, piece in enumerate(model.pieces)
        if index in used or piece.type in marks or len(piece.piece.removeprefix("▁")) <= 1
    ]


def trim(source: Path, target: Path, ids: list[int]) -> None:
    """Write the checkpoint `source` with the pieces `ids` alone, in their order."""
    rest = torch.tensor(ids)
    weights = {
        name: value[rest] if name in EMBEDDINGS else value
        for name, value in checkpoint.load(source).state_dict().items()
    }
    checkpoint.save(weights, source, target)
    respell(source, target, ids)


def respell(source: Path, target: Path, ids: list[int]) -> None:
    """Give `target` the tokenizer of `source` with the pieces `ids` alone, and a config that counts them."""
    model = read_pieces(source)
    pieces = [model.pieces[index] for index in ids]
    del model.pieces[:]
    model.pieces.extend(pieces)
    model.trainer_spec.vocab_size = len(ids)
    (target / "spiece.model").write_bytes(model.SerializeToString())

    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    tokenizer["model"]["vocab"] = [vocabulary[index] for index in ids]
    place = {old: new for new, old in enumerate(ids)}
    tokenizer["added_tokens"] = [
        token | {"id": place[token["id"]]} for token in tokenizer["added_tokens"] if token["id"] in place
    ]
    (target / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")

    config = json.loads((target / "config.json").read_text(encoding="utf-8"))
    config["vocab_size"] = len(ids)
    (target / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")


def read_pieces(folder: Path) -> sentencepiece_model_pb2.ModelProto:
    return sentencepiece_model_pb2.ModelProto.FromString((folder / "spiece.model").read_bytes())


def main() -> None:
    parser = options("Trim a checkpoint's vocabulary to what English news uses.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(arguments.source / "spiece.model"))
    model = read_pieces(arguments.source)
    ids = kept(model, used(pieces, texts(read_recipe(arguments.recipe, arguments.work))))
    trim(arguments.source, arguments.target, ids)
    checkpoint.load(arguments.target)  # every weight has its place
    print(f"{arguments.target}: {len(ids)} of {len(model.pieces)} pieces")


if __name__ == "__main__":
    main()

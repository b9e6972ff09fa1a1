"""Text to the pieces that a converted model reads, and back: sentencepiece, or a transformers fast tokenizer.

Takes a model folder with `spiece.model` (T5, Pegasus) or `tokenizer.json` (BART and others), reads that
file, and nothing of torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from summarizer.errors import ModelError

END = "</s>"
UNKNOWN = "<unk>"


class Tokenizer(Protocol):
    def encode(self, text: str) -> list[str]:
        """The pieces of a whole prompt, end mark included, as the encoder reads them."""

    def pieces(self, text: str) -> list[str]:
        """The pieces of an output's beginning, without any mark."""

    def decode(self, pieces: Sequence[str]) -> str: ...

    def spell(self, text: str) -> str | None:
        """`text` as it comes back when every piece is copied; None where a letter has no piece."""

    def vocabulary(self) -> set[str]: ...


def load(folder: Path) -> Tokenizer:
    """Raises `ModelError` where the folder has no tokenizer file, or one that does not open."""
    for name, kind in (("spiece.model", SentencePiece), ("tokenizer.json", FastTokenizer)):
        path = folder / name
        if path.is_file():
            try:
                return kind(path)
            except Exception as error:  # both libraries raise bare exceptions of their own
                raise ModelError(f"{path} cannot be opened: {error}", "copy the model anew") from error
    raise ModelError(f"{folder} has neither spiece.model nor tokenizer.json", "copy its tokenizer's file into it")


class SentencePiece:
    def __init__(self, path: Path) -> None:
        import sentencepiece

        self._model: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._unknown = self._model.unk_id()

    def encode(self, text: str) -> list[str]:
        return [*self.pieces(text), END]

    def pieces(self, text: str) -> list[str]:
        pieces: list[str] = self._model.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        known = [p for p in pieces if not self._is_mark(p)]
        text: str = self._model.decode(known)
        return text

    def spell(self, text: str) -> str | None:
        ids = self._model.encode(text)
        return None if self._unknown in ids else self._model.decode(ids)

    def vocabulary(self) -> set[str]:
        return {self._model.id_to_piece(i) for i in range(self._model.vocab_size())}

    def _is_mark(self, piece: str) -> bool:
        """Control pieces, and pieces that only the model's padded vocabulary has (`<extra_id_0>`)."""
        index = self._model.piece_to_id(piece)
        if index == self._unknown:
            return True
        return bool(self._model.is_control(index) or piece.startswith("<extra_id_"))


class FastTokenizer:
    def __init__(self, path: Path) -> None:
        import tokenizers

        self._model: Any = tokenizers.Tokenizer.from_file(str(path))
        self._model.no_truncation()
        self._model.no_padding()
        self._model.encode_special_tokens = True  # a `</s>` in an article is four letters, not the end

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._model.encode(text).tokens
        return tokens

    def pieces(self, text: str) -> list[str]:
        tokens: list[str] = self._model.encode(text, add_special_tokens=False).tokens
        return tokens

    def decode(self, pieces: Sequence[str]) -> str:
        ids = [i for i in map(self._model.token_to_id, pieces) if i is not None]
        text: str = self._model.decode(ids, skip_special_tokens=True)
        return text

    def spell(self, text: str) -> str | None:
        pieces = self.pieces(text)
        return None if UNKNOWN in pieces else self.decode(pieces).strip()

    def vocabulary(self) -> set[str]:
        return set(self._model.get_vocab())

"""A trimmed checkpoint answers as before, from fewer pieces, and can still spell what it could."""

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("rapidfuzz")

import sentencepiece

from summarizer.engines.base import Decoding
from summarizer.engines.ctranslate2 import CTranslate2Engine
from tests import tiny
from training.export import convert
from training.trim import kept, read_pieces, trim, used

RARE = "“Él” é ü"


def pieces(folder: Path) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trimmed")
    ids = kept(read_pieces(tiny.t5()), used(pieces(tiny.t5()), (*tiny.PROMPTS, *tiny.SENTENCES)))
    trim(tiny.t5(), folder, ids)
    return folder


@pytest.mark.parametrize("text", tiny.SENTENCES)
def test_what_was_counted_is_read_as_the_same_pieces(trimmed: Path, text: str) -> None:
    assert pieces(trimmed).encode(text, out_type=str) == pieces(tiny.t5()).encode(text, out_type=str)


def test_fewer_pieces_spell_as_much(trimmed: Path) -> None:
    before, after = pieces(tiny.t5()), pieces(trimmed)

    assert after.vocab_size() < before.vocab_size()
    assert after.decode(after.encode(RARE)) == before.decode(before.encode(RARE))


def test_it_answers_as_before(trimmed: Path, tmp_path: Path) -> None:
    answers = []
    for name, checkpoint in (("whole", tiny.t5()), ("trimmed", trimmed)):
        convert(checkpoint, tmp_path / name)
        engine = CTranslate2Engine(tmp_path / name, threads=1)
        outputs = engine.generate(tiny.PROMPTS, Decoding(beam_size=1, n_best=1))
        answers.append([candidate.text for [candidate] in outputs])

    assert answers[0] == answers[1]
    assert (tmp_path / "trimmed" / "model.bin").stat().st_size < (tmp_path / "whole" / "model.bin").stat().st_size

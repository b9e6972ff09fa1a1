"""The loss over a draw of pieces: exact where all are drawn, and near where they are not."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("rapidfuzz")

import torch

from training.train import sampled_loss

PIECES, WIDTH, ANSWERS = 500, 16, 40


def losses(negatives: int, seed: int = 0) -> torch.Tensor:
    torch.manual_seed(1)
    head = torch.nn.Linear(WIDTH, PIECES, bias=False)
    hidden, answer = torch.randn(ANSWERS, WIDTH), torch.randint(0, PIECES, (ANSWERS,))
    whole = torch.nn.functional.cross_entropy(head(hidden), answer, reduction="none")
    torch.manual_seed(seed)
    return sampled_loss(head, hidden, answer, negatives) - whole


def test_with_every_piece_drawn_it_is_the_cross_entropy() -> None:
    assert losses(PIECES).abs().max() < 1e-4


def test_with_a_part_of_them_it_is_near() -> None:
    mean = torch.stack([losses(PIECES // 4, seed) for seed in range(50)]).mean()
    assert mean.abs() < 0.02

"""The mean of checkpoints: every weight half-way, output layer and embedding apart."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from safetensors.torch import load_file

from tests import tiny
from training import checkpoint
from training.average import average


def test_every_weight_is_the_mean(tmp_path: Path) -> None:
    first = load_file(tiny.t5() / "model.safetensors")
    second = {name: weight + 1.0 for name, weight in first.items()}
    checkpoint.save(second, tiny.t5(), tmp_path / "second")

    average([tiny.t5(), tmp_path / "second"], tmp_path / "mean")

    found = load_file(tmp_path / "mean" / "model.safetensors")
    assert found.keys() == first.keys()
    assert all(
        torch.allclose(found[name].float(), weight.float() + 0.5, atol=0.02) for name, weight in first.items()
    )
    assert not torch.equal(found["lm_head.weight"], found["shared.weight"])

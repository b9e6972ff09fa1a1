"""What a step's loss is made of: a likelihood over a draw of pieces, and the risk of choosing a lesser target."""

from dataclasses import replace

import pytest

pytest.importorskip("torch")
pytest.importorskip("rapidfuzz")

import numpy as np
import torch
from transformers import T5Config, T5ForConditionalGeneration

from training.train import Example, batches, losses, padded_size, risks, sampled_loss

PIECES, WIDTH, ANSWERS = 500, 16, 40
NUMBERS = {
    "negatives": PIECES,
    "sharpness": {"correct": 1.0, "headline": 1.0},
    "length_power": {"headline": 1.0},
}


def sampling_errors(negatives: int, seed: int = 0) -> torch.Tensor:
    torch.manual_seed(1)
    head = torch.nn.Linear(WIDTH, PIECES, bias=False)
    hidden, answer = torch.randn(ANSWERS, WIDTH), torch.randint(0, PIECES, (ANSWERS,))
    whole = torch.nn.functional.cross_entropy(head(hidden), answer, reduction="none")
    torch.manual_seed(seed)
    return sampled_loss(head, hidden, answer, negatives) - whole


def test_with_every_piece_drawn_it_is_the_cross_entropy() -> None:
    assert sampling_errors(PIECES).abs().max() < 1e-4


def test_with_a_part_of_them_it_is_near() -> None:
    mean = torch.stack([sampling_errors(PIECES // 4, seed) for seed in range(50)]).mean()
    assert mean.abs() < 0.02


def row(*targets: list[int], task: str = "correct", worth: tuple[float, ...] = (), learnt: int = 0) -> Example:
    weights = tuple(np.full(len(target), float(i == learnt)) for i, target in enumerate(targets))
    return Example(task, np.array([5, 6, 7, 1]), tuple(map(np.array, targets)), weights, worth)


@pytest.fixture(scope="module")
def model() -> T5ForConditionalGeneration:
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=PIECES,
        d_model=WIDTH,
        d_kv=8,
        d_ff=32,
        num_layers=2,
        num_heads=2,
        dropout_rate=0,
        decoder_start_token_id=0,
        tie_word_embeddings=False,
    )
    return T5ForConditionalGeneration(config)


def test_of_several_targets_only_the_learnt_one_counts_by_its_likelihood(model: T5ForConditionalGeneration) -> None:
    place = torch.arange(PIECES)
    alone = losses(model, [row([8, 9, 1])], place, NUMBERS)
    among = losses(model, [row([10, 1], [8, 9, 1], worth=(0.0, 1.0), learnt=1)], place, NUMBERS)
    assert among.likelihood.item() == pytest.approx(alone.likelihood.item(), rel=1e-4)
    assert among.by_row == pytest.approx(alone.by_row, rel=1e-4)
    assert (len(alone.risks), len(among.risks)) == (0, 1)


def test_a_row_is_weighed_by_itself_whatever_stands_beside_it(model: T5ForConditionalGeneration) -> None:
    weighed = row([10, 1], [8, 9, 1], worth=(0.0, 1.0))
    other = row([11, 12, 13, 14, 1], [12, 1], [13, 1], worth=(0.0, 1.0, 2.0))
    place = torch.arange(PIECES)
    alone = losses(model, [weighed], place, NUMBERS).risks
    beside = losses(model, [row([8, 9, 1]), other, weighed], place, NUMBERS).risks
    assert beside[1].item() == pytest.approx(alone[0].item(), rel=1e-4)


def test_targets_of_one_source_are_weighed_as_the_model_would(
    model: T5ForConditionalGeneration,
) -> None:
    group = [row([10, 1], [8, 9, 1], worth=(0.0, 1.0)), replace(row([11, 1]), source=np.array([4, 1]))]
    found = losses(model, group, torch.arange(PIECES), NUMBERS)
    (found.likelihood + found.risks[0]).backward()
    cross = model.decoder.block[0].layer[1].EncDecAttention.k.weight
    shared = cross.grad.clone()
    model.zero_grad()

    def log_p(item: Example, target: int) -> torch.Tensor:
        source, labels = (torch.tensor(ids)[None] for ids in (item.source, item.targets[target]))
        return -model(input_ids=source, labels=labels).loss * labels.shape[1]

    drawn = torch.softmax(torch.stack([log_p(group[0], 0), log_p(group[0], 1)]), 0)
    likelihood = -log_p(group[0], 0) - log_p(group[1], 0)
    (likelihood + drawn[0]).backward()
    assert found.likelihood.item() == pytest.approx(likelihood.item(), rel=1e-4)
    assert found.risks[0].item() == pytest.approx(drawn[0].item(), rel=1e-4)
    assert shared.abs().max() > 0 and torch.allclose(shared, cross.grad, rtol=1e-3, atol=1e-6)
    model.zero_grad()


def test_the_risk_is_what_a_draw_loses_against_the_best() -> None:
    weighed = row([8, 1], [9, 1], worth=(1.0, 3.0))
    even, sure = (torch.tensor(values).log() for values in ([0.5, 0.5], [0.1, 0.9]))
    lengths = torch.tensor([2, 2])
    assert risks(even, lengths, [weighed], NUMBERS)[0].item() == pytest.approx(1.0, rel=1e-4)
    assert risks(sure, lengths, [weighed], NUMBERS)[0].item() == pytest.approx(0.2, rel=1e-4)


def test_a_long_headline_is_no_less_likely_for_its_length() -> None:
    weighed = row([8, 1], [9, 10, 11, 1], task="headline", worth=(0.0, 1.0))
    log_p, lengths = torch.tensor([-2.0, -4.0]), torch.tensor([2, 4])
    assert risks(log_p, lengths, [weighed], NUMBERS)[0].item() == pytest.approx(0.5)


def test_no_step_is_larger_than_asked_and_every_row_is_in_one() -> None:
    examples = [row([8] * (n % 7 + 1), [9] * (n % 5 + 1), worth=(0.0, 1.0)) for n in range(50)]
    steps = batches(examples, 60, seed=1)
    assert sorted(i for step in steps for i in step) == list(range(50))
    assert all(padded_size([examples[i] for i in step]) <= 60 for step in steps)

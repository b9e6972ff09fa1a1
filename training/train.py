"""Train on the prepared rows, resumable after a kill.

Takes `WORK/data/main.jsonl.gz` and the checkpoint to start from; gives `WORK/train/last` (a transformers folder of
averaged weights), `WORK/train/state.pt` (everything to resume from) and a log on stdout with loss and tokens a
second. Touches the work folder alone.
"""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from rapidfuzz.distance import Levenshtein
from torch.nn import functional
from transformers import T5ForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput
from transformers.models.t5.modeling_t5 import T5DenseGatedActDense, T5LayerNorm

from training import checkpoint
from training.recipe import Recipe, options, read_recipe
from training.text import rows

IGNORED = 0  # T5's padding, also its first decoder token
END = 1
WINDOW = 8192  # rows among which like lengths are sought
EDITED = ("correct", "rewrite")
"""Tasks whose target is the source, edited, behind a forced prefix of one piece."""


@dataclass(frozen=True)
class Example:
    """One row as piece ids, with a weight for each target piece."""

    task: str
    source: np.ndarray
    target: np.ndarray
    weight: np.ndarray


def example(row: dict[str, Any], pieces: sentencepiece.SentencePieceProcessor, numbers: dict[str, Any]) -> Example:
    """Encode a row; the pieces that an edit changed weigh more than copied ones."""
    task = row["task"]
    source = [*pieces.encode(row["source"])[: numbers["most_source"] - 1], END]
    target = [*pieces.encode(row["target"])[: numbers["most_target"] - 1], END]
    weight = np.ones(len(target), dtype=np.float32)
    if task in EDITED:
        before = pieces.encode(row["source"].split(": ", 1)[1])
        for block in Levenshtein.opcodes(before, target[1:-1]):
            if block.tag != "equal":
                start, stop = block.dest_start, max(block.dest_end, block.dest_start + 1)
                weight[1 + start : 1 + stop] = numbers["edit_weight"]
    return Example(task, np.array(source, dtype=np.int32), np.array(target, dtype=np.int32), weight)


def grouped(examples: list[Example], indexes: list[int], tokens: int) -> list[list[int]]:
    """Indexes in groups of like length, at most `tokens` padded tokens each."""
    result: list[list[int]] = []
    for start in range(0, len(indexes), WINDOW):
        group: list[int] = []
        longest = [0, 0]
        for index in sorted(
            indexes[start : start + WINDOW], key=lambda i: (len(examples[i].source), len(examples[i].target))
        ):
            size = [len(examples[index].source), len(examples[index].target)]
            wide = [max(pair) for pair in zip(longest, size, strict=True)]
            if group and (len(group) + 1) * sum(wide) > tokens:
                result.append(group)
                group, wide = [], size
            group.append(index)
            longest = wide
        result.append(group)
    return result


def batches(examples: list[Example], tokens: int, seed: int) -> list[list[int]]:
    """The rows of each step, at most about `tokens` padded tokens. The same seed gives the same steps."""
    rng = random.Random(seed)
    order = list(range(len(examples)))
    rng.shuffle(order)
    result = grouped(examples, order, tokens)
    rng.shuffle(result)
    return result


def padded(arrays: list[np.ndarray], dtype: torch.dtype) -> torch.Tensor:
    width = max(len(array) for array in arrays)
    result = torch.zeros(len(arrays), width, dtype=dtype)
    for row, array in enumerate(arrays):
        result[row, : len(array)] = torch.from_numpy(array)
    return result


def used_pieces(examples: list[Example], size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The pieces that some target uses, and where each stands among them.

    The output layer trains on no others, which saves time.
    """
    used = np.unique(np.concatenate([item.target for item in examples] + [np.arange(3, dtype=np.int32)]))
    place = np.zeros(size, dtype=np.int64)
    place[used] = np.arange(len(used))
    return torch.from_numpy(used.astype(np.int64)), torch.from_numpy(place)


def quicken(model: T5ForConditionalGeneration) -> None:
    """The same sums in fewer passes over memory.

    Fused GELU and root-mean-square norm instead of T5's spelt-out ones.
    """
    for module in model.modules():
        if isinstance(module, T5DenseGatedActDense):
            module.act = torch.nn.GELU(approximate="tanh")
        elif isinstance(module, T5LayerNorm):
            module.forward = lambda hidden, norm=module: functional.rms_norm(
                hidden, norm.weight.shape, norm.weight, norm.variance_epsilon
            )


def narrowed(model: T5ForConditionalGeneration, used: torch.Tensor) -> torch.Tensor:
    """Cut the output layer down to the used pieces.

    Give its whole former self, to be put together again when saving.
    """
    whole = model.lm_head.weight.detach().clone()
    model.lm_head = torch.nn.Linear(whole.shape[1], len(used), bias=False)
    with torch.no_grad():
        model.lm_head.weight.copy_(whole[used])
    return whole


def sampled_loss(head: torch.nn.Linear, hidden: torch.Tensor, answer: torch.Tensor, negatives: int) -> torch.Tensor:
    """The cross-entropy of each answer, its denominator estimated from the step's answers and a draw of others.

    Drawn pieces count for as many as they stand for (Jean et al. 2015, "On Using Very Large Target Vocabulary").
    The whole output layer is a third of the work on a target token; with this, two cores did 650 tokens a second
    instead of 466.
    """
    own = torch.unique(answer)
    others = torch.ones(head.out_features, dtype=torch.bool)
    others[own] = False
    rest = others.nonzero().squeeze(1)
    drawn = rest[torch.randperm(len(rest))[:negatives]]
    logits = functional.linear(hidden, head.weight[torch.cat((own, drawn))]).float()
    stands_for = torch.zeros(logits.shape[1])
    stands_for[len(own) :] = math.log(len(rest) / max(1, len(drawn)))
    return functional.cross_entropy(logits + stands_for, torch.searchsorted(own, answer), reduction="none")


def losses(
    model: T5ForConditionalGeneration, group: list[Example], place: torch.Tensor, negatives: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Weighted sum of the loss, and each row's mean loss. The output layer sees no padding."""
    source = padded([item.source for item in group], torch.long)
    target = padded([item.target for item in group], torch.long)
    weight = padded([item.weight for item in group], torch.float32)
    mask = torch.zeros_like(source)
    for row, item in enumerate(group):
        mask[row, : len(item.source)] = 1
    shifted = torch.zeros_like(target)
    shifted[:, 1:] = target[:, :-1]
    encoded: BaseModelOutput = model.encoder(input_ids=source, attention_mask=mask)
    hidden = model.decoder(
        input_ids=shifted,
        encoder_hidden_states=encoded.last_hidden_state,
        encoder_attention_mask=mask,
        use_cache=False,
    ).last_hidden_state
    real = weight > 0
    each = sampled_loss(model.lm_head, hidden[real], place[target[real]], negatives)
    loss = (each * weight[real]).sum()
    with torch.no_grad():
        spread = torch.zeros_like(weight)
        spread[real] = each.detach()
        by_row = spread.sum(1) / real.sum(1)
    return loss, by_row


def bfloat16_pays() -> bool:
    """Whether this processor multiplies matrices faster in bfloat16; one that must emulate it is a hundred times
    slower.
    """

    def seconds(kind: torch.dtype) -> float:
        left, right = torch.ones(256, 512, dtype=kind), torch.ones(512, 512, dtype=kind)
        left @ right
        started = time.perf_counter()
        for _ in range(3):
            left @ right
        return time.perf_counter() - started

    return seconds(torch.bfloat16) < seconds(torch.float32)


def rate(step: int, steps: int, numbers: dict[str, Any]) -> float:
    """Warm up, then straight down."""
    if step < numbers["warmup"]:
        return numbers["rate"] * (step + 1) / numbers["warmup"]
    return numbers["rate"] * max(0.03, (steps - step) / max(1, steps - numbers["warmup"]))


def train(recipe: Recipe, data: Path, start: Path) -> None:
    numbers = recipe.train
    folder = recipe.work / "train"
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(numbers["threads"])
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(start / "spiece.model"))
    examples = [example(row, pieces, numbers) for row in rows(data)]
    order = [
        group
        for epoch in range(numbers["epochs"])
        for group in batches(examples, numbers["tokens"], recipe.seed + epoch)
    ]
    order = order[: numbers["most_steps"]]
    model = checkpoint.load(start, numbers["dropout"])
    used, place = used_pieces(examples, model.config.vocab_size)
    whole = narrowed(model, used)
    quicken(model)
    model.train()
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=numbers["rate"], betas=(0.9, 0.98), weight_decay=numbers["decay"], fused=True
    )
    average = {
        name: value.detach().clone() for name, value in model.state_dict().items() if "embed_tokens" not in name
    }
    step = 0
    if (folder / "state.pt").exists():
        state = torch.load(folder / "state.pt", weights_only=True, mmap=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average = {name: value.clone() for name, value in state["average"].items()}
        step = state["step"]
    total_tokens = sum(len(item.source) + len(item.target) for item in examples)
    print(
        f"{len(examples)} rows, {len(used)} pieces, {len(order)} steps, {total_tokens} tokens, from step {step}",
        flush=True,
    )

    def store() -> None:
        head = whole.clone()
        head[used] = average["lm_head.weight"]
        checkpoint.save({**average, "lm_head.weight": head}, start, folder / "last")
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
        torch.save(state, folder / "partial.pt")
        (folder / "partial.pt").replace(folder / "state.pt")

    bfloat16 = bfloat16_pays()
    sums: defaultdict[str, list[float]] = defaultdict(list)
    tokens, clock, saved = 0, time.monotonic(), time.monotonic()
    while step < len(order):
        group = [examples[index] for index in order[step]]
        for settings in optimizer.param_groups:
            settings["lr"] = rate(step, len(order), numbers)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            torch.manual_seed(recipe.seed + step)
            loss, by_row = losses(model, group, place, numbers["negatives"])
        (loss / float(sum(item.weight.sum() for item in group))).backward()
        for item, value in zip(group, by_row.tolist(), strict=True):
            sums[item.task].append(value)
            tokens += len(item.source) + len(item.target)
        torch.nn.utils.clip_grad_norm_(model.parameters(), numbers["clip"])
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if step % numbers["average_every"] == 0:
            share = min(numbers["average"], step / (step + 5 * numbers["average_every"]))
            for name, value in model.state_dict().items():
                if name in average:
                    average[name].lerp_(value, 1 - share)
        if step % numbers["log_every"] == 0:
            seconds = time.monotonic() - clock
            parts = " ".join(f"{task} {np.mean(values):.3f}" for task, values in sorted(sums.items()))
            print(f"step {step}/{len(order)} {tokens / seconds:.0f} tok/s | loss {parts}", flush=True)
            sums.clear()
            tokens, clock = 0, time.monotonic()
        if time.monotonic() - saved > numbers["save_seconds"]:
            store()
            saved = time.monotonic()
    store()
    print(f"done: {folder / 'last'}", flush=True)


def main() -> None:
    parser = options("Train the model.")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--start", type=Path, default=None)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    train(recipe, arguments.data or recipe.work / "data" / "main.jsonl.gz", arguments.start or recipe.start)


if __name__ == "__main__":
    main()

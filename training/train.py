"""Train on the prepared rows, resumable after a kill.

Takes `WORK/data/main.jsonl.gz`, `WORK/data/candidates.jsonl.gz` if it is there, and the checkpoint to start from.
Gives `WORK/train/last` (a transformers folder of averaged weights), `WORK/train/state.pt` (all that resuming takes)
and a log on stdout with loss, risk and tokens a second. Touches the work folder alone.

A row's target is learnt by its likelihood. Where a row has several targets of known worth, what is lost by drawing
one of them as the model would, the risk, is learnt as well.
"""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from rapidfuzz.distance import Levenshtein
from torch.nn import functional
from transformers import DynamicCache, EncoderDecoderCache, T5ForConditionalGeneration
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
    """One row as piece ids: its targets, for each a weight of every piece in the likelihood, and their worth."""

    task: str
    source: np.ndarray
    targets: tuple[np.ndarray, ...]
    weights: tuple[np.ndarray, ...]
    worth: tuple[float, ...] = ()
    """Empty where there is nothing to choose."""

    @property
    def longest(self) -> int:
        return max(map(len, self.targets))


def example(row: dict[str, Any], pieces: sentencepiece.SentencePieceProcessor, numbers: dict[str, Any]) -> Example:
    """Encode a row; of what is learnt, the pieces that an edit changed weigh more than copied ones."""
    source = np.array([*pieces.encode(row["source"])[: numbers["most_source"] - 1], END], dtype=np.int32)
    texts = row.get("targets", [row["target"]])
    targets = tuple(
        np.array([*pieces.encode(text)[: numbers["most_target"] - 1], END], dtype=np.int32) for text in texts
    )
    weights = tuple(
        piece_weights(row, target, pieces, numbers) if text == row["target"] else np.zeros(len(target))
        for text, target in zip(texts, targets, strict=True)
    )
    return Example(row["task"], source, targets, weights, tuple(row.get("worth", ())))


def piece_weights(
    row: dict[str, Any],
    target: np.ndarray,
    pieces: sentencepiece.SentencePieceProcessor,
    numbers: dict[str, Any],
) -> np.ndarray:
    weight = np.ones(len(target))
    if row["task"] in EDITED:
        before = pieces.encode(row["source"].split(": ", 1)[1])
        for block in Levenshtein.opcodes(before, target[1:-1].tolist()):
            if block.tag != "equal":
                start, stop = block.dest_start, max(block.dest_end, block.dest_start + 1)
                weight[1 + start : 1 + stop] = numbers["edit_weight"]
    return weight


def grouped(examples: list[Example], indexes: list[int], tokens: int) -> list[list[int]]:
    """Indexes in groups of like length, at most `tokens` padded tokens each."""
    result: list[list[int]] = []
    for start in range(0, len(indexes), WINDOW):
        group: list[int] = []
        for index in sorted(
            indexes[start : start + WINDOW], key=lambda i: (len(examples[i].source), examples[i].longest)
        ):
            if group and padded_size([examples[i] for i in (*group, index)]) > tokens:
                result.append(group)
                group = []
            group.append(index)
        result.append(group)
    return result


def padded_size(group: Sequence[Example]) -> int:
    """In tokens, every source and every target as long as the longest of them."""
    targets = sum(len(item.targets) for item in group)
    return len(group) * max(len(item.source) for item in group) + targets * max(item.longest for item in group)


def size(item: Example) -> int:
    """In tokens."""
    return len(item.source) + sum(map(len, item.targets))


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
    targets = [target for item in examples for target in item.targets]
    used = np.unique(np.concatenate([*targets, np.arange(3, dtype=np.int32)]))
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


def risks(
    log_p: torch.Tensor, lengths: torch.Tensor, group: list[Example], numbers: dict[str, Any]
) -> list[torch.Tensor]:
    """For each row of several targets, how much worth is lost by drawing one of them as the model would.

    `log_p` and `lengths`, one a target of `group`, in order. How likely a target is drawn: by its log-probability
    over its length to the power of `length_power`, times `sharpness`.
    """
    found = []
    start = 0
    for item in group:
        stop = start + len(item.targets)
        if item.worth:
            score = log_p[start:stop] / lengths[start:stop] ** numbers["length_power"].get(item.task, 0.0)
            drawn = torch.softmax(numbers["sharpness"][item.task] * score, 0)
            worth = torch.tensor(item.worth)
            found.append(worth.max() - (drawn * worth).sum())
        start = stop
    return found


def keys_and_values(
    model: T5ForConditionalGeneration, encoded: torch.Tensor, owner: torch.Tensor
) -> EncoderDecoderCache:
    """What the decoder sees of each target's source, computed once a source: a third of the work on headlines.

    `encoded` is (sources, pieces, width), `owner` the source of each target.
    """
    seen = DynamicCache()
    for index, block in enumerate(model.decoder.block):
        attention = block.layer[1].EncDecAttention
        heads = (*encoded.shape[:2], -1, attention.key_value_proj_dim)
        keys, values = (part(encoded).view(heads).transpose(1, 2)[owner] for part in (attention.k, attention.v))
        seen.update(keys, values, index)
    return EncoderDecoderCache(DynamicCache(), seen)


@dataclass(frozen=True)
class Losses:
    """Of a step: the weighted sum of the likelihood's loss, each row's mean of it, and each weighed row's risk."""

    likelihood: torch.Tensor
    by_row: list[float]
    risks: list[torch.Tensor]


def losses(
    model: T5ForConditionalGeneration, group: list[Example], place: torch.Tensor, numbers: dict[str, Any]
) -> Losses:
    """The encoder reads each source once, whatever the number of its targets; the output layer sees no padding."""
    source = padded([item.source for item in group], torch.long)
    target = padded([target for item in group for target in item.targets], torch.long)
    weight = padded([weight for item in group for weight in item.weights], torch.float32)
    owner = torch.tensor([row for row, item in enumerate(group) for _ in item.targets])
    mask = torch.zeros_like(source)
    for row, item in enumerate(group):
        mask[row, : len(item.source)] = 1
    shifted = torch.zeros_like(target)
    shifted[:, 1:] = target[:, :-1]
    encoded: BaseModelOutput = model.encoder(input_ids=source, attention_mask=mask)
    hidden = model.decoder(
        input_ids=shifted,
        encoder_hidden_states=encoded.last_hidden_state[owner],  # read for its shape: the cache has the rest
        encoder_attention_mask=mask[owner],
        cache=keys_and_values(model, encoded.last_hidden_state, owner),
    ).last_hidden_state
    real = target != IGNORED
    each = torch.zeros_like(weight)
    each[real] = sampled_loss(model.lm_head, hidden[real], place[target[real]], numbers["negatives"])
    learnt = (each * weight).sum(1)
    with torch.no_grad():
        by_row = torch.zeros(len(group)).index_add(0, owner, learnt)
        weights = torch.zeros(len(group)).index_add(0, owner, weight.sum(1)).clamp(min=1)
    found = risks(-each.sum(1), real.sum(1), group, numbers)
    return Losses(learnt.sum(), (by_row / weights).tolist(), found)


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


def train(recipe: Recipe, data: Sequence[Path], start: Path) -> None:
    numbers = recipe.train
    folder = recipe.work / "train"
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(numbers["threads"])
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(start / "spiece.model"))
    examples = [example(row, pieces, numbers) for path in data for row in rows(path)]
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
    total_tokens = sum(map(size, examples))
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
            found = losses(model, group, place, numbers)
        loss = found.likelihood + numbers["risk"] * sum(found.risks)
        learnt = float(sum(weight.sum() for item in group for weight in item.weights))
        (loss / max(1.0, learnt)).backward()  # a step may have weighed rows alone
        for item, value in zip(group, found.by_row, strict=True):
            if any(weight.any() for weight in item.weights):
                sums[item.task].append(value)
        for item, risk in zip((item for item in group if item.worth), found.risks, strict=True):
            sums[f"{item.task} risk"].append(risk.item())
        tokens += sum(map(size, group))
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
    parser.add_argument("--start", type=Path, default=None)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    files = (recipe.work / "data" / name for name in ("main.jsonl.gz", "candidates.jsonl.gz"))
    train(recipe, [path for path in files if path.exists()], arguments.start or recipe.start)


if __name__ == "__main__":
    main()

"""Average: one checkpoint whose weights are the mean of several of the same shape (a model soup).

Takes transformers folders, gives one with the first's config and tokenizer. Touches that folder alone. Runs that
start from one checkpoint end near enough to each other for their mean to be no worse than either (Wortsman et al.
2022, "Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file

from training import checkpoint


def average(sources: Sequence[Path], target: Path) -> None:
    several = [load_file(source / "model.safetensors") for source in sources]
    mean = {name: torch.stack([weights[name].float() for weights in several]).mean(0) for name in several[0]}
    checkpoint.save(mean, sources[0], target)


def main() -> None:
    parser = argparse.ArgumentParser(description="Average checkpoints.")
    parser.add_argument("target", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    arguments = parser.parse_args()
    average(arguments.sources, arguments.target)
    checkpoint.load(arguments.target)  # every weight has its place
    print(f"{arguments.target}: the mean of {len(arguments.sources)} checkpoints")


if __name__ == "__main__":
    main()

"""Calibrate: choose the thresholds of a model from the cases that `training.evaluate` wrote.

Takes `edits.jsonl.gz` (each case with the model's confidence in copying it, its candidate, the gain in log-
probability, errors before and after). Sweeps both thresholds of each level on every other case, keeps those
under which nothing that must not suffer suffers, picks the one that mends most, and prints what it does to the
other half. Touches no file; the numbers go into the export's settings by hand of `--out FILE`.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from training.evaluate import show, table, taken
from training.recipe import options, read_recipe
from training.text import rows

COPIES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
GAINS = (-1.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)


def outcome(records: list[dict[str, Any]], copy: float, gain: float) -> dict[str, dict[str, float]]:
    """By group: errors saved as a share of those there were, cases made better and worse, cases touched."""
    result: dict[str, dict[str, float]] = {}
    for group in dict.fromkeys(record["group"] for record in records):
        part = [record for record in records if record["group"] == group]
        used = [record for record in part if taken(record, copy, gain)]
        result[group] = {
            "saved": sum(record["before"] - record["after"] for record in used),
            "before": max(1.0, sum(record["before"] for record in part)),
            "better": sum(record["after"] < record["before"] for record in used),
            "worse": sum(record["after"] > record["before"] for record in used),
            "touched": len(used) / len(part),
        }
    return result


def safe(found: dict[str, dict[str, float]], limits: dict[str, Any]) -> bool:
    """True when clean text is left alone, no language of the post-edits loses, and better outweighs worse among
    them.
    """
    post = [row for group, row in found.items() if group.startswith("mlqe")]
    return (
        found["clean"]["touched"] <= limits["clean_touched"]
        and sum(row["better"] for row in post) >= limits["better_for_worse"] * sum(row["worse"] for row in post)
        and (not limits["every_language"] or all(row["saved"] >= 0 for row in post))
    )


def worth(found: dict[str, dict[str, float]]) -> float:
    """What is mended.

    The round trip's errors, those of singly-noised sentences, and, thrice over, the post-edits'.
    """
    post = [row for group, row in found.items() if group.startswith("mlqe")]
    shares = [found[group]["saved"] / found[group]["before"] for group in ("roundtrip", "single")]
    return sum(shares) + 3 * sum(row["saved"] for row in post) / sum(row["before"] for row in post)


def best(records: list[dict[str, Any]], limits: dict[str, Any]) -> tuple[float, float]:
    """The thresholds (copy, gain) that mend most among the safe ones; the most careful ones when none is safe."""
    found = [
        (worth(result), copy, gain)
        for copy, gain in product(COPIES, GAINS)
        if safe(result := outcome(records, copy, gain), limits)
    ]
    return max(found)[1:] if found else (COPIES[0], GAINS[-1])


def main() -> None:
    parser = options("Choose thresholds.")
    parser.add_argument("cases", type=Path, help="the edits.jsonl.gz of training.evaluate")
    parser.add_argument("--out", type=Path, help="write the thresholds as JSON")
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    records = list(rows(arguments.cases))
    chosen: dict[str, tuple[float, float]] = {}
    for level, limits in recipe.evaluate["limits"].items():
        part = [record for record in records if record["level"] == level]
        trial = best(part[::2], limits)
        show(f"{level}: chosen on one half {trial}, the other half", table(part[1::2], *trial))
        chosen[level] = best(part, limits)
        show(f"{level}: chosen on all {chosen[level]}, all", table(part, *chosen[level]))
    if arguments.out:
        thresholds = {
            "prefix": "fix",
            "copy": {level: copy for level, (copy, _) in chosen.items()},
            "gain": {level: gain for level, (_, gain) in chosen.items()},
        }
        arguments.out.write_text(json.dumps({"rewriting": thresholds}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

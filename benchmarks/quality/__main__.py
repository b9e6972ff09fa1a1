"""`python -m benchmarks.quality --data DIR`: options in, tables on standard output, progress on standard error."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.quality import systems, table
from benchmarks.quality.data import Draw
from benchmarks.quality.sets import SETS, Runner

DEFAULT_LIMIT = 200
GIVEN = [name for name in SETS if name != "own"]
"""The sets of the data folder."""


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    options.add_argument("--data", type=Path, default=Path(), help="the folder with rewrite/ and news/")
    options.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="[NAME=]FOLDER",
        help="a CTranslate2 model folder, or `embedded`; may be given several times",
    )
    options.add_argument("--sets", default=",".join(GIVEN), help=f"of {', '.join(SETS)}")
    options.add_argument(
        "--own",
        type=Path,
        metavar="FOLDER",
        help="articles/NAME.txt and references/NAME.txt, line by line: set `own`",
    )
    options.add_argument("--limit", type=int, default=DEFAULT_LIMIT, help="cases a set (a language, of MLQE-PE)")
    options.add_argument("--part", choices=("calibrate", "report", "all"), default="all")
    options.add_argument("--seed", type=int, default=1, help="which cases are drawn")
    options.add_argument("--bare", action="store_true", help="the bare models on every set, not on copying alone")
    options.add_argument("--no-peers", action="store_true", help="leave out harper and sumy")
    options.add_argument(
        "--together", type=int, default=1, metavar="N", help="so many sentences of a set count as one article's"
    )
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    options.add_argument("--outputs", type=Path, metavar="FILE", help="write every output, one JSON object a line")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    names = options.sets.split(",")
    unknown = [name for name in names if name not in SETS]
    if unknown:
        parser().error(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}")
    if ("own" in names) != (options.own is not None):
        parser().error("the set `own` and the option --own belong together")
    has_data = (options.data / "rewrite").is_dir() and (options.data / "news").is_dir()
    if names != ["own"] and not has_data:
        parser().error(f"{options.data} has no rewrite/ and news/")

    compared = assemble(options)
    started = time.perf_counter()

    def say(set_: str, system: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {set_}: {system}", file=sys.stderr, flush=True)

    runner = Runner(
        Draw(options.data, options.limit, options.part, options.seed, options.own), compared, say, options.bare
    )
    for name in names:
        runner.run(name)
    seconds = time.perf_counter() - started
    print(f"limit {options.limit}, part {options.part}, seed {options.seed}, {seconds:.0f} s\n")
    print(table.tables(runner.report.rows))
    if options.json:
        setting = {"limit": options.limit, "part": options.part, "seed": options.seed, "seconds": round(seconds)}
        options.json.write_text(table.as_json(runner.report.rows, setting), encoding="utf-8")
    if options.outputs:
        with options.outputs.open("w", encoding="utf-8") as lines:
            for example in runner.report.examples:
                lines.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    return 0


def assemble(options: argparse.Namespace) -> list[systems.System]:
    """The source, the repairs, the lead, the peers, then every model at both levels and bare."""
    from benchmarks.quality import product

    compared = [systems.source(), product.repairs(), systems.lead()]
    if not options.no_peers:
        found, missing = systems.peers()
        compared += found
        if missing:
            print(f"not installed: {', '.join(missing)} (extra `bench`)", file=sys.stderr)
    for given in options.model or ["embedded"]:
        name, _, folder = given.rpartition("=")
        place = None if folder == "embedded" else folder
        compared += product.load(name or Path(folder).name, place, options.threads, options.together)
    return compared


if __name__ == "__main__":
    sys.exit(main())

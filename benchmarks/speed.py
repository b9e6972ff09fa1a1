"""How fast the product is, as ratios against peers in the same run.

    python -m benchmarks.speed --article FILE [--data DIR] [--checkpoint FOLDER]

Takes one article, a folder of development data for more of them, and (for the peer that runs the same model
on torch) the checkpoint that the embedded model was converted from. Prints one Markdown table a job on
standard output; touches nothing but the file named by `--json`.

Absolute times belong to the machine and to what else it is doing. Every job therefore runs all its systems in
turn, `--rounds` times over, keeps each system's median, and reports its ratio to the product's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.document import Candidate
    from summarizer.engines.base import Decoding, Engine

ROUNDS = 3
ARTICLES = 16
"""Enough to fill the engine's batches several times over."""
TORCH_ARTICLES = 2
"""The peer on torch is so much slower that it gets this many; its figure is a rate all the same."""
MEGABYTE = 1 << 20
KILOBYTE = 1 << 10
PRODUCT = "summarizer"


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement: what one system took for one job."""

    job: str
    system: str
    seconds: float
    """Wall time of the job; for a throughput, of one article."""
    cpu: float
    """Processor seconds of the same, all threads together: what another program's load disturbs least."""
    peak_mb: float | None = None
    """The process's largest resident set, children left out."""


def cold(job: str, system: str, command: Sequence[str]) -> Run:
    """A fresh process from start to end, its output thrown away; it must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    with process.stderr as stream:
        complaint = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{job}, {system}: exit {process.returncode}\n{complaint.decode(errors='replace')}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(job, system, seconds, cpu, usage.ru_maxrss * KILOBYTE / MEGABYTE)


def command_line(*arguments: str) -> list[str]:
    """The product's own command, run by this interpreter."""
    return [sys.executable, "-c", "import sys; from summarizer.cli import main; sys.exit(main())", *arguments]


def help_jobs() -> list[tuple[str, list[str]]]:
    return [
        (PRODUCT, command_line("--help")),
        ("python alone", [sys.executable, "-c", "pass"]),
        ("sumy", [sys.executable, "-m", "sumy", "--help"]),
        ("import transformers", [sys.executable, "-c", "from transformers import AutoTokenizer"]),
    ]


def sample_jobs(article: Path, model: str | None, checkpoint: Path | None) -> list[tuple[str, list[str]]]:
    own = command_line("run", str(article), "--format", "json", *(["--model", model] if model else []))
    jobs = [(PRODUCT, own), ("harper + LexRank + textstat", part("peers", article))]
    if checkpoint is not None:
        jobs.append(("same model, torch, one at a time", part("torch", article, str(checkpoint))))
    return jobs


def part(name: str, article: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.speed", "--part", name, "--article", str(article), *more]


def in_turn(job: str, commands: Sequence[tuple[str, list[str]]], rounds: int) -> list[Run]:
    """Each system's median run; a first round warms the file cache and is not counted."""
    runs: list[list[Run]] = [
        [cold(job, system, command) for system, command in commands] for _ in range(rounds + 1)
    ]
    return [median([row[k] for row in runs[1:]]) for k in range(len(commands))]


def median(runs: Sequence[Run]) -> Run:
    """The run of median time (the faster one of the two in the middle)."""
    return sorted(runs, key=lambda run: run.seconds)[(len(runs) - 1) // 2]


class OneByOne:
    """An engine that is asked for one prompt at a time, as a plain loop over sentences would."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        return [self.engine.generate([prompt], decoding, prefix)[0] for prompt in prompts]

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        return [self.engine.score([p], [o], prefix)[0] for p, o in zip(prompts, outputs, strict=True)]


def throughput(
    texts: Sequence[str], model: str | None, checkpoint: Path | None, threads: int, rounds: int
) -> list[Run]:
    """Seconds an article through the whole pipeline: all at once, one after the other, and on torch."""
    from summarizer import engines, pipeline, prompts
    from summarizer.read import from_text
    from summarizer.settings import Settings

    articles = [from_text(text, force=True) for text in texts]
    templates = prompts.load()
    engine = engines.load(model, threads=threads)

    def together() -> int:
        return len(pipeline.process(articles, engine, templates, Settings()))

    def singly(engine: Engine, count: int) -> int:
        return sum(len(pipeline.process([article], engine, templates, Settings())) for article in articles[:count])

    jobs: list[tuple[str, Callable[[], int]]] = [
        (f"{PRODUCT}, all articles in one batch", together),
        (f"{PRODUCT}, one article after the other", lambda: singly(engine, len(articles))),
        ("one sentence after the other", lambda: singly(OneByOne(engine), len(articles))),
    ]
    if checkpoint is not None:
        torch = OneByOne(engines.load(checkpoint, threads=threads))
        jobs.append(("same model, torch, one at a time", lambda: singly(torch, TORCH_ARTICLES)))
    singly(engine, 1)  # lexicons are read once a process; no system pays for that
    runs: list[list[Run]] = []
    for _ in range(rounds):
        row = []
        for system, job in jobs:
            started, worked = time.perf_counter(), time.process_time()
            done = job()
            seconds, cpu = time.perf_counter() - started, time.process_time() - worked
            row.append(Run("one article in a long run", system, seconds / done, cpu / done))
        runs.append(row)
    return [median([row[k] for row in runs]) for k in range(len(jobs))]


def run_part(name: str, article: Path, checkpoint: str) -> None:
    """What a peer's fresh process does."""
    text = article.read_text(encoding="utf-8")
    if name == "peers":
        import nltk
        import textstat

        from benchmarks.quality import systems
        from summarizer.score import DATA_PATH

        nltk.data.path.append(str(DATA_PATH))  # textstat would download its dictionary otherwise

        mended = systems.harper(spelling=True).rewrite
        lines = systems.sumy("LexRank", systems.lexrank).summary
        assert mended is not None
        assert lines is not None
        better = mended([text])[0].text
        print(better, lines([better])[0].text, textstat.flesch_reading_ease(better))
    else:
        from summarizer import engines, pipeline, prompts
        from summarizer.read import read
        from summarizer.settings import Settings

        engine = OneByOne(engines.load(checkpoint, threads=0))
        print(pipeline.process([read(article)], engine, prompts.load(), Settings())[0].headline)


def table(job: str, runs: Sequence[Run]) -> str:
    first = runs[0]
    lines = [
        f"### {job}",
        "",
        "| system | seconds | times the product's | CPU seconds | times the product's | peak MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for run in runs:
        peak = "" if run.peak_mb is None else f"{run.peak_mb:.0f}"
        wall = f"{run.seconds:.2f} | {run.seconds / first.seconds:.2f}"
        lines.append(f"| {run.system} | {wall} | {run.cpu:.2f} | {run.cpu / first.cpu:.2f} | {peak} |")
    return "\n".join(lines)


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    options.add_argument("--article", type=Path, required=True, help="the article of the cold start")
    options.add_argument("--data", type=Path, help="development data: adds the throughput over real articles")
    options.add_argument("--model", help="a CTranslate2 folder; the embedded model otherwise")
    options.add_argument(
        "--checkpoint", type=Path, help="the same model for transformers and torch: adds that peer"
    )
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--threads", type=int, default=0)
    options.add_argument("--json", type=Path, metavar="FILE")
    options.add_argument("--part", help=argparse.SUPPRESS)
    options.add_argument("given", nargs="?", default="", help=argparse.SUPPRESS)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if options.part:
        run_part(options.part, options.article, options.given)
        return 0
    jobs = {
        "`--help`": help_jobs(),
        "one article from a cold start": sample_jobs(options.article, options.model, options.checkpoint),
    }
    found: list[Run] = []
    for job, commands in jobs.items():
        runs = in_turn(job, commands, options.rounds)
        found += runs
        print(table(job, runs), end="\n\n", flush=True)
    if options.data:
        from benchmarks.quality.data import Draw

        texts = [case.text for case in Draw(options.data, options.articles).documents(options.articles)]
        runs = throughput(texts, options.model, options.checkpoint, options.threads, options.rounds)
        found += runs
        print(table(f"one article of {len(texts)} in a long run", runs))
    if options.json:
        rows = [asdict(run) for run in found]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

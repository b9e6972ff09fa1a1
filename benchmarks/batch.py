"""How a batch holds up: its rate, its memory, what being killed does to it, and its pace beside other ways.

    python -m benchmarks.batch --data DIR [--articles 2000] [--kills 20] [--checkpoint FOLDER] [--folder DIR]

Takes the development data, and for the peer on torch the checkpoint that the embedded model was converted from.
Writes real machine-translated articles out as files and runs the batch on them, in a folder that is deleted at
the end unless `--folder` names one. Prints Markdown on standard output.

- `run`: the articles a minute, the share of time in which no call of the model was running, and the largest
  resident set in each quarter of the articles; the last must not exceed the first by more than a tenth.
- `kills`: the batch is killed with SIGKILL at random moments and goes on; its files must be those of a run that
  was not killed, timings aside, and no article may be done twice.
- `peers`: the seconds an article takes in a batch, with the command once a file, and with the same model on
  transformers and torch fed one sentence at a time; as ratios, measured in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.batch import Report

ARTICLES, KILLS, KILLED_ARTICLES, PEER_ARTICLES = 2000, 20, 200, 12
QUARTERS = 4
TOLERANCE = 0.10
"""By how much the memory of the last quarter may exceed that of the first."""
TORCH_ARTICLES = 2
"""The peer on torch is so much slower that it gets this many; its figure is a rate all the same."""


class TimedEngine:
    """An engine, and for how long any of its calls was running."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.busy = 0.0
        self._lock = threading.Lock()
        self._running = 0
        self._since = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def generate(self, *arguments: Any, **options: Any) -> Any:
        with self._timed():
            return self.engine.generate(*arguments, **options)

    def score(self, *arguments: Any, **options: Any) -> Any:
        with self._timed():
            return self.engine.score(*arguments, **options)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        with self._lock:
            if not self._running:
                self._since = time.perf_counter()
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                if not self._running:
                    self.busy += time.perf_counter() - self._since


@dataclass
class Memory:
    """A watcher: the largest resident set, in MB, seen in each quarter of the articles."""

    total: int = 0
    peaks: list[float] = field(default_factory=lambda: [0.0] * QUARTERS)
    quarter: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def begin(self, total: int) -> None:
        self.total = total
        threading.Thread(target=self._sample, daemon=True).start()

    def at(self, stage: str, articles: int) -> None:
        pass

    def done(self, report: Report) -> None:
        self.quarter = min(QUARTERS - 1, QUARTERS * report.through // max(1, self.total))

    def _sample(self) -> None:
        while not self.ended.wait(0.1):
            self.peaks[self.quarter] = max(self.peaks[self.quarter], resident())


def resident() -> float:
    """This process's resident set, in MB."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def articles(data: Path, folder: Path, count: int) -> Path:
    """Machine-translated news, each article by as many systems as it takes, in subfolders of a hundred."""
    from benchmarks.quality.data import rows

    texts = [
        (f"{row['id']}-{system}", "\n\n".join(" ".join(paragraph) for paragraph in paragraphs))
        for row in rows(data / "rewrite" / "wmt_articles_2022_2023.jsonl.gz")
        if row["domain"] == "news"
        for system, paragraphs in row["hyps"].items()
    ]
    texts.sort(key=lambda item: hashlib.sha256(item[0].encode()).hexdigest())
    for number, (_, text) in enumerate(texts[:count]):
        place = folder / f"{number // 100:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:04}.txt").write_text(text, encoding="utf-8")
    if len(texts) < count:
        print(f"The data has {len(texts)} articles, not {count}.\n")
    return folder


def run(folder: Path, out: Path, model: str | None, threads: int, jobs: int) -> bool:
    """Whether memory stayed flat."""
    from summarizer import load_engine, process_folder

    engine, memory = TimedEngine(load_engine(model, threads=threads)), Memory()
    cpu, started = time.process_time(), time.perf_counter()
    report = process_folder(folder, out, engine=engine, jobs=jobs, watcher=memory, restart=True)  # type: ignore[arg-type]
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    memory.ended.set()
    made = report.done + report.failed
    growth = memory.peaks[-1] / memory.peaks[0] - 1
    peaks = ", ".join(f"{peak:.0f}" for peak in memory.peaks)
    print(
        f"| articles | failed | articles a minute | CPU seconds an article | time outside the model | "
        f"peak MB a quarter | last over first |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        f"| {made} | {report.failed} | {60 * made / seconds:.1f} | {cpu / made:.2f} | "
        f"{1 - engine.busy / seconds:.1%} | "
        f"{peaks} | {growth:+.1%} |\n",
        flush=True,
    )
    return growth <= TOLERANCE


def kills(folder: Path, place: Path, model: str | None, number: int, seed: int) -> bool:
    """Whether the killed run ends like the other one."""
    command = [sys.executable, "-m", "summarizer", "batch", str(folder), "--no-progress"]
    command += ["--model", model] if model else []
    calm, killed = place / "calm", place / "killed"
    started = time.perf_counter()
    subprocess.run([*command, "-o", str(calm)], check=True, stdout=subprocess.DEVNULL)
    whole = time.perf_counter() - started
    chance = random.Random(seed)
    twice = 0
    for _ in range(number):
        child = subprocess.Popen([*command, "-o", str(killed)], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 2 * whole / number))
        child.send_signal(signal.SIGKILL)
        child.wait()
        if (killed / "journal.jsonl").exists():
            half = [path for path in killed.rglob("*.json") if not is_json(path)]
            if half:
                print(f"half files: {half}")
                return False
    subprocess.run([*command, "-o", str(killed)], check=True, stdout=subprocess.DEVNULL)
    lines = [json.loads(line) for line in (killed / "journal.jsonl").read_text(encoding="utf-8").splitlines()]
    twice = sum(count > 1 for count in Counter(line["path"] for line in lines).values())
    differing = [name for name, text in tree(calm).items() if tree(killed).get(name) != text]
    more = set(tree(killed)) - set(tree(calm))
    print(
        f"{number} kills over {len(lines)} articles: {len(differing)} files differ, {len(more)} too many, "
        f"{twice} articles done twice.\n",
        flush=True,
    )
    return not differing and not more and not twice


def is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


def tree(out: Path) -> dict[str, str]:
    """The hash of every file, timings aside."""
    return {
        str(path.relative_to(out)): hashlib.sha256(without_timings(path.read_bytes())).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def without_timings(content: bytes) -> bytes:
    return re.sub(rb'"seconds": [\d.]+|, \d+\.\d s(?=;|$)', b"", content, flags=re.MULTILINE)


def peers(folder: Path, place: Path, model: str | None, checkpoint: Path | None, threads: int, rounds: int) -> None:
    """Prints a table; the batch's time holds the start of its process, as the command's does."""
    files = sorted(path for path in folder.rglob("*.txt"))[:PEER_ARTICLES]
    own = ["--model", model] if model else []
    product = [sys.executable, "-m", "summarizer"]

    def batch() -> float:
        names = "\n".join(map(str, files))
        command = [*product, "batch", str(folder), "--files-from", "-", "--restart", "-o", str(place / "peers")]
        return timed(lambda: run_quietly([*command, *own], names)) / len(files)

    def once_a_file() -> float:
        return timed(lambda: [run_quietly([*product, "run", str(f), *own]) for f in files]) / len(files)

    def torch() -> float:
        from benchmarks.speed import OneByOne
        from summarizer import engines, pipeline, prompts
        from summarizer.read import read
        from summarizer.settings import Settings

        engine = OneByOne(engines.load(str(checkpoint), threads=threads))
        read_ = [read(f) for f in files[:TORCH_ARTICLES]]
        return timed(lambda: [pipeline.process([a], engine, prompts.load(), Settings()) for a in read_]) / len(
            read_
        )  # type: ignore[arg-type]

    systems: list[tuple[str, Callable[[], float]]] = [("batch", batch), ("the command once a file", once_a_file)]
    if checkpoint is not None:
        systems.append(("same model, torch, one sentence at a time", torch))
    found = [[measure() for _, measure in systems] for _ in range(rounds)]
    medians = [sorted(row[k] for row in found)[(rounds - 1) // 2] for k in range(len(systems))]
    print("| system | seconds an article | times the batch's |\n| --- | ---: | ---: |")
    for (name, _), seconds in zip(systems, medians, strict=True):
        print(f"| {name} | {seconds:.2f} | {seconds / medians[0]:.1f} |")
    print(flush=True)


def run_quietly(command: Sequence[str], text: str = "") -> None:
    subprocess.run(command, check=True, input=text, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def timed(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="the development data")
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--kills", type=int, default=KILLS)
    options.add_argument("--killed-articles", type=int, default=KILLED_ARTICLES)
    options.add_argument("--parts", default="run,kills,peers")
    options.add_argument("--model", help="a CTranslate2 folder; the embedded model otherwise")
    options.add_argument("--checkpoint", type=Path, help="the same model for torch: adds that peer")
    options.add_argument("--folder", type=Path, help="where articles and results are left")
    options.add_argument("--group", type=int, help="articles that go through the model together")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--threads", type=int, default=0)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if options.group:
        from summarizer.batch import groups

        groups.GROUP_ARTICLES = options.group
    parts, sound = options.parts.split(","), True
    with tempfile.TemporaryDirectory() as temporary:
        place = options.folder or Path(temporary)
        if "run" in parts:
            news = articles(options.data, place / "news", options.articles)
            sound &= run(news, place / "results", options.model, options.threads, options.jobs)
        if "kills" in parts:
            few = articles(options.data, place / "few", options.killed_articles)
            sound &= kills(few, place, options.model, options.kills, options.seed)
        if "peers" in parts:
            news = articles(options.data, place / "peer news", PEER_ARTICLES)
            peers(news, place, options.model, options.checkpoint, options.threads, options.rounds)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

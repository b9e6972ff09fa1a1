"""How a batch holds up: its rate, its memory, what being killed does to it, and its pace beside other ways.

    python -m benchmarks.batch --data DIR [--parts run,kills,peers,ray] [--checkpoint FOLDER] [--folder DIR]

Takes the development data, and for the peer on torch a checkpoint of the embedded model's size and kind. Writes
real machine-translated articles out as files and runs the batch on them, in a folder that is deleted at the end
unless `--folder` names one. Prints Markdown on standard output, and on standard error, now and then, how far it is
and all that is known by then; one that is ended by Ctrl-C or SIGTERM prints what it has.

- `run`: the articles a minute, the share of time in which no call of the model was running, and the largest
  resident set in each quarter of the articles; the last must not exceed the first by more than a tenth.
- `kills`: the batch is killed with SIGKILL at random moments and goes on; its files must be those of a run that
  was not killed, timings aside, and no article may be done twice.
- `peers`: the seconds for a thousand words in a batch, with the command once a file, and with the same pipeline on
  transformers and torch fed one article at a time; as ratios, measured in turn.
- `ray`: the files of a batch on Ray, undisturbed and with workers killed in the middle, must be the local one's.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import processes

if TYPE_CHECKING:
    from summarizer.batch import Report

ARTICLES, KILLS, KILLED_ARTICLES, PEER_ARTICLES, RAY_ARTICLES = 2000, 20, 200, 40, 100
QUARTERS = 4
TOLERANCE = 0.10
"""By how much the memory of the last quarter may exceed that of the first."""
TORCH_ARTICLES = 4
"""The peer on torch is so much slower that it gets this many; its figure is a rate all the same."""
AT_LEAST = {"the command once a file": 3.0, "transformers and torch, one article at a time": 5.0}
"""How many times a batch's pace is theirs."""
SAMPLED = 0.1
"""Seconds between two looks at the memory."""
TOLD = 30.0
"""Seconds between two lines of progress."""
PRODUCT = [sys.executable, "-m", "summarizer"]
PARTLY = 5
"""The exit code where some articles could not be used, which real ones may be."""


class TimedEngine:
    """An engine, and for how long any of its calls was running."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self._busy = 0.0
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

    @property
    def busy(self) -> float:
        with self._lock:
            return self._busy + (time.perf_counter() - self._since if self._running else 0.0)

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
                    self._busy += time.perf_counter() - self._since


@dataclass
class Measured:
    """A watcher: what a run has come to, and the largest resident set, in MB, in each quarter of its articles."""

    engine: TimedEngine
    report: Report | None = None
    peaks: list[float] = field(default_factory=lambda: [0.0] * QUARTERS)
    ended: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=time.perf_counter)
    cpu: float = field(default_factory=time.process_time)
    told: float = field(default_factory=time.monotonic)

    def begin(self, total: int) -> None:
        threading.Thread(target=self._sample, daemon=True).start()

    def at(self, stage: str, articles: int) -> None:
        pass

    def done(self, report: Report) -> None:
        self.report = report
        self._look()
        if time.monotonic() - self.told > TOLD or report.through == report.total:
            self.told = time.monotonic()
            tell(f"{report.through} of {report.total}: {self.row()}")

    def growth(self) -> float:
        """Of the last quarter that has begun, over the first."""
        begun = [peak for peak in self.peaks if peak]
        return begun[-1] / begun[0] - 1 if begun else 0.0

    def row(self) -> str:
        seconds, made = time.perf_counter() - self.started, max(1, self.report.done if self.report else 0)
        failed = self.report.failed if self.report else 0
        peaks = ", ".join(f"{peak:.0f}" for peak in self.peaks)
        return (
            f"| {made} | {failed} | {60 * made / seconds:.1f} | {(time.process_time() - self.cpu) / made:.2f} | "
            f"{1 - self.engine.busy / seconds:.1%} | {peaks} | {self.growth():+.1%} |"
        )

    def _look(self) -> None:
        report = self.report
        quarter = 0 if report is None else min(QUARTERS - 1, QUARTERS * report.through // max(1, report.total))
        self.peaks[quarter] = max(self.peaks[quarter], processes.resident())

    def _sample(self) -> None:
        while not self.ended.wait(SAMPLED):
            self._look()


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


def run(folder: Path, out: Path, options: argparse.Namespace) -> bool:
    """Whether memory stayed flat."""
    from summarizer import load_engine, process_folder
    from summarizer.batch import Interrupted

    engine: Any = load_engine(options.model, threads=options.threads)
    # Below what carries words around the model: that is the program's own work.
    engine.engine = timed_engine = TimedEngine(engine.engine)
    measured = Measured(timed_engine)
    is_whole = True
    try:
        process_folder(folder, out, engine=engine, jobs=options.jobs, watcher=measured)
    except Interrupted:
        is_whole = False
    measured.ended.set()
    written = [path.stat().st_size for path in (out / "articles").rglob("*") if path.is_file()]
    lines = (out / "journal.jsonl").read_bytes()
    made = max(1, lines.count(b"\n"))
    print(
        "| articles | failed | articles a minute | CPU seconds an article | time outside the model | "
        "peak MB a quarter | last over first |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        f"{measured.row()}\n\n"
        f"{words(folder):.0f} words an article; {sum(written) / made / 1000:.0f} kB of results and "
        f"{len(lines) / made / 1000:.1f} kB of journal each.\n",
        flush=True,
    )
    if not is_whole:
        raise KeyboardInterrupt
    return measured.growth() <= TOLERANCE


def kills(folder: Path, place: Path, options: argparse.Namespace) -> bool:
    """Whether the killed run ends like the other one."""
    calm, killed = place / "calm", place / "killed"
    whole = timed(lambda: batch(folder, calm, options))
    tell(f"undisturbed in {whole:.0f} s")
    chance = random.Random(options.seed)
    number, half = 0, 0
    try:
        for number in range(1, options.kills + 1):
            child = start(folder, killed, options)
            time.sleep(chance.uniform(0, 2 * whole / options.kills))
            child.kill()
            child.wait()
            half += sum(not is_json(path) for path in killed.rglob("*.json"))
            tell(f"kill {number} of {options.kills}: {len(journal(killed))} articles are done, {half} half files")
        batch(folder, killed, options)
    finally:
        times = Counter(line["path"] for line in journal(killed) if line["status"] == "done")
        twice = sum(count > 1 for count in times.values())
        differing = differences(calm, killed)
        print(
            f"{number} kills over {len(times)} articles: {half} half files, {len(differing)} files that differ "
            f"or are not in both, {twice} articles done twice.\n",
            flush=True,
        )
    return not (half or differing or twice)


def peers(folder: Path, place: Path, options: argparse.Namespace) -> bool:
    """Whether the batch is as much faster as it has to be. Its time holds the start of its process."""
    batch(folder, place / "usable", options)
    files = [folder / line["path"] for line in journal(place / "usable") if line["status"] == "done"]
    systems: list[tuple[str, Callable[[], float]]] = [
        ("batch", lambda: pace(files, lambda: batch(folder, place / "peers", options, "--restart"))),
        ("the command once a file", lambda: pace(files, lambda: [once(file, options) for file in files])),
    ]
    if options.checkpoint is not None:
        singly = on_torch(options)
        few = files[:TORCH_ARTICLES]
        systems.append(
            ("transformers and torch, one article at a time", lambda: pace(few, lambda: [singly(f) for f in few]))
        )
    found: list[list[float]] = [[] for _ in systems]
    try:
        for turn in range(options.rounds):
            for k, (name, measure) in enumerate(systems):
                found[k].append(measure())
                tell(f"round {turn + 1} of {options.rounds}, {name}: {found[k][-1]:.2f} s for a thousand words")
    finally:
        medians = [sorted(row)[(len(row) - 1) // 2] for row in found if row]
        print("| system | seconds for a thousand words | times the batch's | at least |")
        print("| --- | ---: | ---: | ---: |")
        for (name, _), seconds in zip(systems, medians, strict=False):
            print(f"| {name} | {seconds:.2f} | {seconds / medians[0]:.1f} | {AT_LEAST.get(name, 1):.0f} |")
        print(
            f"\n{len(files)} articles, {words(folder):.0f} words each; {TORCH_ARTICLES} of them on torch.\n",
            flush=True,
        )
    return all(s >= AT_LEAST.get(name, 1) * medians[0] for (name, _), s in zip(systems, medians, strict=True))


def on_torch(options: argparse.Namespace) -> Callable[[Path], object]:
    """The pipeline on one article, with the checkpoint on torch doing what the product's model does: the same
    prompts, decoding and gates. The model is open before anything is measured."""
    from summarizer import engines, pipeline, prompts
    from summarizer.read import read
    from summarizer.settings import Settings

    product, engine = engines.load(options.model), engines.load(options.checkpoint, threads=options.threads)
    engine.engine.spec = product.spec  # type: ignore[attr-defined]
    engine.engine.token_limit = product.token_limit  # type: ignore[attr-defined]
    templates = prompts.load()
    return lambda file: pipeline.process([read(file)], engine, templates, Settings())


def ray(folder: Path, place: Path, options: argparse.Namespace) -> bool:
    """Whether Ray's files are the local engine's, though workers are killed."""
    out = {name: place / name for name in ("local", "ray", "ray, workers killed")}
    seconds = {"local": timed(lambda: batch(folder, out["local"], options))}
    tell(f"local in {seconds['local']:.0f} s")
    more = ["--engine", "ray", "--workers", str(options.workers)]
    seconds["ray"] = timed(lambda: batch(folder, out["ray"], options, *more))
    tell(f"on Ray in {seconds['ray']:.0f} s")

    child = start(folder, out["ray, workers killed"], options, *more)
    began, dead, memory = time.perf_counter(), 0, 0.0
    total = len(journal(out["local"]))
    while child.poll() is None:
        time.sleep(SAMPLED)
        workers = [
            pid for pid in processes.descendants(child.pid) if processes.title(pid).startswith("ray::_Worker")
        ]
        memory = max([memory, *(processes.resident(pid, peak=True) for pid in workers)])
        # The first one at work on the first group, the second once half of the articles are done.
        if workers and dead < 2 and len(journal(out["ray, workers killed"])) >= dead * total // 2:
            time.sleep(1.0)
            with suppress(ProcessLookupError):  # the run may just have come to its end
                os.kill(workers[0], signal.SIGKILL)
                dead += 1
                tell(
                    f"worker {dead} killed, {len(journal(out['ray, workers killed']))} of {total} articles are done"
                )
    seconds["ray, workers killed"] = time.perf_counter() - began
    check_exit(child)

    differing = {name: differences(out["local"], out[name]) for name in out}
    print("| batch | seconds | files that differ from the local ones, or are not in both |\n| --- | ---: | ---: |")
    for name in out:
        print(f"| {name} | {seconds[name]:.0f} | {len(differing[name])} |")
    print(
        f"\n{total} articles; {dead} workers killed; a worker's largest resident set is {memory:.0f} MB.\n",
        flush=True,
    )
    return not any(differing.values()) and dead > 0


def start(folder: Path, out: Path, options: argparse.Namespace, *more: str) -> subprocess.Popen[bytes]:
    command = [*PRODUCT, "batch", str(folder), "-o", str(out), "--threads", str(options.threads), *more]
    command += ["--model", options.model] if options.model else []
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def batch(folder: Path, out: Path, options: argparse.Namespace, *more: str) -> None:
    """From beginning to end, in a process of its own."""
    child = start(folder, out, options, *more)
    try:
        child.wait()
    except BaseException:
        child.kill()
        child.wait()
        raise
    check_exit(child)


def once(file: Path, options: argparse.Namespace) -> None:
    command = [*PRODUCT, "run", str(file), "--threads", str(options.threads), "--format", "json"]
    command += ["--model", options.model] if options.model else []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def check_exit(child: subprocess.Popen[bytes]) -> None:
    if child.returncode not in (0, PARTLY):
        raise RuntimeError(f"the batch ended with {child.returncode}")


def journal(out: Path) -> list[dict[str, Any]]:
    """The whole lines there are by now."""
    path = out / "journal.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line) for line in lines]


def is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same, timings aside, or not in both."""
    ours, theirs = tree(one), tree(other)
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))


def tree(out: Path) -> dict[str, str]:
    """The hash of every file, timings aside."""
    return {
        str(path.relative_to(out)): hashlib.sha256(without_timings(path.read_bytes())).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def without_timings(content: bytes) -> bytes:
    return re.sub(rb'"seconds": [\d.]+|, \d+\.\d s(?=;|<|$)', b"", content, flags=re.MULTILINE)


def words(folder: Path) -> float:
    """In an article, on average."""
    counts = [len(path.read_text(encoding="utf-8").split()) for path in folder.rglob("*.txt")]
    return sum(counts) / max(1, len(counts))


def pace(files: Sequence[Path], job: Callable[[], object]) -> float:
    """Seconds for a thousand words."""
    return timed(job) / sum(len(file.read_text(encoding="utf-8").split()) for file in files) * 1000


def timed(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def tell(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


PARTS: dict[str, tuple[str, Callable[[Path, Path, argparse.Namespace], bool]]] = {
    "run": ("articles", lambda news, place, options: run(news, place / "results", options)),
    "kills": ("killed_articles", kills),
    "peers": ("peer_articles", peers),
    "ray": ("ray_articles", ray),
}
"""Each part, and the option that says of how many articles."""


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.batch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="the development data")
    options.add_argument("--parts", default=",".join(PARTS))
    options.add_argument("--articles", type=int, default=ARTICLES, help="of the run")
    options.add_argument("--kills", type=int, default=KILLS)
    options.add_argument("--killed-articles", type=int, default=KILLED_ARTICLES)
    options.add_argument("--peer-articles", type=int, default=PEER_ARTICLES)
    options.add_argument("--ray-articles", type=int, default=RAY_ARTICLES)
    options.add_argument("--model", help="a CTranslate2 folder; the embedded model otherwise")
    options.add_argument("--checkpoint", type=Path, help="such a model for torch: adds that peer")
    options.add_argument("--folder", type=Path, help="a new folder, where articles and results are left")
    options.add_argument("--group", type=int, help="articles that go through the model together, in the run")
    options.add_argument("--jobs", type=int, default=2, help="groups at work at once, in the run")
    options.add_argument("--threads", type=int, default=0)
    options.add_argument("--workers", type=int, default=0, help="Ray's")
    options.add_argument("--rounds", type=int, default=3, help="of the peers")
    options.add_argument("--seed", type=int, default=1)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    parts = options.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser().error(f"there is no part {', '.join(sorted(unknown))}")
    if options.folder is not None and options.folder.exists():
        parser().error(f"{options.folder} is there already")
    if options.group:
        from summarizer.batch import groups

        groups.GROUP_ARTICLES = options.group
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    place, sound = options.folder or Path(tempfile.mkdtemp(prefix="summarizer-benchmark-")), True
    try:
        for part in parts:
            count, measure = PARTS[part]
            tell(f"{part}: {vars(options)[count]} articles")
            print(f"### {part}\n", flush=True)
            try:
                news = articles(options.data, place / part / "news", vars(options)[count])
                sound &= measure(news, place / part, options)
            except Exception:
                # The parts after this one are worth having all the same.
                traceback.print_exc()
                print("It failed.\n", flush=True)
                sound = False
    except KeyboardInterrupt:
        print("Ended before it was through.\n", flush=True)
        return 130
    finally:
        if options.folder is None:
            shutil.rmtree(place, ignore_errors=True)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

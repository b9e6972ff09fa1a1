"""Short ways to a folder of articles, and a batch over it with an engine that follows a script.

Run as a program it is a batch in a process of its own, which a test can kill:

    python -m tests.batches FOLDER OUT [SECONDS [WORKERS [ADDRESS]]]

SECONDS is what a call of the engine takes; with WORKERS these are processes of Ray, of the cluster at ADDRESS.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from pathlib import Path

from summarizer.batch import Cluster, Interrupted, Report
from summarizer.batch.run import run
from summarizer.engines.scripted import ScriptedEngine
from summarizer.settings import Settings

ARTICLE = """Flood number {n} in the old town of Prague

The river Vltava have flooded the old town of Prague on Monday after a week of of rain.
The city closed {n} bridges in the night ,and it moved two hospitals to higher ground.

“We were never so surprised,” said the mayor Jan Dvořák. He will ask the government for 40 million euros.
"""


DEADLY = "Stop all engines"


def echo(prompt: str) -> str:
    """A model that mends one verb, and whose headline and summary are the text's own first words."""
    task, _, text = prompt.partition(": ")
    return " ".join(text.split()[:9]) if task in ("headline", "summarize") else text.replace("have f", "has f")


class SlowEngine(ScriptedEngine):
    """Takes its time, so that there is a moment to be killed in; of `DEADLY` its process dies."""

    def __init__(self, seconds: float) -> None:
        super().__init__(echo)
        self.seconds = seconds

    def generate(self, prompts, *arguments, **options):
        time.sleep(self.seconds)
        if any(DEADLY in prompt for prompt in prompts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().generate(prompts, *arguments, **options)


def articles(folder: Path, count: int) -> Path:
    """`count` articles, in three subfolders."""
    for n in range(count):
        place = folder / ("north", "south", "south/sea")[n % 3]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n:03}.txt").write_text(ARTICLE.format(n=n + 2), encoding="utf-8")
    return folder


def batch(folder: Path, out: Path, engine=None, settings: Settings | None = None, **options) -> Report:
    return run(folder, out, settings or Settings(), engine=engine or ScriptedEngine(echo), **options)


def tree(out: Path) -> dict[str, str]:
    """Every file of OUT by its path, timings aside."""
    return {
        path.relative_to(out).as_posix(): without_timings(path.read_text(encoding="utf-8"))
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def without_timings(text: str) -> str:
    return re.sub(r'"seconds": [\d.]+|, \d+\.\d s(?=$|</p>$)', "", text, flags=re.MULTILINE)


def journal(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / "journal.jsonl").read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    seconds, workers, address = (*sys.argv[3:], *["0", "", ""][len(sys.argv) - 3 :])
    cluster = Cluster(address or None, int(workers)) if workers else None
    try:
        print(batch(Path(sys.argv[1]), Path(sys.argv[2]), SlowEngine(float(seconds)), cluster=cluster))
    except Interrupted as stopped:
        print(stopped.report)
        sys.exit(130)

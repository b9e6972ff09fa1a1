"""A batch on Ray: the same files as without it, whoever dies. Real processes, an engine that follows a script."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.processes import descendants, is_alive, title
from tests.batches import ARTICLE, DEADLY, articles, batch, journal, tree

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs the extra: pip install 'newsdesk-summarizer[ray]'"
)

ROOT = Path(__file__).parents[1]
PATIENCE = 240
"""Seconds after which what a test waits for will not come any more. Ray takes several to start."""


@pytest.fixture
def news(tmp_path, monkeypatch) -> Path:
    """Relative, as users name folders: a worker has to find them too."""
    monkeypatch.chdir(tmp_path)
    return articles(Path("news"), 30)


@pytest.fixture
def out() -> Path:
    return Path("out")


def start(
    folder: Path, out: Path, seconds: float = 0.0, workers: int = 2, address: str = "", **environment: str
) -> subprocess.Popen[str]:
    """A batch in a process of its own, at the head of a group as one in a terminal is."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batches", str(folder), str(out), str(seconds), str(workers), address],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for(condition: Callable[[], object], child: subprocess.Popen[str] | None = None) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came"
        assert child is None or child.poll() is None, child.communicate()
        time.sleep(0.05)


def has_lines(out: Path, count: int) -> Callable[[], bool]:
    path = out / "journal.jsonl"
    return lambda: path.exists() and path.read_bytes().count(b"\n") >= count


def workers_of(family: list[int]) -> list[int]:
    return [pid for pid in family if title(pid).startswith("ray::_Worker")]


def listeners(pids: list[int]) -> Iterator[str]:
    """The addresses and ports, in hexadecimal, on which processes wait for connections."""
    links = (link for pid in pids for link in Path(f"/proc/{pid}/fd").glob("*"))
    sockets = {str(link.readlink()) for link in links if link.is_symlink()}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == "0A" and f"socket:[{inode}]" in sockets:
                yield local


def test_the_files_are_those_of_the_local_engine_and_nothing_else_is_said(news, out):
    (news / "empty.txt").write_bytes(b"")
    (news / "gone.txt").symlink_to("nowhere")
    child = start(news, out)
    stdout, stderr = child.communicate(timeout=PATIENCE)
    report = batch(news, Path("local"))

    assert (report.done, report.failed) == (30, 2)
    assert child.returncode == 0, stderr
    assert stdout.startswith("Report(total=32, done=30, kept=0, failed=2")
    assert (stdout.count("\n"), stderr) == (1, "")
    assert tree(out) == tree(Path("local"))


def test_on_a_cluster_that_runs_already_they_are_the_same(news, out):
    # The test's own cluster, on the loopback address and without the token that one for other machines has.
    port = random.randrange(20000, 30000)
    own = {"RAY_AUTH_MODE": "disabled", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as logs:
        head = subprocess.Popen(
            [Path(sys.executable).with_name("ray"), "start", "--head", "--block", "--node-ip-address=127.0.0.1",
             f"--port={port}", "--num-cpus=1", "--include-dashboard=false", f"--temp-dir={logs}"],
            env={**os.environ, "PYTHONPATH": str(ROOT), **own},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        family = []
        try:
            wait_for(lambda: any(place.endswith(f":{port:04X}") for place in listeners(descendants(head.pid))))
            child = start(news, out, 0.0, 1, f"127.0.0.1:{port}", **own)
            stdout, stderr = child.communicate(timeout=PATIENCE)
            family = descendants(head.pid)
        finally:
            head.terminate()
            head.wait(PATIENCE)
    assert family  # it outlives the run
    assert "done=30, kept=0, failed=0" in stdout, stderr
    batch(news, Path("local"))
    assert tree(out) == tree(Path("local"))


def test_a_killed_worker_costs_nothing_and_nobody_listens_to_the_network(news, out):
    child = start(news, out, 0.1)
    wait_for(has_lines(out, 4), child)
    family = descendants(child.pid)
    workers = workers_of(family)
    heard = {place.partition(":")[0] for place in listeners(family)}
    os.kill(workers[0], signal.SIGKILL)
    stdout, stderr = child.communicate(timeout=PATIENCE)

    assert len(workers) == 2
    assert heard <= {"0100007F", "0" * 24 + "01000000", "0000000000000000FFFF00000100007F"}
    assert heard
    assert "done=30, kept=0, failed=0" in stdout
    assert stderr == ""
    batch(news, Path("local"))
    assert tree(out) == tree(Path("local"))


def test_an_article_that_kills_every_worker_fails_alone(news, out):
    deadly = ARTICLE.format(n=99).replace("The city", f"{DEADLY} now. The city")
    (news / "north/000.txt").write_text(deadly, encoding="utf-8")
    stdout, _ = start(news, out, workers=1).communicate(timeout=PATIENCE)

    assert "done=29, kept=0, failed=1" in stdout
    failed = [line for line in journal(out) if line["status"] == "failed"]
    assert [line["path"] for line in failed] == ["north/000.txt"]
    assert failed[0]["error"].endswith("the worker that had it died, 3 times")


def test_whoever_ends_the_run_no_process_is_left_and_it_goes_on(news, out):
    child = start(news, out, 0.1)
    wait_for(has_lines(out, 4), child)
    workers = workers_of(descendants(child.pid))
    child.kill()
    child.communicate()
    wait_for(lambda: not any(map(is_alive, workers)))  # Ray's own small ones take a minute to notice
    killed_at = len(journal(out))

    child = start(news, out, 2.0)  # longer than is waited for groups at work
    wait_for(has_lines(out, killed_at + 1), child)
    family = descendants(child.pid)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal's Ctrl-C does
    stdout, stderr = child.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(map(is_alive, family)))

    assert (child.returncode, stderr) == (130, "")
    assert f"kept={killed_at}," in stdout
    done = len(journal(out))
    assert killed_at < done < 30
    assert batch(news, out).kept == done
    batch(news, Path("local"))
    assert tree(out) == tree(Path("local"))

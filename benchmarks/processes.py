"""What Linux tells of processes: who descends from whom, what they are called, how much memory they hold.

Takes process ids; reads /proc and touches nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

KILOBYTES = 1024
"""In a megabyte."""


def descendants(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that these have, without the ones that have ended."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        if found := _stat(int(stat.parent.name)):
            parents[int(stat.parent.name)] = int(found[1])
    family = [pid]
    for parent in family:
        family += [child for child, above in parents.items() if above == parent]
    return family[1:]


def is_alive(pid: int) -> bool:
    """One that has ended, and whose exit code nobody has asked for, is not."""
    found = _stat(pid)
    return bool(found) and found[0] != "Z"


def title(pid: int) -> str:
    """The command line, or what the process has put in its place; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def resident(pid: int | str = "self", *, peak: bool = False) -> float:
    """The resident set in MB, now or at its largest so far; 0 where the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"{'VmHWM' if peak else 'VmRSS'}:\s+(\d+) kB", status)
    return int(found[1]) / KILOBYTES if found else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: the state, the parent, and so on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []

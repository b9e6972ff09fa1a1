"""Writing results: the one place that makes or replaces a user's file.

Takes a path and text, writes UTF-8. A file is written under another name in the same folder, flushed to the disk
and renamed, so that a reader, or a run that is killed, never meets half of one.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.errors import OutputError, UsageError

_TEMPORARY = re.compile(r"\..*\.[0-9a-f]{8}\.tmp", re.DOTALL)
"""The name of a file that is being written."""


def check(path: Path, source: str = "-") -> None:
    """Whether `write` has a chance, before the work is done; `source` is the article that must not be replaced.

    Raises `OutputError`, or `UsageError` where `path` is `source`.
    """
    try:
        _check(path, source)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _check(path: Path, source: str) -> None:
    target = _target(path)
    if target.is_dir():
        raise OutputError(f"{path} is a folder", "name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"there is no folder {target.parent} to write {path.name} to", "make it first")
    if _is_plain(target) and not os.access(target.parent, os.W_OK):
        raise OutputError(f"the folder {target.parent} cannot be written", "choose another with -o")
    if source != "-" and target.exists() and Path(source).exists() and target.samefile(source):
        raise UsageError(f"the result would replace the article {source}", "name another file with -o")


def write(path: Path, text: str | Iterable[str]) -> None:
    """Make or replace the file; what it replaces keeps its permissions. A link is followed, a device written to.

    A long text may come in pieces. Raises `OutputError`, and then what was there before is there still.
    """
    content = (piece.encode("utf-8") for piece in ([text] if isinstance(text, str) else text))
    try:
        target = _target(path)
        if _is_plain(target):
            _replace(target, content)
        else:
            with target.open("wb") as stream:
                stream.writelines(content)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(f"cannot write {path}: {error.strerror or error}", "choose another with -o")


def leftovers(folder: Path) -> Iterator[Path]:
    """What runs that were killed left behind in `folder` and below: files that had not got their names yet."""
    waiting = [folder]  # no recursion: a tree may be deeper than the stack
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif _TEMPORARY.fullmatch(entry.name):
                    yield Path(entry.path)


def _target(path: Path) -> Path:
    """Where links lead. Raises `OSError` where they lead round and round."""
    try:
        return path.resolve()
    except RuntimeError as error:  # Python 3.12 and before
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _is_plain(target: Path) -> bool:
    """Whether renaming over it is right: not for `/dev/stdout` or a named pipe."""
    return not target.exists() or target.is_file()


def _replace(target: Path, content: Iterable[bytes]) -> None:
    temporary = target.with_name(f".{target.name[:50]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.writelines(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """The rename itself, made to last; systems that cannot open a folder do without."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)

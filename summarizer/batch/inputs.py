"""Which files a batch takes, in an order that does not depend on the disk.

Takes the folder, OUT and patterns, or a list of names; gives `Input`s one by one. Reads folders and nothing else.

- Every file in the folder and its subfolders, whatever its ending: what cannot be used is reported, not passed
  over in silence. Hidden ones (`.name`) and the owner files of an open Word document (`~$name`) are left out.
- A link to a file counts as that file, under its own name. A link to a folder is not followed, so that no article
  comes twice and no loop is entered.
- Nothing in OUT is ever an input, by whatever way it is reached, nor is what another batch wrote somewhere else in
  the folder: its results are known by the journal beside them.
- A name in a list is taken though it is hidden; it has to lie in the folder, so that its place in OUT is clear.
  It is a path from the current folder or, where there is no such file, from the folder of the batch.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import IO

from summarizer.batch import layout
from summarizer.errors import InputError, UsageError

HIDDEN = (".", "~$")
"""What the names of files begin with that a folder's owner does not mean."""
CHUNK = 1 << 16
"""Bytes read at a time from a list of names."""

_RECORD = b'{"path":'
"""What every line of a journal begins with."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be worked on."""

    path: Path
    name: str
    """Its path from the folder, with `/` between the parts; of what does not lie in it, all of its path. Bytes that
    are no UTF-8 are surrogates, as Python has them in file names."""
    problem: str | None = None
    """Why it must not be read."""


def check_folders(folder: Path, out: Path) -> None:
    """Raises `InputError` or `UsageError` where the two are not what a batch can work with."""
    if not folder.exists():
        raise InputError(f"there is no folder {folder}", "check the path")
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file", "use `summarizer run` for one article")
    if folder.resolve().is_relative_to(out.resolve()):
        raise UsageError(
            f"the results in {out} would be among the articles of {folder}", "name another folder with -o"
        )
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", "name a folder with -o")
    if not holds_results(out):
        for name in layout.OWN:
            if (out / name).exists():
                raise UsageError(f"{out / name} is of something else than a batch", "name another folder with -o")


def found(
    folder: Path, out: Path, globs: Sequence[str] = (), passed_over: Callable[[Path], None] = lambda _: None
) -> Iterator[Input]:
    """The files of a folder, each folder's in the order of their names, a folder where its name stands.

    A folder that cannot be read is an input with a problem. `passed_over` is told of each folder in which another
    batch's results lie.
    """
    outside = os.path.realpath(out)
    waiting = [""]  # names from `folder`, the next one last
    while waiting:
        name = waiting.pop()
        path = folder / name if name else folder
        if name and not name.endswith("/"):
            if _matches_any(name, globs):
                yield Input(path, name)
            continue
        try:
            entries = _entries(path, outside)
            if layout.JOURNAL in entries and holds_results(path):
                entries = [entry for entry in entries if entry.rstrip("/") not in layout.LEFT]
                passed_over(path)
            waiting += [name + entry for entry in reversed(entries)]
        except OSError as error:
            yield Input(path, name.rstrip("/"), f"the folder '{path}' cannot be read: {error.strerror}")


def listed(names: Iterable[str], folder: Path, out: Path, globs: Sequence[str] = ()) -> Iterator[Input]:
    """The files named, in the order of the list. A name is a path as the shell has it, so `find FOLDER -type f`
    fits, or one from `folder`. One that cannot be taken is an input with a problem.
    """
    roots = [_absolute(folder), os.path.realpath(folder)]
    outside = os.path.realpath(out)
    is_batch = lru_cache(holds_results)
    for given in names:
        path = _absolute(given)
        if not os.path.lexists(path) and os.path.lexists(inside := _absolute(folder / given)):
            path = inside
        name = next((os.path.relpath(path, root) for root in roots if _is_below(path, root)), None)
        # Under its whole path: a result of the same name inside the folder is not this one's to replace.
        if name is None and os.path.lexists(path):
            yield Input(Path(given), path, f"'{given}' does not lie in {folder}")
        elif name is None:
            yield Input(Path(given), path, f"'{given}' does not exist, here or in {folder} (check the list)")
        elif name == os.curdir:
            yield Input(Path(given), path, f"'{given}' is the folder itself")
        elif (other := _results_with(os.path.realpath(path), outside, is_batch)) is not None:
            yield Input(
                Path(given), path, f"'{given}' is a result, it lies in {out if other == outside else other}"
            )
        elif _matches_any(name, globs):
            yield Input(folder / name, name.replace(os.sep, "/"))


@contextmanager
def names_in(source: str | None) -> Iterator[Callable[[], Iterator[str]] | None]:
    """The names in the list `source` (`-` is standard input), as often as asked for; None where there is no list.

    Raises `InputError`.
    """
    if source is None:
        yield None
        return
    with ExitStack() as opened:
        try:
            given = sys.stdin.buffer if source == "-" else opened.enter_context(Path(source).open("rb"))
            is_to_keep = source != "-" and given.seekable()
            stream = given if is_to_keep else opened.enter_context(_copy(given))
        except OSError as error:
            raise _cannot_read(source, error) from error

        def again() -> Iterator[str]:
            try:
                stream.seek(0)
                yield from names(stream)
            except OSError as error:
                raise _cannot_read(source, error) from error

        yield again


def _copy(stream: IO[bytes]) -> IO[bytes]:
    """All of it, in a file that is deleted with its last handle: a pipe can be read but once."""
    copied = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, copied)
    return copied


def _cannot_read(source: str, error: OSError) -> InputError:
    return InputError(f"the list {source} cannot be read: {error.strerror or error}", "check the path")


def names(stream: IO[bytes]) -> Iterator[str]:
    """The names in a list, one a line; where the list has zero bytes, as `find -print0` makes, these part them."""
    chunk = stream.read(CHUNK)
    end = b"\0" if b"\0" in chunk else b"\n"
    rest = b""
    while chunk:
        *whole, rest = (rest + chunk).split(end)
        yield from _decoded(whole, end)
        chunk = stream.read(CHUNK)
    yield from _decoded([rest], end)


def _decoded(lines: Iterable[bytes], end: bytes) -> Iterator[str]:
    """Those that are not empty; between zero bytes a `\\r` at the end is the name's own."""
    for line in lines:
        if name := os.fsdecode(line.rstrip(b"\r") if end == b"\n" else line):
            yield name


def _entries(folder: Path, outside: str) -> list[str]:
    """The names in a folder, sorted; those of folders end with `/`."""
    kept = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(HIDDEN):
                continue
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                is_folder = os.path.isdir(target)  # noqa: PTH112 - Path.is_dir raises where it may not look
                if not is_folder and _results_with(target, outside, holds_results) is None:
                    kept.append(entry.name)
            elif entry.is_dir():
                if entry.name != Path(outside).name or os.path.realpath(entry.path) != outside:
                    kept.append(entry.name + "/")
            else:
                kept.append(entry.name)
    return sorted(kept, key=os.fsencode)


def _results_with(path: str, outside: str, is_batch: Callable[[Path], bool]) -> str | None:
    """The folder of the batch that wrote `path`: OUT, or that of another one."""
    if _is_below(path, outside):
        return outside
    parents = Path(path).parents
    names = (parent.name for parent in (Path(path), *parents))
    return next((str(p) for p, n in zip(parents, names, strict=False) if n in layout.LEFT and is_batch(p)), None)


def holds_results(folder: Path) -> bool:
    """Whether a batch has written there. A journal without a whole line is one that was ended at once; its first
    line may be damaged.
    """
    journal = folder / layout.JOURNAL
    try:
        if not journal.is_file():
            return False
        with journal.open("rb") as stream:
            begun = stream.read(CHUNK)
        return _RECORD in begun or _RECORD.startswith(begun)
    except OSError:
        return False


def _absolute(path: str | Path) -> str:
    """Without `..`, and with its links as they are."""
    return os.path.normpath(Path(path).absolute())


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _matches_any(name: str, globs: Sequence[str]) -> bool:
    """A pattern without `/` is about the file's own name, one with `/` about all of it; `**` is any folders."""
    parts = name.split("/")
    return not globs or any(
        _matches(parts, glob.split("/")) if "/" in glob else fnmatchcase(parts[-1], glob) for glob in globs
    )


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def nothing_found(folder: Path, globs: Sequence[str], others: Sequence[str], *, is_listed: bool) -> InputError:
    """What to tell where there is no input; `others` are the folders of other batches that were passed over."""
    if globs:
        return InputError(
            f"there is no file to work on in {folder} that matches {' or '.join(globs)}",
            "check --glob: without `/` it is about a file's name, with one about its path in the folder",
        )
    if is_listed:
        return InputError("the list of --files-from names no file", "it has one path a line")
    if others:
        return InputError(f"there are only results of a batch in {folder}", "name the folder with the articles")
    return InputError(f"there is no file to work on in {folder}", "check the path")

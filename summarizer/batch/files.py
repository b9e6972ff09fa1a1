"""The files of one result in the folder of a batch: written whole, found whole, or taken away.

Takes the place of a result without its ending; writes and deletes there.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from summarizer import output
from summarizer.batch import layout
from summarizer.errors import OutputError
from summarizer.render import safe

_ONLY_THIS_ONE = frozenset({errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP})
"""Errors of writing that are about one result's place; after any other one, nothing else can be written either."""


def write(stem: Path, texts: Sequence[str]) -> str | None:
    """The reason where this result has no place; raises `OutputError` or `OSError` where no other has one."""
    try:
        make_folder(stem.parent)
        for ending, text in zip(layout.ENDINGS, texts, strict=True):
            output.write(_with_ending(stem, ending), text)
    except (OSError, OutputError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        if not isinstance(cause, OSError) or cause.errno not in _ONLY_THIS_ONE:
            raise
        return f"'{safe.name(str(stem))}' cannot be written: {cause.strerror}"
    return None


def is_whole(stem: Path, sha256: str | None) -> bool:
    """Whether a result lies there that was made from an input of that hash."""
    as_json, *others = (_with_ending(stem, ending) for ending in layout.ENDINGS)
    try:
        found = json.loads(as_json.read_bytes())
        return bool(found["source"]["sha256"] == sha256 and all(other.stat().st_size for other in others))
    except (OSError, ValueError, TypeError, KeyError):
        return False


def remove(stem: Path) -> None:
    for ending in layout.ENDINGS:
        try:
            _with_ending(stem, ending).unlink(missing_ok=True)
        except OSError as error:
            if error.errno not in _ONLY_THIS_ONE:
                raise


def make_folder(folder: Path) -> None:
    """With those above it that are missing; `Path.mkdir` would call itself once for each."""
    for missing in reversed([*takewhile(lambda path: not path.is_dir(), [folder, *folder.parents])]):
        missing.mkdir(exist_ok=True)


def _with_ending(stem: Path, ending: str) -> Path:
    return stem.with_name(stem.name + ending)

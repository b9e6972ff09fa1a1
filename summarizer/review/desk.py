"""An article on the desk: its page, what is decided on it, and what is decided next.

Takes names of articles and what a page sent; reads results and decisions below OUT/articles, writes decisions
there and nowhere else, and holds the one lock OUT/.decisions.lock while it does. What was answered for is on the
disk: a server that is killed has lost nothing that a page was told is kept, and two servers on one folder do not
lose each other's entries.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from summarizer import decisions as deciding
from summarizer import results
from summarizer.batch import layout
from summarizer.decisions import Decisions, Settled
from summarizer.document import Result
from summarizer.errors import InputError, OutputError
from summarizer.fields import FieldError
from summarizer.fields import read as read_json
from summarizer.render import page, safe
from summarizer.review.catalogue import Standing

LOCK = ".decisions.lock"

_SHA256 = re.compile(r"[0-9a-f]{64}")

_Signature = tuple[tuple[int, int, int] | None, ...]
"""By which a result and its decisions are known to be what they were."""


class SentError(ValueError):
    """What a page sent makes no sense."""


class Desk:
    """Of one folder and one editor. May be asked from several threads."""

    def __init__(self, out: Path, editor: str, token: str) -> None:
        self.out = out
        self.editor = editor
        self.token = token
        self._articles = out.resolve() / layout.ARTICLES
        self._standings: dict[str, tuple[_Signature, Standing]] = {}

    def page(self, name: str, *, address: str, home: str, onward: str) -> str:
        """The article's page, which sends what is decided to `address`."""
        version = self.version(name)
        result = self._result(name)
        desk = page.Desk(address, self.token, self.editor, home, onward, version)
        return page.render(result, decisions=self._log(name, result), desk=desk)

    def decisions(self, name: str) -> str:
        """The decisions file, as it is or would begin."""
        return deciding.dumps(self._log(name, self._result(name)))

    def decide(self, name: str, sent: bytes) -> tuple[bool, str]:
        """Add what a page sent, all or nothing; whether it was added, and the decisions file after that.

        Raises `SentError` where it makes no sense, `InputError` and `OutputError` where files cannot be used.
        """
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            message = read_json(sent)
            message.only({"revision", "input", "decisions"})
            revision, seen = message["revision"].whole(), message["input"].text()
            if not _SHA256.fullmatch(seen):
                message["input"].refuse("is no hash")
            entries = deciding.entries(message["decisions"], self.editor, now)
        except FieldError as error:
            raise SentError(str(error)) from None
        with self._locked():
            # What is decided first on a page whose article has changed since is about the input that it shows.
            known = self._log(name, self._result(name), seen)
            merged = deciding.merge(known, entries, revision, seen)
            if merged.decisions != known:
                self._keep(self._files(name)[1], merged.decisions)
        return not merged.conflicts, deciding.dumps(merged.decisions)

    def version(self, name: str) -> str:
        """Of the result: another one after each run that worked on the article."""
        signature = _signature(self._files(name)[0])
        return "" if signature is None else "-".join(map(str, signature))

    def standing(self, name: str, edits: int) -> Standing:
        """How far the article is, of whose edits nobody may have decided any."""
        if _signature(deciding.beside(self.out / f"{layout.stem(name)}.json")) is None:
            return Standing(edits, 0)  # most of a long list: where links lead need not be asked for these
        try:
            signature = tuple(_signature(file) for file in self._files(name))
            known = self._standings.get(name)
            if known is None or known[0] != signature:
                result = self._result(name)
                known = signature, _standing(deciding.settle(result, self._log(name, result)))
                self._standings[name] = known
            return known[1]
        except InputError:
            return Standing(edits, 0)  # its page says what is wrong

    def _result(self, name: str) -> Result:
        return results.load(self._files(name)[0])

    def _log(self, name: str, result: Result, seen: str | None = None) -> Decisions:
        known = deciding.read(self._files(name)[1])
        if known is not None:
            return known
        return replace(deciding.begin(result), sha256=seen or result.article.sha256)

    def _files(self, name: str) -> tuple[Path, Path]:
        """The result and its decisions. Raises `InputError` for what is not below OUT/articles, wherever links and
        dots lead."""
        result = self.out / f"{layout.stem(name)}.json"
        files = result, deciding.beside(result)
        try:
            are_inside = all(file.resolve().is_relative_to(self._articles) for file in files)
        except (OSError, RuntimeError, ValueError):
            are_inside = False
        if not are_inside:
            raise InputError(f"'{safe.name(name)}' lies outside {self.out}", "name a folder that holds its results")
        return files

    def _keep(self, file: Path, log: Decisions) -> None:
        try:
            deciding.write(file, log)
        except OutputError as error:
            if not isinstance(error.__cause__, FileNotFoundError):
                raise
            # A batch that just began on this folder took the unfinished file for one that a killed run had left.
            deciding.write(file, log)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone among all servers of this folder. The lock is the operating system's and ends with the process."""
        try:
            handle = os.open(self.out / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise OutputError(
                f"cannot write {self.out / LOCK}: {error.strerror}", "see who may write there"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _signature(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except (OSError, ValueError):  # a name may hold what no path may
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _standing(settled: Settled) -> Standing:
    return Standing(settled.undecided, len(settled.standing), len(settled.unfit))

"""A line that says how far a run is, for one that takes longer than a moment.

Takes a stream, writes to it and wipes what it wrote; nothing where the stream is no terminal.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0
"""Seconds after which a user wonders whether anything happens."""


class ProgressLine:
    """A context manager; inside it, call it with the stage's name, the stages done and the stages in all."""

    def __init__(self, stream: TextIO, *, wanted: bool = True, patience: float = PATIENCE) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True
        # The timer's thread and the caller's take turns.
        self._lock = threading.Lock()
        self._line = "starting"
        self._shown = False
        self._done = False

    def __enter__(self) -> ProgressLine:
        if self._wanted:
            self._timer.start()
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._line = f"{stage} ({done + 1} of {total})"
            if self._shown:
                self._write()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._done = True
            if self._shown:
                self._stream.write("\r\x1b[K")
                self._stream.flush()

    def _begin(self) -> None:
        with self._lock:
            if not self._done:
                self._shown = True
                self._write()

    def _write(self) -> None:
        self._stream.write(f"\r\x1b[K{self._line} …")
        self._stream.flush()

"""Groups of articles, and several groups in work at once.

Takes iterables and functions; starts threads and touches nothing else.
"""

from __future__ import annotations

import math
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from itertools import repeat
from queue import Empty, SimpleQueue
from typing import TypeVar

from summarizer.batch.inputs import Input

GROUP_ARTICLES = 32
"""Articles whose segments go through the model together. `benchmarks/batch.py --group` measures others."""
FIRST_GROUPS = (4, 8, 16)
"""The first groups are smaller, so that the first results are there soon."""
GROUP_BYTES = 400_000
"""Bytes of input after which a group is full: as much as a hundred ordinary articles. It bounds memory."""

GRACE = 5.0
"""Seconds in which what is as good as done may still end, once the run is to stop."""
TICK = 0.2
"""Seconds between two looks at whether the run is to stop, while results are waited for."""

_started: list[threading.Thread] = []
"""Threads that may be at work still."""

T = TypeVar("T")
R = TypeVar("R")


class Stop:
    """The user's wish that a run end: nothing is begun any more, and what is as good as done is waited for."""

    def __init__(self) -> None:
        self._end = math.inf

    def press(self) -> None:
        self._end = min(self._end, time.monotonic() + GRACE)

    @property
    def is_pressed(self) -> bool:
        return self._end < math.inf

    @property
    def is_over(self) -> bool:
        """Whether nothing is waited for any more."""
        return time.monotonic() > self._end


class Stopped(BaseException):
    """Ends work whose results nobody waits for any more."""


@contextmanager
def heeding_ctrl_c(stop: Stop) -> Iterator[None]:
    """The first Ctrl-C is a wish, which nothing that is being written is torn by; the second ends everything.

    Where the signal does something else already, or cannot come since this is not the main thread, it stays so.
    """

    def press(*_: object) -> None:
        stop.press()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, press)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def grouped(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    """The inputs in groups, in order. Which ones are together is no matter of when anything was ready."""
    sizes = _sizes()
    group: list[Input] = []
    size, room = next(sizes), GROUP_BYTES
    for item in inputs:
        group.append(item)
        room -= _bytes(item)
        if len(group) >= size or room <= 0:
            yield group
            group, size, room = [], next(sizes), GROUP_BYTES
    if group:
        yield group


def in_turn(begin: Callable[[], Callable[[T], R]], items: Iterable[T], workers: int, stop: Stop) -> Iterator[R]:
    """`begin()(item)` for each item, in order, with up to `workers` of them at work and one more waiting.

    Items are taken as there is room for them. Once the run is to stop, no item is taken any more, and what is ready
    in time is given out. The threads are daemons: nobody waits for what they are at then.
    """
    work = begin()
    tasks: SimpleQueue[tuple[Future[R], T] | None] = SimpleQueue()

    def serve() -> None:
        while task := tasks.get():
            future, item = task
            try:
                future.set_result(work(item))
            except BaseException as error:
                future.set_exception(error)

    threads = [threading.Thread(target=serve, daemon=True) for _ in range(workers)]
    _started.extend(threads)
    for thread in threads:
        thread.start()
    running: deque[Future[R]] = deque()
    try:
        for item in items:
            if stop.is_pressed:
                break
            future: Future[R] = Future()
            running.append(future)
            tasks.put((future, item))
            if len(running) > workers and _has_ended(running[0], stop):
                yield running.popleft().result()
        while running and _has_ended(running[0], stop):
            yield running.popleft().result()
    except Stopped:
        return
    finally:
        with suppress(Empty):
            while True:
                tasks.get_nowait()
        for _ in range(workers):
            tasks.put(None)


def are_out(seconds: float) -> bool:
    """Whether all threads have ended, after up to `seconds` of waiting.

    One that is with the model cannot be stopped, and an interpreter that ends while it is there crashes.
    """
    end = time.monotonic() + seconds
    for thread in _started:
        thread.join(max(0.0, end - time.monotonic()))
    _started[:] = [thread for thread in _started if thread.is_alive()]
    return not _started


def _has_ended(future: Future[R], stop: Stop) -> bool:
    """Waits for it, but no longer than the run has time."""
    while not future.done():
        if stop.is_over:
            return False
        wait([future], TICK)
    return True


def _sizes() -> Iterator[int]:
    yield from FIRST_GROUPS
    yield from repeat(GROUP_ARTICLES)


def _bytes(item: Input) -> int:
    try:
        return item.path.stat().st_size
    except (OSError, ValueError):
        return 0

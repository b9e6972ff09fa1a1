"""Where a desk's server listens, how it is reached, and how it ends.

Takes a batch's folder; opens one port of 127.0.0.1 and serves until it is interrupted. Keeps the session, so that
a server that is started again takes up the pages that are still open.
"""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import uvicorn

from summarizer.batch import layout
from summarizer.errors import InputError, OutputError, UsageError
from summarizer.review import app, sessions
from summarizer.review.guard import HOST

PATIENCE = 2
"""Seconds that requests get to end, where the user ends the server. A decision takes a few hundredths of one."""


def serve(
    out: Path,
    *,
    port: int | None,
    editor: str,
    open_browser: bool,
    announce: Callable[[str, bool], None],
) -> None:
    """Serve `out` until Ctrl-C. `announce` is called once with the address, and whether it will stay the same.

    Raises `UsageError`, `InputError` and `OutputError` before anything is served.
    """
    _check(out)
    session = sessions.recall(out)
    with _listen(port, session.port) as listener:
        number: int = listener.getsockname()[1]
        session = sessions.remember(out, replace(session, port=number))
        guarded = app.make(out, editor, port=number, token=session.token)
        server = uvicorn.Server(
            uvicorn.Config(
                guarded,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=PATIENCE,
            )
        )
        announce(f"http://{HOST}:{number}/?token={session.token}", session.is_kept)
        if open_browser:
            once = f"http://{HOST}:{number}/?token={guarded.once()}"
            # A browser in the terminal would hold the server up.
            threading.Thread(target=webbrowser.open, args=(once,), daemon=True).start()
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return


def _check(out: Path) -> None:
    if not out.exists():
        raise InputError(f"there is no folder {out}", "check the path")
    if not out.is_dir():
        raise UsageError(f"{out} is a file", "name the folder that `summarizer batch` wrote")
    if not (out / layout.JOURNAL).is_file():
        raise InputError(
            f"{out} is no folder of a batch: it has no {layout.JOURNAL}",
            f"make one with `summarizer batch FOLDER -o {out}`",
        )
    try:
        (out / layout.JOURNAL).open("rb").close()
    except OSError as error:
        raise InputError(f"cannot read {out / layout.JOURNAL}: {error.strerror}") from error


def _listen(wanted: int | None, last: int) -> socket.socket:
    """At the port that was asked for, or where the folder was served last if that is free, or anywhere."""
    if wanted:
        try:
            return _bound(wanted)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                why, hint = "is in use", "choose another with --port, or leave it out"
            else:
                why, hint = f"cannot be used: {error.strerror}", "choose another with --port"
            raise OutputError(f"port {wanted} {why}", hint) from error
    for port in (*([last] if wanted is None and last else []), 0):
        try:
            return _bound(port)
        except OSError as error:
            refusal = error
    raise OutputError(f"cannot listen on {HOST}: {refusal.strerror}") from refusal


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # A port that was served a moment ago is not in use.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener

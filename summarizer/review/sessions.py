"""What a desk's open pages need from a server that was started again: the same token, at the same port.

Takes the folder that is reviewed; reads and writes one small file for it in the user's own state folder, which
nobody else may read. It does not lie in the folder itself: that may be shared, and the token would be with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer import output
from summarizer.errors import OutputError

_BYTES = 24
"""Of chance in a token."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")


@dataclass(frozen=True, slots=True)
class Session:
    token: str
    port: int = 0
    """Where the folder was served last; 0: nowhere yet."""
    is_kept: bool = True
    """Whether the next server of this folder will know it."""


def recall(out: Path) -> Session:
    """The folder's session, or a new one where none was kept that is the user's alone."""
    try:
        found = _read(_file(out))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        found = None
    return found or Session(secrets.token_urlsafe(_BYTES))


def remember(out: Path, session: Session) -> Session:
    """Keep it for the next server. `is_kept` is False where there is no place for it."""
    file = _file(out)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The file's permissions come before its content; `output.write` keeps them.
        file.touch(mode=0o600)
        file.chmod(0o600)
        output.write(file, json.dumps({"token": session.token, "port": session.port}) + "\n")
    except (OSError, OutputError):
        return replace(session, is_kept=False)
    return replace(session, is_kept=True)


def _read(file: Path) -> Session | None:
    status = file.stat()
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077:
        return None
    known = json.loads(file.read_bytes())
    session = Session(known["token"], known["port"])
    is_sound = _TOKEN.fullmatch(session.token) and isinstance(session.port, int) and 0 <= session.port < 65536
    return session if is_sound else None


def _file(out: Path) -> Path:
    from platformdirs import user_state_path

    name = hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:16]
    return user_state_path("summarizer", appauthor=False) / "review" / f"{name}.json"

"""Who may ask this server for anything: the pages it gave out itself, and whoever has its token.

An ASGI layer around the application. It lets a request through that

- was made to the very address that the server was started at (another `Host` is a name that was made to point at
  this machine, which a page elsewhere could then read),
- comes from one of its own pages, if a browser says where it comes from (`Origin`),
- and has the token: an article or the list in the cookie that opening the printed address gave it, and everything
  under `/api/` in a header, which no page of another origin can send.

Everything else gets a refusal with nothing in it. What is answered may not be kept, framed, or taken for a type
that it is not, and runs nothing but what its page's own policy names.

A cookie for 127.0.0.1 goes to every port of it, so other servers that the user visits on the same machine see it.
That is why the cookie is for reading alone, and why it is named after the port.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
API = "/api/"
TOKEN_HEADER = "x-summarizer-token"
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of an answer that has none of its own."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self.app = app
        self.host = f"{HOST}:{port}"
        self.token = token
        self.cookie = f"summarizer-{port}"
        self._once: str | None = None

    def once(self) -> str:
        """A key that opens the list a single time: what a browser is started with, other users may see."""
        self._once = secrets.token_urlsafe(24)
        return self._once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        opened = False

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", NOTHING)
                if opened:
                    headers.append("Set-Cookie", f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        async def refuse(status: int, why: str) -> None:
            refusal: Response = PlainTextResponse(f"Refused: {why}.\n", status)
            if scope["path"].startswith(API):
                refusal = JSONResponse({"error": why}, status)
            await refusal(scope, receive, guarded)

        headers = Headers(scope=scope)
        if headers.getlist("host") != [self.host]:
            await refuse(403, f"this server answers at http://{self.host} only")
            return
        if any(origin != f"http://{self.host}" for origin in headers.getlist("origin")):
            await refuse(403, "this server answers its own pages only")
            return
        if scope["path"].startswith(API):
            is_known = self._is_token(headers.get(TOKEN_HEADER))
        elif scope["path"] == "/" and (given := _token_in(scope["query_string"])) is not None:
            is_known = opened = self._opens(given)
        else:
            is_known = self._is_token(_cookie(headers, self.cookie))
        if is_known:
            await self.app(scope, receive, guarded)
        else:
            await refuse(401, "open the address that `summarizer review` printed, which has the token")

    def _opens(self, given: str) -> bool:
        if self._is_token(given):
            return True
        if self._once is None or not _same(given, self._once):
            return False
        self._once = None
        return True

    def _is_token(self, given: str | None) -> bool:
        return given is not None and _same(given, self.token)


def _same(a: str, b: str) -> bool:
    """In a time that tells nothing."""
    return hmac.compare_digest(a.encode("utf-8", "surrogatepass"), b.encode())


def _token_in(query: bytes) -> str | None:
    return next(iter(parse_qs(query.decode("latin-1"), keep_blank_values=True).get("token", [])), None)


def _cookie(headers: Headers, name: str) -> str | None:
    """As browsers have it: what other servers of this machine put into the header spoils nothing."""
    return cookie_parser(headers.get("cookie", "")).get(name)

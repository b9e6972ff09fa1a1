"""The desk's server as an application: the list, an article's page, and what is decided on it.

    GET  /                     the list; `?token=` opens it
    GET  /next/NAME            on to the article to look at after that one
    GET  /article/NAME         the article's page
    GET  /api/article/NAME     its decisions file
    POST /api/article/NAME     {"revision": n, "input": sha256, "decisions": [...]}, what the page has seen and
                               what is new; 200 or 409, with the decisions file as it is now

NAME is the input's path in the batch's folder, and only those that the journal tells of are found. Takes requests
that `guard` let through; files are the business of `desk` and `catalogue`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from summarizer.batch import layout
from summarizer.errors import SummarizerError
from summarizer.render import page
from summarizer.review import listing
from summarizer.review.catalogue import Catalogue, following
from summarizer.review.desk import Desk, SentError
from summarizer.review.guard import API, Guard

LARGEST = 1_000_000
"""Bytes of a request: hours of decisions that a page could not send are less."""

_ARTICLE, _NEXT, _DECISIONS = "/article/", "/next/", f"{API}article/"


class _Anything(Convertor[str]):
    """The rest of an address; Starlette's own `path` ends at a line break, which a name may hold."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


def make(out: Path, editor: str, *, port: int, token: str) -> Guard:
    """The application for one folder, behind its guard."""
    desk = Desk(out, editor, token)
    catalogue = Catalogue(out, desk.standing)

    def the_list(request: Request) -> Response:
        wanted = listing.view(request.query_params)
        return _page(*listing.render(catalogue.entries(), wanted, out=out, editor=editor))

    def onward(request: Request) -> Response:
        entry = following(catalogue.entries(), _name(request, _NEXT))
        return RedirectResponse("/" if entry is None else listing.link(entry.name), 303)

    def the_article(request: Request) -> Response:
        name = known(request, _ARTICLE)
        place = layout.url(name)
        shown = desk.page(name, address=_DECISIONS + place, home="/", onward=_NEXT + place)
        return _page(shown, page.policy(posts=True))

    def the_decisions(request: Request) -> Response:
        name = known(request, _DECISIONS)
        return _json(desk.decisions(name), desk.version(name))

    async def decide(request: Request) -> Response:
        name = await run_in_threadpool(known, request, _DECISIONS)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(415, "decisions come as application/json")
        is_kept, now = await run_in_threadpool(desk.decide, name, await _body(request))
        return _json(now, desk.version(name), 200 if is_kept else 409)

    def known(request: Request, prefix: str) -> str:
        """The article that an address names."""
        name = _name(request, prefix)
        entry = catalogue.find(name)
        if entry is None:
            raise HTTPException(404, "there is no such article in this folder")
        if entry.error is not None:
            raise HTTPException(404, f"this article failed: {entry.error}")
        return name

    def problem(request: Request, error: Exception) -> Response:
        match error:
            case HTTPException():
                status, message, headers = error.status_code, error.detail, error.headers
            case SentError():
                status, message, headers = 400, str(error), None
            case SummarizerError() | OSError():
                status, message, headers = 503, str(error), None
            case _:
                status, message, headers = 500, f"a defect in the program: {type(error).__name__}: {error}", None
        if request.url.path.startswith(API):
            return JSONResponse({"error": message}, status, headers)
        return _page(*listing.problem(message), status, headers)

    app = Starlette(
        routes=[
            Route("/", the_list, methods=["GET"]),
            Route(_NEXT + "{name:anything}", onward, methods=["GET"]),
            Route(_ARTICLE + "{name:anything}", the_article, methods=["GET"]),
            Route(_DECISIONS + "{name:anything}", the_decisions, methods=["GET"]),
            Route(_DECISIONS + "{name:anything}", decide, methods=["POST"]),
        ],
        exception_handlers=dict.fromkeys((HTTPException, SentError, SummarizerError, OSError, Exception), problem),
    )
    return Guard(app, port=port, token=token)


def _name(request: Request, prefix: str) -> str:
    """What stands after `prefix` in the address, byte by byte, whatever encoding the name is in."""
    path: bytes = request.scope["raw_path"]
    return os.fsdecode(unquote_to_bytes(path.removeprefix(prefix.encode())))


async def _body(request: Request) -> bytes:
    """What was sent, if it is not too much; a length that was promised is not believed."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST:
            raise HTTPException(413, f"more than {LARGEST:,} bytes at once")
        pieces.append(piece)
    return b"".join(pieces)


def _page(text: str, policy: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    rules = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(text, status, {**rules, **(headers or {})})


def _json(text: str, version: str, status: int = 200) -> Response:
    """A decisions file, and the version of the result that there is now."""
    return Response(text, status, {"X-Summarizer-Result": version}, "application/json")

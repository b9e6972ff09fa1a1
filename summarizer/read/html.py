"""HTML: the main content of a page, its headings marked, one part a line.

trafilatura finds the main content. Of a small page it keeps the words but not the structure; then the page's own
headings and paragraphs are taken where they hold more. The heavy libraries are imported when the first page comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from summarizer.document import BlockKind
from summarizer.errors import InputError
from summarizer.read.base import NEEDS_PROSE, SAVE_AS, Draft, Part, joined

SMALL_PAGE = 100
"""Words: a page with less copy is also read without trafilatura."""

_HEAD = 1000
_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h4", "h5", "h6", "dd", "dt"})
_QUOTE_TAG = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.I)
_NO_CONTENT = frozenset(
    "script style template noscript nav header footer aside form button select svg iframe figcaption".split()
)


def is_page(text: str) -> bool:
    return bool(_START.match(text[:_HEAD]))


def parse(text: str, where: str) -> Draft:
    """The headings and paragraphs of the page, its title first. Raises `InputError`."""
    import trafilatura

    # As a browser shows them: trafilatura would tear each out of its sentence.
    text = _QUOTE_TAG.sub(lambda tag: "”" if tag[1] else "“", text)
    try:
        page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # whatever a hostile page makes its parsers raise
        raise InputError(f"{where} is HTML that cannot be read", SAVE_AS) from error
    body = getattr(page, "body", None)
    parts = list(_main_parts(body)) if body is not None else []
    if _words(parts) < SMALL_PAGE:
        parts = max(parts, list(_all_parts(text)), key=_words)
    if not parts:
        raise InputError(f"{where} is HTML without an article in it", NEEDS_PROSE)
    title = " ".join((getattr(page, "title", None) or "").split())
    if title and parts[0].kind != "subhead" and all(part.text != title for part in parts):
        parts.insert(0, Part("subhead", title))
    return joined(parts)


def _words(parts: list[Part]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _main_parts(body: Any) -> Iterator[Part]:
    """The blocks of the tree that trafilatura gives: head, p, item, quote, and lb for a line break."""
    for element in body.iter("head", "p", "item", "quote"):
        if element.tag == "quote" and element.find("p") is not None:
            continue
        kind: BlockKind | None = "subhead" if element.tag == "head" else None
        quoted = bool(element.xpath("ancestor-or-self::quote"))
        for line in _text_of(element).split("\n"):
            yield Part(kind, line, quoted)


def _text_of(element: Any) -> str:
    """An element's text, its line breaks as newlines, without the blocks within it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in ("p", "item", "list", "quote", "head"):
            parts.append(_text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _all_parts(text: str) -> Iterator[Part]:
    """Headings and paragraphs of the whole page, whatever is main content and what is not."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return
    stack = [page]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _NO_CONTENT:
            continue
        if element.tag in _HEADINGS:
            yield Part("subhead", element.text_content())
        elif element.tag in _PARAGRAPHS and (element.tag != "blockquote" or element.find(".//p") is None):
            yield Part(None, element.text_content(), bool(element.xpath("ancestor-or-self::blockquote")))
        else:
            stack += reversed(element)

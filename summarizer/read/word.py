"""Word: the paragraphs of a `.docx` as it reads with all tracked changes accepted, one a line.

Headings and quotations are told by their style. Tables, text boxes and field codes are left out. python-docx is
imported when the first document comes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from summarizer.document import BlockKind
from summarizer.errors import InputError
from summarizer.read.base import SAVE_AS, Draft, Part, joined
from summarizer.read.files import MAX_BYTES

UNPACKED_BYTES = 4 * MAX_BYTES
"""What the parts of a document may unpack to; more is a trap, not an article."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = frozenset({f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", f"{_W}instrText"})
_QUOTE_STYLES = frozenset({"quote", "intense quote"})
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "‑"}


def parse(data: bytes, where: str) -> Draft:
    """The headings and paragraphs of the document in `data`. Raises `InputError`."""
    from docx import Document
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
        if "word/document.xml" not in sizes:
            raise InputError(f"{where} is an archive, not a Word document", SAVE_AS)
        if sum(sizes.values()) > UNPACKED_BYTES:
            raise InputError(f"{where} unpacks to more than {UNPACKED_BYTES // 1_000_000} MB", SAVE_AS)
        document = Document(io.BytesIO(data))
        return joined(part for element in _paragraphs(document) for part in _parts(Paragraph(element, document)))
    except InputError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx raise some twenty kinds on a broken file
        raise InputError(f"{where} is a broken Word document", "open it in Word and save it anew") from error


def _paragraphs(document: Any) -> Iterator[Any]:
    """Those of the body, also inside a content control, where python-docx does not look."""
    yield from document.element.body.xpath(".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]")


def _parts(paragraph: Any) -> Iterator[Part]:
    style = str(getattr(paragraph.style, "name", None) or "").lower()
    kind: BlockKind | None = "subhead" if style.startswith(("heading", "title")) else None
    for line in "".join(_text(paragraph._p)).split("\n"):
        yield Part(kind, line, style in _QUOTE_STYLES)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_READ or not isinstance(child.tag, str) or child.tag.endswith("}Fallback"):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _text(child)

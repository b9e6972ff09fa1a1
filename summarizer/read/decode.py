"""Characters: the text in some bytes, and the name of its encoding.

By declared mark, else strict UTF-8, else by whole words: English copy leaves a detector that weighs frequencies
little to go by, often a single name is all that tells two code pages apart. Pure.
"""

from __future__ import annotations

import codecs
import contextlib
import re

from summarizer.errors import InputError
from summarizer.read.base import SAVE_AS

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""")
_HEAD = 4096
"""Bytes in which a page's declaration, or the zeros of UTF-16, are looked for."""

# Text codecs that no page is written in: of escapes, and some that take quadratic time.
_NO_PAGE = frozenset("punycode idna unicode-escape raw-unicode-escape utf-7".split())

# What a page that declares the first really holds: https://encoding.spec.whatwg.org/#names-and-labels
_WEB_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}

_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1254")
# What a text read in the wrong code page shows and one read in the right one hardly ever does: none of 753 news
# articles with letters or signs beyond ASCII, written in Windows-1252, is taken for another page.
_BROKEN_WORD = re.compile(
    r"[^\W\d_][¡-¿×÷€‚„†‡ˆ‰‹•˜™›][^\W\d_]"  # signs in words: `Wa³êsa` for `Wałęsa`
    r"|[a-z][À-ÞŠŽŸ]|[а-яё][А-ЯЁ]"  # capitals in words
    r"|[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ]"  # two scripts in a word: `Stйphane` for `Stéphane`
    r"|[À-ž]{3}"  # `Âëàäèìèð` for `Владимир`
    r"|[a-z]iæ\b|[a-z]iè\b"  # `Djokoviæ`, `Šefèoviè`
    r"|[ŠŽšžáíý]\w{0,8}[èìøùòïñæ]|[èìøùòïñæ]\w{0,8}[šžáíý]"  # Central letters beside Western ones: `Dvoøák`
    r"|oð(?:an|lu)\b"  # `Erdoðan`
)
_DETECTED = 20_000
"""Bytes that a detector is shown."""


def decode(data: bytes, where: str = "the input") -> tuple[str, str]:
    """The text in `data` and the name of its encoding.

    A byte order mark counts as declared and is not part of the text; so does a page's `charset`, unless the
    bytes are valid UTF-8 beyond ASCII, which no other encoding is by chance. Raises `InputError`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where), encoding
    if b"\x00" in data:
        encoding = _by_zeros(data, where)
        return _strict(data, encoding, where), encoding
    declared = _declared(data)
    for likely in (declared, "utf-8") if data.isascii() else ("utf-8", declared):
        with contextlib.suppress(UnicodeError, LookupError):
            if likely:
                return data.decode(likely), likely
    return _by_words(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where} says it is {encoding.upper()} but is broken at byte {error.start}", "save it as UTF-8"
        ) from error


def _by_zeros(data: bytes, where: str) -> str:
    """UTF-16 without a mark: in English text nearly every second byte is zero, and always the same one."""
    sample = data[:_HEAD]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.5 * half and others < 0.05 * half:
            return encoding
    raise InputError(f"{where} is binary, not text", SAVE_AS)


def _declared(data: bytes) -> str | None:
    """The encoding that a page names, where there is such a one."""
    head = data[:_HEAD]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    try:
        codec = codecs.lookup(found[1].decode("ascii")) if found else None
    except (LookupError, UnicodeDecodeError):
        return None
    if codec is None or not codec._is_text_encoding or codec.name in _NO_PAGE:
        return None
    return _WEB_LABELS.get(codec.name, codec.name)


def _by_words(data: bytes, where: str) -> tuple[str, str]:
    """The first code page whose words are whole; else the page, or the detector's choice, that breaks fewest."""
    texts: dict[str, str] = {}
    for name in _CODE_PAGES:
        with contextlib.suppress(UnicodeDecodeError):
            texts[name] = data.decode(name)
            if not _BROKEN_WORD.search(texts[name]):
                return texts[name], name

    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECTED]).best()
    if best:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            texts[best.encoding] = data.decode(best.encoding)
    if not texts:
        raise InputError(f"{where} cannot be decoded as text", "save it as UTF-8")
    name = min(texts, key=lambda name: len(_BROKEN_WORD.findall(texts[name])))
    return texts[name], name

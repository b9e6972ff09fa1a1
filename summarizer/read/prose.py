"""Prose: refuses what holds no text, no prose or no English. Pure.

English is told by its function words. py3langid is asked only where they are few: of single machine-translated
sentences (MLQE-PE) it takes 3 of 417 for another language, short ones and names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.document import Block
from summarizer.errors import InputError
from summarizer.read.base import NEEDS_PROSE, SAVE_AS
from summarizer.read.headings import ends_sentence, is_short

PROSE_WORDS = 4
"""A paragraph of fewer words is no evidence of prose."""

PROSE_SHARE = 0.3
"""The least share of characters that must stand in prose paragraphs; the rest may be captions, tables, links."""

ENGLISH_SHARE = 0.2
"""From this share of English function words on, a text is English and no detector is asked.

98 in 100 of 1,771 news articles have 0.21 or more, and so have 98 in 100 of 2,174 machine translations of news;
the medians are 0.29 and 0.31, and none of the rest is refused. Passages of 100 words in 33 other languages, from
the messages of programs, have at most 0.09 (Afrikaans); of 40 words, in the six that come nearest, 0.14 (Croatian).
"""

LANGUAGE_WORDS = 20
"""With fewer words than this a single English function word is enough."""

SAMPLE = 20_000
"""Characters of a text, or of a paragraph, that are looked at."""

SAMPLE_BLOCKS = 2000
"""Paragraphs looked at to tell prose from code, tables and links."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_CODE = re.compile(
    r"[{};]$|\)\s*:$|=>|::|\w\(\)|^\s*[\w.\[\]]+ [-+*/]?= \S"
    r"|^\s*(?:import|from \S+ import|def|class|return|function|var|let|const|public|private|package|using)\b"
    r"|^\s*(?:#include|if \(|for \(|while \(|//|/\*|\$ |<\?|</?\w+)"
)
# Words that are frequent in English and rare in its neighbours: `for`, `at`, `under`, `over`, `her` are Danish too.
_FUNCTION_WORDS = frozenset(
    "the of and to that with by this which from have has had been were are they their there would could should "
    "said not but who it its he she his after about when than then these those our you your as be or if because "
    "before between during into more most other some such through what where while".split()
)
_LANGUAGES = dict(
    entry.split()
    for entry in (
        "ar Arabic|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|da Danish|de German|el Greek|es Spanish|et Estonian"
        "|eu Basque|fa Persian|fi Finnish|fr French|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|id Indonesian"
        "|it Italian|ja Japanese|ko Korean|la Latin|lt Lithuanian|lv Latvian|nl Dutch|no Norwegian|pl Polish"
        "|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|sr Serbian|sv Swedish|th Thai|tr Turkish"
        "|uk Ukrainian|ur Urdu|vi Vietnamese|zh Chinese"
    ).split("|")
)


def require_text(text: str, where: str) -> None:
    """Raises `InputError` for white space and for what holds more control characters than a text can."""
    if not text.strip():
        raise InputError(f"{where} holds only white space", NEEDS_PROSE)
    sample = text[:SAMPLE]
    controls = sum(c < " " and c not in "\t\n\v\f\r\x1a\x1b" for c in sample)
    if controls > 0.01 * len(sample):
        raise InputError(f"{where} is binary, not text", SAVE_AS)


def require_prose(text: str, blocks: Sequence[Block], where: str, *, any_language: bool = False) -> None:
    """Raises `InputError`, which says what the text is, where its paragraphs are not English prose."""
    parts = [text[slice(*block.span)] for block in blocks if block.kind == "paragraph"][:SAMPLE_BLOCKS]
    if not parts:
        raise InputError(f"{where} holds no paragraph, only a heading", NEEDS_PROSE)
    faults = [_fault(part[:SAMPLE]) for part in parts]
    if len(parts) == 1 and not ends_sentence(parts[0]) and is_short(parts[0]):
        faults = [faults[0] or "a few words"]
    weight: Counter[str] = Counter()
    for fault, part in zip(faults, parts, strict=True):
        weight[fault] += len(part)
    if weight[""] < PROSE_SHARE * weight.total():
        del weight[""]
        raise InputError(f"{where} holds no prose, only {max(weight, key=weight.__getitem__)}", NEEDS_PROSE)
    if not any_language:
        prose = "\n".join(part for fault, part in zip(faults, parts, strict=True) if not fault)
        _require_english(prose[:SAMPLE], where)


def _fault(part: str) -> str:
    """What a paragraph is, where it is not prose: numbers, code, links, a few words."""
    bare = _URL.sub("", part)
    words = _WORD.findall(bare)
    letters = sum(map(len, words))
    signs = sum(not c.isspace() for c in bare)
    if len(bare) < 0.5 * len(part):
        return "links"
    if letters < 0.6 * signs:
        return "code" if any(c in bare for c in "{}<>=;") else "numbers and signs"
    if _CODE.search(part) and not ends_sentence(part):
        return "code"
    # A script without spaces between words counts its letters instead.
    if len(words) < PROSE_WORDS and letters < 10 * PROSE_WORDS:
        return "a few words"
    return ""


def _require_english(prose: str, where: str) -> None:
    words = [word.lower() for word in _WORD.findall(prose)]
    known = sum(word in _FUNCTION_WORDS for word in words)
    if known >= ENGLISH_SHARE * len(words) or (known and len(words) < LANGUAGE_WORDS):
        return
    import py3langid

    code = str(py3langid.classify(prose)[0])
    if code != "en":
        language = _LANGUAGES.get(code, f"another language ({code})")
        raise InputError(f"{where} seems to be {language}, not English", "use --force to go on")

"""`a` or `an`, by the sound of the word behind.

Takes words and texts, gives articles. Pure. Only where the sound is certain by the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span

_ARTICLE = re.compile(r"(?<![\w’'.-])(an?|An?) ([^\W_]+)")
_SOUNDS_CONSONANT = re.compile(
    r"eu(?!ler)|ew|uef|url|usb|on(?:e|ce)(?![a-z])|one-|oui|u(?:b[ie]|fo|gand|k|n(?:i(?![nm]|d(?!ir)|ss)|anim)|r(?:an|e|in|ug)"
    r"|s(?:[aeu]|ing\b)|t(?:[eio])|v)",
    re.IGNORECASE,
)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_VOWEL_FIGURE = re.compile(r"8\d*$|11$|18$")
_FUNCTION_WORDS = frozenset(
    "a an and are as at be by for from if in into is it its of off on or our out over the to under up upon us we i "
    "am all any each every either".split()
)


def wrong_articles(text: str) -> Iterator[tuple[Span, str]]:
    """Where one stands that is wrong by its sound, and the right one: `a hour`, `an university`."""
    for match in _ARTICLE.finditer(text):
        article, word = match.groups()
        if article[0] == "A" and match.start() > 0:  # Vitamin A, Plan A
            continue
        wanted = wanted_article(word)
        if wanted and wanted != article.lower():
            yield Span(*match.span(1)), article[0] + wanted[1:]


def wanted_article(word: str) -> str | None:
    """`a`, `an`, or None where the sound is not certain: acronyms, short words, `historic`."""
    if word.isdigit():
        return "an" if _VOWEL_FIGURE.match(word) else None
    if word.lower() in _FUNCTION_WORDS or len(word) < 3 or not (word.islower() or word.istitle()):
        return None
    first = word[0].lower()
    if first in "aeiou":
        return "a" if _SOUNDS_CONSONANT.match(word) else "an"
    if first == "h":
        return "an" if _SILENT_H.match(word) else None
    if first in "bcdgjkpqtvwz" or (first in "flmnrs" and word[1] in "aeiou"):
        return "a" if re.search(r"[aeiouy]", word[1:]) else None
    return None

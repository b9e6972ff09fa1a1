"""What a repair rule is: a name, a reason, and a function from a draft to the fixes it found.

Takes text, gives values; edits nothing. `revise` is the one place that applies fixes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.document import SegmentKind, Span
from summarizer.facts.verbs import is_base

OPENING = "“"
CLOSING = "”"
STRAIGHT = '"'
DOUBLE_MARKS = OPENING + CLOSING + STRAIGHT

ABBREVIATIONS = frozenset(
    "a adj adm al apr approx assn assoc aug ave bldg blvd bros brig ca capt cf cl cmdr co col corp cpl dec dept "
    "det dist div dr ed eds est etc ex ext feb fig figs fr ft gen gov govt hon inc incl insp inst intl jan jr jul "
    "jun lt ltd maj mar max messrs mfg min misc mr mrs ms mt mts nat no nos nov oct op org p par pp pct ph plc "
    "pres prof prop pt pty pub rd rep reps ret rev sen sens sep sept sgt sr st ste supt tel temp univ v vol vols "
    "vs yr yrs".split()
)
"""Lower-case, without the dot. A dot after one of these does not end a sentence."""

SENTENCES: frozenset[SegmentKind] = frozenset({"sentence"})
HEADINGS: frozenset[SegmentKind] = frozenset({"title", "subhead"})


class Fix(NamedTuple):
    """Put `replacement` where `span` is, in the text of the draft that the rule was shown."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A segment's text as it stands between two rules."""

    text: str
    kind: SegmentKind
    quoted: tuple[Span, ...]
    """The stretches inside quotation marks, marks included."""
    following: str | None = None
    """The character of the article right after the segment; empty at its end, None where it is not known."""
    trails_off: bool = False
    """Whether the article ends sentences in two dots by habit, and so means an ellipsis."""


Find = Callable[[Draft], Iterable[Fix]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One small unit: what it is called, what an editor reads, and how it finds what it mends."""

    kind: str
    reason: str
    find: Find
    mends_quotations: bool = False
    """Whether it mends only spacing, encoding or the marks themselves, and so may work inside quotation marks."""
    mends_verbatim: bool = False
    """Whether it may work inside addresses, file names and code."""
    segments: frozenset[SegmentKind] = SENTENCES | HEADINGS


def substitute(pattern: str, replacement: str, flags: int = 0) -> Find:
    """A find function for what one regular expression can say; `replacement` is a template (`\\1`)."""
    compiled = re.compile(pattern, flags)

    def find(draft: Draft) -> Iterator[Fix]:
        for match in compiled.finditer(draft.text):
            yield Fix(Span(*match.span()), match.expand(replacement))

    return find


def substitute_groups(phrases: Sequence[tuple[str, str]]) -> Find:
    """A find function for many expressions: what the group `x` of each ought to be, as a template.

    Where an expression has a group `base`, a verb in its base form must stand there.
    """
    compiled = [(re.compile(pattern), replacement) for pattern, replacement in phrases]

    def find(draft: Draft) -> Iterator[Fix]:
        for pattern, replacement in compiled:
            for match in pattern.finditer(draft.text):
                base = match.groupdict().get("base")
                if base is None or is_base(base):
                    yield Fix(Span(*match.span("x")), match.expand(replacement))

    return find


def ends_with_abbreviation(text: str) -> bool:
    """Whether the last word of `text`, which a dot follows, is an abbreviation: `Inc`, `U.S`, an initial."""
    match = re.search(r"[\w.]+$", text)
    if match is None:
        return False
    word = match[0].lower()
    return "." in word or len(word) == 1 or word in ABBREVIATIONS


def not_after(words: str, gap: str = " ") -> str:
    """The part of an expression that lets it begin behind none of the words, and what is between."""
    return "".join(rf"(?<!\b{word}{gap})" for word in words.split())

"""Whose voice a line speaks in: what the evidence has only inside quotation marks is somebody's, not the paper's.

Takes views of a line and of its evidence, and where the evidence is quoted; gives a violation or None. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.document import Span, Violation
from summarizer.facts import Token, lexicon
from summarizer.facts.quotations import normalise
from summarizer.guard.speaking import speaking
from summarizer.guard.view import WORDS, View

_LEAST_WORDS = 3
"""A shorter stretch in quotation marks is a name or a term, not what somebody said: `the “special operation”`."""
_MOST_QUOTED = 0.5
"""Share of a line's own words that may come from inside quotations only; beyond, the line is the quotation in
the paper's voice.
"""


def quotations(line: View, sources: Sequence[View], quoted: Sequence[Sequence[Span]]) -> Violation | None:
    """What a line puts in quotation marks must stand in the evidence, word for word and quoted."""
    said = [normalise(source.text).lower() for source in sources]
    stretches = [
        normalise(source.text[slice(*span)]).lower()
        for source, spans in zip(sources, quoted, strict=True)
        for span in spans
    ]
    for fact in line.facts.of("quotation"):
        value = fact.value.lower()
        whole = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")  # no `scale changes` of `large-scale changes`
        if not any(map(whole.search, said)):
            return Violation("quotation-invented", fact.text, f"nobody says “{fact.text}” in the evidence")
        half_open = any(mark in source.text for source in sources for mark in '"“”„«»')
        if not any(map(whole.search, stretches)) and not half_open:
            return Violation("quotation-invented", fact.text, f"“{fact.text}” is no quotation in the evidence")
    return None


def unattributed(line: View, sources: Sequence[View], quoted: Sequence[Sequence[Span]]) -> Violation | None:
    """A line made of what only a quotation says needs its marks or its speaker."""
    inside: set[str] = set()
    outside: set[str] = set()
    for source, spans in zip(sources, quoted, strict=True):
        speech = [span for span in spans if _is_speech(source, span)]
        for token, word in _content(source):
            (inside if _lies_in(token, speech) else outside).add(word)
    marked = [fact.span for fact in line.facts.of("quotation")]
    own = [word for token, word in _content(line) if not _lies_in(token, marked)]
    heard = [word for word in own if word in inside and word not in outside]
    if len(heard) <= _MOST_QUOTED * len(own) or _has_speaker(line, marked):
        return None
    shown = " ".join(heard[:4])
    return Violation(
        "quotation-unattributed", shown, f"only a quotation says `{shown} …`: the line names no speaker"
    )


def _content(text: View) -> Iterator[tuple[Token, str]]:
    stop = lexicon.words("stop")
    for token, word in zip(text.tokens, text.stems, strict=True):
        if token.kind in WORDS and token.low not in stop:
            yield token, word


def _lies_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(token.span.overlaps(span) for span in spans)


def _is_speech(text: View, span: Span) -> bool:
    """Whether somebody speaks there: some words, and not only the capitals of a title."""
    words = [t for t in text.tokens if t.kind != "mark" and t.span.overlaps(span)]
    stop = lexicon.words("stop")
    return len(words) >= _LEAST_WORDS and any(t.text.islower() and t.low not in stop for t in words)


def _has_speaker(line: View, marked: Sequence[Span]) -> bool:
    """A verb of speaking outside the line's own quotations, or a speaker before a colon."""
    colons = (i for i, low in enumerate(line.lows) if i > 0 and low == ":")
    return any(not _lies_in(line.tokens[i], marked) for i in (*speaking(line), *colons))

"""What the corrections across a batch need to know of one article, noted as it is finished.

Takes finished segments, gives a frozen `Gist` that goes into the article's line of the journal. Pure. A few
hundred words an article, so that a hundred thousand are compared without opening one of them again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.batch.corrections import amounts, sketch
from summarizer.batch.corrections.amounts import Amount
from summarizer.document import RewrittenSegment, Span
from summarizer.facts import extract

MOST_NAMES = 60
"""Spellings kept of an article, in its order; news has 15 in the median."""
MOST_AMOUNTS = 40


@dataclass(frozen=True, slots=True)
class Gist:
    names: Mapping[str, int]
    """Each name as it is spelt, in the article's order, and how often."""
    dates: tuple[str, ...]
    """Days of the year: `01-19`."""
    amounts: tuple[Amount, ...]
    sketch: str


def gist(segments: Sequence[RewrittenSegment]) -> Gist:
    """Of the finished text: what a repair or the glossary has set right needs no correction.

    Titles and subheads count for the wording only: their capitals and their clipped numbers mislead.
    """
    names: Counter[str] = Counter()
    dates: dict[str, None] = {}
    counted: list[Amount] = []
    for segment in segments:
        if segment.kind != "sentence":
            continue
        text = segment.text.encode("utf-8", "replace").decode("utf-8")  # no half of a surrogate pair
        facts = extract(text)
        for fact in facts:
            if fact.kind == "name" and not _is_address(text, fact.span):
                names[_plain(fact.text)] += 1
            elif fact.kind == "date" and len(fact.value) == len("01-19"):
                dates[fact.value] = None
        counted += amounts.find(segment.id, text, facts)
    return Gist(
        dict(list(names.items())[:MOST_NAMES]),
        tuple(dates),
        tuple(counted[:MOST_AMOUNTS]),
        sketch.of(" ".join(segment.text for segment in segments)),
    )


def parse(value: Mapping[str, Any]) -> Gist:
    """The inverse of `dataclasses.asdict`, after a way through JSON."""
    return Gist(
        value["names"],
        tuple(value["dates"]),
        tuple(Amount(**amount) for amount in value["amounts"]),
        value["sketch"],
    )


def _is_address(text: str, span: Span) -> bool:
    """`@FoxNews`, `#ActNow`, `WhiteHouse.gov`: spelt as the network has it."""
    return text[max(0, span.start - 1) : span.start] in ("@", "#", "/", "_") or bool(_SITE.match(text, span.end))


_SITE = re.compile(r"\.[a-z]{2,}|[/_]")


def _plain(name: str) -> str:
    """One apostrophe, one kind of space and hyphen: how it is set is no spelling."""
    return " ".join(name.replace("’", "'").replace("‑", "-").split())

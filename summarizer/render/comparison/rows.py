"""What the readable renderings of a comparison share: one row a link, with what is said beside it.

Takes a `Comparison`, gives small frozen values whose strings are still raw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.compare import Comparison, Difference, LinkedPair, Side
from summarizer.counting import many
from summarizer.document import SegmentKind
from summarizer.render.parts import Change, runs

LABELS = ("split", "merged", "moved", "dropped", "added")
"""What can become of a sentence beside new words, in the order in which it is counted."""
ALIKE = "Both texts have the same numbers, dates, names, quotations and negations."
MADE = "the rewrite of this program"
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that belong together."""

    original: tuple[int, ...]
    """Their numbers, from 1."""
    cleaned: tuple[int, ...]
    kind: SegmentKind
    labels: tuple[str, ...]
    """What became of them, of `LABELS`."""
    runs: tuple[tuple[Change, str], ...]
    """Stretches that stay, go and come, in reading order; none is empty."""
    opens: bool
    """Whether a paragraph begins here."""

    @property
    def is_changed(self) -> bool:
        return bool(self.labels) or any(change != "same" for change, _ in self.runs)

    def side(self, change: Change) -> tuple[tuple[Change, str], ...]:
        """The runs of one side: what stays and what goes (`cut`), or what stays and what comes (`new`)."""
        return tuple(run for run in self.runs if run[0] in ("same", change))


def rows(comparison: Comparison) -> Iterator[Row]:
    paragraph = -1
    for pair in comparison.pairs:
        link = pair.link
        here = comparison.cleaned.sentences[link.cleaned[0]].paragraph if link.cleaned else paragraph
        sentence = (
            comparison.cleaned.sentences[link.cleaned[0]]
            if link.cleaned
            else comparison.original.sentences[link.original[0]]
        )
        yield Row(
            original=tuple(i + 1 for i in link.original),
            cleaned=tuple(j + 1 for j in link.cleaned),
            kind=sentence.kind,
            labels=_labels(pair),
            runs=tuple(_runs(pair)),
            opens=here != paragraph,
        )
        if link.cleaned:
            paragraph = comparison.cleaned.sentences[link.cleaned[-1]].paragraph


def names(comparison: Comparison) -> tuple[str, str]:
    """What the two texts are called."""
    cleaned = MADE if comparison.made else comparison.cleaned.path or STANDARD_INPUT
    return comparison.original.path or STANDARD_INPUT, cleaned


def counts(comparison: Comparison) -> str:
    """How much changed, in one line."""
    found = Counter(label for row in rows(comparison) for label in row.labels)
    reworded = sum(bool(pair.hunks) for pair in comparison.pairs)
    told = [
        f"{number} {label}"
        for label, number in (("reworded", reworded), *((label, found[label]) for label in LABELS))
        if number
    ]
    same = sum(not row.is_changed for row in rows(comparison))
    sizes = " → ".join(many(len(side.sentences), "sentence") for side in (comparison.original, comparison.cleaned))
    if not told:
        return f"{sizes}: the same words"
    return f"{sizes}: {', '.join([*told, *([f'{same} as they were'] if same else [])])}"


def facts(comparison: Comparison) -> list[tuple[str, Side, Sequence[Difference]]]:
    """What one side says and the other does not, each list with its heading; an empty list is left out."""
    found = [
        ("Only in the original", comparison.original, comparison.lost),
        ("Only in the cleaned text", comparison.cleaned, comparison.gained),
    ]
    return [item for item in found if item[2]]


def _labels(pair: LinkedPair) -> tuple[str, ...]:
    names = {"dropped": "dropped", "added": "added", "one-to-many": "split", "many-to-one": "merged"}
    label = names.get(pair.link.kind)
    return (*(["moved"] if pair.link.moved else []), *([label] if label else []))


def _runs(pair: LinkedPair) -> Iterator[tuple[Change, str]]:
    if not pair.link.cleaned:
        yield "cut", pair.before
    elif not pair.link.original:
        yield "new", pair.after
    else:
        yield from runs(pair.before, pair.hunks)

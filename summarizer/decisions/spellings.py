"""Spellings that the editor keeps choosing, offered for the glossary.

Takes decisions, gives `Offer`s; touches nothing. Only what is a matter of spelling is offered: hyphens, accents,
letters, capitals inside a word, and names that are written alike. Grammar, another wording and another name depend
on the sentence, and a capital at the start of a word on its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarizer import glossary
from summarizer.decisions.values import Decision
from summarizer.edits import diff, reason
from summarizer.edits.align import align_words
from summarizer.errors import UsageError

TIMES = 2
"""A spelling chosen less often may be about its sentence."""
ALIKE = 0.5
"""The share of letters, 0 to 1, that two spellings of one name have in common: Kiev and Kyiv 0.75, Zelenski and
Selenskyj 0.71; Biden and Trump 0, Burma and Myanmar 0.33."""

_KINDS = frozenset({"spelling", "hyphen", "capital-letter", "characters"})
_TERM = re.compile(r"\w[\w’'-]*(?: \w[\w’'-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Offer:
    """A line for a glossary."""

    preferred: str
    variant: str | None
    """None where the editor only ever kept the preferred spelling."""
    times: int
    """How often it was chosen."""

    @property
    def line(self) -> str:
        entry = self.preferred if self.variant is None else f"{self.preferred} = {self.variant}"
        return f"{entry}  # chosen {self.times} times"


class Choices:
    """Counted over any number of articles."""

    def __init__(self) -> None:
        self._made: Counter[tuple[str, str]] = Counter()
        """(variant, preferred) that the editor took or wrote."""
        self._kept: Counter[tuple[str, str]] = Counter()
        """The same, where the program would have had the variant."""

    def add(self, decisions: Iterable[Decision]) -> None:
        """`decisions` that stand: what was taken back is no choice."""
        for decision in decisions:
            anchor = decision.anchor
            if decision.verdict == "refused":
                self._kept.update((after, before) for before, after in _spellings(anchor.before, anchor.after))
            elif decision.verdict == "taken":
                self._made.update(_spellings(anchor.before, anchor.after))
            elif decision.text is not None:
                self._made.update(_spellings(anchor.after, decision.text))

    def offers(self, known: str = "", name: str = "glossary") -> tuple[Offer, ...]:
        """What is not yet in `known`, the text of a glossary called `name`, nor against it; sorted.

        A spelling that was chosen both ways, or replaced by several, is offered neither way. Raises `UsageError`
        where `known` is no glossary.
        """
        terms = glossary.parse(known, name)
        times = self._made + self._kept
        targets = Counter(variant for variant, _ in times)
        found = []
        for (variant, preferred), count in sorted(times.items(), key=lambda item: item[0][::-1]):
            is_clear = targets[variant] == 1 and not targets[preferred]
            if count >= TIMES and is_clear:
                offer = Offer(preferred, variant if self._made[variant, preferred] else None, count)
                if not _is_known(offer, terms) and _fits(offer, known):
                    known = added(known, [offer])
                    found.append(offer)
        return tuple(found)


def added(known: str, offers: Iterable[Offer]) -> str:
    """The text of a glossary with the offers at its end, each in a line that ends as its own do."""
    end = "\r\n" if "\r\n" in known else "\n"
    lines = "".join(f"{offer.line}{end}" for offer in offers)
    return f"{known}{end}{lines}" if known and not known.endswith("\n") and lines else known + lines


def _spellings(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What is spelled otherwise in `after`."""
    for hunk in diff(before, after):
        old, new, kind = hunk.before.strip(), hunk.after.strip(), reason(hunk, before).kind
        if kind in _KINDS:
            if _TERM.fullmatch(old) and _TERM.fullmatch(new) and old[1:] != new[1:]:
                yield old, new
        elif kind == "wording":
            yield from [(old, new)] if _are_one_name(old, new) else _names(old, new)


def _names(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Names in a stretch that was worded anew."""
    return ((a, b) for a, b in align_words(old.split(), new.split()) if _are_one_name(a, b))


def _are_one_name(old: str, new: str) -> bool:
    """Whether both are the same name, spelled otherwise."""
    words = [*zip(old.split(), new.split(), strict=False)]
    return (
        bool(_TERM.fullmatch(old) and _TERM.fullmatch(new))
        and old[1:] != new[1:]
        and len(old.split()) == len(new.split())
        and all(a == b or (a[0].isupper() and b[0].isupper() and _alike(a, b) >= ALIKE) for a, b in words)
    )


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def _is_known(offer: Offer, terms: glossary.Glossary) -> bool:
    if offer.variant is None:
        return offer.preferred in terms.preferred
    return terms.by_variant.get(offer.variant) == offer.preferred


def _fits(offer: Offer, known: str) -> bool:
    """Whether the desk has not decided otherwise."""
    try:
        glossary.parse(added(known, [offer]))
    except UsageError:
        return False
    return True

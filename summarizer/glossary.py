"""The desk's glossary: names, terms and spellings that neither a repair nor the model may override.

Takes a UTF-8 file, one entry a line, and gives a frozen `Glossary`; reads that one file, touches nothing else.

    # our style
    Kassym-Jomart Tokayev = Kasym-Jomart Tokaev, Tokayev Kassym-Jomart
    e-mail = email
    NATO

An entry is `Preferred` or `Preferred = variant, variant`. An entry in lower case matches `Email` at a sentence's
start too; any other matches as it is written. Only whole words match, the longest first, and what follows a name
(`’s`) stays. Variants are set right outside quotations only: inside, the speaker's words stand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from summarizer.document import Span
from summarizer.errors import UsageError

_END = r"(?!\w)(?!\.\w)(?![’'](?!s\b)\w)"
"""A term ends where its word does; a hyphen or `’s` may follow."""

MAX_PROBLEMS = 20
"""Problems told at once: the rest of a file that is no glossary at all helps nobody."""


@dataclass(frozen=True)
class Glossary:
    """Preferred spellings. Equal glossaries behave the same."""

    preferred: frozenset[str] = frozenset()
    by_variant: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The preferred spelling by variant."""

    @property
    def revision(self) -> str | None:
        """Eight hexadecimal digits that change with any entry; None where there is none."""
        if not self.preferred:
            return None
        entries = [sorted(self.preferred), sorted(self.by_variant.items())]
        return hashlib.sha256(json.dumps(entries).encode()).hexdigest()[:8]

    def protected_terms(self, text: str) -> list[Span]:
        """Where the preferred terms stand in `text`, in order: what must come through as it is."""
        return [Span(*m.span()) for m in self._matches(text) if self._spelling(m[0]) == m[0]]

    def variants_in(self, text: str) -> Iterator[tuple[Span, str]]:
        """Each variant in `text`: its place and the spelling that belongs there, in order."""
        for match in self._matches(text):
            spelling = self._spelling(match[0])
            if spelling != match[0]:
                yield Span(*match.span()), spelling

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if self._pattern is None else self._pattern.finditer(text)

    def _spelling(self, found: str) -> str:
        """How the desk writes what was found; a capital at the start of a lower-case entry stays."""
        term = " ".join(found.split())
        if term in self.preferred:
            return found
        if term in self.by_variant:
            return self.by_variant[term]
        lowered = term[0].lower() + term[1:]
        if lowered in self.preferred:
            return found
        spelling = self.by_variant[lowered]
        return spelling[0].upper() + spelling[1:]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """All terms at once, the longest first; a lower-case one also with a capital."""
        terms = sorted({*self.preferred, *self.by_variant}, key=lambda t: (-len(t), t))
        if not terms:
            return None
        return re.compile("|".join(rf"(?<!\w)(?<!\w[’'.]){_either_case(t)}{_END}" for t in terms))


EMPTY = Glossary()


def _either_case(term: str) -> str:
    words = r"\s+".join(re.escape(w) for w in term.split())
    capital = term[0].upper()
    if not term.islower() or capital.lower() != term[0] or capital == term[0]:  # `ı`, `ß` have none of their own
        return words
    return f"[{term[0]}{capital}]{words[1:]}"


def load(path: str | Path) -> Glossary:
    """The glossary in a file. `UsageError` names the file and every line that cannot be used."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "check the path given to --glossary") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: not UTF-8", "save the glossary as UTF-8 text") from error
    return parse(text, str(path))


def parse(text: str, name: str = "glossary") -> Glossary:
    """The glossary in `text`; `name` is what errors call it."""
    preferred: dict[str, int] = {}
    variants: dict[str, tuple[str, int]] = {}
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        entry = re.split(r"(?:^|\s)#", line)[0].strip()
        if not entry:
            continue
        term, equals, rest = entry.partition("=")
        term, listed = " ".join(term.split()), [" ".join(v.split()) for v in rest.split(",")]
        problem = _problem(term, listed if equals else [], variants)
        if problem:
            problems.append(f"line {number}: {problem}")
            continue
        preferred.setdefault(term, number)
        variants.update((v, (term, number)) for v in listed if equals)
    problems += [
        f"line {number}: '{variant}' is a variant of '{term}' and a preferred spelling on line {preferred[variant]}"
        for variant, (term, number) in variants.items()
        if variant in preferred
    ]
    if problems:
        told = problems[:MAX_PROBLEMS]
        more = f"; and {len(problems) - len(told)} more" if len(problems) > len(told) else ""
        raise UsageError(f"{name}: {'; '.join(told)}{more}", "write `Preferred` or `Preferred = variant, variant`")
    spellings = MappingProxyType({variant: term for variant, (term, _) in variants.items()})
    return Glossary(frozenset(preferred), spellings)


def _problem(term: str, listed: list[str], variants: dict[str, tuple[str, int]]) -> str | None:
    """What is wrong with one entry, in words; None when nothing is."""
    if any("=" in variant for variant in listed):
        return "more than one =; commas part the variants"
    if not term:
        return "no preferred spelling before ="
    for word in (term, *listed):
        if not any(c.isalnum() for c in word):
            return f"'{word}' is no word" if word else "an empty variant"
    if term in listed:
        return f"'{term}' is its own variant"
    for variant in listed:
        other, number = variants.get(variant, (term, 0))
        if other != term:
            return f"'{variant}' already means '{other}' on line {number}"
    return None

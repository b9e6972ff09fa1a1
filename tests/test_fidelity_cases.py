"""The case corpus: what the guard lets through, what it refuses and by which rule, and what is flagged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer import flags, read, segment
from summarizer.document import RewrittenSegment, Span
from summarizer.guard import check_claim, check_rewrite

FOLDER = Path(__file__).parent / "fidelity"
LEAST_PAIRS = 300


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    source: tuple[str, ...]
    text: str
    rule: str | None


def cases(name: str) -> Iterator[Case]:
    path = FOLDER / name
    source: list[str] = []
    fresh = True
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, text = line[:1], line[2:].strip()
        if mark == "-":
            source = [text] if fresh else [*source, text]
            fresh = False
        elif mark == "=":
            yield Case(path.stem, number, tuple(source), text, None)
            fresh = True
        elif mark == "!":
            rule, _, told = text.partition(" | ")
            yield Case(path.stem, number, tuple(source), told, rule)
            fresh = True


FILES = sorted(path.name for path in FOLDER.glob("*.txt"))
REWRITES = [case for name in FILES if not name.startswith(("claim", "flags")) for case in cases(name)]
CLAIMS = [case for name in FILES if name.startswith("claim") for case in cases(name)]
FLAGS = list(cases("flags.txt"))


def named(case: Case) -> str:
    return f"{case.file}:{case.line}"


def test_there_are_enough_cases_of_both_kinds() -> None:
    every = [*REWRITES, *CLAIMS, *FLAGS]
    refused = sum(case.rule is not None for case in every)
    assert len(every) >= LEAST_PAIRS
    assert 0.4 <= refused / len(every) <= 0.6


@pytest.mark.parametrize("case", REWRITES, ids=named)
def test_a_rewrite(case: Case) -> None:
    violation = check_rewrite(" ".join(case.source), case.text)
    assert (violation.rule if violation else None) == case.rule, violation


def quoted(sentences: Sequence[str]) -> list[list[Span]]:
    """What is quoted of each sentence where they follow one another in a paragraph."""
    article = read.from_text("A note from the region\n\n" + " ".join(sentences) + "\n", force=True)
    start = article.blocks[-1].span.start
    spans = [span.shift(s.span.start - start) for s in segment.segment(article)[1:] for span in s.quoted]
    found = []
    start = 0
    for sentence in sentences:
        own = (Span(max(a - start, 0), min(b - start, len(sentence))) for a, b in spans)
        found.append([span for span in own if span.start < span.end])
        start += len(sentence) + 1
    return found


@pytest.mark.parametrize("case", CLAIMS, ids=named)
def test_a_claim(case: Case) -> None:
    violation = check_claim(case.text, case.source, quoted(case.source))
    assert (violation.rule if violation else None) == case.rule, violation


@pytest.mark.parametrize("case", FLAGS, ids=named)
def test_a_flag(case: Case) -> None:
    article = read.from_text(f"A note from the region\n\n{' '.join(case.source)}\n", force=True)
    segments = [
        RewrittenSegment(s.id, s.kind, s.paragraph, s.span, s.original, s.original, "unchanged", quoted=s.quoted)
        for s in segment.segment(article)
    ]
    found = [(flag.kind, article.text[slice(*flag.span)]) for flag in flags.find(segments) if flag.span]
    assert found[:1] == ([] if case.rule is None else [(case.rule, case.text)])

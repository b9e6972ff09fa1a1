"""What is compared: doing nothing, trivial baselines, peers from PyPI; the product itself is in `product`.

A system is a name and up to three plain functions over a batch of texts. Nothing is touched; a peer that is
not installed is left out by `peers`, by name, never silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quality.words import sentences

LEAD_LINES = 3
LEAD_WORDS = 12


@dataclass(frozen=True, slots=True)
class Output:
    """What a system made of one text; the lines of a summary are set apart by line breaks."""

    text: str
    tried: int = 0
    """Proposals of the model that the guard was shown, and how many of them it refused."""
    refused: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in self.text.split("\n") if line)


Batch = Callable[[Sequence[str]], list[Output]]


@dataclass(frozen=True, slots=True)
class System:
    name: str
    rewrite: Batch | None = None
    """Sentences, or whole articles with an empty line between paragraphs, which the result keeps."""
    headline: Batch | None = None
    """Bodies to headlines."""
    summary: Batch | None = None
    """Bodies to lines."""
    bare: bool = False
    """The model's own first choice, with no repair, decision, judge or guard."""


def each(function: Callable[[str], str]) -> Batch:
    return lambda texts: [Output(function(text)) for text in texts]


def source() -> System:
    return System("source", rewrite=each(lambda text: text))


def lead() -> System:
    """The first three sentences; the first sentence cut to twelve words."""
    return System(
        "lead",
        headline=each(lambda body: " ".join(body.split()[:LEAD_WORDS])),
        summary=each(lambda body: "\n".join(sentences(body)[:LEAD_LINES])),
    )


def harper(spelling: bool) -> System:
    """harper-py with the first suggestion of every lint applied, from the end of the text to its start."""
    from harper import Linter

    linter = Linter()

    def mend(text: str) -> str:
        start = len(text) + 1
        for lint in sorted(linter.lint(text, language="plaintext"), key=lambda found: -found.span.start):
            wanted = lint.suggestions and (spelling or lint.lint_kind != "Spelling")
            if wanted and lint.span.end <= start:
                text = linter.apply_suggestion(text, lint, lint.suggestions[0])
                start = lint.span.start
        return text

    name = "harper" if spelling else "harper, no spelling"
    return System(name, rewrite=each(lambda text: "\n\n".join(mend(part) for part in text.split("\n\n"))))


class Tokens:
    """sumy's tokenizer without the NLTK data that it would download: our sentences, plain words."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(sentences(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[^\W\d_]+", text.lower()))


def sumy(name: str, make: Callable[[], Any]) -> System:
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.utils import get_stop_words

    summarizer = make()(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    def summarize(body: str) -> str:
        document = PlaintextParser.from_string(body, Tokens()).document
        return "\n".join(str(sentence) for sentence in summarizer(document, LEAD_LINES))

    return System(name, summary=each(summarize))


def lexrank() -> Any:
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return LexRankSummarizer


def textrank() -> Any:
    from sumy.summarizers.text_rank import TextRankSummarizer

    return TextRankSummarizer


def lsa() -> Any:
    from sumy.summarizers.lsa import LsaSummarizer

    return LsaSummarizer


def peers() -> tuple[list[System], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    makers: list[tuple[str, Callable[[], System]]] = [
        ("harper", lambda: harper(spelling=True)),
        ("harper, no spelling", lambda: harper(spelling=False)),
        ("sumy LexRank", lambda: sumy("sumy LexRank", lexrank)),
        ("sumy TextRank", lambda: sumy("sumy TextRank", textrank)),
        ("sumy LSA", lambda: sumy("sumy LSA", lsa)),
    ]
    found: list[System] = []
    missing: list[str] = []
    for name, make in makers:
        try:
            found.append(make())
        except ImportError:
            missing.append(name)
    return found, missing

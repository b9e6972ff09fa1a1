"""The development cases: which rows are read, which of them are drawn, and into which part each falls.

Takes the data folder (`rewrite/*.jsonl.gz`, `news/*.dev.jsonl.gz`) and one with articles of one's own
(`articles/*.txt`, `references/*.txt`), gives frozen cases, touches nothing else.
Rows are streamed; a draw is the `limit` cases with the smallest hash, so that a larger limit holds every case
of a smaller one.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from benchmarks.quality.noise import put_noise_on
from benchmarks.quality.words import names_and_numbers, sentences, word_distance

Part = Literal["calibrate", "report", "all"]

LANGUAGES = ("ro", "et", "ru", "ne", "si")
FIXABLE_DISTANCE = 0.40
"""Word distance; a post-edit beyond it was made from the foreign text, which the product never sees."""
CLEAN_WORDS = range(8, 41)
"""A clean sentence shorter than this is often a fragment, a longer one a splitting error."""
RICH_NAMES = 3
"""Names, acronyms and numbers that a sentence of the copying set has at least."""
PROSE_SOURCES = (
    "reuters_2006_13",
    "bbc_2004_05",
    "allsides",
    "dailymail_2020",
    "xsum_sample",
    "cnn_dailymail_sample",
)
"""News copy; the other sources hold memos, code and capitals."""
HEADLINE_SOURCES = ("reuters_2006_13", "bbc_2004_05", "allsides", "dailymail_2020", "lctt_tech", "whitehouse")
TITLE_WORDS = range(4, 17)
OPENING = 6
"""Sentences that stand below a title: from fewer the product does not tell a noisy article from a clean one."""
SUMMARY_SOURCES = ("cnn_dailymail_sample", "allsides")
LEAST_SUMMARY_LINES = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to be rewritten."""

    id: str
    source: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """One article with what an editor wrote above it."""

    id: str
    body: str
    headline: str
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole machine-translated article, line by line beside its reference."""

    id: str
    lines: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def text(self) -> str:
        """Each line its own paragraph, so that every line can be found again in the result."""
        return "\n\n".join(self.lines)


Case = TypeVar("Case", Sentence, News, Document)


def order(key: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{key}".encode()).digest()[:8])


def in_part(key: str, part: Part) -> bool:
    """Half of all ids, by their hash, serve to calibrate thresholds; the other half to report what they gave."""
    return part == "all" or (order(key, -1) % 2 == 0) == (part == "calibrate")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Draw:
    """The data folder and how much of it is used."""

    folder: Path
    limit: int
    part: Part = "all"
    seed: int = 1
    own: Path | None = None
    """The folder of articles of one's own."""

    def take(self, cases: Iterable[Case], limit: int | None = None) -> list[Case]:
        inside = (case for case in cases if in_part(group(case.id), self.part))
        return heapq.nsmallest(limit or self.limit, inside, key=lambda case: (order(case.id, self.seed), case.id))

    def post_edits(self, language: str) -> list[Sentence]:
        path = self.folder / "rewrite" / "mlqe_pe_dev.jsonl.gz"
        return self.take(
            Sentence(row["id"], row["mt"], (row["pe"],))
            for row in rows(path)
            if row["pair"].startswith(language + "-")
        )

    def learner_english(self) -> list[Sentence]:
        """JFLEG, still tokenized: the measure needs it so."""
        path = self.folder / "rewrite" / "jfleg_dev.jsonl.gz"
        return self.take(
            Sentence(f"jfleg-{row['id']}", squeeze(row["src"]), tuple(squeeze(ref) for ref in row["refs"]))
            for row in rows(path)
        )

    def round_trips(self) -> list[Sentence]:
        path = self.folder / "rewrite" / "roundtrip_dev.jsonl.gz"
        return self.take(Sentence(row["id"], row["mt"], (row["ref"],)) for row in rows(path))

    def clean(self, limit: int | None = None, rich: bool = False) -> list[Sentence]:
        """Sentences of human news copy; with `rich`, those with several names, acronyms or numbers."""
        return self.take(
            (
                case
                for case in self._clean_sentences()
                if not rich or len(names_and_numbers(case.source)) >= RICH_NAMES
            ),
            limit,
        )

    def noised(self) -> list[Sentence]:
        """Clean sentences with one error put on each; a sentence that takes none is left out."""
        cases: list[Sentence] = []
        for case in self.take(self._clean_sentences(), 2 * self.limit):
            noisy = put_noise_on(case.source, order(case.id, self.seed))
            if noisy is not None and len(cases) < self.limit:
                cases.append(Sentence(f"{case.id}+{noisy.kind}", noisy.text, (case.source,)))
        return cases

    def titles(self) -> list[Sentence]:
        """Human headlines above the opening of their articles."""
        return self.take(
            Sentence(case.id, text, (text,))
            for case in self._news(PROSE_SOURCES)
            if len(case.headline.split()) in TITLE_WORDS and not case.headline.isupper()
            for text in [f"{squeeze(case.headline)}\n\n{' '.join(sentences(case.body)[:OPENING])}"]
        )

    def noised_titles(self) -> list[Sentence]:
        """Of these, the ones that take an error; a lost article is none in a title."""
        cases: list[Sentence] = []
        for case in self.titles():
            title, mark, opening = case.source.partition("\n\n")
            noisy = put_noise_on(title, order(case.id, self.seed))
            if noisy is not None and noisy.kind != "article-lost":
                cases.append(Sentence(f"{case.id}+{noisy.kind}", noisy.text + mark + opening, case.references))
        return cases

    def _clean_sentences(self) -> Iterator[Sentence]:
        for source in PROSE_SOURCES:
            for row in rows(self.folder / "news" / f"{source}.dev.jsonl.gz"):
                for number, sentence in enumerate(sentences(row["body"])):
                    if len(sentence.split()) in CLEAN_WORDS and is_clean(sentence):
                        yield Sentence(f"{row['id']}#{number}", sentence, (sentence,))

    def headlines(self) -> list[News]:
        return self.take(case for case in self._news(HEADLINE_SOURCES) if case.headline)

    def summaries(self, source: str) -> list[News]:
        return self.take(case for case in self._news((source,)) if len(case.summary) >= LEAST_SUMMARY_LINES)

    def _news(self, sources: Iterable[str]) -> Iterator[News]:
        for source in sources:
            for row in rows(self.folder / "news" / f"{source}.dev.jsonl.gz"):
                yield News(row["id"], row["body"], row["headline"], tuple(row["summary"]))

    def documents(self, limit: int) -> list[Document]:
        """News articles as one system translated them, the system drawn by the article's id."""
        return self.take(self._documents(), limit)

    def own_documents(self) -> list[Document]:
        """Raises ValueError where an article has other lines than its reference."""
        return self.take(self._own_documents())

    def _own_documents(self) -> Iterator[Document]:
        folder = self.own or Path()
        for path in sorted((folder / "articles").glob("*.txt")):
            lines, references = (
                tuple(filter(str.strip, (folder / side / path.name).read_text(encoding="utf-8").splitlines()))
                for side in ("articles", "references")
            )
            if len(lines) != len(references):
                raise ValueError(f"{path.name}: {len(lines)} lines, {len(references)} in its reference")
            yield Document(path.name, lines, references)

    def _documents(self) -> Iterator[Document]:
        for row in rows(self.folder / "rewrite" / "wmt_articles_2022_2023.jsonl.gz"):
            if row["domain"] != "news":
                continue
            systems = sorted(row["hyps"])
            system = systems[order(row["id"], self.seed) % len(systems)]
            lines = tuple(line for paragraph in row["hyps"][system] for line in paragraph)
            references = tuple(line for paragraph in row["refs"][0] for line in paragraph)
            if len(lines) == len(references) and all(line.strip() for line in lines):
                yield Document(f"{row['id']}/{system}", lines, references)


def group(key: str) -> str:
    """What shares a part: all sentences of one article, all translations of one text."""
    return key.split("#")[0].split("/")[0]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def is_clean(sentence: str) -> bool:
    """True for a whole sentence of prose: capital or quotation mark first, full stop last, marks in pairs.

    Quotation marks are double ones: an apostrophe cannot be told from half a pair of single ones.
    """
    marks = sentence.count('"') % 2 == 0 and sentence.count("“") == sentence.count("”")
    opens = sentence[0].isupper() or (sentence[0] in '"“' and sentence[1:2].isupper())
    single = re.search(r"[,.!?]['’]|(?:^|[\s(])['‘]", sentence)
    return (
        marks
        and opens
        and not single
        and sentence.rstrip("\"”’'").endswith((".", "!", "?"))
        and "  " not in sentence
    )


def fixable(case: Sentence) -> bool:
    """True where English alone could have told the post-editor: nothing new named, and not far away."""
    given = set(names_and_numbers(case.source)) | set(case.source.lower().split())
    news = [name for name in names_and_numbers(case.references[0]) if name not in given]
    return not news and word_distance(case.source, case.references[0]) <= FIXABLE_DISTANCE

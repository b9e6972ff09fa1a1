"""The measures: edit rate, n-gram overlap, edits against a human's, what became better and what worse.

Takes lists of texts, gives frozen values; touches nothing. sacrebleu and rouge-score, of the extra `bench`,
are imported inside the functions that use them.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.quality.words import STRAIGHT, hunks, known_words, names_and_numbers, tokens

BOOTSTRAP_ROUNDS = 1000
GLEU_ROUNDS = 500
"""As many as the published script draws."""
GLEU_ORDER = 4
LONG_LINE = 35
"""Words; the product promises no summary line above it."""


@dataclass(frozen=True, slots=True)
class EditRate:
    """Translation edit rate of one text against its reference: `edits / words`."""

    edits: float
    words: float


@cache
def metric(name: str) -> Any:
    """A sacrebleu metric: `TER` normalized and cased, `chrF` with its defaults (chrF2)."""
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return TER(normalized=True, case_sensitive=True) if name == "TER" else CHRF()


@cache
def edit_rate(text: str, reference: str) -> EditRate:
    score = metric("TER").sentence_score(text, [reference])
    return EditRate(score.num_edits, score.ref_length)


def ter(outputs: Sequence[str], references: Sequence[str]) -> float:
    """Corpus TER, in percent: all edits over all reference words, exactly sacrebleu's."""
    rates = [edit_rate(output, reference) for output, reference in zip(outputs, references, strict=True)]
    return 100 * sum(rate.edits for rate in rates) / max(1.0, sum(rate.words for rate in rates))


def chrf(outputs: Sequence[str], references: Sequence[str]) -> float:
    return float(metric("chrF").corpus_score(list(outputs), [list(references)]).score)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a system did to sentences, each judged by its TER against the reference beside its source's."""

    better: float
    """Shares, 0 to 1, of all sentences."""
    worse: float
    alone: float
    """The output is the source, byte for byte."""

    @property
    def ratio(self) -> float:
        """Made better for each made worse; infinite where none was made worse."""
        return self.better / self.worse if self.worse else math.inf if self.better else 1.0


def effect(sources: Sequence[str], outputs: Sequence[str], references: Sequence[str]) -> Effect:
    better = worse = alone = 0
    for source, output, reference in zip(sources, outputs, references, strict=True):
        if output == source:
            alone += 1
            continue
        change = edit_rate(output, reference).edits - edit_rate(source, reference).edits
        better += change < 0
        worse += change > 0
    count = max(1, len(sources))
    return Effect(better / count, worse / count, alone / count)


def ter_change(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[str], seed: int = 1
) -> tuple[float, float]:
    """The 95 % interval of the TER points that the system adds, by paired bootstrap over sentences (Koehn 2004)."""
    changes: list[float] = []
    lengths: list[float] = []
    for source, output, reference in zip(sources, outputs, references, strict=True):
        rate = edit_rate(output, reference)
        changes.append(rate.edits - edit_rate(source, reference).edits)
        lengths.append(rate.words)
    chooser = random.Random(seed)
    indices = range(len(changes))
    found: list[float] = []
    for _ in range(BOOTSTRAP_ROUNDS):
        drawn = chooser.choices(indices, k=len(changes))
        found.append(100 * sum(changes[i] for i in drawn) / max(1.0, sum(lengths[i] for i in drawn)))
    found.sort()
    return found[int(0.025 * len(found))], found[int(0.975 * len(found))]


@dataclass(frozen=True, slots=True)
class EditMatch:
    """Word-level hunks of the system beside the human's: matched when span and words are the same."""

    proposed: int
    wanted: int
    matched: int

    @property
    def precision(self) -> float | None:
        return self.matched / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        return self.matched / self.wanted if self.wanted else None

    @property
    def f05(self) -> float | None:
        """F with beta 0.5, precision weighing twice: the score of the grammatical error correction tasks."""
        if not self.precision or not self.recall:
            return None if self.precision is None or self.recall is None else 0.0
        return 1.25 * self.precision * self.recall / (0.25 * self.precision + self.recall)


def edit_match(sources: Sequence[str], outputs: Sequence[str], references: Sequence[str]) -> EditMatch:
    proposed = wanted = matched = 0
    for source, output, reference in zip(sources, outputs, references, strict=True):
        before = tokens(source)
        ours = Counter(hunks(before, tokens(output)))
        human = Counter(hunks(before, tokens(reference)))
        proposed += ours.total()
        wanted += human.total()
        matched += (ours & human).total()
    return EditMatch(proposed, wanted, matched)


def gleu(sources: Sequence[str], outputs: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """GLEU of grammatical error correction, in percent (Napoles et al. 2015, the 2016 version without tuning).

    All texts are tokenized, words set apart by spaces. `references[i]` are the rewrites of sentence `i`, as
    many for each. N-grams that the output shares with the source but not with the reference count against it.
    A reference is drawn for each sentence, `GLEU_ROUNDS` times, and the corpus scores are averaged, as the
    published script does.
    """
    many = len(references[0])
    table = [
        [gleu_counts(source.split(), output.split(), reference.split()) for reference in alternatives]
        for source, output, alternatives in zip(sources, outputs, references, strict=True)
    ]
    scores: list[float] = []
    for round_ in range(GLEU_ROUNDS):
        chooser = random.Random(round_ * 101)
        totals = [0] * (2 + 2 * GLEU_ORDER)
        for row in table:
            for k, count in enumerate(row[chooser.randint(0, many - 1)]):
                totals[k] += count
        scores.append(gleu_from_counts(totals))
    return 100 * sum(scores) / len(scores)


def gleu_counts(source: list[str], output: list[str], reference: list[str]) -> list[int]:
    """Output length, reference length, then matches and n-grams for each order."""
    counts = [len(output), len(reference)]
    for n in range(1, GLEU_ORDER + 1):
        mine, wanted, given = ngrams(output, n), ngrams(reference, n), ngrams(source, n)
        stale = Counter({gram: count for gram, count in given.items() if gram not in wanted})
        counts.append(max((mine & wanted).total() - (mine & stale).total(), 0))
        counts.append(max(len(output) + 1 - n, 0))
    return counts


def gleu_from_counts(counts: Sequence[int]) -> float:
    if 0 in counts:
        return 0.0
    precision = sum(math.log(counts[k] / counts[k + 1]) for k in range(2, len(counts), 2)) / GLEU_ORDER
    return math.exp(min(0.0, 1 - counts[1] / counts[0]) + precision)


def ngrams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) + 1 - n))


@dataclass(frozen=True, slots=True)
class Rouge:
    """Mean F1, in percent."""

    one: float
    two: float
    longest: float
    """ROUGE-L for a headline, ROUGE-Lsum (line by line) for a summary."""


def rouge(outputs: Sequence[Sequence[str]], references: Sequence[Sequence[str]]) -> Rouge:
    """ROUGE-1, 2 and Lsum with stemming, Google's `rouge-score`; a text is its list of lines."""
    scorer = rouge_scorer()
    totals = [0.0, 0.0, 0.0]
    for output, reference in zip(outputs, references, strict=True):
        scores = scorer.score("\n".join(reference), "\n".join(output))
        for k, name in enumerate(("rouge1", "rouge2", "rougeLsum")):
            totals[k] += scores[name].fmeasure
    one, two, longest = (100 * total / max(1, len(outputs)) for total in totals)
    return Rouge(one, two, longest)


@cache
def rouge_scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)


@dataclass(frozen=True, slots=True)
class Support:
    """Numbers and names of the outputs, and how many of them their sources lack."""

    facts: int
    missing: int

    @property
    def share_missing(self) -> float:
        return self.missing / self.facts if self.facts else 0.0


def support(sources: Sequence[str], outputs: Sequence[str], ordinary: frozenset[str] = frozenset()) -> Support:
    facts = missing = 0
    for source, output in zip(sources, outputs, strict=True):
        known = known_words(source)
        found = names_and_numbers(output, ordinary)
        facts += len(found)
        missing += sum(fact not in known for fact in found)
    return Support(facts, missing)


def names_changed(source: str, output: str) -> bool:
    """True where a number, an acronym or a name of either text is not in the other."""
    before, after = known_words(source), known_words(output)
    return any(name not in after for name in names_and_numbers(source)) or any(
        name not in before for name in names_and_numbers(output)
    )


CONTRACTION = re.compile(r" (n't|'(?:s|re|ve|ll|d|m))\b", re.IGNORECASE)


FULL_STOP = re.compile(r"(?<!\.)(?<!\bMr)(?<!\bMrs)(?<!\bDr)\.(?!\.)(?=\s*(?:[\"')\]]\s*)*$|\s+[A-Z])")


def detokenize(text: str) -> str:
    """A tokenized JFLEG sentence as prose: marks set close, contractions joined."""
    text = CONTRACTION.sub(r"\1", " ".join(text.split()))
    text = re.sub(r" ([.,;:!?%)\]}]|\.\.\.)", r"\1", text)
    text = re.sub(r"([(\[{$]) ", r"\1", text)
    return re.sub(r"(?:``|\"|'') (.*?) (?:''|\")", r'"\1"', text)


def tokenize(text: str) -> str:
    """Prose in JFLEG's tokens, the inverse of `detokenize`: marks and contractions stand apart."""
    text = text.translate(STRAIGHT)
    text = re.sub(r"(\w)(n't)\b", r"\1 \2", text, flags=re.IGNORECASE)
    text = re.sub(r"(\w)('(?:s|re|ve|ll|d|m))\b", r"\1 \2", text, flags=re.IGNORECASE)
    text = re.sub(r"(\.\.\.|[;:!?%()\[\]{}\"$&])", r" \1 ", text)
    text = re.sub(r",(?!\d)", " , ", text)
    text = FULL_STOP.sub(" . ", text)
    return " ".join(text.split())

"""Three lines that carry an article: the model proposes, the article must carry each of them.

Takes finished segments, an engine and the guard as a function; gives the lines in the order of the article.
Touches nothing. Where the model's own lines are refused or too few, the article's weightiest sentences take
their place, shortened by the model where the guard allows it, else as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer import salience
from summarizer.document import Carried, Coverage, Refusal, RewrittenSegment, SummaryLine
from summarizer.engines.base import Decoding, Engine
from summarizer.prompts import Prompts

LINES = 3
MIN_WORDS = 5
"""Fewer words than this do not make a sentence worth a line."""
MAX_WORDS = 35
"""A line longer than this is not a line; the model is asked for about 25."""
MAX_OVERLAP = 0.6
"""Two lines that share more of the shorter one's content words say the same thing twice."""
WINDOW_TOKENS = 450
"""What the model reads of an article, prompt included: the window it was trained with."""
STAND_INS = 8
"""How many of the weightiest sentences are tried in place of refused lines."""
SEPARATOR = "|"
"""What the model writes between two lines."""

_TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_OPENING = re.compile(r"^[\"'“‘(\[]?[^\W_a-z]|^[$£€¥]")
_LEANING = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|or|so|however|meanwhile|also|then|there|"
    r"in addition|moreover|furthermore|according to (?:him|her|them|it)|such|another|both|later|earlier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Summarized:
    """The lines, how much of the article they were chosen from, and the proposals that were refused."""

    lines: tuple[SummaryLine, ...]
    coverage: Coverage
    refusals: tuple[Refusal, ...]


def summarize(
    articles: Sequence[Sequence[RewrittenSegment]], engine: Engine, prompts: Prompts, carried: Carried
) -> list[Summarized]:
    """Three lines for each article; as many as it has sentences where it has fewer."""
    prose = [[s for s in segments if s.kind == "sentence"] for segments in articles]
    digests = [salience.digest([s.text for s in p], engine.count_tokens, WINDOW_TOKENS) for p in prose]
    proposed = _propose([d.text for d in digests], engine, prompts)
    drafts = [_Draft(p, carried).take(lines) for p, lines in zip(prose, proposed, strict=True)]

    # Only articles that are short of lines ask for stand-ins, all of them in one batch.
    stand_ins = [(draft, s) for draft in drafts if draft.wanted for s in draft.stand_ins()]
    shorter = _shorten([s.text for _, s in stand_ins], engine, prompts)
    for (draft, segment), wordings in zip(stand_ins, shorter, strict=True):
        draft.stand_in(segment, wordings)
    return [
        Summarized(draft.finish(), _coverage(p, d), tuple(draft.refusals))
        for draft, p, d in zip(drafts, prose, digests, strict=True)
    ]


class _Draft:
    """The lines of one article while they are being chosen."""

    def __init__(self, prose: Sequence[RewrittenSegment], carried: Carried) -> None:
        self.prose = prose
        self.carried = carried
        self.lines: list[SummaryLine] = []
        self.refusals: list[Refusal] = []

    @property
    def wanted(self) -> int:
        return min(LINES, len(self.prose)) - len(self.lines)

    def take(self, proposed: Sequence[str]) -> _Draft:
        """Take the model's lines, best first, that are sentences, new and carried by the article."""
        for text in proposed:
            self._offer(text, self.prose)
        return self

    def stand_ins(self) -> list[RewrittenSegment]:
        """The sentences that may take a line's place, the weightiest first, those that lean on another last."""
        weights = salience.weigh([s.text for s in self.prose])
        order = sorted(
            range(len(self.prose)), key=lambda i: (bool(_LEANING.match(self.prose[i].text)), -weights[i])
        )
        return [self.prose[i] for i in order][:STAND_INS]

    def stand_in(self, segment: RewrittenSegment, wordings: Sequence[str]) -> None:
        """One line from one sentence: its first wording that the sentence carries, else the sentence itself.

        The guard sees the sentence too: one that cannot be right as it stands is no line.
        """
        if any(self._offer(text, [segment]) for text in wordings):
            return
        text = segment.text.strip()
        if self.wanted > 0 and is_line(text) and not self._repeats(text) and self._stands(segment):
            self.lines.append(SummaryLine(text, (segment.id,), "extract"))

    def finish(self) -> tuple[SummaryLine, ...]:
        """In the order of the article. What is still missing is filled with any sentence, doubtful ones last."""
        for segment in sorted(self.prose, key=lambda s: not self._stands(s)) if self.wanted > 0 else ():
            used = {id_ for line in self.lines for id_ in line.evidence}
            if self.wanted > 0 and segment.id not in used:
                self.lines.append(SummaryLine(segment.text.strip(), (segment.id,), "extract"))
        return tuple(sorted(self.lines, key=lambda line: line.evidence))

    def _stands(self, segment: RewrittenSegment) -> bool:
        return self.carried(segment.text, [segment]).violation is None

    def _offer(self, text: str, segments: Sequence[RewrittenSegment]) -> bool:
        if self.wanted <= 0 or not is_line(text) or self._repeats(text):
            return False
        found = self.carried(text, segments)
        if found.violation is not None:
            self.refusals.append(Refusal("summary", None, text, found.violation))
            return False
        self.lines.append(SummaryLine(text, found.ids, "model"))
        return True

    def _repeats(self, text: str) -> bool:
        return any(salience.overlap(text, line.text) > MAX_OVERLAP for line in self.lines)


def is_line(text: str) -> bool:
    """Whether a text begins and ends as a sentence does, with no half quotation, and is as long as a line."""
    whole = _OPENING.match(text) and _TERMINAL.search(text) and quotes_close(text)
    return bool(MIN_WORDS <= len(text.split()) <= MAX_WORDS and whole)


def quotes_close(text: str) -> bool:
    """Whether each double quotation mark has its partner: a part of a longer quotation has not."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def tidy(line: str) -> str:
    """A line as the model wrote it, with a capital at its start and an end mark at its end."""
    line = " ".join(line.split()).strip(" -–—•|")
    if line.split(" ", 1)[0].islower():  # not iPhone, not eBay
        line = line[0].upper() + line[1:]
    if line and not _TERMINAL.search(line):
        line = line.rstrip(",;:") + "."
    return line


def _propose(texts: Sequence[str], engine: Engine, prompts: Prompts) -> list[list[str]]:
    """Candidate lines for each text: those of the model's best output first, without duplicates."""
    asked = [prompts["summarize"].fill(text=text) for text in texts]
    outputs = engine.generate(asked, engine.spec.decoding.get("summarize", Decoding()))
    return [
        list(dict.fromkeys(tidy(line) for candidate in n_best for line in candidate.text.split(SEPARATOR)))
        for n_best in outputs
    ]


def _shorten(sentences: Sequence[str], engine: Engine, prompts: Prompts) -> list[list[str]]:
    """Shorter wordings of each sentence, best first; none from a model that was not trained for it."""
    if "shorten" not in engine.spec.tasks:
        return [[] for _ in sentences]
    asked = [prompts["shorten"].fill(sentence=sentence) for sentence in sentences]
    outputs = engine.generate(asked, engine.spec.decoding.get("shorten", Decoding()))
    return [list(dict.fromkeys(tidy(candidate.text) for candidate in n_best)) for n_best in outputs]


def _coverage(prose: Sequence[RewrittenSegment], digest: salience.Digest) -> Coverage:
    words = [len(s.text.split()) for s in prose]
    return Coverage(sum(words), sum(words[i] for i in digest.indices), digest.chunks)

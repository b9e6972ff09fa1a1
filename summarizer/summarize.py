"""Three lines that carry an article: the model proposes, the article must carry each of them.

Takes finished segments, an engine and the guard as a function; gives the lines in the order of the article.
Touches nothing. A model that was trained to summarize proposes lines for the whole article. Where it was not, or
where its lines are refused or too few, the sentences that are worth most become lines, as they stand or, where
they are too long for one, without what they can do without. A sentence that leans on the one before it is chosen
after that one, or late. A finished line says by whose word it is, and whose bare surname it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from summarizer import salience, shorten
from summarizer.cuts import drops_nothing_decisive, keeps_sense, main_clause, without_asides
from summarizer.document import SUMMARY_LINES, Carried, Coverage, Refusal, RewrittenSegment, SummaryLine
from summarizer.engines.base import Decoding, Engine, answers
from summarizer.facts import ends_sentence
from summarizer.facts.attributions import keeps_credit
from summarizer.linking import linked
from summarizer.prompts import Prompts
from summarizer.standing import Standing, inside_quotations, quotes_close, standing
from summarizer.worth import worth

MIN_WORDS = 5
"""Fewer words than this do not make a sentence worth a line."""
MAX_WORDS = 35
"""A line longer than this is not a line."""
ENOUGH = 30
"""A sentence of so many words needs no shortening, and a wording of more has not been shortened."""
MOST_QUOTED = 0.5
"""Share of a sentence: where more of it is quotation, little is left to shorten. Without this rule, half of the
refused wordings on CNN/DailyMail were quotations that the model had shortened.
"""
LONGEST = 800
"""Characters of a sentence, some 130 words, that stand in a summary where nothing better is left. A text without
sentence ends is a single sentence.
"""
MAX_OVERLAP = 0.6
"""Two lines that share more of the shorter one's content words say the same thing twice."""
WINDOW_TOKENS = 450
"""What the model reads of an article, prompt included: the window it was trained with."""
SENTENCES = 8
"""How many sentences are tried as lines."""
FOLLOWING = 0.85
"""What a sentence is worth, of its worth alone, that stands only behind the one before it."""
SEPARATOR = "|"
"""What the model writes between two lines."""

_DATELINE = re.compile(
    r"^[A-Z][A-Z .’'-]{2,30}(?:, [^.!?–—]{2,25}?)?(?: \([A-Z][^)]{1,20}\))? ?(?:[–—]| -) ?(?=[“\"A-Z])"
    r"|^\([A-Z]{2,8}\) (?:[–—-]+ )?(?=[“\"A-Z])"
)
"""`LISBON, 14 March (Reuters) - `: where and when a report was written."""
_OPENING = re.compile(r"^[\"'“‘(\[]?[^\W_a-z]|^[$£€¥]")


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
    drafts = [_Draft(own, carried) for own in prose]
    coverages = [_whole(own) for own in prose]
    if "summarize" in engine.spec.tasks:
        digests = [salience.digest([s.text for s in own], engine.count_tokens, WINDOW_TOKENS) for own in prose]
        coverages = [_coverage(own, digest) for own, digest in zip(prose, digests, strict=True)]
        for draft, lines in zip(drafts, _propose([d.text for d in digests], engine, prompts), strict=True):
            draft.take(lines)

    # As many sentences at a time as lines are missing, those of all articles in one batch.
    while tried := [(d, segment, _may_shorten(segment)) for d in drafts for segment in d.next_sentences()]:
        shorter = iter(shorten.wordings([segment.text for _, segment, long in tried if long], engine, prompts))
        for draft, segment, long in tried:
            draft.take_from(segment, next(shorter) if long else [])
    return [
        Summarized(draft.finish(), coverage, tuple(draft.refusals))
        for draft, coverage in zip(drafts, coverages, strict=True)
    ]


class _Draft:
    """The lines of one article while they are being chosen."""

    def __init__(self, prose: Sequence[RewrittenSegment], carried: Carried) -> None:
        self.prose = prose
        self.place = {segment.id: i for i, segment in enumerate(prose)}
        self.carried = carried
        self.lines: list[SummaryLine] = []
        self.refusals: list[Refusal] = []
        self.untried = worth([s.text for s in prose], [s.noise for s in prose])
        self.spoken = inside_quotations([s.text for s in prose], [s.quoted for s in prose])
        self.tries = SENTENCES

    @property
    def wanted(self) -> int:
        return min(SUMMARY_LINES, len(self.prose)) - len(self.lines)

    def take(self, proposed: Sequence[str]) -> None:
        """Take the model's lines, best first, that are sentences, new and carried by the article."""
        for text in proposed:
            self._offer(text, self.prose)

    def next_sentences(self) -> list[RewrittenSegment]:
        """The sentences to try next, as many as lines are missing: those that stand best among the lines there are,
        and of these those that are worth most.
        """
        shown = {self.place[id_]: line.text for line in self.lines for id_ in line.evidence}
        found: list[RewrittenSegment] = []
        while self.untried and len(found) < min(self.wanted, self.tries):
            best = min(self.untried, key=lambda i: self._rank(i, shown))
            del self.untried[best]
            shown[best] = self.prose[best].text
            found.append(self.prose[best])
        self.tries -= len(found)
        return found

    def _rank(self, i: int, shown: Mapping[int, str]) -> tuple[Standing, float]:
        """Of the sentence at `i` among those shown, by their index: less is better."""
        stands = self._standing(i, shown)
        if stands is Standing.FOLLOWS:
            return Standing.ALONE, -FOLLOWING * self.untried[i]
        return stands, -self.untried[i]

    def _standing(self, i: int, shown: Mapping[int, str]) -> Standing:
        """How well the sentence at `i` stands among those shown, by their index."""
        if i in self.spoken:
            return Standing.POOR
        before = [shown[k] for k in sorted(shown) if k < i]
        return standing(self.prose[i].text, self.prose[i].quoted, before, is_next=i == 0 or i - 1 in shown)

    def take_from(self, segment: RewrittenSegment, wordings: Sequence[str]) -> None:
        """One line from one sentence: as it stands where it is short, else in a wording that leaves out only what
        it can do without, those that say most first, else as it stands. What is too long for a line may lose by
        whose word it is, and the opening of the article whatever the guard allows.

        A wording that says what the guard refuses may do so at its end alone: it is tried without that.
        The guard sees the sentence too: one that cannot be right as it stands is no line.
        """
        whole = _copy(segment)
        is_long = _is_long(whole)
        if not is_long and self._take(whole, segment):
            return
        short = [text for text in dict.fromkeys(map(tidy, wordings)) if text != whole and not _is_long(text)]
        fullest = sorted(short, key=lambda text: -len(set(salience.words(text))))
        kept = _with_mains(text for text in fullest if keeps_sense(whole, text))
        credited = [text for text in kept if keeps_credit(whole, text)]
        own = (text for text in without_asides(whole, MAX_WORDS) if keeps_credit(whole, text))
        found = is_long and (
            self._offer_any(credited, segment)
            or any(self._take(text, segment) for text in (*own, whole))
            or self._offer_any(kept, segment)
        )
        if not found and segment is self.prose[0]:
            rest = _with_mains(text for text in fullest if drops_nothing_decisive(whole, text))
            self._offer_any(rest, segment)

    def _offer_any(self, texts: Sequence[str], segment: RewrittenSegment) -> bool:
        return any(self._offer(text, [segment]) for text in texts)

    def _take(self, text: str, segment: RewrittenSegment) -> bool:
        """Take the sentence, in so many of its own words, if it may be a line."""
        is_taken = self._fits(text) and self._stands(segment)
        if is_taken:
            self.lines.append(SummaryLine(text, (segment.id,), "extract"))
        return is_taken

    def finish(self) -> tuple[SummaryLine, ...]:
        """In the order of the article. What is still missing is filled with any sentence, doubtful ones last."""
        used = {id_ for line in self.lines for id_ in line.evidence}
        unused = [segment for segment in self.prose if segment.id not in used]
        found: list[RewrittenSegment] = []
        for is_fit in (lambda s: is_line(_copy(s)) and self._stands(s), self._stands, lambda s: True):
            rest = (segment for segment in unused if segment not in found)
            found += islice(filter(is_fit, rest), self.wanted - len(found))
        self.lines += [SummaryLine(_as_quotation(segment), (segment.id,), "extract") for segment in found]
        lines = sorted(self.lines, key=lambda line: line.evidence)
        return linked(lines, self.prose, is_line)

    def _stands(self, segment: RewrittenSegment) -> bool:
        return self.carried(segment.text, [segment]).violation is None

    def _offer(self, text: str, segments: Sequence[RewrittenSegment]) -> bool:
        if not self._fits(text):
            return False
        found = self.carried(text, segments)
        if found.violation is not None:
            self.refusals.append(Refusal("summary", None, text, found.violation))
            return False
        self.lines.append(SummaryLine(text, found.ids, "model"))
        return True

    def _fits(self, text: str) -> bool:
        """Whether a line is wanted, and this is one that says something new."""
        return self.wanted > 0 and is_line(text) and not self._repeats(text)

    def _repeats(self, text: str) -> bool:
        return any(salience.overlap(text, line.text) > MAX_OVERLAP for line in self.lines)


def _as_quotation(segment: RewrittenSegment) -> str:
    """The sentence, in marks of its own where it stands inside a longer quotation: the paper does not say it."""
    text = _copy(segment)
    inside = any(span.start <= 0 and span.end >= len(text) for span in segment.quoted)
    return f"“{text}”" if inside and not any(mark in text for mark in '“”„«»"') else text


def _copy(segment: RewrittenSegment) -> str:
    """The sentence without where and when the report was written; of an endless one, its beginning."""
    text = _DATELINE.sub("", segment.text.strip())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(maxsplit=1)[0]} …"


def _is_long(sentence: str) -> bool:
    return len(sentence.split()) > ENOUGH


def _with_mains(wordings: Iterable[str]) -> list[str]:
    """The wordings, and behind them their main clauses."""
    found = list(wordings)
    return list(dict.fromkeys((*found, *(main for text in found if (main := main_clause(text))))))


def _may_shorten(segment: RewrittenSegment) -> bool:
    quoted = sum(span.end - span.start for span in segment.quoted)
    return _is_long(segment.text) and quoted <= MOST_QUOTED * len(segment.text)


def is_line(text: str) -> bool:
    """Whether a text begins and ends as a sentence does, with no half quotation, and is as long as a line."""
    whole = _OPENING.match(text) and ends_sentence(text) and quotes_close(text)
    return bool(MIN_WORDS <= len(text.split()) <= MAX_WORDS and whole)


def tidy(line: str) -> str:
    """A line as the model wrote it, with a capital at its start and an end mark at its end."""
    line = " ".join(line.split()).strip(" -–—•|")
    if line.split(" ", 1)[0].islower():  # not iPhone, not eBay
        line = line[0].upper() + line[1:]
    if line and not ends_sentence(line):
        line = line.rstrip(",;:") + "."
    return line


def _propose(texts: Sequence[str], engine: Engine, prompts: Prompts) -> list[list[str]]:
    """Candidate lines for each text: those of the model's best output first, without duplicates."""
    asked = [prompts["summarize"].fill(text=text) for text in texts]
    outputs = engine.generate(asked, engine.spec.decoding.get("summarize", Decoding()))
    return [
        list(dict.fromkeys(tidy(line) for c in answers(n_best, engine.spec) for line in c.text.split(SEPARATOR)))
        for n_best in outputs
    ]


def _whole(prose: Sequence[RewrittenSegment]) -> Coverage:
    """Every sentence was weighed."""
    words = sum(len(s.text.split()) for s in prose)
    return Coverage(words, words, 1)


def _coverage(prose: Sequence[RewrittenSegment], digest: salience.Digest) -> Coverage:
    words = [len(s.text.split()) for s in prose]
    return Coverage(sum(words), sum(words[i] for i in digest.indices), digest.chunks)

"""The frozen values that flow through the pipeline, from the article read to the result rendered.

Takes nothing, touches nothing: every stage imports this module and none calls another.
Spans are half-open character offsets into `Article.text`, the decoded source, which never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

BlockKind = Literal["title", "subhead", "paragraph"]
SegmentKind = Literal["title", "subhead", "sentence"]
Origin = Literal["repair", "model", "editor"]
"""`editor` is the origin of a wording of an editor's own; no result holds one, only what is settled from it."""
LineOrigin = Literal["model", "extract"]
Status = Literal["unchanged", "repaired", "rewritten", "kept"]
Level = Literal["correct", "rewrite"]
Reach = Literal["slip", "preposition", "article", "wording"]
"""How far a rewrite goes: it puts words into their right form, exchanges prepositions, puts in or exchanges
articles, or does more. In this order.
"""
LEVELS: tuple[Level, ...] = get_args(Level)
REACHES: tuple[Reach, ...] = get_args(Reach)
Task = Literal["headline", "summary", "rewrite"]

SCHEMA = 1
"""Of the JSON result, and of what shows a part of it."""
SUMMARY_LINES = 3
"""Lines of a summary, those that an editor adds included."""

BLOCK_KINDS: dict[SegmentKind, BlockKind] = {"title": "title", "subhead": "subhead", "sentence": "paragraph"}
"""The kind of block that a segment of each kind belongs to."""


class Span(NamedTuple):
    start: int
    end: int

    def shift(self, offset: int) -> Span:
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A title, a subhead or a paragraph: a stretch of `Article.text` without its surrounding white space."""

    kind: BlockKind
    span: Span
    quoted: bool = False
    """Whether it is set off as a quotation (a block quote): somebody's words, without marks around them."""


@dataclass(frozen=True, slots=True)
class Article:
    """One input document as read: nothing has been mended yet."""

    path: str | None
    """As the user gave it; None for standard input and for text given by a program."""
    sha256: str
    """Of the input's bytes, in hexadecimal."""
    encoding: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str | None:
        return next((self.text[slice(*b.span)] for b in self.blocks if b.kind == "title"), None)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, subhead or title."""

    id: int
    """1, 2, 3 … in the order of the text."""
    kind: SegmentKind
    paragraph: int
    """The index of its block, from 0."""
    span: Span
    original: str
    """`article.text[span.start:span.end]`, exactly."""
    quoted: tuple[Span, ...] = ()
    """The stretches inside quotation marks, marks included, as offsets into `original`. A quotation that
    spans several sentences is quoted in each of them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change from source to result. Edits of a segment do not overlap and are sorted by span."""

    span: Span
    """In `Article.text`."""
    before: str
    after: str
    kind: str
    """A short stable name, such as `doubled-word`."""
    reason: str
    """What an editor reads, such as `doubled word`."""
    confidence: float
    """0 to 1; 1 for a deterministic repair."""
    origin: Origin
    id: str = ""
    """`s4e2`: the second edit of segment 4. Given when the segment is finished."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something the editor should look at and the program must not decide."""

    segment: int | None
    span: Span | None
    """In `Article.text`."""
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A segment after the deterministic repairs; applying `edits` to the original gives `text`."""

    segment: Segment
    text: str
    edits: tuple[Edit, ...] = ()
    quoted: tuple[Span, ...] = ()
    """The stretches of `text` inside quotation marks, marks included."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One output of the model."""

    text: str
    score: float
    """Log-probability a token, length-normalised: 0 is certain."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Why the guard refuses: the rule that was broken and the fact that broke it."""

    rule: str
    """A short stable name: `number-invented`, `name-lost`, `negation-lost`, `quotation-changed` …"""
    fact: str
    message: str


@dataclass(frozen=True, slots=True)
class Support:
    """What a summary line or a headline stands on."""

    ids: tuple[int, ...]
    """The segments that carry it, in order; empty where none does."""
    violation: Violation | None
    """Why it must not stand; None where the segments carry it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that the guard refused."""

    task: Task
    segment: int | None
    text: str
    violation: Violation


@dataclass(frozen=True, slots=True)
class RewrittenSegment:
    """A finished segment: applying `edits` to `original` gives `text`, applying none leaves `original`."""

    id: int
    kind: SegmentKind
    paragraph: int
    span: Span
    original: str
    text: str
    status: Status
    why: str | None = None
    """The guard's reason where the model's proposals were refused and the repaired sentence stands."""
    edits: tuple[Edit, ...] = ()
    quoted: tuple[Span, ...] = field(default=(), compare=False)
    """The stretches inside quotation marks, as offsets into `text`, also where the marks are in other sentences.
    Follows from the source and the edits, and is not compared."""
    noise: float | None = field(default=None, compare=False)
    """How much the model wonders at the sentence, in nats a token; None where it was not asked. Only the lines are
    chosen by it: it is in no result."""


Carried = Callable[[str, Sequence[RewrittenSegment]], Support]
"""The guard: (text, segments) -> the segments that carry the text, or why none may."""


@dataclass(frozen=True, slots=True)
class Headline:
    text: str
    evidence: tuple[int, ...]
    origin: LineOrigin
    alternatives: tuple[str, ...] = ()
    """Other headlines that the article carries, the best first."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    text: str
    evidence: tuple[int, ...]
    origin: LineOrigin


@dataclass(frozen=True, slots=True)
class Rewrite:
    title: str | None
    text: str
    """The whole article after all edits: the source text with each segment's edits applied."""
    segments: tuple[RewrittenSegment, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One readability figure. `value` is None where the formula does not support the text; then `note` says why."""

    value: float | None
    note: str = ""
    inputs: dict[str, float] = field(default_factory=dict)
    """What the formula was fed, such as words, sentences, syllables."""


@dataclass(frozen=True, slots=True)
class Readability:
    before: dict[str, Score]
    after: dict[str, Score]
    verdict: str
    """`easier`, `harder` or `about the same`, with the difference it rests on."""


@dataclass(frozen=True, slots=True)
class LostFact:
    """A fact that was looked for in the rewrite of its segment and not found there."""

    segment: int
    kind: str
    text: str
    """As the source has it, its marks and spelling repaired."""


@dataclass(frozen=True, slots=True)
class FactCount:
    checked: int
    kept: int
    refused: tuple[Refusal, ...] = ()
    lost: tuple[LostFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    words: int
    """Between blanks, in the sentences of the rewrite: more than `Result.words`, which leaves out lone dashes."""
    words_used: int
    """Those of them that headline and summary were chosen from."""
    chunks: int


@dataclass(frozen=True, slots=True)
class ModelInfo:
    name: str
    engine: str
    revision: str
    fingerprint: str
    """Hexadecimal digits that change with the model's weights; empty where it does not lie in a folder."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a result depends on apart from its article, the model and the version."""

    level: Level
    edit_quotes: bool
    glossary: str | None
    """Hexadecimal digits that change with any entry; None where there is none."""
    prompts: str
    """The revision of the prompts."""


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one article; the JSON result (`schema: 1`) is this value, field by field."""

    article: Article
    headline: Headline | None
    summary: tuple[SummaryLine, ...]
    rewrite: Rewrite
    readability: Readability
    facts: FactCount
    flags: tuple[Flag, ...]
    coverage: Coverage
    model: ModelInfo
    settings: Conditions
    version: str
    seconds: float

    @property
    def words(self) -> int:
        """Of the article's sentences, title and subheads apart, as the readability table has them."""
        return int(self.readability.before["words"].value or 0)


def apply_edits(original: str, edits: Sequence[Edit], offset: int = 0) -> str:
    """`original` with `edits` applied; `offset` is where `original` starts in the text the spans point into."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda e: e.span):
        start, end = edit.span.start - offset, edit.span.end - offset
        if start < position or original[start:end] != edit.before:
            raise ValueError(f"edit {edit.id or edit.kind} at {edit.span} does not fit the text")
        pieces += [original[position:start], edit.after]
        position = end
    pieces.append(original[position:])
    return "".join(pieces)


def project(span: Span, edits: Sequence[Edit], offset: int = 0) -> Span:
    """Where `span` of the text before lies in the text after `edits`; a bound inside an edit moves to its far side.

    `span` counts from where the text begins, the edits' spans from `offset` before it, as in `apply_edits`.
    """
    start, end = span
    grown_start = grown_end = 0
    for edit in edits:
        edit_start, edit_end = edit.span.start - offset, edit.span.end - offset
        growth = len(edit.after) - len(edit.before)
        if edit_end <= span.start:
            grown_start += growth
        elif edit_start < span.start:
            start = edit_start
        if edit_end <= span.end:
            grown_end += growth
        elif edit_start < span.end:
            end = edit_end
            grown_end += growth
    return Span(start + grown_start, end + grown_end)

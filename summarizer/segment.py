"""Segmenting: an `Article` into titles, subheads and sentences, each with its span in the source text.

Takes an article or a text, gives spans; touches nothing. Every character of a block that is not white space
belongs to exactly one segment, and the segments are in the order of the text.

sentencex proposes the sentence ends, on a copy in which quotation marks are blanks, so that a quotation of
several sentences is several segments. What is read off the words around a proposed end then decides:
abbreviations, initials, words in lower case. A "sentence" that starts in lower case goes on from the one before.

Quotation marks are told into opening and closing ones once, a paragraph at a time (`quotations`). The closing
mark stays with its sentence even where a blank has slipped in before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

from summarizer.document import Article, Segment, SegmentKind, Span
from summarizer.facts.dates import MONTH_NAMES

BRACKET_REACH = 300
"""Characters from an opening bracket to the closing one within which no sentence ends."""

SINGLE_QUOTE_REACH = 1000
"""Characters after an opening single mark within which its closing mark is looked for."""

SINGLE_QUOTE_CHOICES = 12
"""Marks looked at, after an opening single mark, that could close it."""


def segment(article: Article) -> tuple[Segment, ...]:
    """The article's segments, numbered from 1. A title or a subhead is one segment, however it is punctuated."""
    segments: list[Segment] = []
    for index, block in enumerate(article.blocks):
        text = article.text[slice(*block.span)]
        marks = quotations(text)
        kind: SegmentKind = "sentence" if block.kind == "paragraph" else block.kind
        spans = _sentences(text, marks) if block.kind == "paragraph" else [Span(0, len(text))]
        quoted = _Quoted(marks, spans)
        for span in spans:
            segments.append(
                Segment(
                    id=len(segments) + 1,
                    kind=kind,
                    paragraph=index,
                    span=span.shift(block.span.start),
                    original=text[slice(*span)],
                    quoted=(Span(0, span.end - span.start),) if block.quoted else quoted.within(span),
                )
            )
    return tuple(segments)


def split_sentences(text: str) -> list[Span]:
    """The spans of the sentences in `text`, without the white space between them; a blank line ends a sentence."""
    spans: list[Span] = []
    start = 0
    for end, after in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        paragraph = text[start:end]
        spans += (span.shift(start) for span in _sentences(paragraph, quotations(paragraph)))
        start = after
    return spans


# --- quotations -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by its marks, as offsets. One of them is None where the text lacks it."""

    opening: int | None
    closing: int | None


_MARK = re.compile("[“”„‟«»\"＂]|['‘’‚‛](?!')")
_DOUBLE = frozenset('“”„‟«»"＂')
_BEFORE_OPENING = frozenset("([{-–—/")
_AFTER_CLOSING = frozenset(".,;:!?…)]}-–—/")
# Words that begin with an apostrophe: ’em, ’til, ’90s.
_CLIPPED = re.compile(r"['‘’](?:em|til|till|tis|twas|cause|bout|n|round|\d\ds?)\b", re.IGNORECASE)


def quotations(paragraph: str) -> tuple[Quotation, ...]:
    """The quotations of one paragraph, in order and without overlap; those within others are not listed.

    “ ” „ “ « » » « and " are told apart by their shape, then by what is open, then by the blanks around them:
    machine translation turns and moves marks, as in `resolved, ”said`. Single marks count only in pairs that
    cannot be apostrophes. A mark that opens while a quotation is open ends that one, unclosed.
    """
    found: list[Quotation] = []
    marks = [m.start() for m in _MARK.finditer(paragraph)]
    straight = sum(paragraph[i] in '"＂' for i in marks)
    singles = [i for i in marks if paragraph[i] in "'’‘" and _leans_left(paragraph, i)]
    opened: int | None = None
    skip_to = -1
    for i in marks:
        if i < skip_to:
            continue
        mark = paragraph[i]
        if mark not in _DOUBLE:
            closing = None if opened is not None else _closing_single(paragraph, i, singles)
            if closing is not None:
                found.append(Quotation(i, closing))
                skip_to = closing + 1
            continue
        even = straight % 2 == 0
        straight -= mark in '"＂'
        if _opens(paragraph, i, opened, even):
            if opened is not None:
                found.append(Quotation(opened, None))
            opened = i
        elif opened is not None:
            found.append(Quotation(opened, i))
            opened = None
        elif not (mark in '"＂' and paragraph[i - 1 : i].isdigit()):  # no inches
            found.append(Quotation(None, i))
    if opened is not None:
        found.append(Quotation(opened, None))
    return tuple(found)


_MISPLACED = re.compile(r"[^\W_]?[,.!?]\s+[”»][a-z]$")


def _leans_right(text: str, i: int) -> bool:
    """Whether the mark at `i` hangs on what follows: a blank or a bracket before it, none after."""
    free = i == 0 or text[i - 1].isspace() or text[i - 1] in _BEFORE_OPENING
    return free and i + 1 < len(text) and not text[i + 1].isspace()


def _leans_left(text: str, i: int) -> bool:
    """Whether the mark at `i` hangs on what stands before it."""
    free = i + 1 == len(text) or text[i + 1].isspace() or text[i + 1] in _AFTER_CLOSING or text[i + 1] in _DOUBLE
    return free and i > 0 and not text[i - 1].isspace()


def _opens(text: str, i: int, opened: int | None, even: bool) -> bool:
    """Whether the double mark at `i` opens a quotation. `even`: so many straight marks are left, it included."""
    mark = text[i]
    before = None if opened is None else text[opened]
    right, left = _leans_right(text, i), _leans_left(text, i)
    if mark == "„":
        return True
    if mark in "“‟«":
        if before is None:
            return not left or right
        return before not in "„»" and not (left and not right)
    if mark in "”»":
        # `resolved, ”said`: a closing mark that lost its place, not one that opens.
        return before is None and right and not left and not _MISPLACED.search(text[max(0, i - 3) : i + 2])
    # A straight mark: it closes what is open, unless the marks that are left pair off without it.
    if before is None:
        return right or not left
    return right and not left and even and before == mark


def _closing_single(text: str, i: int, singles: Sequence[int]) -> int | None:
    """Where the single mark at `i` is closed, if it opens a quotation; a plural's apostrophe is the last choice."""
    if text[i] == "’" or not _leans_right(text, i) or _CLIPPED.match(text, i):
        return None
    plural: int | None = None
    first = bisect_left(singles, i + 2)
    for j in singles[first : first + SINGLE_QUOTE_CHOICES]:
        if j > i + SINGLE_QUOTE_REACH:
            break
        if text[j - 1] != "s":
            return j
        plural = plural or j
    return plural


class _Quoted:
    """The stretches inside quotation marks, marks included, cut to sentences that come in order.

    What is opened and never closed reaches to the paragraph's end or to the next opening mark. What is closed
    and never opened reaches back to its sentence's start.
    """

    def __init__(self, marks: Sequence[Quotation], sentences: Sequence[Span]) -> None:
        starts = [span.start for span in sentences]
        end = sentences[-1].end if sentences else 0
        self._spans: list[Span] = []
        for index, mark in enumerate(marks):
            following = next(iter(marks[index + 1 : index + 2]), None)
            limit = following.opening if following and following.opening is not None else end
            stop = mark.closing + 1 if mark.closing is not None else limit
            start = mark.opening
            if start is None:
                assert mark.closing is not None
                start = starts[max(0, bisect_left(starts, mark.closing) - 1)]
                start = max(start, self._spans[-1].end if self._spans else 0)
            self._spans.append(Span(start, stop))
        self._next = 0

    def within(self, sentence: Span) -> tuple[Span, ...]:
        """The quoted stretches of `sentence`, as offsets into it. Call it once a sentence, in order."""
        found: list[Span] = []
        while self._next < len(self._spans) and self._spans[self._next].start < sentence.end:
            span = self._spans[self._next]
            if span.overlaps(sentence):
                found.append(
                    Span(max(span.start, sentence.start), min(span.end, sentence.end)).shift(-sentence.start)
                )
            if span.end > sentence.end:
                break
            self._next += 1
        return tuple(found)


# --- sentences --------------------------------------------------------------------------------------------

_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t\v\f]*(?:\r\n|\n|\r(?!\n))\s*")
# Same length: what belongs to no word and ends no sentence becomes a blank; an apostrophe within a word stays.
_BLANKED = re.compile(r"[^\w.,;:!?…'‘’‚‛&/@%$#*+=|\[\]\-–—]|['‘’‚‛](?![^\W_])|(?<![^\W_])['‘’‚‛]")
_BRACKET = re.compile(r"[()\[\]]")
# Brackets and list marks: they belong to what follows.
_OPENING = re.compile(r"[(\[<《【（｟●■◆▲▼○◇□•・◦▪‣◻►▶※]")
_TRAILING = re.compile(r"(?<=\s)\S+$")
# Ends that sentencex passes over: an ellipsis or a mark before `I`, words that it takes for abbreviations (`ill.`).
_PASSED_OVER = re.compile(r"(\.\.|[…!?]|(?<![\w.'’-])[a-z][a-z'’-]*\.)\s+(?=[A-Z])")

# Words that stand before a name, hardly ever at a sentence's end.
_BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof gen lt col maj capt cpt sgt cpl cmdr adm gov sen rep rev hon pres supt insp st ste mt ft "
    "messrs mme mlle p.s p.p.s vs v c viz approx ca cf eg ie e.g i.e fig figs vol pp ed eds rt".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos art sec ch p jan feb mar apr jun jul aug sep sept oct nov dec nr para col line".split()
)
# May end a sentence or stand within one: only a word that begins sentences tells.
_EITHER = frozenset("inc corp ltd co cos bros jr sr plc llc etc al dept univ assn ave blvd rd esq gmbh".split())
_DOTTED = re.compile(r"(?:^|[^\w.])((?:[^\W\d_]\.){2,}|Ph\.D\.)$")
_INITIAL = re.compile(r"(?:^|[^\w’'])(?![a-z])[^\W\d_]\.$")
_LAST_WORD = re.compile(r"([\w.’'&-]*\w)\.$")
_NUMBERED = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]$")
_NUMBERED_WITHIN = re.compile(r"[.!?…:;]\s+\d{1,3}\.$")
_NAMES_WITH_A_MARK = ("Yahoo!", "Jeopardy!")

# Words that begin sentences and are seldom part of a name.
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those but and or so yet in on at for from with as after "
    "before when while if although though however meanwhile according there here his her its their our my your "
    "what who why how where not no yes many some most all both since during under despite last also still then "
    "now one two three another other such by to about among because until once earlier later today yesterday "
    "tomorrow more each every several few only even instead moreover nevertheless furthermore additionally "
    "analysts officials police experts critics people".split()
)
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber|[A-Z]{2,4}\b|Eastern|Pacific|Central|Greenwich|Moscow|local"
)
_DAY = re.compile(
    r"\b(?:on|of|from|since|until|till|by|before|after|between|to|and|the|for) (?:the )?(?:[12]?\d|3[01])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w’'.-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|told|replied|added|wondered|tweeted|shouted"
    r"|exclaimed|demanded|quipped|joked|cried|answered|responded)\b"
)
# A plain end of a sentence whose blank was lost, as in `ended.The`; no part of `bbc.co.uk`, `3.5`, `J.K.Rowling`.
_LOST_BLANK = re.compile(r"(?:^|[\s“”\"(‘'])[^\s@/:.]*(?:[a-z]{2}|\d{2}|[a-z0-9][)\]%”\"’]?)[.!?…]+$")
_NEXT_SENTENCE = re.compile(r"[A-Z](?:[a-z’']+|(?=\s))(?![\w.@/])")
_SITES_END = frozenset("today now one more most all here you my our us both next yes first last".split())
_DOMAIN_ENDS = frozenset("com org net edu gov io tv uk us eu js py exe pdf doc txt htm html".split())

_CONTEXT = 60
"""Characters before and after a proposed sentence end that are looked at."""


def _sentences(paragraph: str, marks: Sequence[Quotation]) -> list[Span]:
    brackets = _bracketed(paragraph)
    closing = {mark.closing for mark in marks}
    opening = sorted(
        [
            *(mark.opening for mark in marks if mark.opening is not None),
            *(m.start() for m in _OPENING.finditer(paragraph)),
        ]
    )
    spans: list[Span] = []
    start = 0
    for end, after in _proposed_ends(_BLANKED.sub(" ", paragraph)):
        cut = _cut(paragraph, end, after, opening, closing)
        if after < len(paragraph):
            around = bisect_left(brackets, Span(end, 0)) - 1
            if (around >= 0 and brackets[around].end > cut) or not _is_end(paragraph, start, end, cut):
                continue
        body = paragraph[start:cut]
        if body.strip():
            left = start + len(body) - len(body.lstrip())
            spans.append(Span(left, left + len(body.strip())))
        start = cut
    return spans


def _cut(paragraph: str, end: int, after: int, opening: Sequence[int], closing: Set[int | None]) -> int:
    """Where the next sentence begins: marks that open, or hang on its first word, go on; the others stay."""
    index = bisect_left(opening, end)
    if index < len(opening) and opening[index] < after:
        return opening[index]
    trailing = _TRAILING.search(paragraph, end, after)
    if trailing and closing.isdisjoint(range(*trailing.span())):
        return trailing.start()
    return after


def _bracketed(paragraph: str) -> list[Span]:
    """The outermost pairs of brackets that are near enough to belong together."""
    pairs: list[Span] = []
    opened: list[int] = []
    for found in _BRACKET.finditer(paragraph):
        if found[0] in "([":
            opened.append(found.start())
        elif opened:
            pair = Span(opened.pop(), found.end())
            if pair.end - pair.start <= BRACKET_REACH:
                while pairs and pairs[-1].start > pair.start:
                    pairs.pop()
                pairs.append(pair)
    return pairs


def _proposed_ends(neutral: str) -> list[tuple[int, int]]:
    """Where sentences seem to end and the next one's first word starts, in order; the text's end comes last."""
    from sentencex import get_sentence_boundaries

    proposed = {found.end(1): found.end() for found in _PASSED_OVER.finditer(neutral)}
    for boundary in get_sentence_boundaries("en", neutral):
        start, after = boundary["start_index"], boundary["end_index"]
        proposed[start + len(neutral[start:after].rstrip())] = after
    return [*sorted(item for item in proposed.items() if item[1] < len(neutral)), (len(neutral), len(neutral))]


def _is_end(text: str, start: int, end: int, cut: int) -> bool:
    """Whether the sentence that began at `start` ends at `end`, and the next one begins at `cut`."""
    left = text[max(start, end - _CONTEXT) : end]
    right = text[cut : cut + _CONTEXT].lstrip(" \t\r\n“”„«»\"'‘’([-–—")
    between = text[end:cut]
    if not any(c.isalnum() for c in left) or not right:
        return False
    word = _WORD.match(right)
    first = word[0] if word else right[0]
    if first[0].islower() and not any(c.isupper() for c in first[1:3]):
        return False
    if not between or not (between[-1:].isspace() or between[:1].isspace()):
        return _is_lost_blank(left + between, right, first)
    if left.endswith(_NAMES_WITH_A_MARK):
        return False
    if left[-1] in "!?" and between.strip() and _ATTRIBUTION.match(right):
        return False
    if left[-1] != "." or left.endswith(".."):
        return True
    if _NUMBERED_WITHIN.search(left) or (end - start < 10 and _NUMBERED.match(text[start:end].strip())):
        return False
    return _is_full_stop(left, right, first)


def _is_full_stop(left: str, right: str, first: str) -> bool:
    """Whether the stop that ends `left` is more than an abbreviation's."""
    starts = first.lower() in _STARTERS and right[len(first) : len(first) + 1] != "."
    last = _LAST_WORD.search(left)
    word = last[1].lower() if last else ""
    if word.rsplit("-", 1)[-1] in _BEFORE_NAME:  # `Kansas City-St. Joseph`
        return False
    if word in _BEFORE_NUMBER and first[0].isdigit():
        return False
    if first in MONTH_NAMES and _DAY.search(left):  # `on 11. November`
        return False
    if word in ("a.m", "p.m", "am", "pm"):
        return not _DAYS.match(right)
    if _DOTTED.search(left) or _INITIAL.search(left) or word in _EITHER:
        return starts
    return True


def _is_lost_blank(left: str, right: str, first: str) -> bool:
    if not _LOST_BLANK.search(left) or not _NEXT_SENTENCE.match(right):
        return False
    last = _LAST_WORD.search(left)
    word = last[1].lower() if last else ""
    if word in _BEFORE_NAME or word in _BEFORE_NUMBER or word in _EITHER or first.lower() in _DOMAIN_ENDS:
        return False
    # `Gazeta.Ru`, `Neva.Today`: after a name only a word that begins sentences, and ends no site's name, will do.
    return not (last and last[1][0].isupper()) or first.lower() in _STARTERS - _SITES_END

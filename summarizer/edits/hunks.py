"""What changed between two wordings of a sentence, in the smallest pieces that make sense on their own.

Takes two texts, gives hunks; applies and filters them. Touches nothing.

The words are aligned by edit distance, in which a word costs less to replace by one of its own forms. Every run
of changes between two unchanged words is a hunk: white space is dealt with between those two anchors only, so a
hunk never depends on its neighbours for its spaces. Then runs are cut where two changes only happen to be
neighbours, and joined where one makes no sense without the other: a moved word, a pair of quotation marks, a verb
group, an article or a verb with the number of its noun. Any subset of the hunks therefore gives a well-formed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Span
from summarizer.edits import words
from summarizer.edits.tokens import Token, tokenize
from summarizer.facts import lexicon

LARGEST_TABLE = 60_000
"""Cells of the alignment table (words before x words after) up to which it is exact; beyond it, difflib aligns.
A sentence has 30 words, so 245 x 245 is far above any prose; it bounds time and memory where no full stops are."""

MOVE_REACH = 12
"""How many tokens a single moved word may travel to count as moved; a moved phrase may go twice as far.
Calibrated by reading 200 moves of the development pairs: beyond it, one word met twice is mostly chance."""

AGREEMENT_REACH = 4
"""Unchanged tokens between a noun and the verb, or an article and the noun, that change their number together."""

CLOSING_MARKS = frozenset(",.;:!?…")
TERMINAL_MARKS = frozenset(".!?…")
QUOTES_AND_BRACKETS = frozenset("\"“”„«»‘‹›'’()[]{}")


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change: `span` of the text before reads `before` and becomes `after`."""

    span: Span
    before: str
    after: str


class _Op(NamedTuple):
    """A column of the alignment: the token before and the token after, None where there is none."""

    old: Token | None
    new: Token | None

    @property
    def same(self) -> bool:
        return self.old is not None and self.new is not None and self.old.text == self.new.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for token in self if token is not None)


class _Run(NamedTuple):
    """The columns `start` to `end` of the alignment; an empty run is a change of white space alone."""

    start: int
    end: int


def diff(before: str, after: str) -> tuple[Hunk, ...]:
    """The hunks that turn `before` into `after`, sorted, not overlapping; () for equal texts.

    Applying all of them gives `after` exactly, applying none gives `before`, applying some a well-formed text.
    """
    if before == after:
        return ()
    old, new = tokenize(before), tokenize(after)
    ops = _align(old, new)
    gaps = _Gaps(before, after, ops)
    runs = _runs(ops, gaps)
    runs = _join(runs, _moves(ops, runs))
    runs = [piece for run in runs for piece in _cut(ops, gaps, run)]
    runs = _with_verbs(ops, runs)
    runs = _join(runs, _belonging(ops, runs))
    runs = _join(runs, _faulty_seams(ops, runs))
    runs = _join(runs, _pairs_of_marks(ops, runs))
    return tuple(hunk for hunk in (gaps.hunk(run) for run in runs) if hunk.before != hunk.after)


def apply_hunks(text: str, hunks: Iterable[Hunk]) -> str:
    """`text` with `hunks`, any subset of those `diff` gave for it; a hunk that does not fit raises ValueError."""
    pieces: list[str] = []
    position = 0
    for hunk in sorted(hunks, key=lambda hunk: hunk.span):
        start, end = hunk.span
        if start < position or text[start:end] != hunk.before:
            raise ValueError(f"the change of {hunk.before!r} at {start} does not fit the text")
        pieces += (text[position:start], hunk.after)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def restrict(hunks: Iterable[Hunk], keep: Callable[[Hunk], bool]) -> tuple[Hunk, ...]:
    """The hunks that `keep` accepts, in their order."""
    return tuple(hunk for hunk in hunks if keep(hunk))


# Alignment


def align_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Two word lists aligned as `diff` aligns them: pairs in order, "" where a word has no partner."""
    first = [token for word in old for token in tokenize(word)[:1]]
    second = [token for word in new for token in tokenize(word)[:1]]
    return [(op.old.text if op.old else "", op.new.text if op.new else "") for op in _align(first, second)]


def _align(old: Sequence[Token], new: Sequence[Token]) -> list[_Op]:
    """The cheapest alignment of two token lists, after their common start and end are set aside."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head].text == new[head].text:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail].text == new[-1 - tail].text:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    exact = len(middle_old) * len(middle_new) <= LARGEST_TABLE
    middle = (_cheapest if exact else _by_difflib)(middle_old, middle_new)
    ops = [_Op(a, b) for a, b in zip(old[:head], new[:head], strict=True)]
    ops += middle
    ops += [_Op(a, b) for a, b in zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)]
    return _slide(ops)


def _cheapest(old: Sequence[Token], new: Sequence[Token]) -> list[_Op]:
    width = len(new)
    row: list[float] = [float(j) for j in range(width + 1)]
    table = [row]
    columns = [(j, token.text, token.kind, token.fold) for j, token in enumerate(new, 1)]
    for i, token in enumerate(old, 1):
        text, kind, fold = token.text, token.kind, token.fold
        above, left = row, float(i)
        diagonal = above[0]
        row = [left]
        for j, other_text, other_kind, other_fold in columns:
            up = above[j]
            if text == other_text:
                left = diagonal
            else:
                left = (up if up < left else left) + 1.0
                if kind == other_kind and diagonal + _LEAST_SUBSTITUTION < left:
                    swap = diagonal + _substitution(kind, fold, other_fold)
                    if swap < left:
                        left = swap
            row.append(left)
            diagonal = up
        table.append(row)
    ops: list[_Op] = []
    i, j = len(old), width
    while i or j:
        cost = table[i][j]
        if i and j:
            a, b = old[i - 1], new[j - 1]
            step = 9.0
            if a.text == b.text:
                step = 0.0
            elif a.kind == b.kind:
                step = _substitution(a.kind, a.fold, b.fold)
            if table[i - 1][j - 1] + step == cost:
                ops.append(_Op(a, b))
                i, j = i - 1, j - 1
                continue
        if i and table[i - 1][j] + 1.0 == cost:
            ops.append(_Op(old[i - 1], None))
            i -= 1
        else:
            ops.append(_Op(None, new[j - 1]))
            j -= 1
    ops.reverse()
    return ops


def _by_difflib(old: Sequence[Token], new: Sequence[Token]) -> list[_Op]:
    matcher = SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    ops: list[_Op] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            ops += [_Op(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            ops += [_Op(a, None) for a in old[i1:i2]]
            ops += [_Op(None, b) for b in new[j1:j2]]
    return ops


@lru_cache(maxsize=100_000)
def _substitution(kind: str, first: str, second: str) -> float:
    """What it costs to replace a token by another of its kind, where dropping or adding one costs 1.

    All costs are multiples of 1/8, so that sums compare exactly. Tokens of two kinds never replace each other.
    """
    if kind == "mark":
        return 0.75
    return 1.0 if kind == "number" else _RELATION_COST[relation(first, second)]


_RELATION_COST = {
    "case": 0.25,
    "form": 0.5,
    "spelling": 0.625,
    "class": 0.75,
    "family": 0.875,
    "none": 1.75,
    "other": 1.875,
}
_LEAST_SUBSTITUTION = min(_RELATION_COST.values())


@lru_cache(maxsize=100_000)
def relation(first: str, second: str) -> str:
    """How two words (folded) are related: `case` for the same word, `form`, `spelling`, `class`, `family`,
    `none` for two words of content, `other` for a word of content and a function word."""
    if first == second:
        return "case"
    first_class, second_class = words.word_class(first), words.word_class(second)
    if first_class and second_class:
        verbs = {"auxiliary", "modal"}
        if first_class == second_class or {first_class, second_class} <= verbs:
            return "form" if words.forms(first, second) else "class"
        return "class" if {first_class, second_class} == {"article", "determiner"} else "none"
    akin = first[0] == second[0] or first[-2:] == second[-2:]
    if akin or words.is_irregular(first) or words.is_irregular(second):
        if words.forms(first, second):
            return "form"
        if not (first_class or second_class):
            if first.replace("-", "") == second.replace("-", ""):
                return "spelling"
            if first[:3] == second[:3] and words.derived(first, second):
                return "family"
            if words.misspelt(first, second) or lexicon.unaccented(first) == lexicon.unaccented(second):
                return "spelling"
        elif words.misspelt(first, second):
            return "spelling"
    return "other" if first_class or second_class else "none"


def _slide(ops: list[_Op]) -> list[_Op]:
    """Pure insertions and deletions that could as well lie one token earlier are put where a phrase begins.

    `the city and [the] house` against `[the city and] the house`: both are right, the second reads as a change.
    """
    index = 0
    while index < len(ops):
        if ops[index].same:
            index += 1
            continue
        end = index
        while end < len(ops) and not ops[end].same:
            end += 1
        run = ops[index:end]
        for side in (0, 1):
            if end - index > 1 and index and all(op[1 - side] is None for op in run):
                first, last, anchor = run[0][side], run[-1][side], ops[index - 1]
                if (
                    first is not None
                    and last is not None
                    and _content(first)
                    and last.text == anchor[side].text  # type: ignore[union-attr]
                    and words.word_class(last.fold) in ("article", "preposition", "conjunction", "determiner")
                ):
                    ops[index - 1 : end] = _slid(ops[index - 1 : end], side)
        index = end
    return ops


def _slid(columns: list[_Op], side: int) -> list[_Op]:
    """`[anchor][change ... last]` where `last` reads like the anchor becomes `[anchor change ...][last]`."""
    anchor = columns[0]
    tokens = [column[side] for column in columns]
    counterpart = anchor[1 - side]
    shifted = [_Op(token, None) if side == 0 else _Op(None, token) for token in tokens[:-1]]
    last = tokens[-1]
    shifted.append(_Op(last, counterpart) if side == 0 else _Op(counterpart, last))
    return shifted


# From columns to characters


class _Gaps:
    """The two texts under an alignment: which characters a run of columns covers on either side."""

    def __init__(self, before: str, after: str, ops: Sequence[_Op]) -> None:
        self.texts = (before, after)
        self.ops = ops
        self._ends = ([0], [0])
        """Where the last token before column k ends, for either side."""
        for op in ops:
            for side in (0, 1):
                token = op[side]
                self._ends[side].append(token.end if token is not None else self._ends[side][-1])

    def stretch(self, run: _Run, side: int) -> tuple[int, int]:
        """From the end of the token before the run to the start of the anchor after it, or to the cut."""
        start = self._ends[side][run.start]
        if run.end == len(self.ops):
            return start, len(self.texts[side])
        anchor = self.ops[run.end]
        if anchor.same:
            return start, anchor[side].start  # type: ignore[union-attr]
        return start, self._ends[side][run.end]

    def following(self, column: int, side: int) -> str:
        """The white space after the last token before `column`."""
        text, start = self.texts[side], self._ends[side][column]
        end = start
        while end < len(text) and text[end].isspace():
            end += 1
        return text[start:end]

    def hunk(self, run: _Run) -> Hunk:
        """The change of a run, less the white space that both sides share at its ends."""
        (start, end), (new_start, new_end) = self.stretch(run, 0), self.stretch(run, 1)
        old, new = self.texts[0][start:end], self.texts[1][new_start:new_end]
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head] and old[head].isspace():
            head += 1
        if head and old[head - 1] == "\r" and "\n" in (old[head : head + 1], new[head : head + 1]):
            head -= 1  # a line break of two characters stays whole
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            if not old[-1 - tail].isspace():
                break
            tail += 1
        if tail and old[len(old) - tail] == "\n":
            ends = (old[: len(old) - tail], new[: len(new) - tail])
            tail -= any(text.endswith("\r") for text in ends)
        before, after = old[head : len(old) - tail], new[head : len(new) - tail]
        return Hunk(Span(start + head, start + head + len(before)), before, after)


def _runs(ops: Sequence[_Op], gaps: _Gaps) -> list[_Run]:
    """Maximal runs of changed columns, and the places where only the white space differs."""
    runs: list[_Run] = []
    start = 0
    for column in range(len(ops) + 1):
        if column < len(ops) and not ops[column].same:
            continue
        run = _Run(start, column)
        if column > start or _texts_differ(gaps, run):
            runs.append(run)
        start = column + 1
    return runs


def _texts_differ(gaps: _Gaps, run: _Run) -> bool:
    (start, end), (new_start, new_end) = gaps.stretch(run, 0), gaps.stretch(run, 1)
    return gaps.texts[0][start:end] != gaps.texts[1][new_start:new_end]


def _join(runs: Sequence[_Run], links: Iterable[tuple[int, int]]) -> list[_Run]:
    """`runs` with those of each link, and all between them, made one."""
    last: dict[int, int] = {}
    for first, second in links:
        low, high = min(first, second), max(first, second)
        last[low] = max(last.get(low, low), high)
    joined: list[_Run] = []
    index = 0
    while index < len(runs):
        high = last.get(index, index)
        end = index
        while end < high:
            end += 1
            high = max(high, last.get(end, end))
        joined.append(_Run(runs[index].start, runs[end].end))
        index = end + 1
    return joined


# What belongs together, and what does not


def _content(token: Token) -> bool:
    return token.kind == "number" or (token.kind == "word" and token.fold not in words.FUNCTION_WORDS)


def _moves(ops: Sequence[_Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Pairs of runs between which words moved: gone from one, come in the other."""
    gone: dict[str, list[int]] = {}
    come: dict[str, list[int]] = {}
    for index, run in enumerate(runs):
        columns = ops[run.start : run.end]
        old = {op.old.fold: op.old for op in columns if op.old}
        new = {op.new.fold: op.new for op in columns if op.new}
        for fold, token in old.items():
            if fold not in new and (_content(token) or _ends_text(ops, token, 0)):
                gone.setdefault(fold, []).append(index)
        for fold, token in new.items():
            if fold not in old and (_content(token) or _ends_text(ops, token, 1)):
                come.setdefault(fold, []).append(index)
    shared: dict[tuple[int, int], int] = {}
    for fold, sources in gone.items():
        for source in sources:
            for target in come.get(fold, ()):
                pair = (min(source, target), max(source, target))
                shared[pair] = shared.get(pair, 0) + 1
    return [
        (low, high)
        for (low, high), count in shared.items()
        if runs[high].start - runs[low].end <= MOVE_REACH * min(count, 2)
    ]


def _ends_text(ops: Sequence[_Op], token: Token, side: int) -> bool:
    """Whether `token` is the full stop of its text: taking it away here and setting it there is one change."""
    if token.text not in TERMINAL_MARKS:
        return False
    return next((op[side] for op in reversed(ops) if op[side] is not None), None) is token


def _cut(ops: Sequence[_Op], gaps: _Gaps, run: _Run) -> list[_Run]:
    """The run in pieces, where two changes stand side by side that each make sense without the other.

    A run over which words moved holds unchanged words too; it stays whole.
    """
    if any(op.same for op in ops[run.start : run.end]):
        return [run]
    opens = _opens_sentence(ops, run.start)  # then the capital of the first word goes with it
    pieces: list[_Run] = []
    start = run.start
    for column in range(run.start + 1, run.end):
        first = opens and not _has_words_on_both_sides(ops[run.start : column])
        if not first and _may_cut(ops, gaps, column):
            pieces.append(_Run(start, column))
            start = column
    pieces.append(_Run(start, run.end))
    return pieces


def _opens_sentence(ops: Sequence[_Op], column: int) -> bool:
    while column and any(token.text in QUOTES_AND_BRACKETS for token in ops[column - 1].tokens):
        column -= 1
    return not column or any(token.text in TERMINAL_MARKS for token in ops[column - 1].tokens)


def _has_words_on_both_sides(columns: Sequence[_Op]) -> bool:
    return all(any(op[side] and op[side].kind != "mark" for op in columns) for side in (0, 1))  # type: ignore[union-attr]


def _may_cut(ops: Sequence[_Op], gaps: _Gaps, column: int) -> bool:
    left, right = ops[column - 1], ops[column]
    if not (_tidy(left) and _tidy(right)):
        return False
    if None in left and None in right:
        return False  # a phrase gone, a phrase come, or one for the other
    if _case_only(left) or _case_only(right):
        return False
    if "a" in _folds(left) or "an" in _folds(left) or _ends_sentence(left):
        return False
    if _depend(left, right):
        return False
    space = gaps.following(column, 0)
    if space and space == gaps.following(column, 1):
        return True
    return _both_words(left) and _glued_mark(gaps, column, right)


def _both_words(op: _Op) -> bool:
    return op.old is not None and op.new is not None and op.old.kind != "mark" != op.new.kind


def _glued_mark(gaps: _Gaps, column: int, op: _Op) -> bool:
    """Whether a column holds a closing mark right behind its word, wherever it has one: `home,` for `house`."""
    return all(
        token.text in CLOSING_MARKS and not gaps.following(column, side)
        for side, token in enumerate(op)
        if token is not None
    )


def _tidy(op: _Op) -> bool:
    """Whether the change of one column explains itself: a form, a slip, a function word for another, a mark."""
    if op.old is None or op.new is None:
        token = op.old or op.new
        assert token is not None
        return token.fold in words.FUNCTION_WORDS or token.text in CLOSING_MARKS
    if op.old.kind != op.new.kind:
        return False
    if op.old.kind == "mark":
        return op.old.text in CLOSING_MARKS and op.new.text in CLOSING_MARKS
    return op.old.kind == "number" or relation(op.old.fold, op.new.fold) not in ("none", "other")


def _ends_sentence(op: _Op) -> bool:
    """Whether a column makes or unmakes the end of a sentence, on which the capital of the next word hangs."""
    return len({token is not None and token.text in TERMINAL_MARKS for token in op}) > 1


def _case_only(op: _Op) -> bool:
    return op.old is not None and op.new is not None and not op.same and op.old.fold == op.new.fold


def _folds(op: _Op) -> set[str]:
    return {token.fold for token in op.tokens}


def _turn(op: _Op) -> tuple[int, int]:
    """How the number changes, as a noun and as a verb: +1 to the plural, -1 to the singular, 0 not."""
    if op.old is None or op.new is None or op.old.kind != "word":
        return 0, 0
    return words.number_turn(op.old.fold, op.new.fold), words.verb_turn(op.old.fold, op.new.fold)


def _sets_number(op: _Op) -> bool:
    return any(fold in words.NUMBER_DETERMINERS for fold in _folds(op))


def _verbal(op: _Op) -> bool:
    """Whether a column changes an auxiliary, a modal or the form of a verb."""
    folds = _folds(op)
    if any(fold in words.AUXILIARIES or fold in words.MODALS for fold in folds):
        return True
    if op.old is None or op.new is None or relation(op.old.fold, op.new.fold) != "form":
        return False
    return any(words.is_verb_form(fold) for fold in folds) or _turn(op) != (0, 0)


def _depend(left: _Op, right: _Op) -> bool:
    """Whether two neighbouring changes are one: a verb group, or a number that two words share."""
    if _verbal(left) and _verbal(right):
        return True
    if (_folds(left) | _folds(right)) & words.NEGATIONS and (_verbal(left) or _verbal(right)):
        return True
    noun, verb = _turn(left)[0], _turn(right)[1]
    if noun and noun == verb:
        return True
    return _sets_number(left) and _turn(right)[0] != 0


def _with_verbs(ops: Sequence[_Op], runs: Sequence[_Run]) -> list[_Run]:
    """Runs that only add or drop an auxiliary take in the verb it belongs to: `is went` becomes `went`."""
    grown: list[_Run] = []
    for run in runs:
        columns = ops[run.start : run.end]
        lone = bool(columns) and all(
            (op.old is None or op.new is None)
            and all(token.fold in words.AUXILIARIES or token.fold in words.MODALS for token in op.tokens)
            for op in columns
        )
        if lone and run.end < len(ops) and ops[run.end].same and words.is_verb_form(ops[run.end].tokens[0].fold):
            run = _Run(run.start, run.end + 1)
        touches = bool(grown) and run.start == grown[-1].end and run.start > 0 and ops[run.start - 1].same
        if touches or (grown and run.start < grown[-1].end):
            run = _Run(grown.pop().start, run.end)
        grown.append(run)
    return grown


def _belonging(ops: Sequence[_Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Pairs of runs with unchanged words between them of which neither makes sense without the other."""
    links: list[tuple[int, int]] = []
    for index in range(len(runs) - 1):
        left, right = runs[index], runs[index + 1]
        between = [op.old for op in ops[left.end : right.start] if op.old is not None]
        if not between or len(between) > AGREEMENT_REACH:
            continue
        if left.start == left.end or right.start == right.end:
            continue
        last, first = ops[left.end - 1], ops[right.start]
        if any(token.kind == "mark" for token in between):
            continue
        if all(token.fold in words.BETWEEN_VERBS for token in between):
            together = _verbal(last) and _verbal(first)
        else:
            together = False
        together = together or (_sets_number(last) and _turn(first)[0] != 0 and len(between) <= 2)
        noun, verb = _turn(last)[0], _turn(first)[1]
        together = together or (noun != 0 and noun == verb)
        alone = len(between) == 1 and between[0].fold in words.FUNCTION_WORDS
        together = together or (alone and _loose(ops, left) and _loose(ops, right))
        if together:
            links.append((index, index + 1))
    return links


def _loose(ops: Sequence[_Op], run: _Run) -> bool:
    """Whether a run rewords a phrase, so that a function word kept beside it is kept by chance."""
    return run.end - run.start > 1 and not all(_tidy(op) for op in ops[run.start : run.end])


def _faulty_seams(ops: Sequence[_Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Neighbouring runs that read wrong when only one of them is taken: a word doubled, `a` before a vowel."""
    links: list[tuple[int, int]] = []
    for index in range(len(runs) - 1):
        left, right = runs[index], runs[index + 1]
        if right.start - left.end > 1:
            continue
        before = ops[max(0, left.start - 1) : right.start]
        after = ops[right.start : right.end + 1]
        sides = [[[op[side] for op in part] for side in (0, 1)] for part in (before, after)]
        right_now, right_later = _faults(sides[0][0] + sides[1][0]), _faults(sides[0][1] + sides[1][1])
        for side in (0, 1):
            if _faults(sides[0][side] + sides[1][1 - side]) - right_now - right_later:
                links.append((index, index + 1))
                break
    return links


def _faults(tokens: Iterable[Token | None]) -> set[tuple[str, str]]:
    """Neighbouring words that do not go together."""
    folds = [token.fold for token in tokens if token is not None]
    return {
        (first, second)
        for first, second in pairwise(folds)
        if first == second or (first in ("a", "an") and (first == "an") != (second[0] in "aeiou"))
    }


def _pairs_of_marks(ops: Sequence[_Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Runs that hold two ends of one quotation or bracket, on either side of the change, taken together."""
    home: dict[int, int] = {}
    for index, run in enumerate(runs):
        for column in range(run.start, run.end):
            home[column] = index
    groups = _Groups()
    for side in (0, 1):
        for first, second in _paired(ops, side):
            groups.unite(first if first not in home else -1 - home[first],
                         second if second not in home else -1 - home[second])  # fmt: skip
    by_root: dict[int, list[int]] = {}
    for index in range(len(runs)):
        if groups.knows(-1 - index):
            by_root.setdefault(groups.root(-1 - index), []).append(index)
    return [(members[0], members[-1]) for members in by_root.values() if len(members) > 1]


class _Groups:
    """Union-find over columns (0 and up) and runs (-1 and down)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def knows(self, item: int) -> bool:
        return item in self._parent

    def root(self, item: int) -> int:
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def unite(self, first: int, second: int) -> None:
        for item in (first, second):
            self._parent.setdefault(item, item)
        self._parent[self.root(first)] = self.root(second)


_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _paired(ops: Sequence[_Op], side: int) -> list[tuple[int, int]]:
    """The columns of every opening mark and its closing one; marks without a partner are left out."""
    open_marks: dict[str, list[tuple[int, str]]] = {}
    pairs: list[tuple[int, int]] = []
    for column, op in enumerate(ops):
        token = op[side]
        if token is None or token.text not in QUOTES_AND_BRACKETS:
            continue
        mark = token.text
        family = _BRACKETS.get(mark, mark) if mark in "()[]{}" else "double" if mark in '"“”„«»' else "single"
        stack = open_marks.setdefault(family, [])
        if family in "([{":
            closes = mark in _BRACKETS
        elif mark in "\"'":
            closes = bool(stack)
        else:
            closes = mark in "”»’›" or (mark in "“‘" and bool(stack) and stack[-1][1] in "„‚")
        if not closes:
            stack.append((column, mark))
        elif stack:
            pairs.append((stack.pop()[0], column))
    return pairs

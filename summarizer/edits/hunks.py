"""What changed between two wordings of a sentence, in the smallest pieces that make sense on their own.

Takes two texts, gives hunks; applies and filters them. Touches nothing.

The words are aligned (`align`). Every run of changes between two unchanged words is a hunk: white space is dealt
with between those two anchors only, so a hunk never depends on its neighbours for its spaces. Then runs are cut
where two changes only happen to be neighbours, and joined where one makes no sense without the other: a moved word,
a pair of quotation marks, a verb group, an article or a verb with the number of its noun. Any subset of the hunks
therefore gives a well-formed text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Span
from summarizer.edits import words
from summarizer.edits.align import Op, align, is_content, relation
from summarizer.edits.tokens import Token, tokenize
from summarizer.facts.function_words import (
    AUXILIARIES,
    BETWEEN_VERBS,
    FUNCTION_WORDS,
    MODALS,
    NEGATIONS,
    NUMBER_DETERMINERS,
)

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
    ops = align(old, new)
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


# From columns to characters


class _Gaps:
    """The two texts under an alignment: which characters a run of columns covers on either side."""

    def __init__(self, before: str, after: str, ops: Sequence[Op]) -> None:
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


def _runs(ops: Sequence[Op], gaps: _Gaps) -> list[_Run]:
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


def _moves(ops: Sequence[Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Pairs of runs between which words moved: gone from one, come in the other."""
    gone: dict[str, list[int]] = {}
    come: dict[str, list[int]] = {}
    for index, run in enumerate(runs):
        columns = ops[run.start : run.end]
        old = {op.old.fold: op.old for op in columns if op.old}
        new = {op.new.fold: op.new for op in columns if op.new}
        for fold, token in old.items():
            if fold not in new and (_counts(token) or _ends_text(ops, token, 0)):
                gone.setdefault(fold, []).append(index)
        for fold, token in new.items():
            if fold not in old and (_counts(token) or _ends_text(ops, token, 1)):
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


def _counts(token: Token) -> bool:
    """Whether a word that is gone here and stands there has moved: with content, a denial, or a name's (`Most`).
    Half of such a change taken back would turn the fact round.
    """
    return is_content(token) or token.fold in NEGATIONS or token.text.istitle()


def _ends_text(ops: Sequence[Op], token: Token, side: int) -> bool:
    """Whether `token` is the full stop of its text: taking it away here and setting it there is one change."""
    if token.text not in TERMINAL_MARKS:
        return False
    return next((op[side] for op in reversed(ops) if op[side] is not None), None) is token


def _cut(ops: Sequence[Op], gaps: _Gaps, run: _Run) -> list[_Run]:
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


def _opens_sentence(ops: Sequence[Op], column: int) -> bool:
    while column and any(token.text in QUOTES_AND_BRACKETS for token in ops[column - 1].tokens):
        column -= 1
    return not column or any(token.text in TERMINAL_MARKS for token in ops[column - 1].tokens)


def _has_words_on_both_sides(columns: Sequence[Op]) -> bool:
    return all(any(op[side] and op[side].kind != "mark" for op in columns) for side in (0, 1))  # type: ignore[union-attr]


def _may_cut(ops: Sequence[Op], gaps: _Gaps, column: int) -> bool:
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


def _both_words(op: Op) -> bool:
    return op.old is not None and op.new is not None and op.old.kind != "mark" != op.new.kind


def _glued_mark(gaps: _Gaps, column: int, op: Op) -> bool:
    """Whether a column holds a closing mark right behind its word, wherever it has one: `home,` for `house`."""
    return all(
        token.text in CLOSING_MARKS and not gaps.following(column, side)
        for side, token in enumerate(op)
        if token is not None
    )


def _tidy(op: Op) -> bool:
    """Whether the change of one column explains itself: a form, a slip, a function word for another, a mark."""
    if op.old is None or op.new is None:
        token = op.old or op.new
        assert token is not None
        return token.fold in FUNCTION_WORDS or token.text in CLOSING_MARKS
    if op.old.kind != op.new.kind:
        return False
    if op.old.kind == "mark":
        return op.old.text in CLOSING_MARKS and op.new.text in CLOSING_MARKS
    return op.old.kind == "number" or relation(op.old.fold, op.new.fold) not in ("none", "other")


def _ends_sentence(op: Op) -> bool:
    """Whether a column makes or unmakes the end of a sentence, on which the capital of the next word hangs."""
    return len({token is not None and token.text in TERMINAL_MARKS for token in op}) > 1


def _case_only(op: Op) -> bool:
    return op.old is not None and op.new is not None and not op.same and op.old.fold == op.new.fold


def _folds(op: Op) -> set[str]:
    return {token.fold for token in op.tokens}


def _turn(op: Op) -> tuple[int, int]:
    """How the number changes, as a noun and as a verb: +1 to the plural, -1 to the singular, 0 not."""
    if op.old is None or op.new is None or op.old.kind != "word":
        return 0, 0
    return words.number_turn(op.old.fold, op.new.fold), words.verb_turn(op.old.fold, op.new.fold)


def _sets_number(op: Op) -> bool:
    return any(fold in NUMBER_DETERMINERS for fold in _folds(op))


def _verbal(op: Op) -> bool:
    """Whether a column changes an auxiliary, a modal or the form of a verb."""
    folds = _folds(op)
    if any(fold in AUXILIARIES or fold in MODALS for fold in folds):
        return True
    if op.old is None or op.new is None or relation(op.old.fold, op.new.fold) != "form":
        return False
    return any(words.is_verb_form(fold) for fold in folds) or _turn(op) != (0, 0)


def _depend(left: Op, right: Op) -> bool:
    """Whether two neighbouring changes are one: a verb group, or a number that two words share."""
    if _verbal(left) and _verbal(right):
        return True
    if (_folds(left) | _folds(right)) & NEGATIONS and (_verbal(left) or _verbal(right)):
        return True
    noun, verb = _turn(left)[0], _turn(right)[1]
    if noun and noun == verb:
        return True
    return _sets_number(left) and _turn(right)[0] != 0


def _with_verbs(ops: Sequence[Op], runs: Sequence[_Run]) -> list[_Run]:
    """Runs that only add or drop an auxiliary take in the verb it belongs to: `is went` becomes `went`."""
    grown: list[_Run] = []
    for run in runs:
        columns = ops[run.start : run.end]
        lone = bool(columns) and all(
            (op.old is None or op.new is None)
            and all(token.fold in AUXILIARIES or token.fold in MODALS for token in op.tokens)
            for op in columns
        )
        if lone and run.end < len(ops) and ops[run.end].same and words.is_verb_form(ops[run.end].tokens[0].fold):
            run = _Run(run.start, run.end + 1)
        touches = bool(grown) and run.start == grown[-1].end and run.start > 0 and ops[run.start - 1].same
        if touches or (grown and run.start < grown[-1].end):
            run = _Run(grown.pop().start, run.end)
        grown.append(run)
    return grown


def _belonging(ops: Sequence[Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """Pairs of runs with unchanged words between them of which neither makes sense without the other."""
    return [(index, index + 1) for index, pair in enumerate(pairwise(runs)) if _belong(ops, *pair)]


def _belong(ops: Sequence[Op], left: _Run, right: _Run) -> bool:
    between = [op.old for op in ops[left.end : right.start] if op.old is not None]
    if not 0 < len(between) <= AGREEMENT_REACH or any(token.kind == "mark" for token in between):
        return False
    if left.start == left.end or right.start == right.end:
        return False  # white space alone
    last, first = ops[left.end - 1], ops[right.start]
    noun, verb = _turn(last)[0], _turn(first)[1]
    if noun and noun == verb:
        return True
    if _verbal(last) and _verbal(first) and all(token.fold in BETWEEN_VERBS for token in between):
        return True
    if len(between) <= 2 and _sets_number(last) and _turn(first)[0]:
        return True
    is_lone = len(between) == 1 and between[0].fold in FUNCTION_WORDS
    return is_lone and _loose(ops, left) and _loose(ops, right)


def _loose(ops: Sequence[Op], run: _Run) -> bool:
    """Whether a run rewords a phrase, so that a function word kept beside it is kept by chance."""
    return run.end - run.start > 1 and not all(_tidy(op) for op in ops[run.start : run.end])


def _faulty_seams(ops: Sequence[Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
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


def _pairs_of_marks(ops: Sequence[Op], runs: Sequence[_Run]) -> list[tuple[int, int]]:
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


def _paired(ops: Sequence[Op], side: int) -> list[tuple[int, int]]:
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

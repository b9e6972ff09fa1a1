"""Which word of one wording answers to which word of another: the cheapest alignment by edit distance.

Takes two lists of tokens, gives columns; tells how two words are related. Touches nothing.
A word costs less to replace by one of its own forms, by a slip of itself or by a word of its own small class.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from summarizer.edits import words
from summarizer.edits.tokens import Token, tokenize
from summarizer.facts import lexicon
from summarizer.facts.function_words import FUNCTION_WORDS, word_class

LARGEST_TABLE = 60_000
"""Cells of the alignment table (words before x words after) up to which it is exact; beyond it, difflib aligns.
A sentence has 30 words, so 245 x 245 is far above any prose; it bounds time and memory where no full stops are."""


class Op(NamedTuple):
    """A column of the alignment: the token before and the token after, None where there is none."""

    old: Token | None
    new: Token | None

    @property
    def same(self) -> bool:
        return self.old is not None and self.new is not None and self.old.text == self.new.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for token in self if token is not None)


def align_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Two word lists aligned as `diff` aligns them: pairs in order, "" where a word has no partner."""
    first = [token for word in old for token in tokenize(word)[:1]]
    second = [token for word in new for token in tokenize(word)[:1]]
    return [(op.old.text if op.old else "", op.new.text if op.new else "") for op in align(first, second)]


def align(old: Sequence[Token], new: Sequence[Token]) -> list[Op]:
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
    ops = [Op(a, b) for a, b in zip(old[:head], new[:head], strict=True)]
    ops += middle
    ops += [Op(a, b) for a, b in zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)]
    return _slide(ops)


def _cheapest(old: Sequence[Token], new: Sequence[Token]) -> list[Op]:
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
    ops: list[Op] = []
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
                ops.append(Op(a, b))
                i, j = i - 1, j - 1
                continue
        if i and table[i - 1][j] + 1.0 == cost:
            ops.append(Op(old[i - 1], None))
            i -= 1
        else:
            ops.append(Op(None, new[j - 1]))
            j -= 1
    ops.reverse()
    return ops


def _by_difflib(old: Sequence[Token], new: Sequence[Token]) -> list[Op]:
    matcher = SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    ops: list[Op] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            ops += [Op(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            ops += [Op(a, None) for a in old[i1:i2]]
            ops += [Op(None, b) for b in new[j1:j2]]
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
    first_class, second_class = word_class(first), word_class(second)
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


def is_content(token: Token) -> bool:
    return token.kind == "number" or (token.kind == "word" and token.fold not in FUNCTION_WORDS)


def _slide(ops: list[Op]) -> list[Op]:
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
                    and is_content(first)
                    and last.text == anchor[side].text  # type: ignore[union-attr]
                    and word_class(last.fold) in ("article", "preposition", "conjunction", "determiner")
                ):
                    ops[index - 1 : end] = _slid(ops[index - 1 : end], side)
        index = end
    return ops


def _slid(columns: list[Op], side: int) -> list[Op]:
    """`[anchor][change ... last]` where `last` reads like the anchor becomes `[anchor change ...][last]`."""
    anchor = columns[0]
    tokens = [column[side] for column in columns]
    counterpart = anchor[1 - side]
    shifted = [Op(token, None) if side == 0 else Op(None, token) for token in tokens[:-1]]
    last = tokens[-1]
    shifted.append(Op(last, counterpart) if side == 0 else Op(counterpart, last))
    return shifted

"""Words, word-level hunks and the facts of a sentence, as the measures see them.

Takes and gives strings and plain values, touches nothing. Written apart from the product's own guard,
sentence splitter and diff on purpose: a measure that shares the code it judges cannot find that code's
mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|\w", re.UNICODE)
"""Dotted acronyms, numbers with their separators, words with their apostrophes, single marks."""

STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚`´", "'"))
SENTENCE_OPENERS = frozenset(".!?:;\"“”‘'(–—-…•")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|St|Jr|Sr|vs|etc|No|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*|\b[ap]\.m)\.$"
)
SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])")


def tokens(text: str) -> list[str]:
    """The words and marks of a text; curly quotation marks and apostrophes read as straight ones."""
    return TOKEN.findall(text.translate(STRAIGHT))


@dataclass(frozen=True, slots=True, order=True)
class Hunk:
    """Source words `start` to `end` (half-open) became `after`; an insertion has `start == end`."""

    start: int
    end: int
    after: tuple[str, ...]


def hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    """The word-level edits of a cheapest alignment, in order, none adjacent to another.

    Levenshtein with substitutions at cost 1, or 0.6 between words that share their first three letters or
    differ in case alone, so that an inflection pairs with its own word; ERRANT aligns by similar preferences
    (Bryant et al. 2017). Touching edits merge into one, as in ERRANT's `all-merge`, except that a run of as
    many words for as many stays word by word.
    """
    rows, columns = len(before), len(after)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        cost[i][0] = float(i)
    for j in range(1, columns + 1):
        cost[0][j] = float(j)
    for i in range(1, rows + 1):
        above, row = cost[i - 1], cost[i]
        for j in range(1, columns + 1):
            row[j] = min(above[j - 1] + substitution(before[i - 1], after[j - 1]), above[j] + 1.0, row[j - 1] + 1.0)
    steps: list[tuple[int, int, int, int]] = []
    i, j = rows, columns
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + substitution(before[i - 1], after[j - 1]):
            if before[i - 1] != after[j - 1]:
                steps.append((i - 1, i, j - 1, j))
            i, j = i - 1, j - 1
        elif i and cost[i][j] == cost[i - 1][j] + 1.0:
            steps.append((i - 1, i, j, j))
            i -= 1
        else:
            steps.append((i, i, j - 1, j))
            j -= 1
    merged: list[tuple[int, int, int, int]] = []
    for step in reversed(steps):
        if merged and merged[-1][1] == step[0] and merged[-1][3] == step[2]:
            merged[-1] = (merged[-1][0], step[1], merged[-1][2], step[3])
        else:
            merged.append(step)
    result: list[Hunk] = []
    for start, end, first, last in merged:
        if end - start == last - first:
            result += [Hunk(start + k, start + k + 1, (after[first + k],)) for k in range(end - start)]
        else:
            result.append(Hunk(start, end, tuple(after[first:last])))
    return result


def substitution(left: str, right: str) -> float:
    if left == right:
        return 0.0
    a, b = left.lower(), right.lower()
    return 0.6 if a == b or (len(a) > 2 and a[:3] == b[:3]) else 1.0


def word_distance(left: str, right: str) -> float:
    """Words inserted, deleted and replaced, over the longer text's words: 0 the same, 1 nothing in common."""
    a, b = tokens(left), tokens(right)
    previous = list(range(len(b) + 1))
    for i, word in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            row.append(min(previous[j - 1] + (word != other), previous[j] + 1, row[-1] + 1))
        previous = row
    return previous[-1] / max(len(a), len(b), 1)


def names_and_numbers(text: str, ordinary: frozenset[str] = frozenset()) -> list[str]:
    """Numbers, acronyms and capitalised words: in small letters, without dots, possessives or thousands marks.

    A word that opens a sentence counts only as an acronym or when it is not in `ordinary` (words seen in
    small letters). Where most words are capitalised (a headline in title case), the same holds for every
    word.
    """
    words = tokens(text)
    capitals = sum(word[:1].isupper() for word in words) > 0.6 * sum(word[:1].isalpha() for word in words)
    found: list[str] = []
    opening = True
    for word in words:
        bare = re.sub(r"'s?$", "", word)
        acronym = len(bare.replace(".", "")) > 1 and bare.replace(".", "").isupper()
        if word[0].isdigit():
            found.append(word.replace(",", "").rstrip(".:"))
        elif acronym and not (capitals and bare.lower() in ordinary):
            found.append(bare.replace(".", "").lower())
        elif word[0].isupper() and bare != "I" and not word.startswith("I'"):
            sure = not (opening or capitals) or (ordinary and bare.lower() not in ordinary)
            found += [bare.lower()] if sure else []
        opening = word in SENTENCE_OPENERS
    return found


def known_words(text: str) -> frozenset[str]:
    """Every form that `names_and_numbers` could find in a text, whatever its case."""
    forms: set[str] = set()
    for word in tokens(text):
        bare = re.sub(r"'s?$", "", word).lower()
        forms |= {bare, bare.replace(".", ""), bare.replace(",", "").rstrip(".:")}
        forms |= set(re.split(r"[.'’]", bare))
    return frozenset(forms)


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that the texts write in small letters at least once."""
    return frozenset(word for text in texts for word in tokens(text) if word.islower())


def sentences(text: str) -> list[str]:
    """The sentences of clean news copy. A plain splitter for building cases and baselines."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        start = 0
        for match in SENTENCE_END.finditer(paragraph):
            if ABBREVIATION.search(paragraph[start : match.end()]):
                continue
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
        found.append(paragraph[start:].strip())
    return [sentence for sentence in found if sentence]

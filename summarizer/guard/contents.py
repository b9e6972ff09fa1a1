"""How much of a sentence a rewrite keeps, leaves out and adds, by its words with content.

Takes views, or texts, of a sentence and of its rewrite; gives a violation or None, or the words. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Violation
from summarizer.guard.view import View, carried, view

_LONGEST = 1.6
"""Times the source's words: beyond, the rewrite runs away. 99 of 100 post-edits of MLQE-PE stay below 1.58."""
_SHORTEST = 0.5
_SPARE_WORDS = 6
"""A very short sentence may gain or lose so many words before the ratios count."""
_LEAST_KEPT = 0.5
"""Share of the source's content words that must come back, in whatever form; 99 of 100 light post-edits
keep it.
"""
_MOST_NEW = 0.5
"""Share of the rewrite's content words that may be new; 99 of 100 light post-edits have no more."""
_MOST_DROPPED = 3
"""Content words in a row that may go without others in their place; a clause has more."""
_MOST_INSERTED = 2
"""Content words in a row that may come where nothing went."""
_SHOWN = 40
"""Characters of a text that an editor is shown."""


def length(before: View, after: View) -> Violation | None:
    old, new = len(before.tokens), len(after.tokens)
    if new > old * _LONGEST + _SPARE_WORDS:
        return Violation("too-long", after.text[:_SHOWN], f"{new} words for {old}: the rewrite runs away")
    if new < old * _SHORTEST - _SPARE_WORDS:
        return Violation("too-short", before.text[:_SHOWN], f"{new} words for {old}: too much is gone")
    return None


def changed(before: View, after: View) -> Violation | None:
    """Nothing told may go and nothing may be told that was not: by content words, in whatever form."""
    old, new = frozenset(before.content), frozenset(after.content)
    lost, gained = _lacking(old, new), _lacking(new, old)
    run, words = _longest_run(before.content, lost)
    if run > _MOST_DROPPED and run > 2 * len(gained):
        return Violation("content-lost", " ".join(words), f"`{' '.join(words)} …` is gone")
    run, words = _longest_run(after.content, gained)
    if run > _MOST_INSERTED and run > 2 * len(lost):
        return Violation("content-invented", " ".join(words), f"the source does not say `{' '.join(words)} …`")
    if len(old) > 3 and len(lost) > (1 - _LEAST_KEPT) * len(old):
        return Violation("content-lost", " ".join(sorted(lost)[:5]), "too few of the source's words came back")
    if len(new) > 4 and len(gained) > _MOST_NEW * len(new):
        return Violation("content-invented", " ".join(sorted(gained)[:5]), "too many words that the source lacks")
    if len(gained) > len(lost) + _MOST_INSERTED:
        return Violation(
            "content-invented", " ".join(sorted(gained)[:5]), "words that answer to nothing in the source"
        )
    return None


def new_words(before: str, after: str) -> frozenset[str]:
    """The stems of content words of `after` that `before` has in no form."""
    return _lacking(frozenset(view(after).content), frozenset(view(before).content))


def _lacking(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words - others if not carried(others, word))


def _longest_run(words: Sequence[str], marked: frozenset[str]) -> tuple[int, list[str]]:
    best: list[str] = []
    current: list[str] = []
    for word in words:
        current = [*current, word] if word in marked else []
        if len(current) > len(best):
            best = current
    return len(best), best

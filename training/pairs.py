"""What may be learnt of a pair: what the guard lets through, from what the repairs leave to the model.

Takes texts; gives a source as the repairs leave it (`mended`), the target that may be learnt (`learnable`), whether
an article carries a line (`carried`), or a target with its source's quotations (`carry_quotations`) or without
contractions that its source has not (`keep_full_forms`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.quality import product
from summarizer import edits, evidence, guard
from summarizer.document import apply_edits
from summarizer.rewrite import harmless_part
from training.text import plain

QUOTED = re.compile(r'"([^"]+)"|(?<![\w])\'(?=\S)([^"]+?)(?<=\S)\'(?!\w)')


CONTRACTED = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bcan't\b"), "cannot"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must)n't\b"), r"\1 not"),
    (re.compile(r"\b(I)'m\b"), r"\1 am"),
    (re.compile(r"\b(we|you|they|there|who)'re\b", re.IGNORECASE), r"\1 are"),
    (re.compile(r"\b(I|we|you|they|who)'ve\b", re.IGNORECASE), r"\1 have"),
    (re.compile(r"\b(I|we|you|they|he|she|it|who|that|there)'ll\b", re.IGNORECASE), r"\1 will"),
    (re.compile(r"\b(he|she|it|that|there|what|who|here|where)'s\b", re.IGNORECASE), r"\1 is"),
)
"""Contractions, and what they stand for where the source has its last word; `'d` may be either of two."""


def mended(text: str) -> str:
    """The text after the repairs: what they mend, the model need not learn, for it never sees it."""
    article, parts = product.mended(text)
    return apply_edits(article.text, [edit for part in parts for edit in part.edits])


def learnable(source: str, target: str, least_kept: float) -> str | None:
    """The target where the guard lets it through; else the source with those hunks of it that pass.

    None where these are fewer than the share `least_kept` of its hunks: what is left of the noise would be learnt
    too.
    """
    if guard.check_rewrite(source, target) is None:
        return target
    part = harmless_part(source, target, (), guard.check_rewrite)
    kept = len(edits.diff(source, part)) / max(1, len(edits.diff(source, target)))
    return part if part != source and kept >= least_kept else None


def carriers(line: str, sentences: Sequence[str]) -> list[str]:
    """The sentences that carry a headline or line, as `pipeline.carried` sees it; none where they do not."""
    found = [sentences[i] for i in evidence.find(line, list(enumerate(sentences))).ids]
    return found if found and guard.check_claim(line, found) is None else []


def carried(line: str, sentences: Sequence[str]) -> bool:
    """Whether these sentences of an article carry a headline or line."""
    return bool(carriers(line, sentences))


def keep_full_forms(source: str, target: str) -> str:
    """The target without the contractions of what the source writes in full: `It is` is no error for `It's`.

    Round trips undo every contraction, and a model that learns to put them back does so to good copy.
    """
    hunks = edits.diff(source, target)
    return edits.apply_hunks(source, [replace(hunk, after=_in_full(hunk)) for hunk in hunks])


def _in_full(hunk: edits.Hunk) -> str:
    words = hunk.before.lower().split()
    after = hunk.after
    for contracted, meant in CONTRACTED:
        if meant.split()[-1] in words:
            after = contracted.sub(meant, after)
    return after


def carry_quotations(source: str, target: str) -> str | None:
    """The target with the source's own words between its quotation marks, since nothing there may be edited.

    None when the two do not have the same number of quotations or a mark has no partner.
    """
    left, right = list(QUOTED.finditer(plain(source))), list(QUOTED.finditer(plain(target)))
    if len(left) != len(right) or plain(source).count('"') != plain(target).count('"'):
        return None
    result: list[str] = []
    end = 0
    for mine, theirs in zip(left, right, strict=True):
        group = 1 if theirs.group(1) is not None else 2
        result.append(target[end : theirs.start(group)])
        result.append(
            source[
                mine.start(1 if mine.group(1) is not None else 2) : mine.end(1 if mine.group(1) is not None else 2)
            ]
        )
        end = theirs.end(group)
    result.append(target[end:])
    return "".join(result)

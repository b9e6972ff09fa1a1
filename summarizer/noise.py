"""How noisy an article is: what it costs the model to copy its sentences, how many words were mended in it, and how
many show that a machine put them there.

Takes numbers, gives numbers. Pure.

A sentence alone does not tell noise from an unusual style; a dozen do. Of twelve sentences the mean cost is 0.27 to
0.51 nats a token at `correct` in round trips (nine in ten draws of the calibration half), 0.06 to 0.15 in the
noisiest language of MLQE-PE, 0.01 to 0.04 in clean news. One sentence in a hundred of these two has a word mended,
every fourth of JFLEG.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Repaired
from summarizer.engines.base import Noise
from summarizer.repair import WORD_KINDS

MOST_NOISE = 1.0
"""Nats a token: one garbled sentence makes no noisy article."""
MENDED_NOISE = 0.5
"""Nats a token for each word that was mended. Sixteen sentences of JFLEG together gain 8.9 points of GLEU with it,
8.2 without.
"""
OTHER_SENTENCES = 4
"""Sentences that every article is taken to have besides its own, since one tells little: without any noise where it
is asked how loud it is, as noisy as a quiet one may be where it is asked how still.
"""
STILL = (0.55, 0.78)
"""Shares of the noise up to which an article is quiet: below the first it is still, above the second it is not.

At `correct` 72 of 100 articles of neural translation lie below the first and 6 above the second, of clean news 95
and 2, of news in which every third sentence has one planted error 21 and 50, of round trips none and all.
"""

MARKED = (0.1, 0.2)
"""Marks of a translation a sentence (`facts.misrendered`): below the first an article shows that it is none
of the kind that has them, from the second on that it is.

Of sixteen sentences nine in ten draws of round trips have 0.26 and more; of MLQE-PE, of learners' English and of
clean news 0.19 and less.
"""
STRANGE = (0.25, 0.35)
"""Likewise: below the first an article shows that it is none of the kind, from the second on it does not. In 250
translations of other kinds the mean strangeness is 0.87, in 72 articles sent round 0.08. With 0.15 and 0.25 it was
0.75 and 0.02, and most of what was left false stood where a few such words had come about by chance.
"""
STRANGE_SHARE = 1.4
"""Of the second of these, the marks that the four other sentences are taken to have there: so one sentence without
any shows nothing, and four show all.
"""


def heard(copied: Sequence[float], mended: int) -> float:
    """The noise of a sentence, in nats a token, from the log-probability of each of its tokens as it stood."""
    return min(MOST_NOISE, -sum(copied) / len(copied) + MENDED_NOISE * mended)


def mended_words(item: Repaired) -> int:
    return sum(edit.kind in WORD_KINDS for edit in item.edits)


def loudness(noises: Sequence[float | None], article_of: Sequence[int], bounds: Noise | None) -> list[float]:
    """Of each segment's article, 0 to 1, between the bounds; without bounds every article is quiet.

    A segment whose noise is None does not count.
    """
    if bounds is None:
        return [0.0] * len(noises)
    means = _means(noises, article_of, 0.0)
    return [_between(bounds.quiet, means[number], bounds.loud) for number in article_of]


def stillness(noises: Sequence[float | None], article_of: Sequence[int], bounds: Noise | None) -> list[float]:
    """Of each segment's article, 0 to 1: whether there is enough of it to say that there is no noise in it.

    A sentence that is its own article is never still.
    """
    if bounds is None:
        return [0.0] * len(noises)
    means = _means(noises, article_of, bounds.quiet)
    full, none = (share * bounds.quiet for share in STILL)
    return [1 - _between(full, means[number], none) for number in article_of]


def translated(marks: Sequence[int | None], article_of: Sequence[int]) -> list[float]:
    """Of each segment's article, 0 to 1: whether it shows by its marks that it is such a translation."""
    means = _means(marks, article_of, 0.0)
    return [_between(MARKED[0], means[number], MARKED[1]) for number in article_of]


def translated_alone(marks: Sequence[int]) -> float:
    """Of one article, by the marks of its sentences; 0 where it has none."""
    return translated(marks, [0] * len(marks))[0] if marks else 0.0


def strangeness(marks: Sequence[int | None], article_of: Sequence[int]) -> list[float]:
    """Of each segment's article, 0 to 1: whether there is enough of it to say that it is no such translation.

    A sentence that is its own article is never strange.
    """
    most, none = STRANGE
    means = _means(marks, article_of, STRANGE_SHARE * none)
    return [1 - _between(most, means[number], none) for number in article_of]


def _means(noises: Sequence[float | None], article_of: Sequence[int], usual: float) -> dict[int, float]:
    """The mean noise of each article, with a few sentences of the `usual` noise besides its own."""
    of_article: dict[int, list[float]] = {number: [] for number in article_of}
    for noise, number in zip(noises, article_of, strict=True):
        if noise is not None:
            of_article[number].append(noise)
    return {
        number: (sum(each) + OTHER_SENTENCES * usual) / (len(each) + OTHER_SENTENCES)
        for number, each in of_article.items()
    }


def _between(low: float, value: float, high: float) -> float:
    """Where a value stands between two bounds, 0 to 1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))

"""Forms of verbs: which are past, which a participle. Pure; reads the list of irregular verbs once."""

from __future__ import annotations

from functools import cache

from summarizer.facts import lexicon

UNCHANGED = frozenset("beat burst cast cut hit hurt let put read set shut split spread".split())
"""Participles like their verbs."""
_HISSING = ("s", "x", "z", "ch", "sh", "o")
"""Ends of verbs that have `es` behind them."""
_NO_PAST = frozenset(
    "feed seed need weed heed deed speed breed bleed greed creed steed exceed proceed succeed shed sled shred bred "
    "embed hundred sacred naked wicked rugged indeed".split()
)
"""Words in -ed that look like a past of `fee` or `she`."""


@cache
def irregular() -> tuple[dict[str, str], dict[str, str]]:
    """`{past: base}` and `{participle: base}` of the irregular verbs."""
    rows = [line.split() for line in lexicon.read_lines("verbs")]
    return {past: base for base, past, _ in rows}, {participle: base for base, _, participle in rows}


def is_past(low: str) -> bool:
    """Whether a word can be a verb's past, regular or not."""
    return low in irregular()[0] or is_regular_past(low)


def is_participle(low: str) -> bool:
    return low in irregular()[1] or is_regular_past(low)


def may_be_participle(low: str) -> bool:
    """So too those that are like their verbs."""
    return is_participle(low) or low in UNCHANGED


def base(low: str) -> str:
    """The base of a past, participle or third person; of any other word the word itself."""
    past, participle = irregular()
    if low in past or low in participle:
        return past.get(low) or participle[low]
    if bases := _regular_bases(low):
        stump = low.removesuffix("ed")
        return stump if stump in bases and stump[-2:-1] == stump[-1:] else bases[-1]  # `missed`, but `stopped`
    return third_person(low) or low


@cache
def is_base(low: str) -> bool:
    """Whether a word can be a verb as it stands in the dictionary, as a past shows that news has: `win`, `close`;
    not `site`, not `from`.
    """
    pasts = {low + "ed", low + "d", low[:-1] + "ied", low + low[-1:] + "ed"} & lexicon.words("ordinary")
    is_irregular = low in UNCHANGED or low in irregular()[0].values()
    return is_irregular or any(low in _regular_bases(past) for past in pasts)


def third_person(low: str) -> str | None:
    """`win` for `wins`: the base of what may be a verb's third person."""
    for ending, cut in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and not low.endswith("ss"):
            known = low[: -len(ending)] + cut
            hisses = ending != "es" or known.endswith(_HISSING)  # `sites` is none of `sit`
            if hisses and is_base(known):
                return known
    return None


def is_regular_past(low: str) -> bool:
    """`explained`, `tried`, `stopped`; not `need`, `hundred`."""
    return bool(_regular_bases(low))


@cache
def _regular_bases(low: str) -> tuple[str, ...]:
    return () if low in _NO_PAST else lexicon.bases(low, "ed")

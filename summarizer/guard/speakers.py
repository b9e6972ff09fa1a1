"""Who speaks: `officials said` where the source names nobody of the kind is an invented source, and what analysts
say is not what the bank's head says.

Takes the views of a new text and of what it was made from; gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Span, Violation
from summarizer.facts import Token, lexicon, stem, stems
from summarizer.facts.hearsay import is_credit
from summarizer.facts.names import key
from summarizer.facts.quotations import normalise
from summarizer.guard.speaking import SAYS, says_at, speaking
from summarizer.guard.view import WORDS, View, carried

_SPEAKERS = frozenset(
    "official officials police authorities witness witnesses expert experts analyst analysts prosecutor "
    "prosecutors investigator investigators spokesman spokesmen spokeswoman spokesperson spokespersons".split()
)
"""Whom news attributes things to without a name."""
_SOURCES = frozenset(("source", "sources"))
"""Who speaks, or where something comes from."""
_NEAR = 3
"""Tokens between a source and its verb of speaking."""
_POLICE = "police"
"""Its stem is that of `policy`."""
_NO_SPEAKER = frozenset("he she it they we i you who to in on at by for with from as while when if that".split())
"""What shows, before a verb of speaking, that its line begins with more than who speaks."""
_ENDS_SPEAKER = frozenset("that who which as while when because if after before in on at".split())
_SPEAK_FOR_OTHERS = stems(
    "executive official spokesman spokeswoman spokesperson company firm group bank agency maker lawyer attorney "
    "aide source statement report"
)
"""`Ford says` may be told of what its executives said."""
_CREDITED = 4
"""Words of a speaker behind a colon, at most."""
_BEFORE, _AFTER = 12, 8
"""Tokens between a speaker and the verb: `the minister, who took office in May, said`."""
_IN_FULL = 14
"""Tokens behind `according to`: a name at its full length, with its initials."""


def invented(new: View, sources: Sequence[View]) -> Violation | None:
    """The first unnamed speaker of `new` that no source has in any form."""
    found = _missing(new, sources)
    return None if found is None else Violation("speaker-invented", found, f"the source has no {found}")


def lost(before: View, after: View) -> Violation | None:
    """`analysts, quoted by the agency` must not become `the agency`."""
    found = _missing(before, [after])
    return None if found is None else Violation("speaker-lost", found, f"the {found} of the source are gone")


def _missing(text: View, others: Sequence[View]) -> str | None:
    for low, word in _speakers(text):
        if not any(low in other.lows or (low != _POLICE and carried(other.all_stems, word)) for other in others):
            return low
    return None


def _speakers(text: View) -> Iterator[tuple[str, str]]:
    """Each, as it is written and its stem."""
    for i, (low, word) in enumerate(zip(text.lows, text.stems, strict=True)):
        if low in _SPEAKERS or (low in _SOURCES and _is_heard(text, i)):
            yield low, word


def _is_heard(text: View, i: int) -> bool:
    """Whether a verb of speaking stands near the source at `i`; a source is none itself."""
    return any(says_at(text, j) for j in range(max(0, i - _NEAR), min(i + 1 + _NEAR, len(text.lows))))


def exchanged(line: View, sources: Sequence[View]) -> Violation | None:
    """Who says something in the line must speak in the evidence: always where the line credits him behind a colon,
    else where others plainly do.

    `Barclays head says rates scandal could cost years`, of what analysts said while the head fought for his job;
    `Syria tops agenda: foreign ministers`, of what is on it as they meet.
    """
    credited = _credited(line)
    last = frozenset(stem(token.low) for token in credited[-1:])  # of `Ukraine consul` the consul
    if credited and not any(_speaks(source, last) or _credits(source, last) for source in sources):
        fact = line.text[credited[0].span.start : credited[-1].span.end]
        return Violation("speaker-changed", fact, f"the evidence has this of others than {fact}")
    if wrong := _quoted_from_another(line, sources):
        return Violation("speaker-changed", wrong, f"the evidence has these words of others than the {wrong}")
    at, speaker = _speaker(line)
    if not speaker or any(_speaks(source, speaker) for source in sources):
        return None
    others = [other for source in sources for other in _other_speakers(source)]
    if not others:
        return None
    fact = line.text[: line.tokens[at].span.end]
    return Violation("speaker-changed", fact, f"the evidence has this of the {others[0]}")


def _quoted_from_another(line: View, sources: Sequence[View]) -> str | None:
    """Whose office stands before a colon and a quotation, but not by those words nor in the sentence before.

    `Wal-Mart CEO: "exploring opportunities"`, of what the head of its operations said and the CEO agreed with.
    """
    for fact in line.facts.of("quotation"):
        homes = [n for n, source in enumerate(sources) if fact.value.lower() in normalise(source.text).lower()]
        around = [source for n in homes for source in sources[max(0, n - 1) : n + 1]]
        near = frozenset(word for source in around for word in source.all_stems)
        for token in _credited_before(line, fact.span) if homes else ():
            if not carried(near, stem(token.low)):
                return token.text
    return None


def _credited_before(line: View, quotation: Span) -> list[Token]:
    """The words for persons right before a colon that a quotation follows."""
    before = [token for token in line.tokens if token.span.end <= quotation.start]
    while before and before[-1].kind == "mark" and before[-1].low != ":":
        before.pop()
    if not before or before.pop().low != ":":
        return []
    first = max((i + 1 for i, token in enumerate(before) if token.low == ","), default=0)
    persons = lexicon.classes()["person"]
    return [token for token in before[first:] if token.low in persons]


def _speaker(line: View) -> tuple[int, frozenset[str]]:
    """The place of the verb of speaking that the line's first words are the subject of, and their stems; none
    where there is no such verb.
    """
    stop = lexicon.words("stop")
    for i, token in enumerate(line.tokens):
        if (token.kind == "mark" and token.low not in "-,&'") or token.low in _NO_SPEAKER:
            break
        if i > 0 and token.low in SAYS:
            named = (j for j in range(i) if line.tokens[j].kind in WORDS and line.lows[j] not in stop)
            return i, frozenset(line.stems[j] for j in named)
    return 0, frozenset()


def _credited(line: View) -> Sequence[Token]:
    """The person or name behind the line's last colon, or whoever stands behind a `says` at its end: `Fed must
    cushion pain: Lockhart`, `Drug costs millions, says ministry`.
    """
    colons = [i for i, low in enumerate(line.lows) if low == ":"]
    if not colons:
        return _behind_says(line)
    behind = line.tokens[colons[-1] + 1 :]
    persons = lexicon.classes()["person"]
    is_someone = any(token.low in persons or key(token) in line.name_words for token in behind[-1:])
    return behind if is_someone and len(behind) <= _CREDITED else ()


def _behind_says(line: View) -> Sequence[Token]:
    says = next((i for i, pair in enumerate(pairwise(line.lows)) if pair in ((",", "says"), (",", "say"))), None)
    behind = () if says is None else line.tokens[says + 2 :]
    return behind if len(behind) <= _CREDITED and all(token.kind != "mark" for token in behind) else ()


def _speaks(source: View, speaker: frozenset[str]) -> bool:
    """Whether it may be `speaker` who speaks somewhere in the sentence: before the verb, right after it, or as its
    pronoun.
    """
    for i in speaking(source):
        after: list[str] = []
        reach = _IN_FULL if source.lows[i] == "according" else _AFTER
        for j in range(i + 1, min(i + 1 + reach, len(source.tokens))):
            if source.tokens[j].low in ",;:.—–" or source.lows[j] in _ENDS_SPEAKER:
                break
            after.append(source.stems[j])
        begins = _aside(source, i)
        before = (*source.stems[max(0, begins - _BEFORE) : begins], *source.stems[max(0, i - _BEFORE) : i])
        near = frozenset((*before, *after))
        participle = source.lows[i].endswith("ing") and source.lows[i] != "according"
        if i > 0 and source.lows[i - 1] in _NO_SPEAKER:
            return True
        if any(carried(source.all_stems if participle else near, word) for word in speaker):
            return True
    return False


def _credits(source: View, speaker: frozenset[str]) -> bool:
    """Whether a sentence only says that it was he who said it: `This statement was made by Joe Biden.`"""
    return is_credit(source.text) and speaker <= source.all_stems


def _aside(source: View, i: int) -> int:
    """Where an aside begins that ends right before the verb at `i`: `Smith, who is their lawyer, told`; else 0."""
    if i < 2 or source.lows[i - 1] != ",":
        return 0
    return next((j for j in range(i - 2, 0, -1) if source.lows[j] == ","), 0)


def _other_speakers(source: View) -> Iterator[str]:
    """The noun right before each verb of speaking, unless it speaks for somebody: `analysts said`."""
    for i in speaking(source):
        if i == 0:
            continue
        noun = source.tokens[i - 1]
        is_noun = noun.kind in WORDS and noun.low not in lexicon.words("stop") and not noun.low.endswith("ly")
        if is_noun and source.stems[i - 1] not in _SPEAK_FOR_OTHERS:
            yield noun.text

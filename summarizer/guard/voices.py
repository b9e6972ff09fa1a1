"""Whose voice a line speaks in: what the evidence has only inside quotation marks is somebody's, not the paper's.

Takes views of a line and of its evidence, and where the evidence is quoted; gives a violation or None. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Span, Violation
from summarizer.facts import Token, lexicon, stem, stems
from summarizer.facts.hearsay import is_credit
from summarizer.facts.names import key
from summarizer.facts.quotations import normalise
from summarizer.guard.view import View, carried

_WORDS = ("word", "mixed", "acronym")
_LEAST_WORDS = 3
"""A shorter stretch in quotation marks is a name or a term, not what somebody said: `the “special operation”`."""
_MOST_QUOTED = 0.5
"""Share of a line's own words that may come from inside quotations only; beyond, the line is the quotation in
the paper's voice.
"""
_SPEAKS = stems(
    "say tell ask add note answer reply explain write believe think warn stress claim argue call describe "
    "quote accuse urge demand announce declare admit deny insist promise emphasize emphasise "
    "report comment criticize criticise recall conclude according suggest predict complain praise assure "
    "tweet consider opinion hope fear want remark confirm acknowledge boast joke lament reveal mention speak "
    "vow pledge threaten condemn estimate specify clarify inform indicate affirm communicate underline underscore "
    "assert"
)
_SPEAKS_AS = frozenset(
    "alleges stated cited citing cites pointed signaled signalled expressed manifested stressed".split()
)
"""Forms whose stem is another word's too: a state, a city, a point, what is alleged."""
_SAID = frozenset(
    "said says told tells according stressed emphasized emphasised affirms affirmed asserts asserted alleges "
    "insists insisted".split()
)
"""By these alone a sentence plainly is what somebody said: they mean nothing else."""
_SAYS = frozenset(
    "says said tells told warns warned announces announced declares declared admits admitted denies denied insists "
    "insisted adds added argues argued believes believed thinks reveals revealed suggests suggested explains "
    "explained".split()
)
"""Forms that are no noun, as `insurance claims` and `police reports` are."""
_PLAIN = _SAID | _SAYS
_KEEPS = _PLAIN | {"say", "tell"}
"""What still says in a rewrite that somebody says so."""
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


def quotations(line: View, sources: Sequence[View], quoted: Sequence[Sequence[Span]]) -> Violation | None:
    """What a line puts in quotation marks must stand in the evidence, word for word and quoted."""
    said = [normalise(source.text).lower() for source in sources]
    stretches = [
        normalise(source.text[slice(*span)]).lower()
        for source, spans in zip(sources, quoted, strict=True)
        for span in spans
    ]
    for fact in line.facts.of("quotation"):
        value = fact.value.lower()
        if not any(value in text for text in said):
            return Violation("quotation-invented", fact.text, f"nobody says “{fact.text}” in the evidence")
        half_open = any(mark in source.text for source in sources for mark in '"“”„«»')
        if not any(value in text for text in stretches) and not half_open:
            return Violation("quotation-invented", fact.text, f"“{fact.text}” is no quotation in the evidence")
    return None


def unattributed(line: View, sources: Sequence[View], quoted: Sequence[Sequence[Span]]) -> Violation | None:
    """A line made of what only a quotation says needs its marks or its speaker."""
    inside: set[str] = set()
    outside: set[str] = set()
    for source, spans in zip(sources, quoted, strict=True):
        speech = [span for span in spans if _is_speech(source, span)]
        for token, word in _content(source):
            (inside if _lies_in(token, speech) else outside).add(word)
    marked = [fact.span for fact in line.facts.of("quotation")]
    own = [word for token, word in _content(line) if not _lies_in(token, marked)]
    heard = [word for word in own if word in inside and word not in outside]
    if len(heard) <= _MOST_QUOTED * len(own) or _has_speaker(line, marked):
        return None
    shown = " ".join(heard[:4])
    return Violation(
        "quotation-unattributed", shown, f"only a quotation says `{shown} …`: the line names no speaker"
    )


def speaks(text: View) -> bool:
    """Whether somebody says something in it."""
    return any(True for _ in _speaking(text))


def says_at(text: View, i: int) -> bool:
    """Whether the word at `i` is a form of speaking that is no noun."""
    return text.lows[i] in _PLAIN


def is_attributed(text: View) -> bool:
    """Whether it plainly is what somebody said."""
    return not _SAID.isdisjoint(text.lows)


def keeps_attribution(before: View, after: View) -> bool:
    """Whether a rewrite of what somebody said says so too: a plain word for it, or one that `before` has not.

    `He said that the report was wrong` is not `The report was wrong`, whose `report` says nothing.
    """
    return not _KEEPS.isdisjoint(after.lows) or any(
        after.stems[i] not in before.all_stems for i in _speaking(after)
    )


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
        if i > 0 and token.low in _SAYS:
            named = (j for j in range(i) if line.tokens[j].kind in _WORDS and line.lows[j] not in stop)
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
    says = next(
        (i + 2 for i, pair in enumerate(pairwise(line.lows)) if pair in ((",", "says"), (",", "say"))), None
    )
    return () if says is None else [token for token in line.tokens[says:] if token.kind != "mark"]


def _speaks(source: View, speaker: frozenset[str]) -> bool:
    """Whether it may be `speaker` who speaks somewhere in the sentence: before the verb, right after it, or as its
    pronoun.
    """
    for i in _speaking(source):
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
    for i in _speaking(source):
        if i == 0:
            continue
        noun = source.tokens[i - 1]
        is_noun = noun.kind in _WORDS and noun.low not in lexicon.words("stop") and not noun.low.endswith("ly")
        if is_noun and source.stems[i - 1] not in _SPEAK_FOR_OTHERS:
            yield noun.text


def _speaking(source: View) -> Iterator[int]:
    for i, (low, word) in enumerate(zip(source.lows, source.stems, strict=True)):
        if (word in _SPEAKS and low != "not") or low in _SPEAKS_AS:  # `note` and `not` have one stem
            yield i


def _content(text: View) -> Iterator[tuple[Token, str]]:
    stop = lexicon.words("stop")
    for token, word in zip(text.tokens, text.stems, strict=True):
        if token.kind in _WORDS and token.low not in stop:
            yield token, word


def _lies_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(token.span.overlaps(span) for span in spans)


def _is_speech(text: View, span: Span) -> bool:
    """Whether somebody speaks there: some words, and not only the capitals of a title."""
    words = [t for t in text.tokens if t.kind != "mark" and t.span.overlaps(span)]
    stop = lexicon.words("stop")
    return len(words) >= _LEAST_WORDS and any(t.text.islower() and t.low not in stop for t in words)


def _has_speaker(line: View, marked: Sequence[Span]) -> bool:
    """A verb of speaking outside the line's own quotations, or a speaker before a colon."""
    colons = (i for i, low in enumerate(line.lows) if i > 0 and low == ":")
    return any(not _lies_in(line.tokens[i], marked) for i in (*_speaking(line), *colons))

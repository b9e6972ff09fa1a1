"""By whose word a sentence tells what it tells, in as few words as a headline has: `analysts`, `source`, `study`.

Takes a sentence and a wording of it, gives whom that should name. Pure. `attributions` asks whether anybody is,
`hearsay` reads sentences that are nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.facts import hearsay, lexicon
from summarizer.facts.attributions import credits_another
from summarizer.facts.dates import DAY_NAMES
from summarizer.facts.tokens import content_stems

_SAID = (
    "(?:said|says?|warn(?:ed|s)?|claim(?:ed|s)?|insist(?:ed|s)|argue[ds]?|believe[ds]?|report(?:ed|s)?|"
    "predict(?:ed|s)?|alleged?s?|show(?:ed|s)|suggest(?:ed|s)|found|finds|reveal(?:ed|s))"
)
_DAY = f"(?:{'|'.join(DAY_NAMES)})"
_WHEN_OR_WHERE = (
    r" (?:(?:on|in|at|to|during|after|late|early|today|tonight|yesterday|last|this|earlier|later|as|when)\b"
    f"|{_DAY})"
)
_ASIDE = r"(?:, [^,“”\"]{1,110},)?"
"""Who that is: `, neurologist Otar Toidze, who is a member of the council, told reporters`."""
_WHO = r"(?P<who>[^,“”\"]{2,110}?)"
_BEHIND = (
    re.compile(
        rf",[\"”’']* {_WHO}{_ASIDE} (?:has |have |had |also )?"
        rf"(?:{_SAID}(?=[.,;]|$|{_WHEN_OR_WHERE})|told [^,.;]{{2,60}}(?=[.,;]|$))"
    ),
    re.compile(rf",[\"”’']* (?:said|says|warn(?:ed|s)) {_WHO}(?=[.,;]|$)"),
)
_BEFORE = re.compile(
    rf"(?:^(?:But |And )?|, (?:but|and|while|as|where) |[;:] ){_WHO} (?:has |have |had )?{_SAID}"
    rf"(?: (?:on )?{_DAY})?(?: that)? "
    r"(?!(?:it|he|she|they|we|its|his|her|their|on|in|at|to|during|after|by|from|about|of|for)\b)(?=[\w$£€])"
)
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to {_WHO}(?=[,;:]|\.?$|\. |"
    r" (?:on|released|published|obtained|compiled|seen|reviewed|provided|conducted|by|who|which)\b)"
)
_CLAUSE = frozenset(
    "and but as while when if because although he she it they we i you who which that is are was were has have had "
    "will would him her them us me".split()
)
"""Words of a clause, or of nobody one could name."""
_SOURCES = re.compile(r"(?P<one>an? )?(?:\w+ )?(?:person|people|sources?) (?:familiar|close|with|briefed)\b")
_WRITTEN = re.compile(r"(?:a|an|the|two|several|internal|court|new|media|press)\b.*?\b(?P<what>\w+ papers|[a-z]+)$")
_PAPERS = frozenset(
    "survey surveys poll polls study studies report reports research documents analysis memo letter review audit "
    "lawsuit indictment affidavit filing".split()
) | {"court papers"}
_SPEAKERS = frozenset("police regulators authorities people press media".split())
_FURTHER = re.compile(r" (?:of|with|at|in|for|from|who|that|familiar|close|to|involved|surveyed|on)\b.*")
"""What hangs on a noun."""
_WHEN = re.compile(
    rf"(?: (?:on|in|to|during|after|before|late|early|last|this|earlier|today|yesterday)\b| {_DAY}\b).*"
)
"""When, where and to whom it was said."""
_BEFORE_A_NOUN = frozenset(
    "a an the its his her their this that these those some several many one two three".split()
)
_OWN = re.compile(
    r"(?:compan(?:y|ies)|firm|bank|group|club|executives?|officers?|founder|chief|spokes\w+|representatives?|lawyers?|"
    r"officials?)$"
)
"""Who speaks of what is his own to announce, and has no name: that needs no credit."""
_OFFICER = re.compile(r"\b(?:chief|executive|ceo|cfo|spokes\w+|representative)\b", re.IGNORECASE)
_NAME = re.compile(
    r"[A-Z][\w.&’'-]*(?: (?:(?:[ae]l-)?[A-Z][\w.&’'-]*|(?:of|for|the|de|van|von|al|bin)(?= [A-Za-z])))*$"
)
_MOST_WORDS = 4
"""Of a name, its small words aside; others have fewer."""
_LEAST_TOLD = 0.6
"""Share of a wording's words with content that stand in what somebody says."""


class _Credit(NamedTuple):
    """Who speaks, as the sentence has it, and the stretch of the sentence that is his word."""

    who: str
    told: str


def credit(sentence: str, wording: str, behind: str = "") -> str | None:
    """Who is to be named after a wording of what the sentence tells; the one `behind` it may say who that is.

    None where the wording names him itself, where he speaks of himself, or cannot be named in a few words.
    """
    if credits_another(wording):
        return None
    if not credits_another(sentence):
        return _in_short(hearsay.speaker(behind) or "")
    words = frozenset(content_stems(wording))
    for found in _credits(sentence):
        who = _in_short(found.who)
        if who is None:
            continue
        told = words.intersection(content_stems(found.told))
        himself = content_stems(_without_places(found.who) if who[0].isupper() else who)
        if len(told) >= _LEAST_TOLD * len(words) and words.isdisjoint(himself):
            return who
    return None


def _credits(sentence: str) -> Iterator[_Credit]:
    for pattern in _BEHIND:
        for match in pattern.finditer(sentence):
            yield _Credit(match["who"], sentence[: match.start()])
    for match in _BEFORE.finditer(sentence):
        yield _Credit(match["who"], sentence[match.end() :])
    for match in _ACCORDING.finditer(sentence):
        yield _Credit(match["who"], sentence[: match.start()] or sentence[match.end() :])


def _without_places(who: str) -> str:
    """The German chancellor does not speak of himself where he speaks of Germany."""
    return " ".join(word for word in who.split() if word.lower() not in lexicon.aliases("places"))


def _in_short(who: str) -> str | None:
    """`a source close to the talks` is a source, `its son-in-law Jared Kushner` is Jared Kushner; `the doctors on
    Sunday` are doctors, and `the doctor of Kalugin` is a doctor.
    """
    who = _WHEN.sub("", who)
    if any(word.lower() in _CLAUSE and word != "US" for word in who.split()):
        return None
    if match := _SOURCES.match(who):
        return "source" if match["one"] else "sources"
    head = _FURTHER.sub("", who)
    if (match := _WRITTEN.match(head)) and match["what"] in _PAPERS:
        return match["what"]
    words = re.sub(r"^.*[a-z][’']s ", "", head).split()
    is_person = bool(words) and words[-1] in lexicon.classes()["person"] | _SPEAKERS
    is_thing = head != who and not is_person and words[-1:] and words[-1].islower()  # `figures from the Office`
    is_anothers = is_person and who.startswith(" of ", len(head))
    if match := _NAME.search(head if is_thing or is_anothers else who):
        return None if _OFFICER.search(who[: match.start()] + match[0]) else _name(match[0])
    while words and words[0].lower() in _BEFORE_A_NOUN:
        words = words[1:]
    return " ".join(words) if is_person and len(words) < _MOST_WORDS and not _OWN.match(words[-1]) else None


def _name(name: str) -> str | None:
    """A name, without a long office before it: `Deputy Foreign Trade Minister Luis Planas` is Luis Planas."""
    words = name.removeprefix("The ").split()
    if _length(words) > _MOST_WORDS:
        offices = [i for i, word in enumerate(words) if word.lower() in lexicon.classes()["person"]]
        words = words[offices[-1] + 1 :] if offices else words
    return " ".join(words) if 0 < _length(words) <= _MOST_WORDS else None


def _length(words: list[str]) -> int:
    """Of `Institute for the Study of War` three."""
    return sum(word[0].isupper() for word in words)

"""A sentence that only says who said the one before it: `This was stated by German Chancellor Olaf Scholz.`

Takes sentences, gives whether one is such and whom it names. Pure. Agencies of the Russian and Ukrainian language
write so in their second sentence; a line that is made of the first alone tells what somebody says as a fact.
"""

from __future__ import annotations

import re

from summarizer.facts import lexicon
from summarizer.facts.names import CAPITAL

_SPOKEN = (
    "stated|reported|announced|said|told|made|confirmed|noted|written|published|quoted|informed|revealed|expressed|"
    "evidenced|shared|voiced|given|provided"
)
_SAID_OF_IT = (
    r"(?:it|this|that|about this|such an? \w+|this \w+|the corresponding \w+) (?:was|is|has been|were)"
    r"|these \w+(?: (?:by|of) [^,;:]{1,40})? (?:were|are)"
    r"|they (?:were|are)|(?:his|her|their) words (?:were|are)"
)
_CREDIT = re.compile(
    rf"(?:{_SAID_OF_IT}) (?:\w+ly )?(?:{_SPOKEN})\b"
    r"|(?:he|she|they) (?:wrote|said|announced|stated|spoke|told|talked|reported)(?: about)? (?:this|it)\b"
    r"|[^,;:“\"]{1,60}? (?:was|were) (?:informed|told) (?:about|of) (?:this|it)\b"
    r"|(?P<who>[^,;:“\"]{1,120}?) (?:(?:said|stated|announced|reported|wrote) (?:this|so)\b(?! \w)"
    r"|(?:spoke|talked|wrote|writes?|said|informed|informs?|reported|reports?|told [\w-]+) about (?:this|it)\b)"
    r"|[^,;:“\"]{1,60}\b(?:said|stated|announced|reported|wrote|reports|writes|informs)\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[^.;:“\"]*?\bby (?P<who>[^,.;:()“\"–—]+?)(?:, (?P<name>(?:[A-Z][\w’'-]+ )+[\w’'-]+))?"
    r"(?= (?:in|at|on|during|following|after|before|speaking|with|citing|via|as|when|who|while|to)\b"
    r"|,(?! [A-Z])|[.;:(–—]|$)"
)
_NAMED = re.compile(rf"{CAPITAL}\w")
_LONGEST = 16
"""Words: a longer chain of offices is no part of a line."""
_CONTENT = re.compile(r"\bthat\b")
"""Behind it stands what was said: `It was reported that …` is news."""


def is_credit(sentence: str) -> bool:
    """Whether all that it says is who told of the sentence before, or where."""
    return _credit(sentence) is not None


def speaker(sentence: str) -> str | None:
    """Whom a credit names, before `said this` or behind `by`, as it stands there; None where it names nobody, or at
    length.
    """
    match = _credit(sentence)
    named = match if match is None or match["who"] else _BY.match(sentence, match.end())
    who = re.sub(r"^The (?=\w)", "the ", named["who"]) if named else ""
    if named and (name := named.groupdict().get("name")):  # `by the chairman of the council, Khaled Mishri`
        who = name if not lexicon.classes()["person"].isdisjoint(who.lower().split()) else ""
    return who if _NAMED.search(who) and len(who.split()) <= _LONGEST else None


def _credit(sentence: str) -> re.Match[str] | None:
    match = _CREDIT.match(sentence)
    return None if match is None or _CONTENT.search(sentence[match.end() :]) else match

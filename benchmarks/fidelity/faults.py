"""Single faults planted into a text that is right.

Each planter takes a text, names that could stand in it, and a random source; it gives the text with one
fault, or None where the text has no place for it. Pure but for the random source it is given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.fidelity import plain

Planter = Callable[[str, Sequence[str], random.Random], str | None]

_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_UNITS = {
    "$": "€",
    "€": "$",
    "£": "$",
    "%": " percentage points",
    "percent": "percentage points",
    "km": "miles",
    "kilometers": "miles",
    "kilometres": "miles",
    "miles": "kilometers",
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "dollars": "euros",
    "euros": "dollars",
    "rubles": "dollars",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "years": "months",
    "minutes": "hours",
    "tons": "kilograms",
    "meters": "kilometers",
    "metres": "feet",
    "kg": "tons",
    "degrees": "percent",
}
_CALENDAR = (
    "January February March April June July August September October November December".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
)
_HEDGES = re.compile(
    r"\b(?:may|might|could)(?= (?!not\b)[a-z])"
    r"|\b(?:allegedly|reportedly|possibly|probably|perhaps|apparently|supposedly) "
    r"|\b(?:alleged|suspected|possible|probable|likely) (?=[a-z])|\b(?:appears?|appeared|seems?|seemed) to "
)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|has|have|had|does|did|should|must)(?= (?!not\b)[a-z])"
)
_PREFIXED = re.compile(
    r"\b(?:un(?=(?:likely|fair|known|usual|clear|safe|happy|healthy|successful|necessary|acceptable|expected|stable|"
    r"certain|lawful|documented|employed|published|aware|willing|popular|reasonable|related)\b)"
    r"|in(?=(?:active|efficient|complete|accurate|correct|formal|dependent|direct|sufficient|capable|visible|secure|"
    r"valid|appropriate|ability|justice)\b)"
    r"|im(?=(?:possible|proper|perfect|moral|mature|balance)\b)|il(?=(?:legal|legitimate|logical)\b)"
    r"|ir(?=(?:regular|responsible|relevant)\b)|dis(?=(?:honest|agree|advantage|approve|satisfied|trust)\b)"
    r"|non-(?=[a-z]{4}))"
)
_QUANTITIES = {"most of the ": "all of the ", "some of the ": "all of the ", "only ": "", "many ": "all "}
_QUANTITY = re.compile("|".join(rf"\b{words}(?=[a-z\d])" for words in _QUANTITIES))
_RANK = re.compile(r"\b(?:former|deputy|vice|acting) (?=[a-z])")
_ATTRIBUTION = re.compile(r", [^,.“”\"]{3,40} (?:said|says)(?= on [A-Z][a-z]+day\b|[,.])")
_CONDITION = re.compile(r"(?<!\bas )(?<!\beven )\b(?:if|unless)(?= [a-z])")
_KIN = (
    "lawyer|wife|husband|son|daughter|brother|sister|mother|father|spokesman|spokeswoman|aide|deputy|leader|owner"
)
_OWNED = re.compile(rf"(?<=[a-z])['’]s (?:{_KIN})\b|\b(?:{_KIN}) of (?=the [a-z]|an? [a-z])")
_TIMES = {"since": "until", "until": "since", "before": "after", "after": "before"}
_TIME = re.compile(
    rf"\b(?:{'|'.join(_TIMES)})(?= (?:\d{{4}}\b|[A-Z][a-z]+day\b|January|February|March|April|May|June|July"
    r"|August|September|October|November|December))"
)
_NOT = re.compile(r"(?<=[a-z])n['’]t\b(?! (?:only|just))| not\b(?! (?:only|just))")


def _replace(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _pick(found: Sequence[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    return rng.choice(found) if found else None


def _replacing(pattern: re.Pattern[str], new: Callable[[str], str]) -> Planter:
    """The planter that puts `new` of a match in its place."""

    def plant(text: str, names: Sequence[str], rng: random.Random) -> str | None:
        match = _pick(list(pattern.finditer(text)), rng)
        return None if match is None else _replace(text, match, new(match.group()))

    return plant


def _nothing(match: str) -> str:
    return ""


def digit(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    match = _pick(list(re.finditer(r"\d", text)), rng)
    if match is None:
        return None
    return _replace(text, match, rng.choice([d for d in "123456789" if d != match.group()]))


def number_word(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    match = _pick(list(re.finditer(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b(?!-)", text)), rng)
    if match is None:
        return None
    return _replace(text, match, rng.choice([w for w in _NUMBER_WORDS if w != match.group()]))


def name(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """One mention of a name gives way to another name of the article."""
    own = [n for n in sorted(plain.names(text)) if len(n) > 3 and text.count(n) == 1]
    others = [n for n in names if n not in text and len(n) > 3]
    if not own or not others:
        return None
    return text.replace(rng.choice(own), rng.choice(others), 1)


def negation_dropped(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    match = _pick([m for m in _NOT.finditer(text) if text[: m.start()][-2:] not in ("ca", "wo")], rng)
    return None if match is None else _replace(text, match, "")


def negation_added(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    match = _pick(list(_AUXILIARY.finditer(text)), rng)
    return None if match is None else _replace(text, match, f"{match.group()} not")


def quotation(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """A word inside quotation marks is dropped or doubled by another of them."""
    quoted = [m for m in re.finditer(r"[“\"]([^“”\"]+)[”\"]", text) if len(m.group(1).split()) > 1]
    match = _pick(quoted, rng)
    if match is None:
        return None
    inside = match.group(1).split()
    at = rng.randrange(len(inside))
    changed = inside[:at] + inside[at + 1 :] if rng.random() < 0.5 else [*inside[:at], "really", *inside[at:]]
    return text[: match.start(1)] + " ".join(changed) + text[match.end(1) :]


def exchange(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """Two names of the sentence that are not joined by `and` or a comma change places."""
    own = [n for n in sorted(plain.names(text)) if text.count(n) == 1 and len(n) > 2]
    rng.shuffle(own)
    for i, left in enumerate(own):
        for right in own[i + 1 :]:
            first, second = sorted((text.index(left), text.index(right)))
            between = text[first:second].split()[1:]
            if any(w.islower() and w not in ("and", "or", "of", "the", "in", "de", "al", "for") for w in between):
                return re.sub(
                    rf"\b(?:{re.escape(left)}|{re.escape(right)})\b",
                    partial(_other, {left: right, right: left}),
                    text,
                )
    return None


def _other(names: dict[str, str], match: re.Match[str]) -> str:
    return names[match.group()]


def unit(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    spellings = "|".join(re.escape(u) + (r"\b" if u.isalpha() else "") for u in _UNITS)
    found = [
        m
        for m in re.finditer(rf"(?:(?<=\d)|(?<=\d )|\b)(?:{spellings})", text)
        if re.search(r"\d[\d.,]* ?(?:million |billion |thousand )?$", text[: m.start()])
        or re.match(r"\d", text[m.end() :])
    ]
    match = _pick(found, rng)
    return None if match is None else _replace(text, match, _UNITS[match.group()])


def date(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    found = [(m, group) for group in _CALENDAR for m in re.finditer(rf"\b(?:{'|'.join(group)})\b", text)]
    if not found:
        return None
    match, group = rng.choice(found)
    return _replace(text, match, rng.choice([d for d in group if d != match.group()]))


def person_dropped(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """The actor's lawyer becomes the actor, the owner of the bank the bank."""
    match = _pick(list(_OWNED.finditer(text)), rng)
    return None if match is None else _replace(text, match, "").replace("the the ", "the ")


def hedge(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    match = _pick(list(_HEDGES.finditer(text)), rng)
    if match is None:
        return None
    modal = match.group() in ("may", "might", "could")
    return _replace(text, match, "will" if modal else "")


PLANTERS: dict[str, Planter] = {
    "digit changed": digit,
    "number word changed": number_word,
    "name swapped": name,
    "negation dropped": negation_dropped,
    "negation added": negation_added,
    "negating prefix dropped": _replacing(_PREFIXED, _nothing),  # `inefficient`, `efficient`
    "quotation altered": quotation,
    "two names exchanged": exchange,
    "unit changed": unit,
    "date changed": date,
    "quantity changed": _replacing(_QUANTITY, _QUANTITIES.__getitem__),  # `most of the`, `all of the`
    "rank dropped": _replacing(_RANK, _nothing),  # `the former president`, `the president`
    "attribution dropped": _replacing(_ATTRIBUTION, _nothing),  # what the minister said is so
    "condition changed": _replacing(_CONDITION, lambda match: "when"),  # `if`, `when`
    "person dropped": person_dropped,
    "time turned round": _replacing(_TIME, _TIMES.__getitem__),  # `since 2019`, `until 2019`
    "hedge removed": hedge,
}

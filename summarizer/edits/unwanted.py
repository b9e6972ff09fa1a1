"""Which hunks of a rewrite are not made, whatever the model thinks of them: what is its taste alone, and the slips
that a small model makes itself.

Takes a hunk and the text it stands in, gives whether it is unwanted. Touches nothing. Every rule is of one hunk
and the words around it, and was found among edits that editors called wrong; what a whole rewrite may not say is
for the guard to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from summarizer.edits import words
from summarizer.edits.hunks import Hunk
from summarizer.edits.reasons import reason
from summarizer.edits.tokens import tokenize
from summarizer.facts import ends_sentence, lexicon
from summarizer.facts.function_words import (
    AGREEMENT,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    MODALS,
    NUMBER_DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from summarizer.facts.starts import lost_stops
from summarizer.facts.verbs import third_person

_SAME = frozenset(
    frozenset(pair.split("/")) for pair in "almost/nearly only/just till/until while/whilst among/amongst".split()
)
"""Words of which one is as good as the other."""
_NOUN_TOKENS = 4
"""Tokens of what may be one or several: `the home team`."""
_LONE_LETTER = re.compile(r"[b-hj-z]")
"""What is left of a word whose rest is lost, not `a` and not `I`."""
_NO_NAME = re.compile(r"trump cards?\b", re.IGNORECASE)
"""Where an ordinary word that is somebody's name too is none."""
_LAST_PART = 4
"""So many words at most follow the `and` of a list."""
_LIST_TOKENS = 16
"""Tokens among which a list is sought."""
_NO_NOUNS = PREPOSITIONS | AUXILIARIES | MODALS | {"who", "which", "not"}
_CLAUSAL = SUBJECT_PRONOUNS - NUMBER_DETERMINERS
"""After `and` they begin a clause: `he damaged it and she are …`."""
_ASIDE = re.compile(r"\([^()]*\) ?|[\"“][^\"“”]*[\"”] ?")
"""What stands in brackets or between quotation marks, and may follow a noun as its name."""
_ENUMERATED = re.compile(r"(?:^|[,.;:] )(?:the |an? )?\w+(?:, \w+)+,? and \w+(?: (?!and\b)\w+)* $", re.IGNORECASE)
"""A clause so far that begins with three things or more: `the speed, weight and distance from the source`."""
_UNREAL = re.compile(
    r"\b(?:as (?:it|though [\w ]+)|(?:if|wish(?:es|ed)?|unless) (?:only )?[\w ]{1,30}) $", re.IGNORECASE
)
"""Before a `were` that says what is not so."""
_OF_A_FIGURE = re.compile(r"[\d.,]+ ?(?:%|per ?cent|times|points)", re.IGNORECASE)
"""After `that is`, `115,000 cars, that is 20 % less`, or `with`."""
_FUNCTION_WORDS = ARTICLES | PREPOSITIONS | SUBJECT_PRONOUNS
_TRAVEL = frozenset(
    "air bicycle bike boat bus car land mail motorcycle phone plane rail road sea ship train".split()
)
"""What one goes or sends by, without an article."""
_REFLECTS = re.compile(r"\breflect(?:s|ed)? $", re.IGNORECASE)
"""What is reflected in a charter is no thought on it."""
_WORD = re.compile(r" ?(\w+)")
_IDIOMS = (
    ({("one", "a"), ("one", "an")}, {"more", "less"}),
    ({("", "up")}, {"until", "till"}),
    ({("told", "said"), ("tell", "say"), ("tells", "says"), ("telling", "saying")}, {"about"}),
)
"""Changes that must not be, and the words before which they must not."""
_DEEDS = frozenset(
    "arrest assassination assault attack bombing dismissal expulsion invasion kidnapping killing murder occupation "
    "opening purchase rape rescue robbery sale shooting".split()
)
"""Behind them `by` says who did it, and `of` to whom."""
_TIED = {
    ("by", "of"): _DEEDS,
    ("in", "of"): frozenset("part majority minority share".split()),
    ("from", ""): frozenset("follow follows followed result results resulted out".split()),
    ("to the", ""): frozenset("give gives gave given pay pays paid that".split()),
    ("to", ""): frozenset("leave leaves leaving left depart departs departed departing".split()),
}
"""Changes, and the words behind which they turn round what is told."""
_OF_PLACES = frozenset("mayor governor prefect bishop archbishop".split())
"""Who is one of a place."""
_TIMES = frozenset("will would had".split())
"""What puts a verb into another time."""
_PAST_TIME = re.compile(r"\b(?:yesterday|last|ago|earlier|previous|then|(?:1\d|20)\d\d)\b", re.IGNORECASE)
"""Where one stands, a verb may well have been meant to be in the past."""
_OTHERS = frozenset((frozenset(("his", "her")), frozenset(("he", "she"))))
_BEING = frozenset("is are was were be been".split())
_TELLS = frozenset("tells says reports informs announces writes states follows".split())
"""What has who speaks for its subject, or for its object what he says."""
_BRACKETS = ("(", ")")
_STEM = 5
"""Letters by which two forms of a word are one."""
_NEAR = 40
"""Characters on both sides of a hunk among which a word said twice is sought."""
_TWICE_BY_RIGHT = re.compile(r"\b(?:who|which|that) (\w+ed) \1\b", re.IGNORECASE)


def is_unwanted(hunk: Hunk, before: str) -> bool:
    """Whether `hunk`, a change of the text `before`, is one that no editor wants."""
    return _is_taste(hunk, before) or any(breaks(hunk, before) for breaks in _BREAKS)


def _is_taste(hunk: Hunk, before: str) -> bool:
    """Whether it only spells the same words as another country does, or draws them together or apart: `honor`
    for `honour`, `did not` for `didn't`; or says `nearly` for `almost`; or counts a team as several people; or
    gives an article to a line without a full stop, such as headlines are, or a capital to what needs none.
    """
    old, new = hunk.before.lower().split(), hunk.after.lower().split()
    if frozenset((" ".join(old), " ".join(new))) in _SAME or _is_idle_capital(hunk, before):
        return True
    if [*map(lexicon.americanised, old)] == [*map(lexicon.americanised, new)] and old != new:
        misspelt = any(word.endswith("full") for word in old)  # `stressfull`, which only looks British
        return not misspelt and all(map(lexicon.is_word, old + new))
    kind = reason(hunk, before).kind
    if kind == "agreement" and len(old) == len(new) == 1:
        return words.verb_turn(old[0], new[0]) > 0 and _may_be_several(before[: hunk.span.start])
    return kind == "contraction" or (_adds_article(old, new) and not ends_sentence(before.rstrip()))


def _adds_article(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an article is all that is new: `Minister` made `The minister` too."""
    return len(new) > len(old) and [word for word in new if word not in ARTICLES] == list(old)


def _is_idle_capital(hunk: Hunk, text: str) -> bool:
    """`n 2023` made `N 2023`: of a word of which one letter is left it mends nothing; `trump card` made a name; or
    `Meta` made none, since `meta` is no ordinary word.
    """
    if hunk.before.lower() != hunk.after.lower():
        return False
    old, new = hunk.before.strip(), hunk.after.strip()
    if old[:1].islower():
        is_lone = _LONE_LETTER.fullmatch(old) and not text[: hunk.span.start].strip()
        return bool(is_lone or _NO_NAME.match(text, hunk.span.start))
    return old.istitle() and new.islower() and not lexicon.is_ordinary(new)


def _may_be_several(left: str) -> bool:
    """Whether what stands before a verb is one thing that some count as several: `the team is`, `Real Madrid is`.

    The other way, `the team are` made `the team is`, is what most papers want.
    """
    *rest, noun = tokenize(left)[-_NOUN_TOKENS:] or (None,)
    if noun is None or noun.kind == "mark" or any(token.fold in PREPOSITIONS for token in rest):
        return False  # `the players of the team`
    is_name = noun.text[:1].isupper() and not noun.fold.endswith("s") and not lexicon.is_ordinary(noun.fold)
    return noun.fold in lexicon.classes()["collective"] or (is_name and not _ends_in_list(left))


def _breaks_agreement(hunk: Hunk, before: str) -> bool:
    """Whether it gives a clause that begins with two things, `the cow and the dog are`, the verb of one, or what is
    said of a figure, `that is 20 % less`, that of many; makes `the authors say` `the authors says` or `Writes` an
    order; or takes the mood out of what only would be: `as it were`.

    Small models go by the nearer noun.
    """
    old, new = hunk.before.strip().lower(), hunk.after.strip().lower()
    left, right = before[: hunk.span.start], before[hunk.span.end :].lstrip()
    if (old, new) == ("were", "was") and _UNREAL.search(left):
        return True
    if old != new and third_person(old) == new and not left.strip():
        return True  # `Writes the paper` is no `Write the paper`
    if third_person(new) == old and _ends_in_plural(left):
        return True
    if AGREEMENT.get(old) == new:
        return left.lower().endswith((" that ", " which ")) and _OF_A_FIGURE.match(right) is not None
    subject = _ASIDE.sub("", left)
    return AGREEMENT.get(new) == old and (_ends_in_list(subject) or _ENUMERATED.search(subject) is not None)


def _ends_in_plural(text: str) -> bool:
    """Whether its last word is a plural in small letters."""
    noun = tokenize(text)[-1:]
    return any(token.text.islower() and words.number_turn(token.fold[:-1], token.fold) > 0 for token in noun)


def _breaks_idiom(hunk: Hunk, before: str) -> bool:
    """Whether it makes another word of one that the next one asks for: `one more`, `told about`, `by train`; or
    makes of who did something what it was done with: `forced by those above`.
    """
    old, new = change = (hunk.before.strip().lower(), hunk.after.strip().lower())
    following = _word_behind(hunk, before)
    if not following:
        return False
    if following in _TRAVEL and (old == "by" or (not old and before[: hunk.span.start].lower().endswith(" by "))):
        return new in ARTICLES | PREPOSITIONS
    if change == ("record", "recorded"):
        return following not in PREPOSITIONS  # `record heat`
    if change == ("in", "on") and _REFLECTS.search(before[: hunk.span.start]):
        return True
    return change == ("by", "with") or any(change in changes and following in at for changes, at in _IDIOMS)


def _joins_sentences(hunk: Hunk, before: str) -> bool:
    """Whether it takes from a word the capital that only the start of a sentence explains, where the stop was lost:
    `new clubs In Russia, demand …` made `new clubs in Russia, demand …`.
    """
    old, new = hunk.before.split()[:1], hunk.after.split()[:1]
    if not (old and new) or old == new or [old[0].lower()] != new:
        return False
    first = before.index(old[0], hunk.span.start)
    return first in lost_stops(before)


def _breaks_bracket(hunk: Hunk, before: str) -> bool:
    """Whether it puts in or leaves out an article, preposition or pronoun beside a bracket, over which the model
    does not look: `it (the level) corresponds` made `(the level) corresponds`.
    """
    left, right = before[: hunk.span.start].rstrip(), before[hunk.span.end :].lstrip()
    if not (left.endswith(_BRACKETS) or right.startswith(_BRACKETS)):
        return False
    old, new = hunk.before.lower().split(), hunk.after.lower().split()
    return bool(old) != bool(new) and {*old, *new} <= _FUNCTION_WORDS


def _drops_item(hunk: Hunk, before: str) -> bool:
    """Whether it leaves out an item between commas that says something of its own: `it is thick, it is empty`."""
    if hunk.after.strip(" ,") or "," not in hunk.before.strip():
        return False
    rest = before[: hunk.span.start] + before[hunk.span.end :]
    said = {token.fold[:_STEM] for token in tokenize(rest)}
    told = {token.fold for token in tokenize(hunk.before) if token.kind != "mark"} - lexicon.words("stop")
    return any(word[:_STEM] not in said for word in told)


def _drops_verb(hunk: Hunk, before: str) -> bool:
    """Whether it leaves out one of two verbs that stand side by side by right: `those who voted voted against`."""
    twice = _TWICE_BY_RIGHT.search(before, max(0, hunk.span.start - _NEAR), hunk.span.end + _NEAR)
    if hunk.after.strip() or twice is None or hunk.before.strip() != twice[1]:
        return False
    return twice.start(1) <= hunk.span.end and hunk.span.start <= twice.end()


def _breaks_tie(hunk: Hunk, before: str) -> bool:
    """Whether it exchanges or leaves out a preposition that says who did it or whose it is: a `murder by` somebody
    made a `murder of`, a `part in` a house a `part of` it, what fell `with 3 percent` what fell `of 3 percent`, the
    mayor of a town one who is called so; what is given `to the investor` given it as an `investor`, what `follows
    from` a thing what `follows` it.
    """
    change = (hunk.before.strip().lower(), hunk.after.strip().lower())
    left = "".join(token.fold for token in tokenize(before[: hunk.span.start])[-1:])
    right = before[hunk.span.end :].lstrip()
    if change == ("with", "of"):
        return _OF_A_FIGURE.match(right) is not None
    if change == ("of", ""):
        return left in _OF_PLACES and right[:1].isupper()
    return left in _TIED.get(change, ())


def _drops_most(hunk: Hunk, before: str) -> bool:
    """Whether the most large sum is made a large one; not where the largest is most largest."""
    if (hunk.before.strip().lower(), hunk.after.strip()) != ("most", ""):
        return False
    return not _word_behind(hunk, before).endswith(("est", "worst"))


def _retells(hunk: Hunk, before: str) -> bool:
    """Whether it tells what is or will be as what was, `begins` made `began`, where nothing says that it was; or
    puts it into another time by a word of its own: `they bring` made `they will bring`.
    """
    old, new = hunk.before.strip().lower(), hunk.after.strip().lower()
    if not old:
        is_there = new in before.lower().split()  # then it has only moved
        return new in _TIMES and not is_there and _word_behind(hunk, before) not in ("be", "like")
    is_present = third_person(old) is not None and old not in AUXILIARIES
    turns = words.forms(old, new)
    return is_present and bool({("s", "past"), ("s", "ed")} & {*turns}) and not _PAST_TIME.search(before)


def _breaks_clause(hunk: Hunk, before: str) -> bool:
    """Whether it takes from a clause the verb that says who speaks, `that tells the firm` made `telling the firm`;
    or makes one hang on what stands before it, `the gun, has it emerged, was a toy` made `the gun, which has`; or
    makes a thing of what is said of it: `the figure is inflated` made `is inflation`.
    """
    old, new = hunk.before.strip().lower(), hunk.after.strip().lower()
    left = before[: hunk.span.start].lower().split()[-1:]
    if not old:
        return new == "which" and _word_behind(hunk, before) not in _BEING
    if old.endswith("ed") and new == f"{old[:-2]}ion":
        return not _BEING.isdisjoint(left)
    return old in _TELLS and ("s", "ing") in words.forms(old, new) and PREPOSITIONS.isdisjoint(left)


def _tells_of_another(hunk: Hunk, before: str) -> bool:
    """Whether `his clothes` are made `her clothes`; not where they are a husband."""
    change = frozenset((hunk.before.strip().lower(), hunk.after.strip().lower()))
    return change in _OTHERS and _word_behind(hunk, before) not in ("husband", "wife")


def _word_behind(hunk: Hunk, before: str) -> str:
    """The word right behind a hunk, in small letters; "" where there is none."""
    following = _WORD.match(before[hunk.span.end :].lower())
    return following[1] if following else ""


def _ends_in_list(text: str) -> bool:
    """Whether a text ends in a clause that is a list so far, its last part of a few words."""
    tokens = tokenize(text)[-_LIST_TOKENS:]
    last = [*takewhile(lambda t: t.fold != "and", reversed(tokens))]
    rest = tokens[: -len(last) - 1]
    first = [*takewhile(lambda token: token.kind != "mark" and token.fold not in CONJUNCTIONS, reversed(rest))]
    if not first or not 1 <= len(last) <= _LAST_PART:
        return False
    is_clause = any(token.kind == "mark" or token.fold in _CLAUSAL for token in last)
    return not is_clause and not any(token.fold in _NO_NOUNS for token in first + last)


_BREAKS = (
    _breaks_agreement,
    _breaks_idiom,
    _joins_sentences,
    _breaks_bracket,
    _drops_item,
    _drops_verb,
    _breaks_tie,
    _drops_most,
    _retells,
    _breaks_clause,
    _tells_of_another,
)

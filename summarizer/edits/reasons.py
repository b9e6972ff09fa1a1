"""Why a hunk is there, told from what changed: a kind (a short stable name) and a reason an editor reads.

Takes a hunk and the text it stands in, gives a kind and a reason. Touches nothing.

The rules follow ERRANT (Bryant, Felice and Briscoe 2017, "Automatic annotation and evaluation of error types for
grammatical error correction"), with closed word lists and endings in place of a tagger. What no rule explains is
`wording`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.edits import words
from summarizer.edits.align import align_words, relation
from summarizer.edits.hunks import Hunk
from summarizer.edits.tokens import tokenize
from summarizer.facts.function_words import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    word_class,
)


class Reason(NamedTuple):
    kind: str
    text: str


REASONS = {
    "missing-article": "missing article",
    "extra-article": "extra article",
    "wrong-article": "wrong article",
    "preposition": "preposition",
    "agreement": "subject and verb disagree",
    "verb-tense": "verb tense",
    "verb-form": "verb form",
    "modal-verb": "modal verb",
    "noun-number": "plural or singular",
    "word-order": "word order",
    "doubled-word": "doubled word",
    "doubled-phrase": "doubled phrase",
    "punctuation": "punctuation",
    "spacing": "spacing",
    "capital-letter": "capital letter",
    "hyphen": "hyphen",
    "spelling": "spelling",
    "characters": "other characters for the same letters",
    "pronoun": "pronoun",
    "conjunction": "conjunction",
    "determiner": "determiner",
    "negation": "negation",
    "number": "number",
    "possessive": "possessive",
    "contraction": "contraction",
    "word-form": "form of the word",
    "missing-word": "missing word",
    "extra-word": "extra word",
    "missing-phrase": "missing phrase",
    "extra-phrase": "extra phrase",
    "lighter-wording": "lighter wording",
    "wording": "wording",
}
"""Every kind and what an editor reads for it. Kinds are part of the JSON result and do not change."""

LIGHTER_SHARE = 0.75
"""A wording is lighter when it has fewer words than what it replaces and at most this share of the characters."""

MOST_CAUSES = 2
"""A hunk of more kinds of change than this is put down to wording: naming one of them would hide the others."""

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_HYPHENS = str.maketrans("", "", "-‐‑")

_LIGHTER_WORDS = {
    "utilize": "use", "utilise": "use", "commence": "begin start", "terminate": "end", "purchase": "buy",
    "assist": "help", "assistance": "help", "require": "need", "approximately": "about", "additional": "more",
    "numerous": "many", "obtain": "get", "sufficient": "enough", "demonstrate": "show", "attempt": "try",
    "conduct": "do run", "inform": "tell", "prior": "before", "subsequently": "later then", "endeavour": "try",
    "facilitate": "help ease", "individual": "person", "person": "people", "realize": "make do carry",
    "possess": "have own", "regarding": "about on", "concerning": "about on", "upon": "on", "within": "in",
    "therefore": "so", "thus": "so", "however": "but", "moreover": "and also", "manufacture": "make",
}  # fmt: skip


_LIGHTER_PHRASES = {
    heavy: frozenset(light.split("/"))
    for heavy, light in (
        line.strip().split(" > ")
        for line in """
        a large number of > many
        a lot of > many/much
        a majority of > most
        a number of > some/several/many
        all of the > all the/all
        are able to > can
        as a result of > after/from/because of
        as regards > on/about
        as well as > and
        at the moment > now
        at the present time > now
        at the time of > during/when
        because of the fact that > because
        by means of > by/with
        by virtue of > by
        due to > from/after
        due to the fact that > because/since
        during the course of > during
        each and every > each/every
        for the purpose of > for/to
        has the ability to > can
        in accordance with > under/by
        in addition to > besides
        in close proximity to > near
        in connection with > over/about
        in order to > to
        in regard to > about/on
        in relation to > about/on
        in spite of > despite/although
        in terms of > in/on
        in the case of > for/in
        in the course of > during/in
        in the event of > if/in
        in the event that > if
        in the vicinity of > near
        in view of > given
        is able to > can
        is going to > will
        are going to > will
        on a daily basis > daily
        on behalf of > for
        on the basis of > by/on/from
        prior to > before
        so as to > to
        subsequent to > after
        the majority of > most
        the reason why > why
        was able to > could
        were able to > could
        with regard to > about/on
        with respect to > about/on
        with the aim of > to
        """.strip().splitlines()
    )
}
_FILLERS = frozenset(
    """fact facts order process carry carries carried carrying out make makes made making take takes took taken
    taking give gives gave given giving put hold holds held conduct conducts conducted perform performs performed
    provide provides provided get gets got act action actions activity activities effort efforts""".split()
)
"""Words that a phrase can lose and say the same: `the FACT that`, `MADE a decision` for `decided`."""


def reason(hunk: Hunk, before: str) -> Reason:
    """Why `hunk`, a change of the text `before`, was made. Never raises; `wording` where no rule explains it."""
    kind = _kind(hunk, before)
    return Reason(kind, REASONS[kind])


def _kind(hunk: Hunk, text: str) -> str:
    surface = _surface_kind(hunk.before, hunk.after)
    if surface:
        return surface
    old, new = tokenize(hunk.before), tokenize(hunk.after)
    old_words = [t for t in old if t.kind != "mark"]
    new_words = [t for t in new if t.kind != "mark"]
    if [t.text for t in old_words] == [t.text for t in new_words]:
        return "punctuation"
    if [t.fold for t in old_words] == [t.fold for t in new_words]:
        return "punctuation" if len(old) != len(new) else "capital-letter"
    old_folds, new_folds = _unshared([t.fold for t in old_words], [t.fold for t in new_words])
    left, right = _neighbours(hunk, text)
    if not new_folds:
        return _dropped(old_folds, left, right)
    if not old_folds:
        return _added(new_folds)
    if len(old_folds) == len(new_folds) == 1:
        return _replaced(old_folds[0], new_folds[0], left, right)
    return _reworded(old_folds, new_folds, left, right)


def _surface_kind(old: str, new: str) -> str:
    """Changes that leave the letters alone; "" if this is none."""
    if "".join(old.split()) == "".join(new.split()):
        return "spacing"
    if unicodedata.normalize("NFKC", old) == unicodedata.normalize("NFKC", new):
        return "characters"
    if old.translate(_STRAIGHT) == new.translate(_STRAIGHT):
        return "punctuation"
    if "".join(old.translate(_HYPHENS).split()) == "".join(new.translate(_HYPHENS).split()):
        return "hyphen" if any(letter.isalnum() for letter in old + new) else "punctuation"
    return "capital-letter" if old.casefold() == new.casefold() else ""


def _unshared(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both lists without the words they share at their ends, such as the verb that a hunk took in."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def _neighbours(hunk: Hunk, text: str) -> tuple[list[str], list[str]]:
    """The words and marks around a hunk, as far as a doubled phrase can reach."""
    reach = 40 + 2 * len(hunk.before)
    before = tokenize(text[max(0, hunk.span.start - reach) : hunk.span.start])
    after = tokenize(text[hunk.span.end : hunk.span.end + reach])
    return [token.fold for token in before], [token.fold for token in after]


def _dropped(gone: list[str], left: list[str], right: list[str]) -> str:
    ahead, behind = ([word for word in side if word[0].isalnum()] for side in (left, right))
    if ahead[-len(gone) :] == gone or behind[: len(gone)] == gone:
        return "doubled-word" if len(gone) == 1 else "doubled-phrase"
    for whole, kept in (([*ahead[-1:], *gone], ahead[-1:]), ([*gone, *behind[:1]], behind[:1])):
        if kept and kept[0] in _LIGHTER_PHRASES.get(" ".join(whole), ()):
            return "lighter-wording"
    if len(gone) == 1:
        return _lone(gone[0], "extra")
    return _small_words(gone) or "extra-phrase"


def _added(come: list[str]) -> str:
    if len(come) == 1:
        return _lone(come[0], "missing")
    return _small_words(come) or "missing-phrase"


def _lone(word: str, which: str) -> str:
    """One word that came or went."""
    name = word_class(word)
    if name == "article":
        return f"{which}-article"
    if word in ("'s", "'"):
        return "possessive"
    if word == "that" or name == "conjunction":
        return "conjunction"
    if name in ("preposition", "pronoun", "determiner", "negation"):
        return name
    if name in ("auxiliary", "modal"):
        return "verb-tense" if word in ("had", "have", "has", "will", "would", "did") else "verb-form"
    return f"{which}-word"


_ORDER = (
    "negation", "number", "agreement", "verb-tense", "verb-form", "modal-verb", "noun-number", "word-form",
    "spelling", "preposition", "wrong-article", "pronoun", "conjunction", "determiner", "missing-article",
    "extra-article",
)  # fmt: skip
"""Which of several kinds names a hunk: the first."""


def _small_words(changed: Sequence[str]) -> str:
    """The kind of some function words that came or went together; "" if they are more than one small thing."""
    classes = {word_class(word) or "content" for word in changed}
    for kind, members in (
        ("preposition", {"preposition", "article"}),
        ("negation", {"negation", "auxiliary", "modal"}),
        ("verb-form", {"auxiliary", "modal"}),
        ("conjunction", {"conjunction"}),
        ("pronoun", {"pronoun"}),
    ):
        if kind in classes | {"verb-form"} and classes <= members:
            return kind
    return ""


def _replaced(old: str, new: str, left: list[str], right: list[str]) -> str:
    """One word for another."""
    if old[0].isdigit() or new[0].isdigit():
        return "number"
    if old.removesuffix("'s") == new.removesuffix("'s") or old.removesuffix("s'") == new.removesuffix("'s"):
        return "possessive"
    if _contracted([old]) == _contracted([new]):
        return "contraction"
    old_class, new_class = word_class(old), word_class(new)
    if {old, new} <= ARTICLES:
        return "wrong-article"
    verbs = {"auxiliary", "modal"}
    if old_class in verbs and new_class in verbs:
        return _verb_change(old, new)
    if old_class and new_class:
        return _function_word(old, new, old_class, new_class)
    if _lighter_word(old, new):
        return "lighter-wording"
    if any(old == prefix + new or new == prefix + old for prefix in _NEGATIVE_PREFIXES):
        return "negation"
    forms = words.forms(old, new)
    related = [pair for pair in forms if pair[0] != pair[1]]
    if related:
        return _inflected(old, new, related, left, right)
    if forms:  # one form of one word, written in two ways: `occured`
        return "spelling"
    kind = {"spelling": "spelling", "family": "word-form"}.get(relation(old, new), "")
    return kind or "wording"


_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")


def _lighter_word(old: str, new: str) -> bool:
    """Whether a listed plain word, in any form, stands for a heavy one: `commenced`, `began`."""
    plain = {base for base, _ in words.bases(new)}
    return any(plain.intersection(_LIGHTER_WORDS.get(base, "").split()) for base, _ in words.bases(old))


def _function_word(old: str, new: str, old_class: str, new_class: str) -> str:
    if old_class == new_class:
        return old_class if old_class != "article" else "wrong-article"
    for name, members in (
        ("preposition", PREPOSITIONS),
        ("pronoun", PRONOUNS),
        ("conjunction", CONJUNCTIONS),
        ("determiner", DETERMINERS | ARTICLES),
    ):
        if old in members and new in members:
            return name
    if old_class in ("auxiliary", "modal") or new_class in ("auxiliary", "modal"):
        return "wording"
    return new_class if new_class in ("conjunction", "pronoun", "preposition", "determiner") else "wording"


def _verb_change(old: str, new: str) -> str:
    if words.verb_turn(old, new):
        return "agreement"
    if word_class(old) == word_class(new) == "auxiliary":
        pair = {form for forms in words.forms(old, new) for form in forms}
        if pair & {"ing"} or {"been", "be", "being"} & {old, new}:
            return "verb-form"
    modal = word_class(old) == word_class(new) == "modal"
    return "modal-verb" if modal and new != _MODAL_TENSES.get(old) else "verb-tense"


_MODAL_TENSES = {"will": "would", "can": "could", "shall": "should", "may": "might"}
_MODAL_TENSES |= {past: present for present, past in _MODAL_TENSES.items()}


def _inflected(old: str, new: str, related: Sequence[tuple[str, str]], left: list[str], right: list[str]) -> str:
    """Two forms of one word."""
    pairs = set(related)
    if pairs & {("base", "s"), ("s", "base")}:
        return "agreement" if _as_verb(old, left, right) else "noun-number"
    flat = {form for pair in pairs for form in pair}
    if flat & {"er", "est"} and not flat & {"ed", "ing", "past", "participle"}:
        return "word-form"
    if "ing" in flat or ("participle" in flat and not flat & {"past", "ed"}):
        return "verb-form"
    if flat & {"past", "participle", "ed"}:
        after_auxiliary = any(word in AUXILIARIES or word in MODALS or word == "to" for word in left[-2:])
        return "verb-form" if after_auxiliary else "verb-tense"
    return "word-form"


_BEFORE_NOUNS = ARTICLES | DETERMINERS | PREPOSITIONS - {"to"}
_AFTER_VERBS = ARTICLES | DETERMINERS | PRONOUNS | {"to", "that", "not"}


def _as_verb(old: str, left: list[str], right: list[str]) -> bool:
    """Whether a word that gained or lost its -s stands as a verb here, told by its neighbours."""
    if word_class(old) == "auxiliary":
        return True
    if left and left[-1] in SUBJECT_PRONOUNS | {"to"} | MODALS:
        return True
    if left and (left[-1] in _BEFORE_NOUNS or left[-1][0].isdigit()):
        return False
    return bool(left) and bool(right) and right[0] in _AFTER_VERBS


def _reworded(old: list[str], new: list[str], left: list[str], right: list[str]) -> str:
    """Several words for several, or one for several."""
    if _moved(old, new):
        return "word-order"
    if "".join(old).replace("'", "") == "".join(new).replace("'", ""):
        return "hyphen"
    if _contracted(old) == _contracted(new):
        return "contraction"
    changed = _changes(old, new, left, right)
    if not changed & {"wording", "missing-word", "extra-word"} and len(changed) <= MOST_CAUSES:
        return next((kind for kind in _ORDER if kind in changed), "wording")
    return "lighter-wording" if _lighter(old, new) else "wording"


_IS = re.compile(r"\b(it|he|she|that|what|there|here|where|who) ?'s\b")


def _contracted(side: Sequence[str]) -> str:
    """The words with their short forms written out."""
    text = " ".join(side).replace("can't", "can not").replace("won't", "will not").replace("cannot", "can not")
    for short, full in (("n't", " not"), ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'m", " am")):
        text = text.replace(short, full)
    return _IS.sub(r"\1 is", text)


def _lighter(old: list[str], new: list[str]) -> bool:
    """Whether a shorter wording says the same: a listed phrase, or the same words of content less some fillers."""
    if " ".join(new) in _LIGHTER_PHRASES.get(" ".join(old), ()):
        return True
    if len(new) >= len(old) or len(" ".join(new)) > LIGHTER_SHARE * len(" ".join(old)):
        return False
    said, kept = ([word for word in side if word not in FUNCTION_WORDS] for side in (old, new))
    lost = [word for word in said if word not in _FILLERS and not _related(word, kept)]
    return len(said) > len(kept) > 0 and not lost and all(_related(word, said) for word in kept)


def _related(word: str, others: Sequence[str]) -> bool:
    return any(word == other or words.forms(word, other) or words.same_family(word, other) for other in others)


def _moved(old: list[str], new: list[str]) -> bool:
    """Whether the words of content are the same in another order; small words may come and go with them."""
    content = [[word for word in side if word not in FUNCTION_WORDS] for side in (old, new)]
    if Counter(old) == Counter(new):
        return True
    kept = [Counter(word.removesuffix("'s") for word in side) for side in content]
    return content[0] != content[1] and len(content[0]) > 1 and kept[0] == kept[1]


def _changes(old: list[str], new: list[str], left: list[str], right: list[str]) -> set[str]:
    """The kinds of the single changes inside a hunk, words aligned by how they are related."""
    kinds: set[str] = set()
    for gone, come, before, after in _aligned(old, new):
        if gone and come:
            kinds.add(_replaced(gone, come, left + before, after + right))
        elif gone:
            kinds.add(_lone(gone, "extra"))
        else:
            kinds.add(_lone(come, "missing"))
    return kinds


def _aligned(old: list[str], new: list[str]) -> list[tuple[str, str, list[str], list[str]]]:
    """Changed pairs of words in order, with the words before and after in the new text; "" where there is none."""
    position = 0
    changes: list[tuple[str, str, list[str], list[str]]] = []
    for gone, come in align_words(old, new):
        if gone != come:
            changes.append((gone, come, new[:position], new[position + bool(come) :]))
        position += bool(come)
    return changes

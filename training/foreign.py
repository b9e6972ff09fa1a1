# ruff: noqa: E501 - tables of words read best in long lines
"""Foreign noise: clean sentences in the order and with the small words of other languages.

Takes a sentence and a `random.Random`; gives the sentence as an engine would leave it that translates word for word
from a language of some kind: verbs last, no articles, adjectives behind, the genitive the other way round. Which
traits a kind of language has, and how often each shows, says `KINDS_OF_LANGUAGE`; the words with content stay.
Round trips through rule-based translation know Romance order alone (`training.roundtrip`). Nothing between
quotation marks is touched. Touches no file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from summarizer.facts import verbs
from summarizer.facts.dates import WEEKDAYS
from training.clauses import BE, HAVE, NEGATIONS, Clause, Kind, Phrase, Token, clauses_of, phrases_of, tokens_of
from training.noise import ARTICLES, FORMS, VERBS, add_noise, gerund, past

DAYS = frozenset(("yesterday", "today", "tomorrow", *WEEKDAYS))
FIXED_PREPOSITIONS = frozenset("before after since until against under between".split())
"""Those that another one would give another sense, in English as good."""
MOVABLE = frozenset("on in at during after before since until".split())
OTHER_PREPOSITIONS = {
    "in": "on at of to inside", "on": "in at about over to", "at": "in on to by near", "of": "from for in", "for": "to of because on", "to": "in at on for until",
    "with": "by together from", "by": "from of with through", "from": "of by out since", "about": "on of for over", "into": "in to inside", "over": "on above for",
    "against": "to on from", "after": "since behind past", "before": "until in", "during": "in at on", "among": "in between", "between": "among in", "under": "below in",
    "through": "by via over", "since": "from after", "as": "like in", "than": "from as", "until": "to till",
}  # fmt: skip

STATES = frozenset("say know want need believe include mean remain think seem understand have".split())
"""Verbs that English does not put in the progressive."""
CLUMSY_TRAITS = frozenset(
    "apart compound_of genitive_turned time_first place_first perfect progressive adverb_late".split()
)
"""What may be English, if no good one: for `rewrite` alone."""

Traits = Mapping[str, float]
"""How often each trait shows, of the places where it may."""

KINDS_OF_LANGUAGE: dict[str, Traits] = {
    "german": {"verb_parted": 0.6, "verb_last_in_joined": 0.6, "inverted": 0.6, "perfect": 0.5, "preposition": 0.25, "time_first": 0.3, "article_drop": 0.05, "adverb_late": 0.3},
    "slavic": {"article_drop": 0.85, "verb_first": 0.3, "preposition": 0.3, "preposition_drop": 0.1, "be_drop": 0.2, "time_first": 0.1, "genitive_bare": 0.3, "apart": 0.3, "compound_of": 0.3},
    "turkish": {"verb_last": 0.75, "article_drop": 0.6, "preposition_drop": 0.2, "postposition": 0.2, "preposition": 0.2, "genitive_turned": 0.5, "relative_first": 0.4, "said_last": 0.6, "time_first": 0.3, "verb_turned": 0.3},
    "indian": {"verb_last": 0.7, "article_drop": 0.5, "postposition": 0.25, "preposition": 0.2, "genitive_turned": 0.5, "progressive": 0.5, "perfect": 0.4, "time_first": 0.3, "said_last": 0.3, "verb_turned": 0.2},
    "chinese": {"article_drop": 0.9, "number": 0.4, "tense_drop": 0.5, "place_first": 0.5, "time_first": 0.3, "relative_first": 0.4, "preposition_drop": 0.3, "genitive_turned": 0.4, "be_drop": 0.2},
    "southeast": {"article_drop": 0.9, "number": 0.5, "tense_drop": 0.6, "adjective_after": 0.8, "be_drop": 0.4, "preposition": 0.2, "preposition_drop": 0.3, "genitive_bare": 0.5, "compound_turned": 0.5, "perfect": 0.2},
    "semitic": {"verb_first": 0.6, "article_add": 0.25, "article_drop": 0.15, "adjective_after": 0.5, "preposition": 0.3, "be_drop": 0.3, "compound_of": 0.4},
    "romance": {"article_add": 0.25, "adjective_after": 0.45, "compound_of": 0.6, "apart": 0.6, "verb_first": 0.15, "preposition": 0.25, "perfect": 0.4, "infinitive": 0.3},
    "uralic": {"article_drop": 0.6, "preposition": 0.35, "preposition_drop": 0.15, "verb_last": 0.2, "genitive_turned": 0.4, "time_first": 0.2, "perfect": 0.2, "be_drop": 0.05, "inverted": 0.3, "adverb_late": 0.2},
    "verb_initial": {"verb_first": 0.6, "article_drop": 0.4, "adjective_after": 0.6, "doubled_subject": 0.2, "preposition": 0.3, "apart": 0.3, "perfect": 0.2, "number": 0.1},
    "light": {"article_drop": 0.3, "article_add": 0.1, "preposition": 0.3, "preposition_drop": 0.1, "perfect": 0.2, "apart": 0.2, "adverb_late": 0.2, "infinitive": 0.1},
}  # fmt: skip


@dataclass
class Translator:
    """The traits of one language as they show in one sentence."""

    traits: Traits
    rng: random.Random
    shown: list[str] = field(default_factory=list)

    def has(self, trait: str) -> bool:
        if self.rng.random() >= self.traits.get(trait, 0.0):
            return False
        self.shown.append(trait)
        return True

    # Words of a phrase

    def noun(self, phrase: Phrase) -> Phrase:
        tokens = list(phrase.tokens)
        letters = [token.letter for token in tokens]
        if letters == ["P"] or any(map(_owns, tokens)):
            if phrase.kind == "noun" and "P" not in letters:
                return self.owned(phrase)
            return phrase
        small = [token.text.islower() and token.text.isalpha() for token in tokens]
        if len(tokens) > 2 and letters[-2] == "J" and letters[-1] == "N" and small[-1] and small[-2]:
            if self.has("adjective_after"):
                tokens[-2], tokens[-1] = tokens[-1], tokens[-2]
        elif len(tokens) > 1 and letters[-2:] == ["N", "N"] and all(small[-2:]) and tokens[-1].tag != "NNP":
            if self.has("compound_of"):
                tokens[-2:] = [tokens[-1], Token("of", "I", "IN"), tokens[-2]]
            elif self.has("compound_turned"):
                tokens[-2:] = [tokens[-1], tokens[-2]]
        if tokens[-1].tag == "NNS" and small[-1] and tokens[-1].letter == "N" and self.has("number"):
            tokens[-1] = replace(tokens[-1], text=_singular(tokens[-1].text))
        articles = [i for i, token in enumerate(tokens[:-1]) if _is_article(token, tokens[i + 1])]
        if articles and self.has("article_drop"):
            del tokens[articles[0]]
        elif not articles and tokens[-1].letter == "N" and not any(token.letter in "DC" for token in tokens):
            is_bare = tokens[-1].tag in ("NN", "NNS") and tokens[-1].text.islower()
            if is_bare and phrase.first not in OTHER_PREPOSITIONS and self.has("article_add"):
                tokens.insert(0, Token("the", "D", "DT"))
        return replace(phrase, tokens=tuple(tokens))

    def owned(self, phrase: Phrase) -> Phrase:
        """`the company's shares` as `the shares of the company`."""
        at = next(i for i, token in enumerate(phrase.tokens) if _owns(token))
        owner, thing = phrase.tokens[: at + 1], phrase.tokens[at + 1 :]
        if not thing or not self.has("apart"):
            return phrase
        bare = (*owner[:-1], replace(owner[-1], text=re.sub(r"['’]s?$", "", owner[-1].text)))
        the = () if self.traits.get("article_drop", 0.0) > self.rng.random() else (Token("the", "D", "DT"),)
        return replace(phrase, tokens=(*the, *thing, Token("of", "I", "IN"), *bare))

    def with_preposition(self, phrase: Phrase) -> Phrase:
        head, *rest = phrase.tokens
        low = head.text.lower()
        inner = self.noun(Phrase("noun", tuple(rest))).tokens
        is_day = any(token.text.lower() in DAYS for token in rest)
        is_amount = any(token.letter == "C" for token in rest)
        if low in ("without", "except", "but"):
            return Phrase("with", (head, *inner))
        if low not in FIXED_PREPOSITIONS and not is_amount:
            if not is_day and self.has("preposition_drop"):
                return Phrase("with", inner)
            if low in OTHER_PREPOSITIONS and self.has("preposition"):
                head = replace(head, text=self.rng.choice(OTHER_PREPOSITIONS[low].split()))
        if self.has("postposition"):
            return Phrase("with", (*inner, replace(head, text=head.text.lower())))
        return Phrase("with", (head, *inner))

    def verb(self, phrase: Phrase, is_dated: bool = False) -> Phrase:
        """Its form, or the verb `be` lost; nothing of it where it is denied.

        Where no time is told the perfect may be meant.
        """
        tokens = list(phrase.tokens)
        if any(token.text.lower() in NEGATIONS or token.text.lower().endswith("n't") for token in tokens):
            return phrase
        first, last = tokens[0], tokens[-1]
        low = last.text.lower()
        if first.text.lower() in BE and (len(tokens) == 1 or last.letter in "EG") and self.has("be_drop"):
            return replace(phrase, tokens=tuple(tokens[1:]))
        if len(tokens) == 1 and low not in BE | HAVE and last.letter in "VE" and low.isalpha():
            base = VERBS[low][0] if low in VERBS else verbs.base(low)
            is_past = verbs.is_past(low)
            if is_past and base != low:
                participle = FORMS[base][1] if base in FORMS else past(base)
                if self.has("tense_drop"):
                    return replace(phrase, tokens=(replace(last, text=base),))
                if is_dated and self.has("perfect"):
                    have = self.rng.choice(("has", "has", "had", "have"))
                    return replace(phrase, tokens=(replace(first, text=have), replace(last, text=participle)))
            elif base in STATES and VERBS.get(low, ("", ""))[1] in ("third", "base") and self.has("progressive"):
                being = "is" if VERBS[low][1] == "third" else "are"
                return replace(phrase, tokens=(replace(first, text=being), replace(last, text=gerund(base))))
        if [token.text.lower() for token in tokens[:-1]] == ["to"] and last.tag == "VB" and self.has("infinitive"):
            how = self.rng.choice(("of to", "for", "bare", "for to", "to-ing"))
            words = {"of to": f"of to {low}", "for": f"for {gerund(low)}", "bare": low, "for to": f"for to {low}",
                     "to-ing": f"to {gerund(low)}"}[how]  # fmt: skip
            return replace(phrase, tokens=tuple(Token(word, "V", "VB") for word in words.split()))
        return phrase

    # Phrases of a clause

    def phrase(self, phrase: Phrase) -> Phrase:
        changes: dict[Kind, Callable[[Phrase], Phrase]] = {
            "noun": self.noun,
            "with": self.with_preposition,
            "verb": self.verb,
        }
        is_marked = any(token.opens for token in phrase.tokens)
        return phrase if is_marked or phrase.kind not in changes else changes[phrase.kind](phrase)

    def genitives(self, phrases: tuple[Phrase, ...]) -> list[Phrase]:
        """`A of B` as `B's A`, or without its `of`."""
        result: list[Phrase] = []
        for phrase in phrases:
            head = result[-1] if result else None
            is_marked = any(token.opens for token in (*(head.tokens if head else ()), *phrase.tokens))
            is_owner = phrase.first == "of" and len(phrase.tokens) > 1 and not is_marked
            if head is not None and is_owner and head.kind in ("noun", "with"):
                owner = phrase.tokens[1:]
                size = 1 if head.kind == "with" else 0
                if owner[-1].text.isalpha() and self.has("genitive_turned"):
                    mark = "'s" if self.rng.random() < 0.2 and not owner[-1].text.endswith("s") else ""
                    thing = tuple(t for t in head.tokens[size:] if t.text.lower() not in ARTICLES)
                    turned = (*owner[:-1], replace(owner[-1], text=owner[-1].text + mark), *thing)
                    result[-1] = Phrase(head.kind, (*head.tokens[:size], *turned))
                    continue
                if self.has("genitive_bare"):
                    phrase = Phrase("noun", owner)
            result.append(phrase)
        return result

    def clause(self, clause: Clause, is_joined: bool) -> list[Phrase]:
        """The clause in the order of its language."""
        before = [self.phrase(p) for p in self.genitives(clause.before)]
        if clause.verb is None:
            return before
        subject = [self.phrase(p) for p in self.genitives(clause.subject)]
        after = self.genitives(clause.after)
        times = [p for p in after if _is_time(p)]
        verb = self.verb(clause.verb, is_dated=bool(times))
        opens = next((i for i, p in enumerate(before) if p.kind != "joint"), len(before))
        joints, lead = before[:opens], before[opens:]
        is_moved = times and not lead and self.has("time_first")
        moved = [after.pop(after.index(times[0]))] if is_moved else []
        after = [self.phrase(p) for p in after]
        lead += [self.phrase(p) for p in moved]
        places = [p for p in after if p.kind == "with" and p.first in MOVABLE and p not in times]
        if places and self.has("place_first"):
            after.remove(places[0])
            subject = [*subject, places[0]]
        if subject and self.has("doubled_subject"):
            subject.append(Phrase("noun", (Token(self.rng.choice(("he", "it", "they")), "P", "PRP"),)))
        return [*joints, *self.ordered(lead, subject, verb, after, is_joined or bool(joints))]

    def ordered(
        self, lead: list[Phrase], subject: list[Phrase], verb: Phrase, after: list[Phrase], is_joined: bool
    ) -> list[Phrase]:
        if not verb.tokens:
            return [*lead, *subject, *after]
        first, rest = Phrase("verb", verb.tokens[:1]), Phrase("verb", verb.tokens[1:])
        turned = Phrase("verb", (*rest.tokens, *first.tokens))
        if is_joined and self.has("verb_last_in_joined"):
            return [*lead, *subject, *after, turned]
        if self.has("verb_last"):
            last = turned if self.has("verb_turned") else verb
            stays = after if len(after) < 4 else after[:3]
            return [*lead, *subject, *stays, last, *after[len(stays) :]]
        if rest.tokens and after and self.has("verb_parted"):
            stays = after if len(after) < 4 else after[:2]
            middle = [first, *subject] if lead and self.has("inverted") else [*subject, first]
            return [*lead, *middle, *stays, rest, *after[len(stays) :]]
        if lead and subject and self.has("inverted"):
            return [*lead, first, *subject, *([rest] if rest.tokens else []), *after]
        if subject and self.has("verb_first"):
            return [*lead, verb, *subject, *after]
        if rest.tokens and after and self.has("adverb_late"):
            return [*lead, *subject, first, after[0], rest, *after[1:]]
        return [*lead, *subject, verb, *after]


def _is_article(token: Token, after: Token) -> bool:
    """Not that of a name: `The Hague`."""
    return token.text in ARTICLES or (token.text.lower() in ARTICLES and after.text[:1].islower())


def _owns(token: Token) -> bool:
    return token.text.endswith(("'s", "’s", "s'", "s’"))


def _singular(word: str) -> str:
    for ending, one in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + one
    return {"people": "person", "men": "man", "women": "woman", "children": "child"}.get(word, word)


def _is_time(phrase: Phrase) -> bool:
    lows = [token.text.lower() for token in phrase.tokens]
    return bool(DAYS & set(lows)) or (
        phrase.kind == "with" and lows[0] in MOVABLE and lows[-1] in ("year", "month", "week", "night", "morning")
    )


def translated(sentence: str, traits: Traits, rng: random.Random) -> tuple[str, list[str]]:
    """A sentence with the traits of a language, and which of these show."""
    tokens = tokens_of(sentence)
    if not tokens:
        return sentence, []
    language = Translator(traits, rng)
    clauses = clauses_of(phrases_of(tokens))
    parts: list[tuple[list[Phrase], str]] = []
    index = 0
    while index < len(clauses):
        clause = clauses[index]
        follows = clauses[index + 1] if index + 1 < len(clauses) else None
        if _can_precede(clause, follows) and language.has("relative_first"):
            assert follows is not None
            parts.append((_relative_first(language, clause, follows), follows.mark))
            index += 2
            continue
        if _reports(clause, follows) and language.has("said_last"):
            assert follows is not None
            said = [
                *language.clause(replace(follows, before=follows.before[1:]), True),
                Phrase("joint", follows.before[0].tokens),
            ]
            parts.append(([*said, *language.clause(clause, False)], follows.mark))
            index += 2
            continue
        parts.append((language.clause(clause, index > 0 and not clauses[index - 1].mark), clause.mark))
        index += 1
    return _joined(parts, tokens[0]), language.shown


def _can_precede(clause: Clause, follows: Clause | None) -> bool:
    """A noun at the end, and a short clause about it behind."""
    return (
        follows is not None
        and not clause.mark
        and bool(clause.after)
        and clause.after[-1].kind in ("noun", "with")
        and follows.verb is not None
        and bool(follows.before)
        and follows.before[0].first in ("who", "which", "that")
        and len(follows.before) == 1
        and not follows.subject
        and len(follows.after) < 3
    )


def _relative_first(language: Translator, clause: Clause, follows: Clause) -> list[Phrase]:
    """`a man who stole a car` as `a car stole man`."""
    head = clause.after[-1]
    size = 1 if head.kind == "with" else 0
    about = language.clause(replace(follows, before=()), True)
    noun = tuple(token for token in head.tokens[size:] if token.text.lower() not in ARTICLES)
    inner = tuple(token for phrase in about for token in phrase.tokens)
    turned = Phrase(head.kind, (*head.tokens[:size], *inner, *noun))
    main = language.clause(replace(clause, after=clause.after[:-1]), False)
    return [*main, turned] if language.rng.random() < 0.5 else _before_verb(main, turned)


def _before_verb(main: list[Phrase], phrase: Phrase) -> list[Phrase]:
    return [*main[:-1], phrase, main[-1]] if main and main[-1].kind == "verb" else [*main, phrase]


def _reports(clause: Clause, follows: Clause | None) -> bool:
    """`She said that he would come`."""
    return (
        follows is not None
        and not clause.mark
        and clause.verb is not None
        and len(clause.after) < 2
        and bool(follows.before)
        and follows.before[0].first == "that"
        and bool(follows.subject)
    )


def _joined(parts: list[tuple[list[Phrase], str]], opening: Token) -> str:
    words: list[str] = []
    for phrases, mark in parts:
        tokens = [token for phrase in phrases for token in phrase.tokens]
        shown = [f"{token.opens}{token.text}{token.closes}" for token in tokens]
        if shown:
            shown[-1] += mark
        elif words and mark:
            words[-1] = words[-1].rstrip(",;") + mark
        words += shown
    if not words:
        return ""
    if words[0] != f"{opening.opens}{opening.text}":
        is_name = opening.tag.startswith("NNP") or opening.text == "I" or opening.text.isupper()
        lower = opening.text if is_name else opening.text[:1].lower() + opening.text[1:]
        words = [lower if word == opening.text else word for word in words]
        words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words)


def add_foreign(sentence: str, rng: random.Random) -> tuple[str, list[str]]:
    """A sentence as some language would have it, lightly or heavily, and which traits show; now and then with an
    error planted besides.
    """
    often = KINDS_OF_LANGUAGE[rng.choice(list(KINDS_OF_LANGUAGE))]
    strength = rng.choice((0.4, 0.7, 1.0, 1.2))
    noisy, shown = translated(sentence, {trait: value * strength for trait, value in often.items()}, rng)
    if shown and rng.random() < 0.4:
        noisy, planted = add_noise(noisy, rng, rng.choice((1, 1, 2)))
        shown += planted
    return noisy, shown


def main(lines: Iterable[str] | None = None, seed: int = 1) -> None:
    """Show noise: sentences on standard input, as each kind of language has them on standard output."""
    import sys

    rng = random.Random(seed)
    for line in lines if lines is not None else sys.stdin:
        for name, traits in KINDS_OF_LANGUAGE.items():
            noisy, shown = translated(line.strip(), traits, rng)
            print(f"{name:13} {noisy}    [{' '.join(shown)}]")


if __name__ == "__main__":
    main()

# ruff: noqa: E501 - tables of words read best in long lines
"""Noise for clean sentences, modelled on what machine translation does to English.

Takes a sentence and a `random.Random`, gives the sentence with one or more errors planted, and the kinds of
them. Each kind is one small function on a list of words; it plants one error or gives None where it finds no
place for one. Nothing between quotation marks is touched, and no name, number or negation is lost or made.
Touches no file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

from summarizer.facts import lexicon, verbs

Words = list[str]
Kind = Callable[[Words, random.Random], Words | None]

ARTICLES = ("a", "an", "the")
PREPOSITIONS = (
    "in",
    "on",
    "at",
    "of",
    "for",
    "to",
    "with",
    "by",
    "from",
    "about",
    "into",
    "over",
    "during",
    "against",
    "through",
    "after",
)
BE = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do", "do": "does", "isn't": "aren't",
      "aren't": "isn't", "wasn't": "weren't", "weren't": "wasn't", "hasn't": "haven't", "haven't": "hasn't", "doesn't": "don't", "don't": "doesn't"}  # fmt: skip
TENSE = {
    "is": "was",
    "are": "were",
    "was": "is",
    "were": "are",
    "has": "had",
    "had": "has",
    "will": "would",
    "would": "will",
    "can": "could",
    "could": "can",
}
IRREGULAR = """say said said;go went gone;take took taken;come came come;see saw seen;make made made;get got got;give gave given;find found found;
think thought thought;tell told told;become became become;show showed shown;leave left left;feel felt felt;bring brought brought;begin began begun;
keep kept kept;hold held held;write wrote written;stand stood stood;hear heard heard;meet met met;run ran run;pay paid paid;sit sat sat;speak spoke spoken;
lead led led;grow grew grown;lose lost lost;fall fell fallen;send sent sent;build built built;understand understood understood;draw drew drawn;
break broke broken;spend spent spent;rise rose risen;drive drove driven;buy bought bought;wear wore worn;choose chose chosen;win won won;know knew known;
seek sought sought;throw threw thrown;catch caught caught;deal dealt dealt;sell sold sold;fight fought fought;teach taught taught;eat ate eaten;sing sang sung"""
REGULAR = """work call ask need want try use seem help start play move live believe happen include continue change watch follow stop create open walk offer remember
consider appear serve expect stay reach remain suggest raise pass require report decide return explain hope develop carry receive agree support reduce produce
announce plan increase claim accept allow attack join kill vote visit face order add cause launch publish refuse order charge arrest release"""
MASS = """information people children police research equipment advice progress evidence work money society life nature power music history education health trade freedom
democracy government officials members workers companies countries students women men reporters investors analysts voters doctors prices shares sales"""
ADJECTIVES = frozenset(
    """new old big small good bad great high low young long short large early late strong weak hard easy free full major recent public private political economic
    social national international local federal military legal medical financial human senior former current important serious special different possible available
    common main key top final annual daily nuclear presidential personal official foreign domestic global digital real true clear red white black green blue poor rich
    heavy light open similar several difficult dangerous necessary popular famous huge massive deadly violent sexual racial religious""".split()
)
MORE = {"better": "more good", "worse": "more bad", "bigger": "more big", "larger": "more large", "higher": "more high", "lower": "more low", "stronger": "more strong",
        "weaker": "more weak", "older": "more old", "younger": "more young", "faster": "more fast", "easier": "more easy", "harder": "more hard", "longer": "more long",
        "cheaper": "more cheap", "smaller": "more small", "biggest": "most big", "largest": "most large", "highest": "most high", "best": "most good",
        "latest": "most late", "closer": "more close", "earlier": "more early", "later": "more late", "greater": "more great"}  # fmt: skip
CONFUSED = {"make": "do", "made": "did", "making": "doing", "say": "tell", "said": "told", "many": "much", "much": "many", "fewer": "less", "since": "from",
            "that": "what", "than": "that", "like": "as", "as": "like", "who": "which", "which": "who", "because": "why", "if": "whether", "while": "during", "for": "since",
            "until": "before", "lost": "missed", "win": "gain", "won": "gained", "died": "dead", "very": "much", "too": "too much", "how": "as", "when": "as", "other": "another",
            "another": "other", "also": "as well", "these": "this", "this": "these", "those": "that", "its": "it's", "their": "there", "there": "their",
            "so": "as", "such": "so", "well": "good", "good": "well", "whose": "which", "among": "between", "however": "but", "only": "alone", "both": "the both"}  # fmt: skip
LITERAL = {"took place": "had place", "take place": "have place", "as well as": "so as", "according to": "in accord with", "in order to": "for to", "a lot of": "lot of",
           "at least": "at less", "of course": "of course that", "such as": "such like", "because of": "because", "instead of": "in place to", "each other": "one to other",
           "in front of": "in front", "for example": "by example", "carried out": "realized", "look forward to": "look forward", "years old": "years", "so far": "until now that",
           "used to": "was used to", "depends on": "depends of", "interested in": "interested for", "responsible for": "responsible of", "part of": "part from",
           "due to": "due of", "in the past": "on the past", "at the end": "in the end", "on the other hand": "by other side", "there is": "it has", "there are": "it has",
           "more than": "more that", "less than": "less that", "last week": "the last week", "next year": "the next year", "last year": "in last year",
           "right now": "in this moment", "make sure": "do sure", "a few": "few", "be able to": "can", "kind of": "kind", "is expected to": "expects to"}  # fmt: skip
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December".split()
)
SPEECH = ("said", "says", "told", "added", "announced", "explained", "reported", "argued", "wrote")
ADVERBS = frozenset(
    "also already always often never still now recently currently usually only finally later soon quickly clearly probably".split()
) - {"never"}

FORMS = {line.split()[0]: tuple(line.split()[1:]) for line in IRREGULAR.replace("\n", " ").split(";")}
STEMS = frozenset(REGULAR.split())
MASS_NOUNS = frozenset(MASS.split())
EDGE = re.compile(r"^([\"'“‘(\[]*)(.*?)([.,;:!?\"'”’)\]]*)$", re.DOTALL)


def third(base: str) -> str:
    """The form that goes with he, she and it."""
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeou" else base + "s"


def past(base: str) -> str:
    """The regular past."""
    if base in FORMS:
        return FORMS[base][0]
    if base.endswith("e"):
        return base + "d"
    if base in ("stop", "plan"):
        return base + base[-1] + "ed"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeou" else base + "ed"


def gerund(base: str) -> str:
    """The -ing form."""
    if base in ("stop", "plan", "get", "run", "sit", "begin", "win"):
        return base + base[-1] + "ing"
    return base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"


VERBS: dict[str, tuple[str, str]] = {}  # any form -> (base, which form)
for _base in list(FORMS) + sorted(STEMS):
    for _form, _name in (
        (_base, "base"),
        (third(_base), "third"),
        (gerund(_base), "gerund"),
        (past(_base), "past"),
    ):
        VERBS.setdefault(_form, (_base, _name))
    if _base in FORMS:
        VERBS.setdefault(FORMS[_base][1], (_base, "participle"))


def core(word: str) -> str:
    """A word without the marks around it."""
    match = EDGE.match(word)
    return match.group(2) if match else word


def with_core(word: str, new: str) -> str:
    """The same marks around another word; a capital stays a capital."""
    match = EDGE.match(word)
    if match is None:
        return new
    before, old, after = match.groups()
    if old[:1].isupper() and not new[:1].isupper():
        new = new[:1].upper() + new[1:]
    return before + new + after


def free(words: Words) -> list[bool]:
    """Which words stand outside quotation marks, so that they may be touched."""
    result: list[bool] = []
    inside = False
    for word in words:
        marks = word.count('"') + word.count("“") + word.count("”")
        single = word.startswith(("'", "‘"))
        result.append(not inside and not marks and not single)
        if marks % 2:
            inside = not inside
        elif single and not word.rstrip(".,;").endswith(("'", "’")):
            inside = True
        elif inside and word.rstrip(".,;").endswith(("'", "’")):
            inside = False
    return result


def spots(words: Words, test: Callable[[int], bool]) -> list[int]:
    """The places outside quotation marks that pass a test."""
    return [index for index, is_free in enumerate(free(words)) if is_free and test(index)]


def pick(rng: random.Random, places: list[int]) -> int | None:
    return rng.choice(places) if places else None


def replaced(words: Words, index: int, new: str) -> Words:
    return [*words[:index], with_core(words[index], new), *words[index + 1 :]]


def removed(words: Words, index: int) -> Words:
    """Without one word; if it opened the sentence, the next takes the capital."""
    rest = words[:index] + words[index + 1 :]
    if index == 0 and rest and words[0][:1].isupper():
        rest[0] = rest[0][:1].upper() + rest[0][1:]
    return rest


def lower_word(words: Words, index: int) -> bool:
    return 0 <= index < len(words) and words[index].isalpha() and words[index].islower()


def bare(words: Words, index: int) -> bool:
    """A word with no mark around it."""
    return 0 <= index < len(words) and words[index].isalpha()


def article_drop(words: Words, rng: random.Random) -> Words | None:
    place = pick(rng, spots(words, lambda i: words[i].lower() in ARTICLES and i + 1 < len(words)))
    return None if place is None else removed(words, place)


def article_swap(words: Words, rng: random.Random) -> Words | None:
    """`a` for `an`, `an` for `a`, or `a` before a plural; not `a` for `the`, which may read just as well."""

    def fits(i: int) -> bool:
        word = words[i].lower()
        plural = (
            i + 1 < len(words)
            and words[i + 1].islower()
            and core(words[i + 1]).endswith("s")
            and not core(words[i + 1]).endswith("ss")
        )
        return word in ("a", "an") or (word == "the" and plural and len(words[i + 1]) > 4)

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    return replaced(words, place, {"a": "an", "an": "a", "the": "a"}[words[place].lower()])


def article_add(words: Words, rng: random.Random) -> Words | None:
    def fits(i: int) -> bool:
        before = words[i - 1].lower() if i else ""
        word = core(words[i])
        return (
            before not in ARTICLES
            and i > 0
            and before not in ADJECTIVES
            and (
                word in DAYS or word in MASS_NOUNS or (word.istitle() and before in PREPOSITIONS and len(word) > 3)
            )
        )

    place = pick(rng, spots(words, fits))
    return None if place is None else [*words[:place], "the", *words[place:]]


def preposition_swap(words: Words, rng: random.Random) -> Words | None:
    place = pick(rng, spots(words, lambda i: words[i] in PREPOSITIONS))
    if place is None:
        return None
    likely = {"in": ("on", "at", "to", "of"), "on": ("in", "at", "of"), "at": ("in", "on", "to"), "of": ("from", "in", "for", "by"), "for": ("to", "of", "by"), "to": ("at", "for", "in"),
              "with": ("by", "of"), "by": ("for", "from", "of"), "from": ("of", "by"), "about": ("of", "on", "over"), "into": ("in", "to"), "over": ("on", "above")}  # fmt: skip
    others = [word for word in PREPOSITIONS[:9] if word != words[place]]
    return replaced(words, place, rng.choice(likely.get(words[place], others) if rng.random() < 0.5 else others))


def preposition_drop(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng, spots(words, lambda i: words[i] in ("to", "of", "on", "in", "for", "at") and 0 < i < len(words) - 1)
    )
    return None if place is None else removed(words, place)


def preposition_add(words: Words, rng: random.Random) -> Words | None:
    def fits(i: int) -> bool:
        return (
            i > 0
            and words[i - 1] in VERBS
            and (words[i] in ("the", "a", "an", "his", "her", "their", "its") or words[i] in MASS_NOUNS)
        )

    place = pick(rng, spots(words, fits))
    return None if place is None else [*words[:place], rng.choice(("to", "of", "on", "in", "for")), *words[place:]]


def agreement(words: Words, rng: random.Random) -> Words | None:
    def fits(i: int) -> bool:
        form = VERBS.get(words[i], ("", ""))[1]
        before = words[i - 1].lower() if i else ""
        many = before in ("they", "we", "who", "people") or (before.endswith("s") and before.isalpha())
        return (
            words[i] in BE
            or (form == "third" and before not in ("the", "a", "of"))
            or (form == "base" and many and before not in PREPOSITIONS)
        )

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    word = words[place]
    if word in BE:
        return replaced(words, place, BE[word])
    base, form = VERBS[word]
    return replaced(words, place, base if form == "third" else third(base))


MODALS = frozenset("will would could can may might must should did didn't don't won't doesn't".split())
HAVING = frozenset("has have had been was were be is are".split())


def base_of(word: str, before: str) -> str | None:
    """The base of a verb after `before`, an auxiliary or `to`; None where it is no verb or not certain to be one."""
    if word in VERBS and before in MODALS | HAVING | {"to"}:
        return VERBS[word][0]
    if before in MODALS and word != "not" and word.isalpha() and word.islower() and verbs.is_base(word):
        return word
    return verbs.base(word) if before in HAVING and verbs.is_regular_past(word) else None


def tense(words: Words, rng: random.Random) -> Words | None:
    """A verb after an auxiliary, or after `to`, in a form that cannot stand there."""

    def fits(i: int) -> bool:
        return i > 0 and base_of(core(words[i]), words[i - 1].lower()) is not None

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    word = core(words[place])
    base = base_of(word, words[place - 1].lower()) or word
    choices = [new for new in (base, third(base), gerund(base), past(base)) if new != word]
    return replaced(words, place, rng.choice(choices))


def auxiliary_drop(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                i > 0 and words[i] in ("is", "are", "was", "were", "has", "have", "be", "been", "will", "had")
            ),
        ),
    )
    return None if place is None else removed(words, place)


def auxiliary_add(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                i > 0
                and VERBS.get(words[i], ("", ""))[1] == "past"
                and words[i - 1].lower() in ("he", "she", "it", "they", "we", "who", "police", "officials")
            ),
        ),
    )
    return None if place is None else [*words[:place], rng.choice(("has", "is", "was", "did")), *words[place:]]


def number(words: Words, rng: random.Random) -> Words | None:
    """A noun in the wrong number, where a neighbour shows it."""
    many = (
        "many",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "ten",
        "these",
        "those",
        "few",
        "some",
        "all",
        "hundreds",
        "both",
        "other",
        "million",
        "billion",
    )
    one = ("a", "an", "this", "every", "each", "another", "one")

    def fits(i: int) -> bool:
        word, before = core(words[i]), words[i - 1].lower() if i else ""
        return word.islower() and word.isalpha() and len(word) > 3 and (((before in many or before.isdigit()) and word.endswith("s") and not word.endswith("ss"))
                or (before in one and not word.endswith("s") and word not in ADJECTIVES and not word.endswith(("ly", "ed", "ing", "al", "ive", "ous", "ful"))))  # fmt: skip

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    word = core(words[place])
    return replaced(words, place, word[:-1] if word.endswith("s") else third(word))


def is_adjective(word: str) -> bool:
    return word in ADJECTIVES or (
        len(word) > 5 and word.islower() and word.endswith(("ous", "ful", "ical", "ional", "ive", "able", "ary"))
    )


def adjective_after(words: Words, rng: random.Random) -> Words | None:
    def fits(i: int) -> bool:
        noun = core(words[i + 1]) if i + 1 < len(words) else ""
        return (
            is_adjective(words[i])
            and noun.isalpha()
            and noun.islower()
            and len(noun) > 3
            and not is_adjective(noun)
            and noun not in PREPOSITIONS
            and words[i + 1][0].isalpha()
        )

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    noun = core(words[place + 1])
    return [*words[:place], noun, with_core(words[place + 1], words[place]), *words[place + 2 :]]


def noun_order(words: Words, rng: random.Random) -> Words | None:
    """A compound the other way round: `interest rates` becomes `rates of interest` or `rates interest`."""

    def fits(i: int) -> bool:
        return i > 0 and lower_word(words, i) and lower_word(words, i + 1) and words[i - 1].lower() in ARTICLES and len(words[i]) > 3 and len(words[i + 1]) > 3 and (
            not is_adjective(words[i]) and words[i + 1] not in PREPOSITIONS and words[i] not in VERBS and words[i + 1] not in VERBS
            and not words[i].endswith(("ly", "ing", "ed", "est")) and not words[i + 1].endswith(("ly", "ed", "ing"))
            and (i + 2 < len(words) and words[i + 2].lower() in (*PREPOSITIONS, "is", "was", "are", "were", "and", "said", "has", "have", "will")))  # fmt: skip

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    middle = ["of"] if rng.random() < 0.6 else []
    return [*words[:place], words[place + 1], *middle, words[place], *words[place + 2 :]]


def verb_first(words: Words, rng: random.Random) -> Words | None:
    """`he said` becomes `said he`; a pronoun and its verb change places."""

    def fits(i: int) -> bool:
        return (
            words[i] in ("he", "she", "it", "they", "we")
            and bare(words, i + 1)
            and (words[i + 1] in VERBS or words[i + 1] in TENSE)
        )

    place = pick(rng, spots(words, fits))
    return None if place is None else [*words[:place], words[place + 1], words[place], *words[place + 2 :]]


def verb_last(words: Words, rng: random.Random) -> Words | None:
    """The verb of the sentence goes to its end, as in German or Turkish."""

    def fits(i: int) -> bool:
        return (
            0 < i < len(words) - 2
            and i > len(words) - 9
            and words[i] in VERBS
            and VERBS[words[i]][1] in ("past", "participle", "base")
        )

    if not words or not words[-1].endswith(".") or not free(words)[-1]:
        return None
    place = pick(rng, spots(words, fits))
    return None if place is None else words[:place] + words[place + 1 : -1] + [words[-1][:-1], words[place] + "."]


def adverb_move(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: 1 < i < len(words) - 2 and words[i] in ADVERBS and bare(words, i + 1) and bare(words, i - 1),
        ),
    )
    if place is None:
        return None
    word = words[place]
    rest = words[:place] + words[place + 1 :]
    target = place + rng.choice((1, 2)) if rng.random() < 0.7 else place - 1
    return [*rest[:target], word, *rest[target:]] if 0 < target < len(rest) and rest[target - 1].isalpha() else None


def word_swap(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                i > 0
                and lower_word(words, i)
                and lower_word(words, i + 1)
                and words[i] != words[i + 1]
                and not (words[i] in ("and", "or") or words[i + 1] in ("and", "or"))
            ),
        ),
    )
    return None if place is None else [*words[:place], words[place + 1], words[place], *words[place + 2 :]]


def doubled_word(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng, spots(words, lambda i: bare(words, i) and words[i] not in ("very", "that", "had", "no", "not"))
    )
    if place is None:
        return None
    copy = words[place].lower() if place == 0 else words[place]
    return [*words[: place + 1], copy, *words[place + 1 :]]


def doubled_phrase(words: Words, rng: random.Random) -> Words | None:
    size = rng.randint(2, 4)
    place = pick(rng, spots(words, lambda i: i > 0 and all(lower_word(words, i + j) for j in range(size))))
    return None if place is None else words[: place + size] + words[place : place + size] + words[place + size :]


def to_wrong(words: Words, rng: random.Random) -> Words | None:
    def fits(i: int) -> bool:
        return (
            words[i] == "to" and VERBS.get(core(words[i + 1]) if i + 1 < len(words) else "", ("", ""))[1] == "base"
        )

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    verb = core(words[place + 1])
    how = rng.random()
    if how < 0.3:
        return removed(words, place)
    if how < 0.6:
        return [*words[:place], "for", "to", *words[place + 1 :]]
    if how < 0.8:
        return [*words[:place], rng.choice(("for", "of")), *words[place + 1 :]]
    return replaced(words, place + 1, gerund(verb))


def relative(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words, lambda i: i > 0 and words[i] in ("who", "which", "that", "whose") and lower_word(words, i + 1)
        ),
    )
    if place is None:
        return None
    if rng.random() < 0.3:
        return removed(words, place)
    return replaced(
        words,
        place,
        rng.choice(
            [word for word in ("which", "what", "who", "that", "the which", "than") if word != words[place]]
        ),
    )


def comparative(words: Words, rng: random.Random) -> Words | None:
    place = pick(rng, spots(words, lambda i: core(words[i]) in MORE))
    if place is None:
        return None
    word = core(words[place])
    return replaced(
        words,
        place,
        MORE[word] if rng.random() < 0.6 else ("more " if MORE[word].startswith("more") else "most ") + word,
    )


def confusion(words: Words, rng: random.Random) -> Words | None:
    place = pick(rng, spots(words, lambda i: words[i] in CONFUSED))
    return None if place is None else replaced(words, place, CONFUSED[words[place]])


def literal(words: Words, rng: random.Random) -> Words | None:
    text = " ".join(words)
    found = [phrase for phrase in LITERAL if f" {phrase} " in text]
    if not found:
        return None
    phrase = rng.choice(found)
    at = text.index(f" {phrase} ")
    first = text[:at].count(" ") + 1
    size = len(phrase.split())
    if not all(free(words)[first : first + size]):
        return None
    return words[:first] + LITERAL[phrase].split() + words[first + size :]


def overregular(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                words[i] in VERBS and VERBS[words[i]][1] in ("past", "participle") and VERBS[words[i]][0] in FORMS
            ),
        ),
    )
    if place is None:
        return None
    base = VERBS[words[place]][0]
    return replaced(words, place, base + ("d" if base.endswith("e") else "ed"))


def quote_mark(words: Words, rng: random.Random) -> Words | None:
    """One mark of a pair is lost, or parted from its word by a space."""
    places = [index for index, word in enumerate(words) if word.startswith(("“", '"')) or word.endswith(("”", '"'))]
    place = pick(rng, places)
    if place is None or sum(word.count('"') + word.count("“") + word.count("”") for word in words) != 2:
        return None
    word = words[place]
    if rng.random() < 0.5:
        return [*words[:place], word.strip('“”"'), *words[place + 1 :]]
    if word[0] in '“"':
        return [*words[:place], word[0], word[1:], *words[place + 1 :]]
    return [*words[:place], word[:-1], word[-1], *words[place + 1 :]]


def spacing(words: Words, rng: random.Random) -> Words | None:
    marks = spots(words, lambda i: len(words[i]) > 2 and words[i][-1] in ",.;:?!" and words[i][-2].isalnum())
    pairs = spots(
        words,
        lambda i: (
            i + 1 < len(words)
            and words[i].endswith(",")
            and words[i][-2:-1].isalpha()
            and words[i + 1][0].isalpha()
        ),
    )
    if pairs and rng.random() < 0.4:
        place = rng.choice(pairs)
        return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]
    place_or_none = pick(rng, marks)
    if place_or_none is None:
        return None
    word = words[place_or_none]
    return [*words[:place_or_none], word[:-1], word[-1], *words[place_or_none + 1 :]]


def joined(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                lower_word(words, i)
                and lower_word(words, i + 1)
                and len(words[i]) + len(words[i + 1]) < 12
                and "not" not in words[i : i + 2]
            ),
        ),
    )
    return None if place is None else [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def case(words: Words, rng: random.Random) -> Words | None:
    """A small letter at the start or on a name, or a capital on an ordinary noun."""
    names = spots(words, lambda i: i > 0 and words[i].istitle() and len(words[i]) > 2 and words[i].isalpha())
    plain_words = spots(words, lambda i: i > 0 and lower_word(words, i) and len(words[i]) > 4)
    how = rng.random()
    if how < 0.35 and names:
        place = rng.choice(names)
        return [*words[:place], words[place].lower(), *words[place + 1 :]]
    if how < 0.55 and words and words[0][:1].isupper() and words[0] != "I":
        return [words[0][:1].lower() + words[0][1:], *words[1:]]
    if plain_words:
        place = rng.choice(plain_words)
        return [*words[:place], words[place].capitalize(), *words[place + 1 :]]
    return None


def comma(words: Words, rng: random.Random) -> Words | None:
    """A comma between subject and verb or before `that`, or one lost before `but` or after an opening phrase."""
    lost = spots(
        words,
        lambda i: (
            words[i].endswith(",")
            and i + 1 < len(words)
            and (i < 4 or words[i + 1] in ("but", "which", "who", "while"))
        ),
    )
    extra = spots(
        words,
        lambda i: lower_word(words, i) and i + 1 < len(words) and words[i + 1] in ("that", "is", "was", "to", "of"),
    )
    if lost and (rng.random() < 0.5 or not extra):
        place = rng.choice(lost)
        return [*words[:place], words[place][:-1], *words[place + 1 :]]
    place_or_none = pick(rng, extra)
    return (
        None
        if place_or_none is None
        else [*words[:place_or_none], words[place_or_none] + ",", *words[place_or_none + 1 :]]
    )


def attribution(words: Words, rng: random.Random) -> Words | None:
    """`he said` with a mark or a word of its own too many: `he said that,`, `he said:`, `has said he`."""
    place = pick(rng, spots(words, lambda i: i > 0 and core(words[i]) in SPEECH))
    if place is None:
        return None
    word = core(words[place])
    how = rng.random()
    if how < 0.4 and word == "said":
        return replaced(words, place, rng.choice(("told", "has said", "says that", "did say")))
    if words[place] == word:
        return [*words[:place], word + rng.choice((",", ":")), *words[place + 1 :]]
    return [*words[:place], "so", words[place], *words[place + 1 :]]


SOUNDS_ALIKE = (("ei", "ie"), ("ie", "ei"), ("ence", "ance"), ("ance", "ence"), ("ible", "able"), ("able", "ible"), ("tion", "sion"), ("sion", "tion"),
                ("ph", "f"), ("gh", ""), ("ous", "us"), ("ough", "ow"), ("qu", "k"), ("x", "ks"), ("sc", "s"), ("ck", "k"), ("kn", "n"), ("wh", "w"),
                ("ce", "se"), ("se", "ce"), ("ea", "ee"), ("ee", "ea"), ("ai", "ei"), ("ou", "u"), ("au", "o"), ("oo", "u"), ("y", "i"), ("c", "s"), ("c", "k"),
                ("a", "e"), ("e", "a"), ("e", "i"), ("i", "e"), ("o", "a"), ("ful", "full"))  # fmt: skip
VOWELS = "aeiou"
BETWEEN_VOWELS = re.compile(r"(?<=[aeiou])[cflmnprst](?=[aeiou])")
TWO_SLIPS = 7
"""Letters from which a word may hold two."""


def slip_of_key(word: str, rng: random.Random) -> str:
    """Two letters that changed places, one lost, one twice, or another one."""
    at = rng.randint(1, len(word) - 2)
    how = rng.random()
    if how < 0.3:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how < 0.6:
        return word[:at] + word[at + 1 :]
    if how < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(VOWELS if word[at] in VOWELS else "bcdlmnrst") + word[at + 1 :]


def slip_of_ear(word: str, rng: random.Random) -> str:
    """As it sounds: `recieve`, `apparant`, `ocurred`, `definately`, `beautifull`, `prefere`, `proffesor`."""
    found = [
        (at, right, wrong)
        for right, wrong in SOUNDS_ALIKE
        for at in range(len(word))
        if word.startswith(right, at) and (at or (wrong and right not in VOWELS))
    ]
    doubled = [(at, word[at : at + 2], word[at]) for at in range(len(word) - 1) if word[at] == word[at + 1]]
    choices = found + doubled * 3
    if word.endswith("e"):
        choices.append((len(word) - 1, "e", ""))
    elif word[-1] in "fprt":
        choices.append((len(word) - 1, word[-1], word[-1] + "e"))
    choices += [(match.start(), match[0], match[0] * 2) for match in BETWEEN_VOWELS.finditer(word)]
    if not choices:
        return slip_of_key(word, rng)
    at, right, wrong = rng.choice(choices)
    return word[:at] + wrong + word[at + len(right) :]


def misspelling(words: Words, rng: random.Random) -> Words | None:
    """A word of four letters or more spelt wrong, one in six of the longer ones in two places."""
    place = pick(
        rng,
        spots(words, lambda i: core(words[i]).islower() and core(words[i]).isalpha() and len(core(words[i])) > 3),
    )
    if place is None:
        return None
    word = core(words[place])
    new = rng.choice((slip_of_key, slip_of_ear))(word, rng)
    if len(new) >= TWO_SLIPS and rng.random() < 1 / 6:
        new = rng.choice((slip_of_key, slip_of_ear))(new, rng)
    return None if new == word or lexicon.is_ordinary(new) else replaced(words, place, new)


def determiner_wrong(words: Words, rng: random.Random) -> Words | None:
    """A possessive or quantity word with an article before it, or `of` after it: `the his`, `all of the`."""
    place = pick(
        rng,
        spots(
            words,
            lambda i: words[i] in ("its", "their", "all", "most", "some", "both", "each", "every", "this", "that"),
        ),
    )
    if place is None or (words[place - 1].lower() in ARTICLES if place else False):
        return None
    return [*words[:place], "the", words[place].lower(), *words[place + 1 :]] if place else None


def it_drop(words: Words, rng: random.Random) -> Words | None:
    place = pick(
        rng,
        spots(
            words,
            lambda i: (
                i > 0
                and words[i] in ("it", "there")
                and i + 1 < len(words)
                and words[i + 1] in ("is", "was", "are", "were", "has", "would", "will")
            ),
        ),
    )
    return None if place is None else removed(words, place)


def of_genitive(words: Words, rng: random.Random) -> Words | None:
    """`the company's shares` becomes `the shares of the company`, as Romance languages have it."""

    def fits(i: int) -> bool:
        return (
            i > 0
            and words[i - 1].lower() == "the"
            and re.fullmatch(r"[a-z]+['’]s", words[i]) is not None
            and lower_word(words, i + 1)
            and not is_adjective(words[i + 1])
        )

    place = pick(rng, spots(words, fits))
    if place is None:
        return None
    owner = words[place][:-2]
    return [*words[: place - 1], words[place - 1], words[place + 1], "of", "the", owner, *words[place + 2 :]]


def stop_lost(words: Words, rng: random.Random) -> Words | None:
    if len(words) < 5 or not re.search(r"[a-z]\.$", words[-1]):
        return None
    return [*words[:-1], words[-1][:-1] + rng.choice(("", "", " .", ","))]


# Kinds whose undoing English alone decides, with their weight; `correct` uses these.
KINDS: dict[str, tuple[Kind, float]] = {
    "article_drop": (article_drop, 5.0), "article_swap": (article_swap, 1.2), "article_add": (article_add, 1.5),
    "preposition_swap": (preposition_swap, 4.0), "preposition_drop": (preposition_drop, 1.5), "preposition_add": (preposition_add, 0.8),
    "agreement": (agreement, 3.5), "tense": (tense, 3.5), "auxiliary_drop": (auxiliary_drop, 1.5), "auxiliary_add": (auxiliary_add, 0.6),
    "number": (number, 2.0), "adjective_after": (adjective_after, 2.0), "noun_order": (noun_order, 0.8), "verb_first": (verb_first, 0.8),
    "verb_last": (verb_last, 1.0), "adverb_move": (adverb_move, 0.6), "word_swap": (word_swap, 0.8), "doubled_word": (doubled_word, 1.0),
    "doubled_phrase": (doubled_phrase, 0.8), "to_wrong": (to_wrong, 1.5), "relative": (relative, 1.2), "comparative": (comparative, 0.6),
    "confusion": (confusion, 2.0), "literal": (literal, 1.0), "overregular": (overregular, 0.5), "quote_mark": (quote_mark, 0.4),
    "spacing": (spacing, 0.8), "joined": (joined, 0.3), "case": (case, 1.2), "comma": (comma, 1.0), "attribution": (attribution, 0.6),
    "misspelling": (misspelling, 5.0), "determiner_wrong": (determiner_wrong, 0.6), "it_drop": (it_drop, 0.6), "stop_lost": (stop_lost, 0.4),
}  # fmt: skip
# Clumsy rather than wrong: `rewrite` alone.
CLUMSY: dict[str, tuple[Kind, float]] = {"of_genitive": (of_genitive, 1.5)}
PARTICLES = {name: kind for name, kind in KINDS.items() if name.startswith(("article", "preposition"))}


def add_noise(
    sentence: str, rng: random.Random, count: int, table: dict[str, tuple[Kind, float]] = KINDS
) -> tuple[str, list[str]]:
    """Plant `count` errors (fewer where the sentence has no room); give the noisy sentence and the kinds planted."""
    names = list(table)
    weights = [table[name][1] for name in names]
    words = sentence.split()
    planted: list[str] = []
    for _ in range(8 * count):
        if len(planted) == count:
            break
        name = rng.choices(names, weights)[0]
        noisy = table[name][0](words, rng)
        if noisy is not None and noisy != words and " ".join(noisy) != sentence:
            words = " ".join(noisy).split(" ")
            planted.append(name)
    return " ".join(words), planted


def main(lines: Iterable[str] | None = None, seed: int = 1) -> None:
    """Show noise: sentences on standard input, noisy ones on standard output."""
    import sys

    rng = random.Random(seed)
    for line in lines if lines is not None else sys.stdin:
        noisy, kinds = add_noise(line.strip(), rng, rng.choice((1, 1, 2, 3)))
        print(",".join(kinds) + "\t" + noisy)


if __name__ == "__main__":
    main()

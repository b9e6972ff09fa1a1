"""The closed classes of English words: articles, prepositions, pronouns, auxiliaries and their like.

Takes single words, gives their class. Pure.
"""

from __future__ import annotations

from typing import Literal

WordClass = Literal[
    "article", "determiner", "preposition", "pronoun", "conjunction", "auxiliary", "modal", "negation", ""
]

ARTICLES = frozenset("a an the".split())
DETERMINERS = frozenset(
    """this that these those some any no each every all both either neither another other such many much few
    several enough more most less fewer one my your his her its our their whose which what""".split()
)
PREPOSITIONS = frozenset(
    """about above across after against along alongside amid among amongst around as at before behind below
    beneath beside besides between beyond by concerning despite down during except for from in inside into like
    near of off on onto opposite out outside over past per regarding since than through throughout till to toward
    towards under underneath until up upon via versus with within without""".split()
)
PRONOUNS = frozenset(
    """i me mine myself you yours yourself yourselves he him himself she hers herself it itself we us ours
    ourselves they them theirs themselves who whom one ones someone somebody something anyone anybody anything
    everyone everybody everything nobody nothing there this that these those which what whose his her its their my
    your our""".split()
)
SUBJECT_PRONOUNS = frozenset("i you he she it we they who which that there this these those".split())
CONJUNCTIONS = frozenset(
    """and or but nor yet so because although though while whereas if unless whether that when where once since
    until as than after before however therefore thus moreover meanwhile""".split()
)
BE_IN_FULL = frozenset("be am is are was were been being".split())
BE = BE_IN_FULL | frozenset("'s 're 'm".split())
HAVE = frozenset("have has had having".split())
DO = frozenset("do does did done doing".split())
MODALS = frozenset("will would shall should can could may might must cannot won't wouldn't can't couldn't".split())
AUXILIARIES = BE | HAVE | DO
NEGATIONS = frozenset("not n't never no".split())
BETWEEN_VERBS = frozenset("not n't never also already always now still just only even been be soon often".split())
"""Words that stand inside a verb group: `has NOT gone`, `will ALSO be`."""

FUNCTION_WORDS = ARTICLES | DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS | AUXILIARIES | MODALS | NEGATIONS

SINGULAR_DETERMINERS = frozenset("a an this that each every another one much".split())
PLURAL_DETERMINERS = frozenset("these those many few several both all some".split())
NUMBER_DETERMINERS = SINGULAR_DETERMINERS | PLURAL_DETERMINERS

AGREEMENT = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "doesn't": "don't", "am": "are",
}  # fmt: skip
"""Singular verb to its plural, where the ending does not tell."""

_CLASSES: tuple[tuple[WordClass, frozenset[str]], ...] = (
    ("article", ARTICLES),
    ("auxiliary", AUXILIARIES),
    ("modal", MODALS),
    ("negation", frozenset({"not", "n't", "never"})),
    ("preposition", PREPOSITIONS),
    ("conjunction", CONJUNCTIONS),
    ("pronoun", PRONOUNS),
    ("determiner", DETERMINERS),
)
_CLASS_OF: dict[str, WordClass] = {}
for _name, _words in _CLASSES:
    for _word in _words:
        _CLASS_OF.setdefault(_word, _name)


def word_class(word: str) -> WordClass:
    """The closed class of `word` (lower case), "" for a word of content; of two classes the likelier one."""
    return _CLASS_OF.get(word, "")

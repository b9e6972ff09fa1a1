"""Repairs of words: doubled ones, `a` and `an`, lost apostrophes and capitals. Never inside quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.facts.articles import wrong_articles
from summarizer.repair.base import SENTENCES, Draft, Fix, Rule, substitute, substitute_groups

_DOUBLED_WORD = re.compile(r"(?<![\w’'-])([^\W\d_]+)( \1)+(?![\w’'-])", re.IGNORECASE)
_DOUBLED_PHRASE = re.compile(
    r"(?<![\w’'-])((?:[^\W\d_][\w’'-]*)(?: [\w’'-]+){1,9})(?: \1)+(?![\w’'-])", re.IGNORECASE
)
_MAY_DOUBLE = frozenset(
    "had that is was do did been her in on out up over so very really much many more far long no never now not "
    "none nor bye ha hey yeah boo blah big old little too well who what there here again very only one two three "
    "four five six seven eight nine ten hundred thousand million billion plus minus it knock hush ping night "
    "win quite just poor oh ah la tut chop choo pom cha can mm hear rah yum woof miaow tick".split()
)
"""Words that good prose doubles: grammar (`had had`), phrasal verbs (`log on on`), stress, sounds, figures."""
_PRECIOUS = re.compile(
    r"\d|\b(?:no|not|never|none|nor|without|one|two|three|four|five|six|seven|eight|nine|ten)\b|n[’']t\b"
)

_TURNS = frozenset("of to by after in on and or upon for with over from at".split())
"""`from foxhole to foxhole to check` and `funds of funds of their choice` say nothing twice."""
_LEADS = frozenset("according due thanks owing because instead ahead".split())
"""First words of prepositions of two: `due to due to` does say it twice."""
_BEING = frozenset(
    "be is was are will would can could may might it that this what he she they has had do does".split()
)
"""`what will be will be`"""

_LOST_APOSTROPHE = re.compile(
    r"""(?<![\w’'.@/#-])
    (?:(?:do|does|did|is|are|was|were|has|have|had|could|would|should)nt | todays
      | (?:i|he|she|it|we|you|they)\ (?:ca|wo)nt)              # by themselves `cant` and `wont` are words
    (?![\w’'@/-]|\.\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_APART = {
    "alot": "a lot",
    "aswell": "as well",
    "atleast": "at least",
    "eachother": "each other",
    "eventhough": "even though",
    "infact": "in fact",
    "infront": "in front",
    "inorder": "in order",
    "inspite": "in spite",
    "noone": "no one",
    "ofcourse": "of course",
    "upto": "up to",
}
_RUN_TOGETHER = re.compile(rf"(?<![\w’'.@/#*-])(?:{'|'.join(_APART)})(?![\w’'@/*-]|\.\w)", re.IGNORECASE)
_SMALL_I = (
    r"(?<![^\s(])i(?=[’'](?:m|ve|ll|d)\b"
    r"| (?:am|was|have|had|do|did|can|could|will|would|shall|should|may|might|must|don[’']t|didn[’']t|think|thought"
    r"|know|knew|want|wanted|believe|hope|feel|felt|mean|said|say)\b)"
)
"""Before a verb: Catalan's `and` is an `i` too."""

_STARTERS = frozenset(
    "the this these those it in on at for from with after before during according however there they we his "
    "their its our as if when while although since despite because many some most both all another several such "
    "first second third also today yesterday meanwhile moreover furthermore therefore thus under over among "
    "between".split()
)
"""Words that begin a sentence whose capital was lost; a lower-case name or command is none of them."""
_MODAL_TO = (
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|[Yy]ou|I|[A-Z]\w+) (?:will|would|can|could|must|should|may|might)"
    r"(?P<x> to) (?P<base>[a-z]+)\b"
)
"""`Putka will to close`, `they must to pay`; not `the will to live`."""
_SPEAKING = re.compile(r"^\W*(?:[\w’'-]+ ){0,8}?(?:said|says|asked|asks|told|added|wrote|replied|tweeted|reads?)\b")
MIN_WORDS = 5
"""Fewer words with a lower-case start are a list item, a caption or a fragment, not a sentence."""


def _doubled_word(draft: Draft) -> Iterator[Fix]:
    for match in _DOUBLED_WORD.finditer(draft.text):
        first, *others = match[0].split(" ")
        if first.lower() in _MAY_DOUBLE or not all(w.islower() for w in others):
            continue
        if first.islower() or match.start() == 0:
            yield Fix(Span(match.start() + len(first), match.end()), "")


def _doubled_phrase(draft: Draft) -> Iterator[Fix]:
    """Two to ten words said twice, back to back; not names, figures, negations, `day after day after day`."""
    for match in _DOUBLED_PHRASE.finditer(draft.text):
        words = match[1].lower().split()
        first, *others = match[0].split()
        goes_on = re.match(rf" {re.escape(words[0])}\b", draft.text[match.end() :], re.IGNORECASE)
        turns = len(words) == 2 and ((words[1] in _TURNS and words[0] not in _LEADS) or _BEING.issuperset(words))
        has_name = any(not w.islower() for w in others) or not (first.islower() or match.start() == 0)
        if not (goes_on or turns or has_name or _PRECIOUS.search(match[1].lower()) or len(set(words)) == 1):
            yield Fix(Span(match.end(1), match.end()), "")


def _article(draft: Draft) -> Iterator[Fix]:
    """`a hour`, `an university`."""
    for span, article in wrong_articles(draft.text):
        yield Fix(span, article)


def _lost_apostrophe(draft: Draft) -> Iterator[Fix]:
    """`doesnt`, `he cant`, without which the guard would not see that something is denied; `todays`."""
    mark = "’" if "’" in draft.text else "'"
    for match in _LOST_APOSTROPHE.finditer(draft.text):
        place = match.end() - 1
        yield Fix(Span(place, place), mark)


def _run_together(draft: Draft) -> Iterator[Fix]:
    """`alot`, `infact`; a capital only where the sentence begins, for Peter Noone is a name."""
    for match in _RUN_TOGETHER.finditer(draft.text):
        word = match[0]
        if word.islower() or match.start() == 0:
            yield Fix(Span(*match.span()), word[0] + _APART[word.lower()][1:])


def _capital(draft: Draft) -> Iterator[Fix]:
    match = re.match(r"([a-z]+) ", draft.text)
    if match is None or match[1] not in _STARTERS or _SPEAKING.match(draft.text):
        return
    if draft.text.rstrip("”\"’'").endswith((".", "!", "?")) and len(draft.text.split()) >= MIN_WORDS:
        yield Fix(Span(0, 1), draft.text[0].upper())


RULES = (
    Rule("doubled-word", "doubled word", _doubled_word),
    Rule("doubled-phrase", "doubled phrase", _doubled_phrase),
    Rule("article", "a or an by the sound that follows", _article),
    Rule("lost-apostrophe", "apostrophe left out", _lost_apostrophe),
    Rule("run-together", "two words written as one", _run_together),
    Rule("small-i", "small letter for `I`", substitute(_SMALL_I, "I")),
    Rule("modal-to", "`to` after a modal verb", substitute_groups([(_MODAL_TO, "")])),
    Rule("capital", "small letter at the start of a sentence", _capital, segments=SENTENCES),
)

"""How hard a text is to read, before and after: the published formulas, fed with counts that hold.

Takes sentences, gives scores. Reads the pronouncing dictionary that ships in `summarizer/nltk_data` and
touches nothing else.

textstat counts syllables (CMU Pronouncing Dictionary, and hyphenation for words it lacks), hard words (those
not on Dale's list of easy ones), letters, characters and words. It is not asked for sentences, because its
pattern stumbles over decimals and abbreviations, nor for the scores, which rest on those sentences: each
formula is computed here, from the counts that its `Score.inputs` shows. Three things differ on purpose:

- Coleman-Liau has the published coefficient, 0.0588; textstat has 0.058.
- Reading time is that of adults reading non-fiction silently. textstat's default (14.69 ms a character, from
  eye movements over single sentences) amounts to some 700 words a minute.
- Before counting, whatever glues two words for textstat (`forces—and`, `said.The`) is made a space, and curly
  apostrophes are straightened, because its dictionary has `don't` and not `dont`.

A formula that was made for longer samples than the text has gives None and says why.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.counting import many
from summarizer.document import Readability, Score

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

DATA_PATH = Path(__file__).parent / "nltk_data"
"""In NLTK's layout; see the README there."""

SAMPLE_WORDS = 100
"""The sample, in words, that the formulas were fitted on and that their authors ask for."""
SMOG_SENTENCES = 30
"""SMOG counts hard words in 30 sentences (McLaughlin 1969); fewer are an extrapolation he does not offer."""
WORDS_PER_MINUTE = 238
"""Adults reading English non-fiction silently: Brysbaert 2019, a meta-analysis of 190 studies."""
SAME_BAND = 1.0
"""Points of Flesch reading ease within which two texts read alike: a word more in every sentence is 1.015."""
HARD_WORDS = 25
"""Words from which a sentence is long: the British government's style guide asks to split longer ones."""
HARD_EASE = 30.0
"""Points of Flesch reading ease; what lies below, Flesch calls very difficult: university reading."""
DECIMALS = 2
KEPT = 1 << 14
"""Words whose pronunciation is kept, about those of fifty articles."""

Direction = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are fed."""

    words: int
    """Runs of characters between spaces; a hyphenated word and a contraction are one each."""
    sentences: int
    """As given by the caller; those without a word do not count."""
    syllables: int
    letters: int
    """Letters and digits."""
    characters: int
    """All but white space: the key strokes of a typist."""
    polysyllables: int
    """Words of three syllables or more."""
    complex_words: int
    """Words of three syllables or more that are not on Dale's list."""
    difficult_words: int
    """Words that are not on Dale's list. Names and most inflected forms are not."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One readability figure: how it is computed, and which way is easier."""

    key: str
    label: str
    formula: Callable[[Counts], float]
    inputs: tuple[str, ...] = ()
    """The fields of `Counts` that the formula uses."""
    easier: Direction | None = None
    """None for a plain count, which says nothing about difficulty by itself."""
    min_words: int = 0
    min_sentences: int = 0
    source: str = ""


def _flesch(c: Counts) -> float:
    return 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words


def _flesch_kincaid(c: Counts) -> float:
    return 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59


def _gunning_fog(c: Counts) -> float:
    return 0.4 * (c.words / c.sentences + 100 * c.complex_words / c.words)


def _smog(c: Counts) -> float:
    return 1.043 * math.sqrt(30 * c.polysyllables / c.sentences) + 3.1291


def _dale_chall(c: Counts) -> float:
    percent = 100 * c.difficult_words / c.words
    return 0.1579 * percent + 0.0496 * c.words / c.sentences + (3.6365 if percent > 5 else 0.0)


def _coleman_liau(c: Counts) -> float:
    return 0.0588 * 100 * c.letters / c.words - 0.296 * 100 * c.sentences / c.words - 15.8


def _ari(c: Counts) -> float:
    return 4.71 * c.characters / c.words + 0.5 * c.words / c.sentences - 21.43


MEASURES: tuple[Measure, ...] = (
    Measure(
        "flesch_reading_ease", "Flesch reading ease", _flesch, ("words", "sentences", "syllables"),
        "higher", SAMPLE_WORDS, source="Flesch 1948, A new readability yardstick",
    ),
    Measure(
        "flesch_kincaid_grade", "Flesch-Kincaid grade", _flesch_kincaid, ("words", "sentences", "syllables"),
        "lower", SAMPLE_WORDS, source="Kincaid et al. 1975, Derivation of new readability formulas",
    ),
    Measure(
        "gunning_fog", "Gunning fog", _gunning_fog, ("words", "sentences", "complex_words"),
        "lower", SAMPLE_WORDS, source="Gunning 1952, The technique of clear writing",
    ),
    Measure(
        "smog", "SMOG", _smog, ("sentences", "polysyllables"),
        "lower", min_sentences=SMOG_SENTENCES, source="McLaughlin 1969, SMOG grading",
    ),
    Measure(
        "dale_chall", "Dale-Chall", _dale_chall, ("words", "sentences", "difficult_words"),
        "lower", SAMPLE_WORDS, source="Dale and Chall 1948, A formula for predicting readability",
    ),
    Measure(
        "coleman_liau", "Coleman-Liau", _coleman_liau, ("words", "sentences", "letters"),
        "lower", SAMPLE_WORDS, source="Coleman and Liau 1975, A computer readability formula",
    ),
    Measure(
        "ari", "ARI", _ari, ("words", "sentences", "characters"),
        "lower", SAMPLE_WORDS, source="Smith and Senter 1967, Automated readability index",
    ),
    Measure("words", "words", lambda c: c.words),
    Measure("sentences", "sentences", lambda c: c.sentences),
    Measure(
        "words_per_sentence", "words a sentence", lambda c: c.words / c.sentences, ("words", "sentences"),
        "lower",
    ),
    Measure(
        "reading_seconds", "reading time", lambda c: 60 * c.words / WORDS_PER_MINUTE, ("words",), "lower",
        source="Brysbaert 2019, How many words do we read per minute?",
    ),
)  # fmt: skip
"""In the order in which they are shown."""


def readability(before: Sequence[str], after: Sequence[str]) -> Readability:
    """The scores of a text before and after, each given as its sentences."""
    old, new = score(before), score(after)
    return Readability(old, new, verdict(old, new))


def score(sentences: Sequence[str]) -> dict[str, Score]:
    """Every measure of `MEASURES` by its key; None is the value of those the text is too short for."""
    counts = count(sentences)
    return {measure.key: _score(measure, counts) for measure in MEASURES}


def count(sentences: Sequence[str]) -> Counts:
    """What textstat finds in the sentences, and how many there are."""
    stat = _textstat()
    spoken = [(raw, text) for raw in sentences if stat.lexicon_count(text := _mend(raw))]
    text = "\n".join(text for _, text in spoken)
    # Hyphens keep a compound one word, but its parts are what the pronouncing dictionary knows.
    parts = text.replace("-", " ")
    return Counts(
        words=stat.lexicon_count(text),
        sentences=len(spoken),
        syllables=stat.syllable_count(parts),
        letters=stat.letter_count(text),
        characters=stat.char_count("".join(raw for raw, _ in spoken)),
        polysyllables=stat.polysyllabcount(text),
        complex_words=stat.difficult_words(text, syllable_threshold=3, unique=False),
        difficult_words=stat.difficult_words(text, syllable_threshold=0, unique=False),
    )


def is_hard(sentence: str) -> bool:
    """Whether one sentence is both long and made of long words. A formula for samples says little of one sentence,
    so neither counts alone."""
    if len(_mend(sentence).split()) < HARD_WORDS:
        return False
    counts = count([sentence])
    return counts.words >= HARD_WORDS and _flesch(counts) < HARD_EASE


def difference(measure: Measure, before: Mapping[str, Score], after: Mapping[str, Score]) -> float | None:
    """`after` less `before`, as they are shown; None where one of them has no value."""
    old, new = before[measure.key].value, after[measure.key].value
    return None if old is None or new is None else round(round(new, DECIMALS) - round(old, DECIMALS), DECIMALS)


def verdict(before: Mapping[str, Score], after: Mapping[str, Score]) -> str:
    """`easier`, `harder` or `about the same`, with the difference in Flesch reading ease that it rests on.

    Flesch, because it weighs both things a rewrite moves, words and sentences, and has the finest steps.
    """
    measure = MEASURES[0]
    change = difference(measure, before, after)
    if change is None:
        note = before[measure.key].note or after[measure.key].note
        return f"not compared: {note}"
    word = "about the same" if abs(change) < SAME_BAND else "easier" if change > 0 else "harder"
    old, new = before[measure.key].value, after[measure.key].value
    return f"{word}: {measure.label} {old:.1f} → {new:.1f} ({change:+.1f}, higher is easier)"


def _score(measure: Measure, counts: Counts) -> Score:
    inputs: dict[str, float] = {name: getattr(counts, name) for name in measure.inputs}
    if measure.key in ("words", "sentences"):
        return Score(measure.formula(counts), inputs=inputs)
    if not counts.words:
        return Score(None, "no words", inputs)
    if counts.words < measure.min_words:
        return Score(None, f"{many(counts.words, 'word')}, made for {measure.min_words} or more", inputs)
    if counts.sentences < measure.min_sentences:
        note = f"{many(counts.sentences, 'sentence')}, made for {measure.min_sentences} or more"
        return Score(None, note, inputs)
    return Score(round(measure.formula(counts), DECIMALS), inputs=inputs)


_PLAIN = str.maketrans("’‘ʼ‐‑", "'''--")
_LOOSE_APOSTROPHE = re.compile(r"(?<!\w)'|'(?!\w)")
_BREAK = re.compile(r"[–—―…/|\\“”„«»\"()\[\]{}]|--+|\.\.+|(?<=[a-z])[.,;:!?](?=[A-Z])")


def _mend(sentence: str) -> str:
    """The sentence as textstat can count it: words apart, apostrophes straight and inside words only."""
    return _LOOSE_APOSTROPHE.sub(" ", _BREAK.sub(" ", sentence.translate(_PLAIN)))


_LOCK = threading.Lock()


def _textstat() -> textstatistics:
    with _LOCK:
        return _prepared()


@cache
def _prepared() -> textstatistics:
    """textstat with the pronouncing dictionary in hand, so that it neither downloads nor reads all of it.

    textstat asks NLTK for the whole dictionary once and keeps what it gets: half a second and 60 MB for the
    few hundred words of an article. It is handed one that finds words in the file; NLTK gets its own back.
    NLTK's search is answered as well: it turns down files that a group may write, which an installation under
    umask 002 makes, and textstat would then download.
    """
    import nltk
    from textstat.textstat import textstatistics

    nltk.data.path.append(str(DATA_PATH))
    stat = textstatistics()
    own, search = nltk.corpus.cmudict, nltk.data.find
    nltk.corpus.cmudict, nltk.data.find = _Reader(), lambda name: str(DATA_PATH / name)
    try:
        stat.syllable_count("word")
    finally:
        nltk.corpus.cmudict, nltk.data.find = own, search
    return stat


class _Reader:
    """As much of NLTK's dictionary reader as textstat uses."""

    def dict(self) -> Pronunciations:
        return Pronunciations((DATA_PATH / "corpora" / "cmudict" / "cmudict").read_bytes())


class Pronunciations(Mapping[str, list[list[str]]]):
    """The words of a dictionary file whose lines are sorted by their bytes, found by bisection; those of late are
    kept, since the text after has the words of the text before.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._kept = lru_cache(maxsize=KEPT)(self._find)

    def __getitem__(self, word: str) -> list[list[str]]:
        if found := self._kept(word):
            return found
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        lines = self._lines.decode("ascii").splitlines()
        return iter(dict.fromkeys(line.partition(" ")[0] for line in lines))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, word: str) -> list[list[str]]:
        if word.split() != [word]:
            return []
        key = word.encode("utf-8", "replace") + b" "
        found = []
        position = self._first(key)
        while self._lines.startswith(key, position):
            end = self._end(position)
            found.append(self._lines[position:end].decode("ascii").split()[2:])
            position = end + 1
        return found

    def _end(self, position: int) -> int:
        end = self._lines.find(b"\n", position)
        return len(self._lines) if end < 0 else end

    def _first(self, key: bytes) -> int:
        """Where the first line begins that is not below `key`."""
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._end(start)
            if self._lines[start:end] < key:
                low = end + 1
            else:
                high = start
        return low

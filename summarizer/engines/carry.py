"""Carry what the model cannot spell around it, so that it comes back byte for byte.

Takes an engine, gives an engine; touches nothing. T5's vocabulary has no ğ, ł, š, ø, ñ, `{`, `<` or line break,
and its tokenizer normalises the rest (`ﬁ`, `…`, no-break spaces). So on the way in, a word with such a letter is
folded to ASCII (`Erdoğan` is shown as `Erdogan`, `Москва` as `Moskva`), and a symbol that has no likeness is
left out. On the way out, what the model wrote is aligned with what it was shown, and wherever it copied, the
article's own characters come back, spaces included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer.document import Candidate
from summarizer.engines.base import Decoding, Engine, ModelSpec

Spell = Callable[[str], str | None]
"""`Engine.spell`."""

STAND_INS = {
    "{": "(", "}": ")", "<": "(", ">": ")", "\\": "/", "~": "-", "^": "", "`": "'", "¿": "", "¡": "",
    "«": '"', "»": '"', "„": '"', "‹": "'", "›": "'",
}  # fmt: skip
"""What a mark is shown as where the model cannot spell it and ASCII folding gives no better likeness."""
CACHED_WORDS = 1 << 16

_TOKEN = re.compile(r"\s+|[^\W_](?:\w|[\u0300-\u036f])*|.", re.DOTALL)
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
"""Where `5½` must not become `51/2`."""
_HEAD = re.compile(r"\s*[\w-]+:\s")
"""The word that names a prompt's task, which no output repeats."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article and what the model is shown in its place; `shown` may be empty."""

    shown: str
    original: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its half-open span."""

    text: str
    start: int
    end: int


class Carrying:
    """`engine`, able to spell everything."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._spell = lru_cache(CACHED_WORDS)(engine.spell)

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def spec(self) -> ModelSpec:
        return self.engine.spec

    @property
    def token_limit(self) -> int:
        return self.engine.token_limit

    def count_tokens(self, text: str) -> int:
        return self.engine.count_tokens(fold(text, self._spell))

    def spell(self, text: str) -> str:
        return text

    def fluency(self, text: str) -> float:
        return self.engine.fluency(text)

    def generate(self, prompts: Sequence[str], decoding: Decoding, prefix: str = "") -> list[list[Candidate]]:
        shown = [show(prompt, self._spell) for prompt in prompts]
        outputs = self.engine.generate([_joined(p) for p in shown], decoding, fold(prefix, self._spell))
        return [_restore_all(pieces, best) for pieces, best in zip(shown, outputs, strict=True)]

    def score(self, prompts: Sequence[str], outputs: Sequence[str], prefix: str = "") -> list[tuple[float, ...]]:
        shown = [fold(prompt, self._spell) for prompt in prompts]
        written = [fold(output, self._spell) for output in outputs]
        return self.engine.score(shown, written, fold(prefix, self._spell))


def fold(text: str, spell: Spell) -> str:
    """What the model is shown of `text`; the text itself where the model spells all of it."""
    return _joined(show(text, spell))


def show(text: str, spell: Spell) -> tuple[Piece, ...]:
    """`text` in pieces that, joined, are what the model is shown; their originals, joined, are `text`.

    No piece ends within a word of the shown text.
    """
    if text.isascii() and spell(text) == text:
        return (Piece(text, text),)
    pieces = [Piece(_likeness(token, spell), token) for token in _TOKEN.findall(text)]
    return tuple(_whole_words(_merged_gaps(pieces)))


def restore(pieces: Sequence[Piece], output: str) -> str:
    """`output` with the originals of all the pieces that it copied."""
    return _Restoration(pieces, output).text()


def _restore_all(pieces: Sequence[Piece], candidates: Sequence[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        text = restore(pieces, candidate.text)
        best.setdefault(text, Candidate(text, candidate.score))
    return list(best.values())


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece.shown for piece in pieces)


def _likeness(token: str, spell: Spell) -> str:
    """What the model is shown of one word, mark or stretch of white space."""
    if token.isspace():
        return " "
    spelled = spell(token)
    if spelled is not None:
        return spelled
    if token in STAND_INS:
        return STAND_INS[token]
    from anyascii import anyascii

    apart = _FRACTION.sub(" ", unicodedata.normalize("NFC", token))
    folded = anyascii(apart).strip()
    if folded.startswith(":") or spell(folded) is None:  # an emoji's name, or no better off
        return ""
    return folded


def _merged_gaps(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """White space and what is left out beside it as one piece: the model sees one space, or none."""
    gap: list[Piece] = []
    for piece in pieces:
        if not piece.shown.strip():
            gap.append(piece)
            continue
        yield from _gap(gap)
        gap = []
        yield piece
    yield from _gap(gap)


def _gap(gap: Sequence[Piece]) -> Iterator[Piece]:
    if gap:
        yield Piece(" " if any(p.shown for p in gap) else "", "".join(p.original for p in gap))


def _whole_words(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces that share a word of the shown text as one: `₹` and `500` are shown as the single word `Rs500`."""
    waiting: list[Piece] = []
    pieces_so_far = list(pieces)
    text = _joined(pieces_so_far)
    inside = {i for token in _tokens(text) for i in range(token.start + 1, token.end)}
    position = 0
    for piece in pieces_so_far:
        waiting.append(piece)
        position += len(piece.shown)
        if position not in inside:
            yield Piece(_joined(waiting), "".join(p.original for p in waiting))
            waiting = []


def _tokens(text: str) -> list[Token]:
    return [Token(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(text) if not m[0].isspace()]


@dataclass(frozen=True, slots=True)
class _Copied:
    """A piece that differs from what was shown, with the shown tokens it covers: none for a gap."""

    piece: Piece
    first: int
    last: int
    """Half-open."""


class _Restoration:
    """One output on its way back: aligned with the shown text, then mended span by span."""

    def __init__(self, pieces: Sequence[Piece], output: str) -> None:
        self.shown = _joined(pieces)
        self.output = output
        self.shown_tokens = _tokens(self.shown)
        self.tokens = _tokens(output)
        self.head = len(_tokens(match[0])) if (match := _HEAD.match(self.shown)) else 0
        self.changes: dict[tuple[int, int], str] = {}
        """By span of the output."""
        self.taken: set[int] = set()
        """Output tokens that are settled."""
        self.gaps: list[_Copied] = []
        self.words: list[_Copied] = []
        self.plain: list[_Copied] = []
        """Names the model can spell but likes to write without their accents."""
        self._sort(pieces)

    def _sort(self, pieces: Sequence[Piece]) -> None:
        position = first = 0
        for piece in pieces:
            position += len(piece.shown)
            last = first
            while last < len(self.shown_tokens) and self.shown_tokens[last].end <= position:
                last += 1
            copied = _Copied(piece, first, last)
            if not piece.shown.strip():
                if piece.shown != piece.original:
                    self.gaps.append(copied)
            elif piece.shown != piece.original:
                self.words.append(copied)
            elif last - first == 1 and not piece.shown.isascii() and piece.shown[0].isupper():
                self.plain.append(copied)
            first = last

    def text(self) -> str:
        if not (self.words or self.gaps or self.plain):
            return self.output
        aligned = self._align()
        for copied in self.words:
            places = [aligned.get(i) for i in range(copied.first, copied.last)]
            start = places[0]
            if start is not None and places == list(range(start, start + len(places))):
                self._put_back(copied.piece.shown, copied.piece.original, start, start + len(places))
        self.taken |= set(aligned.values())
        self._find_strays()
        for gap in self.gaps:
            self._put_back_gap(gap, aligned)
        return self._apply()

    def _align(self) -> dict[int, int]:
        """Shown token to output token, in order."""
        matcher = SequenceMatcher(
            None, [t.text for t in self.shown_tokens], [t.text for t in self.tokens], autojunk=False
        )
        return {block.a + i: block.b + i for block in matcher.get_matching_blocks() for i in range(block.size)}

    def _find_strays(self) -> None:
        """Copies out of the article's order: a name moved to the front, or written twice."""
        for copied, shown in [(c, c.piece.shown) for c in self.words] + [
            (c, _ascii(c.piece.shown)) for c in self.plain
        ]:
            wanted = [t.text for t in _tokens(shown)]
            for start in range(len(self.tokens) - len(wanted) + 1):
                place = range(start, start + len(wanted))
                if self.taken.isdisjoint(place) and [self.tokens[i].text for i in place] == wanted:
                    self._put_back(shown, copied.piece.original, place.start, place.stop)

    def _put_back(self, shown: str, original: str, first: int, last: int) -> None:
        span = self.tokens[first].start, self.tokens[last - 1].end
        recased = recase(original, shown, self.output[slice(*span)])
        if recased is not None:
            self.changes[span] = recased
            self.taken.update(range(first, last))

    def _put_back_gap(self, gap: _Copied, aligned: dict[int, int]) -> None:
        before, after = aligned.get(gap.first - 1), aligned.get(gap.first)
        start = self.tokens[before].end if before is not None else 0
        end = self.tokens[after].start if after is not None else len(self.output)
        original = gap.piece.original
        if before is not None and after is not None:
            fits = after == before + 1 and self.output[start:end] == gap.piece.shown
        elif after is not None:  # at the very beginning, where the prompt's own words end
            fits = after == 0 and gap.first == self.head
            original = original.lstrip()
        else:
            fits = before == len(self.tokens) - 1 and gap.first == len(self.shown_tokens)
            original = original.rstrip()
        if fits:
            self.changes[start, end] = original

    def _apply(self) -> str:
        text, position = [], 0
        for (start, end), original in sorted(self.changes.items()):
            text += [self.output[position:start], original]
            position = end
        return "".join([*text, self.output[position:]])


def recase(original: str, shown: str, copy: str) -> str | None:
    """`original` in the case of `copy`, which is `shown` but for its case; None where the case follows no rule.

    A word may be capitalised at a sentence's start, lowered after it, or set in capitals in a headline.
    """
    for change in (str, _capital, _small, str.upper, _lower, lambda word: _capital(_lower(word))):
        if change(shown) == copy:
            return change(original)
    return None


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def _lower(word: str) -> str:
    """Without the stray dot that `İ` leaves behind."""
    return word.lower().replace("i\u0307", "i")


def _ascii(word: str) -> str:
    from anyascii import anyascii

    folded: str = anyascii(word)
    return folded

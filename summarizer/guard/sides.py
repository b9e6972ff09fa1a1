"""Opposites, and who stands on which side of a verb.

Takes two views, gives what was turned round. Pure; reads the list of opposites once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from summarizer.facts import FactKind, lexicon, stem, stems
from summarizer.facts.dates import is_year
from summarizer.guard.view import View, places_by_start

_REACH = 4
"""Tokens on each side of a name or number that tell its role; a subject and its verb are rarely further
apart.
"""
_BY_REACH = 3
"""Tokens between a passive's verb, its `by` and its doer."""
_LEAST_CROSSING = 3
"""Shared neighbours by which an exchange must be the better explanation; calibrated on tests/fidelity."""
_JOINTS = frozenset(("and", "or", ",", "&", "/", "the", "of", "a", "-", "–", "as", "well", "with", "(", ")"))
_LEAST_ROOT = 4
"""Letters that two stems must share to be taken for forms of one word."""
_SPEAKS = stems("say tell told ask add note answer reply explain write believe")
_NO_ROLE = frozenset("a an the , . \" “ ” ' is was were are be been has have had that".split())


@cache
def opposites() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """`{stem: ((line, side), …)}`."""
    table: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lexicon.read_lines("antonyms")):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(stem(word), []).append((number, side))
    return {word: tuple(places) for word, places in table.items()}


def turned_word(lost: frozenset[str], gained: frozenset[str]) -> tuple[str, str] | None:
    """A word that went and its opposite that came: `(fell, rose)`.

    `Weakened demand` is there still as `weak`, and what `increased after slipping` still `rose after dropping`.
    """
    table = opposites()
    kept = {place for word in gained for place in table.get(word, ())}
    gone = {
        place: word
        for word in sorted(lost)
        if word in table and not any(_is_form(word, other) for other in gained)
        for place in table[word]
        if place not in kept
    }
    for word in sorted(gained):  # the same pair in every run, though sets come in any order
        for line, side in table.get(word, ()):
            if (line, 1 - side) in gone:
                return gone[line, 1 - side], word
    return None


def _is_form(left: str, right: str) -> bool:
    """Whether one stem begins with the other: `weaken`, `weak`."""
    return min(len(left), len(right)) >= _LEAST_ROOT and (left.startswith(right) or right.startswith(left))


Places = dict[str, tuple[tuple[int, int], ...]]
"""Where a name's word or a number stands: its first token and the token after its last."""


def exchanged(before: View, after: View) -> tuple[str, str] | None:
    """Two names, dates or numbers, each of which took the other's place; None where nothing was exchanged.

    Each is known by the words on its left and on its right. Where every one of the two fits the other's old
    place better than its own, they were exchanged; an active sentence that became passive turns the
    expectation round.
    """
    for places in (_name_places, _date_places, _number_places):
        old, new = places(before), places(after)
        once = [mark for mark, spots in old.items() if len(spots) == 1 and len(new.get(mark, ())) == 1]
        for left, right in combinations(once, 2):
            pair = Pair(left, right, old[left][0], old[right][0]), Pair(left, right, new[left][0], new[right][0])
            if places is _number_places and _form(before, left) != _form(before, right):
                continue  # `12 hours` and `the second` cannot be taken for one another
            if _is_one_name(before, pair[0]) or (_joined(before, pair[0]) and _joined(after, pair[1])):
                continue
            if _possessed(before, pair[0]) or _possessed(after, pair[1]):
                continue
            if _crossed(before, pair[0], after, pair[1]):
                return left, right
    return None


def reversed_roles(source: View, line: View) -> tuple[str, str] | None:
    """A short line that has `LEFT verb RIGHT` where its source has `RIGHT … verb RIGHT's other … LEFT`.

    A line shares too few words with its source to compare what stands around two names; here one shared
    verb between them must do, close to both in the line and close to its object in the source.
    """
    old, new = _name_places(source), _name_places(line)
    both = [word for word in new if word in old]
    for left, right in ((a, b) for a in both for b in both if a != b):
        doer, done = new[left][0], new[right][0]
        if not doer[1] <= done[0] <= doer[1] + _REACH:
            continue
        for i in range(doer[1], done[0]):
            verb = line.stems[i]
            if line.tokens[i].kind != "word" or line.lows[i] in lexicon.words("stop") or line.tokens[i].capital:
                continue
            if verb not in source.stems or source.stems.count(verb) > 1:
                continue
            at = source.stems.index(verb)
            turned = old[right][0][1] <= at < old[left][0][0] <= at + 2 * _REACH
            then = Pair(left, right, old[left][0], old[right][0])
            now = Pair(left, right, doer, done)
            if turned and not (
                _became_passive(source, then, line, now) or _became_passive(line, now, source, then)
            ):
                return left, right
    return None


class Pair(NamedTuple):
    """Two marks and where they stand in one text."""

    left: str
    right: str
    left_at: tuple[int, int]
    right_at: tuple[int, int]


def _name_places(text: View) -> Places:
    table: dict[str, list[tuple[int, int]]] = {}
    starts = places_by_start(text)
    for fact in text.facts.of("name"):
        first = starts[fact.span.start]
        spots = [(i, i + 1) for i in range(first, len(text.tokens)) if text.tokens[i].span.end <= fact.span.end]
        spots = [spot for spot in spots if text.tokens[spot[0]].kind != "mark"]
        words = fact.value.split()
        if len(words) != len(spots):  # `United Nations`, whose value is one word
            words, spots = [fact.value], [(spots[0][0], spots[-1][1])]
        for word, spot in zip(words, spots, strict=True):
            table.setdefault(word, []).append(spot)
    return {word: tuple(spots) for word, spots in table.items()}


def _date_places(text: View) -> Places:
    return _fact_places(text, "date")


def _number_places(text: View) -> Places:
    return _fact_places(text, "number")


def _fact_places(text: View, kind: FactKind) -> Places:
    table: dict[str, list[tuple[int, int]]] = {}
    ends = {t.span.end: i + 1 for i, t in enumerate(text.tokens)}
    starts = places_by_start(text)
    for fact in text.facts.of(kind):
        table.setdefault(fact.value, []).append((starts[fact.span.start], ends[fact.span.end]))
    return {value: tuple(spots) for value, spots in table.items()}


def _is_one_name(text: View, pair: Pair) -> bool:
    return any(pair.left in name and pair.right in name for name in text.names)


def _crossed(before: View, old: Pair, after: View, new: Pair) -> bool:
    own = cross = 0
    mine = _sides(before, old, old.left_at), _sides(before, old, old.right_at)
    theirs = _sides(after, new, new.left_at), _sides(after, new, new.right_at)
    for n in (0, 1):
        own += _shared(mine[n], theirs[n])
        cross += _shared(mine[n], theirs[1 - n])
    if _became_passive(before, old, after, new) or _became_passive(after, new, before, old):
        own, cross = cross, own
    return cross >= own + _LEAST_CROSSING


def _joined(text: View, pair: Pair) -> bool:
    start, end = sorted((pair.left_at, pair.right_at))
    if start[0] and text.stems[start[0] - 1] in _SPEAKS:
        return False  # `said A, and B answered`
    between = text.tokens[start[1] : end[0]]
    return all(t.low in _JOINTS or t.capital for t in between)


def _form(text: View, value: str) -> tuple[str, bool, bool]:
    """Unit, whether it is an ordinal, whether it looks like a year."""
    unit = next(f.unit for f in text.facts.of("number") if f.value == value)
    return unit, value.endswith("th"), is_year(value)


def _possessed(text: View, pair: Pair) -> bool:
    """`China's Sichuan Province`, which may become `Sichuan Province in China`."""
    start, end = sorted((pair.left_at, pair.right_at))
    between = text.tokens[start[1] : end[0]]
    return bool(between) and between[0].low in ("'s", "'") and all(t.capital for t in between[1:])


def _sides(text: View, pair: Pair, at: tuple[int, int]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems on the left and on the right of `at`; both of the pair stand as one and the same mark."""
    marked = {*range(*pair.left_at), *range(*pair.right_at)}

    def stems(start: int, end: int) -> frozenset[str]:
        return frozenset(
            "§" if j in marked else text.stems[j]
            for j in range(max(0, start), min(end, len(text.tokens)))
            if j in marked or text.lows[j] not in _NO_ROLE
        )

    return stems(at[0] - _REACH, at[0]), stems(at[1], at[1] + _REACH)


def _shared(old: tuple[frozenset[str], frozenset[str]], new: tuple[frozenset[str], frozenset[str]]) -> int:
    return len(old[0] & new[0]) + len(old[1] & new[1])


def _became_passive(before: View, old: Pair, after: View, new: Pair) -> bool:
    """Whether `LEFT freed RIGHT` became `RIGHT was freed by LEFT`: one of the two has a new `by` before it."""
    for at, then, other in (
        (new.left_at, old.left_at, new.right_at),
        (new.right_at, old.right_at, new.left_at),
    ):
        start = max(0, at[0] - _BY_REACH)
        if "by" not in after.lows[start : at[0]] or "by" in before.lows[max(0, then[0] - _BY_REACH) : then[0]]:
            continue
        by = start + after.lows[start : at[0]].index("by")
        if any(
            pair in ((after.lows[by - 1], "of"), (after.lows[by - 1], "from")) for pair in pairwise(before.lows)
        ):
            continue  # `accused from the bank`, `followed of Afghans` were passive before
        verbs = after.lows[max(0, by - _BY_REACH) : by]
        if other[0] < by and any(low.endswith(("ed", "en")) or low in _PARTICIPLES for low in verbs):
            return True
    return False


_PARTICIPLES = frozenset(
    "made said told held led won lost shot sold bought found sent built kept met paid hit put set cut "
    "brought caught taught fought sought thought left read run struck begun sung done gone shown known "
    "drawn thrown grown torn worn sworn".split()
)

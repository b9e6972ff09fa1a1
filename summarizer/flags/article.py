"""What is doubtful across an article: a name spelt two ways, two numbers for one thing, a quotation or bracket
that is never closed, a speaker nobody introduced, a pronoun with no one before it.

Takes the finished segments, gives findings. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, zip_longest

from summarizer.document import RewrittenSegment, Span
from summarizer.facts import Fact, Token, extract, lexicon, stem, tokenize
from summarizer.facts.names import CAPITAL, HONORIFICS
from summarizer.facts.neighbours import is_within
from summarizer.facts.persons import is_bare, may_be_surname
from summarizer.flags.findings import Finding, finding


def find(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    yield from open_quotations(segments)
    yield from open_brackets(segments)
    yield from spellings(segments)
    yield from conflicts(segments)
    yield from unknown_speakers(segments)
    yield from unclear_pronouns(segments)


_MARK = re.compile(r"[\"“”„«»]")
_BRACKET = re.compile(r"(?P<opens>[(\[])|(?P<item>(?:^|(?<=\s))\w{1,2})?[)\]]")
"""With the number or letter of a list's item, if it closes one: `2)`, `b)`."""
_BEFORE_OPENING = frozenset("([{-–—/")


def open_quotations(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    """A mark that opens and has no partner in its paragraph, or closes what was never opened.

    A quotation may run over paragraphs, each of which opens it anew; at most one finding a paragraph.
    """
    paragraphs = _paragraphs(segments)
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and _MARK.match(following[0].text) is not None
        yield from islice(_unpaired(paragraph, goes_on), 1)


def open_brackets(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    """A bracket without its partner in its paragraph, at most one a paragraph."""
    for paragraph in _paragraphs(segments):
        yield from islice(_unmatched(paragraph), 1)


def _unmatched(paragraph: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    opened: list[tuple[int, int]] = []
    for segment in paragraph:
        for match in _BRACKET.finditer(segment.text):
            if match["opens"]:
                opened.append((segment.id, match.start()))
            elif opened:
                opened.pop()
            elif not match["item"]:
                place = segment.id, match.end() - 1, match.end()
                yield finding(*place, "bracket-open", "this bracket closes what was never opened")
    for segment_id, at in opened:
        yield finding(segment_id, at, at + 1, "bracket-open", "this bracket is never closed")


def _paragraphs(segments: Sequence[RewrittenSegment]) -> list[list[RewrittenSegment]]:
    paragraphs: dict[int, list[RewrittenSegment]] = defaultdict(list)
    for segment in segments:
        paragraphs[segment.paragraph].append(segment)
    return [paragraphs[number] for number in sorted(paragraphs)]


def _unpaired(paragraph: Sequence[RewrittenSegment], goes_on: bool) -> Iterator[Finding]:
    opened: tuple[int, int] | None = None
    for segment in paragraph:
        for match in _MARK.finditer(segment.text):
            at = match.start()
            if opened is None and _is_inch(segment.text, at):
                continue
            if _opens(segment.text, at, opened is not None):
                if opened and match.group() == '"':
                    yield finding(*opened, opened[1] + 1, "quotation-open", "this quotation is never closed")
                opened = segment.id, at
            elif opened:
                opened = None
            else:
                yield finding(
                    segment.id, at, at + 1, "quotation-open", "this mark closes a quotation that was never opened"
                )
    if opened and not goes_on:
        yield finding(*opened, opened[1] + 1, "quotation-open", "this quotation is never closed")


def _opens(text: str, at: int, inside: bool) -> bool:
    """Whether the mark at `at` opens: by its shape, by the space around it, else by whether a quotation is
    open.
    """
    if text[at] in "“„«":
        return True
    if text[at] in "”»":
        return False
    space_before = at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING
    space_after = at + 1 == len(text) or not text[at + 1].isalnum()
    return space_before if space_before != space_after else not inside


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalpha()


@dataclass(frozen=True, slots=True)
class _Mention:
    segment: int
    span: Span
    word: str
    before: str
    """The word of the same name that stands before it, empty where it opens the name."""


_LEAST_LETTERS = 6
"""Shorter names that differ by a letter are mostly two names: `Jones` and `Jonas`."""
_LONG_LETTERS = 9
"""From here on two letters may differ."""
_RELATED = tuple("s n an ian ans ians ese i is ish e a o er ers ine ic".split())
"""Endings that make another word of a name: `Russia` and `Russian`, `Martin` and `Martina`."""


def spellings(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    mentions: dict[str, list[_Mention]] = defaultdict(list)
    for segment in segments:
        for fact in extract(segment.text).of("name"):
            previous = ""
            for token in tokenize(fact.text):
                if token.kind != "word" or not token.capital or token.text.isupper():
                    continue
                start = fact.span.start + token.span.start
                span = Span(start, start + len(token.text))
                mentions[token.text].append(_Mention(segment.id, span, token.text, previous))
                previous = token.text
    words = [w for w in mentions if len(w) >= _LEAST_LETTERS and not lexicon.is_ordinary(w.lower())]
    alike: dict[str, list[str]] = defaultdict(list)  # however it is spelt, a name has one first letter
    for word in words:
        alike[_fold(word)[:1]].append(word)
    for left, right in (pair for group in alike.values() for pair in combinations(group, 2)):
        if not _is_one_name(left, right) or _are_two_people(mentions[left], mentions[right]):
            continue
        rare, usual = sorted((left, right), key=lambda w: (len(mentions[w]), -mentions[w][0].segment))
        at = mentions[rare][0]
        yield finding(
            at.segment, *at.span, "name-spelling", f"`{rare}` here, `{usual}` elsewhere: one name in two spellings?"
        )


def _fold(word: str) -> str:
    return lexicon.unaccented(word.lower())


def _is_one_name(left: str, right: str) -> bool:
    places = lexicon.aliases("places")
    a, b = _fold(left), _fold(right)
    if a == b:
        return left.lower() != right.lower()
    if places.get(a, a) == places.get(b, b):
        return False
    if a[0] != b[0] or abs(len(a) - len(b)) > 2:
        return False
    shorter, longer = sorted((a, b), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in _RELATED:
        return False
    if any(
        a[: -len(x) or None] == b[: -len(y) or None]
        for x in ("", *_RELATED)
        for y in ("", *_RELATED)
        if a.endswith(x) and b.endswith(y)
    ):
        return False
    return is_within(a, b, 2 if min(len(a), len(b)) >= _LONG_LETTERS else 1)


def _are_two_people(left: Sequence[_Mention], right: Sequence[_Mention]) -> bool:
    """Whether both have a first name and no first name is shared."""
    mine, theirs = {_fold(m.before) for m in left if m.before}, {_fold(m.before) for m in right if m.before}
    return bool(mine and theirs and not mine & theirs)


_TOLLS = {
    stem(word): group
    for group, words in {
        "killed": "killed died dead deaths dies",
        "injured": "injured wounded hurt injuries",
        "arrested": "arrested detained",
        "missing": "missing",
        "infected": "infected infections cases",
        "evacuated": "evacuated",
    }.items()
    for word in words.split()
}
_MORE = frozenset(
    "another other others more additional further including among least than over about nearly almost up "
    "to from per every each new "
    "first second third last yesterday today far total daily rose fell increased between".split()
)
"""Words beside a number that tell why it may differ from the one before."""
_REACH = 4
"""Tokens between a number and the toll it counts."""


def conflicts(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    """Two tolls of one kind, or two ages of one person."""
    yield from _tolls(segments)
    yield from _ages(segments)


def _tolls(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    known: dict[str, tuple[Fact, frozenset[str]]] = {}
    for segment in segments:
        tokens = tokenize(segment.text)
        facts = extract(segment.text)
        places = {token.span.start: i for i, token in enumerate(tokens)}
        when = frozenset(f.value for f in facts.of("date", "time")) | frozenset(
            f.value for f in facts.of("number") if len(f.value) == 4 and f.value.isdigit()
        )
        for fact in facts.of("number"):
            if fact.unit or not fact.value.isdigit() or fact.value in when:
                continue
            group = _toll(tokens, places[fact.span.start])
            if group is None:
                continue
            if group in known and known[group][0].value != fact.value:
                first, earlier = known[group]
                if not (when ^ earlier) and len(facts.of("number")) == 1:
                    message = f"{fact.text} {group} here, {first.text} before"
                    yield finding(segment.id, *fact.span, "number-conflict", message)
            known.setdefault(group, (fact, when))


def _toll(tokens: Sequence[Token], at: int) -> str | None:
    """What the number at `at` counts: `killed`, `injured` …; None where it is no whole toll."""
    around = tokens[max(0, at - _REACH) : at + _REACH + 1]
    if any(t.low in _MORE for t in around):
        return None
    if not any(t.low in ("people", "persons", "dead", "killed", "soldiers", "civilians") for t in around):
        return None
    groups = {_TOLLS[stem(t.low)] for t in around if stem(t.low) in _TOLLS}
    return groups.pop() if len(groups) == 1 else None


_AGE = re.compile(r"((?:[^\W\d_]+[- ])?[^\W\d_]+), (?:aged )?(\d{1,2}),")


def _ages(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for segment in segments:
        for match in _AGE.finditer(segment.text):
            name, age = match.groups()
            if not name.split()[-1][0].isupper():
                continue
            if known.setdefault(name, age) != age:
                message = f"{name} is {age} here and {known[name]} before"
                yield finding(segment.id, match.start(2), match.end(2), "number-conflict", message)


_SAYS = "|".join(
    "said says told added noted stressed explained stated emphasized emphasised recalled concluded "
    "commented admitted "
    "believes".split()
)
_SPEAKER = re.compile(
    rf"(?<![\w.’'-])(?P<a>{CAPITAL}[^\W\d_]+)\s+(?:also\s+|then\s+)?(?:{_SAYS})\b"
    rf"|\b(?:{_SAYS})\s+(?P<b>{CAPITAL}[^\W\d_]+)(?=\s*[.,;:]|\s*$|\s+(?:in|on|at|to|during|that)\b)"
)
_PART_BEFORE = re.compile(r"\b(?:of|in|from|at|near|for|with|to) $", re.IGNORECASE)
"""`The mayor of Piacenza said`."""
_BESIDE = 100
"""Characters on each side of a name within which its title or office stands."""


def unknown_speakers(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    """Someone speaks whom the article names by one bare word only, without first name, title or office."""
    text = "\n".join(s.text for s in segments)
    seen: set[str] = set()
    for segment in segments:
        for match in _SPEAKER.finditer(segment.text):
            group = "a" if match.group("a") else "b"
            name = match.group(group)
            if name in seen or not may_be_surname(name):
                continue
            seen.add(name)
            before = segment.text[: match.start(group)]
            is_part = _PART_BEFORE.search(before) or not is_bare(segment.text, match.start(group))
            if not is_part and not _is_introduced(name, text):
                message = f"`{name}` speaks, but the article never says who that is"
                yield finding(segment.id, match.start(group), match.end(group), "speaker-unknown", message)


def _is_introduced(name: str, text: str) -> bool:
    """A first name, a title or an office beside the name somewhere in the article."""
    word = re.escape(name)
    people = "|".join(sorted(lexicon.classes()["person"]))
    patterns = (
        rf"\b{CAPITAL}[^\W\d_]*[-.]?\s+(?:[a-z]{{1,3}}\s+)?{word}\b",
        rf"\b{word}[ -]{CAPITAL}[^\W\d_]+",
        rf"\b(?:{people})\s+{word}\b",
        rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur)\s+(?:[a-z-]+\s+){{1,3}}{word}\b",
        rf"\b{word},\s+(?:who|a|an|the|his|her|head|chief|director|\d)",
        rf"\b{word}\s*\(",
        rf"\b{word}\s+(?:is|was) (?:a|an|the)\b",
        rf"\b(?:named|called|by|surnamed)\s+{word}\b",
    )
    places = (match.span() for match in re.finditer(rf"\b{word}\b", text))
    around = (text[max(0, start - _BESIDE) : end + _BESIDE] for start, end in places)
    return any(re.search(pattern, stretch) for stretch in around for pattern in patterns)


_GENDERED = frozenset("he she him his her himself herself".split())


def unclear_pronouns(segments: Sequence[RewrittenSegment]) -> Iterator[Finding]:
    """`He` or `she` before anyone was named; only the first is found."""
    people = lexicon.classes()["person"]
    for segment in segments:
        tokens = tokenize(segment.text)
        names = extract(segment.text).of("name")
        starts = [fact.span.start for fact in names]
        for token in tokens:
            if token.low in people or token.low in HONORIFICS or (token.low == "i"):
                return
            if token.capital and token.kind != "mark" and token.low not in _GENDERED:
                at = bisect_right(starts, token.span.start) - 1
                if at >= 0 and names[at].span.overlaps(token.span) and not _is_place(names[at].value):
                    return
            if token.low in _GENDERED and not any(map(token.span.overlaps, segment.quoted)):
                if _someone_follows(tokens, token, people):
                    return
                message = f"`{token.text}`: the article has named no one so far"
                yield finding(segment.id, *token.span, "pronoun-unclear", message)
                return
        if segment.quoted:
            return


def _is_place(value: str) -> bool:
    return value.isupper() or all(word in lexicon.aliases("places") for word in value.split())


def _someone_follows(tokens: Sequence[Token], pronoun: Token, people: frozenset[str]) -> bool:
    """`In his speech, Tokayev …`: the name comes later in the sentence."""
    rest = [t for t in tokens if t.span.start > pronoun.span.end]
    return any(t.low in people or (t.capital and not t.opening and t.low not in _GENDERED) for t in rest)

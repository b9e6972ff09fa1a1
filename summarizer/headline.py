"""One headline: the model proposes, the article must carry it.

Takes finished segments, an engine and the guard as a function; gives a headline, or none where the support
is too thin. Touches nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from summarizer import noise, salience, shorten, telling
from summarizer.detour import least_detour
from summarizer.document import Candidate, Carried, Headline, LineOrigin, Refusal, RewrittenSegment, Support
from summarizer.engines.base import Decoding, Engine, answers
from summarizer.facts import content_stems, stem, tokenize
from summarizer.facts.attributions import keeps_credit
from summarizer.facts.credits import credit
from summarizer.facts.misrendered import marks
from summarizer.facts.verbs import is_past
from summarizer.prompts import Prompts
from summarizer.sites import SITE_AND_DATE, SITE_NAME, TIME_STAMP
from summarizer.standing import stands_alone

WINDOWS = (220, 120, 75)
"""What the model reads of an article, in tokens, prompt included: about its first 150 words, as in training. Where
the article carries no headline of those, less of it is read, then less again. Choosing among the headlines of all
three has ROUGE-1 36.6 instead of 37.7 on 150 articles of the calibration half, for three times the work; before the
model had learnt to choose, it was the other way round.
"""
MIN_WORDS = 3
MAX_WORDS = 20
"""News headlines run to about twelve words; beyond twenty it is a sentence."""
ALTERNATIVES = 3
"""Other headlines that an editor is offered, at most: such as one sentence says and that do not stray. Of 112 for
60 articles, others among them, a reader found 38 false; of those that are left about a quarter are.
"""
TRIED = 4
"""Proposals behind the headline that are looked at for such: each costs the guard as much as the headline did."""
ALIKE = 0.75
"""Two headlines that share more of the shorter one's content words are one."""
_UNPRINTABLE = re.compile(r"\b(?:fuck\w*|(?:bull)?shit\w*|cunts?|faggots?|niggers?)\b", re.IGNORECASE)
"""In a quotation of the text such words stand as they were said; above it they do not."""
_SITE = re.compile(
    rf"((?:\S+ ){{3,}}?\S+) ?(?:{SITE_AND_DATE}|\|(?: [\w.!&']+){{1,3}}|{SITE_NAME}|{TIME_STAMP})"  # | Reuters
)
"""What a site puts behind its titles. A name behind a single dash stays: that is who says so (`- Ministry`)."""
_DOTTED = re.compile(r"(?:[^\W\d]\.){2,}$|\.\.$")
"""`U.S.` or dots at the end, none of which is a full stop alone."""
_NO_TITLE = re.compile(r"^\(|[?\[\]/|]|[a-z)][.!…] +[A-Z]")
"""A note, a question, a section, a credit, or more than one sentence."""
_TWO_SENTENCES = re.compile(r"[a-z)][!?…] +[A-Z]")
_CREDIT = re.compile(
    r": (?:[a-z]+ )?"
    r"(?:reports?|sources?|polls?|surveys?|study|filing|police|officials?|analysts?|experts?|media|papers?)$"
)
"""Whose word it is, in a word that the sentence need not have."""
_LEANING = frozenset(
    "after although amid as because before despite if once since though unless until whereas whether while".split()
)
"""What opens a clause that leans on another. Of 35,700 human headlines three open so without a comma or a colon."""
UNSURE = -0.45
"""Nats a token, below which the first sentence is tried in place of a headline of the model's that is not sound. In
place of any such, ROUGE-1 is 0.6 lower and no more headlines are true.
"""
NOISY = 0.25
"""Share of its sentences that the model had to mend, from which an article's title is as noisy and comes second. Of
round trips it mends six in ten, of neural translation three in a hundred.
"""
TRANSLATED = 0.5
"""How much a noisy article shows that it is a translation by rules (`noise.translated`), which spoils a title like
any line. Up to this its title comes first all the same, and other headlines must be likelier: of 120 such titles
editors found 113 true, of 52 headlines of the model's in their place 32; they would have printed the title in 34 of
these cases and the other in 16.
"""
LIKELY = -0.25
"""Nats a token that other headlines of such an article need: of 30 of those 25 are true, of the rest half."""
LEADS = 3
"""Sentences that are tried where the model's own headlines and the title fall."""
LONG = 16
"""Words: of a sentence's wordings those up to this come first as a headline."""
TOPICS = 10
"""The words an article uses most: a headline without any of them is seldom about it."""
TOPIC_NATS = 0.15
"""What each of them is worth in a headline, in nats a token. On 150 articles of the calibration half, the choice
among eight headlines by likelihood alone has ROUGE-1 35.0 and with this 37.5; anything from 0.1 to 0.5 does it.
"""
AGREEMENT_NATS = 1.5
"""What it is worth, in nats a token, to say in the same words what the others say: the choice of least expected
loss (minimum Bayes risk; Kumar and Byrne 2004). Among the headlines that the article carries, on 150 articles of
the calibration half, it raises ROUGE-1 from 36.3 to 37.4; anything from 1 to 1.5 does it.
"""
DETOUR_NATS = 0.005
"""What each word costs that it passes over in the sentence it is nearest to, up to `STRAYS`. On 1,000 articles of
both halves ROUGE-1 stays what it is; with 0.01 it is 0.3 lower.
"""
STRAYS = 50
"""Words passed over from which a headline has strayed: of such three in ten are false. One that has not comes
before it, else the first sentence, shortened. ROUGE-1 is 0.25 lower, with 40 words 0.6.
"""
UNSAID_NATS = 0.3
"""What each content word costs, in nats a token, that the article never says. On 150 articles of the calibration
half, 10 instead of 16 headlines have one, at the same ROUGE-1 (37.7); from 0.8 on it falls.
"""


@dataclass(frozen=True, slots=True)
class Headlined:
    """The headline, if any, and the proposals that were refused on the way to it."""

    headline: Headline | None
    refusals: tuple[Refusal, ...]
    is_sure: bool = False
    """Whether no other need be sought: it is the title, or has not strayed and is sound or likely to the model."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible headline and what it may stand on."""

    text: str
    origin: LineOrigin
    segments: Sequence[RewrittenSegment]
    score: float = -math.inf
    """Of the model's headlines how likely it finds them, in nats a token."""


def write(
    articles: Sequence[Sequence[RewrittenSegment]], engine: Engine, prompts: Prompts, carried: Carried
) -> list[Headlined]:
    """A headline for each article: its own title if that is one to print, else the model's best that one of its
    sentences says and that has not strayed from it, else any title, else the first sentence, shortened, else the
    model's best that it carries.

    Those of the model's that say a word twice come after the title. Where none stands, one of the first few
    sentences, shortened, may make one.
    """
    written = [Headlined(None, ())] * len(articles)
    asked: dict[int, str] = {}
    for tokens in WINDOWS:
        openings = {i: _opening(articles[i], tokens, engine) for i, done in enumerate(written) if not done.headline}
        fresh = {i: text for i, text in openings.items() if text != asked.get(i)}
        asked |= fresh
        prompted = [prompts["headline"].fill(text=text) for text in fresh.values()]
        outputs = engine.generate(prompted, engine.spec.decoding.get("headline", Decoding()))
        for i, n_best in zip(fresh, outputs, strict=True):
            candidates = _best_first(answers(n_best, engine.spec), articles[i])
            title_first, least = _trust(articles[i])
            proposals = _proposals(candidates, articles[i], title_first)
            written[i] = _first_supported(proposals, carried, written[i].refusals, least)
    leads = {i: _leads(articles[i], found) for i, found in enumerate(written) if not found.is_sure}
    shorter = iter(shorten.wordings([s.text for lead in leads.values() for s in lead], engine, prompts))
    for i, lead in leads.items():
        wordings = [(sentence, next(shorter)) for sentence in lead]
        proposed = [Proposal(text, "model", [s]) for s, texts in wordings for text in _fittest(texts, s.text)]
        found = _first_supported(proposed, carried)
        written[i] = _better(found, written[i])
    return written


def _leads(segments: Sequence[RewrittenSegment], found: Headlined) -> list[RewrittenSegment]:
    """The sentences to make a headline of: the first few, or where one is there that is not sure, the first of them
    that stands alone.
    """
    first = _prose(segments)[:LEADS]
    return first if found.headline is None else [s for s in first if stands_alone(s.text)][:1]


def _fittest(wordings: Sequence[str], sentence: str) -> list[str]:
    """Those first that say by whose word it is, where the sentence does, and of these the shorter ones."""
    return sorted(wordings, key=lambda text: (not keeps_credit(sentence, text), len(text.split()) > LONG))


def _better(found: Headlined, before: Headlined) -> Headlined:
    """What was found, with what was offered beside the headline before it; that one where this is not sure."""
    refusals = (*before.refusals, *found.refusals)
    if found.headline is None or before.headline is None:
        return Headlined(found.headline or before.headline, refusals)
    if not found.is_sure:
        return Headlined(before.headline, refusals)
    others = _alternatives(found.headline.text, before.headline.alternatives)
    return Headlined(replace(found.headline, alternatives=others), refusals)


def _alternatives(headline: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The first few that say it in other words."""
    found = [headline]
    for text in texts:
        if len(found) > ALTERNATIVES:
            break
        if not any(salience.overlap(text, other) > ALIKE for other in found):
            found.append(text)
    return tuple(found[1:])


def tidy(text: str) -> str:
    """A headline without a site's mark or a full stop at its end and with a capital at its start."""
    text = " ".join(text.split()).strip(" |-–—")
    if titled := _SITE.fullmatch(text):
        text = titled[1]
    if text.endswith(".") and not _DOTTED.search(text):
        text = text[:-1]
    if text.split(" ", 1)[0].islower():  # not iPhone
        text = text[0].upper() + text[1:]
    return text


def is_headline(text: str) -> bool:
    """Whether it is one sentence of a headline's length, has no word that newspapers do not print, none twice in
    a row, unless it is a name (`Duran Duran`), and is no lone clause (`Although minister says so`).
    """
    words = text.split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or _UNPRINTABLE.search(text) or _TWO_SENTENCES.search(text):
        return False
    doubled = any(one.lower() == two for one, two in pairwise(words) if two.islower())
    leans = words[0].lower() in _LEANING and not re.search("[,:]", text)
    return not (doubled or leans)


def _trust(segments: Sequence[RewrittenSegment]) -> tuple[bool, float]:
    """Whether the article's own title is to be trusted before the model's headlines, and how likely, in nats a
    token, the model must find those that are offered besides.
    """
    if sum(s.status == "rewritten" for s in segments) <= NOISY * len(segments):
        return True, -math.inf
    by_rules = noise.translated_alone([marks(s.original) for s in _prose(segments)]) >= TRANSLATED
    return not by_rules, -math.inf if by_rules else LIKELY


def _proposals(
    candidates: Sequence[Candidate], segments: Sequence[RewrittenSegment], title_first: bool
) -> list[Proposal]:
    """The article's own title if it is one to print, the model's headlines, any other title, then those of the
    model's that say a content word again.

    In any form: 4 % of human headlines do, 7 % of the model's, and those are mostly empty (`Blockbuster shares
    fall, shares fall`). Putting them last raises ROUGE-1 from 37.4 to 37.8 on 150 of the calibration half.

    Two editors gave the titles of 81 articles of neural translation 2.9 points of 5 and the model's best 2.5: 83 in
    100 of those are true, 58 of these.
    """
    model = [Proposal(candidate.text, "model", segments, candidate.score) for candidate in candidates]
    titles = [Proposal(s.text, "extract", segments) for s in segments if s.kind == "title"]

    def place(proposal: Proposal) -> int:
        if proposal.origin == "model":
            return 3 if repeats(proposal.text) else 1
        title = tidy(proposal.text)
        return 0 if title_first and _is_title(title) and _has_subject(title) else 2

    return sorted([*model, *titles], key=place)


def _has_subject(title: str) -> bool:
    """Whether it tells something, and of somebody: not as a machine puts it, `Revealed ways to save money`."""
    return telling.tells(title) and not is_past(title.split(" ", 1)[0].lower())


def _is_title(text: str) -> bool:
    """Whether a title is no question, no section (`[NFL]`), not all capitals, and no standfirst or picture's
    caption, as pages leave them before the text.
    """
    return len(text.split()) <= LONG and not text.isupper() and not _NO_TITLE.search(text)


def repeats(text: str) -> bool:
    """Whether a headline says a content word twice, in any form."""
    stems = content_stems(text)
    return len({*stems}) < len(stems)


def _best_first(candidates: Sequence[Candidate], segments: Sequence[RewrittenSegment]) -> list[Candidate]:
    """The model's headlines, best first: likely, on topic, in the article's words, saying what the others say."""
    prose = [s.text for s in _prose(segments)]
    topics, spelt = salience.topics(prose, TOPICS), shorten.speller(" ".join(prose))
    said = {stem(token.low) for token in tokenize("\n".join(prose))}
    likeliest = {c.text: c.score for c in sorted(candidates, key=attrgetter("score"))}
    bags = {text: Counter(text.lower().split()) for text in likeliest}

    def worth(text: str) -> float:
        named = topics.intersection(salience.words(text))
        others = sum(_likeness(bags[text], bags[other.text]) for other in candidates) - 1  # itself
        agreement = others / max(1, len(candidates) - 1)
        unsaid = {*content_stems(text)} - said
        passed = min(least_detour(text, prose), STRAYS)
        gains = TOPIC_NATS * len(named) + AGREEMENT_NATS * agreement
        return likeliest[text] + gains - UNSAID_NATS * len(unsaid) - DETOUR_NATS * passed

    return [Candidate(spelt(text), likeliest[text]) for text in sorted(likeliest, key=worth, reverse=True)]


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """The share of words in common, 0 to 1, as ROUGE-1 has it (F1)."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _opening(segments: Sequence[RewrittenSegment], tokens: int, engine: Engine) -> str:
    return salience.opening([s.text for s in _prose(segments)], engine.count_tokens, tokens)


def _prose(segments: Sequence[RewrittenSegment]) -> list[RewrittenSegment]:
    return [s for s in segments if s.kind == "sentence"]


class _Found(NamedTuple):
    """A headline that the article carries."""

    headline: Headline
    is_sound: bool
    is_sure: bool
    """Whether no other need be sought in its place."""

    @property
    def rank(self) -> int:
        """Less is better: what is sound and sure, what is sound, anything else."""
        return 2 - self.is_sound - (self.is_sound and self.is_sure)


def _first_supported(
    proposals: Sequence[Proposal], carried: Carried, refused: Sequence[Refusal] = (), least: float = -math.inf
) -> Headlined:
    """The first proposal that the article carries, sound ones before others and of these one that is sure; what was
    `refused` before is neither tried nor told again. Others are offered besides if they are `least` likely.
    """
    refusals = list(refused)
    stands: list[_Found] = []
    untried = iter(proposals)
    for proposal in untried:
        text = tidy(proposal.text)
        if not is_headline(text) or any(refusal.text == text for refusal in refusals):
            continue
        support = carried(text, proposal.segments)
        if support.violation is not None:
            refusals.append(Refusal("headline", None, text, support.violation))
            continue
        stands.append(_found(text, proposal, support, carried))
        if stands[-1].rank == 0:
            break
    if not stands:
        return Headlined(None, tuple(refusals))
    first = min(stands, key=attrgetter("rank"))
    likely = (proposal for proposal in islice(untried, TRIED) if proposal.score >= least)
    others = (found for proposal in likely if (found := _tried(proposal, carried)) is not None)
    offered = (found.headline.text for found in others if found.rank == 0)
    alternatives = _alternatives(first.headline.text, offered)
    return Headlined(replace(first.headline, alternatives=alternatives), tuple(refusals), first.is_sure)


def _tried(proposal: Proposal, carried: Carried) -> _Found | None:
    """What the article carries of a proposal that nobody waits for."""
    text = tidy(proposal.text)
    support = carried(text, proposal.segments) if is_headline(text) else None
    return _found(text, proposal, support, carried) if support and support.violation is None else None


def _found(text: str, proposal: Proposal, support: Support, carried: Carried) -> _Found:
    headline = _credited(Headline(text, support.ids, proposal.origin), proposal.segments, carried)
    if proposal.origin == "extract" and _is_title(text):
        return _Found(headline, is_sound=True, is_sure=True)
    own = [segment.text for segment in proposal.segments if segment.id in support.ids]
    sound = is_sound(text, own)
    stays = least_detour(text, own) < STRAYS
    return _Found(headline, sound, is_sure=stays and (sound or proposal.score >= UNSURE))


def _credited(headline: Headline, segments: Sequence[RewrittenSegment], carried: Carried) -> Headline:
    """With whose word it is behind a colon, where its one sentence says so and it does not: `…: analysts`."""
    if headline.origin == "extract" or len(headline.evidence) > 1 or ":" in headline.text:
        return headline
    prose = _prose(segments)
    place = next((i for i, s in enumerate(prose) if s.id == headline.evidence[0]), None)
    if place is None:
        return headline
    behind = prose[place + 1].text.strip() if place + 1 < len(prose) else ""
    who = credit(prose[place].text, headline.text, behind)
    if who is None or not is_headline(text := f"{headline.text}: {who}"):
        return headline
    found = carried(text, segments)
    return headline if found.violation else replace(headline, text=text, evidence=found.ids)


def is_sound(text: str, evidence: Sequence[str]) -> bool:
    """Whether it tells something, and the one sentence that it stands on says it all: the words with content, in
    any form.

    A model puts two together into what neither says (`Amazon gets $3.7 million`, of what it paid and what it got).
    Of 414 headlines that the article carries, by 150 articles, editors found 11 in 100 false where one sentence
    says it all, 33 where it takes a word from elsewhere and 36 where it takes several sentences. On 300 articles of
    the calibration half ROUGE-1 is 37.2 instead of 37.4 with these first.
    """
    words = {*content_stems(_CREDIT.sub("", text))}
    is_said = len(evidence) == 1 and words <= {*content_stems(evidence[0])}
    return is_said and telling.tells(text) and not repeats(text)

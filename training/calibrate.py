"""Calibrate: what margins of a rewrite let through, on half of the development data.

Takes a converted model and the data folder; lets the product propose rewrites with the gate of copying open and
prints what every threshold would have made of them: first by how far the likeliest one goes and of what kind its
edits are, then for sets of margins, chosen as the product chooses. The thresholds are then taken by eye into the
recipe's `[export.rewriting]`; `reach.SLIP_KINDS` was chosen from the table by kind. Touches nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product as pairs
from pathlib import Path

from benchmarks.quality import measures
from benchmarks.quality.data import LANGUAGES, Draw, Sentence
from benchmarks.quality.product import batches, mended
from summarizer import edits, engines, guard, pipeline, prompts
from summarizer.document import LEVELS, REACHES, Level, Reach, apply_edits
from summarizer.engines.base import Engine, Rewriting
from summarizer.glossary import EMPTY
from summarizer.prepare import prepare
from summarizer.prompts import Prompt
from summarizer.rewrite import Offer, Proposed, propose, surest
from training.recipe import options, read_recipe

GAINS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
MARGINS: Mapping[Reach, Sequence[float]] = {
    "slip": (0.0, 0.5, 1.0, 1.5),
    "preposition": (0.0, 1.5, 2.5, 3.5),
    "article": (0.0, 2.5, 3.5, 4.0),
    "wording": (0.0, 2.5, 4.0, 5.0, 5.5, 6.5),
}
"""Those tried, in nats; none may be less than that of what goes less far."""
CLEAN_ALONE = 0.97
"""The floor: so much of clean news is left alone, and no more post-edited sentences become worse than better."""


class Open:
    """`engine` with the gate of copying open."""

    def __init__(self, engine: Engine, rewriting: Rewriting) -> None:
        self.spec = replace(engine.spec, rewriting=replace(rewriting, copy=dict.fromkeys(LEVELS, 1.01)))
        self.name, self.token_limit = engine.name, engine.token_limit
        self.count_tokens, self.spell, self.fluency = engine.count_tokens, engine.spell, engine.fluency
        self.generate, self.score = engine.generate, engine.score


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and what was proposed for it."""

    sentence: Sentence
    left: str
    """As the repairs left it."""
    around: tuple[str, str]
    """The text before and after what is rewritten."""
    proposed: Proposed

    @property
    def copy(self) -> float:
        """P of the least likely piece of the sentence as it stands; 1 where the model was not asked."""
        return math.exp(min(self.proposed.ready.copied, default=0.0))

    def rewritten(self, offer: Offer) -> str:
        before, after = self.around
        return f"{before}{offer.text.rstrip()}{after}"

    def chosen(self, copy: float, margins: Mapping[Reach, float]) -> str:
        """The text that the reader gets."""
        pick = surest(self.proposed.offers, self.proposed.needs(margins, {})) if self.copy < copy else None
        return self.left if pick is None else self.rewritten(pick)


def cases(engine: Open, prompt: Prompt, level: Level, sentences: Sequence[Sentence]) -> Iterator[Case]:
    """One a sentence that is one to the product; others are left out, as their sentences differ."""
    for batch in batches(sentences):
        read = [(sentence, *mended(sentence.source)) for sentence in batch]
        single = [(sentence, article, parts[0]) for sentence, article, parts in read if len(parts) == 1]
        parts = [part for _, _, part in single]
        protected = [pipeline.protected(part, EMPTY, edit_quotes=False) for part in parts]
        ready = prepare(parts, protected, engine, prompt, level, guard.check_rewrite)
        proposed = propose(ready, engine, prompt, level, guard.check_rewrite)
        for (sentence, article, _), found in zip(single, proposed, strict=True):
            item = found.ready.item
            span = item.segment.span
            yield Case(
                sentence,
                apply_edits(article.text, item.edits),
                (article.text[: span.start], article.text[span.end :]),
                found,
            )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of texts beside those they were made from: TER of both, and how many are nearer, farther, the same."""

    before: float
    after: float
    better: int
    worse: int
    alone: float
    """Share, 0 to 1, that is the source byte for byte."""
    exact: float
    """Share, 0 to 1, that is the reference."""


def outcome(found: Sequence[Case], texts: Sequence[str]) -> Outcome:
    references = [case.sentence.references[0] for case in found]
    sources = [case.sentence.source for case in found]
    effect = measures.effect(sources, texts, references)
    return Outcome(
        before=measures.ter(sources, references),
        after=measures.ter(texts, references),
        better=round(effect.better * len(found)),
        worse=round(effect.worse * len(found)),
        alone=effect.alone,
        exact=sum(text == reference for text, reference in zip(texts, references, strict=True))
        / max(1, len(found)),
    )


def sole_kind(before: str, after: str) -> str:
    kinds = {edits.reason(hunk, before).kind for hunk in edits.diff(before, after)}
    return kinds.pop() if len(kinds) == 1 else "several"


def first(case: Case) -> Offer:
    """The likeliest."""
    return case.proposed.offers[0]


def show_groups(found: Mapping[str, Sequence[Case]], copy: float, group_of: Callable[[Case], str]) -> None:
    """What every gain takes of the likeliest offers, by group: nearer and farther than what the repairs left."""
    offered = {name: [c for c in of_set if c.proposed.offers and c.copy < copy] for name, of_set in found.items()}
    for group in sorted({group_of(case) for of_set in offered.values() for case in of_set}):
        for gain in GAINS:
            cells = []
            for name, of_set in offered.items():
                taken = [c for c in of_set if group_of(c) == group and first(c).total >= gain]
                texts = [case.rewritten(first(case)) for case in taken]
                effect = measures.effect(
                    [case.left for case in taken], texts, [case.sentence.references[0] for case in taken]
                )
                cells.append(f"{name} {effect.better * len(taken):3.0f}:{effect.worse * len(taken):<3.0f}")
            print(f"{group:15} gain >= {gain:3.1f}: {' | '.join(cells)}", flush=True)


def show_margins(found: Mapping[str, Sequence[Case]], copy: float) -> None:
    """What the product would make of each set with every margins; an asterisk where they keep the floor."""
    lines = []
    for values in pairs(*(MARGINS[reach] for reach in REACHES)):
        margins = dict(zip(REACHES, values, strict=True))
        if list(values) != sorted(values):
            continue
        made = {
            name: outcome(of_set, [case.chosen(copy, margins) for case in of_set]) for name, of_set in found.items()
        }
        trips, errors, clean, edited = (made[name] for name in ("round trip", "one error", "clean", "MLQE"))
        is_kept = clean.alone >= CLEAN_ALONE and edited.better >= edited.worse
        lines.append(
            (
                trips.after,
                f"{'*' if is_kept else ' '} {' / '.join(f'{value:g}' for value in values):19} "
                f"round trip {100 * trips.after / trips.before - 100:+5.1f} % {trips.better:3}:{trips.worse:<3} | "
                f"one error {100 * errors.exact:4.1f} % | clean {100 * clean.alone:5.1f} % | "
                f"MLQE {edited.after - edited.before:+5.2f} {edited.better:3}:{edited.worse:<3}",
            )
        )
    for _, line in sorted(lines):
        print(line, flush=True)


def main() -> None:
    parser = options("Show what thresholds do.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--limit", type=int, default=500, help="cases a set, or a language")
    arguments = parser.parse_args()
    draw = Draw(read_recipe(arguments.recipe, arguments.work).data, arguments.limit, "calibrate")
    sets = {
        "round trip": draw.round_trips(),
        "one error": draw.noised(),
        "clean": draw.clean(),
        "MLQE": [case for language in LANGUAGES for case in draw.post_edits(language)],
    }
    loaded = engines.load(str(arguments.model))
    rewriting = loaded.spec.rewriting
    if rewriting is None:
        raise SystemExit("this model has no gates to calibrate")
    engine, templates = Open(loaded, rewriting), prompts.load()
    for level in LEVELS:
        found = {name: list(cases(engine, templates[level], level, of_set)) for name, of_set in sets.items()}
        copy = rewriting.copy[level]
        counts = ", ".join(f"{len(of_set)} {name}" for name, of_set in found.items())
        print(f"\n{level}: better:worse of {counts}")
        show_groups(found, copy, lambda case: first(case).reach)
        show_groups(found, copy, lambda case: sole_kind(case.proposed.ready.item.text, first(case).text))
        print(f"\n{level}: margins, {' / '.join(REACHES)}, where P of copying is below {copy:g}")
        show_margins(found, copy)


if __name__ == "__main__":
    main()

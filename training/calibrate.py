"""Calibrate: what the gates of a rewrite let through at every threshold, on half of the development data.

Takes a converted model and the data folder; lets the product rewrite with both gates open, notes how sure the
model was, how far each rewrite goes and of what kind its edits are, and prints what every threshold would have
taken. The thresholds are then chosen by eye and put into the recipe's `[export.rewriting]`; `reach.SLIPS` was
chosen from the table by kind. Touches nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product as pairs
from pathlib import Path

from benchmarks.quality import measures
from benchmarks.quality.data import LANGUAGES, Draw, Sentence
from benchmarks.quality.product import LEVELS, Product, batches, mended
from summarizer import edits, engines, guard, pipeline, prompts
from summarizer.document import Level, Reach, apply_edits
from summarizer.engines.base import Engine, ModelSpec, Rewriting
from summarizer.engines.spec import REACHES
from summarizer.glossary import EMPTY
from summarizer.reach import reach
from summarizer.rewrite import rewrite
from summarizer.settings import Settings
from training.recipe import options, read_recipe

COPIES = (0.1, 0.2, 0.3, 1.01)
GAINS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
MOST_GAIN = 30.0
"""Nats; beyond it a confidence cannot be told from 1."""


class Open:
    """`engine` with both gates of the rewrite open: whatever is any gain passes."""

    def __init__(self, engine: Engine) -> None:
        rewriting = engine.spec.rewriting
        if rewriting is None:
            raise SystemExit("this model has no gates to calibrate")
        every = dict.fromkeys(LEVELS, 1.01)
        any_gain = dict.fromkeys(LEVELS, dict.fromkeys(REACHES, 0.0))
        self.spec: ModelSpec = replace(engine.spec, rewriting=Rewriting(rewriting.prefix, every, any_gain))
        self.name, self.token_limit = engine.name, engine.token_limit
        self.count_tokens, self.spell = engine.count_tokens, engine.spell
        self.generate, self.score = engine.generate, engine.score


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case, the product's text of it with and without the model's rewrites, and how sure the model was."""

    case: Sentence
    left: str
    rewritten: str
    copy: float
    """P of the least likely piece of the sentence as it stands."""
    gain: float
    """Nats by which the rewrite is likelier."""
    reach: Reach
    kind: str
    """Of its edits; `several` where they are not of one kind."""


def proposals(product: Product, level: Level, cases: Sequence[Sentence]) -> Iterator[Proposal]:
    """One a case that is one sentence to the product; others are left out, as their sentences differ."""
    prefix = product.engine.spec.rewriting.prefix if product.engine.spec.rewriting else ""
    for batch in batches(cases):
        read = [(case, *mended(case.source)) for case in batch]
        single = [(case, article, parts[0]) for case, article, parts in read if len(parts) == 1]
        parts = [part for _, _, part in single]
        protected = [pipeline.protected(part, EMPTY, edit_quotes=False) for part in parts]
        done = rewrite(parts, protected, product.engine, product.templates, level, guard.check_rewrite)
        asked = [product.templates[level].fill(sentence=part.text) for part in parts]
        scores = product.engine.score(asked, [part.text for part in parts], prefix)
        for (case, article, part), found, score in zip(single, done, scores, strict=True):
            segment = found.segment
            sure = max((edit.confidence for edit in segment.edits if edit.origin == "model"), default=0.0)
            gain = MOST_GAIN if sure >= 1 else math.log(sure / (1 - sure)) if sure > 0 else -math.inf
            yield Proposal(
                case,
                apply_edits(article.text, part.edits),
                apply_edits(article.text, segment.edits),
                math.exp(min(score)),
                min(gain, MOST_GAIN),
                reach(part.text, segment.text),
                sole_kind(part.text, segment.text),
            )


def sole_kind(before: str, after: str) -> str:
    kinds = {edits.reason(hunk, before).kind for hunk in edits.diff(before, after)}
    return kinds.pop() if len(kinds) == 1 else "several"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rewrites nearer to the reference than what the repairs left, those farther from it, those that are it."""

    better: int
    worse: int
    exact: int


def outcome(found: Sequence[Proposal], copy: float, gain: float) -> Outcome:
    """What one threshold takes of the proposals."""
    taken = [p for p in found if p.copy < copy and p.gain >= gain and p.rewritten != p.left]
    references = [proposal.case.references[0] for proposal in taken]
    texts = [proposal.rewritten for proposal in taken]
    effect = measures.effect([proposal.left for proposal in taken], texts, references)
    return Outcome(
        better=round(effect.better * len(taken)),
        worse=round(effect.worse * len(taken)),
        exact=sum(text == reference for text, reference in zip(texts, references, strict=True)),
    )


def show(
    found: Mapping[str, Sequence[Proposal]], groups: Sequence[str], group_of: Callable[[Proposal], str]
) -> None:
    """A line for every threshold that takes anything of a group."""
    for group in groups:
        of_group = {name: [p for p in cases if group_of(p) == group] for name, cases in found.items()}
        for copy, gain in pairs(COPIES, GAINS):
            outcomes = {name: outcome(cases, copy, gain) for name, cases in of_group.items()}
            if any(o.better or o.worse for o in outcomes.values()):
                cells = " | ".join(
                    f"{name} {o.better:3}:{o.worse:<3} ={o.exact:<3}" for name, o in outcomes.items()
                )
                print(f"{group:15} copy < {copy:4} gain >= {gain:3.1f}: {cells}", flush=True)


def main() -> None:
    parser = options("Show what thresholds do.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--limit", type=int, default=100, help="cases a set; a fifth of it for each language")
    arguments = parser.parse_args()
    draw = Draw(read_recipe(arguments.recipe, arguments.work).data, arguments.limit, "calibrate")
    few = replace(draw, limit=max(1, arguments.limit // len(LANGUAGES)))
    sets = {
        "round trip": draw.round_trips(),
        "one error": draw.noised(),
        "clean": draw.clean(),
        "MLQE": [case for language in LANGUAGES for case in few.post_edits(language)],
    }
    product = Product(Open(engines.load(str(arguments.model))), prompts.load(), Settings())
    for level in LEVELS:
        found = {name: list(proposals(product, level, cases)) for name, cases in sets.items()}
        counts = ", ".join(f"{len(cases)} {name}" for name, cases in found.items())
        print(f"\n{level}: better:worse of {counts}; = is the reference")
        show(found, REACHES, lambda proposal: proposal.reach)
        show(found, sorted({p.kind for cases in found.values() for p in cases}), lambda proposal: proposal.kind)


if __name__ == "__main__":
    main()

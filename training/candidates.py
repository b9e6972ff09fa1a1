"""Candidates: what a model answers to a training prompt, and what each answer is worth.

Takes a converted model, `main.jsonl.gz` (from `training.prepare`), `articles.jsonl.gz` (from `training.roundtrip`)
and the post-edits; gives `WORK/data/candidates.jsonl.gz`: rows of `{"task", "kind", "source", "target", "targets",
"worth"}`. `target` is the answer to learn, null where none is good enough. Touches the work folder alone.

A row of `prepare` says what to answer, not what to choose where the answer is out of reach: whether a rewrite is
worth taking, which of eight headlines. So `training.train` weighs the model's own answers against each other by
their worth (expected risk; Edunov et al. 2018, "Classical Structured Prediction Losses"). That needs no reference
which may be learnt: most post-edits know the foreign source, and six human headlines in seven say more than the
model is shown, yet both tell a better answer from a worse one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from benchmarks.quality.measures import rouge
from summarizer import engines, guard, headline, prompts, shorten, summarize
from summarizer.document import LEVELS
from summarizer.engines.base import Candidate, Decoding, answers
from summarizer.facts import lexicon
from summarizer.facts.attributions import keeps_credit
from summarizer.prompts import Prompts
from summarizer.rewrite import harmless_part
from training.pairs import carriers, mended
from training.prepare import (
    FIX,
    Filter,
    Row,
    all_articles,
    edit_row,
    nearest,
    readings,
    same_style,
    shuffled,
)
from training.recipe import Recipe, options, read_recipe
from training.text import plain, rows, tidy, words, write_rows

T = TypeVar("T")

BATCH = 64
"""Prompts given to the model at once."""
LONG = 4
"""Letters from which a small word that no list has is rubbish of the noise, and no abbreviation."""
MOST_WORTH = 3.0
"""Word edits: a sentence that much nearer to its reference, or farther, says no more about the choice."""
REFUSED = -1.0
"""What an answer that the guard refuses is worth, at most: it costs the editor a mended sentence."""
MOST_WEIGHED = 5
"""Headlines of an article, the likeliest beside the best: each costs as much as a third of reading the article."""
LIKENESS_WORTH = 0.1
"""Of a headline's likeness to the human one, so that headlines differ as much in worth as rewrites do."""


@dataclass(frozen=True)
class Sentence:
    """A prompt's sentence and the human's version of it, which may know more than the sentence says."""

    task: str
    kind: str
    text: str
    reference: str


@dataclass(frozen=True)
class Writing:
    """A prompt for a headline or a line, the sentences it shows, and what a human wrote, which may say more."""

    task: str
    prompt: str
    body: Sequence[str]
    human: str


def distance(text: str, reference: str) -> int:
    """Word edits between two texts."""
    return Levenshtein.distance(words(plain(text)), words(plain(reference)))


def rewrite_row(case: Sentence, outputs: Sequence[str]) -> Row | None:
    """The sentence, the reference and the model's rewrites of it, whole and as far as harmless, by their worth.

    None where the model has no rewrite to weigh.
    """
    unchanged = distance(case.text, case.reference)
    allowed = {case.text: True}
    for text in (tidy(output) for output in outputs):
        if text not in allowed:
            allowed[text] = guard.check_rewrite(case.text, text) is None
            if not allowed[text]:
                allowed.setdefault(harmless_part(case.text, text, (), guard.check_rewrite), True)
    if guard.check_rewrite(case.text, case.reference) is None:
        allowed[case.reference] = True
    worth = {}
    for text, is_allowed in allowed.items():
        nearer = unchanged - distance(text, case.reference)
        worth[text] = max(-MOST_WORTH, min(MOST_WORTH, nearer if is_allowed else min(0, nearer) + REFUSED))
    if len(worth) < 2:
        return None
    best = max(worth, key=lambda text: worth[text])
    row = edit_row(case.task, case.kind, case.text, best)
    return {**row, "targets": [f"{FIX} {text}" for text in worth], "worth": list(worth.values())}


def likeness(text: str, human: str) -> float:
    """The mean of ROUGE-1 and ROUGE-2, 0 to 100."""
    found = rouge([[text]], [[human]])
    return (found.one + found.two) / 2


def is_clean(text: str) -> bool:
    """Whether every small word is one: what the noise has made of a word is carried by the article, and no copy."""
    small = (word for word in re.findall(r"[^\W\d_]+", text) if word.islower() and len(word) >= LONG)
    return all(map(lexicon.is_word, small))


def may_head(text: str) -> bool:
    """Whether a text looks like a headline, whatever it says."""
    return headline.is_headline(text) and is_clean(text) and not headline.repeats(text)


def may_be_line(text: str) -> bool:
    """Whether a text looks like a shortened sentence, whatever it says."""
    return summarize.is_line(text) and is_clean(text) and len(text.split()) <= summarize.ENOUGH


def written_row(case: Writing, outputs: Iterable[str], least: float, unsound: float = 1.0) -> Row | None:
    """The model's texts, and the human one if the article carries it, by likeness to the human one.

    Those that may not be printed are worth nothing, headlines that no one sentence says, or whose speaker is left
    out, `unsound` of it; one is learnt if what it is worth is a likeness of at least `least`. None where there is
    nothing to weigh.
    """
    tidied, fits = (headline.tidy, may_head) if case.task == "headline" else (summarize.tidy, may_be_line)
    human = tidied(case.human)
    worth: dict[str, float] = {}
    for text in dict.fromkeys(map(tidied, [*outputs, human])):
        own = carriers(text, case.body) if fits(text) else []
        if own:
            is_sound = case.task != "headline" or (headline.is_sound(text, own) and keeps_credit(own[0], text))
            worth[text] = LIKENESS_WORTH * likeness(text, human) * (1.0 if is_sound else unsound)
        elif text != human:
            worth[text] = 0.0
    if len(worth) < 2:
        return None
    best = max(worth, key=lambda text: worth[text])
    worth = {text: worth[text] for text in list(dict.fromkeys([best, *worth]))[:MOST_WEIGHED]}
    return {
        "task": case.task,
        "kind": "weighed",
        "source": case.prompt,
        "target": best if worth[best] >= LIKENESS_WORTH * least else None,
        "targets": list(worth),
        "worth": [round(value, 3) for value in worth.values()],
    }


def prepared(recipe: Recipe) -> Iterator[Sentence]:
    """Sentences of the mix, so many of each kind."""
    wanted = Counter(recipe.candidates["kinds"])
    for row in rows(recipe.work / "data" / "main.jsonl.gz"):
        if row["task"] in LEVELS and wanted[row["kind"]] > 0:
            wanted[row["kind"]] -= 1
            text, reference = row["source"].split(": ", 1)[1], row["target"].split(" ", 1)[1]
            yield Sentence(row["task"], row["kind"], text, reference)


def post_edited(recipe: Recipe, rng: random.Random) -> Iterator[Sentence]:
    """Post-edits as they are, half of each level: what cannot be mended must be left alone."""
    check = Filter(recipe)
    least, most = recipe.filter["least_words"], recipe.filter["most_words"]
    for row in shuffled(rows(recipe.data / "rewrite" / "mlqe_pe_train.jsonl.gz"), rng):
        text, reference = same_style(mended(tidy(row["mt"])), tidy(row["pe"]))
        if least <= len(text.split()) <= most and check.spelt(text):
            yield Sentence(rng.choice(LEVELS), "post-edit", text, reference)


def headlined(recipe: Recipe, templates: Prompts, rng: random.Random) -> Iterator[Writing]:
    """Articles whose human headline is one, those sent round first."""
    for read in readings(recipe, all_articles(recipe, rng), rng):
        if headline.is_headline(read.human):
            prompt = templates["headline"].fill(text=" ".join(read.body))
            yield Writing("headline", prompt, read.body, read.human)


def shortened(recipe: Recipe, templates: Prompts, rng: random.Random) -> Iterator[Writing]:
    """Sentences as long as those that the summary shortens, and the human line that says most of one."""
    for article in all_articles(recipe, rng):
        for line in article["summary"]:
            near = nearest(line, article["clean"], most=1)
            if near is not None:
                body = article["noisy" if rng.random() < recipe.mix["noisy_input"] else "clean"][near]
                if len(body[0].split()) > summarize.ENOUGH:
                    yield Writing("shorten", templates["shorten"].fill(sentence=body[0]), body, tidy(line))


@dataclass(frozen=True)
class Asked:
    """What the model is asked."""

    sentences: Sequence[Sentence]
    headlines: Sequence[Writing]
    lines: Sequence[Writing]

    def part(self, number: int, of: int) -> Asked:
        """Every so many-th of each."""
        mine = slice(number, None, of)
        return Asked(self.sentences[mine], self.headlines[mine], self.lines[mine])


def asked(recipe: Recipe) -> Asked:
    rng = random.Random(f"{recipe.seed} candidates")
    templates, numbers = prompts.load(), recipe.candidates
    return Asked(
        [*prepared(recipe), *islice(post_edited(recipe, rng), numbers["post_edits"])],
        list(islice(headlined(recipe, templates, rng), numbers["headlines"])),
        list(islice(shortened(recipe, templates, rng), numbers["lines"])),
    )


class Writer:
    """A model and what it is asked with."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.engine = engines.load(str(folder), threads=1)
        self.prompts = prompts.load()
        self.least = recipe.candidates["likeness"]
        self.unsound = recipe.candidates["unsound"]

    def outputs(self, filled: Sequence[str], task: str, prefix: str = "") -> list[list[Candidate]]:
        return self.engine.generate(filled, self.engine.spec.decoding.get(task, Decoding()), prefix)

    def rewrites(self, level: str, cases: Sequence[Sentence]) -> Iterator[Row]:
        filled = [self.prompts[level].fill(sentence=case.text) for case in cases]
        for case, n_best in zip(cases, self.outputs(filled, level, FIX), strict=True):
            if row := rewrite_row(case, [candidate.text for candidate in n_best]):
                yield row

    def headlines(self, cases: Sequence[Writing]) -> Iterator[Row]:
        short = [case for case in cases if self.engine.count_tokens(case.prompt) <= self.engine.token_limit]
        for case, n_best in zip(short, self.outputs([case.prompt for case in short], "headline"), strict=True):
            texts = [candidate.text for candidate in answers(n_best, self.engine.spec)]
            if row := written_row(case, texts, self.least["headline"], self.unsound):
                yield row

    def lines(self, cases: Sequence[Writing]) -> Iterator[Row]:
        wordings = shorten.wordings([case.body[0] for case in cases], self.engine, self.prompts)
        for case, texts in zip(cases, wordings, strict=True):
            if row := written_row(case, texts, self.least["shorten"]):
                yield row


def weighed(recipe: Recipe, folder: Path, mine: Asked) -> list[Row]:
    """The rows of one process."""
    writer = Writer(recipe, folder)
    found: list[Row] = []

    def note(rows: Callable[[Sequence[T]], Iterator[Row]], cases: Sequence[T]) -> None:
        for start in range(0, len(cases), BATCH):
            found.extend(rows(cases[start : start + BATCH]))
            print(".", end="", flush=True)

    for level in LEVELS:
        note(partial(writer.rewrites, level), [case for case in mine.sentences if case.task == level])
    note(writer.headlines, mine.headlines)
    note(writer.lines, mine.lines)
    return found


def main() -> None:
    parser = options("Let the model answer, and say what its answers are worth.")
    parser.add_argument("model", type=Path)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    threads = recipe.train["threads"]
    every = asked(recipe)
    with ProcessPoolExecutor(threads) as pool:
        parts = pool.map(
            partial(weighed, recipe, arguments.model), [every.part(number, threads) for number in range(threads)]
        )
        found = [row for part in parts for row in part]
    random.Random(recipe.seed).shuffle(found)
    print(write_rows(recipe.work / "data" / "candidates.jsonl.gz", found))
    for (task, kind), count in sorted(Counter((row["task"], row["kind"]) for row in found).items()):
        print(f"{task:10} {kind:22} {count:6}")


if __name__ == "__main__":
    main()

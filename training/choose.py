"""Choose: of the headlines that a model writes, those nearest to the human one become rows to learn from.

Takes a converted model, `articles.jsonl.gz` (from `training.roundtrip`) and its human headlines; gives
`WORK/data/chosen.jsonl.gz`: rows as `training.prepare` makes them. Touches the work folder alone.

One human headline in seven says no more than what the model is shown of its article; the others cannot be learnt as
they are. The model's own can, where the article carries them, and among eight there is mostly one that is nearer to
the human one than the likeliest (best-of-n fine-tuning; Dong et al. 2023, "RAFT: Reward rAnked FineTuning").
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.quality.measures import rouge
from summarizer import engines, headline, prompts
from summarizer.engines.base import Decoding, Engine, answers
from summarizer.facts import lexicon
from summarizer.prompts import Prompts
from training.pairs import carried
from training.prepare import Reading, Row, readings, sent_round, shuffled
from training.recipe import Recipe, options, read_recipe
from training.text import write_rows

BATCH = 64
"""Articles given to the model at once."""
LONG = 4
"""Letters from which a small word that no list has is rubbish of the noise, and no abbreviation."""


def likeness(text: str, human: str) -> float:
    """The mean of ROUGE-1 and ROUGE-2, 0 to 100."""
    found = rouge([[text]], [[human]])
    return (found.one + found.two) / 2


def is_clean(text: str) -> bool:
    """Whether every small word is one: what the noise has made of a word is carried by the article, and no copy."""
    small = (word for word in re.findall(r"[^\W\d_]+", text) if word.islower() and len(word) >= LONG)
    return all(map(lexicon.is_word, small))


def nearest(texts: Iterable[str], read: Reading, least: float) -> str | None:
    """Of the texts that the article carries, the one most like the human headline; None where none is like it."""
    tidied = dict.fromkeys(headline.tidy(text) for text in texts)
    likenesses = {text: likeness(text, read.human) for text in tidied if headline.is_headline(text)}
    for text in sorted(likenesses, key=lambda text: -likenesses[text]):
        if likenesses[text] < least:
            break
        if is_clean(text) and not headline.repeats(text) and carried(text, read.body):
            return text
    return None


def chosen(recipe: Recipe, engine: Engine, templates: Prompts, reads: Sequence[Reading]) -> Iterator[Row]:
    """A row for each article of which some headline is worth learning."""
    asked = [templates["headline"].fill(text=" ".join(read.body)) for read in reads]
    short = [i for i, prompt in enumerate(asked) if engine.count_tokens(prompt) <= engine.token_limit]
    decoding = engine.spec.decoding.get("headline", Decoding())
    outputs = engine.generate([asked[i] for i in short], decoding)
    for i, n_best in zip(short, outputs, strict=True):
        texts = [candidate.text for candidate in answers(n_best, engine.spec)]
        found = nearest(texts, reads[i], recipe.mix["chosen_likeness"])
        if found is not None:
            yield {"task": "headline", "kind": "chosen", "source": asked[i], "target": found}


def rows_of(recipe: Recipe, engine: Engine) -> Iterator[Row]:
    templates = prompts.load()
    rng = random.Random(f"{recipe.seed} chosen")
    found = readings(recipe, shuffled(sent_round(recipe), rng), rng)
    reads = (read for read in found if headline.is_headline(read.human))
    while batch := list(islice(reads, BATCH)):
        yield from chosen(recipe, engine, templates, batch)
        print(".", end="", flush=True)


def main() -> None:
    parser = options("Let the model write headlines and keep the best.")
    parser.add_argument("model", type=Path)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    engine = engines.load(str(arguments.model), threads=recipe.train["threads"])
    found = islice(rows_of(recipe, engine), recipe.mix["chosen"])
    print(write_rows(recipe.work / "data" / "chosen.jsonl.gz", found))


if __name__ == "__main__":
    main()

# ruff: noqa: E501 - tables of words read best in long lines
"""Prepare: filter and mix the sets into one shuffled file of training rows.

Takes the data folder, `articles.jsonl.gz` (from `training.roundtrip`) and, where the recipe asks for titles,
`titles.jsonl.gz` (from `training.titles`); gives `WORK/data/main.jsonl.gz`: rows of
`{"task", "kind", "source", "target"}`, prompts and the forced prefix included.
Each set is made by a process of its own, with a seed of its own, so that a change to one leaves the others as they
were. Touches the work folder alone.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

import sentencepiece

from summarizer import guard, salience
from summarizer.facts import lexicon
from training.by_hand import BY_HAND, LEARNERS, by_hand_pairs
from training.foreign import CLUMSY_TRAITS, add_foreign
from training.noise import CLUMSY, KINDS, PARTICLES, add_noise
from training.pairs import carried, carry_quotations, keep_full_forms, learnable, mended
from training.recipe import Recipe, main_recipe
from training.roundtrip import body_sentences
from training.text import edit_distance, rows, sentences, tidy, write_rows

T = TypeVar("T")
Row = dict[str, Any]
RICH_NAMES = 3
ARTICLE = re.compile(r"\b(?:an?|the)\b", re.IGNORECASE)
LEAST_SHOWN = 40
"""Words of an article that say enough to write a headline of."""
FIX = "fix"
"""What every answer to `correct:` and `rewrite:` begins with: the prefix that the product forces."""
CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
MEND = (("``", '"'), ("''", '"'), (" ...", "..."))


def held_out(identity: str, parts: int) -> bool:
    """True for one id in `parts`, by its own letters, so that it stays out in every run."""
    return zlib.crc32(identity.encode()) % parts == 0


def same_style(source: str, target: str) -> tuple[str, str]:
    """Both sides with straight quotation marks when they differ in curly ones: marks are not the model's business."""
    left = {mark for mark in "’‘“”" if mark in source}
    right = {mark for mark in "’‘“”" if mark in target}
    return (source, target) if left == right else (source.translate(CURLY), target.translate(CURLY))


class Filter:
    """The checks a pair must pass, with a count of why pairs were dropped and how many are kept in part."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(recipe.start / "spiece.model"))
        self.dropped: Counter[str] = Counter()
        self.partly: Counter[str] = Counter()

    def spelt(self, text: str) -> bool:
        """True when the model's vocabulary has all the letters."""
        return self.pieces.unk_id() not in self.pieces.encode(text)

    def sentence(self, text: str) -> bool:
        """A whole, clean sentence worth showing as a target."""
        count = len(text.split())
        return (
            self.recipe.filter["least_words"] <= count <= self.recipe.filter["most_words"]
            and re.match(r"[\"“'‘]?[A-Z0-9]", text) is not None
            and re.search(r"[a-z0-9%)][.!?][\"”'’)]*$", text) is not None
            and not re.search(
                r"https?:|www\.|@|\||•|\.\.\.|[\[\]{}<>_*=]|\s[,.;]|[a-z]\.[A-Z]|[.!?][\"”] [a-z]{0}[A-Z].*[.!?]$",
                text,
            )
            and sum(word.isupper() and len(word) > 1 for word in text.split()) < 0.3 * count
            and text.count('"') % 2 == 0
            and text.count("“") == text.count("”")
            and self.spelt(text)
        )

    def title(self, text: str) -> bool:
        """A headline worth showing as a target."""
        return self.spelt(text) and not text.endswith("...")

    def pair(self, source: str, target: str, most: float, label: str) -> tuple[str, str] | None:
        """The pair made fit to learn from, or None."""
        source, target = same_style(mended(tidy(source)), tidy(target))
        carried = carry_quotations(source, target)
        if carried is None:
            self.dropped[f"{label} quotation"] += 1
            return None
        target = keep_full_forms(source, tidy(carried))
        least, longest = self.recipe.filter["least_words"], self.recipe.filter["most_words"]
        if not (least <= len(source.split()) <= longest and least <= len(target.split()) <= longest):
            self.dropped[f"{label} length"] += 1
        elif not 0.7 <= len(target) / len(source) <= 1.4:
            self.dropped[f"{label} ratio"] += 1
        elif edit_distance(source, target) > most:
            self.dropped[f"{label} distance"] += 1
        elif not (self.spelt(source) and self.spelt(target)):
            self.dropped[f"{label} letters"] += 1
        elif (allowed := learnable(source, target, self.recipe.filter["least_kept"])) is None:
            self.dropped[f"{label} guard"] += 1
        else:
            self.partly[label] += allowed != target
            return source, allowed
        return None


def edit_row(level: str, kind: str, source: str, target: str) -> Row:
    """A row of `correct` or `rewrite`; a sentence that needs no edit is its own target."""
    return {"task": level, "kind": kind, "source": f"{level}: {source}", "target": f"{FIX} {target}"}


def is_near(recipe: Recipe, source: str, target: str) -> bool:
    """Whether what is noise teaches `correct` as well."""
    return edit_distance(source, target) <= recipe.filter["roundtrip_correct_distance"]


def level_of(may_correct: bool, rng: random.Random) -> str:
    return "correct" if may_correct and rng.random() < 0.6 else "rewrite"


def shuffled(values: Iterable[T], rng: random.Random) -> list[T]:
    result = list(values)
    rng.shuffle(result)
    return result


def mlqe_rows(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[Row]:
    """Post-edits that English alone can explain; unchanged ones are the best lesson in leaving alone."""
    for row in shuffled(rows(recipe.data / "rewrite" / "mlqe_pe_train.jsonl.gz"), rng):
        pair = check.pair(row["mt"], row["pe"], recipe.filter["mlqe_distance"][row["pair"][:2]], "mlqe")
        if pair is None:
            continue
        fresh = len(guard.new_words(*pair))
        if fresh > recipe.filter["mlqe_new_words"]:
            check.dropped["mlqe new words"] += 1
            continue
        yield edit_row("rewrite", "mlqe", *pair)
        if fresh == 0 and edit_distance(*pair) <= recipe.filter["mlqe_correct_distance"]:
            yield edit_row("correct", "mlqe", *pair)


def wmt_segment(row: Row) -> str:
    return str(row["id"]).removesuffix("-" + row["system"])


def wmt_rows(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[Row]:
    """Outputs of the poorer systems beside a near reference; none of the articles kept for development."""
    held_back = {
        sentence
        for article in rows(recipe.data / "rewrite" / "wmt_articles_2022_2023.jsonl.gz")
        if article["domain"] == "news"
        for reference in article["refs"]
        for paragraph in reference
        for sentence in paragraph
    }
    path = recipe.data / "rewrite" / "wmt_2022_2023.jsonl.gz"
    distances: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows(path):
        distances[(f"{row['year']}{row['pair']}", row["system"])].append(row["distance"])
    systems: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (pair_name, system), values in distances.items():
        systems[pair_name].append((-sum(values) / len(values), system))
    poor = {
        (pair_name, system)
        for pair_name, ranked in systems.items()
        for _, system in sorted(ranked)[: max(1, round(len(ranked) * recipe.filter["wmt_poor_share"]))]
    }
    taken: Counter[str] = Counter()
    for row in shuffled(rows(path), rng):
        segment = wmt_segment(row)
        if (
            (f"{row['year']}{row['pair']}", row["system"]) not in poor
            or row["ref"] in held_back
            or taken[segment] >= 2
        ):
            continue
        if held_out(segment, recipe.mix["wmt_dev"]):
            continue
        pair = check.pair(row["mt"], row["ref"], recipe.filter["wmt_distance"], "wmt")
        if pair is not None and len(guard.new_words(*pair)) <= recipe.filter["wmt_new_words"]:
            taken[segment] += 1
            yield edit_row("rewrite", "wmt", *pair)


def given_pairs(recipe: Recipe, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The data folder's round trips, noisy and clean."""
    for row in shuffled(rows(recipe.data / "rewrite" / "roundtrip_train.jsonl.gz"), rng):
        yield row["mt"], row["ref"]


def fresh_pairs(recipe: Recipe, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The sentences of the articles sent round, noisy and clean."""
    articles = sent_round(recipe)
    pairs = (pair for article in articles for pair in zip(article["noisy"], article["clean"], strict=True))
    yield from shuffled(pairs, rng)


def title_pairs(recipe: Recipe, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Headlines sent round, noisy and clean."""
    for row in shuffled(sent_titles(recipe), rng):
        yield row["noisy"], row["clean"]


def titles_in_print(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[str]:
    """Headlines, every third as its outlet printed it, with capitals or without."""
    for row in shuffled(sent_titles(recipe), rng):
        title = mended(row["printed"] if rng.random() < 1 / 3 else row["clean"])
        if check.title(title):
            yield title


def roundtrip_rows(
    recipe: Recipe,
    check: Filter,
    pairs: Iterable[tuple[str, str]],
    rng: random.Random,
    kind: Literal["roundtrip", "title"] = "roundtrip",
) -> Iterator[Row]:
    """Round trips, a third of them with planted noise on top; near ones teach `correct` as well."""
    is_target = check.title if kind == "title" else check.sentence
    for number, (noisy, clean) in enumerate(pairs):
        if not is_target(tidy(clean)):
            continue
        pair = check.pair(noisy, clean, recipe.filter["roundtrip_distance"], kind)
        if pair is None or pair[0] == pair[1]:
            continue
        source, target = pair
        if number % 3 == 0:
            noisier = mended(add_noise(source, rng, rng.choice((1, 1, 2)), KINDS | CLUMSY)[0])
            source = noisier if guard.check_rewrite(noisier, target) is None else source
        yield edit_row(level_of(is_near(recipe, source, target), rng), kind, source, target)


def names(sentence: str) -> int:
    """Words of a sentence, beyond the first, with a capital or a digit: what the model must learn to copy."""
    return sum(word[:1].isupper() or any(map(str.isdigit, word)) for word in sentence.split()[1:])


def planted(targets: Iterable[str], kind: str, counts: Sequence[int], rng: random.Random) -> Iterator[Row]:
    """Clean sentences, or titles, with so many errors planted in each; a title that lost an article lacks none."""
    for target in targets:
        level = "correct" if rng.random() < 0.6 else "rewrite"
        table = PARTICLES if kind == "particles" else KINDS | CLUMSY if level == "rewrite" else KINDS
        count = rng.choice(counts) if len(counts) > 1 else counts[0]  # no draw more: a seed keeps giving its mix
        source, kinds = add_noise(target, rng, count, table)
        source = mended(source)
        is_shorter = kind == "title_single" and len(ARTICLE.findall(source)) < len(ARTICLE.findall(target))
        if kinds and source != target and not is_shorter and guard.check_rewrite(source, target) is None:
            yield edit_row(level, kind, source, target)


def foreign_rows(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[Row]:
    """Clean sentences as word-for-word translation would leave them; near ones teach `correct` as well."""
    for sentence in clean_sentences(recipe, check, rng):
        noisy, traits = add_foreign(sentence, rng)
        pair = check.pair(noisy, sentence, recipe.filter["roundtrip_distance"], "foreign") if traits else None
        if pair is None or pair[0] == pair[1]:
            continue
        may_correct = not CLUMSY_TRAITS.intersection(traits) and is_near(recipe, *pair)
        yield edit_row(level_of(may_correct, rng), "foreign", *pair)


def by_hand_rows(
    recipe: Recipe,
    check: Filter,
    rng: random.Random,
    paths: Sequence[Path] = BY_HAND,
    *,
    errors_alone: bool = False,
) -> Iterator[Row]:
    """What was written by hand, over and over: post-edits mend errors alone, so they teach both levels, and so does
    news with `errors_alone`.
    """
    dev = recipe.mix["by_hand_dev"]
    pairs = [pair for pair in by_hand_pairs(recipe.data, paths) if not held_out(pair.source, dev)]
    is_any = True
    while is_any:
        is_any = False
        for written in shuffled(pairs, rng):
            pair = check.pair(written.source, written.target, recipe.filter["by_hand_distance"], "by_hand")
            if pair is None:
                continue
            is_any = True
            if pair[0] == pair[1]:
                if rng.random() < recipe.mix["by_hand_kept"]:
                    yield kept_row("by_hand", pair[0], rng)
                continue
            yield edit_row("rewrite", "by_hand", *pair)
            if errors_alone or not written.of_news or is_near(recipe, *pair):
                yield edit_row("correct", "by_hand", *pair)


def kept(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[Row]:
    """Clean sentences that must stay as they are, every second full of names."""
    full = False
    for sentence in clean_sentences(recipe, check, rng):
        if full and names(sentence) < RICH_NAMES:
            continue
        full = not full
        yield kept_row("clean", sentence, rng)


def kept_row(kind: str, text: str, rng: random.Random) -> Row:
    return edit_row("correct" if rng.random() < 0.5 else "rewrite", kind, text, text)


def shown(article: Row, limit: int, noisy: bool) -> list[str]:
    """The sentences of an article's first `limit` words, clean or noisy."""
    result: list[str] = []
    count = 0
    for sentence in article["noisy" if noisy else "clean"]:
        count += len(sentence.split())
        if result and count > limit:
            break
        result.append(sentence)
    return result


def sentence_case(headline: str, body: str) -> str:
    """A headline in capitals at every word, written as a sentence; names stay as the body has them."""
    words = headline.split()
    if sum(word[:1].isupper() for word in words) < 0.6 * len(words):
        return headline
    tokens = set(re.findall(r"[\w'’-]+", body))
    result = words[:1]
    for word in words[1:]:
        bare = word.strip("\"'“”‘’.,:;!?()")
        low = bare.lower()
        small = low in tokens or low in lexicon.words("stop") or (lexicon.is_ordinary(low) and bare not in tokens)
        lower = bare.istitle() and small
        result.append(word.replace(bare, low) if lower and not result[-1].endswith((":", "?")) else word)
    return " ".join(result)


def clean_headline(text: str) -> str:
    """A headline without the outlet's name and other furniture."""
    text = re.sub(r"\s+[|–—-]\s+(?:[A-Z][\w.&']*\s?){1,4}$", "", tidy(text))
    text = re.sub(
        r"^(?:UPDATE \d-|WRAPUP \d-|EXCLUSIVE:?|BREAKING:?|WATCH:?|VIDEO:?|OPINION:?|Exclusive:)\s*", "", text
    )
    return text.strip()


@dataclass(frozen=True)
class Reading:
    """What is shown of an article, and its human headline."""

    source: str
    body: list[str]
    human: str


def readings(recipe: Recipe, articles: Iterable[Row], rng: random.Random) -> Iterator[Reading]:
    """Articles, shown clean or noisy, of which there is enough to read and whose headline is not all capitals."""
    for article in articles:
        human = clean_headline(article["headline"])
        body = shown(article, recipe.mix["headline_words"], rng.random() < recipe.mix["noisy_input"])
        text = " ".join(body)
        if not human.isupper() and len(text.split()) >= LEAST_SHOWN:
            yield Reading(article["source"], body, sentence_case(human, text))


def headline_rows(recipe: Recipe, check: Filter, articles: Iterable[Row], rng: random.Random) -> Iterator[Row]:
    """Human headlines that the shown part of the article supports."""
    for read in readings(recipe, articles, rng):
        if (
            4 <= len(read.human.split()) <= 15
            and not read.human.endswith("?")
            and "..." not in read.human
            and check.spelt(read.human)
            and carried(read.human, read.body)
        ):
            source = f"headline: {' '.join(read.body)}"
            yield {"task": "headline", "kind": read.source, "source": source, "target": read.human}


def good_line(recipe: Recipe, check: Filter, line: str, body: list[str]) -> str | None:
    """A human summary line, tidied, if the sentences of `body` carry it."""
    line = tidy(line)
    line = re.sub(r"\s+([.,;:!?])", r"\1", line)
    if (
        not line
        or not 5 <= len(line.split()) <= recipe.mix["line_words"]
        or not check.spelt(line)
        or line.endswith(("?", ":", "..."))
    ):
        return None
    if line[-1] not in ".!\"'”’":
        line += "."
    return line if carried(line, body) else None


def overlap(line: str, sentence: str) -> tuple[float, float]:
    """Shares of content words in common: of the line's, of the sentence's (first five letters)."""
    left = {word[:5] for word in salience.words(line)}
    right = {word[:5] for word in salience.words(sentence)}
    both = len(left & right)
    return both / max(1, len(left)), both / max(1, len(right))


def nearest(line: str, sentences: Sequence[str], most: int) -> slice | None:
    """Where up to `most` sentences in a row stand that say what a human line says; None where none do."""
    best: tuple[float, slice] | None = None
    for start in range(len(sentences)):
        for stop in range(start + 1, min(start + most, len(sentences)) + 1):
            text = " ".join(sentences[start:stop])
            mine, theirs = overlap(line, text)
            score = mine + 0.3 * theirs - 0.15 * (stop - start - 1)
            if mine >= 0.75 and len(text.split()) <= 80 and (best is None or score > best[0]):
                best = (score, slice(start, stop))
    return best and best[1]


def shorten_rows(recipe: Recipe, check: Filter, articles: Iterable[Row], rng: random.Random) -> Iterator[Row]:
    """One or two article sentences and the human line that says the same in fewer words."""
    for article in articles:
        clean, noisy = article["clean"], article["noisy"]
        for line in article["summary"]:
            near = nearest(line, clean, most=2)
            if near is None:
                continue
            read = (noisy if rng.random() < recipe.mix["noisy_input"] else clean)[near]
            source = " ".join(read)
            good = good_line(recipe, check, line, read)
            if (
                good
                and len(good.split()) < 0.95 * len(source.split())
                and len(good.split()) <= 25
                and check.spelt(source)
            ):
                yield {"task": "shorten", "kind": article["source"], "source": f"shorten: {source}", "target": good}
        place = rng.randrange(min(4, len(clean)))
        if (
            rng.random() < 0.15
            and 8 <= len(clean[place].split()) <= 17
            and check.sentence(clean[place])
            and '"' not in clean[place]
        ):
            source = noisy[place] if rng.random() < recipe.mix["noisy_input"] else clean[place]
            if check.spelt(source) and carried(clean[place], [source]):
                yield {"task": "shorten", "kind": "short", "source": f"shorten: {source}", "target": clean[place]}


def clean_sentences(recipe: Recipe, check: Filter, rng: random.Random) -> Iterator[str]:
    """Clean news sentences of every source, over and over articles until nobody asks any more.

    Curly quotes in their share.
    """
    bodies = (
        row["body"]
        for path in sorted((recipe.data / "news").glob("*.train.jsonl.gz"))
        if "reuters21578" not in path.name
        for row in rows(path)
    )
    articles = shuffled(bodies, rng)
    any_found = True
    while any_found:
        any_found = False
        for body in articles:
            paragraphs = [paragraph for paragraph in body.split("\n") if paragraph.strip()]
            if not paragraphs:
                continue
            found = [sentence for sentence in sentences(tidy(rng.choice(paragraphs))) if check.sentence(sentence)]
            if found:
                any_found = True
                yield rng.choice(found)


def clean_articles(recipe: Recipe, known: set[str]) -> Iterator[Row]:
    """Articles that never went round: shown clean, as they are, for more headlines and lines."""
    for source in recipe.mix["clean_sources"]:
        for row in rows(recipe.data / "news" / f"{source}.train.jsonl.gz"):
            if row["id"] not in known:
                lines = body_sentences(row["body"], 200)
                if len(lines) >= 3:
                    yield {
                        "id": row["id"],
                        "source": source,
                        "headline": row["headline"],
                        "summary": row["summary"],
                        "clean": lines,
                        "noisy": lines,
                    }


def sent_round(recipe: Recipe) -> Iterator[Row]:
    return rows(recipe.work / "data" / "articles.jsonl.gz")


def sent_titles(recipe: Recipe) -> Iterator[Row]:
    return rows(recipe.work / "data" / "titles.jsonl.gz")


def all_articles(recipe: Recipe, rng: random.Random) -> list[Row]:
    """The articles sent round, then those shown clean alone."""
    noisy = shuffled(sent_round(recipe), rng)
    return noisy + shuffled(clean_articles(recipe, {article["id"] for article in noisy}), rng)


SETS: dict[str, Callable[[Recipe, Filter, random.Random], Iterator[Row]]] = {
    "roundtrip": lambda recipe, check, rng: roundtrip_rows(recipe, check, given_pairs(recipe, rng), rng),
    "roundtrip_fresh": lambda recipe, check, rng: roundtrip_rows(recipe, check, fresh_pairs(recipe, rng), rng),
    "headline": lambda recipe, check, rng: headline_rows(recipe, check, all_articles(recipe, rng), rng),
    "mlqe": mlqe_rows,
    "noise_single": lambda recipe, check, rng: planted(clean_sentences(recipe, check, rng), "single", (1,), rng),
    "shorten": lambda recipe, check, rng: shorten_rows(recipe, check, all_articles(recipe, rng), rng),
    "wmt": wmt_rows,
    "noise_multiple": lambda recipe, check, rng: planted(
        clean_sentences(recipe, check, rng), "multiple", (2, 2, 3, 4, 5), rng
    ),
    "noise_particles": lambda recipe, check, rng: planted(
        clean_sentences(recipe, check, rng), "particles", (1, 2, 3), rng
    ),
    "foreign": foreign_rows,
    "by_hand": by_hand_rows,
    "learners": lambda recipe, check, rng: by_hand_rows(recipe, check, rng, LEARNERS, errors_alone=True),
    "keep": kept,
    "title": lambda recipe, check, rng: roundtrip_rows(recipe, check, title_pairs(recipe, rng), rng, "title"),
    "title_single": lambda recipe, check, rng: planted(
        titles_in_print(recipe, check, rng), "title_single", (1, 1, 1, 2), rng
    ),
    "title_keep": lambda recipe, check, rng: (
        kept_row("title_keep", title, rng) for title in titles_in_print(recipe, check, rng)
    ),
}
"""Each set of the mix, the slowest first; the recipe says how many rows of each."""


@dataclass(frozen=True)
class Made:
    """The rows of one set, why pairs were dropped, and how many were kept in part."""

    rows: list[Row]
    dropped: Counter[str]
    partly: Counter[str]


def made(recipe: Recipe, name: str) -> Made:
    """One set, with its own random numbers."""
    check = Filter(recipe)
    found = SETS[name](recipe, check, random.Random(f"{recipe.seed} {name}"))
    return Made(list(islice(found, recipe.mix[name])), check.dropped, check.partly)


def mix(recipe: Recipe) -> Made:
    """All rows, shuffled."""
    with ProcessPoolExecutor(recipe.train["threads"]) as pool:
        parts = list(pool.map(partial(made, recipe), SETS))
    found = [row for part in parts for row in part.rows]
    random.Random(recipe.seed).shuffle(found)
    return Made(
        found,
        sum((part.dropped for part in parts), Counter()),
        sum((part.partly for part in parts), Counter()),
    )


def main() -> None:
    recipe = main_recipe()
    found = mix(recipe)
    write_rows(recipe.work / "data" / "main.jsonl.gz", found.rows)
    for (task, kind), count in sorted(Counter((row["task"], row["kind"]) for row in found.rows).items()):
        letters = sum(
            len(row["source"]) + len(row["target"])
            for row in found.rows
            if (row["task"], row["kind"]) == (task, kind)
        )
        print(f"{task:10} {kind:22} {count:6} {letters // 4:9} tokens or so")
    for reason, count in found.dropped.most_common():
        print(f"dropped {reason}: {count}")
    for label, count in found.partly.most_common():
        print(f"kept in part {label}: {count}")


if __name__ == "__main__":
    main()

"""Evaluate a converted model on development data, and calibrate its thresholds.

Takes a CTranslate2 folder; gives one line a measure on stdout and, in `--out FOLDER`, the raw cases
(`edits.jsonl.gz`: source, reference, candidate, confidence in copying, gain, errors before and after) that
`calibrate` sweeps and an editor can read. Touches the out folder alone. The product's benchmark is
`benchmarks/quality`; this is the quick look that steers training.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import CHRF, TER

from training.facts import quotations, read_ordinary, same_facts, supported
from training.noise import add_noise
from training.prepare import Filter, good_line, sentence_case, shown
from training.recipe import Recipe, options, read_recipe
from training.roundtrip import body_sentences, round_trip
from training.text import rows, sentences, tidy, write_rows

BATCH = 2048  # tokens
TER_METRIC = TER(normalized=True, case_sensitive=True)
CHRF_METRIC = CHRF()
ROUGE = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


class Model:
    """A converted model: decisions, judgements and n-best in whole batches."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.translator = ctranslate2.Translator(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads
        )
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))

    def encode(self, prompts: list[str]) -> list[list[str]]:
        return [[*self.pieces.encode(prompt, out_type=str)[:511], "</s>"] for prompt in prompts]

    def chance(self, prompts: list[str], answer: str) -> list[float]:
        """P(answer) as the first piece of the output."""
        target = [self.pieces.encode(answer, out_type=str)] * len(prompts)
        scored = self.translator.score_batch(
            self.encode(prompts), target, max_batch_size=BATCH, batch_type="tokens"
        )
        return [math.exp(result.log_probs[0]) for result in scored]

    def score(self, prompts: list[str], answers: list[str]) -> list[float]:
        """log P of whole answers."""
        targets = [self.pieces.encode(answer, out_type=str) for answer in answers]
        scored = self.translator.score_batch(
            self.encode(prompts), targets, max_batch_size=BATCH, batch_type="tokens"
        )
        return [sum(result.log_probs) for result in scored]

    def copying(self, prompts: list[str], sources: list[str]) -> list[float]:
        """The least P of any piece of the source itself: low where the model would change something."""
        targets = [self.pieces.encode(f"fix {source}", out_type=str) for source in sources]
        scored = self.translator.score_batch(
            self.encode(prompts), targets, max_batch_size=BATCH, batch_type="tokens"
        )
        return [math.exp(min(result.log_probs[1:])) for result in scored]

    def decode(
        self, prompts: list[str], prefix: str = "", count: int = 1, **settings: Any
    ) -> list[list[tuple[str, float]]]:
        """The n best texts of each prompt with their scores, the forced prefix taken off."""
        pieces = self.pieces.encode(prefix, out_type=str) if prefix else []
        done = self.translator.translate_batch(
            self.encode(prompts),
            target_prefix=[pieces] * len(prompts) if pieces else None,
            num_hypotheses=count,
            return_scores=True,
            max_batch_size=2048,
            batch_type="tokens",
            **settings,
        )
        return [
            [
                (self.pieces.decode(tokens[len(pieces) :]), score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in done
        ]


@dataclass(frozen=True)
class Case:
    """One sentence to edit: which set it belongs to, what went in, what a human made of it."""

    group: str
    source: str
    reference: str


def errors(text: str, reference: str) -> tuple[float, float]:
    """TER's edits and the reference's length."""
    stats = TER_METRIC._extract_corpus_statistics([text], [[reference]])[0]
    return float(stats[0]), float(stats[1])


def edit_cases(recipe: Recipe, size: int) -> Iterator[Case]:
    """Development sentences of every kind, the same ones in every run."""
    rng = random.Random(recipe.seed)
    folder = recipe.data / "rewrite"
    by_pair: dict[str, list[dict[str, Any]]] = {}
    for row in rows(folder / "mlqe_pe_dev.jsonl.gz"):
        by_pair.setdefault(row["pair"][:2], []).append(row)
    for language, found in by_pair.items():
        for row in rng.sample(found, min(size, len(found))):
            yield Case(f"mlqe-{language}", row["mt"], row["pe"])
    found = list(rows(folder / "roundtrip_dev.jsonl.gz"))
    for row in rng.sample(found, min(size, len(found))):
        yield Case("roundtrip", row["mt"], row["ref"])
    check = Filter(recipe, read_ordinary(recipe.work / "data" / "ordinary.txt"))
    clean = [
        sentence
        for path in sorted((recipe.data / "news").glob("*.dev.jsonl.gz"))
        if "reuters21578" not in path.name
        for row in rows(path)
        for sentence in sentences(tidy(row["body"]))[1:6:2]
        if check.sentence(sentence)
    ]
    rng.shuffle(clean)
    for sentence in clean[:size]:
        yield Case("clean", sentence, sentence)
    for sentence in clean[size : 2 * size]:
        noisy, kinds = add_noise(sentence, rng, 1)
        if kinds:
            yield Case("single", noisy, sentence)


def guarded(source: str, nbest: list[tuple[str, float]], ordinary: frozenset[str]) -> tuple[str, float, int]:
    """The first candidate with the source's facts and quotations, its score, how many were refused.

    The source when none is left.
    """
    for place, (text, score) in enumerate(nbest):
        if text and same_facts(source, text, ordinary) and quotations(source) == quotations(text):
            return text, score, place
    return source, 0.0, len(nbest)


def edit_records(model: Model, recipe: Recipe, level: str, cases: list[Case]) -> Iterator[dict[str, Any]]:
    """Everything the thresholds need to know about each case, decoded once."""
    ordinary = read_ordinary(recipe.work / "data" / "ordinary.txt")
    prompts = [f"{level}: {case.source}" for case in cases]
    settings = recipe.export["decoding"][level]
    nbest = model.decode(prompts, "fix", count=settings["beam_size"], **settings)
    chosen = [guarded(case.source, candidates, ordinary) for case, candidates in zip(cases, nbest, strict=True)]
    changed = [text != case.source for case, (text, _, _) in zip(cases, chosen, strict=True)]
    some = [place for place, different in enumerate(changed) if different]
    new = model.score([prompts[i] for i in some], [f"fix {chosen[i][0]}" for i in some])
    old = model.score([prompts[i] for i in some], [f"fix {cases[i].source}" for i in some])
    gains = dict(zip(some, (a - b for a, b in zip(new, old, strict=True)), strict=True))
    copies = model.copying(prompts, [case.source for case in cases])
    for place, (case, (text, score, refused), candidates) in enumerate(zip(cases, chosen, nbest, strict=True)):
        before, length = errors(case.source, case.reference)
        after, _ = errors(text, case.reference) if text != case.source else (before, length)
        yield {
            "group": case.group,
            "level": level,
            "source": case.source,
            "reference": case.reference,
            "candidate": text,
            "first": candidates[0][0],
            "score": score,
            "gain": gains.get(place, 0.0),
            "copy": copies[place],
            "refused": refused,
            "before": before,
            "after": after,
            "length": length,
        }


def taken(record: dict[str, Any], copy: float, gain: float) -> bool:
    """True when these thresholds let the candidate through."""
    return bool(record["copy"] < copy and record["gain"] >= gain and record["candidate"] != record["source"])


def table(records: list[dict[str, Any]], copy: float, gain: float) -> dict[str, dict[str, float]]:
    """What the product would do with these thresholds, by group."""
    result: dict[str, dict[str, float]] = {}
    for group in dict.fromkeys(record["group"] for record in records):
        part = [record for record in records if record["group"] == group]
        use_it = [taken(record, copy, gain) for record in part]
        before = sum(record["before"] for record in part)
        after = sum(record["after"] if use else record["before"] for record, use in zip(part, use_it, strict=True))
        length = sum(record["length"] for record in part)
        texts = [record["candidate"] if use else record["source"] for record, use in zip(part, use_it, strict=True)]
        references = [[record["reference"] for record in part]]
        result[group] = {
            "n": len(part),
            "ter": 100 * before / length,
            "ter_new": 100 * after / length,
            "chrf": CHRF_METRIC.corpus_score([record["source"] for record in part], references).score,
            "chrf_new": CHRF_METRIC.corpus_score(texts, references).score,
            "better": sum(
                use and record["after"] < record["before"] for record, use in zip(part, use_it, strict=True)
            ),
            "worse": sum(
                use and record["after"] > record["before"] for record, use in zip(part, use_it, strict=True)
            ),
            "touched": sum(use_it),
            "exact": 100
            * sum(text == record["reference"] for text, record in zip(texts, part, strict=True))
            / len(part),
        }
    return result


def show(title: str, values: dict[str, dict[str, float]]) -> None:
    print(title)
    for group, row in values.items():
        print(
            f"  {group:10} n {row['n']:4} TER {row['ter']:5.1f} -> {row['ter_new']:5.1f}"
            f" chrF {row['chrf']:5.1f} -> {row['chrf_new']:5.1f} better {row['better']:4} worse {row['worse']:4}"
            f" touched {row['touched']:4} exact {row['exact']:5.1f}%",
            flush=True,
        )


def mean_rouge(outputs: list[str], references: list[str]) -> str:
    scores = [ROUGE.score(reference, output) for reference, output in zip(references, outputs, strict=True)]
    return " / ".join(
        f"{100 * sum(score[kind].fmeasure for score in scores) / len(scores):.1f}"
        for kind in ("rouge1", "rouge2", "rougeL")
    )


def summaries(model: Model, recipe: Recipe, size: int) -> Iterator[dict[str, Any]]:
    """Headlines and summaries beside their trivial rivals; prints the scores, gives the cases."""
    ordinary = read_ordinary(recipe.work / "data" / "ordinary.txt")
    decoding = recipe.export["decoding"]
    cases: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for source in ("allsides", "reuters_2006_13", "dailymail_2020", "bbc_2004_05"):
        for row in list(rows(recipe.data / "news" / f"{source}.dev.jsonl.gz"))[: size // 3]:
            clean = body_sentences(row["body"], 340)
            if len(clean) > 2 and row["headline"]:
                cases.append((row, {"clean": clean, "noisy": round_trip(clean, "spa") or clean}))
    for noisy in (False, True):
        bodies = [shown(article, recipe.mix["headline_words"], noisy) for _, article in cases]
        nbest = model.decode(
            [f"headline: {body}" for body in bodies],
            count=decoding["headline"]["beam_size"],
            **decoding["headline"],
        )
        texts = [
            next((text for text, _ in found if supported(text, body, ordinary)), found[0][0])
            for found, body in zip(nbest, bodies, strict=True)
        ]
        lead = [" ".join(article["noisy" if noisy else "clean"][0].split()[:12]) for _, article in cases]
        wanted = [row["headline"] for row, _ in cases]
        bad = sum(
            not supported(found[0][0], body, ordinary) for found, body in zip(nbest, bodies, strict=True)
        ) / len(bodies)
        print(
            f"headline {'noisy' if noisy else 'clean'} n {len(cases)}:"
            f" lead {mean_rouge(lead, wanted)} model {mean_rouge(texts, wanted)}"
            f" unsupported first {100 * bad:.0f}%",
            flush=True,
        )
        for body, text, want in zip(bodies, texts, wanted, strict=True):
            yield {
                "task": "headline",
                "noisy": noisy,
                "source": body,
                "output": text,
                "reference": sentence_case(want, body, ordinary),
            }
    for source in ("cnn_dailymail_sample", "allsides"):
        chosen = []
        for row in rows(recipe.data / "news" / f"{source}.dev.jsonl.gz"):
            clean = body_sentences(row["body"], 340)
            if len(row["summary"]) >= 2 and len(clean) >= 3:
                chosen.append((row, {"clean": clean, "noisy": round_trip(clean, "cat") or clean}))
        for noisy in (False, True):
            side = "noisy" if noisy else "clean"
            bodies = [shown(article, recipe.mix["summary_words"], noisy) for _, article in chosen]
            wanted = [" ".join(row["summary"]) for row, _ in chosen]
            lead = [" ".join(article[side][:3]) for _, article in chosen]
            found = model.decode([f"summarize: {body}" for body in bodies], **decoding["summarize"])
            texts = [best[0][0].replace(" | ", " ") for best in found]
            three = sum(best[0][0].count("|") == 2 for best in found)
            shortened = model.decode(
                [f"shorten: {line}" for _, article in chosen for line in article[side][:3]], **decoding["shorten"]
            )
            lines = [best[0][0] for best in shortened]
            short = [" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)]
            print(
                f"summary {source} {side} n {len(chosen)}: lead-3 {mean_rouge(lead, wanted)}"
                f" summarize {mean_rouge(texts, wanted)} (three lines {three})"
                f" shortened lead-3 {mean_rouge(short, wanted)}",
                flush=True,
            )
            for body, best, line, want in zip(bodies, found, short, wanted, strict=True):
                yield {
                    "task": "summarize",
                    "noisy": noisy,
                    "source": body,
                    "output": best[0][0],
                    "short": line,
                    "reference": want,
                }


def main() -> None:
    parser = options("Evaluate a converted model.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=100, help="cases a set")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=("edits", "summaries"), default=None)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe, arguments.work)
    model = Model(arguments.model, arguments.threads)
    if arguments.only != "summaries":
        cases = list(edit_cases(recipe, arguments.size))
        records = [
            record for level in ("correct", "rewrite") for record in edit_records(model, recipe, level, cases)
        ]
        write_rows(arguments.out / "edits.jsonl.gz", records)
        for level in ("correct", "rewrite"):
            part = [record for record in records if record["level"] == level]
            for copy, gain in ((1.01, -99.0), (1.01, 0.5), (0.3, 1.0)):
                show(f"{level}, copy < {copy}, gain >= {gain}", table(part, copy, gain))
    if arguments.only != "edits":
        write_rows(arguments.out / "summaries.jsonl.gz", summaries(model, recipe, arguments.size))


__all__ = ["Model", "edit_records", "good_line", "table"]

if __name__ == "__main__":
    main()

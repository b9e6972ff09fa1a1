"""Count what the guard refuses, what facts a run of the product loses or invents, and what it flags.

Takes a folder of development data, or one that a batch has written; prints Markdown on standard output; touches
nothing but the file named by `--findings`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.fidelity import plain
from benchmarks.fidelity.faults import PLANTERS
from benchmarks.fidelity.rewordings import is_rewording, reword

if TYPE_CHECKING:
    from summarizer.document import Flag, Result

Pair = tuple[str, str]
T = TypeVar("T")
_GROUP = 4
"""Articles that go through the model together."""
_NEIGHBOURS = 12
"""Sentences around one, in a file of pairs, whose names stand for `another name of the article`."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    faults = commands.add_parser("faults", help="plant faults into right texts and count refusals")
    faults.add_argument(
        "--pairs", choices=("human", "model"), default="human", help="whose rewrites get the faults"
    )
    faults.add_argument("--count", type=int, default=2000)
    faults.add_argument(
        "--limit", type=int, default=150, help="articles that the model rewrites for `--pairs model`"
    )
    articles = commands.add_parser("articles", help="run real articles and count facts lost and invented")
    articles.add_argument("--limit", type=int, default=500)
    flags = commands.add_parser("flags", help="run real articles and tell what is flagged, and how often")
    flags.add_argument("--limit", type=int, default=200)
    for command in (faults, articles, flags):
        given = command.add_mutually_exclusive_group(required=True)
        given.add_argument("--data", type=Path, help="folder with rewrite/*.jsonl.gz")
        given.add_argument("--results", type=Path, help="a batch's folder, whose articles are looked at instead")
        command.add_argument("--skip", type=int, default=0, help="leave out so many articles of the drawn order")
        command.add_argument("--seed", type=int, default=7)
        command.add_argument("--show", type=int, default=0, help="misses printed a kind")
        command.add_argument("--findings", type=Path, help="every miss or finding as JSON lines")
    options = parser.parse_args(arguments)
    if options.command == "faults" and options.pairs == "human" and options.data is None:
        parser.error("human pairs are in the development data: give --data")
    print({"faults": _faults, "articles": _articles, "flags": _flags}[options.command](options))
    return 0


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


# faults: plant, check, count


def human_pairs(data: Path) -> list[Pair]:
    """(noisy, right) pairs of three sources that keep every plain fact."""
    found: list[Pair] = []
    for name, right in (("mlqe_pe_dev", "pe"), ("roundtrip_dev", "ref"), ("wmt_2022_2023", "ref")):
        for n, row in enumerate(rows(data / "rewrite" / f"{name}.jsonl.gz")):
            if name.startswith("wmt") and n % 12:
                continue
            if is_rewording(row["mt"], row[right]):
                found.append((row["mt"], row[right]))
    return found


def model_pairs(options: argparse.Namespace) -> list[Pair]:
    """(original, rewritten) sentences of real articles, as the product's model rewrites them."""
    return [
        (segment.original, segment.text)
        for result in _results(options)
        for segment in result.rewrite.segments
        if segment.status == "rewritten"
    ]


def _faults(options: argparse.Namespace) -> str:
    from summarizer.guard import check_rewrite

    rng = random.Random(options.seed)
    pairs = human_pairs(options.data) if options.pairs == "human" else model_pairs(options)
    rng.shuffle(pairs)
    passing = [pair for pair in pairs if check_rewrite(*pair) is None]
    planted: Counter[str] = Counter()
    missed: dict[str, list[Pair]] = defaultdict(list)
    seconds = 0.0
    while planted.total() < options.count:
        size = planted.total()
        for kind, planter in PLANTERS.items():
            for _ in range(60):
                i = rng.randrange(len(passing))
                before, after = passing[i]
                around = {
                    n for pair in passing[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS] for n in plain.names(pair[1])
                }
                wrong = planter(after, sorted(around), rng)
                if wrong is not None and wrong != after:
                    planted[kind] += 1
                    started = time.process_time()
                    if check_rewrite(before, wrong) is None:
                        missed[kind].append((before, wrong))
                    seconds += time.process_time() - started
                    break
        if planted.total() == size:
            break
    refused = planted.total() - sum(map(len, missed.values()))
    lines = ["| fault | planted | refused |", "| --- | --- | --- |"]
    lines += [f"| {kind} | {n} | {(n - len(missed[kind])) / n:.1%} |" for kind, n in planted.items()]
    lines.append(f"| **all** | {planted.total()} | **{refused / max(1, planted.total()):.1%}** |")
    lines += ["", *_harmless(pairs, options, rng)]
    lines.append(f"\nProcessor time a faulty pair: {1000 * seconds / max(1, planted.total()):.2f} ms")
    _keep(options, ({"kind": kind, "before": a, "after": b} for kind, misses in missed.items() for a, b in misses))
    for kind, misses in missed.items():
        for before, wrong in misses[: options.show]:
            lines.append(f"\nmissed: {kind}\n- {before}\n+ {wrong}")
    return "\n".join(lines)


def _harmless(pairs: Sequence[Pair], options: argparse.Namespace, rng: random.Random) -> list[str]:
    """Half human rewordings as they are (for human pairs), half small rewordings of the right side."""
    from summarizer.guard import check_rewrite

    cases: list[tuple[str, str, str]] = []
    if options.pairs == "human":
        cases = [("human", *pair) for pair in rng.sample(list(pairs), min(len(pairs), options.count // 2))]
    texts = [after for _, after in pairs]
    rng.shuffle(texts)
    for text in texts:
        if len(cases) >= options.count:
            break
        if changed := reword(text, rng):
            cases.append((changed[0], text, changed[1]))
    refused: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    shown: list[str] = []
    for kind, before, after in cases:
        violation = check_rewrite(before, after)
        if violation:
            refused[kind] += 1
            rules[violation.rule] += 1
            if refused[kind] <= options.show:
                shown.append(f"\nrefused: {kind}: {violation.rule}: {violation.message}\n- {before}\n+ {after}")
    asked = Counter(kind for kind, _, _ in cases)
    human = f"human {refused['human']}/{asked['human']}, " if asked["human"] else ""
    return [
        f"Harmless rewordings refused: {refused.total()}/{len(cases)} = {refused.total() / max(1, len(cases)):.1%} "
        f"({human}small {refused.total() - refused['human']}/{len(cases) - asked['human']})",
        f"By rule: {dict(rules.most_common())}; by kind: {dict(refused.most_common(12))}",
        *shown,
    ]


def _keep(options: argparse.Namespace, findings: Iterable[dict[str, Any]]) -> None:
    if options.findings:
        lines = [json.dumps(finding, ensure_ascii=False) for finding in findings]
        options.findings.write_text("\n".join(lines) + "\n", encoding="utf-8")


# articles: run or read, look with plain eyes, count


def _results(options: argparse.Namespace) -> Iterator[Result]:
    """Results of the product for articles drawn from the data, or from those that a batch has written."""
    if options.results is not None:
        from summarizer import results
        from summarizer.batch.layout import ARTICLES

        written = sorted((options.results / ARTICLES).rglob("*.json"))
        if not written:
            raise SystemExit(f"there are no results of a batch in {options.results}")
        for path in _drawn(written, options):
            yield results.load(path)
        return

    from summarizer import engines, pipeline, prompts, read, settings

    every = [
        (row["id"], system, paragraphs)
        for row in rows(options.data / "rewrite" / "wmt_articles_2022_2023.jsonl.gz")
        if row["domain"] == "news"
        for system, paragraphs in row["hyps"].items()
    ]
    chosen = _drawn(every, options)
    engine = engines.load(None, threads=2)
    loaded, chosen_settings = prompts.load(), settings.load({}, environ={}, config=None)
    for n in range(0, len(chosen), _GROUP):
        articles = []
        for id_, system, paragraphs in chosen[n : n + _GROUP]:
            text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
            try:
                articles.append(read.from_text(text, force=True))
            except Exception as error:
                print(f"{id_} {system}: {error}", file=sys.stderr)
        yield from pipeline.process(articles, engine, loaded, chosen_settings)


def _drawn(items: Sequence[T], options: argparse.Namespace) -> list[T]:
    shuffled = list(items)
    random.Random(options.seed).shuffle(shuffled)
    return shuffled[options.skip : options.skip + options.limit]


def _articles(options: argparse.Namespace) -> str:
    counts: Counter[str] = Counter()
    found: list[dict[str, str]] = []
    started = time.perf_counter()
    for result in _results(options):
        counts["articles"] += 1
        print(f"\r{counts['articles']} articles, {len(found)} findings", end="", file=sys.stderr)
        source = result.article.text
        if result.headline:
            counts["headlines"] += 1
            found += _lacking("headline", source, result.headline.text)
        for line in result.summary:
            counts["lines"] += 1
            found += _lacking("line", source, line.text)
        for segment in result.rewrite.segments:
            counts["segments"] += 1
            if segment.text != segment.original:
                counts[segment.status] += 1
                found += _lacking("rewrite", segment.original, segment.text)
                found += _lacking("lost", segment.text, segment.original)
    _keep(options, found)
    tally = Counter((f["where"], f["kind"]) for f in found)
    lines = ["| | numbers | dates | names | quotations |", "| --- | --- | --- | --- | --- |"]
    for where, label in (
        ("headline", "new in a headline"),
        ("line", "new in a line"),
        ("rewrite", "new in a rewritten sentence"),
        ("lost", "lost from a rewritten sentence"),
    ):
        lines.append(
            f"| {label} | "
            + " | ".join(str(tally[where, k]) for k in ("number", "date", "name", "quotation"))
            + " |"
        )
    lines.append(f"\n{dict(counts)}; {time.perf_counter() - started:.0f} s")
    lines += [f"- {f['where']} {f['kind']} `{f['fact']}`\n    - {f['source']}\n    + {f['text']}" for f in found]
    return "\n".join(lines)


def _flags(options: argparse.Namespace) -> str:
    """How often each kind is flagged, and a sample of the flags for a person to judge."""
    articles = list(_results(options))
    words = sum(len(segment.original.split()) for result in articles for segment in result.rewrite.segments)
    flagged = [(flag, result) for result in articles for flag in result.flags]
    kinds = Counter(flag.kind for flag, _ in flagged)
    _keep(options, ({"kind": f.kind, "message": f.message, "sentence": _around(f, r)} for f, r in flagged))
    sample = random.Random(options.seed).sample(flagged, min(options.show, len(flagged)))
    return "\n".join(
        [
            "| flag | count |",
            "| --- | ---: |",
            *(f"| {kind} | {count} |" for kind, count in kinds.most_common()),
            f"\n{len(flagged)} flags in {len(articles)} articles: one in {words / max(1, len(flagged)):.0f} words",
            *(f"\n- {flag.kind}: {flag.message}\n  {_around(flag, result)}" for flag, result in sample),
        ]
    )


def _around(flag: Flag, result: Result) -> str:
    """The sentence that the flag stands on."""
    return next(s.original for s in result.rewrite.segments if s.id == flag.segment)


def _lacking(where: str, source: str, text: str) -> Iterator[dict[str, str]]:
    """What `text` has and `source` lacks, by plain eyes."""
    shown = source if len(source) < 600 else "(the article)"
    have = plain.words(source)
    quoted = " ".join(re.findall(r"\w+", source.lower()))
    lacks: list[tuple[str, str]] = [("number", n) for n in plain.numbers(text) - plain.numbers(source)]
    lacks += [("date", d) for d in plain.dates(text) if d.lower() not in have]
    lacks += [("name", n) for n in plain.names(text) if not all(p in have for p in plain.pieces(n))]
    lacks += [("quotation", q) for q in plain.quotations(text) if q not in quoted]
    for kind, fact in lacks:
        yield {"where": where, "kind": kind, "fact": fact, "source": shown, "text": text}


if __name__ == "__main__":
    sys.exit(main())

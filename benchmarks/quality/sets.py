"""The sets: for each, its cases, the systems that it concerns, and the measures that it reports.

Takes a draw of the development data and systems, gives rows, touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.quality import measures
from benchmarks.quality.data import LANGUAGES, SUMMARY_SOURCES, Document, Draw, News, Sentence, fixable
from benchmarks.quality.systems import LEAD_LINES, Batch, Output, System
from benchmarks.quality.words import ordinary_words

COPYING_FACTOR = 2.5
"""Copying is measured on this many times the limit: 500 sentences at the default of 200."""
ARTICLE_FACTOR = 0.1
"""Whole articles are this share of the limit: 20 at the default, about 400 sentences."""

Values = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What one system gave on one set."""

    set: str
    system: str
    cases: int
    values: Values


@dataclass(frozen=True, slots=True)
class Example:
    """One output, kept for reading."""

    set: str
    system: str
    id: str
    source: str
    output: str
    reference: str


@dataclass(frozen=True, slots=True)
class Report:
    rows: list[Row]
    examples: list[Example]


Say = Callable[[str, str], None]
"""Told the set and the system before each is run."""


def common(sources: Sequence[str], outputs: Sequence[Output], ordinary: frozenset[str] = frozenset()) -> Values:
    """What every task reports: refusals, unsupported names and numbers, mean length."""
    tried = sum(output.tried for output in outputs)
    texts = [output.text for output in outputs]
    return {
        "refused %": 100 * sum(output.refused for output in outputs) / tried if tried else None,
        "unsupported %": 100 * measures.support(sources, texts, ordinary).share_missing,
        "words": sum(len(text.split()) for text in texts) / max(1, len(texts)),
    }


def against_reference(sources: Sequence[str], outputs: Sequence[Output], references: Sequence[str]) -> Values:
    texts = [output.text for output in outputs]
    effect = measures.effect(sources, texts, references)
    low, high = measures.ter_change(sources, texts, references)
    match = measures.edit_match(sources, texts, references)
    before = measures.ter(sources, references)
    after = measures.ter(texts, references)
    return {
        "TER": after,
        "change": after - before,
        "low": low,
        "high": high,
        "chrF": measures.chrf(texts, references),
        "better %": 100 * effect.better,
        "worse %": 100 * effect.worse,
        "alone %": 100 * effect.alone,
        "edit P %": None if match.precision is None else 100 * match.precision,
        "edit R %": None if match.recall is None else 100 * match.recall,
        "edit F0.5 %": None if match.f05 is None else 100 * match.f05,
        **common(sources, outputs),
    }


class Runner:
    """Runs systems over sets and keeps what they gave."""

    def __init__(self, draw: Draw, systems: Sequence[System], say: Say, bare: bool = False) -> None:
        self.draw = draw
        self.systems = systems
        self.say = say
        self.bare = bare
        self.report = Report([], [])

    def run(self, name: str) -> None:
        SETS[name](self)

    def add(self, set_: str, system: str, cases: int, values: Values) -> None:
        self.report.rows.append(Row(set_, system, cases, values))

    def keep(
        self, set_: str, system: str, cases: Sequence[tuple[str, str, str]], outputs: Sequence[Output]
    ) -> None:
        """`cases` are (id, source, reference)."""
        for (id_, source, reference), output in zip(cases, outputs, strict=True):
            self.report.examples.append(Example(set_, system, id_, source, output.text, reference))

    def rewriters(self, bare: bool | None = None) -> Iterator[tuple[System, Batch]]:
        """The systems that rewrite; with `bare`, only those that are bare or only those that are not."""
        for system in self.systems:
            wanted = (self.bare or not system.bare) if bare is None else system.bare == bare
            if system.rewrite is not None and wanted:
                yield system, system.rewrite

    def rewrite(self, set_: str, cases: Sequence[Sentence]) -> Iterator[tuple[str, list[Output]]]:
        for system, rewrite in self.rewriters():
            self.say(set_, system.name)
            outputs = rewrite([case.source for case in cases])
            triples = [(case.id, case.source, case.references[0]) for case in cases]
            self.keep(set_, system.name, triples, outputs)
            yield system.name, outputs

    def measure(self, set_: str, system: str, cases: Sequence[Sentence], outputs: Sequence[Output]) -> None:
        sources = [case.source for case in cases]
        self.add(
            set_,
            system,
            len(cases),
            against_reference(sources, outputs, [case.references[0] for case in cases]),
        )


def post_edits(runner: Runner) -> None:
    """MLQE-PE by language, then all languages' fixable part."""
    fixed_cases: list[Sentence] = []
    fixed: dict[str, list[Output]] = {}
    for language in LANGUAGES:
        cases = runner.draw.post_edits(language)
        chosen = [i for i, case in enumerate(cases) if fixable(case)]
        fixed_cases += [cases[i] for i in chosen]
        for system, outputs in runner.rewrite(f"MLQE-PE {language}", cases):
            runner.measure(f"MLQE-PE {language}", system, cases, outputs)
            fixed.setdefault(system, []).extend(outputs[i] for i in chosen)
    for system, outputs in fixed.items():
        runner.measure("MLQE-PE fixable", system, fixed_cases, outputs)


def learner_english(runner: Runner) -> None:
    cases = runner.draw.learner_english()
    prose = [measures.detokenize(case.source) for case in cases]
    sources = [case.source for case in cases]
    references = [case.references for case in cases]
    as_given = measures.gleu(sources, sources, references)
    for system, rewrite in runner.rewriters():
        runner.say("JFLEG", system.name)
        outputs = rewrite(prose)
        texts = [
            # What was left alone is compared in the tokens it came in.
            case.source if output.text == given else measures.tokenize(output.text)
            for case, given, output in zip(cases, prose, outputs, strict=True)
        ]
        score = measures.gleu(sources, texts, references)
        alone = sum(output.text == given for given, output in zip(prose, outputs, strict=True))
        values: Values = {
            "GLEU": score,
            "change": score - as_given,
            "alone %": 100 * alone / max(1, len(cases)),
            **common(prose, outputs),
        }
        runner.add("JFLEG", system.name, len(cases), values)
        triples = [
            (case.id, given, measures.detokenize(case.references[0]))
            for case, given in zip(cases, prose, strict=True)
        ]
        runner.keep("JFLEG", system.name, triples, outputs)


def round_trips(runner: Runner) -> None:
    cases = runner.draw.round_trips()
    for system, outputs in runner.rewrite("round trip", cases):
        runner.measure("round trip", system, cases, outputs)


def noised(runner: Runner) -> None:
    cases = runner.draw.noised()
    for system, outputs in runner.rewrite("one error", cases):
        runner.add("one error", system, len(cases), restored_values(cases, outputs))


def restored_values(cases: Sequence[Sentence], outputs: Sequence[Output]) -> Values:
    clean = [case.references[0] for case in cases]
    restored = sum(output.text == wanted for output, wanted in zip(outputs, clean, strict=True))
    return {
        "restored %": 100 * restored / max(1, len(cases)),
        **against_reference([case.source for case in cases], outputs, clean),
    }


def clean(runner: Runner) -> None:
    cases = runner.draw.clean()
    for system, outputs in runner.rewrite("clean news", cases):
        runner.add("clean news", system, len(cases), copying_values([case.source for case in cases], outputs))


def titles(runner: Runner) -> None:
    """Of an article's opening, what becomes of the title."""
    whole = runner.draw.titles()
    sources = [first_line(case.source) for case in whole]
    for system, outputs in runner.rewrite("clean titles", whole):
        runner.add("clean titles", system, len(whole), copying_values(sources, first_lines(outputs)))
    whole = runner.draw.noised_titles()
    lines = [Sentence(case.id, first_line(case.source), tuple(map(first_line, case.references))) for case in whole]
    for system, outputs in runner.rewrite("titles, one error", whole):
        runner.add("titles, one error", system, len(lines), restored_values(lines, first_lines(outputs)))


def first_lines(outputs: Sequence[Output]) -> list[Output]:
    return [replace(output, text=first_line(output.text)) for output in outputs]


def first_line(text: str) -> str:
    return text.partition("\n")[0]


def copying(runner: Runner) -> None:
    """The bare model on sentences full of names: what it changes before the guard sees it."""
    cases = runner.draw.clean(int(COPYING_FACTOR * runner.draw.limit), rich=True)
    sources = [case.source for case in cases]
    for system, rewrite in runner.rewriters(bare=True):
        runner.say("copying", system.name)
        outputs = rewrite(sources)
        runner.add("copying", system.name, len(cases), copying_values(sources, outputs))
        runner.keep("copying", system.name, [(case.id, case.source, case.references[0]) for case in cases], outputs)


def copying_values(sources: Sequence[str], outputs: Sequence[Output]) -> Values:
    count = max(1, len(sources))
    pairs = [(source, output.text) for source, output in zip(sources, outputs, strict=True)]
    return {
        "alone %": 100 * sum(source == text for source, text in pairs) / count,
        "names changed %": 100 * sum(measures.names_changed(source, text) for source, text in pairs) / count,
        **common(sources, outputs),
    }


def headlines(runner: Runner) -> None:
    cases = runner.draw.headlines()
    bodies = [case.body for case in cases]
    ordinary = ordinary_words(bodies)
    for system in runner.systems:
        if system.headline is None or (system.bare and not runner.bare):
            continue
        runner.say("headline", system.name)
        outputs = system.headline(bodies)
        rouge = measures.rouge([(output.text,) for output in outputs], [(case.headline,) for case in cases])
        values: Values = {
            "ROUGE-1": rouge.one,
            "ROUGE-2": rouge.two,
            "ROUGE-L": rouge.longest,
            "none %": 100 * sum(not output.text for output in outputs) / max(1, len(cases)),
            **common(bodies, outputs, ordinary),
        }
        runner.add("headline", system.name, len(cases), values)
        runner.keep("headline", system.name, [(case.id, case.body[:600], case.headline) for case in cases], outputs)


def summaries(runner: Runner) -> None:
    for source in SUMMARY_SOURCES:
        summarize(runner, f"summary {source}", runner.draw.summaries(source))


def summarize(runner: Runner, set_: str, cases: Sequence[News]) -> None:
    bodies = [case.body for case in cases]
    ordinary = ordinary_words(bodies)
    for system in runner.systems:
        if system.summary is None or (system.bare and not runner.bare):
            continue
        runner.say(set_, system.name)
        outputs = system.summary(bodies)
        rouge = measures.rouge([output.lines for output in outputs], [case.summary for case in cases])
        lines = [line for output in outputs for line in output.lines]
        long = sum(len(line.split()) > measures.LONG_LINE for line in lines)
        values: Values = {
            "ROUGE-1": rouge.one,
            "ROUGE-2": rouge.two,
            "ROUGE-Lsum": rouge.longest,
            "three lines %": 100 * sum(len(output.lines) == LEAD_LINES for output in outputs) / max(1, len(cases)),
            "long lines %": 100 * long / max(1, len(lines)),
            **common(bodies, outputs, ordinary),
        }
        runner.add(set_, system.name, len(cases), values)
        runner.keep(set_, system.name, [(case.id, case.body, "\n".join(case.summary)) for case in cases], outputs)


def articles(runner: Runner) -> None:
    _articles(runner, "articles", runner.draw.documents(max(1, round(ARTICLE_FACTOR * runner.draw.limit))))


def own_articles(runner: Runner) -> None:
    _articles(runner, "own articles", runner.draw.own_documents())


def _articles(runner: Runner, set_: str, cases: Sequence[Document]) -> None:
    """Whole machine-translated articles, judged line by line, with the readability of all their sentences."""
    from benchmarks.quality.product import readability

    sources = [line for case in cases for line in case.lines]
    references = [line for case in cases for line in case.references]
    ids = [f"{case.id}#{number}" for case in cases for number in range(len(case.lines))]
    for system, rewrite in runner.rewriters():
        runner.say(set_, system.name)
        wholes = rewrite([case.text for case in cases])
        outputs: list[Output] = []
        for case, whole in zip(cases, wholes, strict=True):
            lines = whole.text.split("\n\n")
            if len(lines) != len(case.lines):
                raise ValueError(f"{system.name} gave {len(lines)} paragraphs for {len(case.lines)} of {case.id}")
            outputs += [Output(line) for line in lines]
        scores = readability([whole.text for whole in wholes])
        tried = sum(whole.tried for whole in wholes)
        values = against_reference(sources, outputs, references) | {
            "refused %": 100 * sum(whole.refused for whole in wholes) / tried if tried else None
        }
        runner.add(set_, system.name, len(cases), values | scores)
        runner.keep(set_, system.name, list(zip(ids, sources, references, strict=True)), outputs)


SETS: dict[str, Callable[[Runner], None]] = {
    "mlqe": post_edits,
    "jfleg": learner_english,
    "roundtrip": round_trips,
    "noised": noised,
    "clean": clean,
    "titles": titles,
    "copying": copying,
    "headline": headlines,
    "summary": summaries,
    "articles": articles,
    "own": own_articles,
}

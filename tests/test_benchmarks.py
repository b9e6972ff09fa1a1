"""The measuring code itself: known scores, known edits, known draws."""

from __future__ import annotations

import gzip
import json
import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import speed
from benchmarks.quality import measures
from benchmarks.quality.data import OPENING, PROSE_SOURCES, Draw, Sentence, fixable, in_part, is_clean
from benchmarks.quality.noise import RULES, put_noise_on
from benchmarks.quality.sets import Row
from benchmarks.quality.systems import Output, lead, source
from benchmarks.quality.table import as_json, table
from benchmarks.quality.words import (
    Hunk,
    hunks,
    known_words,
    names_and_numbers,
    ordinary_words,
    sentences,
    tokens,
    word_distance,
)
from summarizer.engines.base import Decoding
from summarizer.engines.scripted import ScriptedEngine

WORDS = st.lists(st.sampled_from(["a", "the", "cat", "cats", "sat", "on", "mat", "."]), max_size=12)


def rebuilt(before: list[str], found: list[Hunk]) -> list[str]:
    result: list[str] = []
    position = 0
    for hunk in found:
        result += [*before[position : hunk.start], *hunk.after]
        position = hunk.end
    return result + before[position:]


class TestHunks:
    @given(WORDS, WORDS)
    def test_applying_them_gives_the_other_text(self, before: list[str], after: list[str]) -> None:
        assert rebuilt(before, hunks(before, after)) == after

    @given(WORDS)
    def test_equal_texts_have_none(self, words: list[str]) -> None:
        assert hunks(words, words) == []

    def test_an_inflection_pairs_with_its_own_word(self) -> None:
        assert hunks("the cats was sat".split(), "the cat sat".split()) == [Hunk(1, 3, ("cat",))]
        assert hunks("he walk home".split(), "he walked to home".split()) == [Hunk(1, 2, ("walked", "to"))]

    def test_words_for_as_many_words_stay_apart(self) -> None:
        assert hunks(["a", "b", "c"], ["a", "x", "y"]) == [Hunk(1, 2, ("x",)), Hunk(2, 3, ("y",))]


class TestEditMatch:
    SOURCE = ("He go to school on Monday .",)
    HUMAN = ("He goes to the school on Monday .",)

    def test_one_right_one_missed(self) -> None:
        found = measures.edit_match(self.SOURCE, ("He goes to school on Monday .",), self.HUMAN)
        assert (found.proposed, found.wanted, found.matched) == (1, 2, 1)
        assert found.precision == 1.0
        assert found.recall == 0.5
        assert found.f05 == pytest.approx(1.25 * 0.5 / (0.25 + 0.5))

    def test_the_right_place_with_the_wrong_word_is_wrong(self) -> None:
        assert measures.edit_match(self.SOURCE, ("He went to school on Monday .",), self.HUMAN).matched == 0

    def test_nothing_proposed_has_no_precision(self) -> None:
        assert measures.edit_match(self.SOURCE, self.SOURCE, self.HUMAN).precision is None


class TestGleu:
    SOURCE = "there is several reason ."
    REFERENCES = ("there are several reasons .", "there are several reasons .")

    def test_the_reference_scores_100(self) -> None:
        assert measures.gleu([self.SOURCE], [self.REFERENCES[0]], [self.REFERENCES]) == pytest.approx(100)

    def test_what_is_kept_against_the_reference_costs(self) -> None:
        """`is` and `reason` match the source and not the reference: 3 - 2 unigrams of 5, and so on."""
        words, wanted = self.SOURCE.split(), self.REFERENCES[0].split()
        assert measures.gleu_counts(words, words, wanted)[:4] == [5, 5, 1, 5]

    def test_brevity_is_punished(self) -> None:
        assert measures.gleu_from_counts([2, 4, 2, 2, 2, 2, 2, 2, 2, 2]) == pytest.approx(math.exp(-1))

    def test_it_repeats_to_the_digit(self) -> None:
        references = ("there are several reasons for that .", "several reasons exist for this .")
        given_ = ([self.SOURCE], ["there are several reasons for this ."], [references])
        assert measures.gleu(*given_) == measures.gleu(*given_)


class TestTokens:
    @pytest.mark.parametrize(
        "tokenized",
        [
            "I do n't think it 's right , ( or so he said ) .",
            "Mr. Smith won 1,000 dollars ; who knew ?",
            "and will put your mind on a non-stop learning ...",
            'He said " no " .',
        ],
    )
    def test_there_and_back(self, tokenized: str) -> None:
        assert measures.tokenize(measures.detokenize(tokenized)) == tokenized

    def test_detokenized_text_is_prose(self) -> None:
        assert measures.detokenize("We do n't know , do we ? ") == "We don't know, do we?"

    def test_words_numbers_and_acronyms_stay_whole(self) -> None:
        assert tokens("The U.S. paid 1,200.5 to “O’Neil”.") == (
            ["The", "U.S.", "paid", "1,200.5", "to", '"', "O'Neil", '"', "."]
        )


class TestNames:
    def test_numbers_names_and_acronyms(self) -> None:
        text = "Yesterday the U.N. paid 1,200 dollars to Anna's firm in Oslo."
        assert names_and_numbers(text) == ["un", "1200", "anna", "oslo"]

    def test_a_word_that_opens_a_sentence_is_no_name_unless_it_is_never_small(self) -> None:
        assert names_and_numbers("Rain fell. Dujarric spoke.") == []
        assert names_and_numbers("Rain fell. Dujarric spoke.", ordinary_words(["rain fell"])) == ["dujarric"]

    def test_title_case_alone_makes_no_names(self) -> None:
        small = ordinary_words(["the storm hits coast towns hard"])
        assert names_and_numbers("Storm Hits Coast Towns Near Bergen", small) == ["near", "bergen"]

    @given(st.text(alphabet="abcXYZ .'’1,5U", max_size=40))
    def test_every_text_supports_itself(self, text: str) -> None:
        assert set(names_and_numbers(text)) <= known_words(text)

    def test_support_counts_what_the_source_lacks(self) -> None:
        found = measures.support(["In Oslo 3 men met Anna."], ["There 4 men met Anna in Oslo."])
        assert (found.facts, found.missing) == (3, 1)

    def test_names_changed(self) -> None:
        assert measures.names_changed("It met the U.N. in May.", "It met the U.S. in May.")
        assert measures.names_changed("Then on Monday Anna left.", "Then on Monday she left.")
        assert not measures.names_changed("Then Anna have left.", "Then Anna left.")
        assert not measures.names_changed("It met the U.N. in May.", "It met the UN in May.")


class TestSentences:
    def test_abbreviations_do_not_end_one(self) -> None:
        text = 'Mr. Smith met Sen. Jones at 5 p.m. Monday. "Fine," he said. They left.'
        assert sentences(text) == [
            "Mr. Smith met Sen. Jones at 5 p.m. Monday.",
            '"Fine," he said.',
            "They left.",
        ]

    def test_word_distance(self) -> None:
        assert word_distance("a b c d", "a b c d") == 0
        assert word_distance("a b c d", "a x c") == 0.5
        assert word_distance("", "a") == 1


class TestEffect:
    def test_better_worse_even_and_alone(self) -> None:
        pytest.importorskip("sacrebleu")
        wanted = ["the cat sat down"] * 4
        given_ = ["a cat sat down", "the cat sat down", "a cat sat down", "a cat sat down"]
        outputs = ["the cat sat down", "the dog sat down", "one cat sat down", "a cat sat down"]
        effect = measures.effect(given_, outputs, wanted)
        assert (effect.better, effect.worse, effect.alone) == (0.25, 0.25, 0.25)
        assert effect.ratio == 1.0

    def test_ter_is_that_of_the_corpus(self) -> None:
        metrics = pytest.importorskip("sacrebleu.metrics")
        outputs = ["the cat sat on mat", "Dogs bark .", "on the mat he sat"]
        wanted = ["The cat sat on the mat.", "dogs bark loudly.", "he sat on the mat"]
        whole = metrics.TER(normalized=True, case_sensitive=True).corpus_score(outputs, [wanted]).score
        assert measures.ter(outputs, wanted) == pytest.approx(whole)

    def test_the_interval_holds_the_change(self) -> None:
        pytest.importorskip("sacrebleu")
        wanted = [f"the cat number {n} sat on the mat" for n in range(30)]
        given_ = [text.replace("the mat", "mat") for text in wanted]
        outputs = [text if n % 2 else given_[n] for n, text in enumerate(wanted)]
        change = measures.ter(outputs, wanted) - measures.ter(given_, wanted)
        low, high = measures.ter_change(given_, outputs, wanted)
        assert low <= change <= high < 0

    def test_rouge_of_the_same_lines_is_100(self) -> None:
        pytest.importorskip("rouge_score")
        lines = [("One line here.", "Another follows.")]
        assert measures.rouge(lines, lines) == measures.Rouge(100, 100, 100)


CLEAN = "The ministers have agreed on a national plan for the region, and two dozen teachers will attend the talks."


class TestNoise:
    @given(st.integers(min_value=0, max_value=2**64))
    def test_one_error_the_same_each_time(self, number: int) -> None:
        noisy = put_noise_on(CLEAN, number)
        assert noisy is not None
        assert noisy.text != CLEAN
        assert noisy == put_noise_on(CLEAN, number)
        assert len(hunks(tokens(CLEAN), tokens(noisy.text))) <= 2  # a swapped pair of words is two

    def test_every_kind_is_drawn(self) -> None:
        texts = [
            CLEAN,
            "He was invited to the annual meeting of several teachers.",
            "He has landed in the town.",
            "The two boys were right, but nobody listened to the national broadcaster of the day.",
        ]
        kinds = {noisy.kind for text in texts for number in range(400) if (noisy := put_noise_on(text, number))}
        assert kinds == set(RULES)

    def test_quotations_stay_whole(self) -> None:
        quotation = '"the plan has landed on the table of a minister, he knows it"'
        for number in range(100):
            noisy = put_noise_on(f"Anna said {quotation} on the way to a town.", number)
            assert noisy is None or quotation in noisy.text

    def test_a_text_that_takes_none_gives_none(self) -> None:
        assert put_noise_on("No!", 1) is None


class TestDraw:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "rewrite").mkdir()
        rows = [
            {"id": f"{pair[:2]}-{n}", "pair": pair, "mt": f"Text {n}.", "pe": f"A text {n}."}
            for pair in ("ro-en", "et-en")
            for n in range(60)
        ]
        with gzip.open(tmp_path / "rewrite" / "mlqe_pe_dev.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        return tmp_path

    def test_a_larger_draw_holds_the_smaller(self, folder: Path) -> None:
        small = {case.id for case in Draw(folder, 10).post_edits("ro")}
        large = {case.id for case in Draw(folder, 30).post_edits("ro")}
        assert len(small) == 10
        assert small < large
        assert all(id_.startswith("ro") for id_ in large)

    def test_the_parts_are_halves_that_do_not_meet(self, folder: Path) -> None:
        parts = [{case.id for case in Draw(folder, 100, part).post_edits("ro")} for part in ("calibrate", "report")]
        assert parts[0] | parts[1] == {case.id for case in Draw(folder, 100).post_edits("ro")}
        assert not parts[0] & parts[1]
        assert min(len(part) for part in parts) > 15

    def test_another_seed_draws_others(self, folder: Path) -> None:
        drawn = [[case.id for case in Draw(folder, 10, seed=seed).post_edits("ro")] for seed in (1, 2)]
        assert drawn[0] != drawn[1]

    def test_articles_of_ones_own_stand_beside_their_references(self, tmp_path: Path) -> None:
        for side, text in (
            ("articles", "Title\n\nRain have stop.\n"),
            ("references", "Title\nThe rain has stopped.\n"),
        ):
            (tmp_path / side).mkdir()
            (tmp_path / side / "rain.txt").write_text(text, encoding="utf-8")
        (found,) = Draw(Path(), 10, own=tmp_path).own_documents()
        assert (found.id, found.lines) == ("rain.txt", ("Title", "Rain have stop."))
        assert found.references == ("Title", "The rain has stopped.")

        (tmp_path / "references" / "rain.txt").write_text("Title\n", encoding="utf-8")
        with pytest.raises(ValueError, match="2 lines, 1 in its reference"):
            Draw(Path(), 10, own=tmp_path).own_documents()

    @given(st.text())
    def test_every_id_is_in_one_half(self, key: str) -> None:
        assert in_part(key, "calibrate") != in_part(key, "report")
        assert in_part(key, "all")

    def test_titles_stand_above_their_articles_and_may_have_one_error(self, tmp_path: Path) -> None:
        (tmp_path / "news").mkdir()
        heads = [f"Mayor of town {n} has opened bridges in town" for n in range(40)]
        rows = [
            {"id": f"a{n}", "headline": title, "summary": [], "body": "It is so. " * 9}
            for n, title in enumerate(heads)
        ]
        for name in PROSE_SOURCES:
            with gzip.open(tmp_path / "news" / f"{name}.dev.jsonl.gz", "wt", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows if name == PROSE_SOURCES[0])
        draw = Draw(tmp_path, 100)
        clean = {case.id: case.source for case in draw.titles()}
        noised = draw.noised_titles()

        opening = " ".join(["It is so."] * OPENING)
        assert set(clean.values()) == {f"{title}\n\n{opening}" for title in heads}
        assert len(noised) > 20
        for case in noised:
            whole = clean[case.id.partition("+")[0]]
            assert case.references == (whole,)
            assert case.source != whole
            assert case.source.endswith(f"\n\n{opening}")
            assert "article" not in case.id

    def test_fixable(self) -> None:
        def case(before: str, after: str) -> Sentence:
            return Sentence("x", before, (after,))

        assert fixable(case("He go to Oslo on Monday morning.", "He goes to Oslo on Monday morning."))
        assert not fixable(case("He go there on Monday morning.", "He goes to Oslo on Monday morning."))
        assert not fixable(case("He owns 3 of the many boats.", "He owns 4 of the many boats."))
        assert not fixable(case("A wholly other thing was there.", "Nothing of that kind has been said."))

    def test_is_clean(self) -> None:
        assert is_clean("The plan, Ms. Hall said, was fine.")
        assert is_clean('"It works," she said.')
        assert not is_clean("and so it goes on.")
        assert not is_clean('He said "it works.')
        assert not is_clean("A line without an end")


class TestTable:
    ROWS = (
        Row("set", "source", 2, {"TER": 20.0, "change": 0.0, "low": -0.5, "high": 0.5, "edit P %": None}),
        Row("set", "model", 2, {"TER": 18.0, "change": -2.0, "low": -3.0, "high": -1.0, "edit P %": 50.0}),
    )

    def test_a_set_is_one_table(self) -> None:
        assert table(self.ROWS).splitlines() == [
            "### set (2)",
            "",
            "| system |  TER |            change | edit P % |",
            "| ------ | ---: | ----------------: | -------: |",
            "| source | 20.0 | +0.0 [-0.5, +0.5] |          |",
            "| model  | 18.0 | -2.0 [-3.0, -1.0] |     50.0 |",
        ]

    def test_json_parses(self) -> None:
        read = json.loads(as_json(self.ROWS, {"limit": 2}))
        assert read["limit"] == 2
        assert read["rows"][1]["values"]["TER"] == 18.0


class TestBaselines:
    def test_source_gives_back_what_it_got(self) -> None:
        rewrite = source().rewrite
        assert rewrite is not None
        assert rewrite(["a  b", ""]) == [Output("a  b"), Output("")]

    def test_lead(self) -> None:
        body = "One two three four five six seven eight nine ten eleven twelve thirteen. B is. C is. D is."
        headline, summary = lead().headline, lead().summary
        assert headline is not None
        assert summary is not None
        assert len(headline([body])[0].text.split()) == 12
        assert summary([body])[0].lines[1:] == ("B is.", "C is.")


class TestSpeed:
    def test_a_cold_run_is_timed_and_weighed(self) -> None:
        run = speed.cold("job", "system", [sys.executable, "-c", "b = bytearray(64 << 20)"])
        assert run.peak_mb is not None
        assert run.peak_mb > 64
        assert run.seconds > 0
        assert run.cpu > 0

    def test_a_run_that_fails_is_no_measurement(self) -> None:
        with pytest.raises(SystemExit, match="job, system: exit 3\noh no"):
            speed.cold(
                "job", "system", [sys.executable, "-c", "import sys; print('oh no', file=sys.stderr); sys.exit(3)"]
            )

    def test_the_median_is_one_of_the_runs(self) -> None:
        runs = [speed.Run("job", "system", seconds, seconds) for seconds in (3.0, 1.0, 2.0, 9.0)]
        assert speed.median(runs).seconds == 2.0

    def test_ratios_are_to_the_first(self) -> None:
        runs = [speed.Run("job", "own", 2.0, 1.0, 100.0), speed.Run("job", "peer", 5.0, 4.0)]
        assert speed.table("job", runs).splitlines()[-2:] == [
            "| own | 2.00 | 1.00 | 1.00 | 1.00 | 100 |",
            "| peer | 5.00 | 2.50 | 4.00 | 4.00 |  |",
        ]

    def test_one_by_one_asks_for_one_prompt_at_a_time_and_changes_nothing(self) -> None:
        engine = ScriptedEngine(lambda prompt: [prompt.upper()])
        asked: list[int] = []
        plain = engine.generate
        engine.generate = lambda prompts, *rest: asked.append(len(prompts)) or plain(prompts, *rest)  # type: ignore
        texts = [n_best[0].text for n_best in speed.OneByOne(engine).generate(["a", "b"], Decoding())]
        assert texts == ["A", "B"]
        assert asked == [1, 1]

"""Every engine keeps the same contract, on a tiny T5 and a tiny BART in both runtimes, and on a script."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer import engines, models
from summarizer.document import Candidate
from summarizer.engines.base import Decoding, Engine
from summarizer.engines.carry import Carrying
from summarizer.engines.ngrams import TRIE_FILE, VALUES_FILE
from summarizer.engines.scripted import Asked, ScriptedEngine
from summarizer.errors import ModelError
from tests import tiny

pytest.importorskip("torch", reason="the tests make their tiny models with the extra `torch`")


def ctranslate2_engine(folder: Path) -> Engine:
    from summarizer.engines.ctranslate2 import CTranslate2Engine

    return CTranslate2Engine(folder, threads=2)


def transformers_engine(folder: Callable[[], Path]) -> Engine:
    from summarizer.engines.transformers import TransformersEngine

    return TransformersEngine(folder(), threads=1)


def scripted_engine() -> Engine:
    """Copies the sentence, with a second thought; begins with `keep` half of the time."""

    def copy(prompt: str) -> list[str]:
        sentence = prompt.removeprefix("correct: ")
        return [sentence.removeprefix("The "), sentence.lower()]

    return ScriptedEngine(copy, token_limit=64)


ENGINES: dict[str, Callable[[], Engine]] = {
    "ctranslate2 t5": lambda: ctranslate2_engine(tiny.converted(tiny.t5)),
    "ctranslate2 bart": lambda: ctranslate2_engine(tiny.converted(tiny.bart)),
    "filled t5": lambda: ctranslate2_engine(tiny.filled()),
    "transformers t5": lambda: transformers_engine(tiny.t5),
    "transformers bart": lambda: transformers_engine(tiny.bart),
    "carried t5": lambda: Carrying(ctranslate2_engine(tiny.converted(tiny.t5))),
    "scripted": scripted_engine,
}
DECODING = Decoding(beam_size=3, n_best=2, max_tokens=40)
_loaded: dict[str, Engine] = {}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param not in _loaded:
        _loaded[request.param] = ENGINES[request.param]()
    return _loaded[request.param]


@pytest.fixture(params=[name for name in ENGINES if name.startswith(("ctranslate2", "transformers"))])
def runtime(request: pytest.FixtureRequest) -> Engine:
    """An engine that really runs a model as it was trained."""
    if request.param not in _loaded:
        _loaded[request.param] = ENGINES[request.param]()
    return _loaded[request.param]


class TestGenerate:
    def test_answers_each_prompt_in_order(self, runtime: Engine) -> None:
        outputs = runtime.generate(tiny.PROMPTS, DECODING)
        assert [best[0].text for best in outputs] == tiny.SENTENCES

    def test_gives_distinct_candidates_best_first(self, engine: Engine) -> None:
        for best in engine.generate(tiny.PROMPTS, DECODING):
            assert 1 <= len(best) <= DECODING.n_best
            assert len({c.text for c in best}) == len(best)
            assert [c.score for c in best] == sorted((c.score for c in best), reverse=True)
            assert all(c.score <= 0 for c in best)
            assert all(c.text == c.text.strip() for c in best)

    def test_does_not_depend_on_the_grouping(self, engine: Engine) -> None:
        together = engine.generate(tiny.PROMPTS, DECODING)
        reversed_ = engine.generate(tiny.PROMPTS[::-1], DECODING)[::-1]
        alone = [engine.generate([prompt], DECODING)[0] for prompt in tiny.PROMPTS]
        exact = engine.name != "transformers"
        for other in (reversed_, alone):
            for first, second in zip(together, other, strict=True):
                assert [c.text for c in first] == [c.text for c in second]
                tolerance = 0 if exact else 1e-4
                assert [c.score for c in first] == pytest.approx([c.score for c in second], abs=tolerance)

    def test_begins_after_a_forced_prefix(self, runtime: Engine) -> None:
        [best] = runtime.generate(["correct: fix The mayor said no."], DECODING, "fix")
        assert best[0].text == "The mayor said no."
        [best] = runtime.generate(["correct: The minister met the mayor in Paris on Monday."], DECODING, "The")
        assert best[0].text == "minister met the mayor in Paris on Monday."

    def test_leaves_out_what_did_not_come_to_an_end(self, runtime: Engine) -> None:
        prompt = "correct: The minister met the mayor in Paris on Monday."
        [best] = runtime.generate([prompt], Decoding(beam_size=1, n_best=1, max_tokens=3))
        assert best == []

    def test_takes_no_prompt(self, engine: Engine) -> None:
        assert engine.generate([], DECODING) == []
        assert engine.score([], []) == []

    def test_greedy_search_scores_like_a_beam(self, runtime: Engine) -> None:
        [greedy] = runtime.generate(tiny.PROMPTS[:1], Decoding(beam_size=1, n_best=1, max_tokens=40))
        [beam] = runtime.generate(tiny.PROMPTS[:1], DECODING)
        assert greedy[0].text == beam[0].text
        assert greedy[0].score == pytest.approx(beam[0].score, abs=0.02)

    def test_scores_a_token_whatever_the_length_penalty(self, runtime: Engine) -> None:
        for prefix in ("", "The"):
            scores = [
                runtime.generate(tiny.PROMPTS[:1], Decoding(3, 1, max_tokens=40, length_penalty=penalty), prefix)[
                    0
                ][0].score
                for penalty in (0.0, 1.0, 2.0)
            ]
            assert scores == pytest.approx([scores[0]] * 3, abs=1e-4)


class TestScore:
    def test_is_that_of_the_candidate_token_by_token(self, runtime: Engine) -> None:
        for prefix in ("", "The"):
            [best] = runtime.generate(tiny.PROMPTS[:1], DECODING, prefix)
            for candidate in best[:1]:
                [scores] = runtime.score(tiny.PROMPTS[:1], [candidate.text], prefix)
                assert sum(scores) / len(scores) == pytest.approx(candidate.score, abs=0.02)
                assert all(score <= 0 for score in scores)

    def test_has_a_figure_for_each_token_and_the_end(self, runtime: Engine) -> None:
        [keep], [fixed] = (
            runtime.score(tiny.PROMPTS[5:6], ["keep"]),
            runtime.score(tiny.PROMPTS[5:6], ["keep"], "fix"),
        )
        assert len(keep) == len(fixed)
        assert sum(keep) > -0.5
        assert sum(fixed) < sum(keep)

    def test_tells_the_right_output_from_a_wrong_one(self, runtime: Engine) -> None:
        right = runtime.score(tiny.PROMPTS, tiny.SENTENCES)
        wrong = runtime.score(tiny.PROMPTS, tiny.SENTENCES[1:] + tiny.SENTENCES[:1])
        assert all(sum(r) > sum(w) for r, w in zip(right, wrong, strict=True))

    def test_does_not_depend_on_the_grouping(self, engine: Engine) -> None:
        together = engine.score(tiny.PROMPTS, tiny.SENTENCES)
        tolerance = 1e-4 if engine.name == "transformers" else 0
        for prompt, output, scores in zip(tiny.PROMPTS, tiny.SENTENCES, together, strict=True):
            [alone] = engine.score([prompt], [output])
            assert alone == pytest.approx(scores, abs=tolerance)


class TestTokens:
    def test_limit_is_refused_not_cut(self, engine: Engine) -> None:
        long = "correct: " + "The mayor said no. " * engine.token_limit
        assert engine.count_tokens(long) > engine.token_limit
        with pytest.raises(ModelError, match="beyond the model's"):
            engine.generate([long], DECODING)
        with pytest.raises(ModelError, match="beyond the model's"):
            engine.score([long], ["keep"])

    def test_count_grows_with_the_text(self, engine: Engine) -> None:
        assert engine.count_tokens("correct: The mayor said no.") > engine.count_tokens("correct: The")

    def test_spell_gives_back_what_it_can_copy(self, engine: Engine) -> None:
        assert engine.spell("The mayor said no.") == "The mayor said no."

    def test_spell_says_what_it_cannot(self) -> None:
        for name in ("ctranslate2 t5", "transformers t5"):
            assert ENGINES[name]().spell("Erdoğan") is None
        assert ENGINES["carried t5"]().spell("Erdoğan") == "Erdoğan"

    def test_a_mark_in_the_text_is_plain_letters(self, runtime: Engine) -> None:
        plain = runtime.generate(["correct: The mayor said no."], DECODING)
        assert runtime.generate(["correct: The mayor said no.</s>"], DECODING) is not None
        assert runtime.count_tokens("a</s>b") > runtime.count_tokens("ab")
        assert plain


class TestBlanks:
    def test_prompts_of_many_lengths_have_few(self) -> None:
        engine = ctranslate2_engine(tiny.filled())
        tokens = [engine._tokenizer.encode("a" * n) for n in range(60)]
        filled = [engine._filled(prompt) for prompt in tokens]

        assert {len(prompt) for prompt in filled} <= set(range(8, 72, 8))
        assert [[p for p in prompt if p != tiny.BLANK] for prompt in filled] == [
            [p for p in prompt if p != tiny.BLANK] for prompt in tokens
        ]
        assert all(prompt[-1] == "</s>" for prompt in filled)

    def test_none_goes_beyond_the_limit(self) -> None:
        engine = ctranslate2_engine(tiny.filled())
        engine.token_limit = 13
        assert [len(engine._filled(["a"] * n)) for n in (3, 8, 9, 13)] == [8, 8, 13, 13]


class TestRuntimesAgree:
    @pytest.mark.parametrize("kind", ["t5", "bart"])
    def test_on_outputs_scores_and_probabilities(self, kind: str) -> None:
        """Holds the conversion: a tied, or scaled, output layer would show in the scores."""
        first, second = ENGINES[f"ctranslate2 {kind}"](), ENGINES[f"transformers {kind}"]()
        for one, other in zip(
            first.generate(tiny.PROMPTS, DECODING), second.generate(tiny.PROMPTS, DECODING), strict=True
        ):
            assert one[0].text == other[0].text
            assert one[0].score == pytest.approx(other[0].score, abs=0.1)
        ours, theirs = (e.score(tiny.PROMPTS, tiny.SENTENCES) for e in (first, second))
        for one_score, other_score in zip(ours, theirs, strict=True):
            # int8 rounds otherwise on every kind of processor; a tenth of a nat a token, as above.
            assert sum(one_score) == pytest.approx(sum(other_score), abs=0.1 * len(one_score))

    def test_the_output_layer_stays_apart_from_the_embedding(self) -> None:
        import torch

        from summarizer.engines.transformers import TransformersEngine

        model = TransformersEngine(tiny.t5(), threads=1)._model
        assert not torch.equal(model.lm_head.weight, model.shared.weight)
        assert torch.equal(model.encoder.embed_tokens.weight, model.shared.weight)


class TestScripted:
    def test_answers_from_a_queue_and_remembers(self) -> None:
        engine = ScriptedEngine(["one", ["two", Candidate("deux", -0.5)]])
        assert engine.generate(["a", "b"], DECODING, "fix") == [
            [Candidate("one", 0.0)],
            [Candidate("two", 0.0), Candidate("deux", -0.5)],
        ]
        assert engine.asked == [Asked("a", DECODING, "fix"), Asked("b", DECODING, "fix")]

    def test_says_when_the_queue_is_empty(self) -> None:
        with pytest.raises(ModelError, match="no answer left"):
            ScriptedEngine([]).generate(["a"], DECODING)

    def test_gives_scores_by_number_or_function(self) -> None:
        assert ScriptedEngine(scores=-0.25).score(["a"], ["two words"]) == [(-0.25, -0.25, -0.25)]
        engine = ScriptedEngine(scores=lambda prompt, output: 0.0 if output in prompt else -1.0)
        assert engine.score(["keep it", "x"], ["keep", "keep"], "fix") == [(0.0, 0.0), (-1.0, -1.0)]
        assert engine.asked[0] == Asked("keep it", prefix="fix", output="keep")


class TestBrokenModels:
    """Every one ends in a ModelError that says what is wrong and what to try."""

    @pytest.mark.parametrize(
        ("spoil", "message"),
        [
            (lambda f: (f / "spiece.model").unlink(), "neither spiece.model nor tokenizer.json"),
            (lambda f: (f / "spiece.model").write_bytes(b"no"), "spiece.model cannot be opened"),
            (lambda f: (f / "config.json").unlink(), "is no model's folder, it has no config.json"),
            (lambda f: (f / "config.json").write_text("{"), "is not valid JSON"),
            (lambda f: (f / "config.json").write_text("[]"), "is not a JSON object"),
            (
                lambda f: (f / "config.json").write_text('{"summarizer": {"rewriting": {"prefix": "b"}}}'),
                "copy is missing",
            ),
            (
                lambda f: (f / "config.json").write_text('{"summarizer": {"decoding": {"x": {"beam": 2}}}}'),
                "unknown: beam",
            ),
            (
                lambda f: (f / "config.json").write_text('{"summarizer": {"token_limit": "512"}}'),
                "not a whole number",
            ),
            (lambda f: (f / "model.bin").write_bytes((f / "model.bin").read_bytes()[:5000]), "cannot be opened"),
            (lambda f: (f / "model.bin").write_bytes(b""), "cannot be opened"),
            (lambda f: (f / "shared_vocabulary.json").write_text('["a", "b"]'), "of different models"),
            (lambda f: (f / "shared_vocabulary.json").write_text("no"), "cannot be opened"),
            (lambda f: (f / "shared_vocabulary.json").unlink(), "has no shared_vocabulary.json"),
        ],
    )
    def test_converted(self, tmp_path: Path, spoil: Callable[[Path], None], message: str) -> None:
        folder = tiny.copy(tiny.converted(tiny.t5), tmp_path)
        spoil(folder)
        with pytest.raises(ModelError, match=message) as error:
            engines.load(folder)
        assert error.value.hint
        assert "\n" not in str(error.value)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda f: (f / "model.safetensors").write_bytes(b"no"),
            lambda f: (f / "model.safetensors").unlink(),
            lambda f: (f / "config.json").write_text("{}"),
        ],
    )
    def test_transformers(self, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
        folder = tiny.copy(tiny.t5(), tmp_path)
        spoil(folder)
        with pytest.raises(ModelError, match="cannot be opened") as error:
            engines.load(folder)
        assert error.value.hint

    def test_without_torch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "torch", None)
        with pytest.raises(ModelError, match="torch") as error:
            engines.load(tiny.t5())
        assert "newsdesk-summarizer[torch]" in error.value.hint


class TestLoad:
    def test_opens_the_embedded_model(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("SUMMARIZER_MODELS", str(tmp_path))
        engine = engines.load(threads=1)
        assert engine.name == "ctranslate2"
        assert {"correct", "rewrite", "headline", "shorten"} <= engine.spec.tasks
        [best] = engine.generate(["correct: Two peoples was killed in Łódź."], Decoding())
        assert "Łódź" in best[0].text

    def test_opens_a_folder_by_what_it_holds(self) -> None:
        assert engines.load(tiny.converted(tiny.t5)).name == "ctranslate2"
        assert engines.load(tiny.t5()).name == "transformers"

    @pytest.mark.parametrize("model", ["nowhere", "./nowhere/model", "/nowhere", "tests/nowhere", "a/b/c", ""])
    def test_never_takes_a_mistyped_path_to_the_network(self, model: str) -> None:
        with pytest.raises(ModelError, match="there is no model") as error:
            engines.load(model)
        assert "embedded" in error.value.hint


@pytest.mark.parametrize("make", [tiny.t5, lambda: tiny.converted(tiny.t5)], ids=["transformers", "ctranslate2"])
def test_a_model_that_counts_on_ngrams_brings_them_and_another_needs_none(
    make: Callable[[], Path], tmp_path: Path
) -> None:
    folder = tiny.copy(make(), tmp_path)
    assert engines.load(folder).fluency("a b") == 0.0

    each = {"correct": 1.0, "rewrite": 1.0}
    gain = {level: dict.fromkeys(("slip", "preposition", "article", "wording"), 1.0) for level in each}
    config = json.loads((folder / "config.json").read_text())
    config["summarizer"] = {"rewriting": {"prefix": "fix", "copy": each, "gain": gain, "fluency": each}}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="cannot be opened"):
        engines.load(folder)

    for name in (TRIE_FILE, VALUES_FILE):
        shutil.copyfile(models.EMBEDDED_FOLDER / name, folder / name)
    assert engines.load(folder).fluency("of the") > engines.load(folder).fluency("the of")

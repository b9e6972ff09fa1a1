"""The registry: models are added whole or not at all, named, used and removed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from summarizer import engines, models
from summarizer.engines import spec as specs
from summarizer.engines.base import Decoding, ModelSpec, Noise, Rewriting
from summarizer.errors import ModelError, UsageError
from tests.stages import by_reach


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setenv(models.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the embedded model's shape and next to nothing in it: no test here runs it."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    (folder / "config.json").write_text(json.dumps({"summarizer": {"name": "small", "revision": "7"}}))
    return folder


def as_config(spec: ModelSpec, token_limit: int | None = None) -> dict[str, Any]:
    """What a config.json has under `summarizer` for a model of that kind."""
    data = {**asdict(spec), "tasks": sorted(spec.tasks), "token_limit": token_limit}
    del data["fingerprint"]
    return {key: value for key, value in data.items() if value is not None}


def names() -> list[str]:
    return [model.name for model in models.listed()]


class TestAdd:
    def test_copies_a_converted_folder(self, small: Path, home: Path) -> None:
        model = models.add(small)
        assert (model.name, model.engine, model.folder) == ("small", "ctranslate2", home / "small")
        assert (model.spec.name, model.spec.revision, model.chosen) == ("small", "7", False)
        assert model.bytes == sum(p.stat().st_size for p in small.iterdir())
        assert names() == ["embedded", "small"]

    def test_takes_another_name(self, small: Path) -> None:
        assert models.add(small, "desk-1").name == "desk-1"

    def test_refuses_a_taken_name_and_replaces_it_when_told(self, small: Path) -> None:
        models.add(small)
        with pytest.raises(UsageError, match="already"):
            models.add(small)
        (small / "model.bin").write_bytes(b"other weights")
        assert (models.add(small, replace=True).folder / "model.bin").read_bytes() == b"other weights"

    @pytest.mark.parametrize("name", ["embedded", "default", "a/b", "..", ".hidden", "a b", "-x"])
    def test_refuses_a_bad_name(self, small: Path, name: str) -> None:
        with pytest.raises(UsageError, match="cannot be a model's name"):
            models.add(small, name)

    def test_leaves_nothing_behind_when_it_fails(self, small: Path, home: Path) -> None:
        (small / "config.json").write_text("{")
        with pytest.raises(ModelError, match="not valid JSON"):
            models.add(small)
        assert list(home.iterdir()) == []

    def test_a_killed_add_leaves_no_model(self, small: Path, home: Path) -> None:
        (home / ".adding-x" / "half").mkdir(parents=True)
        (home / ".adding-x" / "half" / "config.json").write_text("{}")
        assert names() == ["embedded"]

    def test_refuses_a_folder_that_is_not_there(self) -> None:
        with pytest.raises(ModelError, match="there is no folder"):
            models.add("./nowhere")


class TestUse:
    def test_chooses_what_runs_when_none_is_named(self, small: Path) -> None:
        models.add(small)
        assert models.default().name == "embedded"
        assert models.use("small").chosen
        assert models.default().name == "small"
        assert models.use("embedded").chosen
        assert models.default().folder == models.EMBEDDED_FOLDER

    def test_a_chosen_model_that_is_gone_is_said(self, small: Path, home: Path) -> None:
        models.add(small)
        models.use("small")
        (home / "small" / "config.json").unlink()
        with pytest.raises(ModelError, match="small"):
            engines.load()

    def test_unknown_names_are_refused_with_the_known_ones(self) -> None:
        for action in (models.use, models.show, models.remove):
            with pytest.raises(UsageError, match="models list` has embedded"):
                action("nowhere")


class TestRemove:
    def test_removes_and_falls_back_to_the_embedded_model(self, small: Path, home: Path) -> None:
        models.add(small)
        models.use("small")
        models.remove("small")
        assert names() == ["embedded"]
        assert models.default().name == "embedded"
        assert [p.name for p in home.iterdir()] == ["default"]

    def test_keeps_the_embedded_model(self) -> None:
        with pytest.raises(UsageError, match="cannot be removed"):
            models.remove("embedded")


class TestListed:
    def test_shows_a_broken_model_and_why(self, small: Path, home: Path) -> None:
        models.add(small)
        (home / "small" / "config.json").write_text("{")
        broken = models.show("small")
        assert "not valid JSON" in broken.problem
        models.remove("small")
        assert names() == ["embedded"]

    def test_leaves_out_other_folders(self, home: Path) -> None:
        (home / "notes").mkdir(parents=True)
        assert names() == ["embedded"]

    def test_the_embedded_model_is_whole(self) -> None:
        [embedded] = models.listed()
        assert embedded.problem == ""
        assert embedded.engine == "ctranslate2"
        assert embedded.bytes < 80_000_000
        assert {path.name for path in embedded.folder.iterdir()} == {
            "MODEL_CARD.md",
            "config.json",
            "model.bin",
            "ngrams.bin",
            "ngrams.marisa",
            "shared_vocabulary.json",
            "spiece.model",
        }


class TestSpec:
    def test_comes_back_as_it_was_written(self, small: Path) -> None:
        spec = ModelSpec(
            name="small",
            revision="8",
            rewriting=Rewriting(
                "fix",
                {"correct": 0.5, "rewrite": 0.25},
                {"correct": by_reach(2, 3), "rewrite": by_reach(1)},
                {"correct": Noise(0.1, 0.2), "rewrite": Noise(0.2, 0.25)},
                {"correct": 0.25, "rewrite": 0.5},
                {"correct": by_reach(4), "rewrite": by_reach(5, 6)},
            ),
            tasks=frozenset({"correct", "shorten"}),
            decoding={"correct": Decoding(beam_size=6, n_best=5, length_penalty=0.8)},
        )
        (small / "config.json").write_text(json.dumps({"summarizer": as_config(spec, 384)}))
        assert specs.read(small) == specs.FolderSpec(spec, 384)

    def test_every_key_is_optional(self, small: Path) -> None:
        (small / "config.json").write_text('{"unk_token": "<unk>"}')
        found = specs.read(small)
        assert found.spec == ModelSpec("small", specs.fingerprint(small))
        assert found.token_limit is None

    @pytest.mark.parametrize("noise", [[0.2, 0.1], [0.1], [0.1, "0.2"], {"quiet": 0.1, "loud": 0.2}])
    def test_a_noise_that_does_not_rise_is_told(self, small: Path, noise: object) -> None:
        gain = {"correct": by_reach(2), "rewrite": by_reach(1)}
        spec = ModelSpec("small", "8", Rewriting("fix", {"correct": 0.5, "rewrite": 0.2}, gain))
        data = as_config(spec)
        data["rewriting"]["noise"] = {"correct": noise, "rewrite": [0.1, 0.2]}
        (small / "config.json").write_text(json.dumps({"summarizer": data}))
        with pytest.raises(ModelError, match="cannot be used"):
            specs.read(small)

    def test_a_fingerprint_follows_the_weights(self, small: Path) -> None:
        before = specs.fingerprint(small)
        assert specs.fingerprint(small) == before
        (small / "model.bin").write_bytes(b"WEIGHTS")
        changed = specs.fingerprint(small)
        (small / "ngrams.bin").write_bytes(b"VALUES")
        assert len({before, changed, specs.fingerprint(small)}) == 3


class TestConversion:
    def test_adds_a_transformers_folder_for_ctranslate2(self, home: Path) -> None:
        pytest.importorskip("torch")
        from tests import tiny

        model = models.add(tiny.t5(), "tiny")
        assert model.engine == "ctranslate2"
        assert model.problem == ""
        assert engines.load("tiny").count_tokens("The mayor said no.") > 1
        assert sorted(p.name for p in home.iterdir()) == ["tiny"]

    def test_copies_it_as_it_is_when_told(self) -> None:
        pytest.importorskip("torch")
        from tests import tiny

        assert models.add(tiny.t5(), "as-it-is", convert=False).engine == "transformers"

    def test_says_what_it_cannot_convert(self, tmp_path: Path, home: Path) -> None:
        pytest.importorskip("torch")
        folder = tmp_path / "odd"
        folder.mkdir()
        (folder / "config.json").write_text('{"model_type": "bert"}')
        with pytest.raises(ModelError, match="cannot be converted") as error:
            models.add(folder)
        assert "\n" not in str(error.value)
        assert list(home.iterdir()) == []

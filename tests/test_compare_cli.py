"""`summarizer compare` as a user meets it."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer import cli
from tests.bad_inputs import BAD_INPUTS
from tests.messages import one_line
from tests.results import sample
from tests.test_compare_render import DESK, WIRE


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder with two texts in it, and an environment of the test's own."""
    for name in ("NO_COLOR", "TERM", "COLUMNS", *(name for name in os.environ if name.startswith("SUMMARIZER_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    Path("wire.txt").write_text(WIRE, encoding="utf-8")
    Path("desk.txt").write_text(DESK, encoding="utf-8")


@pytest.fixture
def no_model(monkeypatch):
    """Fails where a model would be loaded."""
    monkeypatch.setattr(summarizer, "load_engine", lambda *_, **__: pytest.fail("no model is needed"))


def test_two_texts_are_compared_without_a_model(command, no_model):
    code, out, err = command("compare", "wire.txt", "desk.txt")
    assert (code, err) == (0, "")
    assert out.startswith("Original wire.txt\nCleaned  desk.txt\n8 sentences → 8 sentences: 4 reworded")
    assert "\x1b" not in out


def test_without_a_second_text_the_program_makes_it(command, monkeypatch):
    asked = []

    def process(path, settings, *, engine=None, progress=None):
        asked.append((path, settings.level))
        return sample()

    monkeypatch.setattr(summarizer, "process_file", process)
    code, out, err = command("compare", "wire.txt", "--level", "correct")
    assert (code, err, asked) == (0, "", [("wire.txt", "correct")])
    assert "Cleaned  the rewrite of this program" in out
    assert "[-was-]{+were+}" in out


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--format", "html"], "<!DOCTYPE html>"),
        (["--format", "json"], "{"),
        (["--format", "terminal"], "Original wire.txt"),
        (["--format", "auto"], "Original wire.txt"),
    ],
)
def test_formats(command, arguments, start):
    assert command("compare", "wire.txt", "desk.txt", *arguments)[1].startswith(start)


@pytest.mark.parametrize(
    ("name", "start"), [("out.html", "<!DOCTYPE html>"), ("out.json", "{"), ("out.txt", "Original wire.txt")]
)
def test_the_ending_of_the_output_file_decides_the_format(command, name, start):
    assert command("compare", "wire.txt", "desk.txt", "-o", name) == (0, "", "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("name", ["out.md", "out.docx"])
def test_an_ending_of_something_else(command, no_model, name):
    code, out, err = command("compare", "wire.txt", "desk.txt", "-o", name)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "ends in .txt, .text, .json, .html or .htm" in err
    assert not Path(name).exists()
    assert command("compare", "wire.txt", "desk.txt", "-o", name, "--format", "terminal") == (0, "", "")


def test_a_format_in_the_settings_that_a_comparison_lacks_is_no_error(command):
    Path("summarizer.toml").write_text('format = "markdown"\n')
    assert command("compare", "wire.txt", "desk.txt")[1].startswith("Original wire.txt")


def test_the_terminal_s_width_decides_between_one_text_and_two(command, monkeypatch):
    for columns, times in (("80", 1), ("140", 2)):
        monkeypatch.setenv("COLUMNS", columns)
        assert command("compare", "wire.txt", "desk.txt")[1].count("Mayor Anna Keller said") == times


def test_colour_when_asked_for(command):
    assert "\x1b[9;31mhas approve\x1b[0m" in command("compare", "wire.txt", "desk.txt", "--color", "always")[1]


def test_one_of_the_two_may_be_standard_input(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DESK.encode())))
    code, out, _ = command("compare", "wire.txt", "-")
    assert code == 0
    assert "Cleaned  standard input" in out


def test_both_of_them_may_not(command):
    code, out, err = command("compare", "-", "-")
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "standard input" in err


def test_the_result_replaces_neither_text(command):
    for name in ("wire.txt", "desk.txt"):
        code, _, err = command("compare", "wire.txt", "desk.txt", "-o", name)
        assert code == 2
        assert one_line(err)
    assert Path("wire.txt").read_text(encoding="utf-8") == WIRE


@pytest.mark.parametrize("name", ["empty", "missing", "a folder", "German", "a PNG"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_text_that_cannot_be_used_is_one_line(command, name, place, tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    bad = BAD_INPUTS[name]
    arguments = ["wire.txt", "wire.txt"]
    arguments[place] = str(bad.make(folder))
    code, out, err = command("compare", *arguments)
    assert (code, out) == (bad.exit_code, "")
    assert one_line(err)
    assert bad.says in err


def test_force_goes_on_with_another_language(command, tmp_path):
    bad = BAD_INPUTS["German"].make(tmp_path)
    assert command("compare", str(bad), str(bad), "--force")[0] == 0


def test_json_is_ascii_where_the_stream_is_not_utf_8(monkeypatch):
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, encoding="latin-1"))
    Path("desk.txt").write_text(DESK + "\nPrices rose by 20 % in Łódź.\n", encoding="utf-8")
    assert cli.main(["compare", "wire.txt", "desk.txt", "--format", "json"]) == 0
    sys.stdout.flush()
    assert stream.getvalue().isascii()
    assert "Łódź" in json.loads(stream.getvalue())["cleaned"]["sentences"][-1]["text"]

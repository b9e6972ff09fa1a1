"""The command as a user meets it: streams, exit codes, one line for an error, and nothing heavy for help."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.main import get_command

import summarizer
from summarizer import cli
from summarizer.errors import InputError, ModelError, OutputError, UsageError
from tests.bad_inputs import BAD_INPUTS
from tests.messages import one_line
from tests.results import sample

ARTICLE = (
    "The council met on Monday and said that it would vote on the plan. It was a long day for all of them. "
    "The mayor told reporters that the money was there. Nobody in the room had asked him about the bridge.\n"
)
SETTINGS = ("NO_COLOR", "TERM", *(name for name in os.environ if name.startswith("SUMMARIZER_")))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder, a home and an environment of the test's own."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SUMMARIZER_MODELS", str(tmp_path / "models"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


class Calls(list):
    """The settings that `process_file` was called with, and what it answers."""

    result = sample()
    error: BaseException | None = None

    def __call__(self, path, settings, progress=None):
        self.append((path, settings))
        if self.error is not None:
            raise self.error
        return self.result


@pytest.fixture
def processed(monkeypatch) -> Calls:
    """`run` without a model."""
    calls = Calls()
    monkeypatch.setattr(summarizer, "process_file", calls)
    return calls


def python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parents[1]), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, **options
    )


class TestRun:
    def test_the_result_alone_is_on_standard_output(self, command, processed):
        code, out, err = command("run", "a.txt")
        assert (code, err) == (0, "")
        assert out.startswith("UN condemns")
        assert processed[0][0] == "a.txt"

    def test_json_is_json(self, command, processed):
        _, out, _ = command("run", "a.txt", "--format", "json")
        assert json.loads(out)["schema"] == 1

    @pytest.mark.parametrize(
        ("arguments", "field", "value"),
        [
            (["--level", "correct"], "level", "correct"),
            (["--edit-quotes"], "edit_quotes", True),
            (["--keep-quotes"], "edit_quotes", False),
            (["--glossary", "names.txt"], "glossary", Path("names.txt")),
            (["--model", "org/name"], "model", "org/name"),
            (["--prompts", "mine"], "prompts", Path("mine")),
            (["--force"], "force", True),
            (["--explain"], "explain", True),
            (["--strict"], "strict", True),
            (["--threads", "2"], "threads", 2),
            (["--color", "always"], "color", "always"),
            (["--no-progress"], "progress", False),
            (["--debug"], "debug", True),
            (["--format", "markdown"], "format", "markdown"),
        ],
    )
    def test_each_option_becomes_its_setting(self, command, processed, arguments, field, value):
        command("run", "a.txt", *arguments)
        assert getattr(processed[0][1], field) == value

    def test_what_is_not_given_is_left_to_the_environment_and_the_file(self, command, processed, monkeypatch):
        Path("summarizer.toml").write_text('level = "correct"\nstrict = true\n')
        monkeypatch.setenv("SUMMARIZER_THREADS", "3")
        command("run", "a.txt", "--no-strict")
        chosen = processed[0][1]
        assert (chosen.level, chosen.threads, chosen.strict) == ("correct", 3, False)

    def test_a_configuration_of_ones_own(self, command, processed):
        Path("desk.toml").write_text("threads = 4")
        command("run", "a.txt", "--config", "desk.toml")
        assert processed[0][1].threads == 4

    @pytest.mark.parametrize(
        ("name", "start"),
        [
            ("out.json", "{"),
            ("out.md", "# UN condemns"),
            ("out.txt", "UN condemns"),
            ("out.html", "<!DOCTYPE html>"),
        ],
    )
    def test_the_ending_of_the_output_file_decides_the_format(self, command, processed, name, start):
        assert command("run", "a.txt", "-o", name) == (0, "", "")
        assert Path(name).read_text(encoding="utf-8").startswith(start)

    @pytest.mark.parametrize("name", ["out.docx", "out.PDF", "out.csv", "out.txt.bak"])
    def test_an_ending_of_something_else_is_told_before_the_work(self, command, processed, name):
        code, out, err = command("run", "a.txt", "-o", name)
        assert (code, out) == (2, "")
        assert one_line(err)
        assert f"{name}: this command writes no .{name.rpartition('.')[2].lower()} file" in err
        assert "ends in .txt, .text, .json, .md, .markdown, .html or .htm, or say with --format" in err
        assert not processed
        assert not Path(name).exists()

    @pytest.mark.parametrize("name", ["out", "out.TXT", "out.text", ".out", "out.2024.05.01"])
    def test_names_of_plain_text(self, command, processed, name):
        assert command("run", "a.txt", "-o", name) == (0, "", "")
        assert Path(name).read_text(encoding="utf-8").startswith("UN condemns")

    def test_with_a_format_any_name_will_do(self, command, processed, monkeypatch):
        assert command("run", "a.txt", "-o", "out.docx", "--format", "text") == (0, "", "")
        monkeypatch.setenv("SUMMARIZER_FORMAT", "json")
        assert command("run", "a.txt", "-o", "out.csv") == (0, "", "")
        assert json.loads(Path("out.csv").read_text(encoding="utf-8"))["schema"] == 1

    def test_explain_shows_more(self, command, processed):
        assert "name New York would be lost" in command("run", "a.txt", "--explain")[1]

    def test_strict_makes_flags_a_failure_after_the_result(self, command, processed):
        code, out, err = command("run", "a.txt", "--strict")
        assert (code, err) == (5, "")
        assert "Dujarric is never introduced" in out
        processed.result = replace(sample(), flags=())
        assert command("run", "a.txt", "--strict")[0] == 0

    def test_flags_alone_are_no_failure(self, command, processed):
        assert command("run", "a.txt")[0] == 0

    def test_an_output_that_cannot_be_written_is_told_before_the_work(self, command, processed):
        code, out, err = command("run", "a.txt", "-o", "gone/out.json")
        assert (code, out) == (3, "")
        assert one_line(err)
        assert not processed

    def test_the_article_is_never_replaced(self, command, processed):
        Path("a.txt").write_text(ARTICLE)
        code, _, err = command("run", "a.txt", "-o", "./a.txt")
        assert code == 2
        assert "would replace the article" in err
        assert Path("a.txt").read_text() == ARTICLE


class Terminal(io.TextIOWrapper):
    """A standard output of one's choice."""

    def __init__(self, encoding: str = "utf-8", *, is_terminal: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def written(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()


class TestTerminal:
    def shown(self, monkeypatch, *arguments, **options) -> str:
        terminal = Terminal(**options)
        monkeypatch.setattr(sys, "stdout", terminal)
        assert cli.main(["run", "a.txt", *arguments]) == 0
        return terminal.written.decode(terminal.encoding)

    def test_a_terminal_gets_colour(self, processed, monkeypatch):
        assert "\x1b[" in self.shown(monkeypatch)

    def test_no_color_and_dumb_terminals_get_signs(self, processed, monkeypatch):
        for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
            with monkeypatch.context() as patch:
                patch.setenv(name, value)
                shown = self.shown(patch)
                assert "\x1b" not in shown
                assert "[-was-]{+were+}" in shown

    def test_a_pipe_gets_plain_text(self, processed, monkeypatch):
        shown = self.shown(monkeypatch, is_terminal=False)
        assert "\x1b" not in shown
        assert "[-" not in shown

    def test_colour_can_be_had_and_refused(self, processed, monkeypatch):
        for format in ("auto", "terminal"):
            always = self.shown(monkeypatch, "--format", format, "--color", "always", is_terminal=False)
            assert "\x1b[9;31mwas\x1b[0m" in always
        assert "\x1b" not in self.shown(monkeypatch, "--color", "never")

    def test_colour_is_for_no_file(self, command, processed):
        assert command("run", "a.txt", "-o", "out.txt", "--color", "always") == (0, "", "")
        assert "\x1b" not in Path("out.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "cp1252", "utf-16"])
    @pytest.mark.parametrize("format", ["terminal", "text", "markdown", "json"])
    def test_any_encoding_of_the_terminal_will_do(self, processed, monkeypatch, encoding, format):
        shown = self.shown(monkeypatch, "--format", format, encoding=encoding)
        assert "UN condemns" in shown
        if format == "json":
            assert json.loads(shown)["headline"]["text"] == sample().headline.text


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "code"),
        [(UsageError, 2), (InputError, 3), (OutputError, 3), (ModelError, 4)],
    )
    def test_each_kind_has_its_code_and_one_line(self, command, processed, error, code):
        processed.error = error("it is wrong\nhere \x1b[31m", "try that")
        found, out, err = command("run", "a.txt")
        assert (found, out) == (code, "")
        assert err == "summarizer: it is wrong here \\u001b[31m (try that)\n"

    def test_a_defect_is_one_line_that_asks_for_a_report(self, command, processed):
        processed.error = RuntimeError("what\nis this")
        code, out, err = command("run", "a.txt")
        assert (code, out) == (1, "")
        assert one_line(err)
        assert "RuntimeError: what is this" in err
        assert "--debug" in err

    @pytest.mark.parametrize("how", ["option", "environment", "file"])
    def test_debug_shows_the_trace(self, command, processed, monkeypatch, how):
        processed.error = InputError("no prose")
        arguments = ["--debug"] if how == "option" else []
        if how == "environment":
            monkeypatch.setenv("SUMMARIZER_DEBUG", "1")
        if how == "file":
            Path("summarizer.toml").write_text("debug = true")
        code, _, err = command("run", "a.txt", *arguments)
        assert code == 3
        assert err.startswith("Traceback")
        assert err.endswith("summarizer: no prose\n")

    def test_ctrl_c(self, command, processed):
        processed.error = KeyboardInterrupt()
        code, out, err = command("run", "a.txt")
        assert (code, out) == (130, "")
        assert "Traceback" not in err

    @pytest.mark.parametrize(
        ("arguments", "part"),
        [
            (["run"], "Missing argument 'ARTICLE'"),
            (["run", "a.txt", "--levle", "correct"], "No such option: --levle"),
            (["run", "a.txt", "--level", "polish"], "'polish' is not one of 'correct', 'rewrite'"),
            (["run", "a.txt", "--threads", "-1"], "--threads"),
            (["run", "a.txt", "--threads", "two"], "--threads"),
            (["run", "a.txt", "b.txt"], "b.txt"),
            (["run", "a.txt", "--config", "gone.toml"], "gone.toml"),
            (["polish"], "No such command 'polish'"),
            (["score"], "Missing argument"),
            (["prompts", "show", "headlin"], "no prompt named headlin"),
            (["models", "show", "gone"], "no model named gone"),
            (["models", "remove", "embedded"], "cannot be removed"),
        ],
    )
    def test_wrong_usage(self, command, processed, arguments, part):
        code, out, err = command(*arguments)
        assert (code, out) == (2, "")
        assert one_line(err)
        assert part in err

    @pytest.mark.parametrize(
        ("arguments", "page"),
        [
            (["polish"], "summarizer"),
            (["--levle"], "summarizer"),
            (["score", "-o"], "summarizer score"),
            (["score", "a.txt", "--levle"], "summarizer score"),
            (["run", "score", "-o"], "summarizer run"),
            (["models", "add", "--name"], "summarizer models add"),
            (["models", "polish"], "summarizer models"),
        ],
    )
    def test_wrong_usage_leads_to_the_command_s_own_help(self, command, arguments, page):
        code, out, err = command(*arguments)
        assert (code, out) == (2, "")
        assert one_line(err)
        assert err.endswith(f"(`{page} --help` explains)\n")

    def test_every_bad_setting_is_named_at_once(self, command, processed, monkeypatch):
        Path("summarizer.toml").write_text("thread = 1")
        monkeypatch.setenv("SUMMARIZER_LEVEL", "polish")
        code, _, err = command("run", "a.txt")
        assert code == 2
        assert one_line(err)
        assert "summarizer.toml: thread: unknown setting" in err
        assert "SUMMARIZER_LEVEL" in err

    @pytest.mark.parametrize(
        ("model", "says"),
        [
            ("./gone", "there is no model gone (give a model's folder, a hub id such as org/name, or what"),
            ("nomodel", "or what `summarizer models list` has: embedded)"),
            ("empty", "empty is no model's folder, it has no config.json (name the folder that holds it and"),
        ],
    )
    def test_a_model_that_is_not_there(self, command, model, says):
        Path("a.txt").write_text(ARTICLE)
        Path("empty").mkdir()
        code, out, err = command("run", "a.txt", "--model", model)
        assert (code, out) == (4, "")
        assert one_line(err)
        assert says in err

    def test_a_reader_that_stops_reading_is_no_error(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as closed:
            found = subprocess.run(
                [sys.executable, "-m", "summarizer", "prompts", "show", "headline"],
                stdout=closed, stderr=subprocess.PIPE, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parents[1])},
            )  # fmt: skip
        assert (found.returncode, found.stderr) == (141, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
    @pytest.mark.parametrize("arguments", [("prompts", "show", "headline"), ("run", "--help")])
    def test_a_full_disk_behind_standard_output(self, arguments):
        with Path("/dev/full").open("wb") as full:
            found = subprocess.run(
                [sys.executable, "-m", "summarizer", *arguments],
                stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parents[1])},
            )  # fmt: skip
        assert found.returncode == 3
        assert one_line(found.stderr)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
    def test_a_full_disk_behind_standard_error_changes_no_exit_code(self):
        with Path("/dev/full").open("wb") as full:
            found = subprocess.run(
                [sys.executable, "-m", "summarizer", "run", "/gone"],
                stdout=subprocess.PIPE, stderr=full, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parents[1])},
            )  # fmt: skip
        assert (found.returncode, found.stdout) == (3, "")

    def test_closed_standard_input_is_empty(self, command, monkeypatch):
        monkeypatch.setattr(sys, "stdin", None)
        code, _, err = command("run", "-")
        assert code == 3
        assert "standard input is empty" in err

    def test_closed_streams(self, processed, monkeypatch):
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)
        assert cli.main(["run", "a.txt"]) == 0
        processed.error = InputError("no prose")
        assert cli.main(["run", "a.txt"]) == 3


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> dict[str, tuple[int, str, str]]:
    """What `run` said to each bad input: a process of its own, where no test runner hears what libraries log."""
    root = tmp_path_factory.mktemp("bad")
    paths = {}
    for number, (name, bad) in enumerate(BAD_INPUTS.items()):
        folder = root / str(number)
        folder.mkdir()
        paths[name] = str(bad.make(folder))
    code = (
        "import contextlib, io, json, sys\n"
        "from summarizer.cli import main\n"
        "said = {}\n"
        "for name, path in json.load(sys.stdin).items():\n"
        "    out, err = io.StringIO(), io.StringIO()\n"
        "    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):\n"
        "        code = main(['run', path])\n"
        "    said[name] = code, out.getvalue(), err.getvalue()\n"
        "print(json.dumps(said))\n"
    )
    found = python("-c", code, input=json.dumps(paths))
    assert found.stderr == ""
    return json.loads(found.stdout)


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_input_ends_in_one_line(refused, name):
    bad = BAD_INPUTS[name]
    code, out, err = refused[name]
    assert (code, out) == (bad.exit_code, "")
    assert one_line(err)
    assert bad.says in err


class TestScore:
    @pytest.fixture(autouse=True)
    def article(self):
        Path("a.txt").write_text(ARTICLE * 3)

    def test_text(self, command):
        code, out, err = command("score", "a.txt")
        assert (code, err) == (0, "")
        assert out.startswith("a.txt\n")
        assert "Flesch reading ease" in out

    def test_json(self, command):
        _, out, _ = command("score", "a.txt", "a.txt", "--format", "json")
        found = json.loads(out)
        assert [file["path"] for file in found["files"]] == ["a.txt", "a.txt"]
        assert found["files"][0]["readability"]["sentences"]["value"] == 12
        smog = found["files"][0]["readability"]["smog"]
        assert (smog["value"], smog["note"]) == (None, "12 sentences, made for 30 or more")
        assert smog["inputs"]["sentences"] == 12

    def test_one_bad_file_of_several_spoils_nothing(self, command):
        code, out, err = command("score", "gone.txt", "a.txt")
        assert code == 5
        assert out.startswith("a.txt\n")
        assert one_line(err)
        assert "gone.txt" in err

    def test_none_that_can_be_used(self, command):
        code, out, err = command("score", "gone.txt", "gone too.txt")
        assert (code, out) == (3, "")
        assert err.count("\n") == 2

    def test_to_a_file(self, command):
        assert command("score", "a.txt", "-o", "scores.json") == (0, "", "")
        assert json.loads(Path("scores.json").read_text())["schema"] == 1

    @pytest.mark.parametrize("name", ["scores.csv", "scores.md", "scores.html"])
    def test_an_ending_of_something_else(self, command, name):
        code, out, err = command("score", "a.txt", "-o", name)
        assert (code, out) == (2, "")
        assert one_line(err)
        assert "ends in .txt, .text or .json" in err
        assert not Path(name).exists()
        assert command("score", "a.txt", "-o", name, "--format", "text") == (0, "", "")
        assert Path(name).read_text(encoding="utf-8").startswith("a.txt\n")

    def test_standard_input(self):
        found = python("-m", "summarizer", "score", "-", input=ARTICLE)
        assert found.returncode == 0
        assert found.stdout.startswith("-\n")


class TestPrompts:
    def test_list(self, command):
        code, out, _ = command("prompts", "list")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()] == [
            "correct", "headline", "rewrite", "shorten", "summarize",
        ]  # fmt: skip

    def test_show(self, command):
        assert command("prompts", "show", "correct") == (0, "correct: {sentence}\n", "")

    def test_check(self, command):
        assert command("prompts", "check") == (0, "all prompts can be used\n", "")

    def test_check_lists_every_problem(self, command):
        Path("mine").mkdir()
        Path("mine/headline.txt").write_text("headline:")
        Path("mine/correct.txt").write_text("correct: {sentense}")
        code, out, err = command("prompts", "check", "--prompts", "mine")
        assert (code, err) == (2, "")
        assert len(out.splitlines()) == 3

    @pytest.mark.parametrize("what", [["check"], ["list"], ["show", "headline"]])
    def test_a_folder_that_is_not_there(self, command, what):
        code, out, err = command("prompts", *what, "--prompts", "missing")
        assert (code, out) == (2, "")
        assert one_line(err)
        assert "missing: the folder cannot be read: No such file or directory (check the path given" in err

    def test_ones_own_are_shown(self, command):
        Path("mine").mkdir()
        Path("mine/headline.txt").write_text("Give a headline: {text}")
        assert command("prompts", "show", "headline", "--prompts", "mine")[1] == "Give a headline: {text}\n"


class TestModels:
    def test_list_marks_the_one_in_use(self, command):
        code, out, _ = command("models", "list")
        assert code == 0
        assert out.startswith("*  embedded")

    def test_show(self, command):
        out = command("models", "show", "embedded")[1]
        assert "ctranslate2" in out
        assert "in use  yes" in out

    def test_add_use_and_remove(self, command, tmp_path):
        assert command("models", "add", str(cli_model()), "--name", "mine")[0] == 0
        assert "in use  no" in command("models", "show", "mine")[1]
        assert "in use  yes" in command("models", "use", "mine")[1]
        assert command("models", "list")[1].splitlines()[1].startswith("*  mine")
        code, _, err = command("models", "add", str(cli_model()), "--name", "mine")
        assert (code, one_line(err)) == (2, True)
        assert command("models", "add", str(cli_model()), "--name", "mine", "--replace")[0] == 0
        assert command("models", "remove", "mine") == (0, "", "")
        assert command("models", "list")[1].startswith("*  embedded")


def cli_model() -> Path:
    """A model's folder."""
    from summarizer import models

    return models.EMBEDDED_FOLDER


class TestHelp:
    PAGES = ([], ["run"], ["score"], ["prompts"], ["models"], ["models", "add"])

    @pytest.mark.parametrize("page", PAGES)
    def test_every_page(self, command, page):
        code, out, err = command(*page, "--help")
        assert (code, err) == (0, "")
        assert out.startswith("Usage: summarizer")
        assert command(*page, "-h")[1] == out

    @pytest.mark.parametrize("group", [[], ["prompts"], ["models"]])
    def test_a_group_alone_shows_its_help(self, command, group):
        assert command(*group) == command(*group, "--help")

    def test_version(self, command):
        from importlib.metadata import version

        assert command("--version") == (0, f"summarizer {version('newsdesk-summarizer')}\n", "")

    def test_every_option_is_explained(self):
        for path, parameter in parameters():
            assert parameter.help, f"{path} {parameter.name}"


def parameters() -> list:
    """Every argument and option with the words of its command."""
    found = []

    def walk(node, words):
        found.extend((words, p) for p in node.params)
        for name, child in getattr(node, "commands", {}).items():
            walk(child, (*words, name))

    walk(get_command(cli.app), ())
    return found


HEAVY = (
    "torch", "transformers", "ctranslate2", "sentencepiece", "numpy", "nltk", "textstat", "trafilatura", "lxml",
    "docx", "ftfy", "py3langid", "sentencex", "rich", "charset_normalizer", "platformdirs",
)  # fmt: skip
LOADED = (
    "import sys; from summarizer.cli import main; code = main({});"
    "print(*sys.modules, file=sys.stderr); sys.exit(code)"
)


def loaded(*arguments: str, **options) -> set[str]:
    found = python("-c", LOADED.format(list(arguments)), **options)
    assert found.returncode == 0, found.stderr
    return {name.partition(".")[0] for name in found.stderr.split()}


@pytest.mark.parametrize("page", [["--help"], ["run", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(page):
    assert not loaded(*page) & set(HEAVY)


def test_a_run_loads_neither_torch_nor_transformers():
    """From the command to the result, with the model that ships."""
    Path("a.txt").write_text(ARTICLE)
    modules = loaded("run", "a.txt", "-o", "out.json")
    assert "ctranslate2" in modules
    assert not modules & {"torch", "transformers", "rich", "pandas", "scipy", "sklearn"}
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["schema"] == 1

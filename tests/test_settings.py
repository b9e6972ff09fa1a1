"""Where a setting comes from, which source wins, and what is said when one cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import process_file, settings
from summarizer.errors import UsageError
from summarizer.settings import Settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder and a configuration folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def load(options=None, environ=None, config=None) -> Settings:
    return settings.load(options or {}, environ=environ or {}, config=config)


def test_nothing_given_means_the_defaults():
    assert load() == Settings()


def test_options_win_over_environment_over_file_over_defaults():
    Path("summarizer.toml").write_text('level = "correct"\nthreads = 3\ncolor = "never"\n')
    found = load({"threads": 5, "level": None}, {"SUMMARIZER_THREADS": "4", "SUMMARIZER_COLOR": "always"})
    assert (found.threads, found.color, found.level, found.format) == (5, "always", "correct", "auto")


def test_the_configuration_of_the_user_is_read_where_the_folder_has_none(elsewhere):
    own = elsewhere / "config" / "summarizer"
    own.mkdir(parents=True)
    (own / "summarizer.toml").write_text("threads = 7")
    assert load().threads == 7
    Path("summarizer.toml").write_text("strict = true")
    assert load() == Settings(strict=True)


def test_a_named_configuration_wins_over_the_one_that_lies_there():
    Path("summarizer.toml").write_text("threads = 1")
    Path("desk.toml").write_text("threads = 2")
    Path("other.toml").write_text("threads = 3")
    assert load(environ={"SUMMARIZER_CONFIG": "desk.toml"}).threads == 2
    assert load(environ={"SUMMARIZER_CONFIG": "desk.toml"}, config=Path("other.toml")).threads == 3


def test_paths_in_the_file_start_from_its_folder_and_options_from_here():
    Path("desk").mkdir()
    Path("desk/summarizer.toml").write_text('glossary = "names.csv"\nmodel = "./small"\n')
    found = load({"prompts": "mine"}, config=Path("desk/summarizer.toml"))
    assert found.glossary == Path("desk/names.csv")
    assert found.model == "desk/small"
    assert found.prompts == Path("mine")


def test_a_hub_id_is_left_alone():
    Path("summarizer.toml").write_text('model = "google/flan-t5-small"')
    assert load().model == "google/flan-t5-small"


def test_hyphens_in_the_file_are_as_good_as_underscores():
    Path("summarizer.toml").write_text("edit-quotes = true")
    assert load().edit_quotes


def test_an_empty_variable_is_no_setting():
    assert load(environ={"SUMMARIZER_THREADS": "", "NO_COLOR": ""}) == Settings()


def test_no_color_is_honoured_below_our_own_variable():
    assert load(environ={"NO_COLOR": "1"}).color == "never"
    assert load(environ={"NO_COLOR": "1", "SUMMARIZER_COLOR": "always"}).color == "always"
    assert load({"color": "always"}, {"NO_COLOR": "1"}).color == "always"


@pytest.mark.parametrize(("word", "value"), [("1", True), ("yes", True), ("Off", False), ("false", False)])
def test_switches_in_the_environment_are_words(word, value):
    assert load(environ={"SUMMARIZER_STRICT": word}).strict is value


def test_a_dash_as_output_is_standard_output():
    assert load({"output": Path("-")}).output is None
    assert load({"output": "out.json"}).output == Path("out.json")


def test_everything_that_is_wrong_is_named_at_once_with_its_source():
    Path("summarizer.toml").write_text('levle = "correct"\n[threads]\nmodel = 3\n')
    with pytest.raises(UsageError) as error:
        load({"format": "pdf"}, {"SUMMARIZER_THREADS": "many", "SUMMARIZER_LEVEL": "polish"})
    message = str(error.value)
    assert "\n" not in message
    for part in (
        "summarizer.toml: levle: unknown setting, did you mean level?",
        "summarizer.toml: threads: {'model': 3} is not a whole number",
        "SUMMARIZER_THREADS: 'many' is not a whole number",
        "SUMMARIZER_LEVEL: 'polish' is not one of correct, rewrite",
        "--format: 'pdf' is not one of auto, terminal, text, json, markdown",
    ):
        assert part in message


def test_an_unknown_variable_with_our_prefix_is_named():
    with pytest.raises(UsageError, match="SUMMARIZER_TREADS: unknown setting, did you mean threads"):
        load(environ={"SUMMARIZER_TREADS": "2", "UNRELATED": "x"})


@pytest.mark.parametrize("value", [-1, 1.5, True, "1.5", None])
def test_threads_are_a_whole_number(value):
    with pytest.raises(UsageError, match="threads"):
        Settings(threads=value)


def test_a_program_that_passes_a_bad_value_is_told_too():
    with pytest.raises(UsageError, match="level: 'polish' is not one of correct, rewrite"):
        Settings(level="polish")
    assert Settings(glossary="names.csv").glossary == Path("names.csv")


def test_options_beside_settings_are_not_passed_over():
    with pytest.raises(TypeError, match="give settings or level, not both"):
        process_file("article.txt", Settings(), level="rewrite")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"level = ", r"is not TOML: .* \(it has a setting a line, such as level = \"correct\"\)"),
        (b"\xff\xfe\x00", r"is not UTF-8 \(save it as UTF-8\)"),
        (None, r"cannot read the configuration desk\.toml: .* \(name another with --config\)"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_named_with_what_to_try(content, complaint):
    file = Path("desk.toml")
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=rf"{complaint}|desk\.toml {complaint}"):
        load(config=file)


def test_a_configuration_with_a_byte_order_mark_is_read():
    Path("summarizer.toml").write_bytes(b"\xef\xbb\xbfthreads = 2")
    assert load().threads == 2


class TestFingerprint:
    def test_it_moves_with_what_a_result_depends_on(self):
        prints = {
            Settings().fingerprint(),
            Settings(level="correct").fingerprint(),
            Settings(edit_quotes=True).fingerprint(),
            Settings(model="other").fingerprint(),
            Settings(force=True).fingerprint(),
        }
        assert len(prints) == 5

    def test_it_stays_with_what_only_changes_the_showing(self):
        shown = Settings(
            format="json", output="x.json", color="never", threads=7, explain=True, strict=True, debug=True
        )
        assert shown.fingerprint() == Settings().fingerprint()


def test_every_field_has_a_check_and_a_default():
    assert set(settings.FIELDS) == set(settings._CHECKS)
    assert Settings() == Settings(**{name: getattr(Settings(), name) for name in settings.FIELDS})

"""The prompts: what the model was trained with, a user's own over it, every problem at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import prompts
from summarizer.errors import UsageError


def write(folder: Path, **templates: str) -> Path:
    for name, template in templates.items():
        (folder / f"{name}.txt").write_text(template, encoding="utf-8")
    return folder


class TestPackaged:
    @pytest.mark.parametrize(
        ("name", "values", "expected"),
        [
            ("correct", {"sentence": "He go."}, "correct: He go."),
            ("rewrite", {"sentence": "He go."}, "rewrite: He go."),
            ("shorten", {"sentence": "He go."}, "shorten: He go."),
            ("headline", {"text": "One. Two."}, "headline: One. Two."),
            ("summarize", {"text": "One. Two."}, "summarize: One. Two."),
        ],
    )
    def test_says_what_the_model_was_trained_with(self, name: str, values: dict[str, str], expected: str) -> None:
        assert prompts.load()[name].fill(**values) == expected

    def test_has_one_file_for_each_name_and_a_readme_that_lists_them(self) -> None:
        assert list(prompts.load()) == sorted(prompts.PLACEHOLDERS)
        files = {path.stem for path in prompts.packaged().glob("*.txt")}
        assert files == set(prompts.PLACEHOLDERS)
        readme = (prompts.packaged() / "README.md").read_text(encoding="utf-8")
        for name, placeholders in prompts.PLACEHOLDERS.items():
            row = next(line for line in readme.splitlines() if f"`{name}.txt`" in line)
            assert all(f"`{{{p}}}`" in row for p in placeholders)

    def test_are_without_problems(self) -> None:
        assert prompts.check() == ()


class TestFill:
    @given(st.text())
    def test_leaves_the_text_unharmed(self, text: str) -> None:
        assert prompts.load()["correct"].fill(sentence=text) == f"correct: {text}"

    def test_does_not_read_an_article_as_a_template(self) -> None:
        filled = prompts.load()["correct"].fill(sentence="{sentence} {0} {{x}} {text}")
        assert filled == "correct: {sentence} {0} {{x}} {text}"

    def test_refuses_a_wrong_name(self) -> None:
        with pytest.raises(TypeError, match="sentence"):
            prompts.load()["correct"].fill(text="x")


class TestOwnFolder:
    def test_replaces_only_the_files_it_has(self, tmp_path: Path) -> None:
        found = prompts.load(write(tmp_path, correct="Mend this: {sentence}\n"))
        assert found["correct"].fill(sentence="x") == "Mend this: x"
        assert found["correct"].path == tmp_path / "correct.txt"
        assert found["rewrite"] == prompts.load()["rewrite"]

    def test_keeps_other_braces_as_text(self, tmp_path: Path) -> None:
        found = prompts.load(write(tmp_path, correct='{"in": "{sentence}", "out": }'))
        assert found["correct"].fill(sentence="x") == '{"in": "x", "out": }'

    def test_reads_a_byte_order_mark_and_windows_line_ends(self, tmp_path: Path) -> None:
        (tmp_path / "correct.txt").write_bytes(b"\xef\xbb\xbfMend: {sentence}\r\n")
        assert prompts.load(tmp_path)["correct"].template == "Mend: {sentence}"

    def test_changes_the_revision(self, tmp_path: Path) -> None:
        own = prompts.load(write(tmp_path, correct="Mend this: {sentence}"))
        packaged = prompts.load()
        assert own["correct"].revision != packaged["correct"].revision
        assert own["rewrite"].revision == packaged["rewrite"].revision
        assert own.revision != packaged.revision

    def test_same_words_have_the_same_revision(self, tmp_path: Path) -> None:
        assert prompts.load(write(tmp_path, correct="correct: {sentence}")).revision == prompts.load().revision


class TestProblems:
    def test_are_all_reported_at_once(self, tmp_path: Path) -> None:
        write(tmp_path, correct="no place", summarize="{article} {verdict}", rewite="{sentence}")
        (tmp_path / "headline.txt").write_bytes(b"\xff\xfe{text}")
        (tmp_path / "shorten.txt").mkdir()
        messages = [f"{problem.path.name}: {problem.message}" for problem in prompts.check(tmp_path)]
        assert messages == [
            "rewite.txt: no prompt has this name; did you mean rewrite?",
            "correct.txt: {sentence} is missing",
            "headline.txt: is not UTF-8 text",
            "shorten.txt: cannot be read: Is a directory",
            "summarize.txt: {text} is missing",
            "summarize.txt: {article} is unknown; this prompt takes {text}",
            "summarize.txt: {verdict} is unknown; this prompt takes {text}",
        ]
        with pytest.raises(UsageError) as error:
            prompts.load(tmp_path)
        assert all(message in str(error.value) for message in messages)

    @pytest.mark.parametrize("ask", [prompts.load, prompts.check])
    def test_a_missing_folder_is_told_at_once(self, tmp_path: Path, ask: Callable[[Path], object]) -> None:
        with pytest.raises(UsageError, match=r"nowhere: the folder cannot be read: .* \(check the path given to"):
            ask(tmp_path / "nowhere")

    def test_a_folder_without_prompts_is_one(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("mine")
        assert [p.message for p in prompts.check(tmp_path)] == ["the folder has no .txt file"]

    def test_a_readme_beside_them_is_none(self, tmp_path: Path) -> None:
        (write(tmp_path, correct="{sentence}") / "README.md").write_text("mine {x}")
        assert prompts.check(tmp_path) == ()

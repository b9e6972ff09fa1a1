"""Writing results: whole or not at all, and never over what must stay."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from summarizer import output
from summarizer.errors import OutputError, UsageError


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_is_utf8_with_its_line_breaks_as_given(tmp_path):
    output.write(tmp_path / "a.txt", "Erdoğan\r\n“x”\n")
    assert (tmp_path / "a.txt").read_bytes() == "Erdoğan\r\n“x”\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_text("")
    output.write(tmp_path / "a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_is_replaced_keeps_its_permissions(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o640)
    output.write(file, "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    output.write(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_links_that_lead_round_and_round_are_told_and_stay(tmp_path):
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    for attempt in (lambda: output.check(loop), lambda: output.write(loop, "x")):
        with pytest.raises(OutputError, match="cannot write"):
            attempt()
    assert loop.is_symlink()


def test_a_name_that_is_too_long_is_told_before_the_work(tmp_path):
    with pytest.raises(OutputError, match="cannot write"):
        output.check(tmp_path / f"{'x' * 300}.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()))
    reader.start()
    output.write(pipe, "through")
    reader.join()
    assert found == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path, monkeypatch, step):
    file = tmp_path / "a.txt"
    file.write_text("old")

    def fail(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OutputError, match=r"cannot write .*a\.txt: No space left on device"):
        output.write(file, "new")
    monkeypatch.undo()
    assert file.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_a_name_as_long_as_a_name_can_be(tmp_path):
    file = tmp_path / ("x" * 251 + ".txt")
    output.write(file, "x")
    assert names(tmp_path) == [file.name]


class TestCheck:
    def test_a_folder_that_is_there_is_fine(self, tmp_path):
        output.check(tmp_path / "new.txt")
        (tmp_path / "new.txt").write_text("")
        output.check(tmp_path / "new.txt")
        output.check(Path("/dev/null"))

    def test_it_makes_nothing(self, tmp_path):
        output.check(tmp_path / "new.txt")
        assert names(tmp_path) == []

    def test_a_missing_folder(self, tmp_path):
        with pytest.raises(OutputError, match="there is no folder"):
            output.check(tmp_path / "gone" / "a.txt")

    def test_a_folder_instead_of_a_file(self, tmp_path):
        with pytest.raises(OutputError, match="is a folder"):
            output.check(tmp_path)

    def test_a_folder_that_cannot_be_written(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(OutputError, match="cannot be written"):
            output.check(tmp_path / "a.txt")

    def test_the_article_itself_under_any_name(self, tmp_path):
        article = tmp_path / "a.txt"
        article.write_text("x")
        (tmp_path / "b.txt").symlink_to(article)
        for name in ("a.txt", "b.txt"):
            with pytest.raises(UsageError, match="would replace the article"):
                output.check(tmp_path / name, str(article))
        output.check(tmp_path / "c.txt", str(article))
        output.check(article, "-")

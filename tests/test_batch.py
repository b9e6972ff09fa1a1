"""A folder of articles: every file accounted for, whatever happens on the way."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer import cli, output, render
from summarizer.batch import Cluster, Interrupted, Report, layout, remote
from summarizer.batch import run as running
from summarizer.batch.groups import FIRST_GROUPS, are_out
from summarizer.batch.inputs import Input
from summarizer.batch.journal import Journal
from summarizer.engines.base import ModelSpec
from summarizer.engines.scripted import ScriptedEngine
from summarizer.errors import InputError, ModelError, OutputError, UsageError
from summarizer.export import export
from summarizer.settings import Settings
from tests.bad_inputs import BAD_INPUTS
from tests.batches import ARTICLE, articles, batch, echo, journal, tree

ROOT = Path(__file__).parents[1]


@pytest.fixture
def news(tmp_path) -> Path:
    return articles(tmp_path / "news", 9)


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out"


def process(*arguments: object, **options) -> subprocess.Popen[str]:
    """A batch in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batches", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def wait_for(path: Path, lines: int, child: subprocess.Popen[str]) -> None:
    """Until the file has so many lines; a child that ends before that is a failure."""
    while not path.exists() or path.read_bytes().count(b"\n") < lines:
        assert child.poll() is None, child.stderr.read()
        time.sleep(0.002)


class TestResults:
    def test_each_article_has_its_files_where_the_input_tree_has_it(self, news, out):
        report = batch(news, out)

        assert (report.total, report.done, report.failed) == (9, 9, 0)
        assert sorted(p.relative_to(out).as_posix() for p in out.rglob("002*")) == [
            "articles/south/sea/002.txt.html",
            "articles/south/sea/002.txt.json",
            "articles/south/sea/002.txt.md",
        ]
        result = json.loads((out / "articles/south/sea/002.txt.json").read_text(encoding="utf-8"))
        assert "The city closed 4 bridges in the night, and it moved" in result["rewrite"]["text"]

    def test_the_journal_has_a_line_an_article_in_the_order_of_the_folder(self, news, out):
        batch(news, out)

        names = [line["path"] for line in journal(out)]
        assert names == sorted(names)
        assert len(names) == 9
        assert all(line["status"] == "done" and len(line["sha256"]) == 64 for line in journal(out))

    def test_results_do_not_depend_on_the_groups(self, news, out, tmp_path, monkeypatch):
        batch(news, out)
        monkeypatch.setattr("summarizer.batch.groups.FIRST_GROUPS", ())
        monkeypatch.setattr("summarizer.batch.groups.GROUP_ARTICLES", 2)
        batch(news, tmp_path / "in pairs", jobs=3)

        assert tree(out) == tree(tmp_path / "in pairs")

    def test_segments_of_several_articles_go_to_the_model_together(self, news, out):
        calls: list[int] = []

        class Counting(ScriptedEngine):
            def generate(self, prompts, *arguments, **options):
                calls.append(len(prompts))
                return super().generate(prompts, *arguments, **options)

        batch(news, out, Counting(echo))
        assert max(calls) >= 10

    def test_the_table_has_a_row_an_article(self, news, out):
        (news / "empty.txt").write_bytes(b"")
        batch(news, out)

        with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [row["status"] for row in rows] == ["failed", *["done"] * 9]
        assert rows[1]["words_before"] == "53"
        assert "is empty" in rows[0]["error"]


class TestGoingOn:
    def test_what_is_done_is_not_done_again(self, news, out):
        batch(news, out)
        before = tree(out)
        idle = ScriptedEngine([])  # would complain if it were asked

        assert batch(news, out, idle).kept == 9
        assert tree(out) == before

    def test_what_is_new_or_has_changed_is_done(self, news, out):
        batch(news, out)
        (news / "north/000.txt").write_text(ARTICLE.format(n=77), encoding="utf-8")
        (news / "new.txt").write_text(ARTICLE.format(n=78), encoding="utf-8")
        report = batch(news, out)

        assert (report.done, report.kept) == (2, 8)
        assert "77 bridges" in (out / "articles/north/000.txt.json").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "spec", [ModelSpec("scripted", "1"), replace(ScriptedEngine([]).spec, fingerprint="of other weights")]
    )
    def test_another_model_means_everything(self, news, out, spec):
        batch(news, out)

        assert batch(news, out, ScriptedEngine(echo, spec=spec)).done == 9

    def test_other_settings_mean_everything_and_files_count_by_what_they_hold(self, news, out, tmp_path):
        glossary, prompts = tmp_path / "terms.txt", tmp_path / "prompts"
        prompts.mkdir()
        (prompts / "correct.txt").write_text("correct: {sentence}")
        glossary.write_text("Prague")
        settings = Settings(level="correct", glossary=glossary, prompts=prompts)
        batch(news, out)

        assert batch(news, out, settings=settings).done == 9
        assert batch(news, out, settings=replace(settings, glossary=glossary.rename(tmp_path / "b.txt"))).kept == 9
        glossary.write_text("Praha")
        assert batch(news, out, settings=settings).done == 9
        (prompts / "correct.txt").write_text("mend: {sentence}")
        assert batch(news, out, settings=settings).done == 9

    def test_a_glossary_that_is_read_but_once_counts_by_its_words(self, news, out, tmp_path):
        def reports() -> Iterator[Report]:
            for word in ("Prague", "Prague", "Praha"):
                reader, writer = os.pipe()
                os.write(writer, word.encode())
                os.close(writer)
                yield batch(news, out, settings=Settings(glossary=Path(f"/dev/fd/{reader}")))
                os.close(reader)

        assert [report.done for report in reports()] == [9, 0, 9]

    @pytest.mark.parametrize("harm", [Path.unlink, lambda p: p.write_text("{"), lambda p: p.write_text("[]")])
    def test_a_result_that_is_gone_or_broken_is_made_again(self, news, out, harm):
        batch(news, out)
        before = tree(out)
        harm(out / "articles/north/000.txt.json")

        assert batch(news, out).done == 1
        assert {k: v for k, v in tree(out).items() if k != "journal.jsonl"} == {
            k: v for k, v in before.items() if k != "journal.jsonl"
        }

    @pytest.mark.parametrize("ending", layout.ENDINGS)
    def test_a_killed_run_with_other_settings_leaves_no_result_of_both(self, news, out, monkeypatch, ending):
        class Killed(BaseException):
            pass

        real = output.write

        def write(path: Path, text: str) -> None:
            real(path, text)
            if path.name == f"000.txt{ending}":
                raise Killed

        batch(news, out)
        before = tree(out / "articles")
        monkeypatch.setattr(output, "write", write)
        with pytest.raises(Killed):
            batch(news, out, settings=Settings(level="correct"))
        monkeypatch.undo()

        assert batch(news, out).done == 1
        assert tree(out / "articles") == before

    def test_a_result_goes_when_its_input_becomes_unusable(self, news, out):
        batch(news, out)
        (news / "north/000.txt").write_bytes(b"")
        report = batch(news, out)

        assert (report.failed, report.kept) == (1, 8)
        assert not list(out.rglob("000.txt.*"))

    def test_what_an_earlier_run_did_stays_in_the_table_and_the_export(self, news, out, tmp_path):
        batch(news, out)
        other = articles(tmp_path / "other", 1)
        (other / "north/000.txt").write_text(ARTICLE.format(n=77), encoding="utf-8")
        (other / "new.txt").write_text(ARTICLE.format(n=78), encoding="utf-8")
        report = batch(other, out, globs=["*.txt"])

        assert (report.total, report.done, report.kept) == (2, 2, 0)
        assert batch(news, out, globs=["001.txt"]).kept == 1
        with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert len([*csv.DictReader(stream)]) == 10
        assert export(out).texts == 10
        assert "77 bridges" in (out / "export/texts/north/000.txt.txt").read_text(encoding="utf-8")

    def test_restart_forgets_and_deletes(self, news, out):
        batch(news, out)
        (news / "north/000.txt").unlink()
        report = batch(news, out, restart=True)

        assert (report.done, report.kept) == (8, 0)
        assert not list(out.rglob("000.txt.*"))
        assert len(journal(out)) == 8

    def test_a_run_that_is_killed_ends_like_one_that_is_not(self, tmp_path):
        news = articles(tmp_path / "news", 40)
        (news / "bad.txt").write_bytes(b"")
        batch(news, tmp_path / "undisturbed")
        out = tmp_path / "out"
        chance = random.Random(5)
        for lines in (1, 9, 30):
            child = process(news, out, 0.02)
            wait_for(out / "journal.jsonl", lines, child)
            time.sleep(chance.random() * 0.1)
            os.kill(child.pid, signal.SIGKILL)
            child.communicate()
            done = [line["path"] for line in journal(out) if line["status"] == "done"]
            assert len(done) == len(set(done))
            assert all((out / f"articles/{path}.{ending}").exists() for path in done for ending in ("json", "md"))
        finished = len(done)
        report = batch(news, out)

        assert report.kept == finished
        assert tree(out) == tree(tmp_path / "undisturbed")

    def test_what_a_killed_run_was_writing_is_swept_away(self, news, out):
        batch(news, out)
        half = out / "articles/north/.000.txt.json.0123abcd.tmp"
        half.write_text("{")
        batch(news, out)

        assert not half.exists()


class TestFailures:
    def test_forty_bad_files_among_sixty_good_ones(self, tmp_path, out, monkeypatch, capsys):
        news = articles(tmp_path / "news", 60)
        kinds = []
        for bad in BAD_INPUTS.values():
            folder = news / f"bad {len(kinds):02}"
            folder.mkdir()
            made = bad.make(folder)
            inside = made.parent == folder and made in folder.iterdir() and not made.is_dir()
            if inside and len(kinds) < 40:
                kinds.append((f"{folder.name}/{made.name}", bad))
            else:
                shutil.rmtree(folder)
        monkeypatch.setattr("summarizer.engines.load", lambda *_, **__: ScriptedEngine(echo))
        monkeypatch.chdir(tmp_path)

        code = cli.main(["batch", "news", "-o", str(out)])
        stdout, stderr = capsys.readouterr()

        assert len(kinds) == 40
        assert code == 5
        assert stdout.startswith("60 done, 40 failed: ")
        assert len(stderr.splitlines()) == 40
        failed = {line["path"]: line["error"] for line in journal(out) if line["status"] == "failed"}
        assert set(failed) == {path for path, _ in kinds}
        assert all(bad.says in failed[path] for path, bad in kinds)
        assert len(list(out.rglob("*.json"))) == 60

    def test_an_article_the_model_stumbles_over_costs_itself_alone(self, news, out):
        def stumble(prompt: str) -> str:
            if "5 bridges" in prompt:
                raise ModelError("the model stumbled")
            return echo(prompt)

        report = batch(news, out, ScriptedEngine(stumble))

        assert (report.done, report.failed) == (8, 1)
        assert report.failures[0].path == "north/003.txt"
        assert "the model stumbled" in report.failures[0].why

    def test_a_defect_costs_its_article_alone_and_is_called_one(self, news, out):
        def fail(prompt: str) -> str:
            if "5 bridges" in prompt:
                raise ZeroDivisionError("oh\nno")
            return echo(prompt)

        report = batch(news, out, ScriptedEngine(fail))

        assert (report.done, report.failed) == (8, 1)
        assert report.failures[0].why.endswith("a defect in the program: ZeroDivisionError: oh no")

    def test_a_result_that_cannot_be_shown_costs_its_article_alone(self, news, out, monkeypatch):
        rendered = render.render

        def fail(result, *arguments, **options):
            if "5 bridges" in result.article.text:
                raise ZeroDivisionError
            return rendered(result, *arguments, **options)

        monkeypatch.setattr("summarizer.render.render", fail)
        report = batch(news, out)

        assert (report.done, report.failed) == (8, 1)
        assert report.failures[0].path == "north/003.txt"

    def test_a_failure_that_was_put_right_is_told_no_more(self, news, out, tmp_path):
        (news / "bad.pdf").write_bytes(b"%PDF")
        (news / "worse.pdf").write_bytes(b"%PDF")
        assert batch(news, out).failed == 2
        (news / "bad.pdf").rename(news / ".bad.pdf")

        assert batch(news, out, globs=["*.txt"]).failed == 0
        assert batch(articles(tmp_path / "other", 1), out).failed == 0
        assert "bad.pdf" not in (out / "scores.csv").read_text(encoding="utf-8")
        assert "worse.pdf" in (out / "scores.csv").read_text(encoding="utf-8")
        assert [lost.path for lost in export(out).lost] == ["worse.pdf"]

    def test_what_failed_is_tried_again(self, news, out):
        (news / "north/000.txt").rename(news / "kept")
        (news / "north/000.txt").write_bytes(b"")
        assert batch(news, out, globs=["*.txt"]).failed == 1
        (news / "kept").replace(news / "north/000.txt")
        report = batch(news, out, globs=["*.txt"])

        assert (report.done, report.kept, report.failed) == (1, 8, 0)

    def test_a_result_whose_name_has_no_room_on_the_disk_fails_alone(self, news, tmp_path):
        out = tmp_path
        while len(str(out)) < 3300:
            out = out / ("d" * 200)
        deep = news.joinpath("x", *["e" * 200] * 4)
        deep.mkdir(parents=True)
        (deep / "a.txt").write_text(ARTICLE.format(n=3), encoding="utf-8")
        report = batch(news, out)

        assert (report.done, report.failed) == (9, 1)
        assert "cannot be written" in report.failures[0].why


class TestOut:
    def test_two_runs_on_one_folder_exclude_each_other(self, news, out):
        batch(news, out)
        with Journal(out / "journal.jsonl"), pytest.raises(OutputError, match="another run is at work"):
            batch(news, out)
        assert batch(news, out).kept == 9

    def test_a_killed_run_leaves_no_lock(self, tmp_path, out):
        news = articles(tmp_path / "news", 20)
        child = process(news, out, 0.2)
        wait_for(out / "journal.jsonl", 1, child)
        with pytest.raises(OutputError, match="another run is at work"):
            batch(news, out)
        child.kill()
        child.communicate()
        assert batch(news, out).failed == 0

    def test_a_full_disk_ends_the_run_in_one_line_and_what_is_written_stays(self, tmp_path, out):
        news = articles(tmp_path / "news", 100)
        batch(news, tmp_path / "undisturbed")
        # No file may grow beyond this: every result fits, the journal of all these articles does not.
        limit = 100 + max(path.stat().st_size for path in (tmp_path / "undisturbed/articles").rglob("*.*"))
        assert limit < (tmp_path / "undisturbed/journal.jsonl").stat().st_size
        child = process(news, out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        _, stderr = child.communicate()

        assert "OutputError: cannot write" in stderr.splitlines()[-1]
        assert "what is done is kept" in stderr.splitlines()[-1]
        done = journal(out)
        assert 0 < len(done) < 100
        report = batch(news, out)
        assert (report.kept, report.done) == (len(done), 100 - len(done))
        assert tree(out) == tree(tmp_path / "undisturbed")

    def test_a_folder_that_cannot_be_written_is_told_before_any_work(self, news, out):
        batch(news, out)  # whose modules are loaded now
        idle = ScriptedEngine([])
        with powerless() as place, pytest.raises(OutputError, match=r"cannot write .*/out: Permission denied"):
            batch(place / "news", place / "out", idle)
        assert not idle.asked

    @pytest.mark.parametrize("below", ["", "articles", "articles/north"])
    def test_results_are_no_articles(self, news, out, below):
        batch(news, out)
        with pytest.raises(UsageError, match="would be among the articles"):
            batch(out / below, out)

    def test_results_inside_the_folder_are_passed_over(self, news):
        out = news / "out"
        batch(news, out)
        (news / "link.json").symlink_to(out / "articles/north/000.txt.json")

        assert batch(news, out).total == 9

    def test_the_results_of_another_batch_are_passed_over_and_that_is_said(self, news, out, capsys, monkeypatch):
        batch(news, news / "monday")
        monkeypatch.setattr("summarizer.engines.load", lambda *_, **__: ScriptedEngine(echo))

        assert cli.main(["batch", str(news), "-o", str(out)]) == 0
        stdout, stderr = capsys.readouterr()
        assert stdout.startswith("9 done: ")
        assert export(news / "monday").texts == 9
        assert batch(news, out).total == 9
        told = f"'{news / 'monday'}' holds the results of another batch, which are no articles: passed over"
        assert stderr == f"summarizer: {told}\n"
        with pytest.raises(InputError, match="only results of a batch"):
            batch(news / "monday", out)

    @pytest.mark.parametrize("name", ["index.html", "scores.csv", "journal.jsonl"])
    def test_what_is_not_a_batchs_is_not_replaced(self, news, out, name):
        out.mkdir()
        (out / name).write_text("mine")
        with pytest.raises(UsageError, match="something else than a batch"):
            batch(news, out)
        assert (out / name).read_text() == "mine"

    def test_wrong_folders_are_told_in_a_line(self, news, out, tmp_path):
        with pytest.raises(InputError, match="there is no folder"):
            batch(tmp_path / "gone", out)
        with pytest.raises(UsageError, match="is a file"):
            batch(news / "north/000.txt", out)
        with pytest.raises(UsageError, match="is a file"):
            batch(news, news / "north/000.txt")
        with pytest.raises(InputError, match=r"no file to work on .* that matches \*.doc \(check --glob"):
            batch(news, out, globs=["*.doc"])
        with pytest.raises(InputError, match="the list of --files-from names no file"):
            batch(news, out, names=lambda: [])
        assert not out.exists()

    def test_an_error_before_the_work_leaves_what_is_there_as_it_is(self, news, out):
        batch(news, out)
        before = tree(out)
        for options in ({"globs": ["*.doc"]}, {"globs": ["*.doc"], "restart": True}):
            with pytest.raises(InputError, match="no file to work on"):
                batch(news, out, **options)
        assert tree(out) == before

    def test_places_that_cannot_even_be_looked_at_are_told_in_a_line(self, news, out, tmp_path):
        loop = tmp_path / "loop"
        loop.symlink_to(loop)
        for places in ((news, loop), (news / ("x" * 300), out), (news, out / ("x" * 300))):
            with pytest.raises((InputError, OutputError)):
                batch(*places)

    def test_a_file_that_is_called_as_standard_input_is(self, news, out, monkeypatch):
        (news / "north/000.txt").rename(news / "-")
        monkeypatch.chdir(news)

        assert batch(Path(), out).done == 9

    def test_a_list_that_leads_out_of_the_folder_deletes_nothing(self, news, out, tmp_path, monkeypatch):
        mine = [tmp_path / "mine" / f"a{ending}" for ending in ("", ".md", ".json", ".html")]
        mine[0].parent.mkdir()
        for path in mine:
            path.write_text("mine")
        (tmp_path / "here/deep").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "here/deep")  # as far from `mine` as OUT/articles is
        batch(news, out)
        report = batch(news, out, names=lambda: ["../../mine/a"])

        assert "does not lie in" in report.failures[0].why
        assert all(path.exists() for path in mine)

    def test_a_file_outside_costs_no_result_of_one_inside(self, tmp_path, out):
        outside = articles(tmp_path / "outside", 1) / "north/000.txt"
        mirrored = tmp_path / "inside" / outside.relative_to("/")
        mirrored.parent.mkdir(parents=True)
        mirrored.write_bytes(outside.read_bytes())
        batch(tmp_path / "inside", out)
        batch(tmp_path / "inside", out, names=lambda: [str(outside)])

        assert batch(tmp_path / "inside", out).kept == 1


class TestRay:
    """What needs no Ray; `test_batch_ray.py` has the rest."""

    def test_where_it_is_not_installed_the_hint_says_how(self, news, out, monkeypatch, capsys):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

        assert cli.main(["batch", str(news), "-o", str(out), "--engine", "ray"]) == 2
        assert "pip install 'newsdesk-summarizer[ray]'" in capsys.readouterr().err
        assert not out.exists()

    @pytest.mark.parametrize("option", [["--workers", "2"], ["--ray-address", "head:6379"]])
    def test_its_options_are_its_own(self, news, out, option, capsys):
        assert cli.main(["batch", str(news), "-o", str(out), *option]) == 2
        assert "are for --engine ray" in capsys.readouterr().err

    @pytest.mark.enable_socket
    def test_where_no_cluster_answers_that_is_said_at_once(self, news, out, monkeypatch):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
        with pytest.raises(UsageError, match=r"there is no Ray at 127\.0\.0\.1:1: .*refused"):
            batch(news, out, cluster=Cluster("127.0.0.1:1"))
        assert not out.exists()

    def test_a_worker_with_another_model_does_no_work(self, tmp_path):
        begin = remote.begin(Settings(), ScriptedEngine(echo), "another")
        with pytest.raises(ModelError, match="a worker has another model"):
            begin()

    def test_a_worker_that_cannot_enter_the_folder_does_no_work(self):
        begin = replace(remote.begin(Settings(), ScriptedEngine(echo), "any"), folder="/nowhere")
        with pytest.raises(UsageError, match="a worker cannot enter /nowhere"):
            begin()


class TestInterruption:
    def test_ctrl_c_says_how_to_go_on_and_what_is_done_is_kept(self, tmp_path, out, capsys, monkeypatch):
        news = articles(tmp_path / "news", 20)

        class Impatient(ScriptedEngine):
            """Its user presses Ctrl-C while the second group is with the model."""

            def generate(self, prompts, *arguments, **options):
                if any("14 bridges" in prompt for prompt in prompts):
                    while not (out / "journal.jsonl").stat().st_size:
                        time.sleep(0.01)
                    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
                    time.sleep(0.2)
                return super().generate(prompts, *arguments, **options)

        monkeypatch.setattr("summarizer.engines.load", lambda *_, **__: Impatient(echo))
        code = cli.main(["batch", str(news), "-o", str(out), "--jobs", "1"])
        stdout, stderr = capsys.readouterr()

        assert (code, stdout) == (130, "")
        assert stderr.count("\n") == 1
        assert "the same command goes on" in stderr
        done = len(journal(out))
        assert 0 < done < 20
        assert f"{done} of 20 articles are done" in stderr
        assert (out / "index.html").exists()
        report = batch(news, out)
        assert (report.kept, report.done) == (done, 20 - done)

    def test_ctrl_c_waits_for_what_the_model_is_through_with(self, tmp_path, out, monkeypatch):
        news = articles(tmp_path / "news", 20)
        rendered = render.render

        def press(*arguments, **options):
            if not out.joinpath("pressed").exists():
                out.joinpath("pressed").touch()
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
                time.sleep(0.2)
            return rendered(*arguments, **options)

        monkeypatch.setattr("summarizer.render.render", press)
        with pytest.raises(Interrupted) as stopped:
            batch(news, out, jobs=1)
        assert stopped.value.report.done == FIRST_GROUPS[0]
        assert len(journal(out)) == FIRST_GROUPS[0]

    def test_a_second_ctrl_c_ends_the_run_at_once(self, news, out, monkeypatch):
        released, waited = threading.Event(), []
        monkeypatch.setattr("summarizer.batch.groups.GRACE", 60.0)

        class Stuck(ScriptedEngine):
            def generate(self, *arguments, **options):
                for _ in range(2):
                    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
                    time.sleep(0.5)
                waited.append(released.wait(60))
                return super().generate(*arguments, **options)

        with pytest.raises(Interrupted):
            batch(news, out, Stuck(echo), jobs=1)
        assert not waited
        released.set()
        assert are_out(60)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_the_library_gets_an_interruption_too(self, news, out, monkeypatch):
        def press(self, outcome):
            raise KeyboardInterrupt

        monkeypatch.setattr(running._Run, "_settle", press)
        with pytest.raises(Interrupted) as stopped:
            batch(news, out)
        assert stopped.value.report.done == 0
        assert isinstance(stopped.value, KeyboardInterrupt)


def test_memory_holds_a_few_groups_whatever_the_number_of_articles(news, out, monkeypatch):
    """What is read ahead of the writing is bounded."""
    ahead: list[int] = []
    taken, written = [], []
    is_done, settle = running._Run._is_done, running._Run._settle

    def taking(self, item: Input) -> bool:
        taken.append(item)
        return is_done(self, item)

    def settling(self, outcome):
        written.append(outcome)
        ahead.append(len(taken) - len(written))
        return settle(self, outcome)

    monkeypatch.setattr("summarizer.batch.groups.FIRST_GROUPS", ())
    monkeypatch.setattr("summarizer.batch.groups.GROUP_ARTICLES", 2)
    monkeypatch.setattr(running._Run, "_is_done", taking)
    monkeypatch.setattr(running._Run, "_settle", settling)
    articles(news, 30)
    batch(news, out, jobs=2)

    assert max(ahead) <= 2 * 3  # two groups at work, one waiting, of two articles each


@contextmanager
def powerless() -> Iterator[Path]:
    """A folder with articles in which nothing can be made, not even by the superuser's tests."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        articles(place / "news", 1)
        place.chmod(0o555)
        is_root = os.geteuid() == 0
        try:
            if is_root:
                os.seteuid(65534)
            yield place
        finally:
            if is_root:
                os.seteuid(0)
            place.chmod(0o755)

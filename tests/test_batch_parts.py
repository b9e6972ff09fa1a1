"""The parts of a batch: which files, which places, the journal, the progress."""

from __future__ import annotations

import io
import json
import os
import threading
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import output
from summarizer.batch import Report, inputs, layout, progress, record
from summarizer.batch.groups import Stop, Stopped, are_out, grouped, in_turn
from summarizer.batch.inputs import Input
from summarizer.batch.journal import Journal
from summarizer.batch.record import Record, Row
from summarizer.decisions.file import ENDING
from summarizer.errors import InputError
from summarizer.render import index
from tests.results import sample

NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\x1b[31m"


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return folder


def found(folder: Path, *globs: str, out: Path | None = None) -> list[str]:
    return [item.name for item in inputs.found(folder, out or folder / "out", globs)]


def listed(names, folder: Path, out: Path | None = None) -> list[Input]:
    return list(inputs.listed(names, folder, out or folder / "out"))


def done(path: str, **changes) -> Record:
    values = {"flags": {"names": 2}, "before": {index.MEASURE: 41.2}, "after": {index.MEASURE: 47.0}} | changes
    row = Row(title="A title", headline="A headline", words=120, edits=3, refused=1, **values)
    return Record(path, "0" * 64, "run", "done", None, row)


def failed(path: str, error: str = "it is empty") -> Record:
    return Record(path, None, "run", "failed", error)


class TestInputs:
    def test_every_file_in_the_order_of_the_names_and_none_hidden(self, tmp_path):
        make(
            tmp_path, "b.txt", "a/z.md", "a/b/c.html", "noending", ".hidden/x.txt", ".x.txt", "~$a.docx", "pic.png"
        )

        assert found(tmp_path) == ["a/b/c.html", "a/z.md", "b.txt", "noending", "pic.png"]

    @pytest.mark.parametrize(
        ("globs", "names"),
        [
            (["*.txt"], ["a/b/x.txt", "a/y.txt", "z.txt"]),
            (["*.md", "z*"], ["a/b/x.md", "z.txt"]),
            (["a/*"], ["a/y.txt"]),
            (["a/**"], ["a/b/x.md", "a/b/x.txt", "a/y.txt"]),
            (["**/b/*.md"], ["a/b/x.md"]),
            (["a/**/*.txt"], ["a/b/x.txt", "a/y.txt"]),
            (["[xy].txt"], ["a/b/x.txt", "a/y.txt"]),
        ],
    )
    def test_patterns(self, tmp_path, globs, names):
        make(tmp_path, "a/b/x.txt", "a/b/x.md", "a/y.txt", "z.txt")

        assert found(tmp_path, *globs) == names

    def test_a_link_to_a_file_counts_and_one_to_a_folder_does_not(self, tmp_path):
        make(tmp_path / "in", "a/x.txt")
        make(tmp_path, "elsewhere/y.txt")
        (tmp_path / "in/loop").symlink_to(tmp_path / "in")
        (tmp_path / "in/y.txt").symlink_to(tmp_path / "elsewhere/y.txt")

        assert found(tmp_path / "in") == ["a/x.txt", "y.txt"]

    def test_what_is_no_file_is_reported_and_not_passed_over(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "dangling").symlink_to("gone")

        assert found(tmp_path) == ["dangling", "pipe"]

    def test_nothing_of_out_by_any_way(self, tmp_path):
        make(tmp_path, "a.txt", "out/articles/a.txt.json")
        (tmp_path / "link.json").symlink_to(tmp_path / "out/articles/a.txt.json")
        (tmp_path / "folder").symlink_to(tmp_path / "out")

        assert found(tmp_path) == ["a.txt"]
        assert found(tmp_path, out=tmp_path / "folder") == ["a.txt"]

    @pytest.mark.parametrize(
        "line", ['{"path":"a.txt","sha256":null}\n', '{"path":"a', ""], ids=["whole", "torn", "none"]
    )
    def test_nothing_that_another_batch_wrote_and_everything_beside_it(self, tmp_path, line):
        make(tmp_path, "a.txt", "old/articles/a.txt.json", "old/scores.csv", "old/index.html", "old/mine.txt")
        (tmp_path / "old/journal.jsonl").write_text(line)
        (tmp_path / "link.json").symlink_to(tmp_path / "old/articles/a.txt.json")
        told: list[Path] = []

        names = [item.name for item in inputs.found(tmp_path, tmp_path / "out", passed_over=told.append)]
        assert names == ["a.txt", "old/mine.txt"]
        assert told == [tmp_path / "old"]

    def test_a_journal_of_somebody_else_is_an_input_as_its_neighbours_are(self, tmp_path):
        make(tmp_path, "diary/journal.jsonl", "diary/articles/a.txt", "diary/index.html")

        assert found(tmp_path) == ["diary/articles/a.txt", "diary/index.html", "diary/journal.jsonl"]

    @pytest.mark.parametrize(
        "name", ["two\nlines.txt", " space ", "tab\t.txt", "a:b|c.txt", "'\"`$(x).txt", "é.txt"]
    )
    def test_any_name(self, tmp_path, name):
        assert found(make(tmp_path, name)) == [name]

    def test_a_name_that_is_no_utf_8(self, tmp_path):
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("text")

        assert [os.fsencode(name) for name in found(tmp_path)] == [b"caf\xe9.txt"]

    def test_a_tree_deeper_than_python_recurses(self, tmp_path):
        folders = [tmp_path / "/".join(["d"] * depth) for depth in range(1, 1101)]
        for folder in folders:
            folder.mkdir()
        (folders[-1] / "a.txt").write_text("text")
        try:
            assert found(tmp_path) == ["d/" * 1100 + "a.txt"]
            assert list(output.leftovers(tmp_path)) == []
        finally:  # nor does pytest delete it
            (folders[-1] / "a.txt").unlink()
            for folder in reversed(folders):
                folder.rmdir()

    def test_a_folder_that_cannot_be_read_is_an_input_with_a_problem(self, tmp_path, monkeypatch):
        make(tmp_path, "a/x.txt", "b.txt")
        entries = inputs._entries

        def refusing(folder, outside):
            if folder.name == "a":
                raise PermissionError(13, "Permission denied")
            return entries(folder, outside)

        monkeypatch.setattr(inputs, "_entries", refusing)
        first, second = inputs.found(tmp_path, tmp_path / "out")
        assert (first.name, second.name) == ("a", "b.txt")
        assert "cannot be read: Permission denied" in (first.problem or "")

    def test_a_list_names_paths_as_the_shell_has_them(self, tmp_path, monkeypatch):
        make(tmp_path, "in/a.txt", "in/sub/.b.txt")
        monkeypatch.chdir(tmp_path)
        items = listed(["in/sub/.b.txt", "./in/sub/../a.txt", str(tmp_path / "in/a.txt")], Path("in"))

        assert [item.name for item in items] == ["sub/.b.txt", "a.txt", "a.txt"]
        assert all(item.problem is None for item in items)

    def test_a_name_that_is_not_here_is_looked_for_in_the_folder(self, tmp_path, monkeypatch):
        make(tmp_path, "in/a.txt", "in/sub/b.txt", "in/both.txt", "both.txt", "in/in/c.txt")
        monkeypatch.chdir(tmp_path)
        items = listed(["a.txt", "sub/../sub/b.txt", "in/c.txt", "in/gone.txt", "both.txt", "gone.txt"], Path("in"))

        assert [(item.name, item.path) for item in items[:4]] == [
            (name, Path("in") / name) for name in ("a.txt", "sub/b.txt", "in/c.txt", "gone.txt")
        ]
        assert all(item.problem is None for item in items[:4])  # the reader says what is missing
        assert items[4].problem == "'both.txt' does not lie in in"
        assert items[5].problem == "'gone.txt' does not exist, here or in in (check the list)"

    def test_names_are_looked_for_in_the_folder_from_anywhere(self, tmp_path, monkeypatch):
        make(tmp_path, "in/sub/b.txt")
        monkeypatch.chdir(tmp_path / "in/sub")

        assert [item.name for item in listed(["sub/b.txt", "b.txt"], Path(".."))] == ["sub/b.txt", "sub/b.txt"]

    def test_what_does_not_lie_in_the_folder_has_no_place_of_another(self, tmp_path, monkeypatch):
        make(tmp_path, "in/other/b.txt", "other/b.txt")
        monkeypatch.chdir(tmp_path)
        names = ["other/b.txt", "../../other/b.txt", "in/../other/b.txt"]

        assert [item.name for item in listed(names, Path("in"))] == [
            str(tmp_path / "other/b.txt"),
            str(tmp_path.parents[1] / "other/b.txt"),
            str(tmp_path / "other/b.txt"),
        ]

    def test_a_list_may_not_lead_out_of_the_folder_or_into_the_results(self, tmp_path, monkeypatch):
        make(tmp_path, "in/a.txt", "other/b.txt", "in/out/articles/a.txt.json", "in/old/articles/x/a.txt.json")
        (tmp_path / "in/old/journal.jsonl").touch()
        monkeypatch.chdir(tmp_path)
        names = ["other/b.txt", "in/out/articles/a.txt.json", "in/old/articles/x/a.txt.json", "in/a.txt"]
        problems = [item.problem or "" for item in listed(names, Path("in"), Path("in/out"))]

        assert "does not lie in in" in problems[0]
        assert "is a result, it lies in in/out" in problems[1]
        assert f"is a result, it lies in {tmp_path / 'in/old'}" in problems[2]
        assert not problems[3]

    def test_a_list_that_names_the_folder_itself(self, tmp_path, monkeypatch):
        make(tmp_path, "in/a.txt")
        monkeypatch.chdir(tmp_path)
        itself, article = listed(["in", "in/a.txt"], Path("in"))

        assert (itself.name, itself.problem) == (str(tmp_path / "in"), "'in' is the folder itself")
        assert (article.name, article.problem) == ("a.txt", None)

    @pytest.mark.parametrize(
        ("content", "names"),
        [
            (b"a\nb\n", ["a", "b"]),
            (b"a\r\0b\0", ["a\r", "b"]),
            (b"a\r\n\r\nb", ["a", "b"]),
            (b"a\nb\0c\0", ["a\nb", "c"]),
            (b"", []),
            (b"caf\xe9\n", [os.fsdecode(b"caf\xe9")]),
        ],
    )
    def test_lists(self, tmp_path, content, names):
        (tmp_path / "list").write_bytes(content)
        with inputs.names_in(str(tmp_path / "list")) as again:
            assert [list(again()), list(again())] == [names, names]

    def test_a_list_on_standard_input_can_be_read_twice(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a\nb\n")))
        with inputs.names_in("-") as again:
            assert [list(again()), list(again())] == [["a", "b"], ["a", "b"]]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_list_from_a_pipe_can_be_read_twice(self, tmp_path):
        os.mkfifo(tmp_path / "list")
        writer = threading.Thread(target=(tmp_path / "list").write_bytes, args=[b"a\nb\n"])
        writer.start()
        with inputs.names_in(str(tmp_path / "list")) as again:
            writer.join()
            assert [list(again()), list(again())] == [["a", "b"], ["a", "b"]]

    @given(st.lists(st.text(st.characters(exclude_characters="\n\r\0", exclude_categories=["Cs"]), min_size=1)))
    def test_a_list_is_split_at_any_length(self, names):
        stream = io.BytesIO("".join(f"{name}\n" for name in names).encode())
        before, inputs.CHUNK = inputs.CHUNK, 3
        try:
            assert list(inputs.names(stream)) == names
        finally:
            inputs.CHUNK = before

    def test_a_list_that_is_not_there(self, tmp_path):
        with pytest.raises(InputError, match="cannot be read"), inputs.names_in(str(tmp_path / "gone")):
            pass


NAMES = st.lists(
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=90)
    | st.sampled_from(
        [
            "a",
            "a.txt",
            "a.txt.md",
            "a.txt.md.d",
            "a.html",
            "a.json",
            "a.decisions",
            "a.decisions.d",
            "x" * 241,
            "x" * 255,
        ]
    ),
    min_size=1,
    max_size=3,
).map("/".join)


class TestLayout:
    def test_the_whole_name_is_kept(self):
        assert layout.stem("wire/a.txt") == "articles/wire/a.txt"
        assert layout.stem("a.md") != layout.stem("a.txt")

    def test_a_folder_called_like_a_result_gets_another_ending(self):
        assert layout.stem("a.txt.md/b.txt") == "articles/a.txt.md.d/b.txt"
        assert layout.stem("a.txt.md.d/b.txt") == "articles/a.txt.md.d.d/b.txt"
        assert layout.stem("a.mdx/b") == "articles/a.mdx/b"

    def test_a_file_called_like_decisions_gets_another_ending(self):
        assert layout.stem("a.txt.decisions") == "articles/a.txt.decisions.d"
        assert layout.stem("a.txt.decisions.d") == "articles/a.txt.decisions.d.d"
        assert layout.stem("decisions") == "articles/decisions"

    @given(NAMES)
    def test_every_part_fits_a_file_system(self, name):
        assert all(len(os.fsencode(part)) <= layout.MAX_NAME for part in layout.stem(name).split("/"))

    @given(NAMES, NAMES)
    def test_no_two_inputs_share_a_place_and_no_folder_is_a_file(self, one, other):
        if one == other:
            return
        endings = (*layout.ENDINGS, ENDING)
        files = {f"{layout.stem(one)}{ending}" for ending in endings}
        others = {f"{layout.stem(other)}{ending}" for ending in endings}
        folders = {layout.stem(one).rsplit("/", depth)[0] for depth in range(1, one.count("/") + 1)}
        assert not files & others
        assert not folders & others

    def test_a_link_keeps_the_bytes_of_a_name(self):
        assert layout.url(os.fsdecode(b"caf\xe9 100%?.txt")) == "caf%E9%20100%25%3F.txt"


class TestJournal:
    def test_the_last_line_on_an_article_counts(self, tmp_path):
        with Journal(tmp_path / "j") as journal:
            for item in (done("b"), failed("a"), done("a")):
                journal.append(item)
        with Journal(tmp_path / "j") as journal:
            assert journal.find("a") == done("a")
            assert journal.find("c") is None
            assert list(journal.records()) == [done("a"), done("b")]
            assert len([*journal.records()]) == 2

    @given(st.integers(0, 10_000), st.booleans())
    def test_every_truncation_is_a_valid_state(self, tmp_path_factory, cut, torn):
        path = tmp_path_factory.mktemp("journal") / "j"
        records = [done("a"), failed("line\nbreak"), done("é " + os.fsdecode(b"\xe9")), failed("b", NASTY)]
        whole = b"".join(item.line().encode() + b"\n" for item in records)
        cut %= len(whole) + 1
        path.write_bytes(whole[:cut] + b'{"path": "torn' * torn)

        kept = records[: whole[:cut].count(b"\n")]
        with Journal(path) as journal:
            assert {item.path: item for item in journal.records()} == {item.path: item for item in kept}
            journal.append(done("new"))
        assert path.read_bytes() == b"".join(item.line().encode() + b"\n" for item in [*kept, done("new")])

    @given(st.lists(st.sampled_from([b"\0" * 9, b"[]", b"{}", b"null", b'{"path": 1}', b"\xff", b'"x"', b"1e999"])))
    def test_damaged_lines_are_passed_over(self, tmp_path_factory, lines):
        path = tmp_path_factory.mktemp("journal") / "j"
        path.write_bytes(b"\n".join([*lines, done("a").line().encode(), b""]))
        with Journal(path) as journal:
            assert list(journal.records()) == [done("a")]

    def test_clearing_forgets(self, tmp_path):
        with Journal(tmp_path / "j") as journal:
            journal.append(done("a"))
            journal.clear()
            journal.append(done("b"))
            assert list(journal.records()) == [done("b")]

    def test_nothing_is_read_of_what_was_cleared(self, tmp_path):
        with Journal(tmp_path / "j") as journal:
            for name in ("b", "a"):
                journal.append(failed(name, "old"))
            assert len(list(journal.records())) == 2
            journal.clear()
            for name in ("a", "b"):
                journal.append(failed(name, "new"))
            assert [known.error for known in journal.records()] == ["new", "new"]

    def test_a_name_is_new_once(self, tmp_path):
        with Journal(tmp_path / "j") as journal:
            assert [journal.is_new("a"), journal.is_new("b"), journal.is_new("a")] == [True, True, False]

    @given(st.text(), st.text(), st.dictionaries(st.text(max_size=5), st.integers(0), max_size=3))
    def test_a_record_comes_back_from_its_line(self, path, error, flags):
        for item in (failed(path, error), done(path, flags=flags)):
            line = item.line()
            assert len(line.splitlines()) == 1
            assert record.parse(line.encode()) == item

    def test_a_row_tells_of_its_result(self):
        row = record.row(sample())
        assert (row.headline, row.edits, row.refused) == ("UN condemns Kazakhstan’s use of helmets", 3, 2)
        assert row.flags == {"names": 1, "speaker": 1}
        assert row.before["smog"] is None
        assert row.confidence == 0.87

    def test_a_line_of_a_version_that_noted_no_confidence(self):
        old = json.loads(done("a.txt").line())
        del old["row"]["confidence"]

        assert record.parse(json.dumps(old).encode()) == done("a.txt")


class TestGroups:
    def test_groups_follow_the_order_and_the_first_are_small(self):
        items = [Input(Path("gone"), str(n)) for n in range(100)]
        groups = list(grouped(items))

        assert [len(group) for group in groups] == [4, 8, 16, 32, 32, 8]
        assert [item for group in groups for item in group] == items

    def test_large_articles_make_small_groups(self, tmp_path):
        path = tmp_path / "large"
        path.write_bytes(bytes(300_000))

        assert [len(group) for group in grouped([Input(path, "a")] * 5)] == [2, 2, 1]

    def test_work_comes_back_in_order_and_no_more_is_taken_than_needed(self):
        taken = []

        def items():
            for n in range(50):
                taken.append(n)
                yield n

        results = in_turn(lambda: lambda n: n * n, items(), 3, Stop())
        assert list(islice(results, 5)) == [0, 1, 4, 9, 16]
        assert len(taken) <= 5 + 3
        results.close()

    def test_it_is_known_whether_a_thread_is_still_at_work(self):
        release = threading.Event()
        results = in_turn(lambda: lambda n: n or release.wait(), [1, 1, 0, 0, 0], 1, Stop())
        next(results)
        results.close()

        assert not are_out(0)
        release.set()
        assert are_out(60)

    def test_an_error_of_the_work_is_the_callers(self):
        with pytest.raises(ZeroDivisionError):
            list(in_turn(lambda: lambda n: 1 // n, [1, 0, 1], 2, Stop()))

    def test_once_stopped_nothing_is_begun_and_what_is_ready_in_time_is_given_out(self, monkeypatch):
        monkeypatch.setattr("summarizer.batch.groups.GRACE", 0.5)
        stop, soon, late = Stop(), threading.Event(), threading.Event()
        begun = []

        def items():
            yield from [soon, late]
            stop.press()
            soon.set()
            yield soon

        def work(event):
            begun.append(event)
            return event.wait() and event

        assert list(in_turn(lambda: work, items(), 2, stop)) == [soon]
        assert begun == [soon, late]
        late.set()
        assert are_out(60)

    def test_work_that_stops_itself_ends_the_row(self):
        def work(n):
            if n == 1:
                raise Stopped
            return n

        assert list(in_turn(lambda: work, [0, 1, 2], 1, Stop())) == [0]


class TestProgress:
    def test_a_log_gets_a_line_a_minute(self):
        stream, now = io.StringIO(), [0.0]
        watcher = progress.PlainProgress(stream, clock=lambda: now[0])
        for n in range(1, 200):
            now[0] = float(n)
            watcher.done(Report(total=1000, done=n, failed=1, seconds=float(n)))

        lines = stream.getvalue().splitlines()
        assert len(lines) == 3
        assert lines[0] == "61 of 1,000 articles, 61 a minute, 15 min left, 1 failed"

    def test_a_terminal_gets_a_bar_that_is_wiped(self):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        stream = Terminal()
        with progress.watch(stream, wanted=True) as watcher:
            watcher.begin(10)
            watcher.at("rewrite", 4)
            watcher.done(Report(total=10, done=4, seconds=2.0))
        assert "4/10" in stream.getvalue()
        assert "120 a minute" in stream.getvalue()

    def test_no_watcher_where_none_is_wanted(self):
        with progress.watch(io.StringIO(), wanted=False) as watcher:
            assert watcher is None

    @pytest.mark.parametrize(
        ("seconds", "shown"), [(0, "0 s"), (89, "89 s"), (90, "2 min"), (5340, "89 min"), (5460, "1 h 31 min")]
    )
    def test_durations(self, seconds, shown):
        assert progress.duration(seconds) == shown

    def test_what_was_there_before_is_no_pace(self):
        assert progress.pace(Report(total=10, kept=5)) == "starting"

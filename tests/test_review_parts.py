"""The parts of the desk's server: the catalogue of a folder, the list, the session that is kept."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.batch.record import Record, Row
from summarizer.review import listing, sessions
from summarizer.review.catalogue import Catalogue, Entry, Standing, following
from summarizer.review.listing import View
from summarizer.review.sessions import Session


def done(path: str, edits: int = 2, flags: dict[str, int] | None = None, confidence: float | None = 0.9) -> Record:
    row = Row(f"Title of {path}", f"Headline of {path}", 100, edits, 0, flags or {}, {}, {}, confidence)
    return Record(path, "0" * 64, "run", "done", None, row)


def failed(path: str, error: str = "it is empty") -> Record:
    return Record(path, None, "run", "failed", error)


def write(out: Path, *records: Record) -> None:
    with (out / "journal.jsonl").open("a", encoding="utf-8") as journal:
        journal.writelines(record.line() + "\n" for record in records)


def catalogue(out: Path, **standings: Standing) -> Catalogue:
    return Catalogue(out, lambda name, edits: standings.get(name, Standing(edits, 0)))


def names(entries) -> list[str]:
    return [entry.name for entry in entries]


class TestCatalogue:
    def test_what_failed_comes_first_then_flags_then_doubt_then_what_is_done(self, tmp_path):
        write(
            tmp_path,
            done("decided", flags={"names": 9}),
            done("sure", confidence=0.95),
            done("unsure", confidence=0.4),
            done("flagged", flags={"names": 2, "speaker": 1}),
            done("plain", edits=0, confidence=None),
            failed("failed"),
        )
        found = catalogue(tmp_path, decided=Standing(0, 2)).entries()

        assert names(found) == ["failed", "flagged", "unsure", "sure", "decided", "plain"]
        assert [entry.state for entry in found] == ["failed", "open", "open", "open", "decided", "plain"]

    @pytest.mark.parametrize(
        ("edits", "flags", "standing", "state", "waits"),
        [
            (2, {}, Standing(2, 0), "open", True),
            (2, {}, Standing(1, 1), "partly", True),
            (2, {}, Standing(0, 2), "decided", False),
            (0, {}, Standing(0, 0), "plain", False),
            (0, {"names": 1}, Standing(0, 0), "plain", True),
            (0, {"names": 1}, Standing(0, 1), "decided", False),
            (0, {}, Standing(0, 0, unfit=1), "plain", True),
        ],
    )
    def test_what_waits_for_an_editor(self, edits, flags, standing, state, waits):
        entry = Entry("a", edits=edits, flags=flags, standing=standing)

        assert (entry.state, entry.waits) == (state, waits)

    def test_it_follows_a_journal_that_grows(self, tmp_path):
        write(tmp_path, done("a"), failed("b"))
        known = catalogue(tmp_path)
        assert names(known.entries()) == ["b", "a"]

        write(tmp_path, done("b"), done("c"))
        assert names(known.entries()) == ["a", "b", "c"]
        assert known.find("b").error is None
        assert known.find("d") is None

        write(tmp_path, replace(failed("c"), status="gone", error=None))
        assert names(known.entries()) == ["a", "b"]

    def test_a_line_that_is_being_written_is_read_when_it_is_whole(self, tmp_path):
        write(tmp_path, done("a"))
        known = catalogue(tmp_path)
        line = done("b").line().encode()
        journal = tmp_path / "journal.jsonl"
        for piece, expected in ((line[:20], ["a"]), (line[20:], ["a"]), (b"\n", ["a", "b"])):
            with journal.open("ab") as stream:
                stream.write(piece)
            assert names(known.entries()) == expected

    @pytest.mark.parametrize("count", [1, 5])
    def test_a_journal_that_began_anew_is_read_anew(self, tmp_path, count):
        write(tmp_path, *(done(f"old-{n}") for n in range(2)))
        known = catalogue(tmp_path)
        known.entries()
        (tmp_path / "journal.jsonl").write_bytes(b"")
        write(tmp_path, *(done(f"new-{n}") for n in range(count)))

        assert names(known.entries()) == [f"new-{n}" for n in range(count)]

    def test_damaged_lines_are_passed_over(self, tmp_path):
        (tmp_path / "journal.jsonl").write_bytes(b'{"path": "x"}\n\x00\xff\nnull\n')
        write(tmp_path, done("a"))

        assert names(catalogue(tmp_path).entries()) == ["a"]


class TestFollowing:
    def entries(self, **standings: Standing) -> list[Entry]:
        return [
            Entry(name, flags={"names": 9 - n}, edits=2, standing=standings.get(name, Standing(2, 0)))
            for n, name in enumerate("abcd")
        ]

    def test_on_and_on_and_round_again(self):
        assert following(self.entries(), None).name == "a"
        assert following(self.entries(), "a").name == "b"
        assert following(self.entries(), "d").name == "a"

    def test_what_is_decided_is_passed_and_what_was_passed_over_stays_behind(self):
        assert following(self.entries(b=Standing(0, 2)), "a").name == "c"
        assert following(self.entries(b=Standing(0, 2)), "b").name == "c"

    def test_an_article_does_not_follow_itself(self):
        rest = dict.fromkeys("bcd", Standing(0, 2))
        assert following(self.entries(**rest), "a") is None
        assert following([], "a") is None
        assert following([Entry("x", "failed")], None) is None


def shown(page: str) -> list[str]:
    """The names in the table, in order."""
    body = page.partition("<tbody>")[2]
    return re.findall(r'<a href="/article/([^"]*)">', body)


class TestListing:
    def entries(self) -> list[Entry]:
        return [
            Entry("bad.txt", "'bad.txt' is empty"),
            Entry(
                "a.txt", None, "The old title", "A headline", 8, {"names": 2, "speaker": 1}, 0.41, Standing(3, 5)
            ),
            Entry("b.txt", None, None, "Another headline", 2, {}, 0.9, Standing(2, 0)),
            Entry("c.txt", None, None, None, 0, {}, None, Standing(0, 0)),
        ]

    def render(self, entries=None, out=Path("results"), editor="Ana", **wanted) -> str:
        return listing.render(entries or self.entries(), View(**wanted), out=out, editor=editor)[0]

    def text(self, page: str) -> str:
        body = page.partition("<main>")[2].partition("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def test_each_article_with_its_state_and_a_failure_with_its_reason(self):
        text = self.text(self.render())

        assert "bad.txt 'bad.txt' is empty failed" in text
        assert "A headline a.txt · The old title partly decided 3 of 8 41% 3 names 2, speaker 1" in text
        assert "Another headline b.txt open 2 of 2 90% –" in text
        assert "c.txt c.txt no edits – – –" in text

    def test_the_head_counts(self):
        page = self.render()
        assert "4 articles: 1 failed, 1 open, 1 partly decided, 1 no edits. 5 edits undecided." in page
        assert '<a class="next" href="/article/a.txt">Next: A headline →</a>' in page

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"show": "look"}, ["a.txt", "b.txt"]),
            ({"show": "open"}, ["b.txt"]),
            ({"show": "failed"}, []),
            ({"kind": "speaker"}, ["a.txt"]),
            ({"query": "ANOTHER"}, ["b.txt"]),
            ({"query": "old title"}, ["a.txt"]),
            ({"query": "nowhere"}, []),
        ],
    )
    def test_filters(self, wanted, expected):
        assert shown(self.render(**wanted)) == expected

    def test_filters_are_kept_in_the_links(self):
        page = self.render(kind="names", query="a & b")
        assert 'href="/?show=look&amp;kind=names&amp;q=a+%26+b"' in page

    def test_a_long_list_comes_in_pages(self):
        entries = [Entry(f"{n:04}.txt", standing=Standing(1, 0), edits=1) for n in range(250)]

        assert shown(self.render(entries)) == [f"{n:04}.txt" for n in range(100)]
        assert shown(self.render(entries, page=3)) == [f"{n:04}.txt" for n in range(200, 250)]
        assert shown(self.render(entries, page=99)) == shown(self.render(entries, page=3))
        assert "101–200 of 250" in self.render(entries, page=2)

    @given(st.text(), st.text(), st.text(max_size=4))
    def test_nothing_in_a_name_or_a_text_becomes_markup(self, text, name, kind):
        hostile = f"</script><script>alert(1)</script>\"'>{text}"
        entries = [
            Entry(hostile + name, None, hostile, hostile, 1, {hostile + kind: 1}, 0.5, Standing(1, 0)),
            Entry(name, hostile),
        ]
        page, policy = listing.render(
            entries, View(query=hostile, kind=hostile + kind), out=Path("x"), editor=hostile
        )
        again, _ = listing.render(self.entries(), View(), out=Path("x"), editor="Ana")

        assert page.count("<script") == again.count("<script") == 1
        assert "unsafe" not in policy

    def test_a_name_in_another_encoding_is_linked_byte_by_byte(self):
        assert listing.link("f\udce9v/ü.txt") == "/article/f%E9v/%C3%BC.txt"

    @pytest.mark.parametrize("page", ["", "0", "-1", "x", "٣", "9" * 50, "1.5"])
    def test_what_makes_no_sense_in_an_address_is_passed_over(self, page):
        assert listing.view({"page": page, "show": "<script>"}) == View()


class TestSessions:
    @pytest.fixture(autouse=True)
    def state(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        return tmp_path / "state"

    def file(self, state: Path) -> Path:
        (found,) = state.rglob("*.json")
        return found

    def test_a_session_comes_back_for_the_same_folder_only(self, tmp_path):
        kept = sessions.remember(tmp_path / "out", Session("t" * 32, 4321))

        assert kept.is_kept
        assert sessions.recall(tmp_path / "x" / ".." / "out") == Session("t" * 32, 4321)
        assert sessions.recall(tmp_path / "other").token != "t" * 32

    def test_only_the_user_may_read_it(self, tmp_path, state):
        sessions.remember(tmp_path, Session("t" * 32, 4321))
        file = self.file(state)

        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    @pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"token": "short", "port": 1}', b'{"token": 1}'])
    def test_one_that_is_damaged_is_made_anew(self, tmp_path, state, damage):
        sessions.remember(tmp_path, Session("t" * 32, 4321))
        self.file(state).write_bytes(damage)

        assert sessions.recall(tmp_path).port == 0

    def test_one_that_others_may_read_is_not_trusted(self, tmp_path, state):
        sessions.remember(tmp_path, Session("t" * 32, 4321))
        self.file(state).chmod(0o644)

        assert sessions.recall(tmp_path).token != "t" * 32

    def test_where_there_is_no_place_for_it_the_session_is_of_this_run(self, tmp_path, state):
        state.write_text("a file")

        assert not sessions.remember(tmp_path, Session("t" * 32)).is_kept

    def test_every_token_is_another(self, tmp_path):
        assert len({sessions.recall(tmp_path).token for _ in range(10)}) == 10

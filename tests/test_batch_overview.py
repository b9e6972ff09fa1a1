"""What a batch tells of all its articles: the tables `scores.csv` and `corrections.csv`, and the index page."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re

import pytest

from summarizer.batch import table
from summarizer.batch.corrections import search
from summarizer.batch.record import Record
from summarizer.render import index
from tests.test_batch_parts import NASTY, done, failed
from tests.test_corrections import FERRY, FILLER
from tests.test_corrections import done as told

OTHER = "Divers searched the wreck until dark, while relatives waited in the harbour for news of those on board."


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def disagreeing() -> list[Record]:
    """Articles with one correction of each kind."""
    return [
        told("wire/a.txt", FERRY.format("Then Tokayev spoke, and Tokayev left. It carried 38 passengers to Jolo.")),
        told(
            "wire/b.txt", f"{OTHER} {FERRY.format('')} Then Tokaev spoke. It had carried 43 passengers, they said."
        ),
        told("c.txt", FILLER.format("in the north")),
        told("d.txt", FILLER.format("in the south")),
    ]


class TestTable:
    def read(self, *records: Record) -> list[dict[str, str]]:
        with search.found(records) as found:
            return rows_of("".join(table.lines(records, found)))

    def test_a_row_has_its_figures(self):
        (row,) = self.read(done("wire/a.txt"))
        assert row["flesch_reading_ease_before"] == "41.2"
        assert row["smog_after"] == ""
        assert row["flag_kinds"] == "names:2"
        assert row["result"] == "articles/wire/a.txt.json"

    def test_a_failure_has_its_reason(self):
        (row,) = self.read(failed("a"))
        assert (row["status"], row["error"], row["headline"]) == ("failed", "it is empty", "")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@"])
    def test_no_text_is_a_formula_to_a_spreadsheet(self, start):
        (row,) = self.read(failed(f"{start}1+1", f"{start}cmd()"))
        assert (row["path"], row["error"]) == (f"'{start}1+1", f"'{start}cmd()")

    def test_a_negative_figure_stays_a_figure(self):
        (row,) = self.read(done("a", before={index.MEASURE: -3.5}))
        assert row["flesch_reading_ease_before"] == "-3.5"

    def test_names_that_hold_anything_stay_in_their_cell(self):
        name = 'a,"b"\nc' + os.fsdecode(b"\xe9")
        (row,) = self.read(done(name))
        assert row["path"] == 'a,"b"\\u000ac\\udce9'


class TestIndex:
    def page(self, *records: Record) -> str:
        with search.found(records) as found:
            return "".join(index.pieces(lambda: records, found))

    def rows(self, page: str) -> list:
        block = re.search(r'<script type="application/json" id="rows">(.*?)</script>', page, re.DOTALL)
        assert block is not None
        return json.loads(block[1])

    def test_a_row_links_to_its_result(self):
        (row,) = self.rows(self.page(done("wire/ä b.txt")))
        assert row[0] == "wire/ä b.txt"
        assert row[3] == "articles/wire/%C3%A4%20b.txt"

    def test_totals_are_told(self):
        page = self.page(done("a"), done("b", after={index.MEASURE: 30.0}), failed("c"))
        assert "3 articles: 2 done, 1 failed." in page
        assert "1 read easier, 1 harder, 0 about the same." in page

    def test_only_its_own_style_and_script_may_run_and_nothing_is_loaded(self):
        page = self.page(done("a"))
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy is not None
        assert policy[1].startswith("default-src 'none'; ")
        for tag in ("style", "script"):
            inline = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            assert inline is not None
            digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy[1]
        assert not re.search(r"\bsrc=|https?:|url\(|@import|\sstyle=|\son\w+=", page)

    def test_nothing_an_article_says_becomes_markup(self):
        plain, nasty = self.page(done("a")), self.page(done(NASTY, flags={}), failed(NASTY, NASTY))
        for mark in ("<script", "</script", "<img"):
            assert nasty.count(mark) == plain.count(mark)
        assert "\u202e" not in nasty
        assert "\x1b" not in nasty
        assert self.rows(nasty)[1][2].startswith("</script><script>alert(1)")

    def test_a_kind_of_flag_is_escaped(self):
        assert "<b>x" not in self.page(done("a", flags={'"<b>x': 1}))

    def test_no_figures_no_plot(self):
        page = self.page(failed("a"))
        assert "No article is long enough" in page
        assert "Nothing was flagged" in page

    @pytest.mark.parametrize(
        ("value", "bar"), [(-5, 0), (0, 1), (9.9, 1), (10, 2), (99.9, 10), (100, 11), (130, 11)]
    )
    def test_bars_of_the_plot(self, value, bar):
        assert index._bin(value) == bar

    def test_rows_are_streamed(self):
        asked = []

        def records():
            for n in range(1000):
                asked.append(n)
                yield done(str(n))

        with search.found([]) as found:
            pieces = index.pieces(records, found)
            for _ in range(6):
                next(pieces)
        assert len(asked) == 1000 + 3


class TestCorrections:
    def test_a_row_for_each_article_of_a_correction(self):
        with search.found(disagreeing()) as found:
            rows = rows_of("".join(table.corrections(found)))
        assert [(row["correction"], row["kind"], row["path"]) for row in rows] == [
            ("1", "number", "wire/a.txt"),
            ("1", "number", "wire/b.txt"),
            ("2", "name", "wire/b.txt"),
            ("2", "name", "wire/a.txt"),
            ("3", "duplicate", "c.txt"),
            ("3", "duplicate", "d.txt"),
        ]
        assert rows[0]["finding"] == "passengers: 38 in 1 article, 43 in 1 article"
        assert rows[0]["result"] == "articles/wire/a.txt.json"

    def test_an_article_s_row_counts_its_corrections(self):
        records = disagreeing()
        with search.found(records) as found:
            rows = rows_of("".join(table.lines(records, found)))
        assert [row["corrections"] for row in rows] == ["2", "2", "0", "0"]
        assert [row["duplicate_of"] for row in rows] == ["", "", "", "c.txt"]

    def test_the_index_page_lists_them_with_links(self):
        records = disagreeing()
        with search.found(records) as found:
            page = "".join(index.pieces(lambda: records, found))
        headings = re.findall(r"<h3>(.*?) <small>(\d+)</small>", page)
        assert headings == [
            ("Numbers that differ", "1"),
            ("Names in several spellings", "1"),
            ("Nearly the same", "1"),
        ]
        assert "<b>Tokaev</b> in 1 article" in page
        assert '<a href="articles/wire/b.txt.html">wire/b.txt</a>' in page

    def test_nothing_that_a_correction_quotes_becomes_markup(self):
        path = 'x"><img src=x>&.txt'
        records = [told(f"{n}{path}", FERRY.format(f"It carried {n} <i>passengers to Jolo.")) for n in (38, 43)]
        with search.found(records) as found:
            page = "".join(index.pieces(lambda: records, found))
        assert "<img" not in page
        assert "<i>" not in page


class TestWithoutScripts:
    def plain(self, *records: Record) -> str:
        with search.found(records) as found:
            page = "".join(index.pieces(lambda: records, found))
        (block,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
        return block

    def test_failures_are_listed_with_their_reasons(self):
        assert "<li><b>b.txt</b> it is empty</li>" in self.plain(done("a.txt"), failed("b.txt"))

    def test_articles_are_listed_with_their_figures(self):
        assert (
            '<tr><td><a href="articles/a.txt.html">A headline</a><small>a.txt</small></td>'
            "<td>41.2</td><td>47.0</td><td>3</td><td>1</td><td>2</td></tr>"
        ) in self.plain(done("a.txt"))

    def test_a_long_list_says_where_the_rest_is(self, monkeypatch):
        monkeypatch.setattr(index, "PLAIN_ROWS", 2)
        plain = self.plain(*(done(str(n)) for n in range(5)))
        assert plain.count("<tr><td>") == 2
        assert "And 3 more" in plain

    def test_nothing_an_article_says_becomes_markup(self):
        assert "<img" not in self.plain(failed(NASTY, NASTY))

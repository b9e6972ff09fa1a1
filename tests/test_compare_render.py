"""The renderings of a comparison: golden texts, marks that need no colour, nothing that steers or becomes markup.

A golden that differs is written anew and the test fails, so that the review is the difference in git.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import read
from summarizer.compare import Comparison, Sentence, Side, compare, rewritten, side
from summarizer.document import Span
from summarizer.edits import Hunk, apply_hunks
from summarizer.render import safe
from summarizer.render.comparison import render
from summarizer.render.comparison.rows import ALIKE, rows
from summarizer.render.comparison.terminal import SIDE_BY_SIDE
from tests.results import sample
from tests.test_render import HOSTILE, check_golden, steering

WIRE = (
    "Council approves harbour plan\n\n"
    "The city council has approve a new budget for the the harbour on Monday. "
    "Critics called the plan reckless, and they promised to fight it in court. "
    "Mayor Anna Keller said that 400 jobs depend on the cranes.\n\n"
    "A storm damaged two of the oldest piers in January. "
    "Repairs will cost about 12 million euros. "
    "Fishermen have waited since years for a deeper basin. "
    "The first ships are expected in the spring of next year, the mayor told the Post.\n"
)
DESK = (
    "Council approves harbour plan\n\n"
    "The city council approved a new budget for the harbour on Monday. "
    "Fishermen have waited for years for a deeper basin. "
    "Critics called the plan reckless. "
    "They promised to fight it in court. "
    "Mayor Anna Keller said that 400 jobs depend on the cranes.\n\n"
    "A storm damaged two of the oldest piers in January, and repairs will cost about 15 million euros. "
    "The ministry did not comment.\n"
)


def comparison(original: str = WIRE, cleaned: str = DESK) -> Comparison:
    return compare(side(read.from_text(original)), side(read.from_text(cleaned)))


def of_sentences(original: list[str], cleaned: list[str]) -> Comparison:
    return compare(
        *(
            Side("a\u202eb.txt", tuple(Sentence(text, "sentence", n) for n, text in enumerate(texts)))
            for texts in (original, cleaned)
        )
    )


class Page(HTMLParser):
    """The cells of the table of texts, without and with their marks, and all tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col"):
            self.open.append(tag)
        if tag == "td":
            self.cells.append((dict(attrs).get("class") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            name, text = self.cells[-1]
            self.cells[-1] = (name, text + data)

    def rows(self) -> list[list[str]]:
        """Number, original, label, number, cleaned."""
        cells = [text for name, text in self.cells if name in ("number", "text", "label")]
        return [cells[n : n + 5] for n in range(0, len(cells), 5)]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("compare.inline.txt", {"width": 72}),
        ("compare.beside.txt", {"width": 120}),
        ("compare.beside.ansi.txt", {"width": 120, "color": True}),
    ],
)
def test_golden(name, options):
    check_golden(name, render(comparison(), "terminal", **options))


def test_golden_json():
    check_golden("compare.json", render(comparison(), "json"))


class TestTerminal:
    def test_it_is_side_by_side_where_it_is_wide_enough(self):
        narrow, wide = (render(comparison(), "terminal", width=width) for width in (SIDE_BY_SIDE - 1, SIDE_BY_SIDE))
        assert narrow.count("Mayor Anna Keller said") == 1
        assert wide.count("Mayor Anna Keller said") == 2
        assert all(len(line) <= SIDE_BY_SIDE for line in wide.splitlines())

    def test_marks_survive_without_colour_and_are_not_needed_with_it(self):
        for width in (80, 140):
            assert "[-has approve-]" in render(comparison(), "terminal", width=width)
            coloured = render(comparison(), "terminal", width=width, color=True)
            assert "[-" not in coloured
            assert "\x1b[9;31mhas approve\x1b[0m" in coloured

    def test_what_became_of_a_sentence_is_said_in_words(self):
        shown = render(comparison(), "terminal", width=80)
        assert "7→3 moved" in shown
        assert "3→4–5 split" in shown
        assert "5–6→7 merged" in shown
        assert "8→· dropped [-The first ships" in shown
        assert "·→8 added   {+The ministry did not comment.+}" in shown


class TestPage:
    def test_it_loads_and_runs_nothing(self):
        page = Page(render(comparison(), "html"))
        policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script-src" not in policy
        assert not [tag for tag, _ in page.tags if tag in ("script", "link", "img", "iframe", "form", "object")]
        assert not [attrs for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
        assert all((attrs.get("href") or "#").startswith("#") for _, attrs in page.tags)

    def test_its_columns_hold_the_two_texts(self):
        found = Page(render(comparison(), "html")).rows()
        assert found[1][1] == "The city council has approve a new budget for the the harbour on Monday."
        assert found[1][4] == "The city council approved a new budget for the harbour on Monday."
        assert found[2] == ["7", "Fishermen have waited since years for a deeper basin.", "moved", "3",
                            "Fishermen have waited for years for a deeper basin."]  # fmt: skip
        assert found[3][0] == "3" and found[3][3] == "4 5"
        assert found[-1] == ["", "", "added", "8", "The ministry did not comment."]

    def test_each_fact_points_to_its_sentence(self):
        page = Page(render(comparison(), "html"))
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
        assert links == ["#o6", "#o8", "#o8", "#c7"]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links} <= set(ids)

    def test_a_changed_blank_can_be_seen(self):
        page = render(of_sentences(["He said no ."], ["He said no."]), "html")
        assert '<del class="blank"> </del>' in page

    @settings(deadline=None)
    @given(st.lists(st.text(max_size=30), max_size=4), st.lists(st.text(max_size=30), max_size=4))
    def test_any_two_texts_make_a_page_that_holds_them(self, original, cleaned):
        found = Page(render(of_sentences(original, cleaned), "html")).rows()
        numbers = sorted(int(n) for row in found for n in row[0].split())
        assert numbers == list(range(1, len(original) + 1))
        told = {row[0]: row[1] for row in found if row[0] and " " not in row[0]}
        for number, text in enumerate(original, 1):
            if str(number) in told:
                assert "".join(told[str(number)].split()) == "".join(safe.visible(text).split())


class TestJson:
    def test_its_edits_lead_from_one_side_to_the_other(self):
        found = json.loads(render(comparison(), "json"))
        for link in found["links"]:
            if link["original"] and link["cleaned"]:
                hunks = [Hunk(Span(*edit["span"]), edit["before"], edit["after"]) for edit in link["edits"]]
                assert apply_hunks(link["before"], hunks) == link["after"]

    def test_its_numbers_are_those_of_its_sentences(self):
        found = json.loads(render(comparison(), "json"))
        for name, before in (("original", "before"), ("cleaned", "after")):
            texts = {sentence["id"]: sentence["text"] for sentence in found[name]["sentences"]}
            assert sorted(n for link in found["links"] for n in link[name]) == list(texts)
            for link in found["links"]:
                assert " ".join(texts[n] for n in link[name]) == link[before]
        for fact in found["facts"]["only_in_original"]:
            text = found["original"]["sentences"][fact["sentence"] - 1]["text"]
            assert text[slice(*fact["span"])] == fact["text"]

    @given(st.text())
    def test_any_text_comes_back_as_it_was(self, text):
        for ascii_only in (False, True):
            dumped = render(of_sentences([text], []), "json", ascii_only=ascii_only)
            assert json.loads(dumped)["original"]["sentences"][0]["text"] == text
            assert dumped.isascii() or not ascii_only


@pytest.mark.parametrize("medium", ["terminal", "json", "html"])
@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_in_a_text_steers_or_becomes_markup(medium, width):
    found = of_sentences([f"{HOSTILE} one", "The court met."], [f"{HOSTILE} two", HOSTILE])
    shown = render(found, medium, width=width)
    assert not steering(shown)
    assert shown.endswith("\n")
    if medium == "html":
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
        Page(shown)


@pytest.mark.parametrize("medium", ["terminal", "html"])
def test_two_identical_texts(medium):
    shown = render(comparison(WIRE, WIRE), medium)
    assert "8 sentences → 8 sentences: the same words" in shown
    assert ALIKE in shown
    assert not re.search(r"\[-|\{\+|<td[^>]*>[^\n]*<(?:del|ins)", shown)


@pytest.mark.parametrize("medium", ["terminal", "json", "html"])
def test_two_texts_without_a_sentence(medium):
    assert render(of_sentences([], []), medium, width=140).endswith("\n")


@pytest.mark.parametrize("width", [80, 140])
def test_a_huge_paragraph_without_a_blank_keeps_to_the_width(width):
    long = "x" * 3000
    shown = render(of_sentences([f"{long} and the end."], [f"{long} and an end."]), "terminal", width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert shown.count("x") >= 3000


def test_a_result_is_called_by_its_maker():
    found = rewritten(sample())
    shown = render(found, "terminal", width=90)
    assert "Cleaned  the rewrite of this program" in shown
    assert len(list(rows(found))) == len(sample().rewrite.segments)

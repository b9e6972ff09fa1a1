"""The four renderings of one result: golden texts, and that nothing in an article can steer or become markup.

A golden that differs is written anew and the test fails, so that the review is the difference in git.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer import render, score
from summarizer.document import (
    Coverage,
    Edit,
    Headline,
    LostFact,
    Span,
    apply_edits,
)
from summarizer.render import parts, safe
from tests.results import SOURCE, hostile, sample

GOLDENS = Path(__file__).parent / "goldens"


def check_golden(name: str, text: str) -> None:
    file = GOLDENS / name
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file.name} was written anew: look at the difference")


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize(("medium", "ending"), [("terminal", "terminal.txt"), ("text", "txt"), ("markdown", "md")])
def test_golden(medium, ending, explain):
    name = f"helmets{'.explained' if explain else ''}.{ending}"
    check_golden(name, render.render(sample(), medium, explain=explain, width=72))


def test_golden_json():
    check_golden("helmets.json", render.render(sample(), "json"))


def test_golden_colour():
    check_golden("helmets.ansi.txt", render.render(sample(), "terminal", explain=True, color=True, width=72))


class TestJson:
    def test_it_has_the_fields_of_the_schema_in_their_order(self):
        found = json.loads(render.render(sample(), "json"))
        assert list(found) == [
            "schema", "source", "headline", "summary", "rewrite", "readability", "facts", "flags", "coverage",
            "model", "settings", "version", "seconds",
        ]  # fmt: skip
        assert found["schema"] == 1
        assert list(found["source"]) == ["path", "sha256", "encoding", "words", "title", "text"]
        assert list(found["rewrite"]["segments"][0]) == [
            "id", "kind", "paragraph", "span", "original", "text", "status", "why", "edits",
        ]  # fmt: skip
        assert list(found["rewrite"]["segments"][1]["edits"][0]) == [
            "id", "span", "before", "after", "kind", "reason", "confidence", "origin",
        ]  # fmt: skip

    def test_its_edits_lead_from_original_to_text(self):
        for segment in json.loads(render.render(sample(), "json"))["rewrite"]["segments"]:
            edits = [Edit(**{**edit, "span": Span(*edit["span"])}) for edit in segment["edits"]]
            assert apply_edits(segment["original"], edits, segment["span"][0]) == segment["text"]
            assert SOURCE[slice(*segment["span"])] == segment["original"]

    def test_a_missing_headline_is_null(self):
        found = json.loads(render.render(replace(sample(), headline=None, summary=()), "json"))
        assert found["headline"] is None
        assert found["summary"] == []

    @given(st.text())
    def test_any_text_comes_back_as_it_was(self, text):
        result = replace(sample(), headline=Headline(text, (), "model"))
        for ascii_only in (False, True):
            dumped = render.render(result, "json", ascii_only=ascii_only)
            assert json.loads(dumped)["headline"]["text"] == text
            assert dumped.isascii() or not ascii_only

    def test_a_file_name_that_is_no_unicode_can_be_written(self):
        result = replace(sample(), article=replace(sample().article, path="caf\udce9.txt"))
        dumped = render.render(result, "json").encode("utf-8")
        assert json.loads(dumped)["source"]["path"] == "caf\udce9.txt"


HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J\x00 a\u202eb\u2066 \r\n| <script>*x*</script> [y](javascript:z) `w`"


def steering(text: str) -> set[str]:
    """The characters in it that no reader sees and that a terminal obeys."""
    return {
        c
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n")
        or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
    }


@pytest.mark.parametrize("medium", ["terminal", "text", "markdown", "json"])
@pytest.mark.parametrize("explain", [False, True])
def test_nothing_in_an_article_steers_a_terminal(medium, explain):
    shown = render.render(hostile(HOSTILE), medium, explain=explain, color=False)
    assert not steering(shown)
    assert "red" in shown


def test_with_colour_only_our_own_styles_reach_the_terminal():
    shown = render.render(hostile(HOSTILE), "terminal", explain=True, color=True)
    assert "\x1b[" in shown
    assert not steering(re.sub(r"\x1b\[[0-9;]*m", "", shown))
    assert "\\u001b[31mred" in re.sub(r"\x1b\[[0-9;]*m", "", shown)


class TestMarkdown:
    def shown(self, markdown: str) -> str:
        """The text that a reader of the rendered Markdown sees; fails where there is anything but text."""
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
        assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
        inline = tokens[1].children if tokens else []
        assert {t.type for t in inline} <= {"text", "text_special", "softbreak"}
        return "".join(t.content for t in inline)

    @given(st.text())
    @settings(max_examples=300)
    def test_any_text_is_shown_as_it_stands(self, text):
        assert self.shown(safe.markdown(text)) == safe.visible(text).strip()

    @pytest.mark.parametrize(
        "text",
        ["# no heading", "1. no list", "12) none", "- none", "+ none", "=== none", "> none", "--- ", "***", "a | b",
         "    none", "~~~", "```", "&amp; & &#42;", "<b>x</b>", "[a]: b", "![a](b)", "snake_case_word",
         "a\\*b\\", "<!-- x"],
    )  # fmt: skip
    def test_marks_are_shown(self, text):
        assert self.shown(safe.markdown(text)) == safe.visible(text).strip()

    def test_ordinary_copy_is_left_alone(self):
        text = "“It isn’t,” he said; prices rose 3.5 % (to $20) – the UN’s best-known envoy, 60, agreed."
        assert safe.markdown(text) == text

    def test_a_hostile_article_makes_no_markup(self):
        tokens = MarkdownIt("commonmark").parse(render.render(hostile(HOSTILE), "markdown", explain=True))
        kinds = {t.type for token in tokens for t in [token, *(token.children or [])]}
        assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "em_open"}


class TestShowing:
    def test_without_colour_edits_are_marked_by_signs(self):
        shown = render.render(sample(), "terminal")
        assert "[-was-]{+were+}" in shown
        assert "\x1b" not in shown

    def test_with_colour_edits_are_marked_by_more_than_colour(self):
        shown = render.render(sample(), "terminal", color=True)
        assert re.search(r"\x1b\[(\d+;)*9(;\d+)*mwas\x1b\[0m", shown), "struck through"
        assert re.search(r"\x1b\[(\d+;)*4(;\d+)*mwere\x1b\[0m", shown), "underlined"

    @pytest.mark.parametrize("width", [1, 40, 72, 100, 500])
    def test_lines_fit_the_terminal(self, width):
        shown = render.render(sample(), "terminal", explain=True, width=width)
        assert max(map(len, shown.splitlines())) <= max(40, min(100, width))

    def test_plain_text_holds_the_clean_copy(self):
        shown = render.render(sample(), "text")
        assert "Soldiers wore the helmets of UN peacekeepers, photos appear to show. “The insignia" in shown

    def test_what_was_not_made_is_said(self):
        poor = replace(sample(), headline=None, summary=sample().summary[:1])
        for medium in ("terminal", "text", "markdown"):
            shown = " ".join(render.render(poor, medium).split())
            assert "(no headline: none was found that the article supports)" in shown
            assert "(1 of 3 lines: no more were found that the article supports)" in shown

    def test_an_article_of_two_sentences_says_so(self):
        result = sample()
        short = replace(
            result,
            summary=result.summary[:2],
            rewrite=replace(result.rewrite, segments=result.rewrite.segments[:3]),
        )
        assert "(2 of 3 lines: the article has 2 sentences)" in render.render(short, "text")

    def test_three_lines_need_no_excuse(self):
        assert "3 lines" not in render.render(sample(), "text")

    def test_facts_are_counted_in_one_line(self):
        for medium in ("terminal", "text", "markdown"):
            whole = replace(sample(), facts=replace(sample().facts, kept=9, lost=()))
            assert "facts: 9 checked, 9 kept, 2 proposals refused, 2 flags" in render.render(whole, medium)

    def test_facts_that_are_not_found_again_are_named(self):
        assert "8 kept (not found again: `New York` [4]), 2" in render.render(sample(), "text")

        lost = tuple(LostFact(n, "number", str(n)) for n in range(1, 7))
        many = replace(sample(), facts=replace(sample().facts, kept=3, lost=lost))
        assert "(not found again: `1` [1], `2` [2], `3` [3] and 3 more)" in render.render(many, "text")

    def test_an_article_read_in_part_says_so(self):
        result = replace(sample(), coverage=Coverage(20100, 2300, 8))
        assert "headline and summary from 2,300 of 20,100 words" in render.render(result, "text")

    def test_runs_are_the_original_and_the_text(self):
        for segment in sample().rewrite.segments:
            found = list(parts.runs(segment.original, segment.edits, segment.span.start))
            assert "".join(text for change, text in found if change != "new") == segment.original
            assert "".join(text for change, text in found if change != "cut") == segment.text

    @pytest.mark.parametrize("medium", ["terminal", "text", "markdown", "json"])
    def test_every_rendering_ends_with_one_line_break(self, medium):
        shown = render.render(sample(), medium)
        assert shown.endswith("\n")
        assert not shown.endswith("\n\n")


def test_scores_of_real_sentences_are_shown():
    from summarizer.render import text

    figures = score.score(["The police came to the house in the morning."] * 20)
    shown = text.scores([("a.txt", figures)])
    assert shown.startswith("a.txt\n")
    assert "SMOG" in shown
    assert "20 sentences, made for 30 or more" in shown
    assert "higher is easier" in shown

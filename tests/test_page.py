"""The article page as it leaves the program: complete without its script, and harmless whatever the article says.

What the script does with it is tested in `tests/browser`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as markup

from summarizer import decisions as deciding
from summarizer.document import (
    Coverage,
    Edit,
    Headline,
    Span,
    SummaryLine,
)
from summarizer.render import page
from summarizer.render.page.article import change
from tests.results import SOURCE, hostile, sample

HOSTILE = (
    "</script><script>alert(1)</script></template><img src=x onerror=alert(2)>\" onfocus=alert(3) '"
    "\u202egnp.\u2066 \x00\x1b[31m{{script}} <!-- [x](javascript:alert(4)) ]]> &lt; \ud83d"
)


def parsed(text: str):
    return markup.document_fromstring(text.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8"))


def shown(tree, selector: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.cssselect(selector)]


def decided(result, *made):
    """A log of (target, number, said) decisions."""
    edits = [edit for segment in result.rewrite.segments for edit in segment.edits]
    log = []
    for target, number, said in made:
        if target == "edit":
            anchor = deciding.edit_anchor(result, edits[number])
            log.append(deciding.Decision("edit", anchor, verdict=said, by="Ana", at="2026-11-23T23:10:00Z"))
            continue
        if target == "sentence":
            anchor = deciding.segment_anchor(result, result.rewrite.segments[number])
        else:
            anchor = (
                deciding.headline_anchor(result) if target == "headline" else deciding.line_anchor(result, number)
            )
        log.append(deciding.Decision(target, anchor, text=said, by="Ana", at="2026-11-23T23:10:00Z"))
    return replace(deciding.begin(result), log=tuple(log), revision=len(log))


class TestWithoutTheScript:
    def test_headline_lines_and_what_they_stand_on(self):
        tree = parsed(page.render(sample()))
        assert shown(tree, "h1") == ["UN condemns Kazakhstan’s use of helmets"]
        assert shown(tree, ".lines [data-text]") == [line.text for line in sample().summary]
        assert [a.get("href") for a in tree.cssselect(".lines a")] == ["#s2", "#s3", "#s6"]
        assert shown(tree, ".others q") == [
            "UN condemns use of helmets: Reports",
            "Soldiers wore UN helmets in protests",
        ]

    def test_each_sentence_stands_there_as_it_was_and_as_it_is(self):
        tree = parsed(page.render(sample()))
        for segment in sample().rewrite.segments:
            row = tree.get_element_by_id(f"s{segment.id}")
            for node in row.cssselect(".side, .tip"):
                node.drop_tree()
            assert row.cssselect(".was")[0].text_content() == segment.original
            now = row.cssselect(".now")[0]
            for node in now.cssselect("del"):
                node.drop_tree()
            assert now.text_content() == segment.text

    def test_each_edit_says_why_how_sure_and_whence(self):
        tip = shown(parsed(page.render(sample())), "#s6e1 .tip")[0]
        for part in ("was → were", "subject and verb disagree", "agreement", "model", "0.87", "undecided"):
            assert part in tip
        rows = shown(parsed(page.render(sample())), ".edits tbody tr")
        assert len(rows) == 3
        assert "subject and verb disagree" in rows[2]

    def test_flags_stand_beside_their_sentence_and_mark_their_words(self):
        tree = parsed(page.render(sample()))
        assert shown(tree, "#s2 .flag") == ["wearing peacekeepers: a word may be missing"]
        assert shown(tree, "#s2 .now mark") == [SOURCE[37:50]]
        assert shown(tree, "main > .warning:not([hidden]) li") == ["Dujarric is never introduced"]
        assert "left as it was: the name New York would be lost" in shown(tree, "#s4 .notes")[0]

    def test_readability_is_a_picture_and_a_table(self):
        tree = parsed(page.render(sample()))
        assert "easier: Flesch reading ease 41.2 → 43.0" in tree.cssselect("svg[role=img]")[0].get("aria-label")
        assert "SMOG – – – lower" in [" ".join(row.itertext()) for row in tree.cssselect("section tbody tr")]

    def test_refusals_are_listed(self):
        assert len(shown(parsed(page.render(sample())), ".refused li")) == 2

    def test_what_was_not_made_is_said(self):
        tree = parsed(page.render(replace(sample(), headline=None, summary=sample().summary[:1])))
        assert len(shown(tree, ".shortfall")) == 2
        assert shown(tree, "h1") == [""]

    def test_a_text_too_short_for_scores_says_so(self):
        result = sample()
        scores = {"flesch_reading_ease": replace(result.readability.before["smog"])}
        readability = replace(result.readability, before=scores, after=scores, verdict="not compared: 9 words")
        tree = parsed(page.render(replace(result, readability=readability)))
        assert not tree.cssselect("svg")
        assert "not compared: 9 words" in shown(tree, "main")[0]

    def test_decisions_are_shown(self):
        result = sample()
        log = decided(
            result, ("edit", 0, "refused"), ("edit", 1, "taken"), ("sentence", 6, "Prices rose."), ("line", 2, ""),
            ("headline", 0, "Mine"),
        )  # fmt: skip
        tree = parsed(page.render(result, decisions=log))
        verdicts = {node.get("id"): node.get("data-verdict") for node in tree.cssselect(".edit")}
        assert verdicts == {"s2e1": "refused", "s3e1": "taken", "s6e1": "open"}
        assert shown(tree, "#s7 .own ins") == ["Prices rose."]
        assert shown(tree, "h1") == ["Mine Ana’s wording"]
        assert shown(tree, ".lines [data-text]")[1] == "Ana’s wording"

    def test_decisions_that_no_longer_fit_are_listed(self):
        result = sample()
        log = decided(result, ("edit", 2, "taken"))
        lost = replace(log.log[0], anchor=deciding.Anchor("s9e1", "gone", "away", "x", "y"))
        tree = parsed(page.render(result, decisions=replace(log, log=(lost,))))
        assert shown(tree, "#unfit:not([hidden]) li") == ["“gone” → “away”: taken (Ana, 2026-11-23T23:10:00Z)"]


class TestSafety:
    @pytest.mark.parametrize(
        "desk", [None, page.Desk("/api/article/a.txt", "token", HOSTILE, "/", "/next?after=a")]
    )
    def test_a_hostile_article_makes_no_markup(self, desk):
        tame, bad = (parsed(page.render(result, desk=desk)) for result in (sample(), hostile(HOSTILE)))
        assert {node.tag for node in bad.iter()} <= {node.tag for node in tame.iter()}
        assert len(bad.cssselect("script")) == 2
        names = {name for node in bad.iter() if isinstance(node.tag, str) for name in node.attrib}
        assert not [name for name in names if name.startswith("on") or name in ("src", "style", "action")]
        for node in bad.cssselect("[href]"):
            assert re.match(r"#|/$|/next", node.get("href"))

    def test_only_our_own_style_and_script_may_run(self):
        text = page.render(hostile(HOSTILE))
        allowed = re.findall(r"'(sha256-[^']+)'", text)
        for tag in ("style", "script"):
            content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
            assert f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}" in allowed
        assert len(allowed) == 2
        assert "default-src 'none'" in text
        assert "connect-src" not in text

    def test_a_page_of_the_server_may_talk_to_it_alone(self):
        desk = page.Desk("/api/article/a.txt", "token", "Ana")
        assert "connect-src 'self'" in page.render(sample(), desk=desk)
        assert page.policy(posts=True) in page.render(sample(), desk=desk)

    @given(st.text(max_size=60))
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def test_any_text_is_shown_and_kept_as_it_is(self, text):
        result = replace(sample(), headline=Headline(text, (), "model"), summary=(SummaryLine(text, (), "model"),))
        tree = parsed(page.render(result))
        assert json.loads(tree.get_element_by_id("data").text)["headline"]["after"] == text
        assert tree.cssselect("script:not([type])")[0].text.startswith('"use strict"')

    def test_nothing_that_steers_is_in_the_file(self):
        found = set(re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
                               page.render(hostile(HOSTILE))))  # fmt: skip
        assert not found


def test_the_script_gets_the_article_in_pieces_that_make_it_up():
    result = sample()
    data = json.loads(parsed(page.render(result)).get_element_by_id("data").text)
    for side, whole in (("before", SOURCE), ("after", result.rewrite.text)):
        text = "".join(
            segment["gap"] + "".join(p if isinstance(p, str) else p["anchor"][side] for p in segment["pieces"])
            for segment in data["segments"]
        )
        assert text + data["tail"] == whole


@pytest.mark.parametrize(
    ("before", "after", "head", "cut", "new", "tail"),
    [
        (" the the", " the", " the", " the", "", ""),
        ("was", "were", "", "was", "were", ""),
        (", ”said", ",” said", ",", " ”", "” ", "said"),
        ("", "on ", "", "", "on ", ""),
        ("a a a", "a a", "a a", " a", "", ""),
    ],
)
def test_an_edit_is_marked_where_it_differs(before, after, head, cut, new, tail):
    found = change(Edit(Span(0, len(before)), before, after, "x", "x", 1.0, "repair"))
    assert (found.head, found.cut, found.new, found.tail) == (head, cut, new, tail)


@given(st.text("a b.", max_size=12), st.text("a b.", max_size=12))
def test_marking_loses_nothing(before, after):
    found = change(Edit(Span(0, len(before)), before, after, "x", "x", 1.0, "repair"))
    assert found.head + found.cut + found.tail == before
    assert found.head + found.new + found.tail == after


def test_coverage_and_provenance_are_said():
    text = page.render(replace(sample(), coverage=Coverage(20100, 2300, 8)))
    assert "headline and summary from 2,300 of 20,100 words" in text

"""The article page in a real browser: opened from disk, decided by key and by mouse, saved, and compared with what
the library makes of the same decisions."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from summarizer import decisions as deciding
from summarizer.document import (
    Article,
    Block,
    Edit,
    Headline,
    Rewrite,
    RewrittenSegment,
    Span,
    SummaryLine,
    apply_edits,
)
from summarizer.render import copy, safe
from summarizer.render import page as rendering
from tests.browser import word
from tests.results import SOURCE, hostile, sample
from tests.test_page import HOSTILE

expect = pytest.importorskip("playwright.sync_api").expect

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def opened(page, tmp_path):
    """Open a result's page from disk; a dialog of a hostile article fails the test."""
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the article ran: {dialog.message}"))

    def at(result, log=None):
        file = tmp_path / "article.html"
        file.write_text(rendering.render(result, decisions=log), encoding="utf-8")
        page.goto(file.as_uri())
        return page

    return at


def saved(page, ending: str) -> bytes:
    """What the page gives to download."""
    if not page.locator("#save").evaluate("menu => menu.open"):
        page.click("#save > summary")
    with page.expect_download() as found:
        page.click(f'[data-file="{ending}"]')
    page.keyboard.press("Escape")
    return found.value.path().read_bytes()


def log_of(page):
    return deciding.parse(saved(page, "decisions.json"))


def verdicts(page) -> dict[str, str]:
    return page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.edit')].map(e => [e.id, e.dataset.verdict]))"
    )


def markdown(settled, result) -> str:
    return copy.render(result, settled, "markdown")


def accepted_and_refused(docx: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs of a Word file with all of its changes taken, and with all refused."""
    document = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    sides = []
    for dropped in ("del", "ins"):
        paragraphs = []
        for paragraph in document.iter(f"{W}p"):
            nodes = [n for n in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab") if not within(n, dropped)]
            paragraphs.append("".join("\t" if node.tag == f"{W}tab" else node.text for node in nodes))
        sides.append(paragraphs)
    return sides[0], sides[1]


def within(node, tag: str) -> bool:
    return next(node.iterancestors(f"{W}{tag}"), None) is not None


class TestDeciding:
    def test_by_key(self, opened):
        page = opened(sample())
        expect(page.locator("#undecided")).to_have_text("3 of 3 undecided")
        page.keyboard.press("n")
        expect(page.locator("#s2e1 .mark")).to_be_focused()
        page.keyboard.press("t")
        expect(page.locator("#s3e1 .mark")).to_be_focused()
        page.keyboard.press("r")
        page.keyboard.press("p")
        page.keyboard.press("p")
        expect(page.locator("#s2e1 .mark")).to_be_focused()
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "refused", "s6e1": "open"}
        expect(page.locator("#undecided")).to_have_text("1 of 3 undecided")
        assert "“The insignia may not be worn, ”said" in saved(page, "txt").decode()
        assert "Soldiers wore the helmets" in saved(page, "txt").decode()

    def test_by_mouse(self, opened):
        page = opened(sample())
        page.hover("#s6e1 .mark")
        expect(page.locator("#s6e1 .tip")).to_be_visible()
        expect(page.locator("#s6e1 .tip")).to_contain_text("subject and verb disagree")
        page.click("#s6e1 .tip [data-do=refuse]")
        page.hover("#s2e1 .mark")
        page.click("#s2e1 .tip [data-do=take]")
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "open", "s6e1": "refused"}
        assert "164 people was killed" in saved(page, "txt").decode()

    def test_focus_shows_what_hovering_shows_and_escape_hides_it(self, opened):
        page = opened(sample())
        page.focus("#s6e1 .mark")
        expect(page.locator("#s6e1 .tip")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#s6e1 .tip")).to_be_hidden()

    def test_undo_goes_back_step_by_step(self, opened):
        page = opened(sample())
        for key in "ntr":
            page.keyboard.press(key)
        page.keyboard.press("u")
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "open", "s6e1": "open"}
        page.click("[data-do=undo]")
        assert set(verdicts(page).values()) == {"open"}
        page.keyboard.press("u")
        expect(page.locator("#status")).to_have_text("There is nothing to undo.")
        assert saved(page, "txt").decode() == sample().rewrite.text

    def test_all_of_a_kind_and_back_at_once(self, opened):
        page = opened(sample())
        page.click("#kinds > summary")
        page.click('#kinds tr[data-kind=""] [data-all=refused]')
        assert set(verdicts(page).values()) == {"refused"}
        assert saved(page, "txt").decode() == SOURCE
        page.keyboard.press("u")
        assert set(verdicts(page).values()) == {"open"}
        page.click("#kinds > summary")
        page.click('#kinds tr[data-kind="agreement"] [data-all=taken]')
        assert verdicts(page) == {"s2e1": "open", "s3e1": "open", "s6e1": "taken"}

    def test_a_filter_narrows_what_keys_reach(self, opened):
        page = opened(sample())
        page.click("#kinds > summary")
        page.click('#kinds tr[data-kind="agreement"] [data-show]')
        page.keyboard.press("Escape")
        for _ in range(2):
            page.keyboard.press("n")
            expect(page.locator("#s6e1 .mark")).to_be_focused()
        expect(page.locator("#s2e1")).to_have_class("edit off")
        page.click("#kinds > summary")
        page.click('#kinds tr[data-kind=""] [data-show]')
        page.keyboard.press("n")
        expect(page.locator("#s2e1 .mark")).to_be_focused()

    def test_keys_are_letters_in_a_text_and_can_be_turned_off(self, opened):
        page = opened(sample())
        page.click("#save > summary")
        page.fill("#editor", "")
        page.locator("#editor").press_sequentially("trent")
        page.keyboard.press("Escape")
        assert set(verdicts(page).values()) == {"open"}
        page.locator("body").press("?")
        page.uncheck("#letters")
        page.click("#help [data-do=close]")
        page.keyboard.press("t")
        assert set(verdicts(page).values()) == {"open"}

    def test_evidence_shows_its_sentences(self, opened):
        page = opened(sample())
        page.click("h1 + .evidence a >> nth=1")
        assert page.evaluate("[...document.querySelectorAll('.row.found')].map(row => row.id)") == ["s1", "s2"]
        expect(page.locator("#s2")).to_be_in_viewport()
        page.click(".lines li:nth-child(3) .evidence a")
        assert page.evaluate("[...document.querySelectorAll('.row.found')].map(row => row.id)") == ["s6"]

    def test_flags_are_gone_through(self, opened):
        page = opened(sample())
        page.keyboard.press("f")
        expect(page.locator("#s2 .number")).to_be_focused()


class TestWording:
    def test_a_sentence_of_ones_own(self, opened):
        page = opened(sample())
        page.hover("#s6")
        page.click("#s6 .pen")
        area = page.get_by_label("Your wording of sentence 6")
        assert area.input_value() == "At least 164 people were killed."
        area.fill("At least 164 people died. 🕊")
        area.press("Enter")
        expect(page.locator("#s6 .own")).to_contain_text("died. 🕊")
        expect(page.locator("#undecided")).to_have_text("2 of 3 undecided")
        assert "At least 164 people died. 🕊 Prices rose" in saved(page, "txt").decode()
        page.keyboard.press("u")
        assert saved(page, "txt").decode() == sample().rewrite.text

    def test_leaving_changes_nothing(self, opened):
        page = opened(sample())
        page.focus("#s6e1 .mark")
        page.keyboard.press("e")
        page.get_by_label("Your wording of sentence 6").fill("Nothing of this.")
        page.keyboard.press("Escape")
        page.focus("#s6e1 .mark")
        page.keyboard.press("e")
        page.keyboard.press("Enter")
        assert log_of(page).log == ()

    def test_the_key_words_what_was_clicked_last(self, opened):
        page = opened(sample())
        page.focus("#s6e1 .mark")
        page.click("h1")
        page.keyboard.press("e")
        page.get_by_label("Your wording of headline").fill("UN warns")
        page.keyboard.press("Enter")
        settled = deciding.settle(sample(), log_of(page))
        assert settled.headline.text == "UN warns"
        assert settled.text == deciding.settle(sample()).text

    def test_the_headline_and_the_lines(self, opened):
        page = opened(sample())
        page.click("[data-use]")
        expect(page.locator("h1")).to_contain_text("UN condemns use of helmets: Reports")
        page.hover(".lines li:nth-child(2)")
        page.click('[data-word="line2"]')
        page.get_by_label("Your wording of line2").fill("")
        page.keyboard.press("Enter")
        settled = deciding.settle(sample(), log_of(page))
        assert settled.headline.text == "UN condemns use of helmets: Reports"
        assert [line.text for line in settled.summary] == [sample().summary[0].text, sample().summary[2].text]
        assert saved(page, "md").decode() == markdown(settled, sample())

    def test_a_line_follows_a_refused_edit(self, opened):
        page = opened(sample())
        page.focus("#s6e1 .mark")
        page.keyboard.press("r")
        expect(page.locator('[data-text="line3"]')).to_have_text("At least 164 people was killed.")
        page.hover(".lines li:nth-child(3)")
        page.click('[data-word="line3"]')
        page.get_by_label("Your wording of line3").fill(sample().summary[2].text)
        page.keyboard.press("Enter")
        expect(page.locator('[data-text="line3"]')).to_contain_text("people were killed.")
        expect(page.locator('[data-text="line3"]')).to_contain_text("wording")
        assert len(log_of(page).log) == 2
        page.keyboard.press("u")
        expect(page.locator('[data-text="line3"]')).to_have_text("At least 164 people was killed.")
        page.keyboard.press("u")
        assert [line.text for line in deciding.settle(sample(), log_of(page)).summary] == [
            line.text for line in sample().summary
        ]
        expect(page.locator('[data-text="line3"]')).to_have_text(sample().summary[2].text)

    def test_a_missing_line_can_be_added(self, opened):
        result = replace(sample(), headline=None, summary=sample().summary[:1])
        page = opened(result)
        page.hover(".lines li:nth-child(2)")
        page.click('[data-word="line2"]')
        page.get_by_label("Your wording of line2").fill("A second one.")
        page.keyboard.press("Enter")
        assert [line.text for line in deciding.settle(result, log_of(page)).summary][1:] == ["A second one."]


class TestKeeping:
    def test_decisions_survive_a_reload_and_reach_another_tab(self, opened, context):
        page = opened(sample())
        page.click("#save > summary")
        page.fill("#editor", "Ana")
        page.keyboard.press("Escape")
        other = context.new_page()
        other.goto(page.url)
        page.focus("#s6e1 .mark")
        page.keyboard.press("r")
        expect(other.locator("#s6e1")).to_have_attribute("data-verdict", "refused")
        other.focus("#s2e1 .mark")
        other.keyboard.press("t")
        page.reload()
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "open", "s6e1": "refused"}
        assert [(entry.by, entry.verdict) for entry in log_of(page).log] == [("Ana", "refused"), ("Ana", "taken")]

    def test_what_the_page_was_made_with_is_not_said_twice(self, opened):
        page = opened(sample())
        for key in "ntr":
            page.keyboard.press(key)
        log = log_of(page)
        page = opened(sample(), log)
        assert log_of(page) == log
        page.keyboard.press("u")
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "refused", "s6e1": "open"}

    def test_copying(self, opened, context):
        page = opened(sample())
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.click("#save > summary")
        page.click("[data-copy=text]")
        expect(page.locator("#status")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == sample().rewrite.text


TRICKY = [
    *"#-+=1️|_",
    "12) x",
    "٣. y",
    "𝟏. z",
    "\ud83d",
    "a\r\n\tb",
    HOSTILE,
    "- a *b* [c](d) `e` ~f~ |g| \\",
    "  x\u00a0",
]


class TestTheSameAsTheLibrary:
    def test_markdown_is_escaped_alike(self, opened):
        page = opened(sample())
        for text in TRICKY:
            # Half of a pair cannot be sent to the browser but as an escape.
            shown = page.evaluate(f"safe({json.dumps(text)})")
            assert shown == safe.markdown(text)

    def test_any_decisions_settle_alike(self, opened):
        """Random articles of words that come again and again, and random logs, made on this or another input."""

        @given(articles(), st.data())
        @settings(max_examples=8, suppress_health_check=list(HealthCheck))
        def settles(result, data):
            page = opened(result)
            for log in data.draw(st.lists(logs(result), min_size=10, max_size=10)):
                check(page, result, log)

        settles()


def check(page, result, log):
    settled = deciding.settle(result, log)
    found = page.evaluate(
        """text => {
            const log = JSON.parse(text);
            DATA.log.input = log.input; saved = log.decisions; own = []; refresh();
            return asDocx().arrayBuffer().then((buffer) => ({
                text: asText(),
                markdown: asMarkdown(),
                unfit: state.unfit.length,
                undecided: EDITS.filter(isUndecided).length,
                docx: btoa(String.fromCharCode(...new Uint8Array(buffer))),
            }));
        }""",
        deciding.dumps(log),
    )
    taken, refused = accepted_and_refused(base64.b64decode(found.pop("docx")))
    assert taken == [
        " ".join(block) for block in by_block(settled.segments, lambda s: (s.segment, s.text.replace("\n", " ")))
    ]
    assert refused == [" ".join(block) for block in by_block(result.rewrite.segments, lambda s: (s, s.original))]
    assert found == {
        "text": settled.text,
        "markdown": markdown(settled, result),
        "unfit": len(settled.unfit),
        "undecided": settled.undecided,
    }


def by_block(segments, of) -> list[list[str]]:
    return [
        [text for _, text in group] for _, group in groupby(map(of, segments), key=lambda pair: pair[0].paragraph)
    ]


WORDS = ["a", "the", "ship", "sank", "𝕏", "🕊", "naïve", "in", "“May”", "\u202e", "new", "*"]


@st.composite
def articles(draw):
    """A result whose sentences and edits often look alike."""
    text, segments, blocks = "", [], []
    for paragraph in range(draw(st.integers(1, 3))):
        text += "\n\n" if text else draw(st.sampled_from(["", "\n", "# "]))
        start = len(text)
        for _ in range(draw(st.integers(1, 3))):
            text += " " if len(text) > start else ""
            segments.append(draw(sentences(len(segments) + 1, paragraph, len(text))))
            text += segments[-1].original
        blocks.append(Block("paragraph", Span(start, len(text))))
    text += draw(st.sampled_from(["", "\n"]))
    rewritten = apply_edits(text, [edit for segment in segments for edit in segment.edits])
    summary = tuple(SummaryLine(s.text, (s.id,), "extract") for s in segments[:3])
    return replace(
        sample(),
        article=Article("a.txt", "1" * 64, "utf-8", text, tuple(blocks)),
        headline=draw(st.sampled_from([None, Headline("A ship sank", (1,), "model")])),
        summary=summary,
        rewrite=Rewrite(None, rewritten, tuple(segments)),
        flags=(),
    )


@st.composite
def sentences(draw, number, paragraph, offset):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    edits, position = [], offset
    for word_ in words:
        if draw(st.booleans()):
            after = draw(st.sampled_from([*WORDS, ""]).filter(lambda made, word_=word_: made != word_))
            span = Span(position, position + len(word_))
            name = f"s{number}e{len(edits) + 1}"
            edits.append(Edit(span, word_, after, "wording", "wording", 0.5, "model", name))
        position += len(word_) + 1
    original = " ".join(words)
    text = apply_edits(original, edits, offset)
    status = "rewritten" if edits else "unchanged"
    span = Span(offset, offset + len(original))
    return RewrittenSegment(number, "sentence", paragraph, span, original, text, status, None, tuple(edits))


@st.composite
def logs(draw, result):
    """Decisions on the result, and on places that only look like its own."""
    segments = result.rewrite.segments
    edits = [edit for segment in segments for edit in segment.edits]
    anchors = [
        *(("edit", deciding.edit_anchor(result, edit)) for edit in edits),
        *(("sentence", deciding.segment_anchor(result, segment)) for segment in segments),
        ("headline", deciding.headline_anchor(result)),
        *(("line", deciding.line_anchor(result, number)) for number in (1, 2, 3)),
    ]
    entries = []
    for target, anchor in draw(st.lists(st.sampled_from(anchors), max_size=8)):
        ids = {other.id for kind, other in anchors if kind == target}
        changed = draw(
            st.sampled_from(
                [
                    anchor,
                    replace(anchor, id=draw(st.sampled_from(sorted(ids)))),
                    replace(anchor, left=f"x{anchor.left[1:]}"),
                    replace(anchor, right=f"{anchor.right[:3]}x"),
                    replace(anchor, after=f"{anchor.after}x"),
                ]
            )
        )
        said = {"verdict": draw(st.sampled_from(["taken", "refused", "open"]))}
        if target != "edit":
            said = {"text": draw(st.sampled_from([None, "", "Mine 🕊.", "Mine,\n \nin two.", anchor.after]))}
        made_on = draw(st.sampled_from([None, "1" * 64, "2" * 64]))
        entries.append(
            deciding.Decision(target, changed, **said, by="Ana", at="2026-11-23T23:10:00Z", sha256=made_on)
        )
    sha256 = draw(st.sampled_from(["1" * 64, "2" * 64]))
    return replace(deciding.begin(result), sha256=sha256, revision=len(entries), log=tuple(entries))


class TestWord:
    def test_accepting_all_gives_the_copy_and_refusing_all_the_original(self, opened, tmp_path):
        page = opened(sample())
        page.focus("#s6e1 .mark")
        page.keyboard.press("r")
        page.focus("#s2e1 .mark")
        page.keyboard.press("e")
        page.get_by_label("Your wording of sentence 2").fill("Soldiers  wore UN <helmets> & more, photos show. 🕊")
        page.keyboard.press("Enter")
        accepted, refused = word.texts(saved(page, "docx"), tmp_path)
        settled = deciding.settle(sample(), log_of(page))
        assert accepted == settled.text.split("\n\n")
        assert refused == SOURCE.split("\n\n")

    def test_each_change_says_who_and_when(self, opened):
        page = opened(sample())
        page.click("#save > summary")
        page.fill("#editor", 'A "n" & a')
        page.keyboard.press("Escape")
        page.focus("#s6e1 .mark")
        page.keyboard.press("t")
        document = zipfile.ZipFile(io.BytesIO(saved(page, "docx"))).read("word/document.xml").decode()
        assert document.count('w:author="A &quot;n&quot; &amp; a"') == 2
        assert document.count('w:author="summarizer"') == 4
        assert document.count("w:date=") == document.count("w:author=")

    def test_what_xml_cannot_hold_is_shown_as_an_escape(self, opened):
        page = opened(hostile(HOSTILE))
        document = zipfile.ZipFile(io.BytesIO(saved(page, "docx"))).read("word/document.xml").decode()
        assert "\\u001b[31m" in document


class TestHostile:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_nothing_runs_and_nothing_breaks(self, opened, width):
        result = hostile(HOSTILE)
        title = "A" * 10_000
        first = replace(result.rewrite.segments[0], text=title, original=title)
        long = replace(result.rewrite, segments=(first, *result.rewrite.segments[1:]))
        page = opened(replace(result, headline=Headline(title, (1,), "model"), rewrite=long))
        page.set_viewport_size({"width": width, "height": 900})
        for view in ("inline", "side", "clean"):
            page.check(f"#view-{view}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.check("#view-inline")
        page.keyboard.press("n")
        page.keyboard.press("r")
        assert page.evaluate("document.querySelectorAll('script, img, iframe, object').length") == 2
        assert page.evaluate("[...document.links].every(link => link.href.startsWith('file:'))")

    def test_its_words_come_through_as_they_are(self, opened):
        result = hostile(HOSTILE)
        page = opened(result)
        assert page.evaluate("asText()") == page.evaluate("asText()")
        shown = page.evaluate("JSON.stringify(asText())")
        assert json.loads(shown).endswith(HOSTILE)


class TestForAll:
    """Keyboard, screen reader, paper, no script."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("view", ["inline", "side", "clean"])
    def test_axe_finds_nothing_serious(self, opened, view, scheme):
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        page = opened(sample())
        page.emulate_media(color_scheme=scheme)
        page.keyboard.press("n")
        page.keyboard.press("t")
        page.keyboard.press("r")
        page.check(f"#view-{view}")
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        response = axe.run(page).response
        assert "color-contrast" in [rule["id"] for rule in response["passes"]]
        found = response["violations"]
        bad = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]
        assert not bad

    def test_the_list_of_keys(self, opened):
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        page = opened(sample())
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_visible()
        found = axe.run(page).response["violations"]
        assert not [v["id"] for v in found if v["impact"] in ("serious", "critical")]
        page.keyboard.press("Escape")
        expect(page.locator("#help")).to_be_hidden()

    def test_without_its_script_the_page_can_be_read(self, chromium, tmp_path):
        file = tmp_path / "article.html"
        file.write_text(rendering.render(sample()), encoding="utf-8")
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator(".tools")).to_be_hidden()
        expect(page.locator(".edits tbody tr")).to_have_count(3)
        page.hover("#s6e1 .mark")
        expect(page.locator("#s6e1 .tip")).to_be_visible()
        page.check("#view-side")
        expect(page.locator("#s6 .was")).to_be_visible()
        page.check("#view-clean")
        expect(page.locator("#s6 del")).to_have_count(2)
        expect(page.locator("#s6 .mark del")).to_be_hidden()
        context.close()

    def test_on_paper(self, opened):
        page = opened(sample())
        page.emulate_media(media="print")
        expect(page.locator("header")).to_be_hidden()
        expect(page.locator("#s6e1 .mark del")).to_be_visible()
        assert page.pdf().startswith(b"%PDF")


class Server:
    """The review server as the page sees it, in no process of its own: it keeps a log and can be down."""

    ADDRESS = "http://desk.test"

    def __init__(self, context, result) -> None:
        self.result = result
        self.log = deciding.begin(result)
        self.is_down = False
        self.headers: dict[str, str] = {}
        context.route(f"{self.ADDRESS}/**", self.answer)

    def answer(self, route) -> None:
        request = route.request
        if request.url.endswith("/article/a.txt") and "/api/" not in request.url:
            desk = rendering.Desk("/api/article/a.txt", "secret", "Ana", "/", "/next")
            text = rendering.render(self.result, decisions=self.log, desk=desk)
            return route.fulfill(body=text, content_type="text/html; charset=utf-8")
        if self.is_down:
            return route.abort()
        self.headers = request.headers
        status = 200
        if request.method == "POST":
            sent = json.loads(request.post_data)
            log = json.dumps({
                "schema": 1, "revision": 0, "input": {"path": None, "sha256": self.log.sha256},
                "decisions": [{**entry, "at": "2026-11-23T23:10:00Z"} for entry in sent["decisions"]],
            })  # fmt: skip
            merged = deciding.merge(self.log, deciding.parse(log).log, sent["revision"], self.log.sha256)
            status = 409 if merged.conflicts else 200
            self.log = merged.decisions
        headers = {"Content-Type": "application/json", "X-Summarizer-Result": ""}
        return route.fulfill(status=status, body=deciding.dumps(self.log), headers=headers)

    def decides(self, number: int, verdict: str, by: str) -> None:
        edit = [edit for segment in self.result.rewrite.segments for edit in segment.edits][number]
        entry = deciding.Decision(
            "edit", deciding.edit_anchor(self.result, edit), verdict=verdict, by=by, at="2026-11-23T23:00:00Z"
        )
        self.log = deciding.merge(self.log, [entry], self.log.revision).decisions


def all_sent(page) -> None:
    """Wait until the server has taken every decision of the page.

    Asked from here, as `wait_for_function` polls by `eval`, which the page's policy forbids.
    """
    waits = 0
    while page.evaluate("own.length"):
        assert waits < 200, "the page has decisions that it did not send"
        page.wait_for_timeout(50)
        waits += 1


class TestWithTheServer:
    @pytest.fixture
    def server(self, context, page):
        server = Server(context, sample())
        page.goto(f"{server.ADDRESS}/article/a.txt")
        return server

    def test_each_decision_is_sent_at_once(self, server, page):
        page.keyboard.press("n")
        page.keyboard.press("r")
        expect(page.locator("#status")).to_have_text("Saved.")
        assert [(entry.verdict, entry.by, entry.anchor.id) for entry in server.log.log] == [
            ("refused", "Ana", "s2e1")
        ]
        assert server.headers["x-summarizer-token"] == "secret"
        page.keyboard.press("u")
        expect(page.locator("#undecided")).to_have_text("3 of 3 undecided")
        all_sent(page)
        assert [entry.verdict for entry in server.log.log] == ["refused", "open"]

    def test_what_could_not_be_sent_is_said_and_sent_again(self, server, page, context):
        server.is_down = True
        page.keyboard.press("n")
        page.keyboard.press("t")
        expect(page.locator("#status")).to_contain_text("1 decision not saved: the server does not answer")
        page.reload()
        assert verdicts(page)["s2e1"] == "taken"
        server.is_down = False
        expect(page.locator("#status")).to_have_text("Saved.")
        assert [entry.verdict for entry in server.log.log] == ["taken"]
        context.complaints[:] = [text for text in context.complaints if "ERR_FAILED" not in text]

    def test_a_conflict_is_shown_and_the_rest_is_merged(self, server, page, context):
        server.decides(0, "refused", "Ben")
        server.decides(1, "taken", "Ben")
        page.click("#kinds > summary")
        page.click('#kinds tr[data-kind=""] [data-all=taken]')
        expect(page.locator("#conflicts li")).to_contain_text("refused (Ben")
        expect(page.locator("#status")).to_contain_text("Decided twice")
        all_sent(page)
        assert verdicts(page) == {"s2e1": "refused", "s3e1": "taken", "s6e1": "taken"}
        page.get_by_role("button", name="Use mine").click()
        all_sent(page)
        expect(page.locator("#conflicts")).to_be_hidden()
        assert verdicts(page) == {"s2e1": "taken", "s3e1": "taken", "s6e1": "taken"}
        assert [entry.by for entry in server.log.log] == ["Ben", "Ben", "Ana", "Ana"]
        context.complaints[:] = [text for text in context.complaints if "409" not in text]

    def test_what_others_decide_is_seen_when_the_window_is_come_back_to(self, server, page):
        server.decides(2, "refused", "Ben")
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(page.locator("#s6e1")).to_have_attribute("data-verdict", "refused")

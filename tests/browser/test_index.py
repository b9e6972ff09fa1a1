"""The index page in a real browser: sorted by each column, filtered, opened, quick, harmless, readable to all."""

from __future__ import annotations

import random

import pytest

from summarizer.batch.corrections import search
from summarizer.batch.record import Record, Row
from summarizer.render import index
from tests.test_batch_overview import disagreeing
from tests.test_batch_parts import NASTY, failed

expect = pytest.importorskip("playwright.sync_api").expect

KINDS = ("mistranslated", "missing-word", "number-conflict", "untranslated")
COLUMNS = {
    "before": "Before", "after": "After", "change": "Change", "edits": "Edits", "refused": "Refused",
    "flags": "Flags", "corrections": "Across", "look": "Look at",
}  # fmt: skip
MANY = 5000
FRAMES = 30


def article(number: int) -> Record:
    chance = random.Random(number)
    before = chance.choice([None, round(chance.uniform(10, 80), 1)])
    after = None if before is None else round(before + chance.uniform(-2, 6), 1)
    flags = {kind: chance.randint(1, 3) for kind in chance.sample(KINDS, chance.randint(0, 3))}
    figures = {index.MEASURE: before}, {index.MEASURE: after}
    row = Row(f"Title {number}", f"Headline {number}", 300, chance.randint(0, 30), number % 7, flags, *figures)
    return Record(f"wire/{number:05}.txt", None, "run", "done", None, row)


def articles(count: int) -> list[Record]:
    return [failed(f"wire/{n:05}.txt", "it is empty") if n % 9 == 4 else article(n) for n in range(count)]


@pytest.fixture
def opened(page, tmp_path):
    """Open the index page of these records from disk; a dialog of a hostile article fails the test."""
    page.on("dialog", lambda dialog: pytest.fail(f"a script of an article ran: {dialog.message}"))

    def at(records):
        write(tmp_path, records)
        page.goto((tmp_path / "index.html").as_uri())
        return page

    return at


def write(folder, records) -> None:
    with search.found(records) as found:
        (folder / "index.html").write_text("".join(index.pieces(lambda: records, found)), encoding="utf-8")


def cells(page, column: str) -> list[str]:
    return page.locator(f"#body tr.row:not(.failed) td.{column}").evaluate_all(
        "all => all.map(c => c.firstChild.textContent)"
    )


def figures(shown: list[str]) -> list[float]:
    """Without those that have none, which come last whatever the order."""
    found = [float(text) for text in shown if text != "–"]
    assert shown[len(found) :] == ["–"] * (len(shown) - len(found))
    return found


class TestTable:
    def test_what_failed_comes_first_with_its_reason(self, opened):
        page = opened(articles(30))
        first = page.locator("#body tr.row").first
        expect(first).to_contain_text("failed: wire/00004.txt")
        expect(first).to_contain_text("it is empty")

    @pytest.mark.parametrize(("column", "label"), COLUMNS.items())
    def test_it_sorts_by_a_column_and_the_other_way_round(self, opened, column, label):
        page = opened(articles(20))
        button = page.locator(f"th[data-key={column}] button")
        expect(button).to_have_text(label)
        if column != "look":  # the order that the page opens with
            button.click()
        found = figures(cells(page, column))
        assert len(found) > 5
        assert found == sorted(found, reverse=True)
        expect(page.locator(f"th[data-key={column}]")).to_have_attribute("aria-sort", "descending")
        button.click()
        assert figures(cells(page, column)) == sorted(found)

    def test_it_sorts_by_the_article(self, opened):
        page = opened([article(n) for n in (3, 20, 1)])
        page.get_by_role("button", name="Article").click()
        assert cells(page, "headline") == ["Headline 1", "Headline 3", "Headline 20"]

    def test_it_filters_by_words_by_state_and_by_kind_of_flag(self, opened):
        page = opened(articles(30))
        page.fill("#text", "HEADLINE 17")
        assert cells(page, "headline") == ["Headline 17"]
        expect(page.locator("#count")).to_have_text("1 of 30 shown")
        page.fill("#text", "")
        page.select_option("#status", "failed")
        expect(page.locator("#count")).to_have_text("3 of 30 shown")
        page.select_option("#status", "")
        button = page.locator("#kinds button").first
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        flagged = sum(button.get_attribute("data-kind") in (r.row.flags if r.row else {}) for r in articles(30))
        expect(page.locator("#count")).to_have_text(f"{flagged} of 30 shown")

    def test_it_opens_an_article(self, opened, tmp_path):
        place = tmp_path / "articles/wire/00001.txt.html"
        place.parent.mkdir(parents=True)
        place.write_text("<!DOCTYPE html><title>the article</title>", encoding="utf-8")
        page = opened([article(1)])
        page.get_by_role("link", name="Headline 1").click()
        expect(page).to_have_title("the article")

    def test_what_is_nearly_the_same_can_be_grouped_or_shown_once(self, opened):
        page = opened([*disagreeing(), article(1)])
        page.select_option("#status", "twins")
        expect(page.locator("#body tr.row")).to_have_count(2)
        expect(page.locator("#body tr.row").nth(1)).to_contain_text("nearly the same as c.txt")
        page.select_option("#status", "first")
        expect(page.locator("#body tr.row")).to_have_count(4)

    def test_a_correction_opens_to_its_articles(self, opened):
        page = opened(disagreeing())
        page.get_by_text("passengers: 38 in 1 article").click()
        expect(page.get_by_text("… had carried 43 passengers")).to_be_visible()

    def test_whoever_goes_through_it_by_keyboard_stays_where_they_were(self, opened):
        page = opened([article(n) for n in range(200)])
        link = page.locator("#body a").nth(9)
        link.focus()
        name = link.text_content()
        page.locator("#window").evaluate("view => { view.scrollTop = 104; }")
        expect(page.locator("#body a").filter(has_text=name).first).to_be_focused()


class TestSize:
    def test_thousands_of_rows_are_no_stall(self, opened):
        """Only the rows in view are in the document; each jump and each sorting is drawn by the next frame."""
        page = opened(articles(MANY))
        assert page.locator("#body tr").count() < 60
        drawn = page.evaluate(
            """async (frames) => {
              const view = document.getElementById("window"), text = document.getElementById("text");
              const frame = () => new Promise(requestAnimationFrame);
              const seen = new Set();
              for (let n = 1; n <= frames; n++) {
                view.scrollTop = (view.scrollHeight - view.clientHeight) * n / frames;
                await frame();
                await frame();
                seen.add(document.querySelector("#body tr.row a")?.textContent);
              }
              for (const button of document.querySelectorAll("#head button")) { button.click(); await frame(); }
              text.value = "headline 49";
              text.dispatchEvent(new Event("input"));
              await frame();
              return [seen.size, document.getElementById("count").textContent];
            }""",
            FRAMES,
        )
        assert drawn[0] >= FRAMES - 3
        assert drawn[1].endswith(f" of {MANY:,} shown")
        assert page.locator("#body tr").count() < 60

    def test_the_last_row_can_be_reached(self, opened):
        page = opened(articles(MANY))
        page.select_option("#status", "done")
        page.get_by_role("button", name="Article").click()
        page.locator("#window").evaluate("view => { view.scrollIntoView(); view.scrollTop = view.scrollHeight; }")
        expect(page.get_by_role("link", name=f"Headline {MANY - 2}", exact=True)).to_be_in_viewport()


class TestHarm:
    def test_nothing_that_an_article_says_is_run_or_is_markup(self, opened):
        record = article(1)
        row = Row(NASTY, NASTY, 300, 1, 1, {NASTY: 1}, {}, {})
        page = opened([Record(NASTY, None, "run", "done", None, row), failed(f"b{NASTY}", NASTY), record])
        expect(page.locator("#body tr.row")).to_have_count(3)
        assert page.locator("img").count() == 0
        assert NASTY[:40] in page.locator("#body").inner_text()

    def test_nothing_is_fetched(self, opened, context):
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        opened(articles(5))
        assert [url.rsplit("/", 1)[1] for url in asked] == ["index.html"]


class TestForAll:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1280, 390])
    def test_axe_finds_nothing_serious(self, opened, scheme, width):
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        page = opened([*articles(30), *disagreeing()])
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        page.locator("details").first.evaluate("details => { details.open = true; }")
        found = axe.run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out(self, opened, width):
        page = opened([*articles(30), *disagreeing()])
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_without_scripts_it_tells_the_same(self, chromium, tmp_path):
        write(tmp_path, [*articles(30), *disagreeing()])
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        expect(page.locator("noscript h3")).to_have_text("Failed")
        expect(page.locator("noscript li").first).to_have_text("wire/00004.txt it is empty")
        expect(page.locator("noscript tbody tr").first).to_contain_text("Headline 0")
        expect(page.locator("noscript tbody tr").first).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        page.get_by_text("passengers: 38 in 1 article").click()
        expect(page.get_by_text("… had carried 43 passengers")).to_be_visible()
        context.close()

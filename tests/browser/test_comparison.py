"""The comparison page in a real browser: on a screen, on a phone, in the dark, and with hostile texts."""

from __future__ import annotations

import pytest

from summarizer.render.comparison import render
from tests.test_compare_render import DESK, WIRE, comparison, of_sentences
from tests.test_render import HOSTILE

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def opened(page, tmp_path):
    """Opens a comparison from disk."""

    def open_(found=None, width=1280, scheme="light"):
        file = tmp_path / "comparison.html"
        file.write_text(render(found or comparison(), "html"), encoding="utf-8")
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(file.as_uri())
        return page

    return open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(opened, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(comparison(WIRE * 3, DESK * 3), width, scheme)
    found = axe.run(page).response["violations"]
    assert [f["id"] for f in found if f["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_screen(opened, width):
    page = opened(of_sentences([f"{'x' * 3000} {HOSTILE} one", "The end."], [f"{'x' * 3000} {HOSTILE} two"]), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_columns_are_beside_each_other_on_a_screen_and_below_on_a_phone(opened):
    for width, beside in ((1280, True), (390, False)):
        cells = opened(width=width).locator("tr").nth(2).locator(".text")
        left, right = (cells.nth(n).bounding_box() for n in (0, 1))
        assert (left["y"] == right["y"]) is beside
        assert (left["x"] == right["x"]) is not beside


def test_a_hostile_text_runs_nothing(opened):
    page = opened(
        of_sentences([f"<script>document.title = 'bad'</script> {HOSTILE}"], [f"<img onerror=x> {HOSTILE}"])
    )
    assert page.title() != "bad"
    assert page.locator("td script, td img, td a").count() == 0


def test_a_fact_leads_to_its_sentence(opened):
    page = opened()
    page.get_by_role("link", name="sentence 6").click()
    assert page.url.endswith("#o6")
    assert page.locator("tr:has(:target)").count() == 1

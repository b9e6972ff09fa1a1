"""A session at the desk in a real browser, against a real server that is killed in the middle of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import decisions as deciding
from summarizer import results
from tests.batches import articles, batch
from tests.browser.conftest import PATIENCE

expect = pytest.importorskip("playwright.sync_api").expect


class Desk:
    """`summarizer review` in a process of its own."""

    def __init__(self, out: Path, state: Path, *options: str, **environment: str) -> None:
        self.command = [sys.executable, "-m", "summarizer", "review", str(out), "--name", "Ana", *options]
        self.environment = os.environ | {"XDG_STATE_HOME": str(state)} | environment
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment
        )
        self.address = self.process.stdout.readline().strip()

    @property
    def home(self) -> str:
        return self.address.partition("?")[0]

    def end(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        _, told = self.process.communicate()
        return self.process.returncode, told


@pytest.fixture
def out(tmp_path) -> Path:
    articles(tmp_path / "in", 3)
    (tmp_path / "in" / "empty.txt").write_text("")
    batch(tmp_path / "in", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def desk(out, tmp_path) -> Iterator[Desk]:
    desk = Desk(out, tmp_path / "state")
    yield desk
    desk.end(signal.SIGKILL)


def log(out: Path, name: str) -> list[tuple[str, str, str | None]]:
    """What the decisions file holds: what about, which one, what was said."""
    found = deciding.read(out / "articles" / f"{name}.decisions.json")
    assert all(entry.by == "Ana" and entry.at for entry in found.log)
    return [
        (entry.target, entry.anchor.before or entry.anchor.id, entry.verdict or entry.text) for entry in found.log
    ]


def settled(out: Path, name: str):
    file = out / "articles" / f"{name}.json"
    return deciding.settle(results.load(file), deciding.read(deciding.beside(file)))


def holds(page, out: Path, name: str, *expected: str) -> None:
    """In a moment the file holds that and nothing else, in that order, and the page says so."""
    file = out / "articles" / f"{name}.decisions.json"
    for _ in range(PATIENCE // 100):
        if file.exists() and len(log(out, name)) >= len(expected):
            break
        page.wait_for_timeout(100)
    assert [said for _, _, said in log(out, name)] == [*expected]
    expect(page.locator("#status")).to_contain_text("Saved.")


def open_article(page, pattern: str) -> str:
    """Its name, once its page is there."""
    page.wait_for_url(re.compile(pattern))
    expect(page.locator("#undecided")).to_contain_text("undecided")
    return re.search(r"/article/(.*)", page.url)[1]


def word(page, name: str, text: str) -> None:
    """By the button that appears beside it."""
    pen = page.get_by_label(f"Word {name} yourself")
    pen.locator("xpath=..").hover()
    pen.click()
    page.get_by_role("textbox", name="Your wording of").fill(text)
    page.keyboard.press("Enter")


def test_a_session_at_the_desk(desk, out, context, page):
    page.goto(desk.address)
    assert page.url == desk.home  # the token is not left in the address bar
    expect(page.locator("tbody tr")).to_have_count(4)
    expect(page.locator("tbody tr").first).to_contain_text("is empty")
    expect(page.locator("nav [aria-current]")).to_have_text("All 4")

    # The first article: by key, by mouse, a sentence and the headline in the editor's own words.
    page.locator("tbody a").first.click()
    first = open_article(page, "/article/")
    expect(page.locator("#article .edit")).to_have_count(3)
    page.keyboard.press("n")
    page.keyboard.press("t")
    holds(page, out, first, "taken")
    second = page.locator("#article .edit").nth(1)
    second.locator(".mark").hover()
    second.get_by_role("button", name="Refuse").click()
    holds(page, out, first, "taken", "refused")
    words = "He wants 40 million euros."
    word(page, "sentence 5", words)
    holds(page, out, first, "taken", "refused", words)
    word(page, "the headline", "Prague under water")
    holds(page, out, first, "taken", "refused", words, "Prague under water")
    expect(page.locator("h1")).to_contain_text("Prague under water")
    one = log(out, first)
    assert [target for target, _, _ in one] == ["edit", "edit", "sentence", "headline"]

    # On to the next one; the server is killed under it, and what is decided meanwhile waits for the next server.
    page.keyboard.press("o")
    second_name = open_article(page, f"/article/(?!{re.escape(first)})")
    page.keyboard.press("n")
    page.keyboard.press("r")
    holds(page, out, second_name, "refused")
    desk.end(signal.SIGKILL)
    page.keyboard.press("t")
    expect(page.locator("#status")).to_contain_text("1 decision not saved")
    assert [said for _, _, said in log(out, second_name)] == ["refused"]
    address = desk.address
    desk.start()
    assert desk.address == address
    holds(page, out, second_name, "refused", "taken")

    # A second tab decides the same edit otherwise, before the first one's decision has reached the server.
    tab = context.new_page()
    tab.goto(page.url)
    page.route("**/api/**", lambda route: route.abort())
    for where, key in ((page, "t"), (tab, "r")):
        where.locator("#article .edit .mark").nth(2).click()
        where.keyboard.press(key)
    holds(tab, out, second_name, "refused", "taken", "refused")
    page.unroute("**/api/**")
    expect(page.locator("#conflicts li")).to_have_count(1)
    assert len(log(out, second_name)) == 3
    page.locator("#conflicts").get_by_role("button", name="Use mine").click()
    expect(page.locator("#conflicts")).to_be_hidden()
    holds(page, out, second_name, "refused", "taken", "refused", "taken")

    # At the end the files hold exactly what was decided, and the list says so.
    assert log(out, first) == one
    assert len({about for _, about, _ in log(out, second_name)}) == 3
    files = [path.relative_to(out / "articles").as_posix() for path in out.rglob("*.decisions.json")]
    assert sorted(files) == sorted(f"{name}.decisions.json" for name in (first, second_name))
    stands = settled(out, first)
    assert stands.headline.text == "Prague under water"
    assert stands.text.rstrip().endswith(words)
    assert "of of rain" in stands.text
    page.goto(desk.home)
    states = {"partly": first, "decided": second_name}
    for state, name in states.items():
        expect(page.locator(f'tr.{state}:has(a[href="/article/{name}"])')).to_be_visible()
    expect(page.locator("tr.open")).to_have_count(1)

    told = "summarizer: open this address in a browser on this computer; Ctrl-C ends it\n"
    assert desk.end(signal.SIGINT) == (0, told)
    # That the killed server did not answer was the point.
    context.complaints[:] = [text for text in context.complaints if "Failed to load resource" not in text]


def test_an_article_that_was_processed_anew_under_an_open_page(desk, out, page, tmp_path):
    page.goto(desk.address)
    name = "south/001.txt"
    page.goto(f"{desk.home}article/{name}")
    page.keyboard.press("n")
    page.keyboard.press("r")
    holds(page, out, name, "refused")
    source = tmp_path / "in" / name
    text = source.read_text(encoding="utf-8").replace("Prague", "Plzeň").replace("of of", "of")
    source.write_text(text, encoding="utf-8")
    batch(tmp_path / "in", out)
    page.keyboard.press("t")
    holds(page, out, name, "refused", "taken")
    expect(page.locator("#status")).to_have_text(
        "Saved. This article was worked on anew: reload the page to see it."
    )

    page.reload()
    expect(page.locator("#unfit li")).to_have_count(1)  # the doubled word is there no more
    expect(page.locator("#article .edit")).to_have_count(2)
    expect(page.locator("#undecided")).to_have_text("1 of 2 undecided")
    page.goto(desk.home)
    expect(page.locator("tr.partly")).to_contain_text("1 decision to place")


def test_a_browser_is_opened_with_a_key_that_is_worth_nothing_to_others(out, tmp_path, page):
    told = tmp_path / "told"
    desk = Desk(out, tmp_path / "state", "--open", BROWSER=f"{sys.executable} {_teller(tmp_path, told)} %s")
    for _ in range(PATIENCE // 100):
        if told.exists() and told.read_text():
            break
        page.wait_for_timeout(100)
    address = told.read_text()
    assert address.startswith(desk.home)
    assert address != desk.address

    page.goto(address)
    expect(page.locator("tbody tr")).to_have_count(4)
    page.context.clear_cookies()
    assert page.request.get(address).status == 401
    desk.end(signal.SIGKILL)


def _teller(folder: Path, told: Path) -> Path:
    """A program that takes the place of a browser."""
    script = folder / "teller.py"
    script.write_text(f"import sys; open({str(told)!r}, 'w').write(sys.argv[1])")
    return script


def test_without_script_the_list_filters_and_the_article_reads(desk, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    page.get_by_role("link", name="Failed").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="All").click()
    page.get_by_label("Find").fill("south/001")
    page.get_by_role("button", name="Filter").click()
    page.locator("tbody a").click()
    expect(page.locator("#article .edit").first).to_be_visible()
    context.close()


def test_keys_move_in_the_list(desk, page):
    page.goto(desk.address)
    links = page.locator("tbody a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Find")).to_be_focused()
    page.keyboard.type("jk")
    expect(page.get_by_label("Find")).to_have_value("jk")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_is_accessible(desk, page, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(desk.address)
    found = axe.run(page).response["violations"]

    assert [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

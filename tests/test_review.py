"""The desk's server: who may ask, what is answered, and what is on the disk after it."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from summarizer import decisions as deciding
from summarizer import results
from summarizer.batch import layout
from summarizer.batch.record import Record
from summarizer.cli import main
from summarizer.errors import InputError, OutputError, UsageError
from summarizer.review import app, server
from summarizer.review.desk import Desk
from tests.batches import ARTICLE, articles, batch

PORT, TOKEN = 8123, "t" * 32
HOST = f"127.0.0.1:{PORT}"
NAME = "south/001.txt"
SHA256 = hashlib.sha256(ARTICLE.format(n=3).encode()).hexdigest()
"""Of its input."""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A batch of three articles and a file that is none."""
    folder = tmp_path_factory.mktemp("review")
    articles(folder / "in", 3)
    (folder / "in" / "empty.txt").write_text("")
    batch(folder / "in", folder / "out")
    return folder / "out"


@pytest.fixture
def out(made, tmp_path) -> Path:
    return shutil.copytree(made, tmp_path / "out")


def stranger(out: Path, **options) -> TestClient:
    """A client that knows the address alone."""
    guarded = app.make(out, "Ana", port=PORT, token=TOKEN)
    return TestClient(guarded, base_url=f"http://{HOST}", follow_redirects=False, **options)


@pytest.fixture
def client(out) -> TestClient:
    """A browser that opened the printed address; its pages send the token."""
    client = stranger(out)
    assert client.get(f"/?token={TOKEN}").status_code == 200
    client.headers["X-Summarizer-Token"] = TOKEN
    return client


def api(name: str = NAME) -> str:
    return f"/api/article/{quote(name)}"


def result_of(out: Path, name: str = NAME):
    return results.load(out / "articles" / f"{name}.json")


def kept(out: Path, name: str = NAME):
    """The log on the disk."""
    return deciding.read(out / "articles" / f"{name}.decisions.json")


def edits(out: Path, name: str = NAME) -> list:
    return [edit for segment in result_of(out, name).rewrite.segments for edit in segment.edits]


def on_edit(out: Path, number: int, verdict: str, name: str = NAME) -> dict:
    result = result_of(out, name)
    anchor = deciding.edit_anchor(result, edits(out, name)[number])
    return {"target": "edit", "verdict": verdict, "by": "Ana", "anchor": plain(anchor)}


def on_headline(out: Path, text: str | None, name: str = NAME) -> dict:
    anchor = deciding.headline_anchor(result_of(out, name))
    return {"target": "headline", "text": text, "by": "Ana", "anchor": plain(anchor)}


def on_sentence(out: Path, number: int, text: str | None, name: str = NAME) -> dict:
    result = result_of(out, name)
    anchor = deciding.segment_anchor(result, result.rewrite.segments[number])
    return {"target": "sentence", "text": text, "by": "Ana", "anchor": plain(anchor)}


def plain(anchor: deciding.Anchor) -> dict:
    return {name: getattr(anchor, name) for name in ("id", "before", "after", "left", "right")}


def message(*entries: dict, revision: int = 0, seen: str = SHA256) -> dict:
    return {"revision": revision, "input": seen, "decisions": list(entries)}


def said(log) -> list[tuple]:
    return [(entry.target, entry.verdict or entry.text) for entry in log.log]


class TestWhoMayAsk:
    def test_the_printed_address_opens_the_list_and_gives_a_cookie_for_this_server_alone(self, out):
        client = stranger(out)
        answer = client.get(f"/?token={TOKEN}")

        assert answer.status_code == 200
        assert answer.headers["set-cookie"] == f"summarizer-{PORT}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
        assert client.get("/").status_code == 200
        assert "set-cookie" not in client.get("/").headers

    @pytest.mark.parametrize(
        "path", ["/", "/?token=", "/?token=wrong", f"/?token={TOKEN}x", f"/?token={TOKEN[1:]}"]
    )
    def test_without_the_token_there_is_nothing(self, out, path):
        answer = stranger(out).get(path)

        assert answer.status_code == 401
        assert "articles" not in answer.text
        assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize(
        "path", [f"/article/{NAME}", f"/next/{NAME}", "/next/", "/nowhere", "/articles/x.json"]
    )
    def test_no_page_opens_without_the_cookie(self, out, path):
        assert stranger(out).get(path).status_code == 401
        assert stranger(out).get(f"{path}?token={TOKEN}").status_code == 401

    def test_a_key_opens_the_list_once(self, out):
        guarded = app.make(out, "Ana", port=PORT, token=TOKEN)
        key = guarded.once()

        def open_it() -> int:
            return TestClient(guarded, base_url=f"http://{HOST}").get(f"/?token={key}").status_code

        assert TestClient(guarded, base_url=f"http://{HOST}").get("/?token=guess").status_code == 401
        assert [open_it(), open_it()] == [200, 401]

    @pytest.mark.parametrize("given", [None, "", "wrong", TOKEN + "x", "é"])
    def test_what_is_decided_needs_the_token_in_each_request_cookie_or_not(self, client, out, given):
        del client.headers["X-Summarizer-Token"]
        headers = {} if given is None else {"X-Summarizer-Token": given.encode()}

        refused = client.get(api(), headers=headers)
        assert refused.status_code == 401
        assert "summarizer review" in refused.json()["error"]
        assert client.post(api(), json=message(on_headline(out, "x")), headers=headers).status_code == 401
        assert kept(out) is None

    @pytest.mark.parametrize(
        "host",
        ["evil.example", f"localhost:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"evil.example:{PORT}", ""],
    )
    def test_another_host_is_refused(self, client, host):
        for path in ("/", f"/?token={TOKEN}", api()):
            assert client.get(path, headers={"Host": host}).status_code == 403

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:1", ""])
    def test_another_origin_is_refused(self, client, out, origin):
        headers = {"Origin": origin}

        assert client.get(api(), headers=headers).status_code == 403
        assert client.post(api(), json=message(on_headline(out, "x")), headers=headers).status_code == 403
        assert kept(out) is None

    def test_its_own_origin_is_not(self, client, out):
        answer = client.post(api(), json=message(on_headline(out, "x")), headers={"Origin": f"http://{HOST}"})
        assert answer.status_code == 200

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    def test_no_other_method(self, client, method):
        for path in ("/", f"/article/{NAME}", api()):
            assert client.request(method, path).status_code == 405
        assert client.post("/").status_code == 405

    def test_a_cookie_among_what_other_servers_of_the_machine_left(self, out):
        client = stranger(out)
        cookies = f'_xsrf=2|"a; b=\x7f; summarizer-{PORT + 1}=x; summarizer-{PORT}={TOKEN}; c'
        assert client.get("/", headers={"Cookie": cookies}).status_code == 200

    def test_every_answer_is_strict(self, client, out):
        answers = [
            client.get("/"),
            client.get(f"/article/{NAME}"),
            client.get(api()),
            client.post(api(), json=message()),
            client.get("/next/"),
            client.get("/nowhere"),
            stranger(out).get("/"),
            client.get("/", headers={"Host": "evil.example"}),
        ]
        for answer in answers:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "frame-ancestors 'none'" in policy
            assert policy.count("frame-ancestors") == 1
            assert "unsafe" not in policy
            assert "*" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "Access-Control-Allow-Origin" not in answer.headers
        assert "connect-src 'self'" in answers[1].headers["Content-Security-Policy"]


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            "../journal.jsonl",
            "..%2fjournal.jsonl",
            "%2e%2e/journal.jsonl",
            "%2e%2e%2f%2e%2e%2fsecret.txt",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "south/%2e%2e/south/001.txt",
            "south//001.txt",
            "%2e/south/001.txt",
            "south%5c001.txt",
            "001.txt%00",
            "%ff%fe",
            "empty.txt",
            "nowhere.txt",
            "",
        ],
    )
    def test_only_what_the_journal_names_and_did_not_fail(self, client, path):
        for answer in (client.get(f"/article/{path}"), client.get(f"/api/article/{path}")):
            assert answer.status_code == 404

    @pytest.mark.parametrize("name", ["../../secret.txt", "../secret.txt", "a/../../../secret.txt", "..", "a\0b"])
    def test_a_journal_that_leads_elsewhere_is_not_followed(self, out, client, name):
        with (out / "journal.jsonl").open("a") as journal:
            journal.write(Record(name, "0" * 64, "run", "done", None, _row()).line() + "\n")
        for folder in (out.parent, out.parent.parent, out):
            shutil.copy(out / "articles" / f"{NAME}.json", folder / "secret.txt.json")

        address = "/api/article/" + name.replace(".", "%2e").replace("/", "%2f").replace("\0", "%00")
        assert client.get(address).status_code == 503
        assert client.post(address, json=message()).status_code == 503
        assert client.get("/").status_code == 200

    def test_links_that_leave_the_folder_are_not_followed(self, out, client):
        elsewhere = out.parent / "elsewhere"
        shutil.move(out / "articles" / "south", elsewhere)
        (out / "articles" / "south").symlink_to(elsewhere)

        answer = client.post(api(), json=message())
        assert answer.status_code == 503
        assert "lies outside" in answer.json()["error"]

    def test_decisions_that_are_a_link_are_not_written_through(self, out, client):
        victim = out.parent / "victim"
        victim.write_text("mine")
        (out / "articles" / f"{NAME}.decisions.json").symlink_to(victim)

        assert client.post(api(), json=message(on_headline(out, "x"))).status_code == 503
        assert victim.read_text() == "mine"

    def test_names_that_are_hard_to_write(self, tmp_path):
        names = ["a b & c?.txt", "ü%2f#.txt", "x<script>.txt", "n\n.txt"]
        for name in names:
            articles(tmp_path / "one", 1)
            (tmp_path / "in").mkdir(exist_ok=True)
            shutil.copy(tmp_path / "one" / "north" / "000.txt", tmp_path / "in" / name)
        batch(tmp_path / "in", tmp_path / "out")
        client = stranger(tmp_path / "out")
        client.get(f"/?token={TOKEN}")

        page = client.get("/").text
        links = [part.partition('"')[0] for part in page.partition("<tbody>")[2].split('<a href="')[1:]]
        assert len(links) == len(names)
        for link in links:
            answer = client.get(link)
            assert answer.status_code == 200
            assert "<script>.txt" not in answer.text


def _row():
    from summarizer.batch.record import Row

    return Row("t", "h", 10, 1, 0, {}, {}, {}, 0.5)


class TestList:
    def test_what_there_is_and_what_failed(self, client):
        page = client.get("/").text

        assert page.count('<tr class="open">') == 3
        assert "is empty" in page
        assert "4 articles: 1 failed, 3 open." in page

    def test_filters_come_from_the_address(self, client):
        assert client.get("/?q=south/001").text.count('<tr class="open">') == 1
        assert "No article fits" in client.get("/?show=decided").text

    def test_it_knows_how_far_an_article_is(self, client, out):
        count = len(edits(out))
        client.post(api(), json=message(on_edit(out, 0, "taken")))
        assert f"{count - 1} of {count}" in client.get("/").text

        rest = [on_edit(out, number, "refused") for number in range(1, count)]
        client.post(api(), json=message(*rest, revision=1))
        page = client.get("/").text
        assert "4 articles: 1 failed, 2 open, 1 decided." in page
        assert f"0 of {count}" in page

    def test_next_goes_through_what_waits_and_ends_at_the_list(self, client, out):
        seen = []
        place = client.get("/next/").headers["location"]
        while place != "/":
            name = place.removeprefix("/article/")
            seen.append(name)
            entries = [on_edit(out, number, "taken", name) for number in range(len(edits(out, name)))]
            assert client.post(api(name), json=message(*entries)).status_code == 200
            place = client.get(f"/next/{name}").headers["location"]

        assert sorted(seen) == ["north/000.txt", "south/001.txt", "south/sea/002.txt"]

    def test_a_folder_that_is_gone_is_a_message(self, client, out):
        shutil.rmtree(out)
        answer = client.get("/")

        assert answer.status_code == 503
        assert "journal.jsonl" in answer.text


class TestDeciding:
    def test_an_article_that_nobody_has_touched(self, client, out):
        log = client.get(api()).json()

        assert log["revision"] == 0
        assert log["decisions"] == []
        assert log["input"]["sha256"] == result_of(out).article.sha256
        assert kept(out) is None

    def test_what_is_sent_is_on_the_disk_when_it_is_answered(self, client, out):
        answer = client.post(api(), json=message(on_edit(out, 0, "refused"), on_headline(out, "Mine")))

        assert answer.status_code == 200
        assert answer.json()["revision"] == 2
        assert deciding.parse(answer.text) == kept(out)
        assert said(kept(out)) == [("edit", "refused"), ("headline", "Mine")]
        assert client.get(api()).json() == answer.json()
        assert deciding.settle(result_of(out), kept(out)).headline.text == "Mine"

    def test_it_is_signed_by_who_sits_at_the_server(self, client, out):
        entry = on_headline(out, "Mine") | {"by": "Somebody else", "at": "1999-01-01T00:00:00Z"}
        client.post(api(), json=message(entry))

        (decision,) = kept(out).log
        assert decision.by == "Ana"
        assert decision.at > "2026"

    def test_two_tabs_that_decide_different_things_are_merged(self, client, out):
        client.post(api(), json=message(on_edit(out, 0, "refused")))
        answer = client.post(api(), json=message(on_headline(out, "Mine")))

        assert answer.status_code == 200
        assert said(kept(out)) == [("edit", "refused"), ("headline", "Mine")]

    def test_two_tabs_that_decide_the_same_thing_otherwise_conflict(self, client, out):
        client.post(api(), json=message(on_edit(out, 0, "refused")))
        answer = client.post(api(), json=message(on_edit(out, 0, "taken"), on_headline(out, "Mine")))

        assert answer.status_code == 409
        assert deciding.parse(answer.text) == kept(out)
        assert said(kept(out)) == [("edit", "refused")]

        chosen = client.post(api(), json=message(on_edit(out, 0, "taken"), revision=1))
        assert chosen.status_code == 200
        assert said(kept(out)) == [("edit", "refused"), ("edit", "taken")]

    def test_an_answer_that_was_lost_is_asked_for_again_without_harm(self, client, out):
        sent = message(on_edit(out, 0, "refused"), on_sentence(out, 0, "My words."))
        client.post(api(), json=sent)
        answer = client.post(api(), json=sent)

        assert answer.status_code == 200
        assert said(kept(out)) == [("edit", "refused"), ("sentence", "My words.")]

    def test_an_answer_that_was_lost_and_a_change_of_mind(self, client, out):
        first, second = on_edit(out, 0, "refused"), on_edit(out, 0, "open")
        client.post(api(), json=message(first))
        for _ in range(2):
            assert client.post(api(), json=message(first, second)).status_code == 200
        assert deciding.settle(result_of(out), kept(out)).undecided == len(edits(out))

        somebody_elses = on_edit(out, 0, "taken")
        assert client.post(api(), json=message(somebody_elses)).status_code == 409

    @pytest.mark.parametrize(
        "sent",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff\xfe",
            b"[" * 100_000,
            {"decisions": None},
            {"revision": None},
            {"input": None},
            {"input": "../x"},
            {"revision": -1},
            {"revision": "0"},
            {"revision": float("nan")},
            {"decisions": {}},
            {"decisions": [1]},
            {"decisions": [{"target": "everything"}]},
            {"more": 1},
        ],
    )
    def test_what_makes_no_sense_is_refused_whole(self, client, out, sent):
        if isinstance(sent, dict):
            sent = json.dumps(
                {key: value for key, value in (message() | sent).items() if value is not None}
            ).encode()
        answer = client.post(api(), content=sent, headers={"Content-Type": "application/json"})

        assert answer.status_code == 400
        assert answer.json()["error"]
        assert kept(out) is None

    def test_one_entry_that_makes_no_sense_refuses_all(self, client, out):
        bad = on_edit(out, 0, "perhaps")
        assert client.post(api(), json=message(on_headline(out, "Mine"), bad)).status_code == 400
        assert kept(out) is None

    def test_a_form_cannot_decide(self, client, out):
        body = json.dumps(message(on_headline(out, "Mine")))
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            assert client.post(api(), content=body, headers={"Content-Type": kind}).status_code == 415
        assert kept(out) is None

    def test_too_much_at_once_is_refused(self, client, out):
        answer = client.post(api(), json=message(on_headline(out, "x" * app.LARGEST)))

        assert answer.status_code == 413
        assert kept(out) is None

    def test_decisions_that_cannot_be_read_are_not_written_over(self, client, out):
        file = out / "articles" / f"{NAME}.decisions.json"
        file.write_text("{")

        for answer in (client.get(api()), client.post(api(), json=message(on_headline(out, "x")))):
            assert answer.status_code == 503
            assert "decisions.json" in answer.json()["error"]
        assert client.get(f"/article/{NAME}").status_code == 503
        assert client.get("/").status_code == 200
        assert file.read_text() == "{"

    def test_a_result_that_is_gone_is_a_message(self, client, out):
        (out / "articles" / f"{NAME}.json").unlink()

        assert client.get(f"/article/{NAME}").status_code == 503
        assert client.get("/").status_code == 200

    def test_a_batch_that_sweeps_up_in_the_middle(self, client, out, monkeypatch):
        """It deletes what killed runs left: unfinished files, ours among them."""
        write, calls = deciding.write, []

        def swept(path, log):
            calls.append(path)
            if len(calls) == 1:
                raise OutputError("cannot write") from FileNotFoundError(2, "gone")
            write(path, log)

        monkeypatch.setattr(deciding, "write", swept)
        assert client.post(api(), json=message(on_headline(out, "Mine"))).status_code == 200
        assert said(kept(out)) == [("headline", "Mine")]


class TestProcessedAnew:
    def rerun(self, out: Path, text: str) -> None:
        """The input has changed, and the batch ran again."""
        folder = out.parent / "again"
        articles(folder, 3)
        (folder / NAME).write_text(text, encoding="utf-8")
        batch(folder, out)

    def test_decisions_find_their_places_and_what_has_none_is_shown(self, client, out):
        result = result_of(out)
        kinds = [edit.before for edit in edits(out)]
        posted = [on_edit(out, number, "refused") for number in range(len(kinds))]
        client.post(api(), json=message(*posted, on_headline(out, "Mine")))

        first = result.article.text.splitlines()[0]
        changed = result.article.text.replace(first, "Rain, and more of it\n\nA first sentence that is new.", 1)
        changed = changed.replace("of of rain", "of heavy rain")
        self.rerun(out, changed)
        settled = deciding.settle(result_of(out), kept(out))
        assert len(edits(out)) == len(kinds) - 1
        assert settled.undecided == 0
        assert [decision.anchor.before for decision in settled.unfit if decision.target == "edit"]

        page = client.get(f"/article/{NAME}").text
        assert "no longer fit" in page
        assert "to place" in client.get("/").text

    def test_a_page_from_before_loses_nothing(self, client, out):
        """Its decisions are noted as being about the input that it shows, whether or not there were any before."""
        before, line = on_edit(out, 0, "refused"), on_headline(out, "Mine")
        version = client.get(api()).headers["X-Summarizer-Result"]
        text = result_of(out).article.text
        self.rerun(out, text.replace("\n\n", "\n\nA first sentence that is new. ", 1))
        assert result_of(out).article.sha256 != SHA256

        answer = client.post(api(), json=message(before))
        assert answer.status_code == 200
        assert answer.headers["X-Summarizer-Result"] != version
        assert kept(out).sha256 == SHA256
        assert not deciding.settle(result_of(out), kept(out)).unfit

        now = result_of(out).article.sha256
        client.post(api(), json=message(line, revision=1, seen=now))
        assert [entry.sha256 for entry in kept(out).log] == [None, now]


def _decide_often(out: str, editor: str, count: int) -> None:
    desk = Desk(Path(out), editor, TOKEN)
    result = result_of(Path(out))
    anchor = plain(deciding.headline_anchor(result))
    for number in range(count):
        entry = {"target": "headline", "text": f"{editor} {number}", "by": editor, "anchor": anchor}
        while True:
            revision = json.loads(desk.decisions(NAME))["revision"]
            is_kept, _ = desk.decide(NAME, json.dumps(message(entry, revision=revision)).encode())
            if is_kept:
                break


class TestTogether:
    def test_two_servers_on_one_folder_lose_nothing(self, out):
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=_decide_often, args=(str(out), name, 10)) for name in ("Ana", "Bob")]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        assert [worker.exitcode for worker in workers] == [0, 0]
        log = kept(out)
        assert log.revision == 20
        assert {entry.text for entry in log.log} == {f"{name} {n}" for name in ("Ana", "Bob") for n in range(10)}

    def test_threads_of_one_server_lose_nothing(self, out):
        threads = [threading.Thread(target=_decide_often, args=(str(out), name, 10)) for name in "ABC"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert kept(out).revision == 30

    def test_the_lock_is_the_folders_and_no_article(self, client, out):
        client.post(api(), json=message(on_headline(out, "Mine")))
        names = {path.name for path in out.iterdir()}
        assert names == {*layout.OWN, ".decisions.lock"}


class TestBeginning:
    @pytest.fixture(autouse=True)
    def state(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def serve(self, out: Path, port: int | None = None) -> list[str]:
        told: list[str] = []
        server.serve(
            out, port=port, editor="Ana", open_browser=False, announce=lambda *words: told.append(words[0])
        )
        return told

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(InputError, match="no folder"):
            self.serve(tmp_path / "nowhere")

    def test_a_file(self, tmp_path):
        (tmp_path / "x").write_text("x")
        with pytest.raises(UsageError, match="is a file"):
            self.serve(tmp_path / "x")

    def test_a_folder_of_something_else(self, tmp_path):
        with pytest.raises(InputError, match="no folder of a batch"):
            self.serve(tmp_path)

    @pytest.mark.enable_socket
    def test_a_port_in_use(self, out):
        with server._listen(None, 0) as listener, pytest.raises(OutputError, match="is in use"):
            self.serve(out, listener.getsockname()[1])

    @pytest.mark.enable_socket
    def test_the_last_port_is_taken_again_if_it_is_free(self):
        with server._listen(None, 0) as first:
            port = first.getsockname()[1]
            with server._listen(None, port) as other:
                assert other.getsockname()[1] != port
                assert other.getsockname()[0] == "127.0.0.1"
        with server._listen(None, port) as again:
            assert again.getsockname()[1] == port

    def test_errors_are_a_line_and_a_code(self, tmp_path, capsys):
        assert main(["review", str(tmp_path / "nowhere")]) == 3
        assert main(["review", str(tmp_path), "--name", " "]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 2

    def test_without_the_extra_it_says_what_to_install(self, out):
        script = (
            "import sys; sys.modules['starlette'] = sys.modules['uvicorn'] = None\n"
            "from summarizer.cli import main; sys.exit(main(['review', sys.argv[1]]))"
        )
        ended = subprocess.run([sys.executable, "-c", script, str(out)], capture_output=True, text=True)

        assert ended.returncode == 2
        (line,) = ended.stderr.splitlines()
        assert "pip install 'newsdesk-summarizer[review]'" in line

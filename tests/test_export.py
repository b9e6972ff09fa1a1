"""What leaves the desk: final texts, records that can be replayed, and spellings for the glossary."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import cli, glossary, results
from summarizer import decisions as deciding
from summarizer.decisions import record
from summarizer.decisions.spellings import Choices, added
from summarizer.errors import InputError, UsageError
from summarizer.export import export
from summarizer.render import copy
from summarizer.settings import Settings
from tests.batches import articles, batch
from tests.messages import one_line
from tests.results import sample
from tests.test_decisions import logged, on_edit, on_headline, on_line, on_sentence, results_and_logs


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """Two articles, one of them decided on."""
    monkeypatch.setenv("SUMMARIZER_MODELS", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)
    batch(articles(tmp_path / "in", 2), tmp_path / "out")
    return tmp_path / "out"


FIRST, SECOND = "north/000.txt", "south/001.txt"
RIVER = "The river Vltawa has flooded the old town of Prague on Monday after a week of rain."


def decide(out: Path, name: str, *make) -> None:
    """Log what each of `make` gives for the result."""
    file = out / "articles" / f"{name}.json"
    result = results.load(file)
    deciding.write(deciding.beside(file), logged(result, *(one(result) for one in make)))


def command(capsys, *arguments) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    return (code, *capsys.readouterr())


class TestRecord:
    def of(self, result, log, **changes) -> dict:
        settled = deciding.settle(result, log)
        kept = record.dumps("a.txt", result, settled, log, run="r", model_files=None)
        return {**json.loads(kept), **changes}

    @given(results_and_logs)
    def test_replaying_gives_the_text_that_was_settled(self, given_):
        result, log = given_
        found = record.replay(json.dumps(self.of(result, logged(result, *log))))
        assert found.text == deciding.settle(result, logged(result, *log)).text
        assert found.problem is None

    def test_it_tells_who_decided_what_and_when(self):
        kept = self.of(
            sample(),
            logged(
                sample(), on_edit(sample(), "s2e1", "taken", by="Ben"), on_edit(sample(), "s2e1", "refused"),
                on_sentence(sample(), 6, "164 were killed."), on_headline(sample(), "Own"),
                on_line(sample(), 2, ""),
            ),
        )  # fmt: skip
        edits = {edit["id"]: edit for edit in kept["edits"]}
        assert [*edits] == ["s2e1", "s3e1", "s6e1", "s6"]
        assert (edits["s2e1"]["verdict"], edits["s2e1"]["by"]) == ("refused", "Ana")
        assert edits["s2e1"]["at"] == "2026-11-23T23:10:00Z"
        assert edits["s2e1"]["reason"] == "doubled word"
        assert (edits["s3e1"]["verdict"], edits["s3e1"]["by"]) == ("open", None)
        assert (edits["s6"]["origin"], edits["s6"]["after"]) == ("editor", "164 were killed.")
        assert edits["s6"]["span"] == list(sample().rewrite.segments[5].span)
        assert [entry["by"] for entry in kept["decisions"]][:2] == ["Ben", "Ana"]
        assert (kept["headline"]["proposed"], kept["headline"]["text"]) == (sample().headline.text, "Own")
        assert [line["text"] for line in kept["summary"]][1] == ""
        assert kept["settings"]["level"] == "rewrite"
        assert kept["model"]["revision"] == "2026-11-23"
        assert len(kept["refused"]) == 2 and len(kept["flags"]) == 2
        assert kept["undecided"] == 1

    @pytest.mark.parametrize(
        ("path", "value", "told"),
        [
            (("edits", 0, "verdict"), "refused", "the edits do not give the text"),
            (("edits", 2, "after"), "was not", "the edits do not give the text"),
            (("result", "text"), "Another text.", "the edits do not give the text"),
            (("result", "sha256"), "0" * 64, "the text is not the one"),
            (("source", "text"), sample().article.text + " More.", "the source is not the one"),
        ],
    )
    def test_what_was_altered_is_found(self, path, value, told):
        kept = self.of(sample(), None)
        at = kept
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        assert told in record.replay(json.dumps(kept)).problem

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            ("{", "no JSON"),
            ("{}", "`schema` is missing"),
            ('{"schema": 2}', "its schema is 2, this version reads 1"),
            ('{"schema": 1}', "`source` is missing"),
        ],
    )
    def test_what_is_no_record_is_told(self, content, told):
        with pytest.raises(InputError, match=re.escape(told)):
            record.replay(content, "a.json")

    def test_an_edit_that_does_not_fit_is_told(self):
        kept = self.of(sample(), None)
        kept["edits"][0]["before"] = "x"
        with pytest.raises(InputError, match="does not fit the text"):
            record.replay(json.dumps(kept))


class TestCopy:
    def test_markdown_has_headline_lines_and_text(self):
        log = logged(
            sample(), on_headline(sample(), "Own *headline*"), on_line(sample(), 2, ""),
            on_sentence(sample(), 7, "One.\n\nTwo."),
        )  # fmt: skip
        assert copy.render(sample(), deciding.settle(sample(), log), "markdown") == (
            "# Own \\*headline\\*\n\n"
            "- Soldiers wore the helmets of UN peacekeepers.\n- At least 164 people were killed.\n\n"
            "## UN condemns use of helmets: Reports\n\n"
            "Soldiers wore the helmets of UN peacekeepers, photos appear to show. “The insignia may not be worn,” "
            "said Dujarric. It was raised with the outpost in New York.\n\n"
            "### Protests erupted\n\nAt least 164 people were killed. One.\n\nTwo.\n"
        )

    def test_json_tells_what_is_open(self):
        found = json.loads(copy.render(sample(), deciding.settle(sample()), "json"))
        assert found["headline"] == sample().headline.text
        assert (found["undecided"], found["unfit"]) == (3, 0)
        assert found["sha256"] == hashlib.sha256(found["text"].encode()).hexdigest()


class TestExport:
    def test_each_article_as_it_was_decided(self, desk, capsys):
        decide(desk, FIRST, lambda r: on_edit(r, "s2e1", "refused"), lambda r: on_headline(r, "Own"))
        before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
        code, out, err = command(capsys, "export", desk, "--audit")
        assert (code, err) == (0, "")
        assert out == (
            f"2 texts in {desk / 'export'}\n"
            "6 edits: 0 taken, 1 refused, 5 undecided (they stand as proposed); 1 in the editor's own words\n"
        )
        text = (desk / "export/texts/north/000.txt.txt").read_text(encoding="utf-8")
        assert "The river Vltava have flooded" in text
        kept = json.loads((desk / "export/records/north/000.txt.json").read_text(encoding="utf-8"))
        assert kept["result"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert kept["input"]["path"] == FIRST
        assert re.fullmatch("[0-9a-f]{32}", kept["run"])
        assert {path: path.read_bytes() for path in before} == before

    def test_a_batch_goes_on_beside_it(self, desk, tmp_path):
        export(desk, audit=True)
        report = batch(tmp_path / "in", desk)
        assert (report.done, report.kept) == (0, 2)
        assert (desk / "export/records/north/000.txt.json").exists()

    def test_another_folder_and_format(self, desk, tmp_path):
        export(desk, tmp_path / "final" / "here", "markdown")
        assert (tmp_path / "final/here/texts/south/001.txt.md").read_text(encoding="utf-8").startswith("# ")
        assert not (tmp_path / "final/here/records").exists()

    def test_never_among_the_results(self, desk):
        with pytest.raises(UsageError, match="is among the results"):
            export(desk, desk / "articles" / "south")

    def test_a_folder_that_is_none_of_a_batch(self, tmp_path, capsys):
        code, out, err = command(capsys, "export", tmp_path)
        assert (code, out) == (3, "")
        assert "holds no results of a batch" in err

    def test_what_cannot_be_read_costs_its_article_alone(self, desk, capsys):
        (desk / "articles" / f"{FIRST}.decisions.json").write_text("{")
        code, out, err = command(capsys, "export", desk)
        assert code == 5
        assert out.startswith("1 text in")
        assert "000.txt.decisions.json' holds no decisions that can be read" in err

    def test_decisions_that_no_longer_fit_are_told(self, desk, tmp_path, capsys):
        decide(desk, FIRST, lambda r: on_sentence(r, 2, RIVER))
        article = tmp_path / "in" / FIRST
        article.write_text(article.read_text().replace("The river Vltava have", "The river Elbe have"))
        batch(tmp_path / "in", desk)
        code, out, _ = command(capsys, "export", desk, "--audit")
        assert code == 0
        assert "north/000.txt: 1 decision that no longer fits\n" in out
        kept = json.loads((desk / "export/records/north/000.txt.json").read_text(encoding="utf-8"))
        assert [entry["text"] for entry in kept["unfit"]] == [RIVER]
        assert "Elbe" in kept["result"]["text"]


class TestReplay:
    def test_records_give_their_texts(self, desk, capsys):
        decide(desk, FIRST, lambda r: on_edit(r, "s2e1", "refused"))
        export(desk, audit=True)
        first = desk / "export/records/north/000.txt.json"
        code, out, err = command(capsys, "replay", first, desk / "export/records/south/001.txt.json")
        assert (code, err) == (0, "")
        assert out.splitlines()[0] == f"{first}: gives its text, with 2 of 3 edits"

    def test_one_that_was_altered_does_not(self, desk, capsys):
        export(desk, audit=True)
        first, second = sorted((desk / "export/records").rglob("*.json"))
        first.write_text(first.read_text().replace('"verdict": "open"', '"verdict": "refused"', 1))
        code, out, err = command(capsys, "replay", first, second)
        assert code == 5
        assert out.count("\n") == 1
        assert f"'{first}' does not give its text: the edits do not give the text" in err
        assert command(capsys, "replay", first)[0] == 3

    def test_a_missing_one_is_told(self, tmp_path, capsys):
        code, _, err = command(capsys, "replay", tmp_path / "none.json")
        assert code == 3
        assert "No such file" in err


def edit_decision(before: str, after: str, verdict: str) -> deciding.Decision:
    return deciding.Decision("edit", deciding.Anchor("s1e1", before, after), verdict)


class TestSpellings:
    def offered(self, *entries: tuple[str, str, str], known: str = "") -> list[str]:
        choices = Choices()
        choices.add(edit_decision(*entry) for entry in entries)
        return [offer.line for offer in choices.offers(known)]

    def test_a_spelling_chosen_twice_is_offered(self):
        assert self.offered(("Kiev", "Kyiv", "taken")) == []
        assert self.offered(("Kiev", "Kyiv", "taken"), ("in Kiev on", "in Kyiv on", "taken")) == [
            "Kyiv = Kiev  # chosen 2 times"
        ]

    def test_a_refusal_counts_for_what_was_kept(self):
        assert self.offered(("Kiev", "Kyiv", "taken"), ("Kyiv", "Kiev", "refused")) == [
            "Kyiv = Kiev  # chosen 2 times"
        ]
        assert self.offered(("Kyiv", "Kiev", "refused"), ("Kyiv", "Kiev", "refused")) == ["Kyiv  # chosen 2 times"]

    def test_an_own_wording_counts(self):
        anchor = deciding.Anchor("s1", "The talks in Kiev ended.", "The talks in Kiev ended.")
        choices = Choices()
        for text in ("The talks in Kyiv ended.", "Negotiations in Kyiv are over."):
            choices.add([deciding.Decision("sentence", anchor, text=text)])
        assert [offer.line for offer in choices.offers()] == ["Kyiv = Kiev  # chosen 2 times"]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("have", "has"), ("was killed", "were killed"), ("Biden", "Trump"), ("Americans", "American"),
            ("President", "president"), ("the", "The"), ("the the", "the"), ("a large", "an immense"),
            ("Dujarric", "Stéphane Dujarric"), ("Tokayev Kassym", "Kassym Tokayev"), (", ”said", ",” said"),
        ],
    )  # fmt: skip
    def test_what_is_no_matter_of_spelling_is_not_offered(self, before, after):
        assert self.offered(*[(before, after, "taken")] * 5) == []

    @pytest.mark.parametrize(
        ("before", "after"),
        [("e-mail", "email"), ("Erdogan", "Erdoğan"), ("Vladimir Zelenski", "Volodymyr Zelensky"), ("Un", "UN")],
    )
    def test_what_is_a_matter_of_spelling_is(self, before, after):
        assert self.offered(*[(before, after, "taken")] * 3) == [f"{after} = {before}  # chosen 3 times"]

    def test_a_desk_of_two_minds_is_offered_nothing(self):
        both = [("Kiev", "Kyiv", "taken")] * 3 + [("Kyiv", "Kiev", "taken")] * 2
        assert self.offered(*both) == []
        assert self.offered(*[("Kiev", "Kyiv", "taken")] * 2, *[("Kiev", "Kiew", "taken")] * 2) == []

    @pytest.mark.parametrize(
        "known", ["Kyiv = Kiev", "Kiev", "Kiev = Kyiv", "Kiew = Kiev", "# mine\nKyiv = Kiev, Kiew\n"]
    )
    def test_nothing_is_offered_that_the_glossary_has_or_is_against(self, known):
        assert self.offered(*[("Kiev", "Kyiv", "taken")] * 2, known=known) == []

    @given(
        st.lists(
            st.tuples(
                *[st.sampled_from(["Kiev", "Kyiv", "Kiew", "e-mail", "email", "Erdogan", "Erdoğan"])] * 2,
                st.sampled_from(["taken", "refused"]),
            ),
            max_size=20,
        ),
        st.sampled_from(["", "Kyiv = Kiev", "email", "Kiev\n", "Kiew = Kyiv"]),
    )
    def test_with_the_offers_the_glossary_is_one_and_keeps_what_it_said(self, entries, known):
        choices = Choices()
        choices.add(edit_decision(*entry) for entry in entries)
        offers = choices.offers(known)
        old, new = glossary.parse(known), glossary.parse(added(known, offers))
        assert old.preferred <= new.preferred
        assert old.by_variant.items() <= new.by_variant.items()
        assert choices.offers(added(known, offers)) == ()


class TestGlossary:
    def test_from_decisions_to_the_next_run(self, desk, tmp_path, capsys):
        for name in (FIRST, SECOND):
            decide(desk, name, lambda r: on_sentence(r, 2, RIVER))
        code, out, err = command(capsys, "glossary", desk)
        assert (code, out, err) == (0, "Vltawa = Vltava  # chosen 2 times\n", "")

        terms = tmp_path / "desk.txt"
        terms.write_text("# our style\nNATO", encoding="utf-8")
        command(capsys, "glossary", desk, "--glossary", terms, "--add")
        assert terms.read_text(encoding="utf-8") == "# our style\nNATO\nVltawa = Vltava  # chosen 2 times\n"
        code, out, err = command(capsys, "glossary", desk, "--glossary", terms)
        assert (code, out) == (0, "")
        assert err == f"summarizer: {terms} has, or is against, every spelling that was chosen twice\n"

        report = batch(tmp_path / "in", desk, settings=Settings(glossary=terms))
        assert report.done == 2
        result = results.load(desk / "articles" / f"{FIRST}.json")
        assert "The river Vltawa has" in result.rewrite.text
        assert result.settings.glossary == glossary.load(terms).revision

    def test_adding_changes_nothing_of_what_is_there(self, desk, tmp_path, capsys):
        for name in (FIRST, SECOND):
            decide(desk, name, lambda r: on_sentence(r, 2, RIVER))
        terms = tmp_path / "desk.txt"
        terms.write_bytes(b"\xef\xbb\xbf# our style\r\nNATO\r\n")
        command(capsys, "glossary", desk, "--glossary", terms, "--add")
        assert terms.read_bytes() == (b"\xef\xbb\xbf# our style\r\nNATO\r\nVltawa = Vltava  # chosen 2 times\r\n")

    def test_a_glossary_that_cannot_be_read_is_told(self, desk, tmp_path, capsys):
        terms = tmp_path / "desk.txt"
        terms.write_bytes("Curaçao\n".encode("latin-1"))
        code, out, err = command(capsys, "glossary", desk, "--glossary", terms)
        assert (code, out) == (2, "")
        assert one_line(err)

    def test_it_makes_a_glossary_that_is_not_there(self, desk, tmp_path, capsys):
        for name in (FIRST, SECOND):
            decide(desk, name, lambda r: on_sentence(r, 2, RIVER))
        terms = tmp_path / "new.txt"
        assert command(capsys, "glossary", desk, "--glossary", terms, "--add")[0] == 0
        assert glossary.load(terms).by_variant == {"Vltava": "Vltawa"}

    def test_what_was_taken_back_is_no_choice(self, desk, capsys):
        for name in (FIRST, SECOND):
            decide(
                desk, name, lambda r: on_sentence(r, 2, RIVER), lambda r: replace(on_sentence(r, 2, None), by="Ben")
            )
        code, out, err = command(capsys, "glossary", desk)
        assert (code, out) == (0, "")
        assert one_line(err)
        assert "no spelling was chosen twice yet" in err

    def test_adding_needs_a_glossary(self, desk, capsys):
        code, _, err = command(capsys, "glossary", desk, "--add")
        assert code == 2
        assert "--add needs a glossary" in err

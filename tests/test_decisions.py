"""Decisions: their file, merging, what they settle to, and that a new run neither loses nor misplaces one."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer import decisions as deciding
from summarizer.decisions import Anchor, Decision, Decisions, begin, following, record, settle
from summarizer.document import Edit, Result, Rewrite, RewrittenSegment, Span, SummaryLine, apply_edits
from summarizer.errors import InputError
from tests.results import edits_of, made, sample

AT = "2026-11-23T23:10:00Z"


def on_edit(result, name, verdict, by="Ana") -> Decision:
    edit = next(e for s in result.rewrite.segments for e in s.edits if e.id == name)
    return Decision("edit", deciding.edit_anchor(result, edit), verdict, by=by, at=AT)


def on_sentence(result, number, text, by="Ana") -> Decision:
    segment = next(s for s in result.rewrite.segments if s.id == number)
    return Decision("sentence", deciding.segment_anchor(result, segment), text=text, by=by, at=AT)


def on_headline(result, text) -> Decision:
    return Decision("headline", deciding.headline_anchor(result), text=text, by="Ana", at=AT)


def on_line(result, number, text) -> Decision:
    return Decision("line", deciding.line_anchor(result, number), text=text, by="Ana", at=AT)


def logged(result, *entries) -> Decisions:
    return replace(begin(result), log=entries, revision=len(entries))


def verdicts(settled) -> dict[str, str]:
    return {e.edit.id: e.verdict for s in settled.segments for e in s.edits}


@st.composite
def decided(draw, result: Result) -> tuple[Decision, ...]:
    """A log about anything in the result, with changes of mind."""
    kinds = [
        st.builds(on_headline, st.just(result), st.none() | st.sampled_from(["", "Own headline"])),
        st.builds(
            on_line, st.just(result), st.integers(1, 3), st.none() | st.sampled_from(["", "An own line"])
        ),
        st.builds(
            on_sentence, st.just(result), st.sampled_from([s.id for s in result.rewrite.segments]),
            st.none() | st.sampled_from(["", "The editor’s.", "Two.\n\nParagraphs 👍."]),
        ),
    ]  # fmt: skip
    edits = [e.id for s in result.rewrite.segments for e in s.edits]
    if edits:
        verdict = st.sampled_from(["taken", "refused", "open"])
        kinds += [st.builds(on_edit, st.just(result), st.sampled_from(edits), verdict)] * 3
    return tuple(draw(st.lists(st.one_of(kinds), max_size=12)))


results_and_logs = made().flatmap(lambda result: st.tuples(st.just(result), decided(result)))


def mended(source: str, *changes: tuple[str, str], number=1, start=0) -> RewrittenSegment:
    """A sentence edited by (before, after), in order."""
    edits, at = [], 0
    for count, (before, after) in enumerate(changes, 1):
        at = source.index(before, at)
        span = Span(start + at, start + at + len(before))
        edits.append(Edit(span, before, after, "wording", "", 1.0, "model", f"s{number}e{count}"))
        at += len(before)
    text = apply_edits(source, edits, start)
    span = Span(start, start + len(source))
    return RewrittenSegment(number, "sentence", 0, span, source, text, "rewritten", None, tuple(edits))


def undone(text: str, *segments: RewrittenSegment) -> str:
    """A line without the edits that show in it."""
    line = SummaryLine(text, tuple(segment.id for segment in segments), "model")
    return "".join(piece.undone for piece in following.pieces(line, segments))


DENIED = mended(
    "He have denied theft of the car in Monday.", ("have", "has"), (" theft", " the theft"), ("in", "on")
)


class TestFollowing:
    @given(made(), st.data())
    def test_pieces_are_the_text(self, result, data):
        segments = result.rewrite.segments
        text = " ".join(segment.text for segment in segments)
        start = data.draw(st.integers(0, len(text)))
        line = SummaryLine(
            text[start : data.draw(st.integers(start, len(text)))], tuple(s.id for s in segments), "model"
        )
        found = following.pieces(line, segments)
        assert "".join(piece.text for piece in found) == line.text
        assert all(piece.text == piece.edit.after for piece in found if piece.edit)

    @given(made())
    def test_a_sentence_that_shows_all_its_edits_goes_back_whole(self, result):
        for segment in result.rewrite.segments:
            line = SummaryLine(segment.text, (segment.id,), "extract")
            found = following.pieces(line, [segment])
            if len([piece for piece in found if piece.edit]) == len(segment.edits):
                assert "".join(piece.undone for piece in found).lower() == segment.original.lower()

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("He has denied the theft of the car on Monday.", "He have denied theft of the car in Monday."),
            ("He has denied the theft", "He have denied theft"),
            ("Denied: the theft of the car.", "Denied: the theft of the car."),
            ("A man has denied the theft of the car", "A man has denied theft of the car"),
            ("The theft of the car", "The theft of the car"),
            (
                "He has denied the theft on Sunday, and has denied it",
                "He have denied the theft on Sunday, and has denied it",
            ),
            ("They met on Monday morning", "They met on Monday morning"),
        ],
    )
    def test_an_edit_is_found_by_the_words_beside_it(self, text, expected):
        assert undone(text, DENIED) == expected

    @pytest.mark.parametrize(
        ("segment", "text"),
        [
            (mended("He arrived at the morning.", ("at", "in")), "Man held in the capital"),
            (mended("The Dujarric said it.", ("The ", "")), "UN: Dujarric"),
            (mended("He left early early.", (" early early", " early")), "He left early for home"),
            (mended("Prices rose by 20 %.", (" %", "%")), "Prices rose by 20, then 30"),
            (mended("It is in Monday that he left.", ("It is in Monday that", "on Monday")), "On Monday he left"),
            (mended("Soldiers of US left.", ("US", "the US")), "Soldiers of the US-led force"),
        ],
    )
    def test_what_shows_by_chance_does_not_count(self, segment, text):
        assert undone(text, segment) == text

    @pytest.mark.parametrize(
        ("segment", "text", "expected"),
        [
            (mended("The Dujarric said it.", ("The ", "")), "Dujarric said so", "The Dujarric said so"),
            (
                mended("wore the\r\nthe helmets", (" the\r\nthe", " the")),
                "wore the helmets",
                "wore the the helmets",
            ),
            (mended("in Monday rain fell", ("in Monday", "Monday")), "Monday rain fell", "In Monday rain fell"),
        ],
    )
    def test_what_goes_back_is_a_line_still(self, segment, text, expected):
        assert undone(text, segment) == expected

    def test_what_two_sentences_say_follows_neither(self):
        other = mended("In Paris, ten people was killed in a fire.", ("was", "were"), number=2, start=50)
        text = "Eleven people were killed in Lyon."
        assert undone(text, mended("Eleven people were killed in Lyon."), other) == text
        assert undone("Ten people were killed in Paris.", other) == "Ten people was killed in Paris."
        assert (
            undone("In Paris, ten people were killed in a fire", other)
            == "In Paris, ten people was killed in a fire"
        )

    def test_a_sentence_that_the_line_does_not_stand_on_is_not_asked(self):
        assert following.pieces(SummaryLine("He has denied it.", (7,), "model"), [DENIED]) == (
            following.Piece("He has denied it."),
        )


class TestSettle:
    def test_what_nobody_decided_stands_as_proposed(self):
        settled = settle(sample())
        assert settled.text == sample().rewrite.text
        assert settled.title == sample().rewrite.title
        assert settled.headline.text == sample().headline.text
        assert [line.text for line in settled.summary] == [line.text for line in sample().summary]
        assert settled.undecided == 3
        assert settled.unfit == ()

    def test_a_refused_edit_is_not_in_the_text(self):
        settled = settle(sample(), logged(sample(), on_edit(sample(), "s6e1", "refused")))
        assert "At least 164 people was killed." in settled.text
        assert verdicts(settled) == {"s2e1": "open", "s3e1": "open", "s6e1": "refused"}
        assert settled.undecided == 2

    def test_an_own_wording_stands_whatever_the_edits_say(self):
        log = logged(sample(), on_sentence(sample(), 6, "164 were killed."), on_edit(sample(), "s6e1", "refused"))
        settled = settle(sample(), log)
        assert "164 were killed. Prices rose" in settled.text
        assert settled.undecided == 2
        edit = settled.segments[5].applied[0]
        assert (edit.origin, edit.before, edit.after, edit.span) == (
            "editor", "At least 164 people was killed.", "164 were killed.", sample().rewrite.segments[5].span,
        )  # fmt: skip

    def test_headline_and_lines_of_the_editors_own(self):
        result = replace(sample(), summary=sample().summary[:2])
        log = logged(result, on_headline(result, "Own"), on_line(result, 1, ""), on_line(result, 3, "A third."))
        settled = settle(result, log)
        assert settled.headline.text == "Own"
        assert [line.text for line in settled.summary] == [sample().summary[1].text, "A third."]

    @pytest.mark.parametrize(
        ("refused", "number", "text"),
        [
            ("s6e1", 3, "At least 164 people was killed."),
            ("s2e1", 1, "Soldiers wore the the helmets of UN peacekeepers."),
            ("s3e1", 2, "The insignia may not be worn, Dujarric said."),
            ("s6e1", 1, "Soldiers wore the helmets of UN peacekeepers."),
        ],
    )
    def test_a_line_follows_the_edits_that_show_in_it(self, refused, number, text):
        settled = settle(sample(), logged(sample(), on_edit(sample(), refused, "refused")))
        assert settled.lines[number].text == text

    def test_the_record_has_a_line_as_it_stands(self):
        log = logged(sample(), on_edit(sample(), "s6e1", "refused"), on_line(sample(), 2, ""))
        kept = json.loads(record.dumps("a.txt", sample(), settle(sample(), log), log, run="1", model_files=None))
        assert [line["text"] for line in kept["summary"]] == [
            sample().summary[0].text, "", "At least 164 people was killed.",
        ]  # fmt: skip

    def test_a_line_follows_no_edit_of_a_sentence_of_the_editors_own(self):
        own = on_sentence(sample(), 6, "At least 164 people were killed.")
        settled = settle(sample(), logged(sample(), on_edit(sample(), "s6e1", "refused"), own))
        assert settled.lines[3].text == "At least 164 people were killed."

    def test_a_line_of_the_editors_own_follows_nothing(self):
        own = on_line(sample(), 3, "At least 164 people were killed on Monday.")
        settled = settle(sample(), logged(sample(), own, on_edit(sample(), "s6e1", "refused")))
        assert settled.lines[3].text == own.text

    @given(results_and_logs)
    def test_the_text_is_the_source_with_every_edit_that_is_not_refused(self, given_):
        result, log = given_
        last: dict[str, Decision] = {decision.anchor.id: decision for decision in log}
        settled = settle(result, logged(result, *log))
        expected, undecided = [], 0
        for segment in result.rewrite.segments:
            own = last.get(f"s{segment.id}")
            if own is not None and own.text is not None:
                expected.append(own.text)
                continue
            stands = [e for e in segment.edits if e.id not in last or last[e.id].verdict != "refused"]
            undecided += sum(e.id not in last or last[e.id].verdict == "open" for e in segment.edits)
            expected.append(apply_edits(segment.original, stands, segment.span.start))
        source, at, whole = result.article.text, 0, ""
        for segment, text in zip(result.rewrite.segments, expected, strict=True):
            whole += source[at : segment.span.start] + text
            at = segment.span.end
        assert settled.text == whole + source[at:]
        assert [segment.text for segment in settled.segments] == expected
        assert settled.undecided == undecided
        assert settled.unfit == ()
        assert apply_edits(source, settled.applied) == settled.text

    @given(results_and_logs)
    def test_taking_everything_back_returns_to_before(self, given_):
        result, log = given_
        back = tuple(
            replace(decision, text=None, verdict="open" if decision.target == "edit" else None) for decision in log
        )
        assert settle(result, logged(result, *log, *back)) == settle(result)


def moved(result: Result, before: str, after: str) -> Result:
    """The same segments of another input, which has more text on both sides, and counts and ids that differ."""
    shift = len(before)
    segments = tuple(
        replace(
            s, id=s.id + 7, span=s.span.shift(shift),
            edits=tuple(
                replace(e, span=e.span.shift(shift), id=f"s{s.id + 7}e{n + 2}") for n, e in enumerate(s.edits)
            ),
        )
        for s in result.rewrite.segments
    )  # fmt: skip
    article = replace(result.article, text=before + result.article.text + after, sha256="1" * 64, blocks=())
    return replace(result, article=article, rewrite=Rewrite(None, before + result.rewrite.text + after, segments))


def without(result: Result, number: int) -> Result:
    """Another input, which lacks a segment."""
    gone = next(s for s in result.rewrite.segments if s.id == number)
    length = gone.span.end - gone.span.start

    def shifted(span: Span) -> Span:
        return span.shift(-length) if span.start >= gone.span.end else span

    segments = tuple(
        replace(s, span=shifted(s.span), edits=tuple(replace(e, span=shifted(e.span)) for e in s.edits))
        for s in result.rewrite.segments
        if s is not gone
    )
    text = result.article.text[: gone.span.start] + result.article.text[gone.span.end :]
    article = replace(result.article, text=text, sha256="1" * 64, blocks=())
    whole = apply_edits(text, [e for s in segments for e in s.edits])
    return replace(result, article=article, rewrite=Rewrite(None, whole, segments))


class TestANewRun:
    def test_decisions_find_their_edits_by_words_and_surroundings(self):
        log = logged(
            sample(), on_edit(sample(), "s2e1", "taken"), on_edit(sample(), "s6e1", "refused"),
            on_sentence(sample(), 4, "It was raised in New York."),
        )  # fmt: skip
        settled = settle(moved(sample(), "A new beginning. ", " A new end."), log)
        assert verdicts(settled) == {"s9e2": "taken", "s10e2": "open", "s13e2": "refused"}
        assert "It was raised in New York." in settled.text
        assert "people was killed" in settled.text
        assert settled.unfit == ()

    @given(made(), st.data(), st.sampled_from(["", "Wholly new. "]), st.sampled_from(["", " And so on."]))
    def test_none_is_lost_and_none_lands_elsewhere(self, result, data, before, after):
        log = logged(result, *data.draw(decided(result)))
        settled = settle(moved(result, before, after), log)
        old = settle(result, log)
        unfit = {(decision.target, decision.anchor) for decision in settled.unfit}
        for was, is_ in zip(old.segments, settled.segments, strict=True):
            for one, other in zip(was.edits, is_.edits, strict=True):
                if other.decision is not None:
                    assert one.decision == other.decision
                elif one.decision is not None:
                    assert ("edit", one.decision.anchor) in unfit
            if is_.wording is None and was.wording is not None:
                assert ("sentence", was.wording.anchor) in unfit

    @given(made(), st.data())
    def test_a_decision_about_what_is_gone_is_listed_or_rests_on_the_same_words(self, result, data):
        log = logged(result, *data.draw(decided(result)))
        number = data.draw(st.sampled_from([s.id for s in result.rewrite.segments]))
        changed = without(result, number)
        old, settled = settle(result, log), settle(changed, log)
        gone = next(s for s in old.segments if s.segment.id == number)
        for was in gone.edits:
            if was.decision is not None and was.decision.decides:
                found = [e for s in settled.segments for e in s.edits if e.decision == was.decision]
                assert was.decision in settled.unfit or [(e.edit.before, e.edit.after) for e in found] == [
                    (was.edit.before, was.edit.after)
                ]

    def test_the_same_words_elsewhere_are_not_meant(self):
        """ "was" to "were" in two sentences; the one decided about is gone."""
        log = logged(sample(), on_edit(sample(), "s6e1", "refused"))
        other = without(sample(), 6)
        last = next(s for s in other.rewrite.segments if s.id == 7)
        edit = replace(
            sample().rewrite.segments[5].edits[0],
            span=Span(last.span.start + 7, last.span.start + 11), before="rose", after="were", id="s6e1",
        )  # fmt: skip
        text = apply_edits(last.original, [edit], last.span.start)
        segments = (*other.rewrite.segments[:-1], replace(last, edits=(edit,), text=text))
        settled = settle(replace(other, rewrite=replace(other.rewrite, segments=segments)), log)
        assert verdicts(settled)["s6e1"] == "open"
        assert settled.unfit == log.log

    def test_twins_are_told_apart_by_id_on_the_same_input_only(self):
        result = twins()
        log = logged(result, on_edit(result, "s2e1", "refused"))
        assert verdicts(settle(result, log)) == {"s1e1": "open", "s2e1": "refused", "s3e1": "open"}
        anew = replace(result, article=replace(result.article, sha256="1" * 64))
        settled = settle(anew, log)
        assert set(verdicts(settled).values()) == {"open"}
        assert settled.unfit == log.log

    def test_a_decision_on_a_later_input_says_so(self):
        result = twins()
        entry = on_edit(result, "s2e1", "refused")
        log = deciding.merge(replace(begin(result), sha256="f" * 64), [entry], 0, result.article.sha256).decisions
        assert verdicts(settle(result, log))["s2e1"] == "refused"
        assert deciding.parse(deciding.dumps(log)) == log

    def test_what_is_listed_can_be_taken_back(self):
        log = logged(sample(), on_edit(sample(), "s6e1", "refused"))
        gone = without(sample(), 6)
        assert settle(gone, log).unfit
        back = logged(sample(), *log.log, replace(log.log[0], verdict="open"))
        assert settle(gone, back).unfit == ()

    def test_an_own_headline_stands_on_the_same_input_and_where_the_programs_is_the_same(self):
        log = logged(sample(), on_headline(sample(), "Own"))
        other = replace(sample(), headline=replace(sample().headline, text="Another"))
        assert settle(other, log).headline.text == "Own"
        anew = replace(other, article=replace(other.article, sha256="1" * 64))
        assert settle(anew, log).headline.text == "Another"
        assert settle(anew, log).unfit == log.log
        same = replace(anew, headline=sample().headline)
        assert settle(same, log).headline.text == "Own"

    def test_an_own_line_follows_the_line_it_replaces(self):
        log = logged(sample(), on_line(sample(), 1, "Own line."))
        turned = replace(sample(), summary=sample().summary[::-1])
        assert [line.text for line in settle(turned, log).summary][2] == "Own line."
        other = replace(sample(), summary=(SummaryLine("Else.", (1,), "model"), *sample().summary[1:]))
        assert settle(other, log).unfit == log.log


def twins() -> Result:
    """One sentence three times, so far from all else that no surroundings tell the middle ones apart."""
    sentence = "The committee have decided to meet again before the end of the year in Geneva, it said. "
    result = sample()
    shape = result.rewrite.segments[5]
    segments = []
    for n in range(3):
        start = n * len(sentence)
        edit = replace(
            shape.edits[0], span=Span(start + 14, start + 18), before="have", after="has", id=f"s{n + 1}e1"
        )
        original = sentence.strip()
        segments.append(
            replace(
                shape, id=n + 1, span=Span(start, start + len(original)), original=original, edits=(edit,),
                text=apply_edits(original, [edit], start),
            )
        )  # fmt: skip
    article = replace(result.article, text=sentence * 3, blocks=())
    whole = apply_edits(sentence * 3, [e for s in segments for e in s.edits])
    result = replace(result, article=article, rewrite=Rewrite(None, whole, tuple(segments)))
    assert (
        deciding.edit_anchor(result, segments[1].edits[0]).right
        == deciding.edit_anchor(result, segments[2].edits[0]).right
    )
    return result


class TestMerge:
    result = sample()

    def current(self, *entries):
        return logged(self.result, *entries)

    def test_entries_are_added_in_order(self):
        first, second = on_edit(self.result, "s2e1", "taken"), on_edit(self.result, "s3e1", "taken")
        merged = deciding.merge(self.current(first), [second], 1)
        assert merged.conflicts == ()
        assert merged.decisions.log == (first, second)
        assert merged.decisions.revision == 2

    def test_what_was_decided_since_about_something_else_is_no_conflict(self):
        merged = deciding.merge(
            self.current(on_edit(self.result, "s2e1", "taken")), [on_headline(self.result, "Own")], 0
        )
        assert merged.decisions.revision == 2

    def test_what_was_decided_otherwise_since_is_a_conflict_and_nothing_is_added(self):
        since = on_edit(self.result, "s2e1", "taken", by="Ben")
        mine = on_edit(self.result, "s2e1", "refused")
        current = self.current(since)
        merged = deciding.merge(current, [on_headline(self.result, "Own"), mine], 0)
        assert merged.decisions is current
        assert [(c.posted, c.since) for c in merged.conflicts] == [(mine, since)]
        assert deciding.merge(current, [mine], 1).decisions.log == (since, mine)

    def test_the_last_word_since_counts(self):
        log = [on_edit(self.result, "s2e1", verdict) for verdict in ("refused", "taken")]
        assert not deciding.merge(self.current(*log), [on_edit(self.result, "s2e1", "taken", "Ben")], 0).conflicts

    def test_agreeing_is_no_conflict_and_is_noted_once_an_editor(self):
        ana = on_edit(self.result, "s2e1", "taken")
        ben = on_edit(self.result, "s2e1", "taken", by="Ben")
        merged = deciding.merge(self.current(ana), [ben], 0)
        assert merged.decisions.log == (ana, ben)
        assert deciding.merge(merged.decisions, [replace(ben, at="later")], 1).decisions == merged.decisions

    def test_what_is_sent_again_with_more_does_not_stand_against_itself(self):
        first, then = (on_edit(self.result, "s2e1", verdict) for verdict in ("taken", "refused"))
        merged = deciding.merge(self.current(first), [replace(first, at="later"), then], 0)
        assert merged.decisions.log == (first, then)

    def test_a_wording_and_an_edit_of_its_sentence_are_the_same_thing(self):
        wording = on_sentence(self.result, 6, "Own.", by="Ben")
        edit = on_edit(self.result, "s6e1", "taken")
        assert deciding.merge(self.current(wording), [edit], 0).conflicts
        assert deciding.merge(self.current(edit), [wording], 0).conflicts
        assert not deciding.merge(self.current(replace(wording, text=None)), [edit], 0).conflicts
        assert not deciding.merge(self.current(on_sentence(self.result, 4, "Own.")), [edit], 0).conflicts

    def test_an_edit_that_another_run_numbered_anew_is_the_same(self):
        since = on_edit(moved(self.result, "New. ", ""), "s13e2", "taken", by="Ben")
        anchor = replace(since.anchor, id="s6e1")
        assert deciding.merge(self.current(since), [Decision("edit", anchor, "refused")], 0).conflicts

    def test_a_page_that_is_ahead_of_the_file_overwrites_nothing_unseen(self):
        since = on_edit(self.result, "s2e1", "taken", by="Ben")
        assert deciding.merge(self.current(since), [on_edit(self.result, "s2e1", "refused")], 9).conflicts

    @given(results_and_logs, st.data())
    def test_the_log_is_only_ever_added_to(self, given_, data):
        result, log = given_
        current = logged(result, *log)
        merged = deciding.merge(
            current, data.draw(decided(result)), data.draw(st.integers(0, current.revision + 1))
        )
        now = merged.decisions
        assert now.log[: len(log)] == log
        assert now.revision - current.revision == len(now.log) - len(log)
        assert not merged.conflicts or now is current


class TestFile:
    @given(results_and_logs)
    def test_it_comes_back_as_it_was(self, given_):
        result, log = given_
        decisions = logged(result, *log)
        assert deciding.parse(deciding.dumps(decisions)) == decisions

    def test_it_is_the_contracts(self):
        decisions = logged(sample(), on_edit(sample(), "s6e1", "refused"), on_headline(sample(), None))
        assert json.loads(deciding.dumps(decisions)) == {
            "schema": 1,
            "revision": 2,
            "input": {"path": "articles/helmets.txt", "sha256": "0" * 64},
            "decisions": [
                {
                    "target": "edit", "verdict": "refused", "by": "Ana", "at": AT,
                    "anchor": {
                        "id": "s6e1", "before": "was", "after": "were",
                        "left": "\n\nProtests erupted\n\nAt least 164 people ",
                        "right": " killed. Prices rose by 20 %.",
                    },
                },
                {
                    "target": "headline", "text": None, "by": "Ana", "at": AT,
                    "anchor": {
                        "id": "headline", "before": "", "after": "UN condemns Kazakhstan’s use of helmets",
                        "left": "", "right": "",
                    },
                },
            ],
        }  # fmt: skip

    def test_a_file_is_written_and_read_beside_its_article(self, tmp_path):
        path = deciding.beside(tmp_path / "a.txt.json")
        assert path == tmp_path / "a.txt.decisions.json"
        assert deciding.read(path) is None
        decisions = logged(sample(), on_line(sample(), 2, "Own."))
        deciding.write(path, decisions)
        assert deciding.read(path) == decisions
        assert [file.name for file in tmp_path.iterdir()] == [path.name]

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"schema": 2}, "their schema is 2, this version reads 1"),
            ({"revision": -1}, "revision: is no whole number"),
            ({"mood": "calm"}, "`mood` is unknown to this version"),
            ({"decisions": {}}, "decisions: is no list"),
            ({"decisions": [{"target": "mood"}]}, "decisions[0].target: is none of edit, sentence"),
        ],
    )
    def test_what_cannot_be_read_is_told_by_its_place(self, change, told):
        found = json.loads(deciding.dumps(begin(sample())))
        with pytest.raises(InputError, match=re.escape(told)):
            deciding.parse(json.dumps({**found, **change}), "a.decisions.json")

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"verdict": "maybe"}, "verdict: is none of taken, refused, open"),
            ({"verdict": None}, "verdict: is none of"),
            ({"text": "x"}, "`text` is unknown"),
            ({"by": "\ud800"}, "by: holds half of a character"),
            ({"anchor": {"id": "headline"}}, "anchor.id: names no edit"),
            ({"anchor": {"id": "s1e1"}}, "`before` is missing"),
        ],
    )
    def test_an_entry_that_cannot_be_read_is_told_by_its_place(self, change, told):
        found = json.loads(deciding.dumps(logged(sample(), on_edit(sample(), "s6e1", "refused"))))
        found["decisions"][0].update(change)
        with pytest.raises(InputError, match=re.escape(told)):
            deciding.parse(json.dumps(found))

    def test_a_wording_has_to_say_what_it_is(self):
        found = json.loads(deciding.dumps(logged(sample(), on_headline(sample(), "Own"))))
        del found["decisions"][0]["text"]
        with pytest.raises(InputError, match="`text` is missing"):
            deciding.parse(json.dumps(found))


SENTENCE = "The committee have decide to meet again before the end of the the year in Geneva, as it said on Monday."


@given(edits_of(SENTENCE, 0, 1), st.data(), st.text("ab. ", max_size=60), st.text("ab. ", max_size=60))
def test_a_decision_survives_new_text_around_its_sentence(edits, data, before, after):
    assume(edits)

    def alone(before, after, sha256):
        shift = len(before)
        own = tuple(replace(edit, span=edit.span.shift(shift)) for edit in edits)
        span = Span(shift, shift + len(SENTENCE))
        text = apply_edits(SENTENCE, own, shift)
        segment = RewrittenSegment(1, "sentence", 0, span, SENTENCE, text, "rewritten", None, own)
        article = replace(sample().article, text=before + SENTENCE + after, sha256=sha256, blocks=())
        return replace(sample(), article=article, rewrite=Rewrite(None, before + text + after, (segment,)))

    old = alone("It was old. ", " It had been so for long.", "0" * 64)
    log = logged(old, *(on_edit(old, edit.id, data.draw(st.sampled_from(["taken", "refused"]))) for edit in edits))
    settled = settle(alone(before, after, "1" * 64), log)
    assert verdicts(settled) == {entry.anchor.id: entry.verdict for entry in log.log}
    assert settled.unfit == ()


def test_an_anchor_keeps_what_surrounds_it():
    edit = sample().rewrite.segments[5].edits[0]
    assert deciding.edit_anchor(sample(), edit) == Anchor(
        "s6e1", "was", "were", "\n\nProtests erupted\n\nAt least 164 people ", " killed. Prices rose by 20 %."
    )

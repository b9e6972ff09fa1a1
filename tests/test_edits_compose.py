"""The edits of a segment: repairs and the model's changes together give the final text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Edit, Segment, Span, apply_edits
from summarizer.edits import compose

WORDS = "The the He he in at house houses report went is said , . “ ” Paris 12 not".split()
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def segment_of(text: str, start: int = 0) -> Segment:
    return Segment(id=4, kind="sentence", paragraph=0, span=Span(start, start + len(text)), original=text)


def repair(start: int, before: str, after: str, reason: str = "doubled word") -> Edit:
    return Edit(Span(start, start + len(before)), before, after, "doubled-word", reason, 1.0, "repair")


@st.composite
def repaired(draw: st.DrawFn) -> tuple[Segment, list[Edit], str]:
    """A segment somewhere in an article, some repairs of it, and the repaired text."""
    text = draw(texts)
    offset = draw(st.integers(0, 50))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    repairs = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.sampled_from(["", " ", "the", "x ", "“"]))
        if after != text[start:end]:
            repairs.append(repair(start + offset, text[start:end], after))
    return segment_of(text, offset), repairs, apply_edits(text, repairs, offset)


@given(repaired(), st.data())
def test_the_edits_give_the_final_text_and_none_gives_the_original(
    case: tuple[Segment, list[Edit], str], data: st.DataObject
) -> None:
    segment, repairs, text = case
    # The model rewrites the repaired text: mostly the same words, some changed.
    final = data.draw(st.one_of(texts, st.just(text), st.just(text.replace("the", "a", 1)), st.just(text[1:])))
    edits = compose(segment, repairs, text, final, 0.7)
    assert apply_edits(segment.original, edits, segment.span.start) == final
    assert apply_edits(segment.original, (), segment.span.start) == segment.original
    assert [edit.id for edit in edits] == [f"s4e{n}" for n in range(1, len(edits) + 1)]
    assert all(edit.before != edit.after for edit in edits if edit.origin == "model")
    for first, second in pairwise(edits):
        assert first.span.end <= second.span.start


def test_a_repair_that_the_model_leaves_alone_stays_a_repair() -> None:
    segment = segment_of("He saw the the hose in Paris.", start=100)
    edits = compose(
        segment,
        [repair(107, "the ", "")],
        "He saw the hose in Paris.",
        "He saw the house in Paris.",
        0.8,
    )
    assert [(e.before, e.after, e.origin, e.confidence, e.kind, e.id) for e in edits] == [
        ("the ", "", "repair", 1.0, "doubled-word", "s4e1"),
        ("hose", "house", "model", 0.8, "spelling", "s4e2"),
    ]
    assert edits[1].span == Span(115, 119)


def test_a_change_that_touches_a_repair_becomes_one_edit_that_names_both() -> None:
    segment = segment_of("He saw the the hose.")
    edits = compose(segment, [repair(11, "the ", "")], "He saw the hose.", "He saw the house.", 0.8)
    assert [(e.before, e.after, e.origin, e.reason) for e in edits] == [
        ("the hose", "house", "model", "doubled word, spelling"),
    ]


def test_a_repair_that_the_model_takes_back_is_no_edit() -> None:
    segment = segment_of("He had had enough.")
    assert compose(segment, [repair(3, "had ", "")], "He had enough.", "He had had enough.", 0.8) == ()


def test_an_unchanged_segment_has_no_edits() -> None:
    segment = segment_of("He went home.")
    assert compose(segment, (), "He went home.", "He went home.", 0.8) == ()


def test_repairs_that_do_not_give_the_repaired_text_are_refused() -> None:
    segment = segment_of("He had had enough.")
    with pytest.raises(ValueError, match="segment 4"):
        compose(segment, [repair(3, "had ", "")], "Something else.", "Something else.", 0.8)

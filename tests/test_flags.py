"""Flags: where they point and how many there are; what is flagged case by case is in `tests/fidelity/flags.txt`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import flags
from summarizer.document import Article, Block, RewrittenSegment, Segment, Span
from summarizer.edits import compose
from summarizer.flags import article as across
from summarizer.flags import misrendered, unknown


def article(*sentences: str, texts: dict[int, str] | None = None) -> tuple[Article, list[RewrittenSegment]]:
    """An article of one paragraph; `texts` are finished texts, by id, that differ from the source."""
    text = " ".join(sentences)
    segments = []
    start = 0
    for number, sentence in enumerate(sentences, 1):
        span = Span(start, start + len(sentence))
        done = (texts or {}).get(number, sentence)
        segments.append(RewrittenSegment(number, "sentence", 0, span, sentence, done, "rewritten"))
        start = span.end + 1
    blocks = (Block("paragraph", Span(0, len(text))),)
    return Article(None, "0" * 64, "utf-8", text, blocks), segments


def unsure(segments: list[RewrittenSegment], ids: set[int]) -> list[RewrittenSegment]:
    """The same, of which those of these ids are as they were because the guard refused all that was proposed."""
    return [replace(segment, status="kept") if segment.id in ids else segment for segment in segments]


def rewritten(told: RewrittenSegment, text: str) -> RewrittenSegment:
    """The segment with another text and the edits that lead there."""
    segment = Segment(told.id, told.kind, told.paragraph, told.span, told.original)
    return replace(told, text=text, edits=compose(segment, (), told.original, text, 0.9))


def pointed(source: Article, found: tuple[flags.Flag, ...]) -> list[str]:
    return [source.text[slice(*flag.span)] for flag in found if flag.span]


LOST = "The army was seen wearing UN peacekeepers."


def test_a_flag_points_at_the_words_in_the_source() -> None:
    source, segments = article("It began in spring.", LOST)
    found = flags.find(segments)
    assert [(flag.kind, flag.segment) for flag in found] == [("mistranslated", 2)]
    assert pointed(source, found) == ["wearing UN peacekeepers"]


def test_what_was_mended_is_not_flagged() -> None:
    _, segments = article(LOST, texts={1: "The army was seen wearing UN helmets."})
    assert flags.find(segments) == ()


def test_words_that_the_source_lacks_are_flagged_on_their_whole_segment() -> None:
    source, segments = article("The army wear peacekeepers.", texts={1: "The army was wearing the peacekeepers."})
    assert pointed(source, flags.find(segments)) == ["The army wear peacekeepers."]


def test_a_sentence_the_model_could_not_mend_is_flagged() -> None:
    _, segments = article("It began in spring.", "The evening dark of river goes with step.")
    found = flags.find(unsure(segments, {2}))
    assert [(flag.kind, flag.segment) for flag in found] == [("unsure", 2)]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("It killed 55,000 civilians in ten years.", "innocent"),
        ("It killed 55,000 blameless civilians in ten years.", None),
        ("It killed 55,000 innocents and civilians in ten years.", None),
    ],
)
def test_what_a_rewrite_leaves_out_is_flagged(text: str, left_out: str | None) -> None:
    _, [told] = article("It killed 55,000 innocent civilians in ten years.")
    found = flags.find([rewritten(told, text)])

    assert [(f.kind, f.message) for f in found] == (
        [("words-dropped", f"the rewrite leaves out `{left_out}`")] if left_out else []
    )


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Its manager stayed sentenced on four years.", "Its manager was sentenced to four years."),
        ("They will appeal inside 30 days.", "They will appeal within 30 days."),
        ("It is the level more low since 1971.", "It is the lowest level since 1971."),
        ("He will get there offer of work.", "He will get their job offer."),
        ("The discovery was happened in May.", "The discovery was made in May."),
    ],
)
def test_a_word_that_another_stands_for_is_not_left_out(before: str, text: str) -> None:
    _, [told] = article(before)
    changed = rewritten(told, text)

    assert "words-dropped" not in [flag.kind for flag in flags.find([changed])]


def test_a_word_that_is_none_is_not_left_out_where_another_stands_for_it() -> None:
    _, [told] = article("He sayed that waves were the cause.")
    changed = rewritten(told, "He said that they were the cause.")

    assert [f.message for f in flags.find([changed])] == ["the rewrite leaves out `waves`"]


def test_a_word_spelt_as_americans_do_is_not_left_out() -> None:
    _, [told] = article("The centres of dispute in one agree of February between LightSquared and lenders.")
    changed = rewritten(told, "The dispute centers on a February agreement between LightSquared and lenders.")

    assert flags.find([changed]) == ()


def test_words_in_no_list_are_told_once_and_by_sentence() -> None:
    _, segments = article(
        "The hipoteka lender in basedinMadrid hipoteka sued.", "A hipoteka fell.", "Its matena fell."
    )

    assert [(f.segment, f.span, f.message) for f in unknown.find(segments)] == [
        (1, Span(4, 12), "in no list of English words: `hipoteka` and `basedinMadrid`"),
        (3, Span(4, 10), "in no list of English words: `matena`"),
    ]


def test_a_translations_word_is_flagged_where_more_betray_one() -> None:
    _, segments = article("The anterior mayor appended it.", "The alimentary crisis of the matena is over.")
    _, fewer = article("The anterior mayor added it.", "The food crisis is over.")

    found = [(f.segment, f.span, f.message) for f in misrendered.find(segments)]

    assert found[1] == (1, Span(19, 27), "probably mistranslated: `appended` may stand for `added`")
    assert [segment for segment, _, _ in found] == [1, 1, 2]
    assert list(misrendered.find(fewer)) == []


def test_a_word_in_no_list_is_flagged_beside_what_a_rewrite_leaves_out() -> None:
    _, [told] = article("It killed 55,000 innocent matena in ten years.")
    changed = rewritten(told, "It killed 55,000 matena in ten years.")

    assert [f.kind for f in flags.find([changed])] == ["words-dropped", "unknown-word"]


@pytest.mark.parametrize(
    "text",
    [
        "The watchmaker sold telecom stents online for seven euros.",  # of lists, and compounds
        "The Hublish app is down, hublish users write.",  # a name
        "Write to hublish@example.com or see www.hublish.de/hublish and #hublish.",
        "The co-hublish team, its hublish-like rival, the openEuler system.",
        "A desk that says hublish.",
    ],
)
def test_names_addresses_compounds_and_the_desks_words_are_known(text: str) -> None:
    _, segments = article(text)
    assert flags.find(segments, decided={"hublish"} if "desk" in text else ()) == ()


def test_no_more_flags_than_an_editor_reads() -> None:
    source, segments = article(*[f"The army number {n} was wearing peacekeepers of {n} lands." for n in range(60)])
    words = len(source.text.split())
    assert 1 <= len(flags.find(segments)) <= words / flags.WORDS_A_FLAG + 1


def test_the_surest_flags_stay() -> None:
    _, segments = article(LOST, "The evening dark of river goes with step.")
    assert [flag.kind for flag in flags.find(unsure(segments, {2}))] == ["mistranslated"]


@given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=6), st.sets(st.integers(1, 6)))
def test_flags_of_any_text_are_of_a_known_kind_in_order_and_within_it(
    sentences: list[str], refused: set[int]
) -> None:
    source, segments = article(*sentences)
    found = flags.find(unsure(segments, refused))
    assert [flag.segment for flag in found] == sorted(flag.segment or 0 for flag in found)
    for flag in found:
        assert flag.kind in flags.KINDS
        assert flag.message
        assert flag.span is not None
        assert 0 <= flag.span.start <= flag.span.end <= len(source.text)


def test_names_that_begin_with_different_letters_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(across, "_is_one_name", lambda left, right: bool(compared.append((left, right))))
    names = [f"{letter}{name}" for letter in "BDFGKLMNPRST" for name in ("arenkov", "oltanev")]
    _, segments = article(*(f"They met {name} in the spring." for name in names))
    flags.find(segments)

    assert compared == list(zip(names[::2], names[1::2], strict=True))

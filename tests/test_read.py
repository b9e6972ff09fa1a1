"""Reading: characters, blocks and formats; and one clear line for whatever cannot be used."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Article
from summarizer.errors import InputError
from summarizer.read import from_text, read
from tests.bad_inputs import BAD_INPUTS, ENGLISH, GERMAN, BadInput

NAMES = (
    "The council said on Monday that “it” would vote — and so it did. Then {} spoke to the people about the plan."
)


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[slice(*block.span)]) for block in article.blocks]


def written(folder: Path, name: str, content: str | bytes) -> Article:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


# --- inputs that cannot be used ---------------------------------------------------------------------------


def test_there_are_fifty_kinds_of_bad_input() -> None:
    assert len(BAD_INPUTS) >= 50


@pytest.mark.parametrize("bad", BAD_INPUTS.values(), ids=BAD_INPUTS)
def test_a_bad_input_is_one_clear_line(bad: BadInput, tmp_path: Path) -> None:
    path = bad.make(tmp_path)
    with pytest.raises(InputError) as caught:
        read(path)
    line = str(caught.value)
    assert bad.says in line
    assert caught.value.exit_code == bad.exit_code
    assert line.isprintable()
    assert path.name[:3] in line
    assert caught.value.hint or "cannot be read" in line


@pytest.mark.parametrize("bad", BAD_INPUTS.values(), ids=BAD_INPUTS)
def test_force_goes_on_when_only_the_language_is_in_doubt(bad: BadInput, tmp_path: Path) -> None:
    path = bad.make(tmp_path)
    if bad.only_language:
        assert read(path, force=True).blocks
    else:
        with pytest.raises(InputError):
            read(path, force=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read(path)


def test_a_name_with_a_zero_byte() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read("a\0b.txt")


def test_a_text_with_half_a_character() -> None:
    with pytest.raises(InputError, match="half a character"):
        from_text(ENGLISH + "\ud800")


# --- inputs that can --------------------------------------------------------------------------------------


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xef\xbb\xbf" + ENGLISH.encode()
    standard_input(monkeypatch, data)
    article = read("-")
    assert article.path is None
    assert article.text == ENGLISH
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_standard_input_tells_html_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, f"<!DOCTYPE html><html><body><h1>Vote</h1><p>{ENGLISH}</p></body></html>".encode())
    assert blocks(read("-")) == [("title", "Vote"), ("paragraph", ENGLISH.strip())]


def test_a_pipe_that_a_shell_opened(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    try:
        os.write(writer, ENGLISH.encode())
        os.close(writer)
        assert read(f"/dev/fd/{reader}").text == ENGLISH
    finally:
        os.close(reader)


def test_the_path_stays_as_given_and_an_unknown_extension_is_text(tmp_path: Path) -> None:
    path = tmp_path / "one\ntwo.story"
    path.write_text(ENGLISH)
    article = read(path)
    assert article.path == str(path)
    assert article.encoding == "utf-8"
    assert blocks(article) == [("paragraph", ENGLISH.strip())]


def test_a_text_given_by_a_program() -> None:
    article = from_text(ENGLISH)
    assert (article.path, article.encoding, article.text) == (None, "utf-8", ENGLISH)
    assert article.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "Erdoğan"),
        ("utf-8", b"\xef\xbb\xbf", "Erdoğan"),
        ("utf-16-le", b"\xff\xfe", "Wałęsa"),
        ("utf-16-be", b"\xfe\xff", "Wałęsa"),
        ("utf-16-le", b"", "Wałęsa"),
        ("utf-16-be", b"", "Wałęsa"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "Wałęsa"),
        ("cp1252", b"", "Stéphane Dujarric"),
        ("cp1252", b"", "José Muñoz"),
        ("cp1252", b"", "Jürgen Größe"),
        ("cp1252", b"", "François Hollande"),
        ("cp1252", b"", "nobody"),
        ("cp1252", b"", "Zoë…Then she"),
        ("cp1250", b"", "Lech Wałęsa"),
        ("cp1250", b"", "Novak Đoković"),
        ("cp1250", b"", "Maroš Šefčovič"),
        ("cp1250", b"", "Antonín Dvořák"),
        ("cp1251", b"", "Владимир Зеленский"),
        ("cp1251", b"", "Київ (Kyiv)"),
    ],
)
def test_encodings(encoding: str, mark: bytes, name: str, tmp_path: Path) -> None:
    text = NAMES.format(name)
    article = written(tmp_path, "a.txt", mark + text.encode(encoding))
    assert (article.text, article.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "label", ["windows-1250", "iso-8859-2", "koi8-r", "iso-8859-1", "utf-16", "punycode", "nonsense"]
)
def test_a_page_s_declared_encoding(label: str, tmp_path: Path) -> None:
    encoding = {"iso-8859-1": "cp1252", "utf-16": "utf-8", "punycode": "utf-8", "nonsense": "utf-8"}.get(
        label, label
    )
    name = {"koi8-r": "Зеленский", "iso-8859-1": "“Dujarric”"}.get(label, "Őrsi Šimek")
    page = f"<html><head><meta charset={label}></head><body><p>{ENGLISH}</p><p>{ENGLISH}{name}.</p></body></html>"
    article = written(tmp_path, "a.html", page.encode(encoding))
    assert name in article.text


def test_a_page_that_declares_wrongly_what_is_utf_8(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=windows-1252></head><body><p>{ENGLISH}Erdoğan.</p></body></html>"
    assert "Erdoğan" in written(tmp_path, "a.html", page).text


def test_nothing_is_mended() -> None:
    text = "Title  line\r\n\r\nThe  council met â€œonceâ€\x9d on Monday , and that was it ..\r\n\r\n"
    article = from_text(text)
    assert article.text == text
    assert blocks(article)[1] == ("paragraph", "The  council met â€œonceâ€\x9d on Monday , and that was it ..")


# --- title, subheads, paragraphs --------------------------------------------------------------------------

LONG = "The council met on Monday and said that it would vote on the plan before the summer begins."
OTHER = "It was a long day for all of them, and nobody knew what would come of it in the end."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_line_a_paragraph_with_title_and_subheads(end: str) -> None:
    lines = [
        "Council votes on plan: Reports",
        "",
        LONG,
        OTHER,
        "Protests erupted last week",
        LONG,
        "What comes now",
        OTHER,
    ]
    assert blocks(from_text(end.join(lines))) == [
        ("title", lines[0]),
        ("paragraph", LONG),
        ("paragraph", OTHER),
        ("subhead", lines[4]),
        ("paragraph", LONG),
        ("subhead", lines[6]),
        ("paragraph", OTHER),
    ]


def wrap(text: str, width: int = 72) -> str:
    import textwrap

    return textwrap.fill(text, width)


def test_a_wrapped_text_has_one_paragraph_a_group_of_lines() -> None:
    first, second = f"{LONG} {OTHER} {LONG}", f"{OTHER} {LONG} {OTHER}"
    text = f"Council votes on plan\n\n{wrap(first)}\n\nProtests erupted\n\n{wrap(second)}\n"
    assert [(kind, " ".join(part.split())) for kind, part in blocks(from_text(text))] == [
        ("title", "Council votes on plan"),
        ("paragraph", first),
        ("subhead", "Protests erupted"),
        ("paragraph", second),
    ]


def test_a_wrapped_text_may_begin_paragraphs_by_a_short_line_or_an_indent() -> None:
    first, second, third = f"{LONG} {OTHER} Yes.", f"{OTHER} {LONG} No.", f"{LONG} {LONG} {OTHER}"
    text = f"Council votes on plan\n{wrap(first)}\n{wrap(second)}\n   {wrap(third)}"
    assert [kind for kind, _ in blocks(from_text(text))] == ["title", "paragraph", "paragraph", "paragraph"]


def test_a_wrapped_text_without_blank_lines_is_cut_where_the_next_word_had_room() -> None:
    copy = [
        "Council votes on the plan at last",
        f"{LONG} {OTHER}",
        f"{OTHER} {LONG} {LONG}",
        f"{LONG} {OTHER} {OTHER}",
    ]
    text = "\n".join(map(wrap, copy))
    assert [" ".join(part.split()) for _, part in blocks(from_text(text))] == copy


def test_a_ragged_text_wrapped_by_hand_is_not_cut_within_a_sentence() -> None:
    text = (
        "The council said on Monday that the plan\nof the mayor and of the president of the\n"
        "United States would be put to a vote\nbefore the summer, or so it was told by\n"
        "Anna Meyer, who had come to see all of\nit and\nwas told to go home before it began."
    )
    assert [kind for kind, _ in blocks(from_text(text))] == ["paragraph"]


def test_a_dash_that_wrapping_brought_to_a_line_s_start_is_no_list_mark() -> None:
    text = f"{LONG} Prices rose\n- and nobody knew why. {OTHER}"
    assert text in [part for _, part in blocks(from_text(f"{wrap(LONG)}\n\n{text}"))]
    items = [f"{LONG[:-1]}:", "eggs and milk and bread", "butter"]
    assert [part for _, part in blocks(from_text("\n- ".join(items)))] == items


def test_twenty_thousand_words_are_read_whole() -> None:
    copy = [f"Paragraph {n} of it: {LONG} {OTHER}" for n in range(500)]
    assert sum(len(part.split()) for part in copy) > 20_000
    article = from_text("\n\n".join(["Council votes on plan", *copy]))
    assert blocks(article) == [("title", "Council votes on plan"), *(("paragraph", part) for part in copy)]


@pytest.mark.parametrize(
    "first",
    [
        "The council met on Monday and on Tuesday, and on neither of the two days did it vote.",
        "He said:",
        "It was cold. Nobody came.",
        "The council, which met on Monday in a hall that was too small for it and for the many people who had "
        "come to see it vote on the plan, did not vote",
    ],
)
def test_a_text_without_a_title_has_none(first: str) -> None:
    article = from_text(f"{first}\n\n{LONG}\n\n{OTHER}")
    assert article.title is None
    assert [kind for kind, _ in blocks(article)] == ["paragraph"] * 3


@pytest.mark.parametrize(
    "title", ["Council votes?", "Envoy leaves the U.S.", "“We go”", "WAR ENDS", "Kyiv: war ends!"]
)
def test_titles(title: str) -> None:
    assert from_text(f"{title}\n{LONG}\n{OTHER}").title == title


def test_a_title_that_its_copy_runs_on_from_is_parted_from_it() -> None:
    title, copy = "Kirov management company lost its license", f"The court has annulled it on Monday. {LONG}"
    article = from_text(f"{title} {copy}\n{OTHER}")

    assert blocks(article) == [("title", title), ("paragraph", copy), ("paragraph", OTHER)]
    assert [article.text[slice(*b.span)] for b in article.blocks] == [title, copy, OTHER]


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Hundreds of new fitness clubs open this year", "In Russia, demand for them is"),
        ("Turkey tests a drone with laser weapons", "Turkey tests have shown on Monday"),
        ("Women make up almost 40%", "Thanks to the new law more women are"),
        ("Potatoes help fight age-related disorders", "A study found on Monday that they are"),
    ],
)
def test_its_copy_may_begin_like_a_sentence_of_a_place_or_like_the_title_itself(title: str, begins: str) -> None:
    article = from_text(f"{title} {begins} so. {LONG}\n{OTHER}")

    assert blocks(article) == [("title", title), ("paragraph", f"{begins} so. {LONG}"), ("paragraph", OTHER)]


@pytest.mark.parametrize("title", ["Prices fall - DW - 12.02.2023", "Fighting goes on. - ISW | Daily | 3/4/24"])
def test_a_site_and_its_date_end_a_title(title: str) -> None:
    copy = f"Prices fell on Sunday. {LONG}"
    article = from_text(f"{title} {copy}\n{OTHER}")

    assert blocks(article) == [("title", title), ("paragraph", copy), ("paragraph", OTHER)]


@pytest.mark.parametrize(
    "first",
    [
        f"“Can you turn it down?” The lyrics are to be heard. {LONG}",
        f"The minister said on Monday that The government will pay. {LONG}",
        f"He wrote for The National on Monday and left. {LONG}",
        f"Cup final. The match ended early. {LONG}",
        f"It was 2006 when Kerry Rossi was 20 and Kerry Rossi left. {LONG}",
        f"Four Women Die In London, Police Say. {LONG}",
    ],
)
def test_no_other_capital_makes_a_title(first: str) -> None:
    assert from_text(f"{first}\n{OTHER}").title is None


@pytest.mark.parametrize("title", ["UN condemns use of helmets: Reports.", "“We go,” envoy says.", "War ends…"])
def test_a_short_first_line_that_ends_is_a_title_where_a_blank_line_follows(title: str) -> None:
    assert from_text(f"{title}\n\n{LONG}\n\n{OTHER}").title == title
    assert from_text(f"{title}\n\n{LONG}\n{OTHER}").title == title
    assert from_text(f"{title}\n{LONG}\n{OTHER}").title is None
    assert from_text(f"{title}\n\nIt rained again on Monday.").title is None


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "But why?",
        "He said:",
        "and then it rained",
        "The council met on Monday and the people who came to see it were told that nothing had been decided yet",
        "1,200 – 3,400",
    ],
)
def test_lines_that_are_no_subheads(line: str) -> None:
    kinds = [kind for kind, _ in blocks(from_text(f"Council votes\n{LONG}\n{line}\n{OTHER}"))]
    assert kinds == ["title", "paragraph", "paragraph", "paragraph"]


def test_a_last_line_and_a_run_of_short_lines_are_no_subheads() -> None:
    text = f"Council votes\n{LONG}\n{OTHER}\nRed\nGreen\nBlue\n{OTHER}\nThe end"
    assert "subhead" not in [kind for kind, _ in blocks(from_text(text))][3:6]
    assert blocks(from_text(text))[-1] == ("paragraph", "The end")


def test_one_sentence_is_an_article() -> None:
    assert blocks(from_text("The war is over.")) == [("paragraph", "The war is over.")]


# --- Markdown ---------------------------------------------------------------------------------------------

MARKDOWN = f"""---
date: 2023-01-19
title: "Not this one"
---

# Council *votes* on plan #

![a hall](hall.png)

{LONG}
{OTHER}

## Protests erupted

> {LONG}

- {OTHER}
- {LONG}
1. {OTHER}

**In bold**

{LONG}

What comes now
--------------

{OTHER}

```python
print("The cat sat on the mat and then it slept.")
```

| city | people |
| ---- | ------ |

[link]: https://example.org
"""


def test_markdown(tmp_path: Path) -> None:
    article = written(tmp_path, "a.md", MARKDOWN.replace('title: "Not this one"\n', ""))
    assert article.text == MARKDOWN.replace('title: "Not this one"\n', "")
    assert blocks(article) == [
        ("title", "Council *votes* on plan"),
        ("paragraph", LONG),
        ("paragraph", OTHER),
        ("subhead", "Protests erupted"),
        ("paragraph", LONG),
        ("paragraph", OTHER),
        ("paragraph", LONG),
        ("paragraph", OTHER),
        ("subhead", "In bold"),
        ("paragraph", LONG),
        ("subhead", "What comes now"),
        ("paragraph", OTHER),
    ]


def test_the_title_of_a_front_matter(tmp_path: Path) -> None:
    assert written(tmp_path, "a.md", MARKDOWN).title == "Not this one"


def test_a_plain_text_with_a_markdown_heading_is_markdown(tmp_path: Path) -> None:
    article = written(tmp_path, "a.txt", f"# Council votes\n\n{LONG}\n\n## Now\n\n{OTHER}")
    assert [kind for kind, _ in blocks(article)] == ["title", "paragraph", "subhead", "paragraph"]


def test_marks_within_a_paragraph_come_through_byte_for_byte(tmp_path: Path) -> None:
    copy = [
        f'The [council](https://example.org/a_b?c=d#e "A title") met *on Monday*, and __said__ so. {OTHER}',
        f"<b>It</b> was `not` over\\*, ~~he~~ she said.[^1] ![Picture](a.png) {LONG}",
        f"<https://example.org> {LONG}  \r\n{OTHER}",
    ]
    text = "# Vote\r\n\r\n" + "\r\n\r\n".join(copy)
    article = written(tmp_path, "a.md", text)
    assert article.text == text
    whole = article.text[article.blocks[1].span.start : article.blocks[-1].span.end]
    assert whole == "\r\n\r\n".join(copy)
    assert [part for _, part in blocks(article)][1:3] == copy[:2]


def test_markdown_without_headings_is_told_by_shape(tmp_path: Path) -> None:
    article = written(tmp_path, "a.md", f"Council votes\n\n{LONG}\n\n{OTHER}")
    assert [kind for kind, _ in blocks(article)] == ["title", "paragraph", "paragraph"]


def quoted(article: Article) -> list[str]:
    return [article.text[slice(*block.span)] for block in article.blocks if block.quoted]


def test_what_markdown_sets_off_is_a_quotation(tmp_path: Path) -> None:
    text = f"# Vote\n\n{LONG} {OTHER}\n\n> {OTHER}\n>\n> He will come back.\n\n{LONG} {LONG}\n"
    assert quoted(written(tmp_path, "a.md", text)) == [OTHER, "He will come back."]


def test_a_title_that_runs_into_what_is_set_off_leaves_it_a_quotation(tmp_path: Path) -> None:
    title, copy = "Kirov management company lost its license", f"The court has annulled it on Monday. {LONG}"
    article = written(tmp_path, "a.md", f"> {title} {copy}\n\n{LONG} {LONG}\n\n{LONG} {OTHER}\n")
    assert article.title == title
    assert quoted(article) == [copy]


def test_a_wrapped_quotation_is_one_paragraph(tmp_path: Path) -> None:
    wrapped = wrap(LONG, 40).replace("\n", "\n> ")
    text = f"# Vote\n\n{wrap(OTHER, 40)}\n\n> {wrapped}\n\n{wrap(OTHER, 40)}\n\n{wrap(OTHER, 40)}\n"
    assert quoted(written(tmp_path, "a.md", text)) == [wrapped]


def test_a_forwarded_article_is_no_quotation(tmp_path: Path) -> None:
    article = written(tmp_path, "a.md", f"# Vote\n\nSee below.\n\n> {LONG}\n>\n> {OTHER}\n")
    assert not quoted(article)
    assert blocks(article)[-2:] == [("paragraph", LONG), ("paragraph", OTHER)]


# --- HTML and Word ----------------------------------------------------------------------------------------

PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Council votes on plan - The Daily</title></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Council votes on plan</h1>
<p>{LONG} <b>{LONG}</b> <a href="/x">{OTHER}</a></p>
<p>{OTHER}<br>{LONG} {LONG} {LONG}</p>
<h2>Protests erupted</h2>
<p>{OTHER} {OTHER} {OTHER} {LONG}</p>
<ul><li>{LONG}</li><li>{OTHER}</li></ul></article>
<footer><p>Copyright 2023. All rights reserved by the people who made this page.</p></footer></body></html>"""


def test_html_gives_the_main_content_a_paragraph_a_line(tmp_path: Path) -> None:
    article = written(tmp_path, "a.html", PAGE)
    assert blocks(article) == [
        ("title", "Council votes on plan"),
        ("paragraph", f"{LONG} {LONG} {OTHER}"),
        ("paragraph", OTHER),
        ("paragraph", f"{LONG} {LONG} {LONG}"),
        ("subhead", "Protests erupted"),
        ("paragraph", f"{OTHER} {OTHER} {OTHER} {LONG}"),
        ("paragraph", LONG),
        ("paragraph", OTHER),
    ]
    assert article.text == "\n".join(part for _, part in blocks(article))


@pytest.mark.parametrize("times", [1, 9])
def test_what_a_page_sets_off_is_a_quotation(times: int, tmp_path: Path) -> None:
    """On a small page, which is read without trafilatura, as on others."""
    copy = f"<p>{LONG} {OTHER}</p>" * times
    quotes = f"<blockquote><p>{OTHER}</p><p>He will come back.</p></blockquote><blockquote>{LONG}</blockquote>"
    last = f"<p>He said <q>no, {OTHER}</q> twice.</p>"
    page = f"<html><body><article><h1>Vote</h1>{copy}{quotes}{last}</article></body></html>"
    article = written(tmp_path, "a.html", page)
    assert quoted(article) == [OTHER, "He will come back.", LONG]
    assert blocks(article)[-1] == ("paragraph", f"He said “no, {OTHER}” twice.")


def test_a_small_page_keeps_its_structure(tmp_path: Path) -> None:
    page = f"<html><body><h1>Vote</h1><p>{LONG}</p><h2>Now</h2><p>{OTHER}</p></body></html>"
    assert blocks(written(tmp_path, "a.html", page)) == [
        ("title", "Vote"),
        ("paragraph", LONG),
        ("subhead", "Now"),
        ("paragraph", OTHER),
    ]


def test_a_fragment_of_html(tmp_path: Path) -> None:
    assert blocks(written(tmp_path, "a.html", f"<p>{LONG}</p><p>{OTHER}</p>")) == [
        ("paragraph", LONG),
        ("paragraph", OTHER),
    ]


def test_word(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Council votes on plan", 0)
    paragraph = document.add_paragraph(f"{LONG} ")
    paragraph.add_run(OTHER).bold = True
    document.add_heading("Protests erupted", 2)
    document.add_paragraph(f"{OTHER}\n{LONG}")
    document.add_paragraph("")
    document.add_paragraph(LONG, style="List Bullet")
    document.add_paragraph(OTHER, style="Intense Quote")
    document.save(str(tmp_path / "a.docx"))
    article = read(tmp_path / "a.docx")
    assert quoted(article) == [OTHER]
    assert blocks(article) == [
        ("title", "Council votes on plan"),
        ("paragraph", f"{LONG} {OTHER}"),
        ("subhead", "Protests erupted"),
        ("paragraph", OTHER),
        ("paragraph", LONG),
        ("paragraph", LONG),
        ("paragraph", OTHER),
    ]


def test_word_reads_as_with_tracked_changes_accepted(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    paragraph = document.add_paragraph("The council met ")
    for xml in (
        f"<w:del {space}><w:r><w:delText>on Sunday</w:delText></w:r></w:del>",
        f"<w:ins {space}><w:r><w:t>on Monday.</w:t></w:r></w:ins>",
        f"<w:moveFrom {space}><w:r><w:t>Gone.</w:t></w:r></w:moveFrom>",
    ):
        paragraph._p.append(parse_xml(xml))
    document.save(str(tmp_path / "a.docx"))
    assert blocks(read(tmp_path / "a.docx")) == [("paragraph", "The council met on Monday.")]


def test_word_in_a_content_control(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import OxmlElement

    document = Document()
    document.add_paragraph(LONG)
    second = document.add_paragraph(OTHER)
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    second._p.addprevious(control)
    control.append(content)
    content.append(second._p)
    document.add_paragraph(LONG)
    document.save(str(tmp_path / "a.docx"))
    assert blocks(read(tmp_path / "a.docx")) == [("paragraph", LONG), ("paragraph", OTHER), ("paragraph", LONG)]


# --- language ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "UN troops wearing peacekeepers helmets crackdown of protests, said spokesman.",
        "President Tokayev declared emergency state until January 19, Sputnik reported.",
        "Kassym-Jomart Tokayev met Stéphane Dujarric, António Guterres and Volodymyr Zelenskyy in Nur-Sultan.",
        "The war is over.",
    ],
)
def test_short_and_noisy_english_is_english(text: str) -> None:
    assert from_text(text).blocks


def test_english_that_quotes_another_language_is_english() -> None:
    assert from_text(f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}").blocks


DANISH = (
    "Byrådet mødtes i mandags og sagde, at det vil stemme om planen, for at den kan træde i kraft under sommeren. "
    "Det var en lang dag for dem alle, og ingen vidste, hvad der ville ske over for her at bo."
)
DUTCH = (
    "De raad kwam maandag bijeen en zei dat hij over het plan zou stemmen, of we dat nu willen of niet. "
    "Het was een lange dag voor hen allen, en niemand wist wat er daarna zou gebeuren of hoe het verder moest."
)


@pytest.mark.parametrize(("language", "text"), [("German", GERMAN), ("Danish", DANISH), ("Dutch", DUTCH)])
def test_another_language_is_named(language: str, text: str) -> None:
    with pytest.raises(InputError, match=language):
        from_text(text)


# --- bounds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ENGLISH * 10_000),
        ("a.txt", "The cat sat on the mat\n" * 10_000),
        ("a.txt", "The cat sat on the mat and slept. \n\n" * 5_000),
        ("a.md", "# a b\n\n> - The cat sat on the mat.\n" * 3_000),
        ("a.html", "<div>" * 20_000 + f"<p>{ENGLISH}</p>" + "</div>" * 20_000),
        ("a.html", "<b><i>" * 5_000 + ENGLISH * 20),
        ("a.html", "<html><body>" + "<table><tr><td>" * 500 + ENGLISH),
    ],
    ids=["one line", "short lines", "paragraphs", "marks", "deep blocks", "deep marks", "deep tables"],
)
def test_odd_shapes_are_read_or_refused(name: str, content: str, tmp_path: Path) -> None:
    try:
        assert written(tmp_path, name, content).blocks
    except InputError as error:
        assert name.endswith(".html"), error


MARKED = "# Vote|## Now|Vote now|- item one|> said|---|===|```|**Bold**|a|[l]: x|title: x|1. one|<b>".split("|")
LINES = st.lists(st.sampled_from(["", " ", "\t", "|x|", LONG, OTHER, wrap(LONG * 3), *MARKED]), max_size=14)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_blocks_are_ordered_stretches_of_the_text_without_white_space_around(lines: list[str], end: str) -> None:
    text = end.join([LONG, *lines])
    try:
        article = from_text(text, force=True)
    except InputError:
        return
    assert article.text == text
    position = 0
    for block in article.blocks:
        part = text[slice(*block.span)]
        assert position <= block.span.start < block.span.end
        assert part == part.strip()
        position = block.span.end
    assert sum(block.kind == "title" for block in article.blocks) <= 1

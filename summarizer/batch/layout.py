"""Where in OUT the results of an input go.

Takes the name of an input, its path from the folder with `/` between the parts; gives paths below OUT. Touches
nothing. Two inputs never share a place, and no input's folder is another input's file:

- the whole name is kept, so `a.txt` and `a.md` become `a.txt.json` and `a.md.json`;
- a folder that is called like a result, or like what is exported of one (`a.txt.md/`), gets another ending
  (`a.txt.md.d/`), and so does a file that is called like decisions (`a.txt.decisions`), which lie beside their
  result (`a.txt.decisions.json`);
- what is longer than a file name may be is cut, and told apart by its hash.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from urllib.parse import quote

ARTICLES = "articles"
JOURNAL = "journal.jsonl"
SCORES = "scores.csv"
CORRECTIONS = "corrections.csv"
INDEX = "index.html"
OWN = (ARTICLES, JOURNAL, SCORES, CORRECTIONS, INDEX)
"""All that a batch makes in OUT."""
EXPORT = "export"
LEFT = (*OWN, EXPORT)
"""All that may lie in OUT: that, and what is exported of it."""
ENDINGS = (".json", ".md", ".html")
"""A result's files."""

MAX_NAME = 255 - len(".decisions.json")
"""Bytes of a file name that leave room for any ending, on every file system in common use."""
KEPT = 200
"""Bytes kept of a name that is longer; a hash follows."""

_LIKE_A_RESULT = re.compile(r"\.(?:json|md|html|txt)(?:\.d)*\Z")
_LIKE_DECISIONS = re.compile(r"\.decisions(?:\.d)*\Z")


def stem(name: str) -> str:
    """`articles/…`, from OUT; with one of `ENDINGS` it is a file."""
    return "/".join([ARTICLES, *_parts(name)])


def url(path: str) -> str:
    """A link from OUT's pages to `path`; a name that is no UTF-8 keeps its bytes."""
    return quote(os.fsencode(path))


def _parts(name: str) -> Iterator[str]:
    *folders, file = name.split("/")
    for folder in folders:
        yield _fitting(f"{folder}.d" if _LIKE_A_RESULT.search(folder) else folder)
    yield _fitting(f"{file}.d" if _LIKE_DECISIONS.search(file) else file)


def _fitting(part: str) -> str:
    encoded = os.fsencode(part)
    if len(encoded) <= MAX_NAME:
        return part
    return f"{encoded[:KEPT].decode('utf-8', 'ignore')}~{hashlib.sha256(encoded).hexdigest()[:16]}"

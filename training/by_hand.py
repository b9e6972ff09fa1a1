"""Edits written one by one: what a sub-editor mends in translations, how engines or learners would put clean news.

Takes the sets of the data folder and `by_hand*.jsonl.gz`, gives pairs of noisy and clean sentences. The command
takes sheets of `{"set", "id", "text", "written"}` and writes one such file, touching nothing else.

Every post-edit that the sets hold was made by somebody with the foreign text in view, and every other noise here is
a rule's. These are neither: the readers (language models far larger than the one that is trained, see README.md)
went by the English alone and left what English alone cannot tell, so that even sentences without an edit teach
something.

The files hold no sentence of a set, only where it stands there and the words put in, one JSON object a line:
`{"set", "id", "edits": [[start, end, text], ...]}`, in characters of the row's text with single spaces, and for
news a `"span"` of the body that the edits are within.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from summarizer.document import Span
from summarizer.edits import Hunk, apply_hunks
from training.recipe import HERE, read_recipe
from training.text import rows, tidy, write_rows

BY_HAND = tuple(HERE / f"by_hand{part}.jsonl.gz" for part in ("", "_news", "_engines"))
LEARNERS = (HERE / "by_hand_learners.jsonl.gz",)
"""Clean news as learners of English would write it, in errors alone."""
PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class Pair(NamedTuple):
    """A noisy sentence, its clean form, and whether the clean one is news, else the noisy one is translation."""

    source: str
    target: str
    of_news: bool


def edits_between(before: str, after: str) -> list[tuple[int, int, str]]:
    """The fewest words to put in for others, in characters of `before`."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    starts = [0]
    for piece in old:
        starts.append(starts[-1] + len(piece))
    return [
        (starts[code.src_start], starts[code.src_end], "".join(new[code.dest_start : code.dest_end]))
        for code in Levenshtein.opcodes(old, new)
        if code.tag != "equal"
    ]


def edited(text: str, edits: Iterable[Sequence[Any]]) -> str:
    """The text with the edits of `edits_between`."""
    return apply_hunks(text, [Hunk(Span(start, end), text[start:end], new) for start, end, new in edits])


def by_hand_pairs(data: Path, paths: Sequence[Path] = BY_HAND) -> Iterator[Pair]:
    """All pairs of the files, set by set; KeyError names a row that its set does not have."""
    for entry, text in _beside_text(data, chain.from_iterable(map(rows, paths))):
        start, end = entry.get("span", (0, len(text)))
        passage = text[start:end]
        other = edited(passage, entry["edits"])
        yield Pair(other, passage, True) if _is_news(entry["set"]) else Pair(passage, other, False)


def recorded(data: Path, sheet: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of a `by_hand` file for those of a sheet; ValueError where a text is not in its set."""
    for entry, text in _beside_text(data, sorted(sheet, key=lambda entry: (entry["set"], entry["id"]))):
        passage = entry["text"]
        start = text.find(passage)
        if start < 0:
            raise ValueError(f"{entry['set']} {entry['id']} has no such text: {passage}")
        span = {} if passage == text else {"span": [start, start + len(passage)]}
        edits = edits_between(passage, entry["written"])
        yield {"set": entry["set"], "id": entry["id"], **span, "edits": edits}


def _is_news(name: str) -> bool:
    return name.startswith("news/")


def _beside_text(data: Path, entries: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each entry with the text of its row, one set after the other."""
    by_set: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        by_set[entry["set"]].append(entry)
    for name, own in by_set.items():
        column, wanted = "body" if _is_news(name) else "mt", {entry["id"] for entry in own}
        texts = {row["id"]: tidy(row[column]) for row in rows(data / f"{name}.jsonl.gz") if row["id"] in wanted}
        for entry in own:
            yield entry, texts[entry["id"]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Record what was written by hand, without the sets' own words.")
    known = ", ".join(path.name for path in (*BY_HAND, *LEARNERS))
    parser.add_argument("file", type=Path, help=f"to write, one of {known}")
    parser.add_argument("sheets", type=Path, nargs="+")
    arguments = parser.parse_args()
    data = read_recipe(HERE / "recipe.toml").data
    sheet = (row for path in arguments.sheets for row in rows(path))
    print(f"{arguments.file}: {write_rows(arguments.file, recorded(data, sheet))} sentences")


if __name__ == "__main__":
    main()

"""Text helpers that every training step shares: reading rows, words, sentences, distances.

Takes strings or JSON Lines paths, gives plain values. Touches no file but the one it is asked to read or write.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
BREAK = re.compile(r"(?<=[.!?…])([\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z0-9])")
SHORT = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Mr|Mrs|Ms|Dr|Prof|Rep|Reps|Sen|Sens|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Rev|Hon|St|Mt|Jr|Sr|Inc|Corp|Co|Ltd|"
    r"Bros|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Ill|Mass|Mich|Minn|Pa|Tex|Va|Wash|Ala|"
    r"Ariz|Ark|Colo|Conn|Del|Ga|Ind|Kan|Ky|La|Md|Miss|Mo|Neb|Nev|Okla|Ore|Tenn|Vt|Wis|e\.g|i\.e|a\.m|p\.m|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzipped or not, one at a time."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_rows(path: Path, values: Iterable[dict[str, Any]]) -> int:
    """Write values as JSON Lines (gzipped by suffix), through a temporary name; give their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name("partial-" + path.name)
    opener = gzip.open if path.suffix == ".gz" else open
    count = 0
    with opener(partial, "wt", encoding="utf-8") as out:
        for value in values:
            out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    partial.replace(path)
    return count


def words(text: str) -> list[str]:
    """Words and punctuation marks of a text, apostrophes kept inside words."""
    return WORD.findall(text)


def tidy(text: str) -> str:
    """One line, single spaces, curly quotes kept."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text with straight quotes and plain dashes: a form to compare by, never to print."""
    return (
        text.replace("’", "'")
        .replace("‘", "'")
        .replace("“", '"')
        .replace("”", '"')
        .replace("–", "-")
        .replace("—", "-")
        .replace("''", '"')
        .replace("``", '"')
    )


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences; abbreviations and initials do not end one."""
    result: list[str] = []
    start = 0
    for match in BREAK.finditer(paragraph):
        piece = paragraph[start : match.end(1)].strip()
        if SHORT.search(paragraph[start : match.start(1)]):
            continue
        if piece:
            result.append(piece)
        start = match.end()
    rest = paragraph[start:].strip()
    if rest:
        result.append(rest)
    return result


def edit_distance(left: str, right: str) -> float:
    """Word edits between two texts, as a share of the longer one's words; 0 is equal, 1 is all different."""
    a, b = words(plain(left)), words(plain(right))
    return Levenshtein.distance(a, b) / max(1, len(a), len(b))


def edits(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """The differing stretches of two word lists as (i, j, k, l): left[i:j] became right[k:l]."""
    return [
        (block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in Levenshtein.opcodes(left, right)
        if block.tag != "equal"
    ]

"""A comparison as JSON, `schema: 1`: what other programs may rely on.

Takes a `Comparison`, gives text. Sentences are numbered from 1 on each side.
"""

from __future__ import annotations

from typing import Any

from summarizer.compare import Comparison, Difference, LinkedPair, Side
from summarizer.document import SCHEMA
from summarizer.render.json import dump, readability


def render(comparison: Comparison, *, ascii_only: bool = False) -> str:
    return dump(as_dict(comparison), ascii_only=ascii_only)


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """Plain values only. The span of an edit points into `before` of its link, that of a fact into its sentence."""
    return {
        "schema": SCHEMA,
        "original": _side(comparison.original),
        "cleaned": _side(comparison.cleaned),
        "made": comparison.made,
        "links": [_link(pair) for pair in comparison.pairs],
        "readability": readability(comparison.readability),
        "facts": {
            "only_in_original": [_fact(difference) for difference in comparison.lost],
            "only_in_cleaned": [_fact(difference) for difference in comparison.gained],
        },
    }


def _side(side: Side) -> dict[str, Any]:
    sentences = [
        {"id": number, "kind": sentence.kind, "paragraph": sentence.paragraph, "text": sentence.text}
        for number, sentence in enumerate(side.sentences, 1)
    ]
    return {"path": side.path, "sentences": sentences}


def _link(pair: LinkedPair) -> dict[str, Any]:
    link = pair.link
    return {
        "kind": link.kind,
        "moved": link.moved,
        "similarity": round(link.similarity, 3),
        "original": [i + 1 for i in link.original],
        "cleaned": [j + 1 for j in link.cleaned],
        "before": pair.before,
        "after": pair.after,
        "edits": [{"span": list(h.span), "before": h.before, "after": h.after} for h in pair.hunks],
    }


def _fact(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "text": difference.text,
        "sentence": difference.sentence + 1,
        "span": list(difference.span),
    }

"""The article of the page: a row a sentence, the original beside the rewrite, its edits marked, its flags in the
margin.

Takes a `Result` and what has been decided on it, gives HTML. Everything is there without the script: what an edit
is, why, how sure, and what became of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer import score
from summarizer.decisions.values import Verdict
from summarizer.document import Edit, Flag, Result, RewrittenSegment
from summarizer.render import parts
from summarizer.render.html import escape

STATES: Mapping[Verdict, str] = {
    "open": "undecided, stands as proposed",
    "taken": "taken",
    "refused": "refused, the original stands",
}

_WORD = re.compile(r"\s+|\w+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class State:
    """What has been decided: the verdict on each edit, by its id, and the editor's own wordings, by segment."""

    verdicts: Mapping[str, Verdict]
    wordings: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as it is shown: the words that both sides begin and end with stand outside the marks."""

    head: str
    cut: str
    new: str
    tail: str


def change(edit: Edit) -> Change:
    before, after = _WORD.findall(edit.before), _WORD.findall(edit.after)
    least = min(len(before), len(after))
    head = next((i for i in range(least) if before[i] != after[i]), least)
    tail = next((i for i in range(least - head) if before[-1 - i] != after[-1 - i]), least - head)
    return Change(
        "".join(before[:head]),
        "".join(before[head : len(before) - tail]),
        "".join(after[head : len(after) - tail]),
        "".join(before[len(before) - tail :]),
    )


def render(result: Result, state: State) -> str:
    """The rows, a block of them for each title, subhead and paragraph."""
    flags = defaultdict(list)
    for flag in result.flags:
        flags[flag.segment].append(flag)
    edits = [edit.id for segment in result.rewrite.segments for edit in segment.edits]
    numbers = {edit_id: number for number, edit_id in enumerate(edits, 1)}
    blocks = []
    for paragraph in parts.paragraphs(result):
        rows = "\n".join(_row(segment, flags[segment.id], state, numbers) for segment in paragraph.segments)
        blocks.append(f'<div class="block {paragraph.kind}">\n{rows}\n</div>')
    return "\n".join(blocks)


def _row(segment: RewrittenSegment, flags: Sequence[Flag], state: State, numbers: Mapping[str, int]) -> str:
    name = f"{segment.kind} {segment.id}"
    tag = "p" if segment.kind == "sentence" else "h3"
    wording = state.wordings.get(segment.id)
    classes = ["row", *(["flagged"] if flags else []), *(["worded"] if wording is not None else [])]
    was_hard = _is_hard(segment, segment.original)
    is_hard = was_hard if segment.text == segment.original else _is_hard(segment, segment.text)
    own = "" if wording is None else f"<del>{escape(segment.original)}</del> <ins>{escape(wording)}</ins>"
    return (
        f'<div class="{" ".join(classes)}" id="s{segment.id}" role="group" aria-label="{name}">'
        f'<a class="number" href="#s{segment.id}" aria-label="{name}">{segment.id}</a>'
        f'<p class="was{" hard" if was_hard else ""}"><span class="side">Original: </span>'
        f"{_original(segment, flags)}</p>"
        f'<{tag} class="now{" hard" if is_hard else ""}">'
        f'<span class="auto"{" hidden" if own else ""}>{_rewrite(segment, flags, state, numbers)}</span>'
        f'<span class="own"{"" if own else " hidden"}>{own}</span></{tag}>'
        f'<button type="button" class="pen" data-word="s{segment.id}" aria-label="Word {name} yourself" '
        f"hidden>Edit</button>{_notes(segment, flags)}</div>"
    )


def _is_hard(segment: RewrittenSegment, text: str) -> bool:
    return segment.kind == "sentence" and score.is_hard(text)


def _original(segment: RewrittenSegment, flags: Sequence[Flag]) -> str:
    pieces = []
    for before, edit in _stretches(segment, flags):
        pieces.append(before)
        if edit is not None:
            shown = change(edit)
            point = "" if shown.cut else " point"
            cut = f'<span class="cut{point}" data-edit="{escape(edit.id)}">{_blank(shown.cut)}</span>'
            pieces += [escape(shown.head), cut, escape(shown.tail)]
    return "".join(pieces)


def _rewrite(segment: RewrittenSegment, flags: Sequence[Flag], state: State, numbers: Mapping[str, int]) -> str:
    pieces = []
    for before, edit in _stretches(segment, flags):
        pieces.append(before)
        if edit is not None:
            pieces.append(_edit(edit, state.verdicts.get(edit.id, "open"), numbers[edit.id], len(numbers)))
    return "".join(pieces)


def _edit(edit: Edit, verdict: Verdict, number: int, total: int) -> str:
    shown, name = change(edit), escape(edit.id)
    cut = f"<del>{_blank(shown.cut)}</del>" if shown.cut else ""
    new = f"<ins>{_blank(shown.new)}</ins>" if shown.new else ""
    return (
        f"{escape(shown.head)}"
        f'<span class="edit" id="{name}" data-kind="{escape(edit.kind)}" data-verdict="{verdict}">'
        f'<span class="mark{"" if new else " bare"}" tabindex="0" role="group" '
        f'aria-label="edit {number} of {total}" aria-describedby="{name}-tip">{cut}{new}</span>'
        f'<span class="tip"><span id="{name}-tip">'
        f'<span class="change">{_named("del", edit.before)} → {_named("ins", edit.after)}</span> '
        f"<b>{escape(edit.reason)}</b> <small>{_kind(edit)}{escape(edit.origin)} · "
        f'confidence {edit.confidence:.2f} · <span class="state">{STATES[verdict]}</span></small></span>'
        f'<span class="choice" hidden><button type="button" data-do="take">Take</button>'
        f'<button type="button" data-do="refuse">Refuse</button></span></span></span>'
        f"{escape(shown.tail)}"
    )


def _kind(edit: Edit) -> str:
    """Said where the reason does not already."""
    return "" if edit.reason.replace(" ", "-") == edit.kind else f"{escape(edit.kind)} · "


def _blank(text: str) -> str:
    """White space alone is shown as a sign; a style sheet draws it, so that the text stays what it is."""
    if text and not text.strip():
        return f'<span class="blank">{escape(text)}</span>'
    return escape(text)


def _named(tag: str, text: str) -> str:
    """What cannot be seen is named, and then not marked as words are."""
    if not text.strip():
        return f"<i>{'white space' if text else 'nothing'}</i>"
    return f"<{tag}>{escape(text)}</{tag}>"


def _stretches(segment: RewrittenSegment, flags: Sequence[Flag]) -> Iterator[tuple[str, Edit | None]]:
    """What stays as HTML, each followed by the edit after it."""
    for span, edit in parts.stretches(segment.original, segment.edits, segment.span.start):
        yield _kept(segment, *span, flags), edit


def _kept(segment: RewrittenSegment, start: int, end: int, flags: Sequence[Flag]) -> str:
    """A stretch that stays, with what a flag is about marked in it."""
    offset = segment.span.start
    spans = [flag.span for flag in flags if flag.span is not None]
    bounds = sorted({start, end, *(b - offset for span in spans for b in span if start < b - offset < end)})
    pieces = []
    for left, right in pairwise(bounds):
        text = escape(segment.original[left:right])
        is_meant = any(s.start - offset <= left and right <= s.end - offset for s in spans)
        pieces.append(f'<mark class="meant">{text}</mark>' if is_meant else text)
    return "".join(pieces)


def _notes(segment: RewrittenSegment, flags: Sequence[Flag]) -> str:
    notes = [f'<li class="flag">{escape(flag.message)}</li>' for flag in flags]
    if segment.why:
        notes.append(f'<li class="why">left as it was: {escape(segment.why)}</li>')
    return f'<ul class="notes">{"".join(notes)}</ul>' if notes else ""


def kinds(result: Result) -> str:
    """A row for each kind of edit, the most frequent first: show it alone, take or refuse all of it."""
    edits = [edit for segment in result.rewrite.segments for edit in segment.edits]
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[edit.kind].append(edit)
    if not found:
        return "<p>There are no edits.</p>"
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [_kind_row("", "all kinds", len(edits))]
    rows += [_kind_row(escape(kind), escape(kind), len(of_kind)) for kind, of_kind in ordered]
    return (
        "<table><thead><tr><th>Show</th><th>Edits</th><th>Undecided</th><th>Decide at once</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _kind_row(kind: str, label: str, count: int) -> str:
    return (
        f'<tr data-kind="{kind}"><th scope="row"><button type="button" data-show '
        f'aria-pressed="{"false" if kind else "true"}">{label}</button></th>'
        f'<td>{count}</td><td class="left">{count}</td>'
        f'<td><button type="button" data-all="taken" aria-label="Take {label}">Take</button> '
        f'<button type="button" data-all="refused" aria-label="Refuse {label}">Refuse</button></td></tr>'
    )


def table(result: Result, state: State) -> str:
    """Every edit with its reason: for paper, and for a reader without the script."""
    edits = [edit for segment in result.rewrite.segments for edit in segment.edits]
    if not edits:
        return ""
    rows = [
        f'<tr><td><a href="#{escape(edit.id)}">{number}</a></td><td>{_named("del", edit.before)}</td>'
        f"<td>{_named('ins', edit.after)}</td><td>{escape(edit.reason)}</td><td>{escape(edit.origin)}</td>"
        f'<td>{edit.confidence:.2f}</td><td data-state="{escape(edit.id)}">'
        f"{_short(state.verdicts.get(edit.id, 'open'))}</td></tr>"
        for number, edit in enumerate(edits, 1)
    ]
    return (
        '<details class="edits" open><summary><h2 id="edits-title">Edits '
        f"<small>{len(edits)}, each with its reason</small></h2></summary>"
        '<div class="wide" tabindex="0" role="region" aria-labelledby="edits-title"><table><thead><tr>'
        "<th>No.</th><th>Original</th><th>Rewrite</th><th>Reason</th><th>By</th><th>Confidence</th><th>Decision</th>"
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _short(verdict: Verdict) -> str:
    return "undecided" if verdict == "open" else verdict

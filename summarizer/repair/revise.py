"""Apply rules to one segment until none finds anything, and compose all they did into edits of the source.

Takes a segment and rules, gives its text and its edits. The one place where a repair changes text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarizer.document import Edit, Repaired, Segment, Span
from summarizer.facts.verbatim import verbatim_spans
from summarizer.repair.base import Draft, Fix, Rule

MAX_PASSES = 12
"""Times that all rules are tried. On 40,000 real sentences three were enough; more means two rules disagree."""
LONGEST = 20_000
"""Characters, some 3,000 words. What is longer is a text without sentence ends: it stays as it came, since each fix
moves all that follow.
"""


@dataclass(frozen=True, slots=True)
class _Patch:
    """One change so far: a stretch of the source and what stands there now."""

    source: Span
    current: Span
    rules: tuple[Rule, ...]


def revise(
    segment: Segment,
    rules: Sequence[Rule],
    protected: Callable[[str], Sequence[Span]] = lambda _: (),
    following: str | None = None,
    *,
    trails_off: bool = False,
) -> Repaired:
    """The segment as the rules leave it; `protected` gives the stretches of a text that no rule may touch.
    `following` and `trails_off` are as in `Draft`.

    Rules that do not come to rest within `MAX_PASSES` leave the segment as it came: a repair that argues with
    another is no repair. What is longer than `LONGEST` is left so too.
    """
    if len(segment.original) > LONGEST:
        return Repaired(segment, segment.original, quoted=segment.quoted)
    rules = [r for r in rules if segment.kind in r.segments]
    draft = Draft(segment.original, segment.kind, segment.quoted, following, trails_off)
    patches: list[_Patch] = []
    for _ in range(MAX_PASSES):
        before = draft
        for rule in rules:
            for fix in reversed(_permitted(rule, draft, protected)):
                patches = _patch(patches, fix, rule)
                draft = _apply(draft, fix)
        if draft.text == before.text:
            return Repaired(segment, draft.text, _edits(segment, draft.text, patches), draft.quoted)
    return Repaired(segment, segment.original, quoted=segment.quoted)


def _permitted(rule: Rule, draft: Draft, protected: Callable[[str], Sequence[Span]]) -> list[Fix]:
    """The fixes of one rule that change something, overlap nothing they may not, and not each other."""
    found = sorted(f for f in rule.find(draft) if draft.text[slice(*f.span)] != f.replacement)
    if not found:
        return []
    closed = list(protected(draft.text))
    if not rule.mends_verbatim:
        closed += verbatim_spans(draft.text)
    if not rule.mends_quotations:
        closed += draft.quoted
    fixes: list[Fix] = []
    for fix in found:
        if not any(map(fix.span.overlaps, closed)) and (not fixes or fixes[-1].span.end <= fix.span.start):
            fixes.append(fix)
    return fixes


def _apply(draft: Draft, fix: Fix) -> Draft:
    start, end = fix.span
    text = draft.text[:start] + fix.replacement + draft.text[end:]
    quoted = (_trim(_moved(q, fix), text) for q in draft.quoted)
    return replace(draft, text=text, quoted=tuple(q for q in quoted if q.start < q.end))


def _moved(span: Span, fix: Fix) -> Span:
    """`span` after `fix`; a bound inside the fix moves to its far side, so that a quotation never shrinks."""
    growth = len(fix.replacement) - (fix.span.end - fix.span.start)
    start, end = span
    if fix.span.end <= start and fix.span.start < start:
        start += growth
    elif fix.span.start < start:
        start = fix.span.start
    if fix.span.start < end:
        end = max(end, fix.span.end) + growth
    return Span(start, end)


def _trim(span: Span, text: str) -> Span:
    inner = text[slice(*span)]
    return Span(span.start + len(inner) - len(inner.lstrip()), span.end - len(inner) + len(inner.rstrip()))


def _patch(patches: list[_Patch], fix: Fix, rule: Rule) -> list[_Patch]:
    """`patches` with `fix` among them; those it overlaps or touches become one with it."""
    growth = len(fix.replacement) - (fix.span.end - fix.span.start)
    before = [p for p in patches if p.current.end < fix.span.start]
    after = [p for p in patches if p.current.start > fix.span.end]
    touched = patches[len(before) : len(patches) - len(after)]

    shift = before[-1].source.end - before[-1].current.end if before else 0
    source_start = fix.span.start + shift
    current_start = fix.span.start
    if touched and touched[0].current.start <= fix.span.start:
        source_start, current_start = touched[0].source.start, touched[0].current.start
    shift = touched[-1].source.end - touched[-1].current.end if touched else shift
    source_end, current_end = fix.span.end + shift, fix.span.end
    if touched and touched[-1].current.end >= fix.span.end:
        source_end, current_end = touched[-1].source.end, touched[-1].current.end

    rules = tuple(dict.fromkeys([r for p in touched for r in p.rules] + [rule]))
    joined = _Patch(Span(source_start, source_end), Span(current_start, current_end + growth), rules)
    return [*before, joined, *(_Patch(p.source, p.current.shift(growth), p.rules) for p in after)]


def _edits(segment: Segment, text: str, patches: Sequence[_Patch]) -> tuple[Edit, ...]:
    edits = []
    for patch in patches:
        before, after = segment.original[slice(*patch.source)], text[slice(*patch.current)]
        if before != after:
            reason = " and ".join(dict.fromkeys(r.reason for r in patch.rules))
            span = patch.source.shift(segment.span.start)
            edits.append(Edit(span, before, after, patch.rules[0].kind, reason, 1.0, "repair"))
    return tuple(edits)

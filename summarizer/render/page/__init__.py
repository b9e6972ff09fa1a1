"""The article page: everything of one result on one HTML page, where an editor decides edit by edit.

Takes a `Result`, what has been decided on it, and for the review server a `Desk`; gives the page as a string. Reads
its own template, style sheet and script, which ship beside this module. The page needs nothing else, and its policy
lets it load and run nothing else: the hashes of the one style sheet and the one script are in it. What came from an
article is escaped text or a block of data, never markup.

Without its script the page is complete and can be read and printed. With it, edits are taken and refused, and the
copy that results is what `decisions.settle` makes of the same decisions, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from summarizer import decisions as deciding
from summarizer.counting import many
from summarizer.decisions import Decision, Decisions, Settled
from summarizer.decisions.anchoring import line_places
from summarizer.document import SUMMARY_LINES, Result
from summarizer.render import html, parts, safe
from summarizer.render.html import escape
from summarizer.render.page import article, data, figures
from summarizer.render.page.desk import Desk

__all__ = ["Desk", "policy", "render"]

LONGEST_NAME = 120
"""Characters of the headline that name the page in a browser's tab."""

_PAGE = Path(__file__).parent


def render(result: Result, *, decisions: Decisions | None = None, desk: Desk | None = None) -> str:
    log = decisions or deciding.begin(result)
    settled = deciding.settle(result, log)
    state = article.State(
        {e.edit.id: e.verdict for segment in settled.segments for e in segment.edits},
        {s.segment.id: s.wording.text or "" for s in settled.segments if s.wording is not None},
    )
    alternatives = _alternatives(result)
    slots = {
        "head": html.head(escape(_name(result, settled)), _style(), policy(posts=desk is not None)),
        "script": _part("page.js"),
        "kinds": article.kinds(result),
        "home": _links(desk),
        "onward": "<div><dt><kbd>o</kbd></dt><dd>next article</dd></div>\n" if desk and desk.onward else "",
        "path": escape(result.article.path or ""),
        "headline": _headline(result, settled, alternatives),
        "summary": _summary(result, settled),
        "look": _look(result),
        "no_unfit": "" if settled.unfit else " hidden",
        "unfit": "".join(f"<li>{escape(_told(decision))}</li>" for decision in settled.unfit),
        "changes": parts.changes(result),
        "legend": figures.legend(),
        "article": article.render(result, state),
        "readability": figures.render(result.readability),
        "refused": _refused(result),
        "edits": article.table(result, state),
        "counts": escape(parts.counts(result)),
        "provenance": escape(parts.provenance(result)),
        "data": html.data(data.build(result, log, desk, alternatives)),
    }
    return html.fill(_part("page.html"), slots)


def policy(*, posts: bool) -> str:
    """What the page may do; a server says the same in its header. `posts` is for a page with a `Desk`."""
    return html.policy(_style(), _part("page.js"), posts=posts)


@cache
def _style() -> str:
    return html.style(_PAGE, "page.css")


@cache
def _part(name: str) -> str:
    return html.part(_PAGE, name)


def _name(result: Result, settled: Settled) -> str:
    name = settled.headline.text if settled.headline else result.article.title or result.article.path or "Article"
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _links(desk: Desk | None) -> str:
    links = [
        f'<a href="{escape(address)}"{key}>{label}</a>'
        for address, label, key in [
            (desk and desk.home, "All articles", ""),
            (desk and desk.onward, "Next article", ' id="onward"'),
        ]
        if address
    ]
    return f'<nav aria-label="Articles">{" ".join(links)}</nav>' if links else ""


def _alternatives(result: Result) -> tuple[str, ...]:
    """Other headlines to choose from: the article's own title, as it came and as it was mended, and the model's."""
    made = (result.headline.text, *result.headline.alternatives) if result.headline else ()
    found = dict.fromkeys([*_titles(result), *made[1:]])
    return tuple(text for text in found if text not in made[:1])


def _titles(result: Result) -> tuple[str, ...]:
    titles = [s for s in result.rewrite.segments if s.kind == "title"][:1]
    return tuple(text for title in titles for text in (title.text, title.original))


def _headline(result: Result, settled: Settled, alternatives: Sequence[str]) -> str:
    headline = settled.headline
    ids = result.headline.evidence if result.headline else ()
    mended, came = (*_titles(result), "", "")[:2]
    labels = {came: "The article’s own"}
    labels.setdefault(mended, "The article’s own, mended")
    others = "".join(
        f"<li><span>{labels.get(text, 'Or')}:</span> <q>{escape(text)}</q> "
        f'<button type="button" data-use="{number}" hidden>Use</button></li>'
        for number, text in enumerate(alternatives)
    )
    return (
        f'<div class="top"><h1 data-text="headline">{_worded(headline.text, headline.decision) if headline else ""}'
        f"</h1>{_evidence(ids)}{_pen('headline', 'the headline')}</div>"
        + (f'<ul class="others" aria-label="Other headlines">{others}</ul>' if others else "")
    )


def _summary(result: Result, settled: Settled) -> str:
    """Three places, also where the program has fewer lines: an editor may add one, or drop one."""
    items = []
    for number, made in islice(line_places(result), SUMMARY_LINES):
        line = settled.lines.get(number)
        shown = _worded(line.text, line.decision) if line else _worded("", settled.standing.get(f"line{number}"))
        items.append(
            f'<li><div class="top"><span data-text="line{number}">{shown}</span>'
            f"{_evidence(made.evidence if made else ())}{_pen(f'line{number}', f'line {number}')}</div></li>"
        )
    shortfalls = "".join(f'<p class="shortfall">{escape(text)}</p>' for text in parts.shortfalls(result))
    return f'<ol class="lines" aria-label="Summary">{"".join(items)}</ol>{shortfalls}'


def _worded(text: str, decision: Decision | None) -> str:
    by = "" if decision is None else f'<span class="by"> {escape(decision.by or "the editor")}’s wording</span>'
    return f"{escape(text)}{by}"


def _evidence(ids: Sequence[int]) -> str:
    """The sentences that a line stands on, as links; the numbers of one line light up together."""
    if not ids:
        return ""
    of_line = " ".join(map(str, ids))
    links = " ".join(
        f'<a href="#s{i}" data-evidence="{of_line}" aria-label="stands on sentence {i}">{i}</a>' for i in ids
    )
    return f'<span class="evidence">{links}</span>'


def _pen(target: str, name: str) -> str:
    label = f"Word {name} yourself"
    return f'<button type="button" class="pen" data-word="{target}" aria-label="{label}" hidden>Edit</button>'


def _look(result: Result) -> str:
    """The flags about the article as a whole; those about a sentence stand beside it."""
    flags = "".join(f"<li>{escape(flag.message)}</li>" for flag in result.flags if flag.segment is None)
    return f'<section class="warning"><h2>Look at</h2><ul>{flags}</ul></section>' if flags else ""


def _refused(result: Result) -> str:
    refused = result.facts.refused
    if not refused:
        return ""
    items = "".join(
        f"<li>{_place(r.segment)}{r.task}: {escape(r.violation.message)}: <q>{escape(r.text)}</q></li>"
        for r in refused
    )
    return (
        f'<details class="refused" open><summary><h2>Refused <small>{many(len(refused), "proposal")} of the model '
        f"that the guard did not let through</small></h2></summary><ul>{items}</ul></details>"
    )


def _place(segment: int | None) -> str:
    return "" if segment is None else f'<span class="evidence"><a href="#s{segment}">{segment}</a></span> '


def _told(decision: Decision) -> str:
    """As the script says it."""
    anchor = decision.anchor
    if decision.target == "edit":
        what, outcome = f"“{anchor.before}” → “{anchor.after}”", str(decision.verdict)
    else:
        what, outcome = f"“{anchor.after}”", f"worded “{decision.text}”"
    return safe.visible(f"{what}: {outcome} ({decision.by or 'the editor'}, {decision.at})")

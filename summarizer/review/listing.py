"""The list of a folder's articles as a page: what to look at first, how far each is, why some failed.

Takes entries and what the editor asked to see, gives HTML; reads its own template, styles and script from
`list_page/`. The page is complete as it comes: filters are links and a form, and only their comfort is script.
Tens of thousands of articles are shown a hundred at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape as quoted
from pathlib import Path
from urllib.parse import urlencode

from summarizer.batch import layout
from summarizer.counting import many
from summarizer.render import html, safe
from summarizer.review.catalogue import STATES, Entry, following

PAGE = 100
"""Articles shown at once."""
LOOK = "look"
"""What waits for the editor, and what failed."""

_PARTS = Path(__file__).parent / "list_page"
_WORDS: Mapping[str, str] = {
    "": "All",
    LOOK: "To look at",
    "failed": "Failed",
    "open": "Open",
    "partly": "Partly decided",
    "decided": "Decided",
    "plain": "No edits",
}
_PILLS: Mapping[str, str] = {state: _WORDS[state].lower() for state in STATES}


@dataclass(frozen=True, slots=True)
class View:
    """What the editor asked to see."""

    show: str = ""
    """A state, `look`, or nothing for all."""
    kind: str = ""
    """Of a flag."""
    query: str = ""
    page: int = 1

    @property
    def link(self) -> str:
        given = {"show": self.show, "kind": self.kind, "q": self.query, "page": self.page if self.page > 1 else ""}
        wanted = {name: value for name, value in given.items() if value}
        return f"/?{urlencode(wanted, errors='surrogatepass')}" if wanted else "/"


def view(asked: Mapping[str, str]) -> View:
    """From the parts of an address; what makes no sense there is as if it had not been asked for."""
    show = asked.get("show", "")
    page = asked.get("page", "")
    return View(
        show if show in _WORDS else "",
        asked.get("kind", ""),
        asked.get("q", "").strip(),
        int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 7 and int(page) else 1,
    )


def render(entries: Sequence[Entry], wanted: View, *, out: Path, editor: str) -> tuple[str, str]:
    """The page, and the policy it has to be sent with."""
    style, script = html.style(_PARTS, "style.css"), html.part(_PARTS, "script.js")
    # The states count what the other filters leave.
    matching = [entry for entry in entries if _matches(entry, wanted)]
    found = [entry for entry in matching if _is_in(entry, wanted.show)]
    last = max(1, -(-len(found) // PAGE))
    wanted = replace(wanted, page=min(wanted.page, last))
    start = (wanted.page - 1) * PAGE
    slots = {
        "style": style,
        "script": script,
        "folder": html.escape(safe.name(str(out))),
        "editor": html.escape(editor),
        "summary": _summary(entries),
        "next": _next(entries),
        "states": "".join(_states(matching, wanted)),
        "hidden": f'<input type="hidden" name="show" value="{wanted.show}">' if wanted.show else "",
        "query": quoted(wanted.query),
        "kinds": "".join(_kinds(entries, wanted)),
        "count": f"{len(found):,} of {many(len(entries), 'article')}",
        "table": _table(found[start : start + PAGE]),
        "pages": _pages(wanted, start, len(found)),
    }
    return html.fill(html.part(_PARTS, "page.html"), slots), html.policy(style, script, asks=True)


def _matches(entry: Entry, wanted: View) -> bool:
    if wanted.kind and wanted.kind not in (entry.flags or {}):
        return False
    texts = (entry.headline, entry.title, entry.name, entry.error)
    return wanted.query.casefold() in "\n".join(text for text in texts if text).casefold()


def _is_in(entry: Entry, show: str) -> bool:
    if show == LOOK:
        return entry.waits or entry.error is not None
    return not show or entry.state == show


def _summary(entries: Sequence[Entry]) -> str:
    counts = Counter(entry.state for entry in entries)
    parts = [f"{counts[state]:,} {_PILLS[state]}" for state in STATES if counts[state]]
    undecided = sum(entry.standing.undecided for entry in entries)
    if not undecided:
        return f"{many(len(entries), 'article')}: {', '.join(parts)}."
    return f"{many(len(entries), 'article')}: {', '.join(parts)}. {many(undecided, 'edit')} undecided."


def _next(entries: Sequence[Entry]) -> str:
    entry = following(entries, None)
    if entry is None:
        return ""
    return f'<a class="next" href="{link(entry.name)}">Next: {html.escape(_name(entry))} →</a>'


def _states(matching: Sequence[Entry], wanted: View) -> Iterator[str]:
    for show, word in _WORDS.items():
        count = sum(_is_in(entry, show) for entry in matching)
        if count or show in ("", LOOK, wanted.show):
            here = ' aria-current="page"' if show == wanted.show else ""
            address = quoted(replace(wanted, show=show, page=1).link)
            yield f'<a href="{address}"{here}>{word} <b>{count:,}</b></a>'


def _kinds(entries: Sequence[Entry], wanted: View) -> Iterator[str]:
    kinds = {kind for entry in entries for kind in entry.flags or ()} | ({wanted.kind} if wanted.kind else set())
    yield '<option value="">any</option>'
    for kind in sorted(kinds):
        chosen = " selected" if kind == wanted.kind else ""
        yield f'<option value="{quoted(kind)}"{chosen}>{html.escape(kind)}</option>'


def _table(entries: Sequence[Entry]) -> str:
    if not entries:
        return '<p class="empty">No article fits this filter. <a href="/">Show all</a></p>'
    return (
        "<table><thead><tr>"
        '<th scope="col">Article</th><th scope="col" class="state">State</th>'
        '<th scope="col" class="number">Undecided</th><th scope="col" class="number">Least sure</th>'
        '<th scope="col" class="flags">Flags</th></tr></thead>'
        f"<tbody>{''.join(_row(entry) for entry in entries)}</tbody></table>"
    )


def _row(entry: Entry) -> str:
    standing = entry.standing
    name = html.escape(safe.name(entry.name))
    if entry.error is not None:
        article = f"{name}<small>{html.escape(entry.error)}</small>"
        cells = '<td class="number"></td><td class="number"></td><td class="flags"></td>'
    else:
        below = " · ".join(dict.fromkeys([name, *([html.escape(entry.title)] if entry.title else [])]))
        article = f'<a href="{link(entry.name)}">{html.escape(_name(entry))}</a><small>{below}</small>'
        undecided = f"{standing.undecided:,} of {entry.edits:,}" if entry.edits else "–"
        sure = "–" if entry.confidence is None else f"{entry.confidence:.0%}"
        kinds = ", ".join(f"{html.escape(kind)} {count:,}" for kind, count in (entry.flags or {}).items())
        flags = f"{entry.flagged:,}<small>{kinds}</small>" if kinds else "–"
        cells = (
            f'<td class="number" data-label="Undecided">{undecided}</td>'
            f'<td class="number" data-label="Least sure">{sure}</td>'
            f'<td class="flags" data-label="Flags">{flags}</td>'
        )
    lost = f'<small class="unfit">{many(standing.unfit, "decision")} to place</small>' if standing.unfit else ""
    return (
        f'<tr class="{entry.state}"><td>{article}</td>'
        f'<td class="state"><span class="pill">{_PILLS[entry.state]}</span>{lost}</td>{cells}</tr>'
    )


def _pages(wanted: View, start: int, total: int) -> str:
    if total <= PAGE:
        return ""
    before = replace(wanted, page=wanted.page - 1).link if start else ""
    after = replace(wanted, page=wanted.page + 1).link if start + PAGE < total else ""
    parts = [
        f'<a href="{quoted(before)}" rel="prev">← previous page</a>' if before else "",
        f"<span>{start + 1:,}–{min(start + PAGE, total):,} of {total:,}</span>",
        f'<a href="{quoted(after)}" rel="next">next page →</a>' if after else "",
    ]
    return f'<div class="pages" role="navigation" aria-label="Pages">{" ".join(filter(None, parts))}</div>'


def link(name: str) -> str:
    """Where the article of that name is."""
    return f"/article/{layout.url(name)}"


def _name(entry: Entry) -> str:
    return entry.headline or entry.title or safe.name(entry.name)


def problem(message: str) -> tuple[str, str]:
    """A page that says what is wrong, and its policy."""
    style = html.style(_PARTS, "style.css")
    slots = {"style": style, "message": html.escape(message)}
    return html.fill(html.part(_PARTS, "problem.html"), slots), html.policy(style, "", asks=True)

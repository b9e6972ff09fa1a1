"""The facts of a text: numbers, dates, times, names, quotations, and what turns or weakens a statement.

Takes a text, gives frozen `Facts` whose spans point into it. Pure; reads only the word lists of the
package. Rules and small word lists, no model: what a fact is here is what two readers would compare word
for word. Each kind has a small file of its own; `numbers`, `dates`, `names`, `quotations`, `polarity` do
not know of one another.

Beside them lies what else the package knows of English, for whoever wants it: word lists and inflection
(`lexicon`, `verbs`, `function_words`, `grammar`, `articles`, `numerals`), who speaks and who is meant
(`attributions`, `credits`, `hearsay`, `persons`, `owners`, `selves`), how words are like one another
(`neighbours`), and what marks a site's own line, an address, a page's markup or a machine (`boilerplate`, `starts`,
`verbatim`, `markup`, `oddities`, `misrendered`).
"""

from __future__ import annotations

from functools import lru_cache

from summarizer.facts import dates, names, numbers, polarity, quotations
from summarizer.facts.base import Fact, FactKind, Facts
from summarizer.facts.tokens import Token, content_stems, content_words, ends_sentence, stem, stems, tokenize

__all__ = [
    "Fact",
    "FactKind",
    "Facts",
    "Token",
    "content_stems",
    "content_words",
    "ends_sentence",
    "extract",
    "stem",
    "stems",
    "tokenize",
]


@lru_cache(maxsize=4096)
def extract(text: str) -> Facts:
    """All facts of `text`, sorted by span. Facts of different kinds may overlap: a name inside a quotation
    is both.
    """
    tokens = tokenize(text)
    dated, taken = dates.find(tokens, text)
    counted = numbers.find(tokens, text, taken)
    named = names.find(tokens, text, taken)
    turned = polarity.find(tokens, text, taken, counted)
    found = [*dated, *counted, *named, *turned, *quotations.find(text)]
    return Facts(tuple(sorted(found, key=lambda f: (f.span, f.kind))), names.introductions(tokens))

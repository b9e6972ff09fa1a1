"""Where somebody speaks of himself: `I`, `our`; not in `U.S.`, and not in `World War I`.

Takes tokens, gives tokens. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.facts.tokens import Token

_SELF = frozenset("i we my me our us".split())
_COUNTRY = frozenset(("U.S.", "US"))
_NUMBERED = frozenset(
    "war wars phase type part title class chapter division article schedule stage tier level act book volume "
    "formula king queen pope emperor".split()
)
"""Before an `I` they show that it is a numeral."""


def selves(tokens: Sequence[Token]) -> Iterator[Token]:
    """The pronouns of whoever speaks, alone or with others, in order."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else token
        is_name = i > 1 and before.capital and tokens[i - 2].low in _NUMBERED  # `King Charles I`
        is_numeral = token.text == "I" and i > 0 and (before.low in _NUMBERED or is_name)
        if token.low in _SELF and token.text not in _COUNTRY and not is_numeral:
            yield token

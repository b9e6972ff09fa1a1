"""Where somebody speaks of himself: `I`, `our`; not in `U.S.`, and not in `World War I`.

Takes tokens, gives tokens. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.facts.tokens import Token

_SELF = frozenset("i we my me our us".split())
_COUNTRY = frozenset(("U.S.", "US"))
_NUMBERED = frozenset("war phase type part title class chapter division article schedule stage tier level".split())
"""Before an `I` they show that it is a numeral."""


def selves(tokens: Sequence[Token]) -> Iterator[Token]:
    """The pronouns of whoever speaks, alone or with others, in order."""
    for i, token in enumerate(tokens):
        is_numeral = token.text == "I" and i > 0 and tokens[i - 1].low in _NUMBERED
        if token.low in _SELF and token.text not in _COUNTRY and not is_numeral:
            yield token

"""How much better English a rewrite is than its sentence, to the language model beside the one that wrote it.

Takes two texts and an engine, gives nats. Touches nothing.
"""

from __future__ import annotations

from summarizer.engines.base import Engine
from summarizer.facts import content_stems


def gain(before: str, after: str, engine: Engine) -> float:
    """Nats by which `after` is the likelier English; where it leaves words with content out, that is no gain.

    What is not said costs nothing: `the village of constable Torim` is less likely than `the village of Torim`.
    """
    nats = engine.fluency(after) - engine.fluency(before)
    return 0.0 if nats > 0 and _leaves_out(before, after) else nats


def _leaves_out(before: str, after: str) -> bool:
    """Whether words with content are gone that no others stand for."""
    old, new = (frozenset(content_stems(text)) for text in (before, after))
    return len(old - new) > len(new - old)

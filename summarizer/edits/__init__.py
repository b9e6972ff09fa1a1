"""What changed, why, and how to take it back: hunks between two texts, their reasons, and the edits of a segment.

Takes texts and repairs, gives frozen values. Touches nothing.
"""

from summarizer.edits.composing import compose, confidence_of
from summarizer.edits.founded import is_unfounded, leaves_out
from summarizer.edits.hunks import Hunk, apply_hunks, diff
from summarizer.edits.reasons import REASONS, Reason, reason
from summarizer.edits.styles import keep_style
from summarizer.edits.unwanted import is_unwanted

__all__ = [
    "REASONS",
    "Hunk",
    "Reason",
    "apply_hunks",
    "compose",
    "confidence_of",
    "diff",
    "is_unfounded",
    "is_unwanted",
    "keep_style",
    "leaves_out",
    "reason",
]

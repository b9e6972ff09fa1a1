"""What an editor decided about a result: kept as a log, found again after a new run, settled into the final text.

values    -> the frozen values: a decision, what it is anchored to, the log of an article
file      -> the log as `<article>.decisions.json`, read and written whole
anchoring -> the edit, sentence, headline or line that an anchor means in a result, or none
following -> where edits show in the headline and the lines, which go back with them
merging   -> new decisions onto a log that may have grown since they were made
settling  -> a result and its log -> the text that stands, and what of the log no longer fits
"""

from __future__ import annotations

from summarizer.decisions.anchoring import edit_anchor, headline_anchor, line_anchor, segment_anchor
from summarizer.decisions.file import begin, beside, dumps, entries, parse, read, write
from summarizer.decisions.merging import Conflict, Merged, merge
from summarizer.decisions.settling import Settled, SettledEdit, SettledLine, SettledSegment, settle
from summarizer.decisions.values import Anchor, Decision, Decisions, Target, Verdict

__all__ = [
    "Anchor",
    "Conflict",
    "Decision",
    "Decisions",
    "Merged",
    "Settled",
    "SettledEdit",
    "SettledLine",
    "SettledSegment",
    "Target",
    "Verdict",
    "begin",
    "beside",
    "dumps",
    "edit_anchor",
    "entries",
    "headline_anchor",
    "line_anchor",
    "merge",
    "parse",
    "read",
    "segment_anchor",
    "settle",
    "write",
]

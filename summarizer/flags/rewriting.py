"""What a rewrite leaves out: words of the sentence that mean something, where no others stand for them.

Takes a finished segment, gives findings. Pure. Half of what stands in noisy sentences and tells nothing (`after our
squad of content moved`) the model leaves out, rightly; whether it told nothing is for the editor to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.document import RewrittenSegment
from summarizer.facts import content_words, stem, tokenize
from summarizer.flags.findings import Finding, finding


def find(segment: RewrittenSegment) -> Iterator[Finding]:
    told = {stem(word.low) for word in content_words(tokenize(segment.text))}
    for edit in (edit for edit in segment.edits if edit.origin == "model"):
        gone = [w.text for w in content_words(tokenize(edit.before)) if stem(w.low) not in told]
        if len(gone) > len(content_words(tokenize(edit.after))):
            message = f"the rewrite leaves out `{' '.join(gone)}`"
            yield finding(segment.id, 0, len(segment.text), "words-dropped", message)

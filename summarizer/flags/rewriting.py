"""What a rewrite leaves out: words of the sentence that mean something, where no others stand for them.

Takes a finished segment, gives findings. Pure. Half of what stands in noisy sentences and tells nothing (`after our
squad of content moved`) the model leaves out, rightly; whether it told nothing is for the editor to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.document import Edit, RewrittenSegment
from summarizer.facts import content_words, lexicon, stem, tokenize, verbs
from summarizer.facts.function_words import AUXILIARIES, FUNCTION_WORDS, MODALS, PREPOSITIONS
from summarizer.flags.findings import Finding, finding

_STANDS_FOR_NOTHING = FUNCTION_WORDS - AUXILIARIES - MODALS


def find(segment: RewrittenSegment) -> Iterator[Finding]:
    had, told = ({_sense(word.low) for word in content_words(t)} for t in (segment.original, segment.text))
    left_out: list[str] = []
    for edit in (edit for edit in segment.edits if edit.origin == "model"):
        stand_in = _standing_in(edit)
        before = [word for word in content_words(edit.before) if word.low not in PREPOSITIONS]
        lost = [w for w in before if _sense(w.low) not in told and not _is_respelt(w.low, edit)]
        gone = [w.text for w in lost if not any(low.startswith(w.low) for low in stand_in)]  # `low`, `lowest`
        if len(gone) > len(stand_in):
            left_out.append(f"`{' '.join(gone)}`")
    if len(left_out) > len(told - had):  # `offer of work` may become `job offer`
        message = f"the rewrite leaves out {' and '.join(left_out)}"
        yield finding(segment.id, 0, len(segment.text), "words-dropped", message)


def _standing_in(edit: Edit) -> list[str]:
    """The lower-case words in an edit's place that may stand for others: with content, or verbs of any kind."""
    with_content = {word.low for word in content_words(edit.after)}
    return [
        token.low
        for token in tokenize(edit.after)
        if token.kind != "mark" and (token.low in with_content or token.low not in _STANDS_FOR_NOTHING)
    ]


def _sense(low: str) -> str:
    """What a word is compared by, however it is inflected or spelt: `centres`, `center`."""
    return stem(lexicon.americanised(low))


def _is_respelt(low: str, edit: Edit) -> bool:
    """Whether a word that is none, or as good as none, has something in its place: `sayed`, `said`."""
    is_no_word = (
        edit.kind == "spelling" or lexicon.is_rare(low) or low.removesuffix("ed") in verbs.irregular()[0].values()
    )
    return is_no_word and bool(edit.after.strip())

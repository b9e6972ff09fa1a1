"""The guard: whatever the model proposes passes here or is refused, with the rule and the fact that speak
against it.

Takes texts, gives a `Violation` or None. Pure; no model, no file but the package's word lists.
`check_rewrite` wants the same facts both ways, `check_claim` wants nothing that the evidence lacks. `new_words`
tells what a rewrite says that the sentence did not, for whoever wants to be surer of it.
"""

from __future__ import annotations

from summarizer.guard.claim import check_claim
from summarizer.guard.contents import new_words
from summarizer.guard.rewrite import check_rewrite

__all__ = ["check_claim", "check_rewrite", "new_words"]

"""The guard: whatever the model proposes passes here or is refused, with the rule and the fact that speak
against it.

Takes texts, gives a `Violation` or None. Pure; no model, no file but the package's word lists.
`check_rewrite` wants the same facts both ways, `check_claim` wants nothing that the evidence lacks. `reach`
tells how far a rewrite goes, for whoever wants to be surer of one that goes farther, and `new_words` what it says
that the sentence did not.
"""

from __future__ import annotations

from summarizer.guard.claim import check_claim
from summarizer.guard.rewrite import check_rewrite, new_words, reach

__all__ = ["check_claim", "check_rewrite", "new_words", "reach"]

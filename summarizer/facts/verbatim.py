"""What must stay to the letter: addresses, file names, handles, code.

Takes a text, gives spans. Pure.
"""

from __future__ import annotations

import re

from summarizer.document import Span

_VERBATIM = re.compile(
    r"""(?:https?|ftp)://\S+ | www\.\S+                 # addresses
      | [^\s“”"'()<>]+@[^\s“”"'()<>]+                   # e-mail, handles with a host
      | (?<!\w)[@\#]\w+                                 # @handle, #tag
      | `[^`\s][^`\n]*[^`\s]`(?!`) | `[^`\s]`(?!`)      # `code`
      | (?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|io|co|tv|eu|uk|de|fr|ru|cn|jp|au|ca|us
            |txt|pdf|docx?|xlsx?|csv|html?|php|js|py|sh|exe|zip|jpe?g|png|mp[34]|conf|json|xml|ya?ml)\b
        (?:/\S*)?                                       # example.com/page, report.pdf
    """,
    re.VERBOSE,
)


def verbatim_spans(text: str) -> list[Span]:
    """Addresses, file names, handles and code, without the punctuation that ends them."""
    spans = []
    for match in _VERBATIM.finditer(text):
        end = match.start() + len(match[0].rstrip(".,;:!?)”’\"'"))
        if end > match.start():
            spans.append(Span(match.start(), end))
    return spans

"""Lines that a site puts into its articles and that are no part of them: `Read also:`, `Photo: Reuters`.

Takes a text; says whether it is one. Pure.
"""

from __future__ import annotations

import re

_BOILERPLATE = re.compile(
    r"""\W*(?:
        (?:read|see|watch|listen|look)\ (?:also|more|next|too)\b\s*
        (?:[:|—–»>-]|$|about\b|at\b|on\ (?:our|the|page)\b|here\b)
      | (?:also|read)\ (?:read|watch|see|on|the\ topic|full\ (?:story|article))\b\s*(?:[:|—–»>-]|$|here\b)
      | (?:related|more\ on\ (?:the|this)\ topic|in\ this\ topic|recommended|most\ read|see\ below)\s*:
      | (?:photos?|images?|pictures?|pics?|videos?|illustration|foto|graphics?|screenshot|caption)
        (?:\ (?:credits?|by|source|courtesy|illustration|archive))*\s*[:©/|]
      | (?:photo|image|picture|video)\ (?:by|credit|courtesy)\b
      | (?:source|sources|author|text|tags?|keywords?|topics?|share|advertisement|ad|promo)\s*:
      | (?:©|\(c\)\ |copyright\b)
      | subscribe\ (?:to|now|for|here|and)\b | sign\ up\ (?:for|to|here|now)\b
      | follow\ (?:us|our|me)\b | join\ (?:us|our|the\ discussion)\ ?(?:on|in|channel|telegram|group|page|$)
      | click\ (?:here|on\ the\ link|the\ link|below|to\ (?:read|share|subscribe))\b
      | (?:download|install)\ (?:our|the)\ (?:free\ )?app\b
      | (?:share|tweet)\ (?:this|the)\ (?:article|story|post|page|news)\b | share\ on\b
      | (?:advertisement|advertising|sponsored\ content|read\ more|comments?|loading)\W*$
      | (?:more|further)\ details\ (?:can\ be\ found|here|in)\b | you\ must\ have\ javascript\b
      | \d+\ (?:second|minute|hour|day)s?(?:\ ?\(s\))?\ ago\W*$ | you\ can\ watch\b
      | (?:this|the)\ (?:article|story|text|material|post)\ (?:was|is|has\ been)\ (?:originally\ |first\ )?
        (?:published|posted|reprinted)\b
      | (?:this\ was\ )?originally\ (?:published|posted)\ (?:on|at|in|by)\b
      | (?:have\ you\ )?(?:found|noticed|spotted)\ an?\ (?:error|typo|mistake)\b
    )
    | .*\ball\ rights\ reserved\W*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 30
"""Words; a longer sentence has more to it, whatever it opens with."""


def is_boilerplate(text: str) -> bool:
    return len(text.split()) <= _LONGEST and _BOILERPLATE.match(text) is not None

"""What a news site puts behind its titles, as patterns for those who find it; pure."""

SITE_AND_DATE = r"[-–—|] (?:[\w.!&']+ ){1,3}[-–—|] \d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
"""`- DW - 12.02.2023`"""

SITE_NAME = (
    r"(?:\([^()]{2,40}\) ?)?[-–—|=] ?(?:[\w.!&']+ ){0,3}"
    r"(?i:news|newspaper|shimbun(?: live)?|gazeta|yahoo!|digital|online|in russian|in english)\.?"
)
"""`(BBM Sports) - Yahoo! News`, `| Saga Shimbun LIVE`: a name that only a site or a paper has."""

TIME_STAMP = (
    r"(?:[:,]? ?(?:[-–—] ?[A-Z]{2,}[-–— ][\d .-]{6,}|[:,] \d{1,2} [A-Z][a-z]+ \d{4},? \d{1,2}:\d{2})"
    r"|(?: -)? \d{1,2} (?:minute|hour|day)(?:s|\(s\))? ago\b.*)"
)
"""`: 12 February 2023, 00:12`, `31 minute(s) ago`, or what translation leaves of a site and a date:
`- DW-11 11. 02 2023`.
"""

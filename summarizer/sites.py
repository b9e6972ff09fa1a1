"""What a news site puts behind its titles, as a pattern for those who find it; pure."""

SITE_AND_DATE = r"[-–—|] (?:[\w.!&']+ ){1,3}[-–—|] \d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
"""`- DW - 12.02.2023`"""

"""DOIs of the nineties that hold a serial item's identifier, with its angle brackets (ANSI/NISO Z39.56, SICI)."""

import re

SICI = re.compile(
    r"10\.\d{4,9}/(?:\(sici\))?[\w.():-]{9,60}?<[^<>\s]{1,60}>(?:\d\.\d\.[a-z]{2};\d(?:-[\da-z])?)?", re.IGNORECASE
)
"""Such a DOI whole, from its prefix to its check character, where it has one."""

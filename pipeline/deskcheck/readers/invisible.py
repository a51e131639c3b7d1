"""Characters that people cannot see in a text: zero-width, direction controls, tags, unmapped glyphs.

Code points and their names: The Unicode Standard, chapter 23, "Special Areas and Format Characters".
"""

import re
from collections.abc import Iterator

from deskcheck.model import Remark, RemarkKind, locate

_ZERO_WIDTH = re.compile(r"[\u200b\u2060-\u2064\ufeff\u180e]+")
# Joiners carry meaning in many scripts and in emoji, never between Latin letters or digits.
_JOINERS = re.compile(r"(?<=[A-Za-z0-9 ])[\u200c\u200d]+(?=[A-Za-z0-9 ])")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]+")
# Tag characters are seen only as parts of a flag, which starts with a black flag.
_TAGS = re.compile(r"(?<!\U0001f3f4)(?<![\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNMAPPED = re.compile(r"[\ufffd\ue000-\uf8ff]+")
_KINDS = (
    (RemarkKind.INVISIBLE_CHARACTERS, _ZERO_WIDTH, "zero-width characters"),
    (RemarkKind.INVISIBLE_CHARACTERS, _JOINERS, "zero-width joiners between Latin letters"),
    (RemarkKind.INVISIBLE_CHARACTERS, _DIRECTION, "direction controls"),
    (RemarkKind.INVISIBLE_CHARACTERS, _TAGS, "tag characters"),
    (RemarkKind.UNREAD, _UNMAPPED, "characters that stand for no letter"),
)


def remarks_on(text: str) -> Iterator[Remark]:
    """Yield one remark for each sort of invisible character, at its first run."""
    if text.isascii():
        return
    place = None
    for kind, pattern, name in _KINDS:
        runs = [(found.start(), found.end()) for found in pattern.finditer(text)]
        if not runs or (pattern is _DIRECTION and _RIGHT_TO_LEFT.search(text)):
            continue
        place = place or locate(text)
        count = sum(end - start for start, end in runs)
        start, end = runs[0]
        code = f"U+{ord(text[start]):04X}"
        where = "in one place" if len(runs) == 1 else f"in {len(runs)} places"
        yield Remark(kind, f"The text holds {count} {name} ({code} first) {where}.", place(start, end))

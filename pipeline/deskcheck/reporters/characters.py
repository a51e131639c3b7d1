"""Text from outside made harmless to show: unseen characters become visible escapes, nothing else changes."""

import re
import unicodedata
from functools import cache

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@cache
def _unseen() -> re.Pattern[str]:
    """Return a pattern of the characters that one does not see: Unicode categories Cc, Cf, Cs, Co, Zl and Zp.

    U+00AD and the joiners are among them, since they hide in text. Built from Python's own tables.
    """
    points = [point for point in range(0x20, 0x3000) if unicodedata.category(chr(point)) in _UNSEEN]
    ranges = "".join(f"\\u{point:04x}" for point in points)
    far = "\\ud800-\\uf8ff\\ufeff\\ufff9-\\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    return re.compile(f"[\\x00-\\x1f{ranges}{far}\U0001d173-\U0001d17a\U000e0001-\U000e007f\U000f0000-\U0010ffff]")


def printable(text: str, *, keep: bool = False) -> str:
    """Return ``text`` on one line with control, bidi and other unseen characters shown as ``\\u{…}``.

    Runs of blanks become one; with ``keep`` every blank stays one.
    """
    line = re.sub(r"\s", " ", text) if keep else " ".join(text.split())
    return visible(line)


def visible(text: str) -> str:
    """Return ``text`` with every unseen character but tabs and line feeds shown as ``\\u{…}``."""
    if text.isascii() and text.isprintable():
        return text
    return _unseen().sub(lambda found: found[0] if found[0] in "\t\n" else f"\\u{{{ord(found[0]):x}}}", text)


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: wide characters two, combining marks none.

    Wide and fullwidth as in Unicode Standard Annex #11, East Asian Width.
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )

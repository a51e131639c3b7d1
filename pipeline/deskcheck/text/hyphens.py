"""Words that a line end has parted with a hyphen, or the end of a page with a running head."""

import re

_PARTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,30})[-‐][^\S\n]*\n\s*([a-zß-öø-ÿ]+)")
_HEAD = re.compile(r"(?<=[^\W\d_][-‐,]|[^\W\d_]{2})\n[^\S\n]*\n[^\n]{1,120}\n[^\S\n]*\n\s*(?=[a-zß-öø-ÿ])")
# First parts of words that are written with a hyphen anyway, before a word and not before an ending.
_KEPT = frozenset(
    """self non cross long short well high low double single half two three four five evidence risk decision peer follow
    large small""".split()
)
_SHORTEST_WORD = 4


def joined(text: str) -> str:
    """Return ``text`` with words put together that a line end has parted; a hyphen of the word's own is kept.

    A short line between blank ones amid a sentence, the running head of a page, is left out.
    """
    return _PARTED.sub(_whole, _HEAD.sub("\n", text) if "\n" in text else text)


def _whole(found: re.Match[str]) -> str:
    own = found[1].lower() in _KEPT and len(found[2]) >= _SHORTEST_WORD
    return f"{found[1]}-{found[2]}" if own else f"{found[1]}{found[2]}"

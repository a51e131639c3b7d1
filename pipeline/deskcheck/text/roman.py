"""Numbers in small Roman letters, as endnotes carry them: ``iv`` is 4, up to ``ccxcix``, 299."""

ROMAN = r"(?=[ivxlc])c{0,2}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""The letters of such a number; every repetition is bounded."""
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def value(letters: str) -> int:
    """Return the number that Roman letters write, a smaller one before a greater one taken off."""
    worths = [_WORTH[letter] for letter in letters]
    return sum(-one if one < max(worths[place + 1 :], default=0) else one for place, one in enumerate(worths))

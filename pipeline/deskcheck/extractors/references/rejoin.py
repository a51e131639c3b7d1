"""Mend a wrapped list without numbers and indents by its own habit: nearly all entries have a year, in one place.

A piece without a year is then half an entry: the head of one whose year stands at the end, the tail of one whose year
stands at the beginning. Only breaks that the width of the lines forced are mended.
"""

import re
from collections.abc import Sequence

from deskcheck.extractors.references.entries import Shape, fits
from deskcheck.extractors.references.lines import Line

_DATED = re.compile(
    r"(?<![\d\-–.,:/])(?:1[6-9]|20)\d\d[a-z]?(?![\d/]|[-–]\d)|\bn\. ?d\.|\bin press\b|\bforthcoming\b", re.I
)
_ADDRESS = re.compile(r"https?:|www\.")
_GROUP = re.compile(r"[^\W\d_a-z][^\d().]{2,80} \((?:1[6-9]|20)\d\d[a-z]?\)")
_MOST = 0.75
_FEWEST = 4


def is_dated_group(words: str) -> bool:
    """Tell whether a line begins with an organisation and a year: "World Health Organization (2006) …"."""
    return _GROUP.match(words) is not None


def rejoined(text: str, lines: Sequence[Line], shape: Shape, starts: list[int]) -> list[int]:
    """Return the rows where entries start, without those where only half an entry would.

    Args:
        text: the article's text.
        lines: the lines of the list.
        shape: how it is set.
        starts: the rows where entries seem to start, the first among them.
    """
    pieces = _pieces(text, lines, starts)
    years = [_DATED.search(piece) for piece in pieces]
    dated = [year.start() / len(piece) for piece, year in zip(pieces, years, strict=True) if year]
    whole = [year is not None or _ADDRESS.search(piece) is not None for piece, year in zip(pieces, years, strict=True)]
    if len(dated) < _FEWEST:
        return starts
    early = sum(place < 0.5 for place in dated) / len(dated)
    if max(early, 1 - early) < _MOST:
        return starts
    kept = [starts[0]]
    for place in range(1, len(starts)):
        row = starts[place]
        forced = not fits(text, lines[row - 1], lines[row], shape.width - 3)
        half = not whole[place] if early >= _MOST else not whole[place - 1]
        if not (forced and half):
            kept.append(row)
    return kept


def _pieces(text: str, lines: Sequence[Line], starts: list[int]) -> list[str]:
    """Return the text from each start to the next."""
    stops = [*starts[1:], len(lines)]
    return [text[lines[row].start : lines[stop - 1].end] for row, stop in zip(starts, stops, strict=True)]

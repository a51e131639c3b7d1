"""Lines of PDF pages and what the lines around each tell of it: how far they reach, and whether entries hang."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

_AROUND = 8


class Line(msgspec.Struct):
    """A line of a page; ``left``, ``right`` and ``baseline`` in points from the page's lower left.

    ``margin`` is how far the lines around it reach; ``hung`` tells, among hanging indents, whether it is set in.
    """

    words: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    page: int = 0
    column: int = 0
    margin: float = 0.0
    hung: bool | None = None


def measure(lines: Sequence[Line]) -> None:
    """Set ``margin`` and ``hung`` of every line."""
    _set_margins(lines)
    _set_hanging(lines)


def _set_margins(lines: Sequence[Line]) -> None:
    """Give every line the right edge that at least two lines around it, set in like manner, reach."""
    for position, line in enumerate(lines):
        around = lines[max(0, position - _AROUND) : position + _AROUND + 1]
        alike = (
            one.right
            for one in around
            if (one.page, one.column) == (line.page, line.column) and abs(one.left - line.left) < 2 * line.size
        )
        reach = sorted(alike)[-2:]
        line.margin = reach[0]


def _set_hanging(lines: Sequence[Line]) -> None:
    """Tell the first lines of entries that hang from those that go on with them.

    Where first lines are set in, it is the lines at the edge that follow each other; where entries hang, those set in.
    """
    for position, line in enumerate(lines):
        for near in (lines[max(0, position - _AROUND) : position + 1], lines[position : position + _AROUND + 1]):
            edge = _hanging_edge([one for one in near if (one.page, one.column) == (line.page, line.column)], line.size)
            if edge is not None:
                line.hung = line.left > edge + 0.8 * line.size


def _hanging_edge(lines: Sequence[Line], size: float) -> float | None:
    """Return where the first lines of entries begin if the entries hang, all by one measure."""
    edge = min(one.left for one in lines)
    deep = [one.left > edge + 0.8 * size for one in lines]
    lefts = [one.left for one, inner in zip(lines, deep, strict=True) if inner]
    pairs = Counter(pairwise(deep))
    more = pairs[True, True] > pairs[False, False] or (pairs[False, True] > 1 and not pairs[False, False])
    return edge if more and pairs[True, False] and max(lefts) - min(lefts) < 0.5 * size else None

"""Places in an article's text."""

from bisect import bisect_right

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A stretch of ``Article.text``, a W3C TextPositionSelector with its line and column.

    ``start`` and ``end`` count Unicode code points from 0, ``end`` excluded; ``line`` and
    ``column`` count from 1 and name the place of ``start``.
    """

    start: int
    end: int
    line: int = 1
    column: int = 1

    def of(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class locate:  # noqa: N801 - reads as a verb where it is called: locate(text)(start, end)
    """Make spans of one text, each with its line and column, in logarithmic time a span."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position != -1:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def __call__(self, start: int, end: int) -> Span:
        """Return the span from ``start`` to ``end``."""
        row = bisect_right(self._starts, start) - 1
        return Span(start, end, row + 1, start - self._starts[row] + 1)

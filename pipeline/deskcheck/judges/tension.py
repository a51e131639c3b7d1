"""Two places of one article at odds with each other, and finding them by place."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec


class Tension(msgspec.Struct, frozen=True):
    """Two places of one article that cannot both be right.

    Attributes:
        first, second: offsets (start, end) of the two sentences, in text order.
        says: a sentence's clause for an editor.
        cue: the words in conflict.
        confidence: 0 to 1.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    says: str
    cue: str
    confidence: float

    def touches(self, start: int, end: int) -> bool:
        """Tell whether one of the two places overlaps start to end."""
        return any(begin < end and start < stop for begin, stop in (self.first, self.second))


class Places:
    """Finds the tensions of an article by place; its sentences never overlap."""

    def __init__(self, found: Sequence[Tension]) -> None:
        self._at = sorted(
            (place, order, tension) for order, tension in enumerate(found) for place in (tension.first, tension.second)
        )

    def first(self, start: int, end: int) -> Tension | None:
        """Return the first tension, in text order, with a sentence that overlaps start to end."""
        after = bisect_left(self._at, ((end, -1), -1))
        touching = []
        while after and self._at[after - 1][0][1] > start:
            after -= 1
            touching.append(self._at[after])
        return min(touching, key=lambda entry: entry[1])[2] if touching else None

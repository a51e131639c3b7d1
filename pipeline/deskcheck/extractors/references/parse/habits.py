"""What the references of one list have in common: the order of their fields, and the marks between them.

A list keeps one style, so a labelling that parts from those around it is seldom right: in the labelled lists four in a
hundred references have another order of fields than their neighbours, and these hold two of five errors. Counted here
over the surest labellings of the references before and after one, each with the weight of its probability; ``ranking``
has the weights of what comes out.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from deskcheck.extractors.references.parse.forms import Gap
from deskcheck.extractors.references.parse.spans import runs
from deskcheck.extractors.references.parse.tokens import Tokens

REACH = 15
"""References looked at before one, and as many after it."""
_CERTAIN = 16
"""Weight of a neighbour of probability 1; whole numbers, so that what is added and taken away leaves nothing."""
_ENOUGH = 2 * _CERTAIN
"""Neighbours of less weight than that together show no habit."""
_UNSEEN = 5
"""Added to every count (Lidstone's smoothing), some third of a sure neighbour."""
_LABELS = 12
_MARKS = 4
"""As many labels and marks as may well follow on a field; they share the weight of what was not seen."""


class Layout(NamedTuple):
    """The fields of one labelling.

    Attributes:
        order: their labels.
        borders: label before, marks between and label after, for every field and for the end.
        moves: label before and label after, likewise.
    """

    order: tuple[str, ...]
    borders: list[tuple[str, str, str]]
    moves: list[tuple[str, str]]


def layout(tokens: Tokens, labels: list[str]) -> Layout:
    """Return the fields that ``labels`` make of a reference."""
    before, end = "^", -1
    order: list[str] = []
    borders: list[tuple[str, str, str]] = []
    moves: list[tuple[str, str]] = []
    for label, first, last in runs(labels):
        marks = _marks(tokens.gaps[first])
        borders.append((before, marks if first == end + 1 else "o" + marks, label))
        moves.append((before, label))
        order.append(label)
        before, end = label, last
    borders.append((before, "$" if end + 1 == len(labels) else "o", "$"))
    moves.append((before, "$"))
    return Layout(tuple(order), borders, moves)


class Habits:
    """The habits of the references around one, as counted so far."""

    def __init__(self) -> None:
        self._seen: Counter[Hashable] = Counter()
        self._total = 0

    def count(self, one: Layout, weight: int) -> None:
        """Count a neighbour, or take one out by its negative weight."""
        seen = self._seen
        seen[one.order] += weight
        self._total += weight
        for border, move in zip(one.borders, one.moves, strict=True):
            seen[border] += weight
            seen[move] += weight
            seen[move[0]] += weight

    def signs(self, one: Layout) -> tuple[float, float] | None:
        """Tell how usual a layout is here.

        Returns:
            the logarithms of the probability of its borders, each after the field before it, and of its order; None
            where too few neighbours are known.
        """
        if self._total < _ENOUGH:
            return None
        seen = self._seen
        borders = 0.0
        for border, move in zip(one.borders, one.moves, strict=True):
            after = seen[move[0]]
            moved = (seen[move] + _UNSEEN) / (after + _UNSEEN * _LABELS)
            borders += math.log((seen[border] + _UNSEEN * _MARKS * moved) / (after + _UNSEEN * _MARKS))
        return borders, math.log((seen[one.order] + _UNSEEN) / (self._total + _ENOUGH))


def around(layouts: Sequence[tuple[Layout, float] | None]) -> Iterator[Habits]:
    """Yield the habits around every reference, itself left out; each is true until the next one is asked for.

    Args:
        layouts: the surest layout of every reference of a list with its probability, from 0 to 1; None for one that
            has no words.
    """
    known = [(one[0], round(one[1] * _CERTAIN)) if one else None for one in layouts]
    habits = Habits()
    for one in filter(None, known[:REACH]):
        habits.count(*one)
    for place, here in enumerate(known):
        ahead = known[place + REACH] if place + REACH < len(known) else None
        behind = known[place - REACH - 1] if place > REACH else None
        if ahead:
            habits.count(*ahead)
        if behind:
            habits.count(behind[0], -behind[1])
        if here:
            habits.count(here[0], -here[1])
        yield habits
        if here:
            habits.count(*here)


@lru_cache(4096)
def _marks(gap: str) -> str:
    """Fold the marks between two tokens."""
    return Gap(gap).key

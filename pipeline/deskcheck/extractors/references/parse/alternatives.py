"""The likeliest labellings of one reference, best first.

Labels that are all but impossible at a token are left out; the rest is searched best first (Hart, Nilsson and Raphael,
"A Formal Basis for the Heuristic Determination of Minimum Cost Paths", 1968) with the exact score of the best way to
the end as the estimate, so that every labelling found is the next best one.
"""

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
IMPOSSIBLE = 0.003
"""Labels of a lower probability at a token are not tried there."""
_STEPS = 20_000
"""Steps after which the search gives up: a reference of 300 tokens takes some 3,000."""


def likeliest(
    emissions: Scores, transitions: Scores, marginals: Scores, most: int
) -> Iterator[tuple[list[int], float]]:
    """Yield at most ``most`` labellings with their scores, best first.

    Args:
        emissions: tokens × labels, what each token scores for each label.
        transitions: label before × label after.
        marginals: tokens × labels, the probability of each label.
        most: how many to yield.
    """
    tried: list[list[int]] = [[] for _ in marginals]
    for place, label in np.argwhere(marginals > IMPOSSIBLE).tolist():
        tried[place].append(label)
    own, move = emissions.tolist(), transitions.tolist()
    ahead = _ahead(own, move, tried)
    only = [labels[0] for labels in tried]
    choice = _choices(tried)
    heap: list[tuple[float, float, tuple[int, ...]]] = [
        (-own[0][label] - ahead[0][label], own[0][label], (label,)) for label in tried[0]
    ]
    heapq.heapify(heap)
    found = 0
    for _ in range(_STEPS):
        if not heap or found == most:
            return
        _, score, path = heapq.heappop(heap)
        place, last = choice[len(path)], path[-1]
        for at in range(len(path), place):
            score, last = score + move[last][only[at]] + own[at][only[at]], only[at]
        path = (*path, *only[len(path) : place])
        if place == len(own):
            found += 1
            yield list(path), score
            continue
        for label in tried[place]:
            reached = score + move[last][label] + own[place][label]
            heapq.heappush(heap, (-reached - ahead[place][label], reached, (*path, label)))


def _choices(tried: list[list[int]]) -> list[int]:
    """Return, for every token and what follows the last one, where the next token with a choice stands."""
    found = [len(tried)]
    for place in range(len(tried) - 1, -1, -1):
        found.append(place if len(tried[place]) > 1 else found[-1])
    return found[::-1]


def _ahead(
    own: Sequence[Sequence[float]], move: Sequence[Sequence[float]], tried: list[list[int]]
) -> list[dict[int, float]]:
    """Return, for every token and label, the best score of all that follows."""
    found = [dict.fromkeys(tried[-1], 0.0)]
    for place in range(len(own) - 1, 0, -1):
        after = [(label, own[place][label] + found[-1][label]) for label in tried[place]]
        found.append({label: max(move[label][other] + score for other, score in after) for label in tried[place - 1]})
    return found[::-1]

"""References numbered in order of first use: where each of them is first cited, over the whole article.

A hidden Markov model whose state is the highest number cited so far; it never falls. At each claim
the state stays or rises by up to six, and every reference newly passed scores what its evidence
with the claim is worth. Forward and backward sums (Rabiner 1989) over a beam of states give, for each
claim and reference, the probability that the claim is the first to cite it. The cost is
linear in claims for a fixed beam.
"""

import math
from collections.abc import Sequence
from heapq import nlargest
from itertools import pairwise

from deskcheck.model import Reference
from deskcheck.text import squash

_TAIL = (0.58, 0.22, 0.1, 0.05, 0.03, 0.02)
_MOST_NEW = len(_TAIL)
_NEW_AT_ONCE = 1.75
_BEAM = 44
_LEAST = 1e-6
_LIMIT = 20.0
_SHARPNESS = 1.4
"""Evidence counts more over a whole path than for one pair: chosen on held-out halves of the research articles."""


def is_alphabetical(references: Sequence[Reference]) -> bool:
    """Tell whether the list is sorted by its first words, so that its order says nothing about use."""
    keys = [squash(reference.printed)[:12] for reference in references]
    if len(keys) < 4:
        return False
    rising = sum(first <= second for first, second in pairwise(keys))
    return rising >= 0.8 * (len(keys) - 1)


def first_use(
    scores: Sequence[dict[int, float]], count: int, floor: float, cites: Sequence[float]
) -> list[dict[int, float]]:
    """Return for each claim: place of the reference → probability that the claim is the first to cite it.

    Args:
        scores: for each claim, the log-likelihood ratio of each reference that shares anything with it.
        count: how many references there are.
        floor: the ratio of a pair that shares nothing.
        cites: for each claim, the log-odds that it cites something for the first time; only their differences count, as
            the mean is set so that the list is used up over the whole article.
    """
    steps = _steps(cites, count)
    ratios = [{number: _ratio(score) for number, score in row.items()} for row in scores]
    forward = _forward(ratios, count, _ratio(floor), steps)
    return _posteriors(ratios, forward, count, _ratio(floor), steps)


def _ratio(score: float) -> float:
    return math.exp(max(min(_SHARPNESS * score, _LIMIT), -_LIMIT))


def _steps(cites: Sequence[float], count: int) -> list[list[float]]:
    """Probabilities of no to six new references at each claim: a geometric tail after the first."""
    wanted = min(count / _NEW_AT_ONCE, 0.8 * len(cites))
    low, high = -12.0, 12.0
    for _ in range(30):
        shift = (low + high) / 2.0
        expected = sum(1.0 / (1.0 + math.exp(-max(min(value + shift, 30.0), -30.0))) for value in cites)
        low, high = (shift, high) if expected < wanted else (low, shift)
    table = []
    for value in cites:
        some = min(max(1.0 / (1.0 + math.exp(-max(min(value + low, 30.0), -30.0))), 0.002), 0.95)
        table.append([1.0 - some, *(some * share for share in _TAIL)])
    return table


def _forward(
    ratios: Sequence[dict[int, float]], count: int, floor: float, steps: Sequence[list[float]]
) -> list[dict[int, float]]:
    states: list[dict[int, float]] = [{0: 1.0}]
    for row, step in zip(ratios, steps, strict=True):
        after: dict[int, float] = {}
        for state, weight in states[-1].items():
            after[state] = after.get(state, 0.0) + weight * step[0]
            for new in range(1, min(_MOST_NEW, count - state) + 1):
                weight *= row.get(state + new - 1, floor)
                after[state + new] = after.get(state + new, 0.0) + weight * step[new]
        states.append(_pruned(after))
    return states


def _pruned(states: dict[int, float]) -> dict[int, float]:
    """Keep the likeliest states, scaled so that the best is 1."""
    best = max(states.values())
    kept = [(state, weight / best) for state, weight in states.items() if weight > best * _LEAST]
    if len(kept) > _BEAM:
        kept = nlargest(_BEAM, kept, key=lambda item: item[1])
    return dict(kept)


def _posteriors(
    ratios: Sequence[dict[int, float]],
    forward: list[dict[int, float]],
    count: int,
    floor: float,
    steps: Sequence[list[float]],
) -> list[dict[int, float]]:
    # Every reference left uncited at the end costs a little.
    backward = {state: math.exp(max(-1.0 * (count - state), -300.0)) for state in forward[-1]}
    result: list[dict[int, float]] = []
    for place in range(len(ratios) - 1, -1, -1):
        row, step = ratios[place], steps[place]
        earlier: dict[int, float] = {}
        gained: dict[int, float] = {}
        total = 0.0
        for state, weight in forward[place].items():
            back = step[0] * backward.get(state, 0.0)
            value = 1.0
            for new in range(1, min(_MOST_NEW, count - state) + 1):
                value *= row.get(state + new - 1, floor)
                path = value * step[new] * backward.get(state + new, 0.0)
                if path:
                    back += path
                    for passed in range(state, state + new):
                        gained[passed] = gained.get(passed, 0.0) + weight * path
            earlier[state] = back
            total += weight * back
        top = max(earlier.values()) or 1.0
        backward = {state: weight / top for state, weight in earlier.items()}
        result.append(
            {number: share / total for number, share in gained.items() if share > 1e-6 * total} if total else {}
        )
    return result[::-1]

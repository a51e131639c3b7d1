"""References numbered in order of first use: where each of them is first cited, over the whole article.

A hidden Markov model whose state is the highest number cited so far; it never falls. At each claim
the state stays or rises by up to six, and every reference newly passed scores what its evidence
with the claim is worth. Forward and backward sums (Rabiner 1989) over a beam of states give, for each
claim and reference, the probability that the claim is the first to cite it. The cost is
linear in claims for a fixed beam.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from deskcheck.model import Reference
from deskcheck.text import squash

_TAIL = (0.58, 0.22, 0.1, 0.05, 0.03, 0.02)
_MOST_NEW = len(_TAIL)
_NEW_AT_ONCE = 1.75
_BEAM = 64
_DEPTH = 18.0
_LOG_EMPTY = -1e30


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
        cites: for each claim, the log-odds that it cites anything; only their differences count, as
            the mean is set so that the list is used up over the whole article.
    """
    steps = _steps(cites, count)
    forward = _forward(scores, count, floor, steps)
    return _posteriors(scores, forward, count, floor, steps)


def _steps(cites: Sequence[float], count: int) -> list[list[float]]:
    """Log-probabilities of no to six new references at each claim: a geometric tail after the first."""
    wanted = min(count / _NEW_AT_ONCE, 0.8 * len(cites))
    low, high = -12.0, 12.0
    for _ in range(30):
        shift = (low + high) / 2.0
        expected = sum(1.0 / (1.0 + math.exp(-max(min(value + shift, 30.0), -30.0))) for value in cites)
        low, high = (shift, high) if expected < wanted else (low, shift)
    table = []
    for value in cites:
        some = min(max(1.0 / (1.0 + math.exp(-max(min(value + low, 30.0), -30.0))), 0.002), 0.95)
        table.append([math.log(1.0 - some), *(math.log(some * share) for share in _TAIL)])
    return table


def _add(first: float, second: float) -> float:
    high, low = (first, second) if first > second else (second, first)
    return high + math.log1p(math.exp(low - high)) if high - low < 40.0 else high


def _forward(
    scores: Sequence[dict[int, float]], count: int, floor: float, steps: Sequence[list[float]]
) -> list[dict[int, float]]:
    states: list[dict[int, float]] = [{0: 0.0}]
    for row, step in zip(scores, steps, strict=True):
        after: dict[int, float] = {}
        for state, weight in states[-1].items():
            value = weight
            after[state] = _add(after.get(state, _LOG_EMPTY), weight + step[0])
            for new in range(1, min(_MOST_NEW, count - state) + 1):
                value += row.get(state + new - 1, floor)
                after[state + new] = _add(after.get(state + new, _LOG_EMPTY), value + step[new])
        states.append(_pruned(after))
    return states


def _pruned(states: dict[int, float]) -> dict[int, float]:
    best = max(states.values())
    kept = [(state, weight) for state, weight in states.items() if weight > best - _DEPTH]
    if len(kept) > _BEAM:
        kept = sorted(kept, key=lambda item: -item[1])[:_BEAM]
    return dict(kept)


def _posteriors(
    scores: Sequence[dict[int, float]],
    forward: list[dict[int, float]],
    count: int,
    floor: float,
    steps: Sequence[list[float]],
) -> list[dict[int, float]]:
    # Every reference left uncited at the end costs a little.
    backward = {state: -1.0 * (count - state) for state in forward[-1]}
    total = _LOG_EMPTY
    for state, weight in forward[-1].items():
        total = _add(total, weight + backward[state])
    result: list[dict[int, float]] = []
    for place in range(len(scores) - 1, -1, -1):
        row, step = scores[place], steps[place]
        earlier: dict[int, float] = {}
        first: dict[int, float] = {}
        for state, weight in forward[place].items():
            sum_back = step[0] + backward[state] if state in backward else _LOG_EMPTY
            value = 0.0
            for new in range(1, min(_MOST_NEW, count - state) + 1):
                value += row.get(state + new - 1, floor)
                if state + new not in backward:
                    continue
                path = value + step[new] + backward[state + new]
                sum_back = _add(sum_back, path)
                share = math.exp(min(weight + path - total, 0.0))
                if share > 1e-6:
                    for passed in range(state, state + new):
                        first[passed] = first.get(passed, 0.0) + share
            earlier[state] = sum_back
        backward = earlier
        result.append(first)
    return result[::-1]

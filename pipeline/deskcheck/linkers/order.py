"""References numbered in order of first use: where each of them is first cited, over the whole article.

A hidden Markov model whose state is the highest number cited so far; it never falls. At each claim
the state stays or rises by up to sixteen, as "[4-19]" does, and every reference newly passed scores what its evidence
with the claim is worth. Forward and backward sums (Rabiner 1989) over a band of states give, for each
claim and reference, the probability that the claim is the first to cite it. The cost is
linear in claims for a band of fixed width.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from deskcheck.model import Reference
from deskcheck.text import squash

_Numbers = NDArray[np.float64]
_Band = tuple[int, _Numbers]
"""The lowest state that is kept, and the weights of it and those above."""

_SHARES = (0.627, 0.191, 0.081, 0.037, 0.026, 0.0126, 0.0075, 0.0044, 0.0025, 0.002, 0.002, 0.002, *([0.001] * 4))
_TAIL = np.array(_SHARES) / sum(_SHARES)
"""How many references a claim that cites anything new adds at once: counted in the research articles."""
_MOST_NEW = len(_TAIL)
_NEW_AT_ONCE = 1.9
_WIDEST = 240
_LEAST = 1e-9
_LIMIT = 15.0
_SHARPNESS = 1.4
"""Evidence counts more over a whole path than for one pair: chosen on held-out parts of the research articles."""
_LEAST_SHARE = 1e-6


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
    steps = _steps(np.array(cites, dtype=float), count)
    forward = _forward(scores, count, floor, steps)
    return _posteriors(scores, forward, count, floor, steps)


def _ratios(row: dict[int, float], start: int, width: int, count: int, floor: float) -> _Numbers:
    """Return what the evidence of ``width`` references from ``start`` on is worth; nothing beyond the list."""
    values = np.full(width, floor)
    for number, score in row.items():
        if start <= number < start + width:
            values[number - start] = score
    ratios: _Numbers = np.exp(np.clip(_SHARPNESS * values, -_LIMIT, _LIMIT))
    ratios[max(count - start, 0) :] = 0.0
    return ratios


def _steps(cites: _Numbers, count: int) -> _Numbers:
    """Probabilities of no to sixteen new references at each claim."""
    wanted = min(count / _NEW_AT_ONCE, 0.8 * len(cites))
    low, high = -12.0, 12.0
    for _ in range(30):
        shift = (low + high) / 2.0
        expected = float(_chances(cites + shift).sum())
        low, high = (shift, high) if expected < wanted else (low, shift)
    some = np.clip(_chances(cites + low), 0.002, 0.95)[:, None]
    return np.hstack([1.0 - some, some * _TAIL[None, :]])


def _chances(odds: _Numbers) -> _Numbers:
    chances: _Numbers = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return chances


def _forward(scores: Sequence[dict[int, float]], count: int, floor: float, steps: _Numbers) -> list[_Band]:
    bands: list[_Band] = [(0, np.ones(1))]
    for row, step in zip(scores, steps, strict=True):
        start, weights = bands[-1]
        width = len(weights)
        ratios = _ratios(row, start, width + _MOST_NEW, count, floor)
        after = np.zeros(width + _MOST_NEW)
        after[:width] = weights * step[0]
        passed = weights
        for new in range(1, _MOST_NEW + 1):
            passed = passed * ratios[new - 1 : new - 1 + width]
            after[new : new + width] += passed * step[new]
        bands.append(_pruned(start, after))
    return bands


def _pruned(start: int, weights: _Numbers) -> _Band:
    """Keep the band of likely states, scaled so that the best is 1."""
    best = int(weights.argmax())
    weights = weights / weights[best]
    likely = np.nonzero(weights > _LEAST)[0]
    low, high = max(int(likely[0]), best - _WIDEST // 2), min(int(likely[-1]), best + _WIDEST // 2)
    return start + low, weights[low : high + 1]


def _posteriors(
    scores: Sequence[dict[int, float]], forward: list[_Band], count: int, floor: float, steps: _Numbers
) -> list[dict[int, float]]:
    after, weights = forward[-1]
    # Every reference left uncited at the end costs a little.
    backward = np.exp(np.maximum(after + np.arange(len(weights)) - float(count), -300.0))
    result: list[dict[int, float]] = []
    for place in range(len(scores) - 1, -1, -1):
        start, weights = forward[place]
        width = len(weights)
        ratios = _ratios(scores[place], start, width + _MOST_NEW, count, floor)
        beyond = _shifted(backward, after - start, width + _MOST_NEW)
        gained = np.zeros(width + _MOST_NEW)
        back = steps[place, 0] * beyond[:width]
        passed = np.ones(width)
        for new in range(1, _MOST_NEW + 1):
            passed = passed * ratios[new - 1 : new - 1 + width]
            onward = passed * beyond[new : new + width] * steps[place, new]
            back = back + onward
            path = weights * onward
            gained[:width] += path
            gained[new : new + width] -= path
        total = float(weights @ back)
        shares = np.clip(np.cumsum(gained) / total, 0.0, 1.0) if total else gained * 0.0
        kept = np.nonzero(shares > _LEAST_SHARE)[0]
        result.append({start + number: float(shares[number]) for number in map(int, kept)})
        after, backward = start, back / (float(back.max()) or 1.0)
    return result[::-1]


def _shifted(weights: _Numbers, by: int, width: int) -> _Numbers:
    """Return the weights moved up by ``by`` places, with nothing around them, cut to ``width``."""
    moved = np.zeros(width)
    part = weights[: width - by]
    moved[by : by + len(part)] = part
    return moved

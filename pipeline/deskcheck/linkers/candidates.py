"""The references that come into question for each claim, and what the last two steps know of every such pair."""

import math
from collections.abc import Sequence
from itertools import repeat

import msgspec
import numpy as np
from numpy.typing import NDArray

from deskcheck.linkers import order
from deskcheck.linkers.evidence import FEATURES, Evidence, Pair
from deskcheck.linkers.weights import Weights
from deskcheck.model import Reference

Table = NDArray[np.float64]
_CANDIDATES = 10
_LEAST_SHARE = 0.01
_UNSEEN = 0.001
LEAST_SHARE_LOG = -2.0
"""The logarithm of the smallest share that is told from none, in units of four nats."""
_AROUND = 3
ORDER = (
    "score",
    "margin",
    "rank",
    "unordered",
    "unordered_score",
    "seen",
    "seen_rank",
    "seen_margin",
    "around",
    "around_score",
    "beside",
    "first",
    "first_log",
    "passed",
    "passed_log",
    "passed_score",
    "ahead",
    "behind",
)
CHOICE = (*ORDER, *FEATURES)
"""What tells the references of one claim apart."""
ALONE = ("unordered_share", "unordered_log", "unordered_cites")
JOINT = (*ORDER, "cites", "choice", "share", "share_log", "share_cites", *ALONE, "popular", "popular_margin")
"""What tells whether a pair is a link."""


class Row(msgspec.Struct):
    """One pair that comes into question, and the log-odds that it is a link."""

    reference: int
    pair: Pair
    odds: float = 0.0


class Candidates(msgspec.Struct):
    """The pairs in question of every claim, and their features, one line a pair in the same sequence.

    ``choice`` has the columns of ``CHOICE`` and ``joint`` those of ``JOINT``; ``starts`` is where each claim's begin.
    ``preference`` is the score by which the references of one claim are ranked.
    """

    rows: list[list[Row]]
    starts: list[int]
    choice: Table
    joint: Table
    preference: Table


def candidates(
    references: Sequence[Reference], evidence: Evidence, chosen: Weights, ordered: bool | None = None
) -> Candidates:
    """Return the pairs that come into question for each claim, with their features.

    ``ordered``: whether the list is numbered by first use; None: unless it is alphabetical.
    """
    cites = [chosen.level_bias + _weighed(chosen.level, level) for level in evidence.level]
    evidence.floor = chosen.floor
    features = _score(evidence, chosen)
    if ordered is None:
        ordered = not order.is_alphabetical(references)
    first: list[dict[int, float]] = [{} for _ in evidence.pairs]
    if ordered and first:
        scores = [{place: pair.score for place, pair in pairs.items()} for pairs in evidence.pairs]
        introduces = [chosen.first_bias + _weighed(chosen.first, level) for level in evidence.level]
        first = order.first_use(scores, len(references), chosen.floor, introduces)
    rows, values = _rows(evidence, first, len(references), ordered)
    lines = [row.pair.line for of_claim in rows for row in of_claim]
    ordering = np.array(values, dtype=float).reshape(len(values), len(ORDER))
    return _table(rows, np.hstack([ordering, features[lines]]), cites, evidence, chosen)


def _score(evidence: Evidence, chosen: Weights) -> Table:
    """Set the score of every pair; return the features of all, by ``Pair.line``, and a last line of noughts."""
    pairs = [pair for of_claim in evidence.pairs for pair in of_claim.values()]
    listed = [list(map(pair.features.get, FEATURES, repeat(0.0))) for pair in pairs]
    features = np.array([*listed, [0.0] * len(FEATURES)], dtype=float)
    scores = features @ np.array([chosen.pair.get(name, 0.0) for name in FEATURES]) + chosen.pair_bias
    for line, (pair, score) in enumerate(zip(pairs, scores.tolist(), strict=False)):
        pair.score, pair.line = score, line
    return features


def _weighed(weights: dict[str, float], features: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def _table(
    rows: list[list[Row]], choice: Table, cites: Sequence[float], evidence: Evidence, chosen: Weights
) -> Candidates:
    sizes = [len(row) for row in rows]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int).tolist() if sizes else []
    ordering = choice[:, : len(ORDER)]
    preference = choice @ np.array([chosen.choice.get(name, 0.0) for name in CHOICE])
    shares = np.zeros(len(choice))
    for start, size in zip(starts, sizes, strict=True):
        if size:
            part = preference[start : start + size]
            shares[start : start + size] = part - part.max() - math.log(float(np.exp(part - part.max()).sum()))
    cited = np.repeat(np.array(cites, dtype=float), sizes)
    popular = np.full(len(choice), float(evidence.popular))
    margin = ordering[:, ORDER.index("margin")]
    share = np.exp(shares)
    logged = np.maximum(shares / 4.0, LEAST_SHARE_LOG)
    alone = ordering[:, ORDER.index("unordered")]
    prior = np.full(len(choice), math.log(max(len(evidence.numbers) - 1, 1)))
    of_claim = (cited, prior, share, logged, logged * cited)
    further = (*of_claim, alone * share, alone * logged, alone * cited, popular, popular * margin)
    return Candidates(rows, starts, choice, np.column_stack([ordering, *further]), preference)


def _rows(
    evidence: Evidence, first: Sequence[dict[int, float]], count: int, ordered: bool
) -> tuple[list[list[Row]], list[list[float]]]:
    rows: list[list[Row]] = []
    values: list[list[float]] = []
    passed = [0.0] * count
    reached = 0.0
    for place, pairs in enumerate(evidence.pairs):
        around = _around(first, place)
        best = sorted(pairs, key=lambda number: -pairs[number].score)[:_CANDIDATES]
        seen = _seen(pairs, passed, first[place]) if ordered else {}
        nearest = sorted(seen, key=lambda number: -seen[number])[:_CANDIDATES]
        ranks = {number: 1.0 / (rank + 1.0) for rank, number in enumerate(best)}
        seen_ranks = {number: 1.0 / (rank + 1.0) for rank, number in enumerate(nearest)}
        likely = [number for number, share in around.items() if share > _LEAST_SHARE]
        top = pairs[best[0]].score if best else evidence.floor
        top_seen = seen[nearest[0]] if nearest else 0.0
        row = []
        for number in dict.fromkeys([*best, *nearest, *likely]):
            pair = pairs.get(number) or Pair({}, score=evidence.floor)
            score = pair.score
            row.append(Row(number, pair))
            if not ordered:
                start = [score, min(top - score, 6.0), ranks.get(number, 0.0), 1.0, score]
                values.append([*start, *([0.0] * (len(ORDER) - len(start)))])
                continue
            share, before = first[place].get(number, 0.0), passed[number]
            beside = sum(pairs[near].score if near in pairs else evidence.floor for near in (number - 1, number + 1))
            by_now = math.log(min(before + share, 1.0) + _UNSEEN)
            ahead = number - reached
            values.append(
                [
                    score,
                    min(top - score, 6.0),
                    ranks.get(number, 0.0),
                    0.0,
                    0.0,
                    score + by_now,
                    seen_ranks.get(number, 0.0),
                    min(top_seen - score - by_now, 8.0),
                    around.get(number, 0.0),
                    around.get(number, 0.0) * score,
                    beside / 2.0,
                    share,
                    math.log(max(share, 1e-4)) / 9.2 + 1.0,
                    before,
                    math.log(before + _UNSEEN),
                    before * score,
                    min(max(ahead, 0.0) / 4.0, 3.0),
                    min(max(-ahead, 0.0) / 10.0, 3.0),
                ]
            )
        rows.append(row)
        for number, share in first[place].items():
            passed[number] = min(1.0, passed[number] + share)
            reached += share
    return rows, values


def _seen(pairs: dict[int, Pair], passed: Sequence[float], first: dict[int, float]) -> dict[int, float]:
    """The score of each pair less what speaks against its reference having been cited by now."""
    return {
        number: pair.score + math.log(min(passed[number] + first.get(number, 0.0), 1.0) + _UNSEEN)
        for number, pair in pairs.items()
    }


def _around(first: Sequence[dict[int, float]], place: int) -> dict[int, float]:
    """How likely each reference is first cited within three claims of ``place``."""
    total: dict[int, float] = {}
    for row in first[max(0, place - _AROUND) : place + _AROUND + 1]:
        for number, share in row.items():
            total[number] = total.get(number, 0.0) + share
    return total

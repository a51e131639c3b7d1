"""How far evidence speaks of what a claim speaks of, and which passage does so best."""

import itertools
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import msgspec

from deskcheck.judges.passages import Passage, acronyms
from deskcheck.shipped import model_bytes

_NEIGHBOUR = 0.5
"""What a concept counts that stands only in the sentence before or after the best one, or in the title."""


@cache
def trained() -> dict[str, Any]:
    """Return the shipped figures: word weights and the stance model (made by ``training/verdicts_train.py``)."""
    data: dict[str, Any] = json.loads(model_bytes("verdicts.json"))
    return data


_replaced: dict[str, float] = {}


def use_weights(weights: dict[str, float]) -> None:
    """Use other word weights than the shipped ones in this process: for training alone."""
    _replaced.update(weights)
    _weights.cache_clear()
    weighed.cache_clear()


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = _replaced or trained().get("word_weights", {})
    return weights


def weight(topic: str) -> float:
    """Return how much a concept tells about a topic, from 0.1 (every abstract has it) to 1 (rare)."""
    return _weights().get(topic, 1.0)


def weights(concepts: Iterable[str]) -> dict[str, float]:
    """Return the weight of each concept."""
    known = _weights()
    return {concept: known.get(concept, 1.0) for concept in concepts}


@lru_cache(maxsize=64)
def weighed(passage: Passage) -> dict[str, float]:
    """Return the weight of each concept of a passage, found once for all sources; not to be changed."""
    return weights(passage.concepts)


class Alignment(msgspec.Struct, frozen=True):
    """How a claim lies over the passages of one source.

    Attributes:
        best: index of the passage that covers the claim best, −1 without passages.
        ranked: indices of passages by coverage, best first, at most six, each sharing a concept.
        coverage: weighted share of the claim's concepts in the best passage, 0 to 1.
        around: the same with the passage's neighbours at half weight.
        whole: the same over all passages together.
        pairs: share of the claim's neighbouring concept pairs that stand close together in the best passage.
        missing: the claim's concepts that no passage holds, weightiest first.
    """

    best: int
    ranked: tuple[int, ...]
    coverage: float
    around: float
    whole: float
    pairs: float
    missing: tuple[str, ...]
    scores: tuple[float, ...] = ()


def align(
    claim: Passage,
    source: tuple[Passage, ...],
    also: frozenset[str] = frozenset(),
    asides: frozenset[int] = frozenset(),
) -> Alignment:
    """Lay ``claim`` over the passages of a source.

    Args:
        also: concepts of the source's title.
        asides: passages that may not be the best one.
    """
    wanted = _wanted(claim, source)
    total = sum(wanted.values()) or 1.0
    # Rounded, because the order of a set must not decide between equals.
    topics = frozenset(wanted)
    shared = [topics & passage.concepts for passage in source]
    scores = [round(sum([wanted[topic] for topic in held]) / total, 6) for held in shared]
    usable = sorted([(-score, index) for index, score in enumerate(scores) if score > 0 and index not in asides])
    order = [index for _, index in usable[:6]]
    found = (topics & also).union(*shared)
    whole = round(sum([wanted[topic] for topic in found]) / total, 6)
    missing = tuple([topic for _, topic in sorted([(-wanted[topic], topic) for topic in topics - found])])
    if not order:
        return Alignment(-1, (), 0.0, 0.0, whole, 0.0, missing, tuple(scores))
    best = order[0]
    near = (topics & also).union(*shared[max(0, best - 1) : best + 2]) - shared[best]
    around = round(scores[best] + _NEIGHBOUR * sum([wanted[topic] for topic in near]) / total, 6)
    pairs = _pairs(claim, source[best])
    return Alignment(best, tuple(order), scores[best], around, whole, pairs, missing, tuple(scores))


def literal(claim: Passage, passage: Passage) -> float:
    """Return the weighted share of the claim's concepts that stand in a passage by their own words."""
    wanted = weighed(claim)
    return sum([wanted[one] for one in claim.concepts.intersection(passage.topics)]) / (sum(wanted.values()) or 1.0)


def _wanted(claim: Passage, source: tuple[Passage, ...]) -> dict[str, float]:
    if "(" not in claim.text:
        return weighed(claim)
    concepts = set(claim.concepts)
    for short, long in acronyms(claim.text).items():
        if short in concepts and set(long) <= concepts and any(short in passage.concepts for passage in source):
            concepts.difference_update(long)
    return weights(concepts)


def _pairs(claim: Passage, evidence: Passage, reach: int = 4) -> float:
    order = list(filter(None, claim.topics))
    if len(order) < 2:
        return 0.0
    places: dict[str, list[int]] = {}
    for position, topic in enumerate(filter(None, evidence.topics)):
        if topic in claim.concepts:
            places.setdefault(topic, []).append(position)
    near = 0
    for left, right in itertools.pairwise(order):
        if left in places and right in places:
            one, other = places[left], places[right]
            if len(one) == 1 == len(other):
                near += abs(one[0] - other[0]) <= reach
            else:
                near += any(abs(a - b) <= reach for a in one[:20] for b in other[:20])
    return near / (len(order) - 1)

"""The joint decision: evidence of every pair, the order of first use and the neighbours, in one probability."""

import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec

from deskcheck.linkers import order
from deskcheck.linkers.evidence import FEATURES, Evidence, Pair, gather
from deskcheck.model import Claim, ClaimKind, Link, LinkKind, Reference

_SUGGESTED_FROM = 0.25
_MOST_LINKS = 4
_CANDIDATES = 8
JOINT = ("score", "first", "passed", "ahead", "follows", "again", "ordered")


class Weights(msgspec.Struct):
    """The weights of the two steps; they are fitted by ``pipeline/training/linking.py``.

    Attributes:
        bias, evidence: log-odds of a pair from its own features.
        floor: the ratio of a pair that shares nothing with its claim.
        joint_bias, joint: log-odds of a link from the pair's score, the order and the neighbours.
    """

    bias: float
    evidence: dict[str, float]
    floor: float
    joint_bias: float
    joint: dict[str, float]


class Row(msgspec.Struct):
    """One pair on its way to a link: the features of the second step."""

    reference: int
    pair: Pair
    joint: dict[str, float]


@cache
def weights() -> Weights:
    """Return the shipped weights."""
    data = resources.files("deskcheck").joinpath("data/linking.json").read_bytes()
    return msgspec.json.decode(data, type=Weights)


def infer(
    claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str], threshold: float
) -> list[list[Link]]:
    """Return the inferred links of each claim, the surest first."""
    chosen = weights()
    evidence = gather(claims, references, material)
    rows = candidates(claims, references, evidence, chosen)
    linked: list[list[Link]] = []
    for place, claim in enumerate(claims):
        if claim.kind in (ClaimKind.POLICY, ClaimKind.CREDENTIAL):
            linked.append([])
            continue
        before = linked[-1] if place and _same_block(claims[place - 1], claim) else []
        links = [_link(row, before, evidence.again[place], references, chosen, threshold) for row in rows[place]]
        links = sorted(
            (link for link in links if link.confidence >= _SUGGESTED_FROM), key=lambda link: -link.confidence
        )
        linked.append(links[:_MOST_LINKS])
    return linked


def score(pair: Pair, level: dict[str, float], chosen: Weights) -> float:
    """Return the log-odds that the evidence of a pair gives."""
    found = pair.features
    total = chosen.bias
    for name in FEATURES:
        total += chosen.evidence.get(name, 0.0) * (level[name] if name in level else found.get(name, 0.0))
    return total


def candidates(
    claims: Sequence[Claim], references: Sequence[Reference], evidence: Evidence, chosen: Weights
) -> list[list[Row]]:
    """Return for each claim the pairs that come into question, with the features of the second step."""
    for pairs, level in zip(evidence.pairs, evidence.level, strict=True):
        for pair in pairs.values():
            pair.score = score(pair, level, chosen)
    ordered = not order.is_alphabetical(references)
    first: list[dict[int, float]] = [{} for _ in claims]
    if ordered and claims:
        prior = math.log(max(len(references), 1))
        ratios = [{place: pair.score + prior for place, pair in pairs.items()} for pairs in evidence.pairs]
        first = order.first_use(ratios, len(references), chosen.floor, len(references) / len(claims))
    rows: list[list[Row]] = []
    passed = [0.0] * len(references)
    reached = 0.0
    for place, pairs in enumerate(evidence.pairs):
        best = sorted(pairs, key=lambda number: -pairs[number].score)[:_CANDIDATES]
        likely = [number for number, share in first[place].items() if share > 0.03]
        row = []
        for number in dict.fromkeys([*best, *likely]):
            pair = pairs.get(number) or Pair({}, score=score(Pair({}), evidence.level[place], chosen))
            share = first[place].get(number, 0.0)
            joint = {
                "score": pair.score,
                "first": math.log(max(share, 1e-4)) - math.log(1e-4) if ordered else 0.0,
                "passed": passed[number] if ordered else 0.0,
                "ahead": min(max(number - reached, 0.0) / 4.0, 3.0) if ordered else 0.0,
                "ordered": float(ordered),
            }
            row.append(Row(number, pair, joint))
        rows.append(row)
        for number, share in first[place].items():
            passed[number] = min(1.0, passed[number] + share)
            reached += share
    return rows


def _same_block(before: Claim, claim: Claim) -> bool:
    return before.context == claim.context and claim.span.line == before.span.line


def _link(
    row: Row, before: Sequence[Link], again: bool, references: Sequence[Reference], chosen: Weights, threshold: float
) -> Link:
    number = references[row.reference].number
    follows = max((link.confidence for link in before if link.number == number), default=0.0)
    joint = {**row.joint, "follows": follows, "again": follows * again}
    total = chosen.joint_bias + sum(chosen.joint.get(name, 0.0) * value for name, value in joint.items())
    confidence = round(1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0))), 3)
    return Link(
        number=number,
        kind=_kind(row),
        cue=row.pair.cue or "order of first use",
        confidence=confidence,
        suggested=confidence < threshold,
    )


def _kind(row: Row) -> LinkKind:
    found = row.pair.features
    if found.get("organisation") or found.get("author"):
        return LinkKind.ORGANISATION
    if found.get("year") or found.get("number"):
        return LinkKind.CUE
    if found.get("title", 0.0) > 0.05 or found.get("material", 0.0) > 0.05 or found.get("context"):
        return LinkKind.TOPIC
    return LinkKind.ORDER

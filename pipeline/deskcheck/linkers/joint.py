"""The joint decision: evidence of every pair, the order of first use and the neighbours, in one probability."""

import math
from collections.abc import Sequence

import msgspec

from deskcheck.linkers import order
from deskcheck.linkers.evidence import Evidence, Pair, gather
from deskcheck.linkers.weights import Weights, weights
from deskcheck.model import Claim, ClaimKind, Link, LinkKind, Reference

_SUGGESTED_FROM = 0.25
_MOST_LINKS = 4
_CANDIDATES = 10
_LEAST_SHARE = 0.01
_UNSEEN = 0.001
_LENT_FROM = 0.5
_LEAST_USES = 1.5
_SHIFTS = (0.0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8)
JOINT = (
    "score",
    "margin",
    "cites",
    "choice",
    "unordered",
    "unordered_score",
    "rank",
    "seen_rank",
    "seen_margin",
    "around",
    "around_score",
    "beside",
    "first",
    "first_log",
    "passed",
    "passed_score",
    "ahead",
    "behind",
    "follows",
    "again",
    "popular",
    "popular_margin",
)


class Row(msgspec.Struct):
    """One pair on its way to a link: the features of the second step."""

    reference: int
    pair: Pair
    joint: dict[str, float]


def rank(
    claims: Sequence[Claim],
    references: Sequence[Reference],
    material: dict[int, str],
    *,
    groups: Sequence[int] = (),
    chosen: Weights | None = None,
) -> list[list[int]]:
    """Return for each claim the numbers of the references that come into question, the likeliest first."""
    chosen = chosen or weights()
    evidence = gather(claims, references, material, groups)
    ranked = []
    for row in candidates(claims, references, evidence, chosen):
        scored = sorted(row, key=lambda each: -_log_odds(each.joint, chosen))
        ranked.append([references[each.reference].number for each in scored])
    return ranked


def infer(
    claims: Sequence[Claim],
    references: Sequence[Reference],
    material: dict[int, str],
    threshold: float,
    *,
    groups: Sequence[int] = (),
    chosen: Weights | None = None,
) -> list[list[Link]]:
    """Return the inferred links of each claim, the surest first.

    Args:
        claims: in text order.
        references: in the order of the list.
        material: further text known of a reference, by its number.
        threshold: links below this confidence are suggestions.
        groups: for each claim the place of its block; claims of one short block lend each other their reference.
        chosen: weights other than the shipped ones.
    """
    chosen = chosen or weights()
    evidence = gather(claims, references, material, groups)
    rows = candidates(claims, references, evidence, chosen)
    if evidence.popular:
        _use_each(rows, chosen, len(references))
    linked: list[list[Link]] = []
    for place, claim in enumerate(claims):
        if claim.kind in (ClaimKind.POLICY, ClaimKind.CREDENTIAL):
            linked.append([])
            continue
        before = linked[-1] if linked else []
        links = []
        for row in _with_neighbours(rows[place], before, evidence, place, chosen):
            confidence = round(_chance(_log_odds(row.joint, chosen)), 3)
            if confidence >= _SUGGESTED_FROM:
                cue = row.pair.cue or "order of first use"
                number = references[row.reference].number
                links.append(Link(number, _kind(row), cue, confidence, suggested=confidence < threshold))
        linked.append(sorted(links, key=lambda link: -link.confidence)[:_MOST_LINKS])
    return linked


def _sum(weights: dict[str, float], features: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def candidates(
    claims: Sequence[Claim],
    references: Sequence[Reference],
    evidence: Evidence,
    chosen: Weights,
    ordered: bool | None = None,
) -> list[list[Row]]:
    """Return for each claim the pairs that come into question, with the features of the last step.

    ``ordered``: whether the list is numbered by first use; None: unless it is alphabetical.
    """
    cites = [chosen.level_bias + _sum(chosen.level, level) for level in evidence.level]
    evidence.floor = chosen.floor
    for pairs in evidence.pairs:
        for pair in pairs.values():
            pair.score = chosen.pair_bias + _sum(chosen.pair, pair.features)
    if ordered is None:
        ordered = not order.is_alphabetical(references)
    first: list[dict[int, float]] = [{} for _ in claims]
    if ordered and claims:
        ratios = [{place: pair.score for place, pair in pairs.items()} for pairs in evidence.pairs]
        introduces = [chosen.first_bias + _sum(chosen.first, level) for level in evidence.level]
        first = order.first_use(ratios, len(references), chosen.floor, introduces)
    return _rows(evidence, first, cites, len(references), ordered)


def _rows(
    evidence: Evidence, first: Sequence[dict[int, float]], cites: Sequence[float], count: int, ordered: bool
) -> list[list[Row]]:
    rows: list[list[Row]] = []
    passed = [0.0] * count
    reached = 0.0
    prior = math.log(max(count - 1, 1))
    for place, pairs in enumerate(evidence.pairs):
        around = _around(first, place)
        best = sorted(pairs, key=lambda number: -pairs[number].score)[:_CANDIDATES]
        seen = _seen(pairs, passed, first[place]) if ordered else {}
        nearest = sorted(seen, key=lambda number: -seen[number])[:_CANDIDATES]
        seen_ranks = {number: 1.0 / (rank + 1.0) for rank, number in enumerate(nearest)}
        likely = [number for number, share in around.items() if share > _LEAST_SHARE]
        top = pairs[best[0]].score if best else evidence.floor
        ranks = {number: 1.0 / (rank + 1.0) for rank, number in enumerate(best)}
        row = []
        for number in dict.fromkeys([*best, *nearest, *likely]):
            pair = pairs.get(number) or Pair({}, score=evidence.floor)
            beside = [pairs[other].score if other in pairs else evidence.floor for other in (number - 1, number + 1)]
            joint = {
                "score": pair.score,
                "margin": min(top - pair.score, 6.0),
                "rank": ranks.get(number, 0.0),
                "cites": cites[place],
                "choice": prior,
                "popular": float(evidence.popular),
                "popular_margin": evidence.popular * min(top - pair.score, 6.0),
            }
            if ordered:
                share = first[place].get(number, 0.0)
                joint |= _order_features(share, passed[number], number - reached, pair.score)
                joint["around"] = around.get(number, 0.0)
                joint["around_score"] = around.get(number, 0.0) * pair.score
                joint["seen_rank"] = seen_ranks.get(number, 0.0)
                joint["seen_margin"] = min(seen[nearest[0]] - seen[number], 8.0) if number in seen else 8.0
                joint["beside"] = sum(beside) / 2.0
            else:
                joint["unordered"] = 1.0
                joint["unordered_score"] = pair.score
            row.append(Row(number, pair, joint))
        rows.append(row)
        for number, share in first[place].items():
            passed[number] = min(1.0, passed[number] + share)
            reached += share
    return rows


def _seen(pairs: dict[int, Pair], passed: Sequence[float], first: dict[int, float]) -> dict[int, float]:
    """The score of each pair less what speaks against its reference having been cited by now."""
    return {
        number: pair.score + math.log(min(passed[number] + first.get(number, 0.0), 1.0) + _UNSEEN)
        for number, pair in pairs.items()
    }


def _around(first: Sequence[dict[int, float]], place: int) -> dict[int, float]:
    """How likely each reference is first cited within three claims of ``place``."""
    total: dict[int, float] = {}
    for row in first[max(0, place - 3) : place + 4]:
        for number, share in row.items():
            total[number] = total.get(number, 0.0) + share
    return total


def _order_features(share: float, passed: float, ahead: float, score: float) -> dict[str, float]:
    return {
        "first": share,
        "first_log": math.log(max(share, 1e-4)) / 9.2 + 1.0,
        "passed": passed,
        "passed_score": passed * score,
        "ahead": min(max(ahead, 0.0) / 4.0, 3.0),
        "behind": min(max(-ahead, 0.0) / 10.0, 3.0),
    }


def _with_neighbours(
    rows: Sequence[Row],
    before: Sequence[Link],
    evidence: Evidence,
    place: int,
    chosen: Weights,
) -> list[Row]:
    """Add the references that the claim before lends: both stand in one short block, or this one says "the study"."""
    joined, again = evidence.joined[place], evidence.again[place]
    if not before or not (joined or again):
        return list(rows)
    lent = {link.number: link.confidence for link in before if link.confidence >= _LENT_FROM}
    own = [row for row in rows if evidence.numbers[row.reference] not in lent]
    # A sentence with a source of its own has less need of the one before.
    free = 1.0 - max((_chance(_log_odds(row.joint, chosen)) for row in own), default=0.0)
    result = list(own)
    at = {evidence.numbers[row.reference]: row for row in rows}
    for number, confidence in lent.items():
        shares = {"follows": confidence * joined * free, "again": confidence * again}
        if number in at:
            row = at[number]
            result.append(Row(row.reference, row.pair, {**row.joint, **shares}))
        else:
            joint = {"score": evidence.floor, "passed": 1.0, "popular": float(evidence.popular), **shares}
            result.append(Row(evidence.places[number], Pair({}, cue="as the sentence before"), joint))
    return result


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def _log_odds(joint: dict[str, float], chosen: Weights) -> float:
    total = chosen.joint_bias + chosen.popular * joint.get("popular", 0.0) + joint.get("unused", 0.0)
    total += _sum(chosen.joint, joint)
    return max(min(total, 30.0), -30.0)


def _use_each(rows: Sequence[Sequence[Row]], chosen: Weights, count: int) -> None:
    """Raise the odds of a reference that no claim would use: it is printed because something rests on it."""
    by_reference: list[list[Row]] = [[] for _ in range(count)]
    for row in rows:
        for each in row:
            by_reference[each.reference].append(each)
    for pairs in by_reference:
        odds = [_log_odds(pair.joint, chosen) for pair in pairs]
        for shift in _SHIFTS:
            if sum(_chance(value + shift) for value in odds) >= _LEAST_USES:
                break
        else:
            shift = _SHIFTS[-1]
        for pair in pairs:
            pair.joint["unused"] = shift


def _kind(row: Row) -> LinkKind:
    found = row.pair.features
    if found.get("organisation") or found.get("author"):
        return LinkKind.ORGANISATION
    if found.get("year") or found.get("number"):
        return LinkKind.CUE
    if found.get("title", 0.0) > 0.05 or found.get("material", 0.0) > 0.05 or found.get("context"):
        return LinkKind.TOPIC
    return LinkKind.ORDER

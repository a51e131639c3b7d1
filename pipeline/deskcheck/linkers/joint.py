"""The joint decision: evidence of every pair, the order of first use and the neighbours, in one probability."""

import math
from collections.abc import Sequence

import numpy as np

from deskcheck.linkers.candidates import JOINT, LEAST_SHARE_LOG, Candidates, Row, candidates
from deskcheck.linkers.evidence import Evidence, Pair, gather
from deskcheck.linkers.weights import Weights, weights
from deskcheck.model import Claim, ClaimKind, Link, LinkKind, Reference

_SUGGESTED_FROM = 0.25
_MOST_LINKS = 4
_LENT_FROM = 0.5
_LEAST_USES = 1.5
_FIRM_IN_RESEARCH = 0.82
"""Only titles are known there as a rule: from here on four in five links are right in articles not used for fitting."""
_SHIFTS = (0.0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8)


def rank(
    claims: Sequence[Claim],
    references: Sequence[Reference],
    material: dict[int, str],
    *,
    groups: Sequence[int] = (),
    chosen: Weights | None = None,
) -> list[list[int]]:
    """Return for each claim the numbers of all references, the likeliest first; those out of question as listed."""
    chosen = chosen or weights()
    found = candidates(references, gather(claims, references, material, groups), chosen)
    listed = [reference.number for reference in references]
    ranked = []
    for start, rows in zip(found.starts, found.rows, strict=True):
        best = np.argsort(-found.preference[start : start + len(rows)], kind="stable")
        likely = [references[rows[place].reference].number for place in map(int, best)]
        ranked.append(list(dict.fromkeys([*likely, *listed])))
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
        threshold: links below this confidence are suggestions; in a research article those below 0.82 are in any case.
        groups: for each claim the place of its block; claims of one short block lend each other their reference.
        chosen: weights other than the shipped ones.
    """
    chosen = chosen or weights()
    evidence = gather(claims, references, material, groups)
    rows = _weighed(candidates(references, evidence, chosen), chosen)
    firm = threshold if evidence.popular else max(threshold, _FIRM_IN_RESEARCH)
    if evidence.popular:
        _use_each(rows, len(references))
    linked: list[list[Link]] = []
    for place, claim in enumerate(claims):
        if claim.kind in (ClaimKind.POLICY, ClaimKind.CREDENTIAL):
            linked.append([])
            continue
        before = linked[-1] if linked else []
        links = []
        for row in _with_neighbours(rows[place], before, evidence, place, chosen):
            confidence = round(_chance(row.odds), 3)
            if confidence >= _SUGGESTED_FROM:
                cue = row.pair.cue or "order of first use"
                number = references[row.reference].number
                links.append(Link(number, _kind(row), cue, confidence, suggested=confidence < firm))
        linked.append(sorted(links, key=lambda link: -link.confidence)[:_MOST_LINKS])
    return linked


def _weighed(found: Candidates, chosen: Weights) -> list[list[Row]]:
    odds = chosen.joint_bias + found.joint @ np.array([chosen.joint.get(name, 0.0) for name in JOINT])
    odds += chosen.popular * found.joint[:, JOINT.index("popular")]
    for start, rows in zip(found.starts, found.rows, strict=True):
        for place, row in enumerate(rows, start):
            row.odds = float(odds[place])
    return found.rows


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
    free = 1.0 - max((_chance(row.odds) for row in own), default=0.0)
    result = list(own)
    at = {evidence.numbers[row.reference]: row for row in rows}
    for number, confidence in lent.items():
        shares = {"follows": confidence * joined * free, "again": confidence * again}
        more = sum(chosen.joint[name] * value for name, value in shares.items())
        if number in at:
            row = at[number]
            result.append(Row(row.reference, row.pair, row.odds + more))
        else:
            known = {"score": evidence.floor, "passed": 1.0, "share_log": LEAST_SHARE_LOG}
            odds = chosen.joint_bias + chosen.popular * evidence.popular + more
            odds += sum(chosen.joint.get(name, 0.0) * value for name, value in known.items())
            result.append(Row(evidence.places[number], Pair({}, cue="as the sentence before"), odds))
    return result


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))


def _use_each(rows: Sequence[Sequence[Row]], count: int) -> None:
    """Raise the odds of a reference that no claim would use: it is printed because something rests on it."""
    by_reference: list[list[Row]] = [[] for _ in range(count)]
    for row in rows:
        for each in row:
            by_reference[each.reference].append(each)
    for pairs in by_reference:
        for shift in _SHIFTS:
            if sum(_chance(pair.odds + shift) for pair in pairs) >= _LEAST_USES:
                break
        else:
            shift = _SHIFTS[-1]
        for pair in pairs:
            pair.odds += shift


def _kind(row: Row) -> LinkKind:
    found = row.pair.features
    if found.get("organisation") or found.get("author"):
        return LinkKind.ORGANISATION
    if found.get("year") or found.get("number"):
        return LinkKind.CUE
    if found.get("title", 0.0) > 0.05 or found.get("material", 0.0) > 0.05 or found.get("context"):
        return LinkKind.TOPIC
    return LinkKind.ORDER

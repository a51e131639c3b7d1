"""A finding that the desk accepts, for a stated reason and time."""

import datetime
from enum import StrEnum

import msgspec


class WaiverKind(StrEnum):
    """Why a finding is set aside: accepted as it is, or a flawed work that the article cites as such."""

    ACCEPTED = "accepted"
    KNOWINGLY_CITED = "knowingly-cited"


class WaiverState(StrEnum):
    """How a waiver stands to the findings of an audit; ``undecided``: its rule could not be run everywhere."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    STALE = "stale"
    UNDECIDED = "undecided"


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """One waiver and what it does in an audit.

    Attributes:
        id: derived from the rule and the scope.
        rule: name of the rule whose findings it sets aside.
        reason, person: why, and who answers for it.
        until: the last day on which it holds.
        finding: the only fingerprint it is for, if not empty.
        reference: words of the printed reference, its DOI or its ``id``, if it is for one reference.
        article: pattern of the article's path, seen from the folder of the waivers, if it is for some articles.
        path, line: where it is written.
        note: why it covers nothing.
        findings: fingerprints of the findings it fits.
    """

    id: str
    rule: str
    reason: str
    person: str
    until: datetime.date
    kind: WaiverKind = WaiverKind.ACCEPTED
    finding: str = ""
    reference: str = ""
    article: str = ""
    path: str = ""
    line: int = 1
    state: WaiverState = WaiverState.UNDECIDED
    note: str = ""
    findings: tuple[str, ...] = ()

"""What the HTML report's templates see of a finding, a claim and a reference."""

import msgspec

from deskcheck.model import Claim, Evidence, Finding, Reference
from deskcheck.reporters.side_by_side import SideBySide


class FindingView(msgspec.Struct, frozen=True):
    """A finding with its anchor, its name in the report and where it leads: an anchor and words."""

    finding: Finding
    anchor: str
    name: str
    target: str
    place: str

    @property
    def about(self) -> str:
        """The words it is about, where the message alone does not say."""
        return self.finding.quote if self.finding.subject.kind == "claim" else ""


class Group(msgspec.Struct, frozen=True):
    """Findings of one rule; ``message`` and ``suggestion`` are filled where all of them say the same."""

    severity: str
    rule: str
    code: str
    message: str
    suggestion: str
    views: list[FindingView]


class LinkView(msgspec.Struct, frozen=True):
    """A tie to a reference; ``anchor`` is empty where the list has no such number."""

    number: int
    anchor: str
    how: str
    cue: str
    confidence: float
    suggested: bool


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with its anchor, its name in the report (``C7``), its verdict in words and what to do next."""

    claim: Claim
    anchor: str
    name: str
    kind: str
    verdict: str
    step: str
    links: list[LinkView]
    findings: list[FindingView]
    passages: list[Evidence]
    more: int

    @property
    def ties(self) -> list[tuple[str, str, bool, list[LinkView]]]:
        """Return the links by what ties them: (how, confidence, suggested, links)."""
        groups: dict[tuple[str, str, bool], list[LinkView]] = {}
        for link in self.links:
            groups.setdefault((link.how, f"{link.confidence * 100:.0f} %", link.suggested), []).append(link)
        return [(*key, links) for key, links in groups.items()]

    @property
    def urgent(self) -> bool:
        """Tell whether the note shows its reason and the next step from the start."""
        return self.kind in ("contradicted", "outdated", "partly_supported")

    @property
    def open(self) -> bool:
        """Tell whether the evidence lies open from the start."""
        return self.kind in ("contradicted", "outdated")


class ReferenceView(msgspec.Struct, frozen=True):
    """A reference beside its record, with the claims that use it."""

    reference: Reference
    anchor: str
    status: str
    says: str
    beside: SideBySide
    findings: list[FindingView]
    used_by: list[ClaimView]
    suggested_by: list[ClaimView]

"""Sources older than the claims that rest on them bear."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, ClaimKind, Reference, Severity
from deskcheck.model.currency import age, supersession
from deskcheck.settings import Settings

_AGELESS = frozenset({ClaimKind.HISTORICAL, ClaimKind.POLICY, ClaimKind.OPINION, ClaimKind.CREDENTIAL})


def check(reference: Reference, audit: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the source is too old for the most perishable claim that firmly rests on it."""
    years = age(reference, settings.as_of)
    found = supersession(reference)
    if years is None or (found and found.kind != "preprint"):
        return  # A source that was replaced is reported for that, not for its age.
    limits = settings.source_age_years
    kinds = {
        claim.kind
        for claim in audit.claims
        if claim.kind not in _AGELESS and any(link.number == reference.number for link in claim.firm_links)
    }
    passed = sorted((limits.get(kind, limits.get("default", years)), kind) for kind in kinds)
    if passed and years > passed[0][0]:
        limit, kind = passed[0]
        yield Problem(
            message=f"Reference {reference.number} is {years} years old and carries a claim of the kind "
            f"“{kind}” (limit {limit}).",
            suggestion="See whether something newer says the same; a classic may stay.",
            confidence=0.9,
        )


RULE = Rule(code="AGE101", name="outdated-source", severity=Severity.NOTE, about=About.REFERENCE, check=check)

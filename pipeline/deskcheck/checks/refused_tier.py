"""Kinds of sources that the desk does not accept, for any claim or for the claims that rest on them."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.checks.source_tiers import placed
from deskcheck.model import Audit, Reference, Severity, Span
from deskcheck.model.source_tier import SourceTier
from deskcheck.settings import Settings


def check(reference: Reference, audit: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the reference's kind of source is refused; a kind that nothing shows never is."""
    if not (
        settings.refused_tiers or settings.allowed_tiers or settings.refused_tiers_for or settings.allowed_tiers_for
    ):
        return
    found = placed(reference, settings)
    if found.tier is SourceTier.UNKNOWN:
        return
    shown = f"Reference {reference.number} is a source of the kind “{found.tier}” ({found.shown_by})"
    if _is_refused(found.tier, settings.refused_tiers, settings.allowed_tiers):
        yield _problem(f"{shown}, which the desk does not accept.", found.tier)
        return
    kinds: dict[str, list[Span]] = {}
    for claim in audit.claims:
        if not any(link.number == reference.number for link in claim.firm_links):
            continue
        refused = settings.refused_tiers_for.get(claim.kind, ())
        if _is_refused(found.tier, refused, settings.allowed_tiers_for.get(claim.kind, ())):
            kinds.setdefault(claim.kind.value, []).append(claim.span)
    if kinds:
        named = ", ".join(f"“{kind}”" for kind in sorted(kinds))
        spans = tuple(span for places in kinds.values() for span in places)
        yield _problem(f"{shown}, which the desk does not accept for claims of the kind {named}.", found.tier, spans)


def _is_refused(tier: SourceTier, refused: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    return tier in refused or (bool(allowed) and tier not in allowed)


def _problem(message: str, tier: SourceTier, spans: tuple[Span, ...] = ()) -> Problem:
    return Problem(
        message=message,
        spans=spans,
        suggestion="Cite the study, review or guideline that it rests on, or list the source under another kind.",
        confidence=0.9,
        detail=tier.value,
    )


RULE = Rule(code="POL104", name="refused-tier", severity=Severity.NOTE, about=About.REFERENCE, check=check)

"""Claims that another place of the same article contradicts."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity, locate
from deskcheck.settings import Settings


def check(claim: Claim, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem per pair of places, at the later one where both are claims."""
    verdict = claim.verdict
    if verdict is None or Distortion.SELF_CONTRADICTION not in verdict.distortions:
        return
    other = next((piece for piece in verdict.evidence if piece.origin == "article"), None)
    place = audit.article.text.find(other.quote) if other else -1
    if other is None or place < 0 or _told_there(audit, claim, place):
        return
    yield Problem(
        message=f"Another place of the article says something else: “{other.quote}”",
        spans=(claim.span, locate(audit.article.text)(place, place + len(other.quote))),
        suggestion="Decide which of the two holds and change the other.",
        confidence=0.6,
        evidence=(other,),
    )


def _told_there(audit: Audit, claim: Claim, place: int) -> bool:
    """Tell whether the other half stands later and is a claim that reports the same pair."""
    return place > claim.span.start and any(
        one.span.start <= place < one.span.end
        and one.verdict is not None
        and Distortion.SELF_CONTRADICTION in one.verdict.distortions
        for one in audit.claims
    )


RULE = Rule(
    code="CLM105",
    name="self-contradiction",
    severity=Severity.WARNING,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

"""Claims that another place of the same article contradicts."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity
from deskcheck.settings import Settings


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict names a contradiction inside the article."""
    verdict = claim.verdict
    if verdict is None or Distortion.SELF_CONTRADICTION not in verdict.distortions:
        return
    other = next((piece for piece in verdict.evidence if piece.origin == "article"), None)
    quote = f": “{other.quote}”" if other else ""
    yield Problem(
        message=f"Another place of the article says something else{quote}",
        suggestion="Decide which of the two holds and change the other.",
        confidence=0.6,
        evidence=(other,) if other else (),
    )


RULE = Rule(
    code="CLM105",
    name="self-contradiction",
    severity=Severity.WARNING,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

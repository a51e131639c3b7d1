"""Claims of which the evidence says otherwise."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity, VerdictLabel
from deskcheck.settings import Settings


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict is ``contradicted``; broken promises about sources have their own rule."""
    verdict = claim.verdict
    if verdict is None or verdict.label is not VerdictLabel.CONTRADICTED:
        return
    if Distortion.POLICY_BREACH in verdict.distortions:
        return
    yield Problem(
        message=verdict.reason,
        suggestion=verdict.suggestion or "Read the passage quoted and put the sentence right.",
        confidence=verdict.confidence,
        evidence=verdict.evidence,
    )


RULE = Rule(
    code="CLM102",
    name="contradicted-claim",
    severity=Severity.ERROR,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

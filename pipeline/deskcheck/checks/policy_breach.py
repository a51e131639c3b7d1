"""Promises about sources that the article's own list does not keep."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity
from deskcheck.settings import Settings


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict names a breach of the stated policy."""
    verdict = claim.verdict
    if verdict is None or Distortion.POLICY_BREACH not in verdict.distortions:
        return
    listed = f" Not of the promised kind: {verdict.cue}." if verdict.cue else ""
    yield Problem(
        message=f"{verdict.reason}{listed}",
        suggestion="Replace these sources by primary ones, or word the promise as it is kept.",
        confidence=verdict.confidence,
    )


RULE = Rule(
    code="CLM106",
    name="policy-breach",
    severity=Severity.WARNING,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

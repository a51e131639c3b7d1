"""Sentences that repeat a source's words without quotation marks."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity
from deskcheck.settings import Settings


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict names a long run of the source's own words."""
    verdict = claim.verdict
    if verdict is None or Distortion.WORDING_TAKEN_OVER not in verdict.distortions:
        return
    yield Problem(
        message="A long run of words is the source's own, without quotation marks.",
        suggestion="Set the words in quotation marks, or say it in your own.",
        confidence=0.8,
        evidence=verdict.evidence,
    )


RULE = Rule(
    code="CLM107",
    name="wording-taken-over",
    severity=Severity.NOTE,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

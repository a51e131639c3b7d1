"""Claims that no reference of the article carries."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Importance, Severity, VerdictLabel
from deskcheck.settings import Settings

_SURE = 0.5
"""Confidence of a verdict below which the claim probably has a reference nearby."""


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict is ``unsupported``; weightier claims weigh more, unsure verdicts less."""
    verdict = claim.verdict
    if verdict is None or verdict.label is not VerdictLabel.UNSUPPORTED:
        return
    yield Problem(
        message=verdict.reason,
        suggestion=verdict.suggestion or "Add a source that says this, soften it, or cut it.",
        confidence=verdict.confidence,
        severity=Severity.WARNING
        if claim.importance is Importance.HIGH and verdict.confidence >= _SURE
        else Severity.NOTE,
        evidence=verdict.evidence,
    )


RULE = Rule(
    code="CLM101",
    name="unsupported-claim",
    severity=Severity.NOTE,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

"""Claims that their source carries only in part."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Distortion, Severity, VerdictLabel
from deskcheck.settings import Settings

# These have rules of their own.
_ELSEWHERE = {Distortion.SELF_CONTRADICTION, Distortion.POLICY_BREACH, Distortion.WORDING_TAKEN_OVER}
# What is left out rather than altered is worth a note, not a warning.
_MINOR = {Distortion.DENOMINATOR_OMITTED, Distortion.SELECTIVE, Distortion.MISSING_COMPARATOR}


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when a verdict that does not contradict names distortions."""
    verdict = claim.verdict
    if verdict is None or verdict.label not in (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.SUPPORTED):
        return
    named = set(verdict.distortions) - _ELSEWHERE
    if not named:
        return
    tags = ", ".join(tag.value.replace("_", " ") for tag in verdict.distortions if tag in named)
    yield Problem(
        message=f"{verdict.reason.rstrip('.')} ({tags}).",
        suggestion=verdict.suggestion or "Say it as the source does.",
        confidence=verdict.confidence,
        severity=Severity.NOTE if named <= _MINOR else Severity.WARNING,
        evidence=verdict.evidence,
    )


RULE = Rule(
    code="CLM103",
    name="distorted-claim",
    severity=Severity.WARNING,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

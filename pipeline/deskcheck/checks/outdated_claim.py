"""Claims that rest on sources which no longer stand, or speak of the present from an old source."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Claim, Severity, VerdictLabel
from deskcheck.settings import Settings


def check(claim: Claim, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the verdict is ``outdated``."""
    verdict = claim.verdict
    if verdict is None or verdict.label is not VerdictLabel.OUTDATED:
        return
    yield Problem(
        message=verdict.reason,
        suggestion="Look for what took the source's place and see whether the sentence still holds.",
        confidence=verdict.confidence,
        evidence=verdict.evidence,
    )


RULE = Rule(
    code="CLM104",
    name="outdated-claim",
    severity=Severity.WARNING,
    about=About.CLAIM,
    check=check,
    needs=(Need.VERDICT,),
)

"""References whose work no asked index holds."""

from collections.abc import Iterator

from deskcheck.checks.proof import short
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, MatchStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when a whole index was searched and nothing fits."""
    match = reference.match
    if match is not None and match.status is MatchStatus.NOT_FOUND and match.work is None:
        near = f" Nearest: “{short(match.candidates[0].title)}”." if match.candidates else ""
        yield Problem(
            message=(
                f"No indexed work fits reference {reference.number}; that alone does not mean that it is wrong.{near}"
            ),
            suggestion="Look for the work by hand: many books, reports and older journals are in no index.",
            confidence=0.5,
        )


RULE = Rule(
    code="REC211",
    name="unindexed-work",
    severity=Severity.NOTE,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

"""References that fit several works."""

from collections.abc import Iterator

from deskcheck.checks.proof import short
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, MatchStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that names the works in question."""
    match = reference.match
    if match is not None and match.status is MatchStatus.AMBIGUOUS:
        named = "; ".join(f"“{short(one.title, 60)}” {one.doi}" for one in match.candidates[:3])
        yield Problem(
            message=f"Reference {reference.number} fits several works about equally well: {named}.",
            suggestion="Print what tells them apart: the DOI, the volume and page, or the version.",
            confidence=0.7,
        )


RULE = Rule(
    code="REC212",
    name="ambiguous-work",
    severity=Severity.NOTE,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

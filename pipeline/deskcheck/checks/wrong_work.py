"""Printed DOIs that belong to another work."""

from collections.abc import Iterator

from deskcheck.checks.proof import short
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, MatchStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the printed DOI is registered for a work that the reference does not describe."""
    match = reference.match
    if match is None or match.work is None or match.status is not MatchStatus.NOT_FOUND:
        return
    work = match.work.fields
    authors = work.author[0].shown() if work.author else "no author"
    yield Problem(
        message=(
            f"The DOI of reference {reference.number} is registered for another work: "
            f"“{short(work.title)}” ({authors}, {work.year or 'no year'})."
        ),
        suggestion="Find the work that the reference describes and print its DOI; check that the work exists.",
        confidence=round(1.0 - match.probability, 2),
    )


RULE = Rule(
    code="REC201", name="wrong-work", severity=Severity.ERROR, about=About.REFERENCE, check=check, needs=(Need.LOOKUP,)
)

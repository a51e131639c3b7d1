"""References that print no DOI although their work has one."""

from collections.abc import Iterator

from deskcheck.checks.proof import compared, doi_of
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem with the DOI to add."""
    found = compared(reference, "DOI")
    if found is not None and found.result == "missing":
        yield Problem(
            message=f"Reference {reference.number} prints no DOI; its work has {found.recorded}.",
            suggestion=f"Add {doi_of(reference)}.",
            confidence=reference.match.probability if reference.match else 1.0,
        )


RULE = Rule(
    code="REC203", name="missing-doi", severity=Severity.NOTE, about=About.REFERENCE, check=check, needs=(Need.LOOKUP,)
)

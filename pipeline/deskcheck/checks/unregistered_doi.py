"""DOIs that their registry does not know."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, PageStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for a DOI that was asked for at its registry and is not there."""
    page = reference.page
    if page is not None and page.status is PageStatus.NOT_FOUND:
        yield Problem(
            message=f"In reference {reference.number}, {page.reason}, says {page.registry}.",
            suggestion="Search for the work by its title, and print the DOI of its record.",
            confidence=0.9,
        )


RULE = Rule(code="URL204", name="unregistered-doi", severity=Severity.WARNING, about=About.REFERENCE, check=check)

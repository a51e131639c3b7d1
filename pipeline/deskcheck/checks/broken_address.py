"""Addresses that failed again and again."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, PageStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for an address that is broken, a lighter one where an archived copy stands in."""
    page = reference.page
    if page is None or page.status is not PageStatus.BROKEN:
        return
    days = f" (failed on {', '.join(page.failed_on)})" if len(page.failed_on) > 1 else ""
    copy = page.archive.address if page.archive.status is PageStatus.OK else ""
    yield Problem(
        message=f"The address of reference {reference.number} is broken: {page.reason}{days}.",
        suggestion=f"Cite the archived copy of {page.archive.date}: {copy}" if copy else "Find the page's new place.",
        confidence=0.95,
        severity=Severity.WARNING if copy else None,
    )


RULE = Rule(code="URL201", name="broken-address", severity=Severity.ERROR, about=About.REFERENCE, check=check)

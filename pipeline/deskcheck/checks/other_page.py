"""Addresses that lead to another page than the one cited."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, PageStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for a page that calls itself something else."""
    page = reference.page
    if page is None or page.status is not PageStatus.MISMATCH:
        return
    copy = page.archive.address if page.archive.status is PageStatus.OK else ""
    aid = f" An archived copy of {page.archive.date} is at {copy}" if copy else ""
    yield Problem(
        message=f"The address of reference {reference.number} leads to another page: {page.reason}.",
        suggestion=f"Compare it with what was cited.{aid}",
        confidence=0.8,
    )


RULE = Rule(code="URL203", name="other-page", severity=Severity.WARNING, about=About.REFERENCE, check=check)

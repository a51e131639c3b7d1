"""Addresses with one bad sign."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, PageStatus, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for an address that may be gone."""
    page = reference.page
    if page is None or page.status is not PageStatus.SUSPECT:
        return
    copy = page.archive.address if page.archive.status is PageStatus.OK else ""
    aid = f" An archived copy of {page.archive.date} is at {copy}" if copy else ""
    yield Problem(
        message=f"The page of reference {reference.number} may be gone: its address {_verb(page.reason)}.",
        suggestion=f"Open it and see.{aid}",
        confidence=0.7,
    )


def _verb(reason: str) -> str:
    """Return a reason that completes "its address …"."""
    return f"answers, but {reason}" if reason.startswith("the domain") else reason


RULE = Rule(code="URL202", name="suspect-address", severity=Severity.WARNING, about=About.REFERENCE, check=check)

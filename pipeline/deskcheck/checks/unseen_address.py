"""Addresses that could not be looked at."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, PageStatus, Severity
from deskcheck.settings import Settings

_UNSEEN = (PageStatus.BLOCKED, PageStatus.UNKNOWN, PageStatus.SKIPPED)


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that counts the addresses nobody could look at."""
    seen = [reference for reference in audit.references if reference.page is not None]
    missed = [reference.number for reference in seen if reference.page and reference.page.status in _UNSEEN]
    if missed:
        numbers = ", ".join(map(str, missed[:20])) + (" …" if len(missed) > 20 else "")
        yield Problem(
            message=f"{len(missed)} of {len(seen)} addresses could not be looked at (references {numbers}).",
            suggestion="Open them by hand, or run again later: it says nothing against them.",
        )


RULE = Rule(code="RUN904", name="unseen-address", severity=Severity.NOTE, about=About.ARTICLE, check=check)

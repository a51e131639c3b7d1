"""Articles in which no check-worthy statement was found."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the article makes no claim that could be checked."""
    if not audit.claims:
        yield Problem(
            message="No check-worthy claims were found in the article.",
            suggestion="Check that the article's body was read: a list of references alone has no claims.",
        )


RULE = Rule(code="RUN102", name="no-claims", severity=Severity.WARNING, about=About.ARTICLE, check=check)

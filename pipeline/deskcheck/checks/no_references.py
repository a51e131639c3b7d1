"""Articles whose reference list was not found, or is not there."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the article has no references at all."""
    if not audit.references:
        yield Problem(
            message="No references were found in the article.",
            suggestion="Give the list a heading such as “References”, or number its entries.",
        )


RULE = Rule(code="RUN101", name="no-references", severity=Severity.ERROR, about=About.ARTICLE, check=check)

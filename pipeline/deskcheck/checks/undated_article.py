"""Articles that state neither when they were published nor when they were last brought up to date."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when no date was found."""
    if audit.article.dates.latest is None:
        yield Problem(
            message="The article states no date of publication, update or review.",
            suggestion="Print the date of publication and of the last review.",
        )


RULE = Rule(code="ART101", name="undated-article", severity=Severity.NOTE, about=About.ARTICLE, check=check)

"""Articles that name nobody as their author."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when no byline names an author."""
    if not any(person.role == "author" for person in audit.article.people):
        yield Problem(
            message="The article names no author.",
            suggestion="Print a byline, or the organisation that answers for the text.",
        )


RULE = Rule(code="ART102", name="unsigned-article", severity=Severity.NOTE, about=About.ARTICLE, check=check)

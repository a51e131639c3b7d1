"""Articles that nobody has brought up to date for years."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.model.currency import years_since_review
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the latest stated date lies further back than the review limit."""
    years = years_since_review(audit.article, settings.as_of)
    if years is not None and years >= settings.review_age_years:
        latest = audit.article.dates.latest
        yield Problem(
            message=f"The article was last brought up to date on {latest}, {years} years before the day of the audit.",
            suggestion="Review it, and state the date of the review.",
        )


RULE = Rule(code="AGE103", name="overdue-review", severity=Severity.NOTE, about=About.ARTICLE, check=check)

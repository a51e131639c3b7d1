"""Articles that print no reference list and cite by links in their text."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the addresses that the text links to were taken for its references."""
    if not audit.article.cites_by_links:
        return
    count = len(audit.references)
    taken = "1 address that its text links to was" if count == 1 else f"{count} addresses that its text links to were"
    yield Problem(
        message=f"The article prints no list of references; the {taken} taken for it.",
        suggestion="Print the sources as a list too: a title and a date can still be found when an address has moved.",
    )


RULE = Rule(code="ART105", name="unlisted-sources", severity=Severity.NOTE, about=About.ARTICLE, check=check)

"""Articles whose reference list was not found, or is not there."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings

_WEB = ("https://", "http://")


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the article has no references at all."""
    if audit.references:
        return
    linked = len({link.url for link in audit.article.hyperlinks if link.url.startswith(_WEB)})
    if linked:
        addresses = "1 address" if linked == 1 else f"{linked} addresses"
        yield Problem(
            message=f"No references were found in the article; its text links to {addresses}, "
            "none of which reads as a source.",
            suggestion="Name the sources of its claims, in a list or by links from the sentences that rest on them.",
        )
    else:
        yield Problem(
            message="No references were found in the article.",
            suggestion="Give the list a heading such as “References”, or number its entries.",
        )


RULE = Rule(code="RUN101", name="no-references", severity=Severity.ERROR, about=About.ARTICLE, check=check)

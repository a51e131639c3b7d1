"""Lists that hold another number of references than the article states."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the stated and the found number differ."""
    stated, found = audit.article.stated_references, len(audit.references)
    if stated is not None and found and stated != found:
        yield Problem(
            message=f"The article states {stated} references, and its list holds {found}.",
            suggestion="Restore what was lost from the list, or correct the stated number.",
        )


RULE = Rule(code="REF110", name="wrong-reference-count", severity=Severity.WARNING, about=About.ARTICLE, check=check)

"""References that no claim uses."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem when no claim is linked to the reference, not even tentatively."""
    if audit.claims and not any(link.number == reference.number for claim in audit.claims for link in claim.references):
        yield Problem(
            message=f"Nothing in the article was found to rest on reference {reference.number}.",
            suggestion="Say in the text what it supports, or take it off the list.",
            confidence=0.6,
        )


RULE = Rule(code="LNK101", name="uncited-reference", severity=Severity.NOTE, about=About.REFERENCE, check=check)

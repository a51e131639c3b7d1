"""Works under an expression of concern."""

from collections.abc import Iterator

from deskcheck.checks.proof import asserted, notices, timing
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, NoticeType, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem for an expression of concern, unless the work was retracted since."""
    if notices(reference, NoticeType.RETRACTION, NoticeType.REMOVAL):
        return
    for notice in notices(reference, NoticeType.EXPRESSION_OF_CONCERN)[:1]:
        yield Problem(
            message=(
                f"An expression of concern was published about the work of reference {reference.number}"
                f"{asserted(notice)}.{timing(notice, audit.article)}"
            ),
            suggestion="Read the notice; do not let a claim rest on this work alone.",
            confidence=0.95,
        )


RULE = Rule(
    code="NOT303",
    name="expression-of-concern",
    severity=Severity.WARNING,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

"""Works with a published correction."""

from collections.abc import Iterator

from deskcheck.checks.proof import asserted, notices, timing
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, NoticeType, Reference, Severity
from deskcheck.settings import Settings

KINDS = (
    NoticeType.CORRECTION,
    NoticeType.CORRIGENDUM,
    NoticeType.ERRATUM,
    NoticeType.ADDENDUM,
    NoticeType.CLARIFICATION,
)


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem that names the corrections; a correction is no retraction."""
    found = notices(reference, *KINDS)
    if found:
        named = "; ".join(f"{notice.type.value}{asserted(notice)}" for notice in found[:3])
        yield Problem(
            message=(
                f"The work of reference {reference.number} was corrected: {named}.{timing(found[-1], audit.article)}"
            ),
            suggestion="See whether the correction touches what is cited.",
            confidence=0.95,
        )


RULE = Rule(
    code="NOT304",
    name="corrected-work",
    severity=Severity.NOTE,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

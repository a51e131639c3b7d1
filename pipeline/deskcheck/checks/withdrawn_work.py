"""Works withdrawn by their publisher or authors."""

from collections.abc import Iterator

from deskcheck.checks.proof import asserted, notices, says_so, timing
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, NoticeType, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem for a withdrawal; a Cochrane review replaced by its next version is told as that."""
    found = notices(reference, NoticeType.WITHDRAWAL)
    if not found:
        return
    notice = found[0]
    doi = reference.match.doi if reference.match else ""
    newer = doi.startswith("10.1002/14651858.") and notice.doi.startswith(doi.split(".pub")[0]) and notice.doi != doi
    if newer:
        message = f"Reference {reference.number} cites an older version of a Cochrane review; {notice.doi} replaced it."
    else:
        message = (
            f"The work of reference {reference.number} was withdrawn{asserted(notice)}.{timing(notice, audit.article)}"
        )
    yield Problem(
        message=message,
        suggestion="Cite the version in force, or say in the text that the work was withdrawn.",
        severity=Severity.NOTE if newer or says_so(reference) else None,
        confidence=0.9,
    )


RULE = Rule(
    code="NOT302",
    name="withdrawn-work",
    severity=Severity.WARNING,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

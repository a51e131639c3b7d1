"""Retracted works cited as if they stood."""

from collections.abc import Iterator

from deskcheck.checks.proof import asserted, notices, says_so, timing
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, NoticeType, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem for the gravest retraction of the work; only a note when the reference says so itself."""
    found = notices(reference, NoticeType.RETRACTION, NoticeType.REMOVAL, NoticeType.PARTIAL_RETRACTION)
    if not found:
        return
    notice = found[0]
    what = {NoticeType.REMOVAL: "removed", NoticeType.PARTIAL_RETRACTION: "retracted in part"}.get(
        notice.type, "retracted"
    )
    replaced = notices(reference, NoticeType.NEW_VERSION) or any("replac" in one.label.lower() for one in found)
    again = " A corrected version has replaced it." if replaced else ""
    yield Problem(
        message=(
            f"The work of reference {reference.number} was {what}{asserted(notice)}."
            f"{timing(notice, audit.article)}{again}"
        ),
        suggestion="Take the reference out, or say in the text that the work was retracted; see what the notice says.",
        severity=Severity.NOTE if says_so(reference) else None,
        confidence=0.8 if notice.sources == ("title",) else 0.98,
    )


RULE = Rule(
    code="NOT301",
    name="retracted-work",
    severity=Severity.ERROR,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

"""Titles that differ from the registered ones."""

from collections.abc import Iterator

from deskcheck.checks.proof import different, sides
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the printed title differs from the record's."""
    found = different(reference, "title")
    if found is not None:
        note = f" ({found.note})" if found.note else ""
        yield Problem(
            message=f"The title of reference {reference.number} differs from the record: {sides(found)}{note}.",
            suggestion=f"Check the work itself; registered: {found.recorded}.",
            confidence=0.9,
        )


RULE = Rule(
    code="REC204",
    name="wrong-title",
    severity=Severity.WARNING,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

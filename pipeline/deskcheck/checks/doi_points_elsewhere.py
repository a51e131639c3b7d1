"""Printed DOIs that are not those of the printed work."""

from collections.abc import Iterator

from deskcheck.checks.proof import different
from deskcheck.checks.rule import About, Need, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the work was found under another DOI than the printed one."""
    found = different(reference, "DOI")
    if found is not None:
        yield Problem(
            message=f"Reference {reference.number} prints the DOI {found.printed}, but its work has {found.recorded}.",
            suggestion=f"Print https://doi.org/{found.recorded}.",
            confidence=0.95,
        )


RULE = Rule(
    code="REC202",
    name="doi-points-elsewhere",
    severity=Severity.ERROR,
    about=About.REFERENCE,
    check=check,
    needs=(Need.LOOKUP,),
)

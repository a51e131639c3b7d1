"""Sources that the desk does not accept."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.checks.source_tiers import is_from
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the reference's site, container, publisher or group of authors is refused."""
    for entry in settings.refused_sources:
        if is_from(reference, entry):
            yield Problem(
                message=f"Reference {reference.number} is from “{entry}”, which the desk does not accept as a source.",
                suggestion="Cite what that source itself rests on, or another source.",
                confidence=0.95,
            )
            return


RULE = Rule(code="POL103", name="refused-source", severity=Severity.WARNING, about=About.REFERENCE, check=check)

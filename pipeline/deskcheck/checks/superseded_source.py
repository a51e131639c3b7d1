"""Sources that something newer has replaced."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.model.currency import supersession
from deskcheck.settings import Settings


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for a newer edition or version, or a preprint published since; withdrawals are notices."""
    found = supersession(reference)
    if found is None or found.kind == "withdrawn":
        return
    yield Problem(
        message=f"Reference {reference.number} is not the latest: {found.says}.",
        suggestion="Cite the newer one, after seeing whether it still says the same.",
        severity=Severity.NOTE if found.kind == "preprint" else None,
        confidence=0.9,
    )


RULE = Rule(code="AGE102", name="superseded-source", severity=Severity.WARNING, about=About.REFERENCE, check=check)

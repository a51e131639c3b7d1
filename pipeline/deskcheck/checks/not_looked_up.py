"""References for which no authority gave an answer."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, ReferenceStatus, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that counts the references whose lookup ended as unknown."""
    unknown = [reference.number for reference in audit.references if reference.status is ReferenceStatus.UNKNOWN]
    if unknown:
        numbers = ", ".join(map(str, unknown[:20])) + (" …" if len(unknown) > 20 else "")
        yield Problem(
            message=f"{len(unknown)} of {len(audit.references)} references could not be looked up ({numbers}).",
            suggestion="Give their records in a dossier, or run again with a source of records that can answer.",
        )


RULE = Rule(code="RUN902", name="not-looked-up", severity=Severity.NOTE, about=About.ARTICLE, check=check)

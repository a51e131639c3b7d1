"""Words inside the reference list that belong to no reference."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings
from deskcheck.text.stretches import stray_stretches

_SHOWN = 60


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each stretch between entries that was left out."""
    for span in stray_stretches(audit.article, audit.references):
        words = " ".join(span.of(audit.article.text).split())
        shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield Problem(
            message=f"“{shown}” stands in the reference list and belongs to no reference.",
            spans=(span,),
            suggestion="Remove it, or if it is part of a reference, join it to its line.",
            detail=words[:200],
        )


RULE = Rule(code="REF119", name="stray-text", severity=Severity.NOTE, about=About.ARTICLE, check=check)

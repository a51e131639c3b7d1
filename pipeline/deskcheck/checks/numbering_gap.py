"""Numbers that the reference list leaves out."""

from collections.abc import Iterator
from itertools import pairwise

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity
from deskcheck.settings import Settings

_MOST_SHOWN = 8


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that names the numbers missing between the first and the last."""
    # Notes are numbered together with the remarks among them, which are no references.
    printed = sorted(
        {
            reference.number
            for reference in audit.references
            if any(map(str.isdigit, reference.label)) and "^" not in reference.label
        }
    )
    if len(printed) < 2 or len(printed) < len(audit.references) / 2:
        return
    missing: list[int] = []
    for one, other in pairwise(printed):
        missing.extend(range(one + 1, min(other, one + 2 + _MOST_SHOWN)))
    if not missing:
        return
    gaps = set(missing)
    shown = ", ".join(map(str, missing[:_MOST_SHOWN])) + (" …" if len(missing) > _MOST_SHOWN else "")
    spans = tuple(filter(None, (reference.span for reference in audit.references if reference.number - 1 in gaps)))
    yield Problem(
        message=f"The reference list leaves out number {shown}.",
        spans=spans[:1],
        suggestion="Restore the lost entry, or renumber the list and the markers in the text.",
    )


RULE = Rule(code="REF108", name="numbering-gap", severity=Severity.WARNING, about=About.ARTICLE, check=check)

"""Numbers that the reference list gives twice."""

from collections import defaultdict
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each number that stands before two entries."""
    entries: dict[int, list[Reference]] = defaultdict(list)
    for reference in audit.references:
        if any(map(str.isdigit, reference.label)):
            entries[reference.number].append(reference)
    for number, holders in entries.items():
        if len(holders) > 1:
            spans = tuple(filter(None, (reference.span for reference in holders)))
            yield Problem(
                message=f"Number {number} stands before {len(holders)} references.",
                spans=spans[1:] + spans[:1],
                suggestion="Renumber the list and the markers in the text.",
                detail=str(number),
            )


RULE = Rule(code="REF109", name="duplicate-number", severity=Severity.ERROR, about=About.ARTICLE, check=check)

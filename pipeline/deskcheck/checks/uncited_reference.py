"""References that no claim uses."""

from collections.abc import Iterator
from functools import lru_cache

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash
from deskcheck.text.markers import MarkerKind, markers


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem when no claim is linked to the reference, not even tentatively, and no mark names it."""
    if not audit.claims or any(link.number == reference.number for claim in audit.claims for link in claim.references):
        return
    listed = audit.article.references_span
    before = listed.start if listed else len(audit.article.text)
    highest = max(len(audit.references), audit.references[-1].number)
    numbers, keys = _marked(audit.article.text, before, highest)
    if reference.number not in numbers and not (reference.label and squash(reference.label) in keys):
        yield Problem(
            message=f"Nothing in the article was found to rest on reference {reference.number}.",
            suggestion="Say in the text what it supports, or take it off the list.",
            confidence=0.6,
        )


@lru_cache(maxsize=2)
def _marked(text: str, end: int, highest: int) -> tuple[frozenset[int], frozenset[str]]:
    """Return the numbers and the keys that marks before the list name; a caption or a heading may bear one too."""
    found = [each for each in markers(text, 0, end, highest) if each.kind is not MarkerKind.LINK]
    keys = frozenset(squash(each.key) for each in found if each.key)
    return frozenset(number for each in found for number in each.numbers), keys


RULE = Rule(code="LNK101", name="uncited-reference", severity=Severity.NOTE, about=About.REFERENCE, check=check)

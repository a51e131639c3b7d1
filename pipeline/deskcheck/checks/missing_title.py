"""Entries that print no title of the cited work."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import LEGAL, UNPUBLISHED, Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash

_READ_SHARE = 0.8
_SURE = 0.6


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when almost all of the entry was read and no title was among it."""
    fields = reference.fields
    if (
        fields.type in UNPUBLISHED | LEGAL
        or fields.title
        or fields.url
        or fields.doi
        or not (fields.author or fields.container_title)
    ):
        return
    read = sum(len(squash(reference.printed[span.start : span.end])) for span in reference.field_spans)
    if reference.confidence >= _SURE and read >= _READ_SHARE * len(squash(reference.printed)):
        yield Problem(
            message=f"Reference {reference.number} prints no title.",
            suggestion="Add the title of the article, page or book.",
            confidence=reference.confidence,
        )


RULE = Rule(code="REF102", name="missing-title", severity=Severity.WARNING, about=About.REFERENCE, check=check)

"""Entries of the list in which nothing can be read as a source."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash
from deskcheck.text.marker_grammar import IBIDEM

_LEAST = 8
_LONGEST = 4000


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the entry is empty, overlong, or holds neither title, author, container nor address."""
    length = len(squash(reference.printed))
    fields = reference.fields
    if not reference.printed:
        yield Problem(
            message=f"Reference {reference.number} is empty.", suggestion="Restore the entry or remove its number."
        )
    elif len(reference.printed) > _LONGEST:
        yield Problem(
            message=f"Reference {reference.number} is {len(reference.printed):,} characters long and was not read.",
            suggestion="Give every source an entry of its own.",
        )
    elif IBIDEM.match(reference.printed):
        # A note that only says "Ibid., p. 4" points at the one before it and names nothing by itself.
        return
    elif fields.url or fields.doi or fields.pmid or fields.pmcid:
        return
    elif length < _LEAST or not (fields.title or fields.author or fields.container_title):
        yield Problem(
            message=f"Reference {reference.number} names no source that could be read.",
            suggestion="Print the author, the title, where it was published, and the year.",
        )


RULE = Rule(code="REF101", name="unreadable-reference", severity=Severity.ERROR, about=About.REFERENCE, check=check)

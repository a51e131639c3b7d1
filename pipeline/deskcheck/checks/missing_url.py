"""Entries that announce an address and print none, and web pages without one."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_ANNOUNCED = re.compile(
    r"(?:retrieved(?: [\w ,]{3,24})?,? from|available (?:from|at|online)(?: at)?|accessed (?:from|at|via)"
    r"|abgerufen von|verfügbar unter|disponible (?:sur|en)|\burl|https?|https?://)[\s:.,;]*$",
    re.I,
)
_ADDRESS = re.compile(
    r"https?://|www\.|\b10\.\d{4,9}/|\b[a-z\d-]{2,40}\.(?:org|com|gov|edu|net|info|int|uk|de|eu)\b", re.I
)
_SURE = 0.6


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when an address is announced and does not follow, or a web page has none."""
    fields = reference.fields
    if fields.url or fields.doi:
        return
    if _ANNOUNCED.search(reference.printed[-80:]):
        yield Problem(
            message=f"Reference {reference.number} announces an address, and nothing follows.",
            suggestion="Print the address, or for a journal article its DOI, after the announcing words.",
        )
    elif fields.type == "webpage" and reference.confidence >= _SURE and not _ADDRESS.search(reference.printed):
        yield Problem(
            message=f"Reference {reference.number} is a web page without an address.",
            suggestion="Print the page's address.",
            severity=Severity.NOTE,
            confidence=reference.confidence,
        )


RULE = Rule(code="REF105", name="missing-url", severity=Severity.WARNING, about=About.REFERENCE, check=check)

"""When a claim is out of date: its source withdrawn, replaced, or too old for what it says of the present."""

import re

from deskcheck.model import ClaimKind, Reference
from deskcheck.model.currency import age, supersession, year_of
from deskcheck.settings import Settings
from deskcheck.text import fold

PERISHABLE_YEARS = 5
"""Limit for statements about the present state of things ("yet", "latest"): sourcing guides' five years."""

_PERISHABLE = re.compile(
    r"\b(?:yet|so far|to date|recent(?:ly)?|current(?:ly)?|latest|newest|nowadays|still (?:unknown|unclear|not)|"
    r"not much research|little research|few studies|no studies|emerging|new (?:study|research|findings|evidence))\b"
)
_ADVISING = (ClaimKind.TREATMENT, ClaimKind.RISK, ClaimKind.CLASSIFICATION)


def withdrawn(reference: Reference) -> str:
    """Return why nothing should rest on the reference any more, or an empty string."""
    found = supersession(reference)
    return found.says if found and found.kind == "withdrawn" else ""


def stale(reference: Reference, kind: ClaimKind, text: str, settings: Settings) -> str:
    """Return why a claim resting on ``reference`` is out of date, or an empty string.

    Withdrawn sources always are; replaced ones where the claim advises or classifies, or speaks of the present;
    old ones only where the claim speaks of the present: age alone is a note, no verdict.
    """
    found = supersession(reference)
    perishable = _PERISHABLE.search(fold(text))
    if found and found.kind != "preprint" and (found.kind == "withdrawn" or perishable or kind in _ADVISING):
        return found.says
    years = age(reference, settings.as_of)
    if perishable and years is not None and years > PERISHABLE_YEARS:
        return f"it says “{perishable.group()}” on the strength of a source from {year_of(reference)}"
    return ""

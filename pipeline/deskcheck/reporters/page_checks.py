"""What was seen at the references' addresses, in words."""

from collections import Counter

from deskcheck.model import Audit, PageStatus, Reference

_ORDER = (
    PageStatus.BROKEN,
    PageStatus.NOT_FOUND,
    PageStatus.MISMATCH,
    PageStatus.SUSPECT,
    PageStatus.BLOCKED,
    PageStatus.UNKNOWN,
    PageStatus.SKIPPED,
    PageStatus.WAIVED,
    PageStatus.OK,
)


def page_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many addresses have each status, gravest first; nothing when no run looked."""
    counts = Counter(reference.page.status for reference in audit.references if reference.page)
    return [(status.replace("_", " "), counts[status]) for status in _ORDER if counts[status]]


def page_words(reference: Reference) -> str:
    """Return what was seen at a reference's address in a sentence or two; nothing when no run looked."""
    page = reference.page
    if page is None:
        return ""
    said = f"Address {page.status.replace('_', ' ')}" + (f": {page.reason}" if page.reason else "")
    asked = f"{page.registry} asked, " if page.registry else ""
    said += f" ({asked}{page.checked_on})." if page.checked_on else "."
    if page.final:
        said += f" It leads to {page.final}"
    if page.archive.status is PageStatus.OK:
        said += f" Archived copy of {page.archive.date}: {page.archive.address}"
    elif page.archive.status is PageStatus.NOT_FOUND:
        said += " No archived copy is known."
    return said

"""What the record of a reference's work proves, and what is better left to a person."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from deskcheck.model.reference import Reference
from deskcheck.model.work import FieldComparison, MatchStatus, NoticeType, Work

CERTAIN = 0.95
"""The least probability that the record is the printed work; a link to another work costs more than a missing one."""
_GONE = (NoticeType.RETRACTION, NoticeType.REMOVAL, NoticeType.WITHDRAWAL, NoticeType.PARTIAL_RETRACTION)
# Where several of these differ, the reference may mean another work after all.
_IDENTITY = ("author", "title", "container")
_NUMBERED = ("volume", "issue", "page")
_NUMBER = re.compile(r"(?:[A-Z]?\d{2,7}|\d)[A-Za-z]?(?:\s?[-\u2010-\u2015]\s?[A-Za-z]?\d{1,7}[A-Za-z]?)?\Z")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become of one field of a reference.

    Attributes:
        field: ``author``, ``year``, ``title``, ``container``, ``volume``, ``issue``, ``page`` or ``DOI``.
        old: what is printed; empty for a field that is added.
        new: what is registered, as shown to people.
        value: what is registered, as ``CslItem`` holds it: names for ``author``, else text.
    """

    field: str
    old: str
    new: str
    value: Any


def changes(reference: Reference) -> tuple[Change, ...]:
    """Return the changes that bring the reference in line with the record of its work; none where it is not certain."""
    match = reference.match
    if match is None or match.work is None or doubt(reference):
        return ()
    return tuple(_changes(match.comparison, match.work))


def doubt(reference: Reference) -> str:
    """Return why a reference that could be changed is not, or ""."""
    match = reference.match
    if match is None or match.work is None or match.status is not MatchStatus.MATCHED:
        return "its work is not known"
    gone = next((notice for notice in reference.notices if notice.type in _GONE), None)
    if gone is not None:
        when = f" on {gone.date}" if gone.date else ""
        return f"its work was retracted or withdrawn{when}: decide whether to cite it at all"
    if match.probability < CERTAIN:
        return f"its work is likely but not certain ({match.probability:.2f})"
    found = {one.field: one for one in match.comparison if one.result == "different"}
    doi = found.get("DOI")
    if doi is not None and not _is_cut(doi):
        return f"it prints the DOI of another work ({doi.printed[:80]})"
    apart = [field for field in _IDENTITY if field in found]
    if len(apart) > 1:
        return f"{' and '.join(apart)} differ, so that another work may be meant"
    # Comments and corrections share title and place with the work itself, but not its authors.
    unproven = any(one.field == "DOI" and one.result == "missing" for one in match.comparison)
    if apart and apart != ["container"] and unproven:
        return f"{apart[0]} differs and no DOI is printed, so that another work may be meant"
    return ""


def _changes(comparison: tuple[FieldComparison, ...], work: Work) -> Iterator[Change]:
    values = {
        "author": work.fields.author,
        "year": str(work.fields.year or ""),
        "volume": work.fields.volume,
        "issue": work.fields.issue,
        "page": work.fields.page,
    }
    for one in comparison:
        if one.field in _NUMBERED and not _NUMBER.match(one.printed):
            continue  # "G3, 797–803": what was read as the volume is another thing
        wrong = one.result == "different" or (one.field == "DOI" and one.result == "missing")
        value = values.get(one.field, one.recorded)
        if wrong and value:
            yield Change(field=one.field, old=one.printed, new=one.recorded, value=value)


def _is_cut(doi: FieldComparison) -> bool:
    return bool(doi.printed) and doi.recorded.startswith(doi.printed)

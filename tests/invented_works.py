"""Invented works and references that several tests share."""

from deskcheck.authorities.records import work_from_crossref
from deskcheck.model import Reference, Work


def message(doi="10.5555/rest.7", title="Night shifts and recall among hospital cleaners in three cities", **more):
    """Return a Crossref message with usual values, those named replaced."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Harlow", "given": "Tess"}, {"family": "Winton", "given": "Bo"}],
        "container-title": ["Journal of Rest Studies"],
        "short-container-title": ["J Rest Stud"],
        "volume": "12",
        "issue": "3",
        "page": "110-121",
        "issued": {"date-parts": [[2019, 5, 2]]},
        **more,
    }


def work(**more) -> Work:
    """Return the work of a message."""
    return work_from_crossref(message(**more))


def reference(printed: str, number: int = 1, **more) -> Reference:
    """Return a reference of printed words only."""
    return Reference(id=str(number), number=number, printed=printed, **more)


HARLOW = (
    "Harlow, T., & Winton, B. (2019). Night shifts and recall among hospital cleaners in three cities."
    " Journal of Rest Studies, 12(3), 110–121."
)

"""What the records say of age: a source's year, what took its place, an article's last review."""

import datetime
import re

import msgspec

from deskcheck.model.article import Article
from deskcheck.model.csl import LEGAL
from deskcheck.model.reference import Reference
from deskcheck.model.work import NoticeType

_WITHDRAWN = (NoticeType.RETRACTION, NoticeType.REMOVAL, NoticeType.WITHDRAWAL, NoticeType.PARTIAL_RETRACTION)
_REPLACED = (NoticeType.NEW_EDITION, NoticeType.NEW_VERSION)
# Crossref's relation types, https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/
# "[Updated 2020 Jun 18]", "last reviewed: May 2021"; what was merely accessed then is no update.
_UPDATED = re.compile(
    r"\b(?:updated?|revised|reviewed|modified)\b[^0-9\n]{0,20}(?:\d{1,2}[ .,/-][^0-9\n]{0,12})?((?:19|20)\d\d)\b", re.I
)
_PREPRINT = "is-preprint-of"
_REPLACING = {"is-replaced-by": "it was replaced by", "has-version": "there is another version of it"}


class Supersession(msgspec.Struct, frozen=True):
    """Why a source no longer stands as cited.

    Attributes:
        kind: ``withdrawn`` (retracted, removed), ``replaced`` (newer edition or version) or ``preprint`` (published
        since).
        says: a clause for an editor.
        by: identifier of the notice or of what took its place; may be empty.
    """

    kind: str
    says: str
    by: str = ""


def supersession(reference: Reference) -> Supersession | None:
    """Return why the reference's source is superseded, the gravest reason first, or None."""
    for kind, types in (("withdrawn", _WITHDRAWN), ("replaced", _REPLACED)):
        for notice in reference.notices:
            if notice.type in types:
                when = f" ({notice.date})" if notice.date else ""
                word = notice.type.value.replace("_", " ")
                what = "has been followed by a" if kind == "replaced" else "no longer stands:"
                return Supersession(kind, f"the source {what} {word}{when}", notice.doi)
    work = reference.match.work if reference.match else None
    for relation in work.relations if work else ():
        if relation.type == _PREPRINT:
            return Supersession("preprint", f"it is a preprint; the published version is {relation.id}", relation.id)
        if relation.type in _REPLACING:
            return Supersession("replaced", f"{_REPLACING[relation.type]}: {relation.id}", relation.id)
    return None


def year_of(reference: Reference) -> int | None:
    """Return the year of the matched work, else the printed one, or that of a printed later update; else None."""
    work = reference.match.work if reference.match else None
    if work and work.fields.year:
        return work.fields.year
    updated = [int(match.group(1)) for match in _UPDATED.finditer(reference.printed)]
    return max([*updated, *filter(None, (reference.fields.year,))], default=None)


def age(reference: Reference, on: datetime.date) -> int | None:
    """Return how many calendar years before ``on`` the source appeared (0 for a later year); None without a year.

    A law or a decision of a court has no age: it holds until it is changed.
    """
    year = year_of(reference)
    return None if year is None or reference.fields.type in LEGAL else max(0, on.year - year)


def years_since_review(article: Article, on: datetime.date) -> int | None:
    """Return the full years from the article's latest stated date to ``on``, or None when it states none."""
    latest = article.dates.latest
    if latest is None:
        return None
    return max(0, on.year - latest.year - ((on.month, on.day) < (latest.month, latest.day)))

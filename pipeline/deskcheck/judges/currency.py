"""Three clocks: the source's age, the source superseded, the article's own review overdue.

Default limits and their grounds: Wikipedia's medical sourcing advice (about five years), IQWiG's three-year
recheck, Martínez García et al. (CMAJ 2014) on the shelf life of recommendations. They live in ``Settings``.
"""

import datetime
import re

import msgspec

from deskcheck.model import Article, ClaimKind, NoticeType, Reference
from deskcheck.settings import Settings
from deskcheck.text import fold

PERISHABLE_YEARS = 5
"""Limit for statements about the present state of things ("yet", "latest"), whatever their kind."""

_WITHDRAWN = (NoticeType.RETRACTION, NoticeType.REMOVAL, NoticeType.WITHDRAWAL, NoticeType.PARTIAL_RETRACTION)
_REPLACED = (NoticeType.NEW_EDITION, NoticeType.NEW_VERSION)
_REPLACING_RELATIONS = {
    "is-preprint-of": "it is a preprint of",
    "is-replaced-by": "it was replaced by",
    "is-version-of": "it is a version of",
    "has-version": "it has the version",
}
_PERISHABLE = re.compile(
    r"\b(?:yet|so far|to date|recent(?:ly)?|current(?:ly)?|latest|newest|nowadays|today|still (?:unknown|unclear|not)|"
    r"not much research|little research|few studies|no studies|emerging|new (?:study|research|findings|evidence))\b"
)
_ADVISING = (ClaimKind.TREATMENT, ClaimKind.RISK, ClaimKind.CLASSIFICATION)


class Supersession(msgspec.Struct, frozen=True):
    """Why a source no longer stands as cited.

    Attributes:
        withdrawn: True for retracted, removed or withdrawn works: nothing should rest on them.
        says: a clause for an editor.
        by: identifier of what took its place or of the notice; may be empty.
    """

    withdrawn: bool
    says: str
    by: str = ""


def supersession(reference: Reference) -> Supersession | None:
    """Return why the reference's source is superseded, the gravest reason first, or None."""
    for types in (_WITHDRAWN, _REPLACED):
        for notice in reference.notices:
            if notice.type in types:
                when = f" ({notice.date})" if notice.date else ""
                what = "has a newer one" if types is _REPLACED else "was withdrawn from the record"
                word = notice.type.value.replace("_", " ")
                return Supersession(types is _WITHDRAWN, f"its source {what}: {word}{when}", notice.doi)
    work = reference.match.work if reference.match else None
    for relation in work.relations if work else ():
        if relation.type in _REPLACING_RELATIONS and relation.type != "is-version-of":
            return Supersession(False, f"{_REPLACING_RELATIONS[relation.type]} {relation.id}", relation.id)
    return None


def year_of(reference: Reference) -> int | None:
    """Return the year of the matched work, else the printed year, else None."""
    work = reference.match.work if reference.match else None
    return (work.fields.year if work else None) or reference.fields.year


def limit_for(kind: ClaimKind | str, settings: Settings) -> int | None:
    """Return how old, in years, a source of a claim of this kind may be; None: any age."""
    if kind == ClaimKind.HISTORICAL:
        return None
    limits = settings.source_age_years
    return limits.get(str(kind), limits.get("default"))


def too_old(reference: Reference, kind: ClaimKind, on: datetime.date, settings: Settings) -> tuple[int, int] | None:
    """Return (age, limit) in years when the source is older than its kind of claim allows on that day."""
    year, limit = year_of(reference), limit_for(kind, settings)
    if year is None or limit is None or on.year - year <= limit:
        return None
    return on.year - year, limit


def is_perishable(text: str) -> bool:
    """Tell whether ``text`` speaks of the present state of things ("yet", "currently", "latest")."""
    return _PERISHABLE.search(fold(text)) is not None


def stale(reference: Reference, kind: ClaimKind, text: str, settings: Settings) -> str:
    """Return why a claim resting on ``reference`` is out of date, or an empty string.

    Withdrawn sources always are; replaced ones where the claim advises or classifies, or speaks of the present;
    old ones only where the claim speaks of the present: age alone is a note, no verdict.
    """
    found = supersession(reference)
    perishable = _PERISHABLE.search(fold(text))
    if found and (found.withdrawn or perishable or kind in _ADVISING) and not found.says.startswith("it is a preprint"):
        return found.says
    year = year_of(reference)
    if perishable and year and settings.as_of.year - year > PERISHABLE_YEARS:
        return f"it says “{perishable.group()}” on the strength of a source from {year}"
    return ""


def review_overdue(article: Article, settings: Settings) -> int | None:
    """Return the full years since the article's latest stated date when above the limit, else None."""
    latest = article.dates.latest
    if latest is None:
        return None
    on = settings.as_of
    years = on.year - latest.year - ((on.month, on.day) < (latest.month, latest.day))
    return years if years >= settings.review_age_years else None

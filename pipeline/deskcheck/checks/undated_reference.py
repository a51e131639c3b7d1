"""Entries without a date: printed as n.d., or none at all."""

import re
from collections.abc import Iterator
from functools import lru_cache

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import LEGAL, Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text.short_notes import is_repeated
from deskcheck.text.whole import Whole

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NO_DATE = re.compile(r"(?<![\w.])n\. ?d\.?(?!\w)|\((?:[Nn]o date|N\.D\.)\)|\(s\. ?[ad]\.\)")
_ELSEWHERE = re.compile(r"https?://\S+|www\.\S+|\b10\.\d{4,9}/\S+|\b(?:retrieved|accessed|zugriff)\b[^.;]{0,40}", re.I)
_COMING = re.compile(r"in press|forthcoming|submitted|in preparation", re.I)
# A footnote that is a remark, "This was before the clinic moved.", is no source.
_REMARK = re.compile(r"(?:This|These|Those|It|They|We|I|He|She|There|Here|Not|None) [a-z][^\"“”]{12,}[.!?]$")
# A trial's number in a register says when it was registered to whoever looks it up.
_REGISTERED = re.compile(r"(?:\w[\w .]{0,30}:? )?\(?(?:NCT\d{8}|ISRCTN\d{6,8}|EudraCT|ACTRN\d{10,14}|DRKS\d{8})")
_SHORTEST = 20


def check(reference: Reference, audit: Audit, _: Settings) -> Iterator[Problem]:
    """Yield one problem when the entry says that it has no date, or shows no year outside addresses."""
    if _NO_DATE.search(reference.printed):
        yield Problem(
            message=f"Reference {reference.number} is given without a date (n.d.).",
            suggestion="Look for the date on the page, or for its last update, and print it.",
        )
        return
    fields = reference.fields
    words = _ELSEWHERE.sub(" ", reference.printed)
    if (
        fields.type in LEGAL | {"interview", "personal_communication"}
        or len(words) < _SHORTEST
        or fields.issued
        or _YEAR.search(words)
        or _COMING.search(words)
        or _REGISTERED.match(reference.printed)
        or _is_remark(reference)
        or is_repeated(reference, audit.references)
    ):
        return
    yield Problem(
        message=f"Reference {reference.number} shows no year.",
        suggestion="Print the year of publication, or n.d. where the source truly has none.",
        severity=Severity.WARNING if _dates_its_sources(Whole(audit.references)) else Severity.NOTE,
    )


@lru_cache(maxsize=2)
def _dates_its_sources(whole: Whole) -> bool:
    """Tell whether half of a list show a year; where they do not, the house prints none. Counted once a list."""
    return 2 * sum(bool(one.fields.issued) for one in whole.references) >= len(whole.references)


def _is_remark(reference: Reference) -> bool:
    fields = reference.fields
    named = fields.author or fields.editor or fields.container_title or fields.publisher or fields.url or fields.doi
    return not named and _REMARK.match(reference.printed) is not None


RULE = Rule(code="REF104", name="undated-reference", severity=Severity.NOTE, about=About.REFERENCE, check=check)

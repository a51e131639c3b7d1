"""What the readers of bibliography files hand over, and the grammar they share."""

import re
from html import unescape

import msgspec

from deskcheck.model import CslDate, CslItem, CslName

_DATE = re.compile(r"(?P<year>\d{4})(?:[-/. ](?P<month>\d{1,2}|[A-Za-z]{3,9})(?:[-/. ](?P<day>\d{1,2}))?)?(?=$|[^\d])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MARKUP = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|scp|sc|span|italic|bold|jats:\w{1,20})(?:\s[^<>]{0,200})?/?>", re.I
)
_DOI = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


class Item(msgspec.Struct, frozen=True):
    """One entry: its ``fields``, the words it was read from, and its key or number as printed."""

    fields: CslItem
    printed: str
    label: str = ""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a file that was not used: its first ``line`` from 1, why, and its words."""

    line: int
    reason: str
    text: str = ""


def date(printed: str) -> CslDate | None:
    """Return "2019-03-02", "2019/03", "2019 Mar 2", a range "2018/2019-02" (biblatex) or other words as a date."""
    printed = printed.strip().rstrip("/")
    if not printed:
        return None
    ends = [part for part in re.split(r"(?<=\d)/(?=\d{4})", printed) if part]
    parts = [found for end in ends if (found := _parts(end))]
    return CslDate(date_parts=tuple(parts[:2])) if parts else CslDate(literal=printed)


def month_number(printed: str) -> int | None:
    """Return 3 for "3", "03", "mar" or "March"; None for other words."""
    if printed.isdecimal() and len(printed) <= 2:
        return int(printed) if 1 <= int(printed) <= 12 else None
    head = printed[:3].lower()
    return _MONTHS.index(head) + 1 if head in _MONTHS else None


def plain(printed: str) -> str:
    """Return words without the markup of web pages that exports carry: "<i>Homo</i> &amp; fire"."""
    if "&" in printed:
        printed = unescape(printed)
    return _MARKUP.sub("", printed) if "<" in printed else printed


def doi(printed: str) -> str:
    """Return a DOI without its resolver, as printed otherwise."""
    return _DOI.sub("", printed).strip()


def name(printed: str) -> CslName:
    """Return "Family, Given", "Family, Jr, Given" or an organisation as a name."""
    parts = [part.strip() for part in printed.split(",")]
    if len(parts) == 1 or not parts[0]:
        return CslName(literal=printed.strip(" ,"))
    if len(parts) >= 3 and parts[2]:
        if re.fullmatch(r"(?:[JS]r\.?|[IVX]{1,4}|\d(?:st|nd|rd|th))", parts[2]):
            return CslName(family=parts[0], given=parts[1], suffix=parts[2])
        return CslName(family=parts[0], given=parts[2], suffix=parts[1])
    return CslName(family=parts[0], given=parts[1]) if parts[1] else CslName(literal=parts[0])


def _parts(printed: str) -> tuple[int, ...] | None:
    match = _DATE.match(printed)
    if match is None:
        return None
    month = month_number(match["month"]) if match["month"] else None
    if month is None:
        return (int(match["year"]),)
    day = int(match["day"]) if match["day"] and 1 <= int(match["day"]) <= 31 else None
    return (int(match["year"]), month, day) if day else (int(match["year"]), month)

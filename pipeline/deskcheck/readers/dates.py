"""Dates as articles print them, month first or ISO."""

import datetime
import re

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<year>\d{{4}})",
    )
)
DATE = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in _FORMS), re.I)


def date_in(text: str) -> datetime.date | None:
    """Return the first date in ``text``; 10/26/2022 is read month first unless only day first is possible."""
    found = DATE.search(text)
    if found is None:
        return None
    for form in _FORMS:
        match = form.fullmatch(found.group())
        if match:
            return _date(match.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> datetime.date | None:
    month = _MONTHS.index((parts["month"] or "")[:3].lower()) + 1 if parts.get("month") else int(parts["number"] or 0)
    day = int(parts.get("day") or 1)
    if month > 12 >= day:
        month, day = day, month
    try:
        return datetime.date(int(parts["year"] or 0), month, day)
    except ValueError:
        return None

"""Dates as articles print them: month first or day first, ISO, and in eight languages."""

import datetime
import re

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar januari janvier enero gennaio janeiro",
        "february feb februar februari février febrero febbraio fevereiro",
        "march mar märz mrz mars maart marzo março marts",
        "april apr avril abril aprile",
        "may mai mayo maggio mei maj maio",
        "june jun juni juin junio giugno junho",
        "july jul juli juillet julio luglio julho",
        "august aug août agosto augustus augusti",
        "september sept sep septembre septiembre settembre setembro",
        "october oct oktober okt octobre octubre ottobre outubro",
        "november nov novembre noviembre novembro",
        "december dec dezember dez décembre diciembre dicembre dezembro desember",
    ),
    start=1,
):
    _MONTHS |= dict.fromkeys(_names.split(), _number)
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{_MONTH},?\s+(?:del?\s+)?(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d{2})",
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
    month = _MONTHS[(parts["month"] or "").lower()] if parts.get("month") else int(parts["number"] or 0)
    day = int(parts.get("day") or 1)
    if month > 12 >= day:
        month, day = day, month
    try:
        return datetime.date(int(parts["year"] or 0), month, day)
    except ValueError:
        return None

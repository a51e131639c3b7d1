"""Dates as reference lists print them."""

import re

from deskcheck.model import CslDate

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar janvier enero gennaio",
        "february feb februar février febrero febbraio",
        "march mar märz mars marzo",
        "april apr avril abril aprile",
        "may mai mayo maggio",
        "june jun juni juin junio giugno",
        "july jul juli juillet julio luglio",
        "august aug août agosto",
        "september sep sept septembre septiembre settembre",
        "october oct oktober okt octobre octubre ottobre",
        "november nov novembre noviembre",
        "december dec dezember dez décembre diciembre dicembre",
    ),
    start=1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[a-z]?\s?[-–—/]\s?(1[5-9]\d\d|20\d\d|\d\d)(?!\d)(?!\s?[-–—/.]\s?\d)")
_ISO = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:1[5-9]|20)?\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
UNDATED = re.compile(
    r"\bn\.?\s?d\b|\bno date\b|\bundated\b|\bs\.\s?d\.|\bs\.\s?a\.|\bo\.\s?j\.|\bu\.\s?å\.|\bs\.\s?f\.|\bz\.\s?d\."
    r"|\bohne jahr\b",
    re.IGNORECASE,
)
_UNPRINTED = re.compile(
    r"\b(?:in press|forthcoming|submitted|im druck|im erscheinen|to appear|in preparation|accepted|under review)\b",
    re.IGNORECASE,
)


def parse(text: str) -> CslDate | None:
    """Read a printed date; a literal for ``n.d.`` and ``in press``; None where there is none."""
    text = text[:200]
    exact = _numeric(text)
    if exact is not None:
        return CslDate(date_parts=(exact,))
    several = _SPAN.search(text)
    if several:
        first, last = several.groups()
        last = first[:2] + last if len(last) == 2 else last
        if int(last) > int(first):
            return CslDate(date_parts=((int(first),), (int(last),)))
    year = _YEAR.search(text)
    if year:
        return CslDate(date_parts=(_month_and_day(int(year.group()), text[: year.start()] + " " + text[year.end() :]),))
    undated = UNDATED.search(text) or _UNPRINTED.search(text)
    return CslDate(literal=text.strip(" ()[].,;:") if undated is None else _literal(text, undated)) if undated else None


def _literal(text: str, found: re.Match[str]) -> str:
    """Return the printed words, with the full stop of an abbreviation."""
    end = found.end()
    return text[found.start() : end + 1] if text[end : end + 1] == "." else found.group()


def _numeric(text: str) -> tuple[int, ...] | None:
    """Read 2018-08-20, 2018/8/20, 20.8.2018 and 9/21/22 where month and day can be told apart."""
    iso = _ISO.search(text)
    if (
        iso
        and 1 <= int(iso.group(2)) <= 12
        and (iso.group(3) or (len(iso.group(2)) == 2 and "-" not in iso.group() and "–" not in iso.group()))
    ):
        return tuple(int(part) for part in iso.groups() if part and int(part) >= 1)
    dotted = _DOTTED.search(text)
    if not dotted:
        return None
    first, mark, second, year = int(dotted.group(1)), dotted.group(2), int(dotted.group(3)), dotted.group(4)
    full = int(year) if len(year) == 4 else 2000 + int(year)
    day, month = (first, second) if second <= 12 and (mark == "." or first > 12) else (second, first)
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return (full,)
    if mark != "." and first <= 12 and second <= 12 and first != second:
        return (full,)  # day and month cannot be told apart
    return (full, month, day)


def _month_and_day(year: int, rest: str) -> tuple[int, ...]:
    """Add the month and the day named beside a year."""
    for word in _WORD.finditer(rest):
        month = _MONTHS.get(word.group().lower())
        if month:
            around = rest[max(0, word.start() - 6) : word.start()] + " " + rest[word.end() : word.end() + 7]
            day = _DAY.search(around)
            if day and 1 <= int(day.group(1)) <= 31:
                return (year, month, int(day.group(1)))
            return (year, month)
    return (year,)

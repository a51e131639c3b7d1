"""Numbers in prose: values, ranges, comparators, units and what is counted, with exact places.

The grammar covers digits ("2,500", "64·5"), words ("two hundred"), shares ("64.5 percent", "one in four",
"two-thirds"), ranges ("5 to 10 mg"), multiples ("twice as likely"), years, durations, doses and samples
("n = 40"). Numbers that are names ("type 2", "COVID-19", "[12]", "Figure 3", a day of a month) are left out.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from deskcheck.model import Quantity, Span
from deskcheck.text import numbers, units

Place = Callable[[int, int], Span]
"""Makes a span of offsets; ``deskcheck.model.locate(text)`` also gives line and column."""


def quantities(text: str, start: int = 0, end: int | None = None, place: Place = Span) -> tuple[Quantity, ...]:
    """Return the quantities of ``text[start:end]`` in order; ``place`` makes their spans.

    Shares written as fractions ("one in four") have the unit ``%`` and the value in percent.
    Time is linear in the length of the stretch.
    """
    return tuple(_found(text, start, len(text) if end is None else end, place))


class _Number(NamedTuple):
    """A number where it stands: ``printed`` holds the 40 characters in front of it, ``before`` those in lower case."""

    text: str
    match: re.Match[str]
    printed: str
    before: str
    stop: int
    place: Place

    def follows(self, pattern: re.Pattern[str], position: int | None = None) -> re.Match[str] | None:
        """Match ``pattern`` right after the number, or at ``position``."""
        return pattern.match(self.text, self.match.end() if position is None else position, self.stop)

    @property
    def value(self) -> float:
        """The number's value."""
        match = self.match
        return numbers.value(match["digits"], match["scale"], match["words"], match["short"])

    @property
    def comparator(self) -> str:
        """The comparator in front of the number."""
        found = numbers.BEFORE.search(self.before)
        return numbers.COMPARATORS[found.lastgroup or ""] if found else "="


class _Reading(NamedTuple):
    """What follows a number, and where it ends."""

    end: int
    unit: str = ""
    kind: str = "number"
    what: str = ""
    high: float | None = None


def _found(text: str, start: int, stop: int, place: Place) -> Iterator[Quantity]:
    position = start
    while match := numbers.FIRST.search(text, position, stop):
        position = match.end()
        printed = text[max(start, match.start() - 40) : match.start()]
        number = _Number(text, match, printed, printed.lower(), stop, place)
        if match["digits"] and _is_name(number):
            position = max(position, _end_of_name(text, match.end(), stop))
        elif quantity := _read(number):
            position = max(position, quantity.span.end)
            yield quantity


def _is_name(number: _Number) -> bool:
    """Tell whether digits are part of a name, label, date, time or address and count nothing."""
    match, before = number.match, number.before
    if not match["money"] and match.start() and before[-1:] in ("/", "#", "@", "_"):
        return True
    if match["digits"].startswith("10.") and number.text[match.end() : match.end() + 1] == "/":
        return True
    if numbers.LABEL.search(before) and not (numbers.LABEL_KEEPS.search(before) and len(match["digits"]) > 2):
        return True
    if before.endswith(("[", ",", ", ", "–", "-")) and "[" in before[-20:] and "]" not in before[before.rfind("[") :]:
        return True
    if len(match["digits"]) <= 2 and (numbers.MONTH_BEFORE.search(before) or number.follows(numbers.MONTH_AFTER)):
        return True
    after = number.follows(numbers.NOT_NUMBER_AFTER)
    return bool(after and not number.follows(numbers.RATIO) and not number.follows(numbers.SECOND))


def _end_of_name(text: str, position: int, stop: int) -> int:
    while position < stop and (
        text[position].isalnum() or (text[position] in "/-:._" and text[position + 1 : position + 2].isalnum())
    ):
        position += 1
    return position


def _read(number: _Number) -> Quantity | None:
    match = number.match
    if match["multiple"] or match["fold"]:
        return _multiple(number)
    if match["part"]:
        whole = number.follows(numbers.FRACTION_AFTER)
        return _share(number, match.end(), 100.0 / numbers.PARTS[match["part"].lower()]) if whole else None
    if out_of := number.follows(numbers.OUT_OF):
        base = out_of["base"]
        whole_value = numbers.value(base if base[0].isdigit() else None, None, base)
        is_year = units.YEAR.fullmatch(base) and out_of.group().startswith(" in ")
        if whole_value > number.value and not is_year:
            return _share(number, out_of.end(), 100.0 * number.value / whole_value)
    if match["words"] and (part := number.follows(numbers.PARTS_AFTER)):
        return _share(number, part.end(), 100.0 * number.value / numbers.PARTS[part["part"].lower()])
    return _plain(number)


def _multiple(number: _Number) -> Quantity | None:
    match = number.match
    word = (match["multiple"] or "").lower()
    if word in numbers.WANT_OBJECT and not number.follows(numbers.TIMES_AFTER):
        return None
    fold = (match["fold"] or "").lower()
    value = numbers.MULTIPLES[word] if word else 100.0 if fold == "hundred" else numbers.value(None, None, fold)
    span = number.place(match.start(), match.end())
    return Quantity(value=value, span=span, quote=match.group(), unit="times", kind="ratio")


def _share(number: _Number, end: int, value: float) -> Quantity:
    begin = number.match.start()
    return Quantity(
        value=round(value, 4),
        span=number.place(begin, end),
        quote=number.text[begin:end],
        unit="%",
        comparator=number.comparator,
        kind="percent",
        what=units.counted(number.text, end, number.stop)[1],
    )


def _range(number: _Number) -> tuple[float, float | None, int]:
    """Return (value, upper end, end): the upper end of a range that starts here, else None."""
    match, low = number.match, number.value
    percent = number.follows(numbers.PERCENT)
    second = number.follows(numbers.SECOND, percent.end() if percent else None)
    if second is None:
        return low, None, match.end()
    joint = second["joint"].lower()
    if joint == "and" and not numbers.BETWEEN.search(number.before):
        return low, None, match.end()
    if joint == "or" and not percent and match["digits"]:
        return low, None, match.end()
    high = numbers.value(second["digits"], second["scale"], second["words"])
    if second["scale"] and match["digits"] and not match["scale"]:
        low = numbers.value(match["digits"], second["scale"], None)
    return (low, high, second.end()) if high > low else (number.value, None, match.end())


def _plain(number: _Number) -> Quantity | None:
    value, high, end = _range(number)
    comparator = number.comparator
    if number.text[end : end + 1] == "+":
        comparator, end = ">=", end + 1
    if (ratio := number.follows(numbers.RATIO, end)) and not number.follows(numbers.ORDINAL, end):
        value = round(value / max(float(ratio[1]), 1.0), 6)
    reading = _reading(number, value, high, end)
    if reading is None:
        return None
    if more := number.follows(numbers.OR_MORE, reading.end):
        comparator = (">=" if more["more"] else "<=") if comparator == "=" else comparator
        reading = _with_late_unit(number, reading, more.end())
    begin = number.match.start()
    return Quantity(
        value=value,
        span=number.place(begin, reading.end),
        quote=number.text[begin : reading.end],
        unit=reading.unit,
        high=reading.high,
        comparator=comparator,
        kind=reading.kind,
        what=reading.what,
    )


def _reading(number: _Number, value: float, high: float | None, end: int) -> _Reading | None:
    if number.follows(numbers.ORDINAL, end):
        return _Reading(end + 2, kind="ordinal")
    if percent := number.follows(numbers.PERCENT, end):
        counted = units.counted(number.text, percent.end(), number.stop)[1]
        return _Reading(percent.end(), "%", "percent", counted, high)
    if ratio := number.follows(numbers.RATIO, end):
        return _Reading(ratio.end(), kind="ratio")
    if year := _year(number, value, high, end):
        return year
    reading = _unit(number, end)._replace(high=high)
    if not reading.unit and _is_plain_one(number.match):
        return None
    if not reading.unit and reading.kind == "number" and value <= 120 and _is_age(number, reading.end):
        return reading._replace(unit="year", kind="duration")
    return reading


def _is_age(number: _Number, end: int) -> bool:
    return bool(numbers.AGE_BEFORE.search(number.before) or number.follows(numbers.AGE_AFTER, end))


def _with_late_unit(number: _Number, reading: _Reading, position: int) -> _Reading:
    """Read the unit of "7 or more hours", which stands behind the comparator."""
    unit, kind, end = units.measure(number.text, position, number.stop)
    return reading._replace(unit=unit, kind=kind, end=end) if unit and not reading.unit else reading


def _year(number: _Number, value: float, high: float | None, end: int) -> _Reading | None:
    """Read a number as a calendar year, a span of years or a decade; None when it is none."""
    match = number.match
    if not match["digits"] or match["money"] or match["scale"] or not units.YEAR.fullmatch(match["digits"]):
        return None
    if decade := number.follows(numbers.DECADE, end):
        return _Reading(decade.end(), "year", "year", "", value + (99.0 if value % 100 == 0 else 9.0))
    if high is not None and not 1500 <= high <= 2100:
        return None
    dated = number.follows(units.DATED, end)
    if not dated:
        expected = numbers.YEAR_BEFORE.search(number.before)
        if units.measure(number.text, end, number.stop)[0]:
            return None
        if not expected and (units.counted(number.text, end, number.stop)[0] or numbers.BEFORE.search(number.before)):
            return None
    return _Reading(end, "year", "year", "", high)


def _is_plain_one(match: re.Match[str]) -> bool:
    return bool(match["words"]) and match["words"].lower() in ("one", "zero")


def _unit(number: _Number, end: int) -> _Reading:
    """Read what follows a number that is no share and no year."""
    if number.match["money"]:
        return _Reading(end, number.match["money"].strip())
    unit, kind, after = units.measure(number.text, end, number.stop)
    if unit:
        measured = kind == "dose" and number.text.startswith(" of ", after)
        return _Reading(after, unit, kind, units.counted(number.text, after, number.stop)[1] if measured else "")
    if numbers.RATIO_BEFORE.search(number.printed):
        return _Reading(end, kind="ratio")
    if _is_plain_one(number.match):
        return _Reading(end)
    noun, what = units.counted(number.text, end, number.stop)
    sampled = bool(numbers.SAMPLE_BEFORE.search(number.before)) and (not noun or noun in numbers.PEOPLE)
    if sampled and (noun or number.before.rstrip().endswith("=")):
        return _Reading(end, noun, "sample", what)
    return _Reading(end, noun, "count", what) if noun else _Reading(end)

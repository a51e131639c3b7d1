"""Numbers of a passage with what they count, read for comparison."""

import re
from functools import lru_cache

import msgspec

from deskcheck.judges.passages import concept
from deskcheck.text import fold

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12, "twice": 2, "double": 2, "triple": 3,
}  # fmt: skip
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_FRACTIONS = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "fifths": 20.0,
    "tenth": 10.0, "tenths": 10.0,
}  # fmt: skip
_N = r"\d{1,3}(?:[,\u202f\u2009\u00a0 ]\d{3}(?!\d))+(?:\.\d+)?|\d+(?:[.·]\d+)?|(?<![\d.])\.\d+"
_W = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<before>(?:more than|less than|fewer than|greater than|at least|at most|no more than|no fewer than|up to|over|under|"
    rf"above|below|about|around|approximately|nearly|almost|roughly|some|exceed(?:s|ed|ing)?|[<>≤≥=~≈]|±)\s?)?"
    rf"(?:(?<![\w.])-)?(?<![\w.,/])(?<![a-z]-)(?<![a-z0-9]–)(?P<value>{_N})(?P<percent>\s?%|\s?percent\b|\s?per ?cent\b)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<high>{_N})(?![\d]*-)(?P<percent2>\s?%|\s?percent\b|\s?per ?cent\b)?)?"
    rf"(?:\s(?P<scale>hundred|thousand|million|billion)\b)?"
    rf"|\b(?P<part>{_W}|\d{{1,3}}) (?:in|out of|of every) (?:every )?(?P<of>{_W}|\d{{1,7}})\b"
    rf"|\b(?P<times>{_W}|a)[ -](?P<fraction>half|thirds?|quarters?|fifths?|tenths?)\b|\b(?P<half>half) (?:of|the)\b"
    rf"|\b(?P<word>{_W})(?:[ -](?P<wscale>hundred|thousand|million|billion))?\b(?P<percent3> percent\b| per cent\b)?(?! of the| another)"
)
_COMPARATORS = {
    "more than": ">", "over": ">", "above": ">", "greater than": ">", "exceed": ">", ">": ">", "less than": "<",
    "fewer than": "<", "under": "<", "below": "<", "<": "<", "at least": ">=", "no fewer than": ">=", "≥": ">=",
    "at most": "<=", "up to": "<=", "no more than": "<=", "≤": "<=", "about": "~", "around": "~", "approximately": "~",
    "nearly": "~", "almost": "~", "roughly": "~", "some": "~", "~": "~", "≈": "~",
}  # fmt: skip
_UNIT = re.compile(
    r"\s?[- ]?(mg/kg|mg|mcg|µg|μg|ug|kg|g|ml|dl|l|iu|mm ?hg|mmol|cm|mm|m|km|kcal|calories|hours?|hrs?|h|minutes?|min|seconds?|sec|"
    r"days?|weeks?|wks?|months?|years?|yrs?|fold|times|points?|°c|nm|bpm|dollars?|euros?)\b"
)
_SPLIT = re.compile(r"[^\W\d_]+")
_UNITS = {
    "hr": "hour", "h": "hour", "min": "minute", "sec": "second", "wk": "week", "yr": "year", "time": "fold", "ug": "µg",
    "μg": "µg", "mcg": "µg", "calorie": "kcal",
}  # fmt: skip
_DURATIONS = {
    "hour": 1 / 24,
    "minute": 1 / 1440,
    "second": 1 / 86400,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
}
_P_VALUE = re.compile(r"\bp\s?$|\bp[- ]values?\s?(?:of|was|is|were)?\s?$|\bci\b[^.;]{0,14}$|\bn(?:umber)?\s?$")


class Figure(msgspec.Struct, frozen=True):
    """A number of a passage.

    Attributes:
        value, high: the number, or the ends of a range; percentages in hundredths (64.5 for 64.5 %).
        kind: percent, count, year, measure (with ``unit``), p (a significance), interval.
        unit: normalised unit; durations are turned into days and have the unit ``day``.
        comparator: ``=``, ``<``, ``<=``, ``>``, ``>=`` or ``~``.
        digits: decimals as printed, for rounding.
        quote: as printed, folded.
        near: concepts close to the number.
        head: the concept counted: the first one after the number.
    """

    value: float
    kind: str
    comparator: str
    quote: str
    near: frozenset[str]
    high: float | None = None
    unit: str = ""
    digits: int = 0
    head: str = ""
    start: int = 0


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of ``text`` in order; enumerators such as "one" in "one of the" are left out."""
    words = fold(text[:4000])
    return tuple(figure for match in _NUMBER.finditer(words) if (figure := _figure(words, match)) is not None)


def _figure(words: str, match: re.Match[str]) -> Figure | None:
    before = (match.group("before") or "").strip()
    comparator = (
        "~"
        if before == "±"
        else _COMPARATORS.get(before.rstrip("seding") if before.startswith("exceed") else before, "=")
    )
    if comparator == "=":
        comparator = _comparator_before(words, match.start())
    value, high, kind, digits = _value(match)
    if value is None:
        return None
    after = words[match.end() : match.end() + 60]
    if kind == "count" and high is None and digits == 0 and 1800 <= value <= 2100 and _is_year(words, match):
        kind = "year"
    unit = ""
    found = _UNIT.match(after)
    if kind == "count" and found:
        unit = found.group(1).replace(" ", "")
        unit = unit[:-1] if unit.endswith("s") and len(unit) > 2 else unit
        unit = _UNITS.get(unit, unit)
        kind = "measure"
        if unit in _DURATIONS:
            value, high = value * _DURATIONS[unit], None if high is None else high * _DURATIONS[unit]
            unit = "day"
    if after.lstrip().startswith(("ci", "confidence", "cri")):
        kind = "interval"
    if tail := _P_VALUE.search(words[max(0, match.start() - 24) : match.start()]):
        kind = {"p": "p", "c": "interval", "n": "count"}[tail.group().strip()[0]]
    near, head = _near(words, match)
    return Figure(value, kind, comparator, match.group().strip(), near, high, unit, digits, head, match.start())


def _value(match: re.Match[str]) -> tuple[float | None, float | None, str, int]:
    if match.group("value"):
        value, digits = _number(match.group("value"))
        high = _number(match.group("high"))[0] if match.group("high") else None
        scale = _SCALES.get(match.group("scale") or "", 1.0)
        kind = "percent" if match.group("percent") or match.group("percent2") else "count"
        if high is not None and high <= value:
            high = None
        return value * scale, None if high is None else high * scale, kind, digits
    if match.group("of"):
        part, whole = _word(match.group("part")), _word(match.group("of"))
        return (100 * part / whole if whole and part <= whole else None), None, "percent", 0
    if match.group("fraction"):
        return _word(match.group("times")) * _FRACTIONS[match.group("fraction")], None, "percent", 0
    if match.group("half"):
        return 50.0, None, "percent", 0
    if match.group("word") in ("one", "hundred", "dozen") and not match.group("wscale"):
        return None, None, "", 0
    kind = "percent" if match.group("percent3") else "count"
    return _word(match.group("word")) * _SCALES.get(match.group("wscale") or "", 1.0), None, kind, 0


def _number(text: str) -> tuple[float, int]:
    plain = re.sub(r"[,\u202f\u2009\u00a0 ]", "", text).replace("·", ".")
    return float(plain), len(plain.partition(".")[2])


def _word(text: str) -> float:
    return float(_WORDS.get(text, 1 if text == "a" else 0) or (float(text) if text.isdigit() else 0))


def _comparator_before(words: str, start: int) -> str:
    found = re.search(
        r"(more than|less than|fewer than|at least|at most|up to|over|under|about|nearly|almost|around) (?:a |the )?$",
        words[max(0, start - 16) : start],
    )
    return _COMPARATORS[found.group(1)] if found else "="


def _is_year(words: str, match: re.Match[str]) -> bool:
    return "," not in match.group() and not re.match(
        r"\s(?:patients|people|participants|women|men|children|adults|subjects|cases|mg|g)\b", words[match.end() :]
    )


def _near(words: str, match: re.Match[str]) -> tuple[frozenset[str], str]:
    left = _clause_before(words[max(0, match.start() - 90) : match.start()])
    right = re.split(r"[;:.]\s|\b(?:and|but|while|whereas)\b", words[match.end() : match.end() + 90], maxsplit=1)[0]
    after = [c for c in map(concept, _SPLIT.findall(right)) if c and c != "percent"]
    before = [c for c in map(concept, _SPLIT.findall(left)) if c]
    return frozenset(after[:6] + before[-6:]), (after[0] if after else "")


def _clause_before(text: str) -> str:
    return re.split(r"[;:.]\s", text)[-1]

"""The same number with another unit: "3.4 cm" of 3.4 mm, "29 in 10,000" of 29 per 100,000, "a month" of a year.

Nobody arrives at the very same digits by another road, so an equal number whose unit is another of its kind is a slip.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from deskcheck.judges.numerals import figures
from deskcheck.judges.opinion import Opinion, View, mismatch
from deskcheck.judges.passages import Passage
from deskcheck.text import numbers

# Kind of measure → unit → its writings; conversions between units of a kind are fair and have other digits.
_WRITINGS = {
    "time": {
        "second": "second seconds sec",
        "minute": "minute minutes min",
        "hour": "hour hours h hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
    },
    "mass": {"μg": "μg mcg", "mg": "mg", "g": "g gram grams", "kg": "kg kilos"},
    "concentration": {"μg/ml": "μg/ml", "mg/ml": "mg/ml", "g/l": "g/l", "mg/l": "mg/l", "μg/l": "μg/l"},
    "length": {"mm": "mm", "cm": "cm", "m": "m metre metres meter meters", "km": "km kilometres", "mile": "mile miles"},
    "speed": {"m/s": "m/s", "km/h": "km/h kph", "mph": "mph"},
    "energy": {"kcal": "kcal", "kJ": "kj", "kWh": "kwh", "MWh": "mwh"},
    "money": {"dollar": "dollar dollars usd $", "euro": "euro euros eur €", "pound": "pounds gbp £"},
    "share": {"percent": "% percent per-cent", "point": "point points"},
    "land": {"acre": "acre acres", "hectare": "hectare hectares ha"},
}
_UNITS = {
    word: (kind, unit) for kind, of in _WRITINGS.items() for unit, listed in of.items() for word in listed.split()
}
UNITS = frozenset(_UNITS)
"""The writings of all units."""
_VALUE = rf"\d[\d,]{{0,14}}(?:\.\d{{1,6}})?|(?:{numbers.SMALL})"
_MEASURED = re.compile(
    rf"(?<![\w.,-])(?=[\d$€£zotfsen])(?P<money>[$€£] ?)?(?P<value>{_VALUE})(?:-| ?)"
    r"(?P<unit>%|per ?cent\b|percentage points?\b|(?:us |u\.s\. )?"
    r"(?!(?:per|in|out|of|for|and|to|or|a|an|each)\b)[a-zμ]{1,10}(?:/[a-z]{1,2})?\b)?"
    r"(?:(?: [a-z]+){0,3}? (?:per|a|an|each) (?P<per>day|week|month|year|acre|hectare|hour|minute)\b)?"
    r"(?: ?(?:in|per|out of|of|for)(?: every)? (?P<base>1(?:0{0,2}(?:,?0{3}){1,3}|00)|hundred|thousand|million)\b)?"
)
_BASES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NEAR, _NEAR_SMALL = 0.34, 0.44
"""Coverage of the claim by a passage from which an equal number is the same number; small ones recur by chance."""
_SMALL = 12


class Measure(msgspec.Struct, frozen=True):
    """A number with its unit: ``kind`` is what is measured, or "rate" and "base" for what stands behind "per"."""

    value: float
    kind: str
    unit: str
    quote: str


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion for the first number of the claim that the source gives with another unit."""
    scores = view.alignment.scores
    close = [index for index in view.alignment.ranked if scores[index] >= _NEAR]
    said = measures(view.statement.passage) if close and figures(view.statement.text) else ()
    near = [index for index in close if said and _has_one(said, view.source.passages[index].folded)]
    given = [(index, other) for index in near for other in measures(view.source.passages[index])]
    if not given:
        return
    everywhere = {(o.value, o.kind, o.unit) for passage in view.source.passages for o in measures(passage)}
    for mine in said:
        if (mine.value, mine.kind, mine.unit) in everywhere:
            continue
        for index, other in given:
            if _relative(mine, view.source.passages[index]):
                continue
            if _slip(mine, other) and scores[index] >= (_NEAR_SMALL if mine.value <= _SMALL else _NEAR):
                yield mismatch(mine.quote, other.quote, index)
                return


def _has_one(said: tuple[Measure, ...], folded: str) -> bool:
    """Tell whether one of the numbers is printed in a sentence at all, in digits or words."""
    return any(written in folded for mine in said for written in _writings(mine.value))


@lru_cache(maxsize=1024)
def _writings(value: float) -> tuple[str, ...]:
    if value != int(value):
        return (f"{value:g}",)
    word = (numbers.ONES[int(value)],) if value < len(numbers.ONES) else ()
    tens = (numbers.TENS[int(value) // 10 - 2],) if 20 <= value < 100 else ()
    return (f"{int(value)}", f"{int(value):,}", *word, *tens)


def _slip(mine: Measure, other: Measure) -> bool:
    return mine.value == other.value and mine.kind == other.kind and mine.unit != other.unit


def _relative(mine: Measure, passage: Passage) -> bool:
    """Tell whether a share stands for points in a sentence that does not tell the two apart."""
    return mine.unit == "point" and "relative" not in passage.tokens and " points" not in passage.lower


@lru_cache(maxsize=4096)
def measures(passage: Passage) -> tuple[Measure, ...]:
    """Return the numbers with units of a sentence."""
    folded = passage.folded[:2000]
    # Folding changes no length but where accents are written apart.
    return tuple(_measures(folded, passage.text if len(passage.text) == len(passage.folded) else folded))


def _measures(folded: str, printed: str) -> Iterator[Measure]:
    for match in _MEASURED.finditer(folded):
        value = _number(match["value"])
        written = (match["money"] or match["unit"] or "").strip().replace("per cent", "percent")
        written = written.replace("percentage p", "p")
        written = written.removeprefix("us ").removeprefix("u.s. ")
        kind, unit = _UNITS.get(written, ("", ""))
        quote = printed[match.start() : match.end()].strip()
        if kind:
            end = match.end("unit") if match["unit"] else match.end("value")
            yield Measure(value, kind, unit, printed[match.start() : end].strip())
        if match["per"]:
            kind = "rate of land" if match["per"] in ("acre", "hectare") else "rate"
            yield Measure(value, kind, match["per"], quote)
        if match["base"]:
            yield Measure(value, "base", str(_base(match["base"])), quote)
        elif unit == "percent":
            yield Measure(value, "base", "100", quote)


def _base(written: str) -> int:
    return _BASES.get(written) or int(written.replace(",", ""))


def _number(written: str) -> float:
    return float(written.replace(",", "")) if written[0].isdigit() else numbers.value(None, None, written)

"""What follows a number: a unit of measure, or the noun that is counted."""

import re

YEAR = re.compile(r"1[5-9]\d\d|20\d\d|2100")
DATED = re.compile(
    r"\s(?:[\w’'-]+\s){0,3}?(?:study|survey|review|report|analysis|meta-analysis|paper|article|guidelines?|trial|census|poll|edition|"
    r"statement|update|book|law|act|pandemic|season|election|data|estimates?|census|conference|recommendations?)\b",
    re.I,
)
# Normalised unit → its writings, kind.
_WRITINGS = {
    "duration": {
        "second": "seconds second secs sec s",
        "minute": "minutes minute mins min",
        "hour": "hours hour hrs hr h",
        "day": "days day",
        "night": "nights night",
        "week": "weeks week wk",
        "month": "months month mo",
        "year": "years year yrs yr year-old years-old",
        "decade": "decades decade",
        "century": "centuries century",
    },
    "dose": {
        "mg": "mg milligrams milligram mgs",
        "µg": "mcg µg μg micrograms microgram",
        "g": "g grams gram",
        "kg": "kg kilograms kilogram kilos kilo",
        "lb": "lb lbs pounds pound",
        "oz": "oz ounces ounce",
        "ml": "ml milliliters milliliter millilitres millilitre mL",
        "l": "l liters liter litres litre L",
        "IU": "iu IU",
        "mg/kg": "mg/kg",
        "mg/dl": "mg/dl mg/dL",
        "mmol/l": "mmol/l mmol/L",
        "ng/ml": "ng/ml ng/mL",
        "mmHg": "mmhg mmHg",
        "kcal": "kcal calories calorie",
    },
    "number": {
        "mm": "mm millimeters millimetres",
        "cm": "cm centimeters centimetres centimeter centimetre",
        "m": "meters metres meter metre",
        "km": "km kilometers kilometres kilometer kilometre",
        "mile": "miles mile",
        "inch": "inches inch",
        "foot": "feet foot ft",
        "°C": "°C °c",
        "°F": "°F °f",
        "point": "points point",
    },
    "ratio": {"times": "times -fold fold x"},
}
_UNITS = {
    writing: (unit, kind)
    for kind, listed in _WRITINGS.items()
    for unit, writings in listed.items()
    for writing in writings.split()
}
_MEASURE = re.compile(r"[\s-]?(°[CF]\b|[^\W\d_]+(?:/[^\W\d_]+|-olds?)?|-fold\b)")
_TIMES = re.compile(
    r"\s(?:as|more|less|higher|lower|greater|likelier|the|larger|smaller|stronger|faster|increase|risk)\b", re.I
)
_WORD = re.compile(r"[\s-]((?:of|the|these|all|its|their|those|our) )*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_STOPS = frozenset(
    """who that which whose with without of in on at for from to by as than and or but if when where while because
    since is are was were be been being am has have had do does did can could may might must shall should will
    would not no nor it its they them their he she his her we our you your i my this these those there here each
    every any either both such so too very also only just about over under between among during after before into
    onto across against through per via including like within around report reports reported reporting said say
    says felt feel feels found find finds showed show shows experience experienced experiences live lives lived
    die dies died took take takes tend suffer suffered suffers were had develop develops developed need needs use
    uses used get gets got receive received become became went go goes increase increased agree agreed believe
    believed think thought how what why then now more less most least fewer times years ago later apart until
    unless though although however""".split()
)
_LONGEST_PHRASE = 5


def measure(text: str, position: int, stop: int) -> tuple[str, str, int]:
    """Return (unit, kind, end) of a unit of measure right after ``position``, or ("", "", position)."""
    match = _MEASURE.match(text, position, stop)
    if match is None:
        return "", "", position
    written = match[1]
    base = written.removesuffix("-olds").removesuffix("-old")
    found = _UNITS.get(base) or _UNITS.get(base.lower())
    single = len(base) == 1 and base not in ("°",)
    if found is None or (single and (base not in "ghlLsx" or match.group()[0] == "-")):
        return "", "", position
    unit, kind = found
    if unit == "times" and not (base.endswith("fold") or _TIMES.match(text, match.end(), stop)):
        return "times", "count", match.end()
    return unit, kind, match.end()


def counted(text: str, position: int, stop: int) -> tuple[str, str]:
    """Return the counted noun in lower case and the words counted as printed: ("students", "high school students").

    The noun is the last word before a verb, preposition or stop; both are empty when nothing is counted.
    """
    begin = last = -1
    noun = ""
    limit = min(stop, position + 80)
    for _ in range(_LONGEST_PHRASE):
        match = _WORD.match(text, position, limit)
        if match is None:
            break
        word = match[2].lower()
        if word in _STOPS or (match[1] and last >= 0) or (word.endswith("ly") and last < 0):
            break
        begin = match.start(2) if begin < 0 else begin
        position = last = match.end()
        noun = word
        if (
            word.endswith("s")
            and not word.endswith(("ss", "us", "is", "’s", "'s"))
            and word not in ("sports", "diabetes", "news")
        ):
            break
    return (noun, text[begin:last]) if last >= 0 else ("", "")

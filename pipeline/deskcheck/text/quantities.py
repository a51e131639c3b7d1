"""Numbers in prose: values, ranges, comparators, units and what is counted, with exact places.

The grammar covers digits ("2,500", "64·5"), words ("two hundred"), shares ("64.5 percent", "one in four",
"two-thirds"), ranges ("5 to 10 mg"), multiples ("twice as likely"), years, durations, doses and samples
("n = 40"). Numbers that are names ("type 2", "COVID-19", "[12]", "Figure 3", a day of a month) are left out.
"""

import re
from collections.abc import Callable, Iterator

from deskcheck.model import Quantity, Span
from deskcheck.text import units

Place = Callable[[int, int], Span]
"""Makes a span of offsets; ``deskcheck.model.locate(text)`` also gives line and column."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: float(value) for value, word in enumerate(_ONES)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, 2)},
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_PARTS.update({word + "s": part for word, part in tuple(_PARTS.items()) if part > 2})
_MULTIPLES = {"twice": 2.0, "double": 2.0, "doubles": 2.0, "doubled": 2.0, "doubling": 2.0, "thrice": 3.0}
_MULTIPLES.update({"triple": 3.0, "triples": 3.0, "tripled": 3.0, "tripling": 3.0, "quadruple": 4.0, "quadrupled": 4.0})
_MULTIPLES.update({"halves": 0.5, "halved": 0.5, "halving": 0.5})

_DIGITS = r"\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:[.·]\d{1,9})?|\d{1,15}(?:[.·]\d{1,9})?"
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_SCALE = "|".join(_SCALES)
_WORDS = rf"(?:half a|a|{_SMALL})[ -](?:{_SCALE})(?: (?:and )?(?:{_SMALL})(?: (?:{_SCALE}))?)?|{_SMALL}"
_FIRST = re.compile(
    rf"(?<![\w$€£.])(?P<money>[$€£]\s?)?(?P<digits>{_DIGITS})(?!\d)(?:[- ]?(?P<scale>{_SCALE})\b|(?P<short>k|m|bn)\b(?![/.]))?"
    rf"|\b(?P<words>{_WORDS})\b"
    rf"|\b(?P<multiple>{'|'.join(_MULTIPLES)})\b"
    r"|\b(?P<part>half|(?<=\ba )(?:third|quarter|fifth|tenth))\b"
    r"|\b(?P<fold>two|three|four|five|six|seven|eight|nine|ten|hundred)-?fold\b",
    re.I,
)
_SECOND = re.compile(
    rf"\s?(?P<joint>[–—-]|to|and|or)\s?(?:[$€£]\s?)?(?:(?P<digits>{_DIGITS})(?![\d\w]*-\d)(?:[- ]?(?P<scale>{_SCALE})\b)?|(?P<words>{_WORDS})\b)",
    re.I,
)
_PARTS_AFTER = re.compile(rf"[- ](?P<part>{'|'.join(_PARTS)})\b", re.I)
_OUT_OF = re.compile(
    rf"(?: in every | out of every | out of | in )(?P<base>(?:{_DIGITS})(?![\d.,]*\d)|(?:{_WORDS})\b)", re.I
)
_PERCENT = re.compile(r"\s?(?:%|(?:-|\b)per\s?cent(?:age)?(?: points?)?\b)", re.I)
_BEFORE = re.compile(
    r"(?:(?P<ge>at least|no (?:fewer|less) than|a minimum of|minimum of|≥|>=)|(?P<le>at most|up to|as (?:many|much|high) as|"
    r"no more than|not more than|a maximum of|maximum of|≤|<=)|(?P<gt>more than|over|above|greater than|higher than|upwards? of|"
    r"exceed(?:s|ed|ing)?|older than|longer than|in excess of|>)|(?P<lt>fewer than|less than|under|below|lower than|younger than|"
    r"shorter than|<)|(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|close to|some|circa|an estimated|"
    r"estimated|~|≈|c\.))\s?(?:the |a |an )?(?:[$€£]\s?)?$",
    re.I,
)
_COMPARATORS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "~"}
_OR_MORE = re.compile(
    r"(?:\s\w+)?\s(?:or|and) (?:(?P<more>more|older|above|over|higher|longer)|(?P<less>fewer|less|under|younger|below))\b",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:[$€£]\s?)?$", re.I)
_LABEL = re.compile(
    r"(?:\b(?:types?|phases?|stages?|grades?|levels?|tables?|figures?|fig|figs|sections?|chapters?|steps?|parts?|versions?|covid|"
    r"dsm|icd|no|nos|number|pages?|pp?|refs?|equations?|eqs?|vols?|volumes?|issues?|groups?|axis|class|categor(?:y|ies)|schedule|"
    r"omega|vitamin|question|item|appendix|box|model|day|week|route|highway|channel|studies|experiments?)\.?\s?|\b[a-z]{1,5}[-–])$",
    re.I,
)
_LABEL_KEEPS = re.compile(r"\b(?:level|number|day|week)s?\s$", re.I)
_MONTHS = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\s$", re.I)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of )?{_MONTHS}(?=\W|$)", re.I)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|by|until|till|during|before|after|early|late|mid|year|of|and|to|between|for|the|through|around|published|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2},?)?|spring|summer|autumn|fall|winter|one|a|an|another)\s(?:about )?$|\($|, $|[–-]$",
    re.I,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_DECADE = re.compile(r"['’]?s\b")
_NOT_NUMBER_AFTER = re.compile(r"[:/](?=\d)|-\d|(?<=\d)[a-z]{1,2}\d", re.I)
_RATIO = re.compile(r":(\d{1,4})(?![\d:])")
_SAMPLE_BEFORE = re.compile(
    r"\b(?:samples?|survey(?:s|ed|ing)?|study|studied|studies|trial|cohort|analysis|polls?|polled|enroll?ed|recruited|interviewed|followed|"
    r"tracked|randomi[sz]ed|included|involv(?:ed|ing)|among|asked)\b[^.;]{0,24}$|\bn\s?=\s?$",
    re.I,
)
_RATIO_BEFORE = re.compile(
    r"\b(?:odds ratio|hazard ratio|risk ratio|relative risk|rate ratio|a?OR|a?HR|RR|IRR)\b(?:\s(?:of|was|is|=)|,|:|\s?=)?\s?\(?$"
)
_PEOPLE = frozenset(
    """people persons participants patients students adults children women men volunteers respondents subjects
    teens teenagers adolescents workers employees veterans nurses physicians doctors mothers fathers parents
    infants babies individuals americans users smokers survivors caregivers residents athletes girls boys twins
    couples families households users mice rats""".split()
)
_AGE_BEFORE = re.compile(
    r"\b(?:ages?|aged|(?:adults|children|people|women|men|infants|kids|those|teens|anyone|patients) (?:under|over|above|below|older than|"
    r"younger than))(?: of| from| between)?\s(?:at least |over |under |about |around )?$",
    re.I,
)
_AGE_AFTER = re.compile(r"\s(?:or|and) (?:older|younger)\b|\syears? of age\b", re.I)
_FRACTION_AFTER = re.compile(r"\s(?:of|the|as)\b", re.I)
_TIMES_AFTER = re.compile(r"\s(?:as|the|that)\b", re.I)


def quantities(text: str, start: int = 0, end: int | None = None, place: Place = Span) -> tuple[Quantity, ...]:
    """Return the quantities of ``text[start:end]`` in order; ``place`` makes their spans.

    Shares written as fractions ("one in four") have the unit ``%`` and the value in percent.
    Time is linear in the length of the stretch.
    """
    return tuple(_found(text, start, len(text) if end is None else end, place))


def _found(text: str, start: int, stop: int, place: Place) -> Iterator[Quantity]:
    position = start
    while match := _FIRST.search(text, position, stop):
        position = match.end()
        before = text[max(start, match.start() - 40) : match.start()]
        if match["digits"] and _is_name(text, match, before, stop):
            position = max(position, _end_of_name(text, match.end(), stop))
            continue
        quantity = _read(text, match, before, stop, place)
        if quantity:
            position = max(position, quantity.span.end)
            yield quantity


def _is_name(text: str, match: re.Match[str], before: str, stop: int) -> bool:
    """Tell whether digits are part of a name, label, date, time or address and count nothing."""
    if not match["money"] and match.start() and before[-1:] in ("/", "#", "@", "_"):
        return True
    if match["digits"].startswith("10.") and text[match.end() : match.end() + 1] == "/":
        return True
    if _LABEL.search(before) and not (_LABEL_KEEPS.search(before) and len(match["digits"]) > 2):
        return True
    if before.endswith(("[", ",", ", ", "–", "-")) and "[" in before[-20:] and "]" not in before[before.rfind("[") :]:
        return True
    day = len(match["digits"]) <= 2 and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, match.end(), stop))
    if day:
        return True
    after = _NOT_NUMBER_AFTER.match(text, match.end(), stop)
    return bool(after and not _RATIO.match(text, match.end(), stop) and not _SECOND.match(text, match.end(), stop))


def _end_of_name(text: str, position: int, stop: int) -> int:
    while position < stop and (
        text[position].isalnum() or (text[position] in "/-:._" and text[position + 1 : position + 2].isalnum())
    ):
        position += 1
    return position


def _value(digits: str | None, scale: str | None, words: str | None, short: str | None = None) -> float:
    if digits:
        number = float(re.sub(r"[,\u2009\u202f]", "", digits).replace("·", "."))
        return number * _SCALES.get((scale or "").lower(), 1.0) * _SHORT_SCALES.get((short or "").lower(), 1.0)
    total = current = 0.0
    for word in re.split(r"[- ]", (words or "").lower()):
        if word == "half":
            current = 0.5
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0.0
        else:
            current += _VALUES.get(word, 0.0)
    return total + current


def _read(text: str, match: re.Match[str], before: str, stop: int, place: Place) -> Quantity | None:
    if match["multiple"] or match["fold"]:
        return _multiple(text, match, stop, place)
    if match["part"]:
        if not _FRACTION_AFTER.match(text, match.end(), stop):
            return None
        return _share(text, match, match.end(), 100.0 / _PARTS[match["part"].lower()], before, stop, place)
    value = _value(match["digits"], match["scale"], match["words"], match["short"])
    if out_of := _OUT_OF.match(text, match.end(), stop):
        base = out_of["base"]
        whole = _value(base if base[0].isdigit() else None, None, base)
        if whole > value and not (units.YEAR.fullmatch(base) and out_of.group().startswith(" in ")):
            return _share(text, match, out_of.end(), 100.0 * value / whole, before, stop, place)
    if match["words"] and (part := _PARTS_AFTER.match(text, match.end(), stop)):
        return _share(text, match, part.end(), 100.0 * value / _PARTS[part["part"].lower()], before, stop, place)
    return _plain(text, match, value, before, stop, place)


def _multiple(text: str, match: re.Match[str], stop: int, place: Place) -> Quantity | None:
    word = (match["multiple"] or "").lower()
    if word in ("twice", "thrice", "double", "triple", "quadruple", "halves") and not _TIMES_AFTER.match(
        text, match.end(), stop
    ):
        return None
    value = (
        _MULTIPLES[word] if word else {"hundred": 100.0}.get(match["fold"].lower()) or _value(None, None, match["fold"])
    )
    span = place(match.start(), match.end())
    return Quantity(value=value, span=span, quote=match.group(), unit="times", kind="ratio")


def _share(text: str, match: re.Match[str], end: int, value: float, before: str, stop: int, place: Place) -> Quantity:
    return Quantity(
        value=round(value, 4),
        span=place(match.start(), end),
        quote=text[match.start() : end],
        unit="%",
        comparator=_comparator(before),
        kind="percent",
        what=units.counted(text, end, stop)[1],
    )


def _comparator(before: str) -> str:
    found = _BEFORE.search(before)
    return _COMPARATORS[found.lastgroup or ""] if found else "="


def _range(text: str, match: re.Match[str], end: int, before: str, stop: int) -> tuple[float | None, int]:
    """Return the upper end of a range that starts here and where it ends, else (None, ``end``)."""
    percent = _PERCENT.match(text, end, stop)
    second = _SECOND.match(text, percent.end() if percent else end, stop)
    if second is None:
        return None, end
    joint = second["joint"].lower()
    if (joint == "and" and not _BETWEEN.search(before)) or (joint == "or" and not percent and match["digits"]):
        return None, end
    low = _value(match["digits"], match["scale"], match["words"], match["short"])
    high = _value(second["digits"], second["scale"], second["words"])
    if second["scale"] and not match["scale"]:
        low *= _SCALES[second["scale"].lower()]
    return (high, second.end()) if high > low else (None, end)


def _plain(text: str, match: re.Match[str], value: float, before: str, stop: int, place: Place) -> Quantity | None:
    high, end = _range(text, match, match.end(), before, stop)
    if (
        high is not None
        and (scale := _SCALE_AT_END.search(text[match.end() : end]))
        and not match["scale"]
        and match["digits"]
    ):
        value *= _SCALES[scale.group().lower()]
    comparator = _comparator(before)
    if text[end : end + 1] == "+":
        comparator, end = ">=", end + 1
    if _ORDINAL.match(text, end, stop):
        return Quantity(
            value=value, span=place(match.start(), end + 2), quote=text[match.start() : end + 2], kind="ordinal"
        )
    if percent := _PERCENT.match(text, end, stop):
        unit, kind, end = "%", "percent", percent.end()
        what = units.counted(text, end, stop)[1]
    elif ratio := _RATIO.match(text, end, stop):
        unit, kind, what, end, value = "", "ratio", "", ratio.end(), round(value / max(float(ratio[1]), 1.0), 6)
    elif (year := _year(text, match, value, high, end, before, stop)) is not None:
        end, high = year
        unit, kind, what = "year", "year", ""
    else:
        unit, kind, what, end = _unit(text, match, before, end, stop)
        if not unit and _is_plain_one(match):
            return None
    if more := _OR_MORE.match(text, end, stop):
        comparator = (">=" if more["more"] else "<=") if comparator == "=" else comparator
        if not unit and (found := units.measure(text, more.end(), stop))[0]:
            unit, kind, end = found
    if (
        not unit
        and kind == "number"
        and value <= 120
        and (_AGE_BEFORE.search(before) or _AGE_AFTER.match(text, end, stop))
    ):
        unit, kind = "year", "duration"
    begin = match.start()
    return Quantity(
        value=value,
        span=place(begin, end),
        quote=text[begin:end],
        unit=unit,
        high=high,
        comparator=comparator,
        kind=kind,
        what=what,
    )


_SCALE_AT_END = re.compile(rf"(?:{_SCALE})$", re.I)


def _year(
    text: str, match: re.Match[str], value: float, high: float | None, end: int, before: str, stop: int
) -> tuple[int, float | None] | None:
    """Return (end, upper end) when a number is a calendar year, a span of years or a decade, else None."""
    digits = match["digits"]
    if not digits or match["money"] or match["scale"] or not units.YEAR.fullmatch(digits):
        return None
    if decade := _DECADE.match(text, end, stop):
        return decade.end(), value + (99.0 if value % 100 == 0 else 9.0)
    if high is not None and not 1500 <= high <= 2100:
        return None
    if units.DATED.match(text, end, stop):
        return end, high
    unit, _, _ = units.measure(text, end, stop)
    if unit or (not _YEAR_BEFORE.search(before) and units.counted(text, end, stop)[0]):
        return None
    return (end, high) if not _BEFORE.search(before) or _YEAR_BEFORE.search(before) else None


def _is_plain_one(match: re.Match[str]) -> bool:
    return bool(match["words"]) and match["words"].lower() in ("one", "zero")


def _unit(text: str, match: re.Match[str], before: str, end: int, stop: int) -> tuple[str, str, str, int]:
    """Return (unit, kind, what, end) of a number that is no share and no year."""
    if match["money"]:
        return match["money"].strip(), "number", "", end
    unit, kind, after = units.measure(text, end, stop)
    if unit:
        measured = kind == "dose" and text.startswith(" of ", after)
        return unit, kind, units.counted(text, after, stop)[1] if measured else "", after
    if _RATIO_BEFORE.search(before):
        return "", "ratio", "", end
    if _is_plain_one(match):
        return "", "number", "", end
    noun, what = units.counted(text, end, stop)
    is_sample = bool(_SAMPLE_BEFORE.search(before)) and (not noun or noun in _PEOPLE)
    if before.rstrip().endswith("=") and is_sample:
        return noun, "sample", what, end
    if noun:
        return noun, "sample" if is_sample else "count", what, end
    return "", "number", "", end

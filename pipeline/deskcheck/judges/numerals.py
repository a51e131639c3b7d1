"""Numbers of a passage made comparable: one scale per kind, and the words around each."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from deskcheck.judges.passages import concept
from deskcheck.model import Quantity
from deskcheck.text import fold
from deskcheck.text.quantities import quantities

_DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.44,
    "year": 365.25, "decade": 3652.5, "century": 36525.0,
}  # fmt: skip
_MILLIGRAMS = {"mg": 1.0, "µg": 0.001, "g": 1000.0, "kg": 1e6}
_KINDS = {
    "percent": "percent",
    "count": "count",
    "sample": "count",
    "number": "count",
    "ratio": "ratio",
    "year": "year",
}
# "A third of the share in 1991" is no share, and "the past two decades" no one's age or stay.
_OF_ANOTHER = re.compile(
    r"(?: of)? (?:the|that|its|their) (?:share|level|rate|figure|number|amount|size|price|cost|value|total)\b"
    r"|(?: of)? what\b"
)
_CALENDAR = re.compile(r"\b(?:past|last|previous|preceding|recent|coming|next) $")
_SIGNIFICANCE = re.compile(r"\bp(?:[- ]?values?)?\s?(?:of|was|is|=|<|>|≤)?\s?$")
_INTERVAL_BEFORE = re.compile(r"\b(?:ci|cri|ui|interval|iqr|sd|se|range)\b[^.;)\]]{0,24}$|(?:\+/-|±)\s?$")
_INTERVAL_AFTER = re.compile(r"\s?(?:%\s?)?(?:ci\b|cri\b|confidence|credible|prediction|uncertainty)")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[;:.]\s|\b(?:and|but|while|whereas|versus|vs)\b")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})[ \u00a0](\d{3})(?![\d.,]*\d)")
_ONE_IN = re.compile(r"\b[Oo]ne (?:[a-z-]+ ){1,2}in (?:[a-z]+|\d+)\b")
_MAYBE_SPACED = re.compile(r"\d[ \u00a0]\d")
_ANY = re.compile(
    r"\d|\b(?:t(?:wo|hree|en|wenty|hirty|wice|hrice|riple|hird)|f(?:our|ive|ifty|orty|ifth)|s(?:ix|even)|eight|nine|one|half|"
    r"halv|doubl|quarter|hundred|thousand|million|billion|dozen|quadruple)"
)
_REACH = 100
_WORDS_EACH_SIDE = 6


class Figure(msgspec.Struct, frozen=True):
    """A number of a passage.

    Attributes:
        value, high: the number or the ends of a range: percent, days, milligrams, or as printed.
        kind: percent, count, duration, dose, ratio, year, or "aside" (a significance, an interval).
        unit: what must agree besides the kind: a dose's unit where it is no mass.
        comparator: as in ``Quantity``.
        digits: decimals as printed.
        quote: as printed.
        head: concept of the noun counted, or an empty string.
        text, start, end: where the number stands; most are never compared, so their words are looked at when asked for.
    """

    value: float
    kind: str
    comparator: str
    quote: str
    text: str
    start: int
    end: int
    high: float | None = None
    unit: str = ""
    digits: int = 0
    head: str = ""

    @property
    def near(self) -> frozenset[str]:
        """Concepts close to the number in its clause."""
        return _near(self.text, self.start, self.end)[0]

    @property
    def closest(self) -> frozenset[str]:
        """The nearest concept before and after the number, where there is one."""
        return _near(self.text, self.start, self.end)[1]


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of ``text`` that can be compared, in order."""
    if not _ANY.search(text.lower()):
        return ()
    plain = text[:4000]
    if _MAYBE_SPACED.search(plain):
        plain = _SPACED.sub(r"\1,\2", plain)
    found = [_figure(plain, quantity) for quantity in quantities(plain) if _counts(plain, quantity)]
    return tuple(_with_one_in(plain, found) if " in " in plain else found)


def _with_one_in(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Read "one parent in nine" as a share, in the place of the number that ends it."""
    shares = {match.end(): match for match in _ONE_IN.finditer(text)}
    for figure in found:
        match = shares.get(figure.start + len(figure.quote))
        if match is None or figure.kind != "count" or figure.value <= 1:
            yield figure
            continue
        share = {"value": round(100 / figure.value, 4), "kind": "percent", "head": "", "quote": match.group()}
        yield msgspec.structs.replace(figure, start=match.start(), **share)


def _counts(text: str, quantity: Quantity) -> bool:
    """Tell whether a quantity counts anything: ordinals and parts of names ("kinesin-8") do not."""
    start = quantity.span.start
    return quantity.kind != "ordinal" and not (start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha())


def _figure(text: str, quantity: Quantity) -> Figure:
    start, end = quantity.span.start, quantity.span.end
    kind, unit, factor = _KINDS.get(quantity.kind, quantity.kind), "", 1.0
    if quantity.unit in _DAYS and quantity.kind == "duration":
        factor = _DAYS[quantity.unit]
    elif quantity.unit in _MILLIGRAMS:
        kind, factor = "dose", _MILLIGRAMS[quantity.unit]
    elif quantity.kind in ("dose", "number"):
        unit = quantity.unit
    before, after = text[max(0, start - 40) : start].lower(), text[end : end + 24].lower()
    if _stands_aside(kind, quantity.quote, before, after):
        kind = "aside"
    digits = re.search(r"\d[.·](\d+)", quantity.quote)
    return Figure(
        value=quantity.value * factor,
        high=None if quantity.high is None else quantity.high * factor,
        kind=kind,
        unit=unit,
        comparator=quantity.comparator,
        digits=len(digits.group(1)) if digits else 0,
        quote=quantity.quote,
        head=concept(fold(quantity.unit)) if kind == "count" and quantity.unit else "",
        text=text,
        start=start,
        end=end,
    )


def _stands_aside(kind: str, quote: str, before: str, after: str) -> bool:
    """Tell whether a number is a significance, an interval, a span of the calendar or a part of another number."""
    if _SIGNIFICANCE.search(before) or _INTERVAL_BEFORE.search(before) or _INTERVAL_AFTER.match(after):
        return True
    if kind == "duration":
        return _CALENDAR.search(before) is not None
    return kind == "percent" and quote[-1:].isalpha() and _OF_ANOTHER.match(after) is not None


@lru_cache(maxsize=8192)
def _near(text: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    left = _CLAUSE.split(fold(text[max(0, start - _REACH) : start]))[-1]
    right = _CLAUSE.split(fold(text[end : end + _REACH]), maxsplit=1)[0]
    before = [topic for topic in map(concept, _WORD.findall(left)) if topic]
    after = [topic for topic in map(concept, _WORD.findall(right)) if topic]
    near = frozenset((*before[-_WORDS_EACH_SIDE:], *after[:_WORDS_EACH_SIDE]))
    return near, frozenset((*before[-1:], *after[:1]))

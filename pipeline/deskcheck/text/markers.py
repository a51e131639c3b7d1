"""The grammar of in-text reference markers: numbers, author-year, footnotes and links.

It reads the text alone. Whoever knows the list narrows the result: ``highest`` is the greatest
number of the list, and numbers beyond it are no markers.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from deskcheck.text import marker_grammar as grammar
from deskcheck.text.marker_keys import keys
from deskcheck.text.marker_numbers import numbered

_PARTS = re.compile(
    r"(;|(?<=\d{4}),(?=\s[^\W\d_a-z])|,?\s(?:as\s)?(?:quoted|cited|discussed|reported)\s(?:in|by)(?=\s[^\W\d_a-z]))"
)
"""What parts the sources within one bracket."""
_AFTER = ".,;:!?'’*_]}"


class MarkerKind(StrEnum):
    """How a marker names its reference."""

    NUMBER = "number"
    AUTHOR_YEAR = "author_year"
    FOOTNOTE = "footnote"
    KEY = "key"
    LINK = "link"


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """One marker in the text.

    Attributes:
        start, end: its place in the text, brackets included.
        kind: how it names the reference.
        numbers: the list numbers it names, ranges spelt out.
        authors: the author part as printed ("Smith et al."); empty for other kinds.
        years: years as printed, with their letter ("2014a", "n.d.").
        key: the footnote's or key's own name.
        url: a link's address.
        narrative: whether the authors belong to the sentence: "Smith (2016) found".
    """

    start: int
    end: int
    kind: MarkerKind
    numbers: tuple[int, ...] = ()
    authors: str = ""
    years: tuple[str, ...] = ()
    key: str = ""
    url: str = ""
    narrative: bool = False


def markers(text: str, start: int = 0, end: int | None = None, highest: int | None = None) -> list[Marker]:
    """Return the markers of ``text[start:end]`` in order, none overlapping another.

    Args:
        text: the whole text; offsets count from its beginning.
        start: where to begin.
        end: where to stop, or None for the end.
        highest: the greatest number of the list, 0 for a list without numbers; None when not known.
    """
    stop = len(text) if end is None else end
    code = [match.span() for match in grammar.CODE.finditer(text, start, stop)]
    found = [*_links(text, start, stop), *_footnotes(text, start, stop), *_numbers(text, start, stop, highest)]
    found += [*_author_years(text, start, stop)]
    kept: list[Marker] = []
    for marker in sorted(found, key=lambda each: (each.start, -each.end)):
        if kept and marker.start < kept[-1].end and marker.kind is not MarkerKind.AUTHOR_YEAR:
            continue
        if kept and marker.start < kept[-1].end and (marker.start, marker.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(marker)
    return _outside(kept, code)


def _outside(found: list[Marker], code: list[tuple[int, int]]) -> list[Marker]:
    kept = []
    place = 0
    for marker in found:
        while place < len(code) and code[place][1] <= marker.start:
            place += 1
        if place == len(code) or marker.end <= code[place][0] or marker.kind is MarkerKind.LINK:
            kept.append(marker)
    return kept


def printed_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the web addresses in ``text``, without the stops and brackets of the sentence around them."""
    for match in grammar.BARE_LINK.finditer(text):
        address = match.group().rstrip(_AFTER)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_AFTER)
        yield match.start(), match.start() + len(address)


def _numbers(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    for first, last, numbers in numbered(text, start, end, highest):
        yield Marker(start=first, end=last, kind=MarkerKind.NUMBER, numbers=numbers)


def _footnotes(text: str, start: int, end: int) -> Iterator[Marker]:
    for match in grammar.FOOTNOTE.finditer(text, start, end):
        key = match["key"]
        numbers = (int(key),) if key.isdecimal() and len(key) < 6 else ()
        yield Marker(start=match.start(), end=match.end(), kind=MarkerKind.FOOTNOTE, key=key, numbers=numbers)
    for first, last in keys(text, start, end):
        yield Marker(start=first, end=last, kind=MarkerKind.KEY, key=text[first:last].strip("[]@"))


def _links(text: str, start: int, end: int) -> Iterator[Marker]:
    for pattern in (grammar.MARKDOWN_LINK, grammar.HTML_LINK):
        for match in pattern.finditer(text, start, end):
            words = match["words"].strip("^[]() ")
            numbers = (int(words),) if words.isdecimal() and len(words) < 5 else ()
            yield Marker(start=match.start(), end=match.end(), kind=MarkerKind.LINK, url=match["url"], numbers=numbers)


def _author_years(text: str, start: int, end: int) -> Iterator[Marker]:
    for match in grammar.NARRATIVE.finditer(text, start, end):
        if _names_somebody(match["authors"]):
            yield _author_year(match.start(), match.end(), match, narrative=True)
    for match in grammar.POSSESSIVE.finditer(text, start, end):
        if _names_somebody(match["authors"]):
            yield _author_year(match.start(), match.end("years"), match, narrative=True)
    for bracket in grammar.ROUND.finditer(text, start, end):
        if not re.search(r"(?:1[5-9]|20)\d\d|[nusoz]\.\s?[dåfJ]\.|in press", bracket[1]):
            continue
        position = bracket.start(1)
        for part in _PARTS.split(bracket[1]):
            lead = len(part) - len(part.lstrip())
            inner = grammar.WITHIN.match(text, position + lead, position + len(part))
            if inner and inner.end() >= position + len(part.rstrip()) - 40 and _names_somebody(inner["authors"]):
                yield _author_year(inner.start(), inner.end(), inner, narrative=False)
            position += len(part)


def _author_year(start: int, end: int, match: re.Match[str], *, narrative: bool) -> Marker:
    years: list[str] = []
    for piece in grammar.YEAR_PIECE.findall(match["years"]):
        years.append(years[-1][:4] + piece if len(piece) == 1 and years else piece)
    return Marker(
        start=start,
        end=end,
        kind=MarkerKind.AUTHOR_YEAR,
        authors=re.sub(r"[’']s?$", "", match["authors"]),
        years=tuple(years),
        narrative=narrative,
    )


def _names_somebody(authors: str) -> bool:
    first = grammar.FIRST_WORD.match(authors)
    return first is not None and first.group(1) not in grammar.NOT_NAMES

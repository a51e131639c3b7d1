"""The grammar of in-text reference markers: numbers, author-year, footnotes and links.

It reads the text alone. Whoever knows the list narrows the result: ``highest`` is the greatest
number of the list, and numbers beyond it are no markers.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

import msgspec

from deskcheck.text import marker_grammar as grammar
from deskcheck.text.marker_keys import keys

_MOST_IN_RANGE = 60
# From this many markers of one style on, a style that is rarer than this share beside it is none.
_SOME = 4
_RARE = 0.2
_PARTS = re.compile(
    r"(;|(?<=\d{4}),(?=\s[^\W\d_a-z])|,?\s(?:as\s)?(?:quoted|cited|discussed|reported)\s(?:in|by)(?=\s[^\W\d_a-z]))"
)
"""What parts the sources within one bracket."""
_ENDS_CLAUSE = re.compile(r"[.,;:!?)\]]|[^\S\n]*(?:\n|\Z)")
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


def spelt_out(numbers: str) -> tuple[int, ...]:
    """Return the numbers of "2, 4–7" one by one; empty where a range runs backwards or is absurdly long."""
    result: list[int] = []
    for part in re.split(r"[,;&]|\band\b", numbers.translate(grammar.TO_DIGITS)):
        ends = [piece for piece in part.split("-") if piece.strip()]
        if not ends:
            continue
        first, last = int(ends[0]), int(ends[-1])
        if not first <= last <= first + _MOST_IN_RANGE or len(ends) > 2:
            return ()
        result.extend(range(first, last + 1))
    return tuple(result)


def _fits(numbers: tuple[int, ...], highest: int | None) -> bool:
    if not numbers or min(numbers) < 1:
        return False
    return max(numbers) <= (999 if highest is None else highest)


def _number_marker(match: re.Match[str], numbers: tuple[int, ...]) -> Marker:
    return Marker(start=match.start(), end=match.end(), kind=MarkerKind.NUMBER, numbers=numbers)


def _numbers(text: str, start: int, end: int, highest: int | None) -> list[Marker]:
    """Return the numeric markers; styles that are rare beside a prevailing one are taken for something else."""
    if highest == 0:
        return []
    styles = {
        "bracket": [*_bracketed(text, start, end, highest)],
        "raised": [*_raised(text, start, end, highest)],
        "round": [*_parenthesised(text, start, end, highest)],
        "bare": [*_bare(text, start, end, highest)],
    }
    if styles["bare"]:  # superscripts that lost their raising cling to stops and to words alike
        styles["bare"] += _glued(text, start, end, highest)
    most = max(len(found) for found in styles.values())
    keep = [found for found in styles.values() if most < _SOME or len(found) >= _RARE * most]
    return [marker for found in keep for marker in found]


def _bracketed(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    for match in grammar.CHAINED.finditer(text, start, end):
        joined = re.sub(r"\]\s*\[", ",", match.group())
        numbers = spelt_out(re.sub(r"[\[\]]", " ", joined))
        if _fits(numbers, highest):
            yield _number_marker(match, numbers)
    for match in grammar.BRACKETED.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if _fits(numbers, highest) and not _is_interval(text, match):
            yield _number_marker(match, numbers)


def _is_interval(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    named = re.search(r"\b(?:interval|range)\s?$", before) is not None and "," in match["numbers"]
    return named or grammar.BEFORE_INTERVAL.search(before) is not None or _is_index(text, match.start())


def _is_index(text: str, position: int) -> bool:
    """Tell whether a bracket clings to a short name, as in ``x[1]``, and not to a word, as in "linked to it[1]"."""
    named = re.search(r"(?<!\w)[A-Za-z_]{1,2}\d*$", text[max(0, position - 4) : position])
    return named is not None and named.group().lower() not in grammar.SHORT_WORDS


def _raised(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    for match in grammar.TAGGED.finditer(text, start, end):
        numbers = spelt_out(match["numbers"] or match["caret"])
        if _fits(numbers, highest):
            yield _number_marker(match, numbers)
    for match in grammar.RAISED.finditer(text, start, end):
        numbers = spelt_out(match.group())
        if _fits(numbers, highest) and not grammar.POWER.search(text, max(0, match.start() - 3), match.start()):
            yield _number_marker(match, numbers)


def _parenthesised(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    for match in grammar.PAREN.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if not _fits(numbers, highest) or _opens_item(text, match):
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        named = grammar.NOT_COUNTED.search(before) and not grammar.COUNTED.search(before)
        if not named and not re.search(r"[\d=<>±×^]\s?$", before):
            yield _number_marker(match, numbers)


def _opens_item(text: str, match: re.Match[str]) -> bool:
    """Tell whether the bracket begins a line or is one of an enumeration: "(1) a diary, (2) a test"."""
    before = text[max(0, match.start() - 5) : match.start()]
    if not before or before.endswith("\n") or re.search(r"(?:[,;:]|\band|\bor)\s$", before):
        return True
    if not match["numbers"].isdecimal() or _ENDS_CLAUSE.match(text, match.end()):
        return False
    number = int(match["numbers"])
    around = text[max(0, match.start() - 250) : match.start()], text[match.end() : match.end() + 250]
    return f"({number - 1})" in around[0] or f"({number + 1})" in around[1]


def _bare(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    for match in grammar.BARE.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if highest and numbers and not _fits(numbers, highest):
            numbers = _run_together(match["numbers"])
        if _fits(numbers, highest) and not grammar.ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            yield _number_marker(match, numbers)


def _run_together(digits: str) -> tuple[int, ...]:
    """Return the numbers of raised digits that lost the comma between them: "45" after a list of nine is 4 and 5."""
    numbers = tuple(map(int, digits)) if digits.isdecimal() else ()
    return numbers if all(one < other for one, other in pairwise(numbers)) else ()


def _glued(text: str, start: int, end: int, highest: int | None) -> Iterator[Marker]:
    """Yield the digits at the end of a word ("recall3"), which only a known list makes plausible."""
    for match in grammar.GLUED.finditer(text, start, end) if highest else ():
        numbers = spelt_out(match["numbers"])
        word = re.search(r"(?<![\w-])[\w-]++$", text[max(0, match.start() - 20) : match.start()])
        if (
            _fits(numbers, highest)
            and word
            and word.group().islower()
            and not grammar.UNIT_AFTER.match(text, match.end())
        ):
            yield _number_marker(match, numbers)


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
        if not re.search(r"(?:1[5-9]|20)\d\d|n\.\s?d\.|in press", bracket[1]):
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

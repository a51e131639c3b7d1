"""Numbers that stand for references in a text: in brackets, raised, or with their raising lost."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from deskcheck.text import marker_grammar as grammar
from deskcheck.text.roman import value

_MOST_IN_RANGE = 60
# From this many markers of one style on, a style that is rarer than a share beside it is none.
_SOME = 4
_OTHERS = 2
"""References that marks in brackets must point to before one behind a figure is taken for a mark."""
_RARE = 0.2
_ENDS_CLAUSE = re.compile(r"[.,;:!?)\]]|[^\S\n]*(?:\n|\Z)")


class Numbered(NamedTuple):
    """A marker's place in the text, and the numbers that it names, ranges spelt out."""

    start: int
    end: int
    numbers: tuple[int, ...]


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


def _numbered(match: re.Match[str], numbers: tuple[int, ...]) -> Numbered:
    return Numbered(match.start(), match.end(), numbers)


def numbered(text: str, start: int, end: int, highest: int | None) -> list[Numbered]:
    """Return the numeric markers; styles that are rare beside a prevailing one are taken for something else."""
    if highest == 0:
        return []
    styles = {
        "bracket": [*_bracketed(text, start, end, highest)],
        "raised": [*_raised(text, start, end, highest)],
        "round": [*_parenthesised(text, start, end, highest)],
        "bare": [*_bare(text, start, end, highest)],
        "roman": _roman(text, start, end, highest),
    }
    styles["round"] += _after_figures(text, start, end, highest, styles["round"])
    if styles["bare"]:  # superscripts that lost their raising cling to stops and to words alike
        styles["bare"] += [*_glued(text, start, end, highest), *_after_years(text, start, end, highest)]
    most = max(len(found) for found in styles.values())
    keep = [found for found in styles.values() if most < _SOME or len(found) >= _RARE * most]
    return [marker for found in keep for marker in found]


def _bracketed(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
    for match in grammar.CHAINED.finditer(text, start, end):
        joined = re.sub(r"\]\s*\[", ",", match.group())
        numbers = spelt_out(re.sub(r"[\[\]]", " ", joined))
        if _fits(numbers, highest):
            yield _numbered(match, numbers)
    for match in grammar.BRACKETED.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if _fits(numbers, highest) and not _is_interval(text, match):
            yield _numbered(match, numbers)


def _roman(text: str, start: int, end: int, highest: int | None) -> list[Numbered]:
    """Return the marks such as "[iv]" where a list is known, the first of it is cited so, and others are."""
    found = [
        Numbered(match.start(), match.end(), (value(match["letters"]),))
        for match in (grammar.ROMAN_BRACKET.finditer(text, start, end) if highest else ())
        if not _is_index(text, match.start())
    ]
    found = [one for one in found if _fits(one.numbers, highest)]
    cited = {one.numbers[0] for one in found}
    return found if 1 in cited and len(cited) >= _OTHERS else []


def _is_interval(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    named = re.search(r"\b(?:interval|range)\s?$", before) is not None and "," in match["numbers"]
    return named or grammar.BEFORE_INTERVAL.search(before) is not None or _is_index(text, match.start())


def _is_index(text: str, position: int) -> bool:
    """Tell whether a bracket clings to a short name, as in ``x[1]``, and not to a word, as in "linked to it[1]"."""
    named = re.search(r"(?<!\w)[A-Za-z_]{1,2}\d*$", text[max(0, position - 4) : position])
    return named is not None and named.group().lower() not in grammar.SHORT_WORDS


def _raised(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
    for match in grammar.TAGGED.finditer(text, start, end):
        numbers = spelt_out(match["numbers"] or match["caret"])
        if _fits(numbers, highest):
            yield _numbered(match, numbers)
    for match in grammar.RAISED.finditer(text, start, end):
        numbers = spelt_out(match.group())
        if _fits(numbers, highest) and not grammar.POWER.search(text, max(0, match.start() - 3), match.start()):
            yield _numbered(match, numbers)


def _parenthesised(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
    for match in grammar.PAREN.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if not _fits(numbers, highest) or _opens_item(text, match):
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        named = grammar.NOT_COUNTED.search(before) and not grammar.COUNTED.search(before)
        if match.group()[1:2].isalpha() or (
            not named and not re.search(r"[\d=<>±×^]\s?$", before)
        ):  # "(ref 1)" says itself what it counts
            yield _numbered(match, numbers)


def _after_figures(
    text: str, start: int, end: int, highest: int | None, sure: Sequence[Numbered]
) -> Iterator[Numbered]:
    """Yield "(1)" in "common after 48 (1).": nothing else points to that number, and others stand in such brackets."""
    cited = {number for marker in sure for number in marker.numbers}
    if not highest or len(cited) < _OTHERS:
        return
    for match in grammar.PAREN.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        before = text[max(0, match.start() - 24) : match.start()]
        if (
            _fits(numbers, highest)
            and cited.isdisjoint(numbers)
            and re.search(r"\d%?\s$", before)
            and not grammar.NOT_COUNTED.search(before)
            and _ENDS_CLAUSE.match(text, match.end())
        ):
            yield _numbered(match, numbers)


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


def _bare(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
    for match in grammar.BARE.finditer(text, start, end):
        numbers = spelt_out(match["numbers"])
        if highest and numbers and not _fits(numbers, highest):
            numbers = _run_together(match["numbers"])
        if _fits(numbers, highest) and not grammar.ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            yield _numbered(match, numbers)


def _run_together(digits: str) -> tuple[int, ...]:
    """Return the numbers of raised digits that lost the comma between them: "45" after a list of nine is 4 and 5."""
    numbers = tuple(map(int, digits)) if digits.isdecimal() else ()
    return numbers if all(one < other for one, other in pairwise(numbers)) else ()


def _glued(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
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
            yield _numbered(match, numbers)


def _after_years(text: str, start: int, end: int, highest: int | None) -> Iterator[Numbered]:
    """Yield the number behind a sentence that ends in a year: "to 54% in 2024.1 The next"."""
    for match in grammar.AFTER_YEAR.finditer(text, start, end) if highest else ():
        numbers = spelt_out(match["numbers"])
        if _fits(numbers, highest):
            yield Numbered(match.start("numbers"), match.end(), numbers)

"""Markers that mean a work named before: "ibid.", "op. cit.", and a year whose name stands earlier in the sentence."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from deskcheck.linkers import below
from deskcheck.model import Article, LinkKind, Reference
from deskcheck.text import squash
from deskcheck.text.marker_grammar import IBIDEM, OPERE_CITATO, YEAR_ALONE
from deskcheck.text.short_notes import repeated

Resolved = tuple[tuple[int, int], list[int], LinkKind]
"""The place of a marker, the numbers of the references it means, and its kind."""
_REACH = 240
"""Characters before a marker in which the name that it belongs to is sought, within its sentence."""
_LETTERED = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]\b")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]{2,30}")
_CLOSE = re.compile(r"[\s,(\[]{0,4}(?:[’']s)?[\s,(\[]{0,4}")
_STOP = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])")


def resolved(article: Article, found: Iterable[Resolved], references: Sequence[Reference]) -> Iterator[Resolved]:
    """Yield the markers in text order, and among them those that mean a work named before.

    An "ibid." directly after a name is that person's work cited last, any other one the single work that the marker
    before it names; "op. cit." is the work cited last of the person named in the sentence.
    """
    same = repeated(references)
    listed = below.listed(article, references)
    text = article.text
    marks = [(place, [*numbers, *_meant(numbers, same)], kind) for place, numbers, kind in found]
    for pattern in (IBIDEM, OPERE_CITATO):
        for match in pattern.finditer(text):
            if not listed(match.start()):
                marks.append((match.span(), [], LinkKind.MARKER))
    marks += _years_alone(article, references, marks)
    owners = _owners(references)
    latest: dict[int, int] = {}
    before: list[int] = []
    last_end = 0
    for place, numbers, kind in sorted(marks, key=lambda each: each[0]):
        if numbers:
            # "(Berg 2001; Winton 2003)" names two works, so that no "ibid." after it is clear.
            joined = last_end and place[0] - last_end < 4 and ")" not in text[last_end : place[0]]
            before = [*before, *numbers] if joined else numbers
            last_end = place[1]
        else:
            named = _of_the_name(text, place[0], owners, latest, near=text[place[0]] in "iI")
            if named is None and (text[place[0]] not in "iI" or len(set(before)) != 1):
                # After "[2, 5]" nobody can tell which of the two is meant.
                continue
            before = [named] if named is not None else before
        latest |= dict.fromkeys(numbers, place[0])
        yield place, numbers or before, kind


def _of_the_name(
    text: str, place: int, owners: dict[str, set[int]], latest: dict[int, int], *, near: bool
) -> int | None:
    """Return the work cited last of the person whose name stands before a place; ``near``: directly before it.

    Args:
        latest: where each work was cited last.
    """
    start = sentence_start(text, place)
    for name in reversed(list(_NAME.finditer(text, start, place))):
        if near and not _CLOSE.fullmatch(text, name.end(), place):
            return None
        own = owners.get(family(name.group()))
        if own:
            return max((number for number in own if number in latest), key=latest.__getitem__, default=None)
    return None


def _years_alone(article: Article, references: Sequence[Reference], marks: Sequence[Resolved]) -> Iterator[Resolved]:
    """Yield the brackets that hold a year alone, where one reference of that year has a name said just before it.

    A year with a letter, "(2019b)", needs no name where the list has it once.
    """
    text, listed = article.text, below.listed(article, references)
    taken = sorted(place for place, _, _ in marks)
    by_year: dict[int, dict[str, set[int]]] = {}
    lettered: dict[str, set[int]] = {}
    for reference in references:
        for year in _LETTERED.findall(reference.printed):
            lettered.setdefault(year, set()).add(reference.number)
        if reference.fields.year:
            families = by_year.setdefault(reference.fields.year, {})
            for name in (reference.fields.author or reference.fields.editor)[:1]:
                families.setdefault(squash(name.family), set()).add(reference.number)
    for match in YEAR_ALONE.finditer(text) if by_year else ():
        if listed(match.start()) or _covered(taken, match.start()):
            continue
        marked = lettered.get(f"{match['year']}{match['letter']}", set())
        if len(marked) == 1:
            yield match.span(), list(marked), LinkKind.AUTHOR_YEAR
            continue
        families = by_year.get(int(match["year"]), {})
        names = _NAME.finditer(text, sentence_start(text, match.start()), match.start())
        meant = [families[key] for name in names if (key := family(name.group())) in families]
        if meant and len(meant[-1]) == 1:
            yield match.span(), list(meant[-1]), LinkKind.AUTHOR_YEAR


def _covered(taken: Sequence[tuple[int, int]], place: int) -> bool:
    before = bisect_right(taken, (place, sys.maxsize)) - 1
    return before >= 0 and taken[before][0] <= place < taken[before][1]


def sentence_start(text: str, place: int) -> int:
    """Return where the sentence around a place begins, at most ``_REACH`` characters before it."""
    floor = max(0, place - _REACH, text.rfind("\n", 0, place) + 1)
    stops = [match.end() for match in _STOP.finditer(text, floor, place)]
    return stops[-1] if stops else floor


def family(word: str) -> str:
    """Return the key of a name as it stands in a sentence, without its possessive."""
    return squash(re.sub(r"[’']s?$", "", word))


def _owners(references: Sequence[Reference]) -> dict[str, set[int]]:
    """Return the numbers of each first author's works."""
    found: dict[str, set[int]] = {}
    for reference in references:
        for name in (reference.fields.author or reference.fields.editor)[:1]:
            if name.family:
                found.setdefault(squash(name.family), set()).add(reference.number)
    return found


def _meant(numbers: Sequence[int], same: dict[int, int]) -> list[int]:
    return [same[number] for number in numbers if number in same and same[number] not in numbers]

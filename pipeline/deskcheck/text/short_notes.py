"""Notes that stand for a work cited in full before: "Ibid., 4." and "Harrow and Lindqvist, “Evening Light,” 207."."""

import re
from collections.abc import Sequence
from functools import lru_cache

from deskcheck.model import Reference
from deskcheck.text.folding import squash
from deskcheck.text.marker_grammar import IBIDEM
from deskcheck.text.whole import Whole

_LONGEST = 160
_LEAST_TITLE = 6
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|https?:|\b10\.\d{4}")
_NAME = r"[^\W\d_][\w’'-]{1,40}"
_REST = r", (?:(?P<title>[“\"‘«]?[^\d“”\"]{3,90}?[”\"’»]?),? )?(?:pp?\. ?)?\d{1,4}(?:[-–]\d{1,4})?\.?"
_SHORT = (
    re.compile(rf"(?P<name>{_NAME})(?: et al\.?)?{_REST}"),
    re.compile(rf"(?P<name>{_NAME})(?:, {_NAME}){{0,4}},? (?:and|&|et|und) {_NAME}{_REST}"),
)

_Named = dict[str, list[tuple[str, int]]]
"""Works by their first author: the folded title and the number of each."""


def repeated(references: Sequence[Reference]) -> dict[int, int]:
    """Return the number of the work that each note stands for which only points at one before it."""
    found: dict[int, int] = {}
    named: _Named = {}
    before: int | None = None
    for reference in references:
        if IBIDEM.match(reference.printed):
            if before is not None:
                found[reference.number] = before
            continue
        whole = _meant(reference, named)
        if whole is not None:
            found[reference.number] = before = whole
            continue
        before = reference.number
        for author in reference.fields.author[:1]:
            named.setdefault(squash(author.family or author.literal), []).append(
                (squash(reference.fields.title), reference.number)
            )
    return found


def is_repeated(reference: Reference, references: Sequence[Reference]) -> bool:
    """Tell whether a reference is a short note of one of those before it; the list is looked through once."""
    return reference.number in _repeated(Whole(references))


@lru_cache(maxsize=2)
def _repeated(whole: Whole) -> dict[int, int]:
    return repeated(whole.references)


def _meant(reference: Reference, named: _Named) -> int | None:
    """Return the one work before a short note whose first author and words of the title it repeats."""
    if len(reference.printed) > _LONGEST or _YEAR.search(reference.printed):
        return None
    words = " ".join(reference.printed.split())
    for pattern in _SHORT:
        short = pattern.fullmatch(words)
        works = named.get(squash(short["name"]), []) if short else []
        if short and short["title"]:
            title = squash(short["title"])
            works = [one for one in works if len(title) >= _LEAST_TITLE and title in one[0]]
        if len(works) == 1:
            return works[0][1]
    return None

"""Marks that lead to a note, whose words say which works of the list are meant: "Doyle, *Oxford History*, 88"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

import msgspec

from deskcheck.model import Article, Reference, Span
from deskcheck.text import STOPWORDS, fold
from deskcheck.text.end_notes import end_notes
from deskcheck.text.marker_grammar import IBIDEM

_WORD = re.compile(r"[^\W_]+")
_SHORT = 6
"""Words of a note that may name a work by its author alone."""
_LEAST = 2
"""Words of a title that a note must have where its author has signed other works of the list, too."""
_TITLE = 12


class Notes(msgspec.Struct, frozen=True):
    """The notes of an article.

    Attributes:
        works: the numbers of the references that each note means, by its key; none for a remark.
        spans: where the notes stand, in text order.
    """

    works: dict[str, list[int]] = {}
    spans: tuple[Span, ...] = ()

    def hold(self, place: int) -> bool:
        """Tell whether a place of the text lies in a note."""
        nth = bisect_right(self.spans, place, key=attrgetter("start")) - 1
        return nth >= 0 and place < self.spans[nth].end


def notes(article: Article, references: Sequence[Reference]) -> Notes:
    """Return the notes of an article and what each means; none where its marks point at the list or notes are remarks.

    A list that is numbered in print is what marks point at, and so is one that fewer than half of the notes name.
    """
    if any(reference.label.strip("[]().:^ ").isdecimal() for reference in references):
        return Notes()
    works = [_Work(reference) for reference in references]
    families = [work.family for work in works]
    found: dict[str, list[int]] = {}
    before: list[int] = []
    printed = end_notes(article)
    for key, span in printed.items():
        words = article.text[span.start : span.end]
        if IBIDEM.match(words.strip()):
            found[key] = before if len(before) == 1 else []
            continue
        before = found[key] = _named(words, works, families)
    if 2 * sum(map(bool, found.values())) < len(found):
        return Notes()
    return Notes(found, tuple(sorted(printed.values(), key=attrgetter("start"))))


class _Work:
    """What a note may say of a reference: its first author's family name, and the words that open its title."""

    def __init__(self, reference: Reference) -> None:
        self.number = reference.number
        name = next(iter(reference.fields.author or reference.fields.editor), None)
        self.family = tuple(_WORD.findall(fold((name.family or name.literal) if name else "")))
        words = [word for word in _WORD.findall(fold(reference.fields.title)) if word not in STOPWORDS]
        self.title = frozenset(words[:_TITLE])


def _named(note: str, works: Sequence[_Work], families: Sequence[tuple[str, ...]]) -> list[int]:
    listed = _WORD.findall(fold(note))
    words = frozenset(listed)
    best: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for work in works:
        if work.family and words.issuperset(work.family):
            best.setdefault(work.family, []).append((len(work.title & words), work.number))
    found = []
    for family, ranked in best.items():
        ranked.sort(key=lambda one: -one[0])
        alone = families.count(family) == 1
        least = (0 if len(listed) <= _SHORT else 1) if alone else _LEAST
        if ranked[0][0] >= least and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            found.append(ranked[0][1])
    return found

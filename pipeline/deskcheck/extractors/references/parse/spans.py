"""From labels of tokens to spans of text."""

import re
from typing import Any, NamedTuple

from deskcheck.extractors.references.parse.tokens import Tokens

OUTSIDE = "o"
FIRST = "B-"
"""Stands before the label of the first token of a long field, so that the model sees where fields begin."""
LONG = frozenset({"author", "title", "container", "editor", "publisher", "place"})
"""Fields whose first token has a label of its own."""
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", "’": "‘"}
_BRACKETED = {"date", "issue", "accessed", "place", "publisher", "edition", "genre", "url", "doi"}


_OPENING, _CLOSING = re.compile(r"(?<!\w)'(?=\w)"), re.compile(r"(?<=[\w?!.])'(?!\w)")
_STOPPED = {"n.d", "s.d", "o.j", "s.a"}


class Stretch(NamedTuple):
    """Neighbouring tokens of one label: tokens ``first`` to ``last``, characters ``start`` to ``end``."""

    label: str
    first: int
    last: int
    start: int
    end: int


Run = tuple[str, int, int]


class Labels(list[str]):
    """Labels that are altered here and there, and whose runs are found anew only after that."""

    found: list[Run] | None = None

    def __setitem__(self, place: Any, label: Any) -> None:
        self.found = None
        super().__setitem__(place, label)


def runs(labels: list[str]) -> list[Run]:
    """Join neighbouring tokens of the same label: label, first and last token; those outside any field are left out."""
    if not isinstance(labels, Labels):
        return _runs(labels)
    if labels.found is None:
        labels.found = _runs(labels)
    return labels.found


def _runs(labels: list[str]) -> list[Run]:
    found = []
    current, first = OUTSIDE, 0
    for index, label in enumerate(labels):
        if label == current:
            continue
        if current != OUTSIDE:
            found.append((current, first, index - 1))
        current, first = (label[2:] if label[:2] == FIRST else label), index
    if current != OUTSIDE:
        found.append((current, first, len(labels) - 1))
    return found


def stretches(tokens: Tokens, labels: list[str]) -> list[Stretch]:
    """Return the fields of a text, with the marks that belong to them."""
    return [_stretch(tokens, label, first, last) for label, first, last in runs(labels)]


def _stretch(tokens: Tokens, label: str, first: int, last: int) -> Stretch:
    """Take in the marks that belong to the field: a bracket it opened, a question mark, an initial's full stop."""
    text = tokens.text
    start, end = tokens.starts[first], tokens.ends[last]
    before, after = tokens.gaps[first], tokens.gaps[last + 1]
    if after[:1] == "." and _stopped(label, text[start:end], end - tokens.starts[last]):
        end += 1
    else:
        for mark in after:
            opened = _PAIRS.get(mark)
            closes = opened and text.count(opened, start, end) > text.count(mark, start, end)
            if mark not in "?!%" and not closes and not (mark == "'" and _is_open(text, start, end)):
                break
            end += 1
    if before[-1:] in {"(", "["} and label not in _BRACKETED:
        closing = ")" if before[-1] == "(" else "]"
        if text.count(closing, start, end) > text.count(before[-1], start, end):
            start -= 1
    return Stretch(label, first, last, start, end)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation in single marks was opened and not closed."""
    words = text[start:end]
    return "'" in words and len(_OPENING.findall(words)) > len(_CLOSING.findall(words))


def _stopped(label: str, text: str, length: int) -> bool:
    """Tell whether the full stop after a field is part of it: after an initial, and after ``n.d``."""
    if label in {"author", "editor", "translator"}:
        return length <= 2
    return label == "date" and text.lower().replace(" ", "") in _STOPPED

"""From labels of tokens to spans of text."""

from typing import NamedTuple

from deskcheck.extractors.references.parse.tokens import Tokens

OUTSIDE = "o"
FIRST = "B-"
"""Stands before the label of the first token of a long field, so that the model sees where fields begin."""
LONG = frozenset({"author", "title", "container", "editor", "publisher", "place"})
"""Fields whose first token has a label of its own."""
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", "’": "‘", '"': '"'}


_STOPPED = {"n.d", "s.d", "o.j", "s.a"}


class Stretch(NamedTuple):
    """Neighbouring tokens of one label: tokens ``first`` to ``last``, characters ``start`` to ``end``."""

    label: str
    first: int
    last: int
    start: int
    end: int


def stretches(tokens: Tokens, labels: list[str]) -> list[Stretch]:
    """Join neighbouring tokens of the same label; tokens outside any field are left out."""
    found: list[Stretch] = []
    index = 0
    total = len(labels)
    while index < total:
        label = labels[index].removeprefix(FIRST)
        first = index
        while index + 1 < total and labels[index + 1] == label:
            index += 1
        if label != OUTSIDE:
            found.append(_stretch(tokens, label, first, index))
        index += 1
    return found


def _stretch(tokens: Tokens, label: str, first: int, last: int) -> Stretch:
    """Take in the marks that belong to the field: a bracket it opened, a question mark, an initial's full stop."""
    text = tokens.text
    start, end = tokens.starts[first], tokens.ends[last]
    after = tokens.gaps[last + 1]
    taken = 0
    for mark in after:
        opened = _PAIRS.get(mark)
        if opened and opened != mark and text.count(opened, start, end) > text.count(mark, start, end + taken):
            taken += 1
        elif mark in "?!%":
            taken += 1
        elif mark == "." and label in {"author", "editor", "translator"} and taken == 0 and end - tokens.starts[last] <= 2:
            taken += 1
        elif mark == "." and label == "date" and taken == 0 and text[start:end].lower().replace(" ", "") in _STOPPED:
            taken += 1
        else:
            break
    before = tokens.gaps[first]
    if before.endswith(("(", "[")) and label not in {"date", "issue", "accessed", "place", "publisher", "edition", "genre", "url", "doi"}:
        closing = ")" if before.endswith("(") else "]"
        if text.count(closing, start, end + taken) > text.count(before[-1], start, end + taken):
            start -= 1
    return Stretch(label, first, last, start, end + taken)

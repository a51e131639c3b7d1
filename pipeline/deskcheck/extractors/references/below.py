"""Sources named below what rests on them, "Source: Office for Rest, 2023", in an article without a list of them."""

import re
from collections.abc import Sequence

from deskcheck.extractors.references.entries import Entry, continues, cut
from deskcheck.extractors.references.labels import Label
from deskcheck.extractors.references.lines import Line

_NAMED = re.compile(
    r"[>(*_\s]{0,4}(?:data\s)?(?:sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|källor|källa|kilder?)[*_]{0,2}\s?"
    r"[:—–][*_]{0,2}\s*(?=\S)",
    re.I,
)
_TELLING = re.compile(r"(?:1[5-9]|20)\d\d|https?://|www\.")
_FEWEST_WORDS = 3
_PART = re.compile(r";\s+(?=[^\W\d_a-z])")


def named_below(text: str, lines: Sequence[Line]) -> list[Entry]:
    """Return what such lines name, if there are two of them at least and other words between; else nothing.

    A line that names nothing that could be found ("Source: Eurostat") is left out.
    """
    rows = [row for row, line in enumerate(lines) if _NAMED.match(text, line.start, line.end)]
    if len(rows) < 2 or rows[-1] - rows[0] < len(rows):
        return []
    entries = [entry for row in rows for entry in _parts(text, lines, row)]
    return entries if len({text.count("\n", 0, entry.start) for entry in entries}) > 1 else []


def _parts(text: str, lines: Sequence[Line], row: int) -> list[Entry]:
    """Return the entries of one line, those of "Sources: A, 2019; B, 2020" each for itself."""
    line = lines[row]
    begun = _NAMED.match(text, line.start, line.end)
    if begun is None:
        return []
    last = row
    while last + 1 < len(lines) and not lines[last + 1].blank_before and continues(text, lines[last], lines[last + 1]):
        last += 1
    label = Label("source", None, line.start, begun.end())
    starts = [begun.end(), *(match.end() for match in _PART.finditer(text, begun.end(), lines[last].end))]
    stops = [*(start - 1 for start in starts[1:]), lines[last].end]
    parts = [cut(text, start, stop, label) for start, stop in zip(starts, stops, strict=True)]
    return [Entry(part.start, part.start + len(words), label) for part in parts if (words := _words(text, part))]


def _words(text: str, entry: Entry) -> str:
    """Return the words of an entry without what closes the line, or nothing where they name no source."""
    words = text[entry.start : entry.end]
    words = words.rstrip("*_; " if "(" in words else "*_;) ")
    return words if len(words.split()) >= _FEWEST_WORDS or _TELLING.search(words) else ""

"""Footnotes that name the article's sources, where it has no other list: those of Markdown, and "†" and its like."""

import re
from collections.abc import Sequence

from deskcheck.extractors.references.entries import Entry, cut, worth
from deskcheck.extractors.references.labels import Label
from deskcheck.extractors.references.lines import Line
from deskcheck.text.marker_grammar import NOTE, SYMBOL, SYMBOL_NOTE

Begun = dict[int, re.Match[str]]
"""Rows that begin a note, with its mark."""
_LIKELY = 0.4
_POSSIBLE = 0.3
"""Likeness that is enough among notes that mostly name sources, as they do in short from the second time on."""
_ADDRESS = re.compile(r"https?://|\bwww\.|\b10\.\d{4,9}/")


def notes(text: str, lines: Sequence[Line]) -> list[Entry]:
    """Return the notes that read as references, if they stand together and most of them do; else none."""
    begun = {row: match for row, line in enumerate(lines) if (match := NOTE.match(text, line.start, line.end))}
    return _sources(text, lines, begun or _by_symbols(text, lines))


def _by_symbols(text: str, lines: Sequence[Line]) -> Begun:
    """Return the lines that begin with symbols of which each is printed once behind words above: "metres.† The …"."""
    begun = {row: match for row, line in enumerate(lines) if (match := SYMBOL_NOTE.match(text, line.start, line.end))}
    keys = [match["key"] for match in begun.values()]
    if len(set(keys)) < 2 or len(set(keys)) < len(keys):
        return {}
    first = min(match.start() for match in begun.values())
    used = {match["key"] for match in SYMBOL.finditer(text, 0, first)}
    return begun if used.issuperset(keys) else {}


def _sources(text: str, lines: Sequence[Line], begun: Begun) -> list[Entry]:
    if not begun:
        return []
    rows = sorted(begun)
    if any(row not in begun and _apart(lines[row]) for row in range(rows[0], rows[-1])):
        return []
    last = rows[-1] + 1
    while last < len(lines) and not lines[last].blank_before:
        last += 1
    numbered = _are_numbers([match["key"] for match in begun.values()])
    entries = []
    for row, stop in zip(rows, (*rows[1:], last), strict=True):
        match = begun[row]
        label = Label("footnote", int(match["key"]) if numbered else None, match.start(), match.end())
        entries.append(cut(text, match.end(), lines[stop - 1].end, label))
    likely = {entry: _likeness(text, entry) for entry in entries}
    if 2 * sum(found >= _LIKELY for found in likely.values()) <= len(entries):
        return []
    return [entry for entry in entries if likely[entry] >= _POSSIBLE]


def _apart(line: Line) -> bool:
    """Tell whether a line is no part of the note above it: a blank line stands between, and it is not set in."""
    return line.blank_before and line.indent <= 1


def _are_numbers(keys: Sequence[str]) -> bool:
    """Tell whether the keys count: among names ("tea") a number is a name too."""
    return all(key.isdecimal() and len(key) < 6 for key in keys) and len(set(keys)) == len(keys)


def _likeness(text: str, entry: Entry) -> float:
    address = _ADDRESS.search(text, entry.start, entry.end)
    return worth(text, entry, [address.start()] if address else ())

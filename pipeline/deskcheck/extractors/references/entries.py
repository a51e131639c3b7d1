"""The pieces of a list while it is being split, and what belongs to one entry."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from deskcheck.extractors.references.labels import Label
from deskcheck.extractors.references.likeness import is_boilerplate, is_navigation, likeness, prose_share
from deskcheck.extractors.references.lines import Line, trimmed

# Words that only the tail of an entry begins with; a link label such as "Google Scholar" is one.
_CONTINUES = re.compile(
    r"https?:|www\.|doi\b|10\.\d{4}|PM(?:C?ID|C\d)|PubMed|ISBN|ISSN|Retrieved|Available|Accessed|Last accessed"
    r"|Epub|Published online|\[(?:Google Scholar|PubMed|CrossRef|Medline|PMC free article|cited|DOI|Links?|Article)\b"
    r"|Google Scholar|CrossRef|View (?:article|in article|abstract)",
    re.I,
)
_LOWER = re.compile(r"[a-zß-öø-ÿ\d(\[;,:.&/%]")
_OPEN_ENDED = re.compile(r"(?:[-–—,:;&/(]|\b(?:and|und|et|of|the|in|for|on|from|at|to|a|an|by|with|[A-Z]))$|\b[A-Z]\.$")
ADDRESS_AT_END = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S*$|/\S*$")
_CLOSED = re.compile(r"[.!?)\]\d/”\"’>]$|\b(?:from|at)$|/\S+$")
_ENDED = re.compile(r"(?<![ .][A-Z])[.!?][)\]”\"’']{0,2}$|\b(?:19|20)\d\d[)\]]?$|\d[-–]\d{1,5}$|/\S{0,11}$")
_BROKEN = re.compile(r"[^\W\d_]{2}[-‐,]?$")
_HEAD = 120
"""Characters of a running head, at most."""
_SAMPLE = 60
_NARROW = 100
"""Columns up to which text is commonly wrapped; wider lines are entries when most of them end as entries do."""
_SHORT_ITEM = 400


class Entry(msgspec.Struct, frozen=True):
    """One entry: ``start`` and ``end`` of its words in the text, and the label before it, if any."""

    start: int
    end: int
    label: Label | None = None


class Shape(msgspec.Struct, frozen=True):
    """How a list is set: ``wrapped`` over lines of ``width`` columns or not, ``spaced`` by blank lines."""

    wrapped: bool
    width: int
    spaced: bool


def shape_of(text: str, lines: Sequence[Line]) -> Shape:
    """Return how ``lines`` are set.

    Lines are wrapped when many breaks stand where the next word would not have fitted in.
    """
    if len(lines) < 2:
        return Shape(wrapped=False, width=0, spaced=False)
    pairs = [(line, following) for line, following in pairwise(lines) if not following.blank_before]
    lengths = sorted(line.end - line.start + line.indent for line, _ in pairs)
    width = lengths[min(len(lengths) - 1, len(lengths) * 97 // 100)] if lengths else 0
    full = [line for line, following in pairs if not fits(text, line, following, width - 3)]
    broken = sum(1 for line in full if not _ENDED.search(text, max(line.start, line.end - 12), line.end))
    spaced = sum(1 for line in lines[1:] if line.blank_before) * 2 >= len(lines) - 1
    often = bool(pairs) and len(full) >= 0.3 * len(pairs) and (width <= _NARROW or 2 * broken > len(full))
    wrapped = often and width <= 220 and not _lines_are_entries(text, lines)
    return Shape(wrapped=wrapped, width=width, spaced=spaced)


def _lines_are_entries(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether the lines, or a sample of them, look like whole references on their own."""
    following = [line for line in lines if not line.blank_before]
    sample = following[:: max(1, len(following) // _SAMPLE)]
    whole = sum(1 for line in sample if likeness(text[line.start : line.end]) >= 0.6)
    return whole >= 0.75 * len(sample)


def fits(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the first word of ``following`` would have fitted at the end of ``line``: the break was meant."""
    space = text.find(" ", following.start, following.end)
    word = (space if space != -1 else following.end) - following.start
    return line.indent + line.end - line.start + 1 + word <= width


def continues(text: str, before: Line, line: Line) -> bool:
    """Tell whether ``line`` plainly goes on with ``before``: by its first words, or by the other's last."""
    if _LOWER.match(text, line.start, line.end) or _CONTINUES.match(text, line.start, line.end):
        return True
    tail = text[max(before.start, before.end - 80) : before.end]
    return _OPEN_ENDED.search(tail) is not None and not ADDRESS_AT_END.search(tail)


def entry_end(text: str, lines: Sequence[Line], shape: Shape, last: bool) -> int:
    """Return where the entry that begins with ``lines[0]`` ends, given the lines up to the next entry.

    What follows a stray line (an advertisement, a disclaimer, a biography) is left out.

    Args:
        text: the article's text.
        lines: the entry's first line and all up to the next entry or the region's end.
        shape: how the list is set.
        last: whether the entry is the list's last, where foreign text is likely.
    """
    for row in range(1, len(lines)):
        if _is_foreign(text, lines, row, shape, last):
            return lines[row - 1].end
    return lines[-1].end


def _is_foreign(text: str, lines: Sequence[Line], row: int, shape: Shape, last: bool) -> bool:
    before, line = lines[row - 1], lines[row]
    words = text[line.start : min(line.end, line.start + 1000)]
    if _is_page_break(text, lines, row):
        return False
    if is_navigation(words):
        return True
    if is_boilerplate(words) and (line.blank_before or not shape.wrapped or last):
        return True
    if line.blank_before:
        return _foreign_paragraph(text, before, line, words, last)
    if shape.wrapped:
        return last and _foreign_after_wrapped(text, before, line, shape, words)
    if continues(text, before, line):
        return False
    closed = _CLOSED.search(text, max(before.start, before.end - 40), before.end) is not None
    return (
        closed and likeness(words) < (0.4 if last else 0.25) and (last or prose_share(words) > 0.1 or len(words) < 40)
    )


def _is_page_break(text: str, lines: Sequence[Line], row: int) -> bool:
    """Tell whether a short line between blank ones is a running head that parts an entry: the words go on after it."""
    if row + 1 >= len(lines):
        return False
    before, line, after = lines[row - 1 : row + 2]
    parted = line.blank_before and after.blank_before and line.end - line.start <= _HEAD
    return (
        parted
        and _BROKEN.search(text, max(before.start, before.end - 12), before.end) is not None
        and text[after.start].islower()
    )


def _foreign_paragraph(text: str, before: Line, line: Line, words: str, last: bool) -> bool:
    if _CONTINUES.match(words):
        return False
    if prose_share(words) > 0.12:
        return True
    closed = _CLOSED.search(text, max(before.start, before.end - 40), before.end) is not None
    return likeness(words) < (0.4 if last else 0.2) or (last and closed)


def _foreign_after_wrapped(text: str, before: Line, line: Line, shape: Shape, words: str) -> bool:
    meant = fits(text, before, line, shape.width - 3)
    closed = _CLOSED.search(text, max(before.start, before.end - 40), before.end) is not None
    return meant and closed and not continues(text, before, line) and likeness(words) < 0.4


def worth(text: str, entry: Entry, links: Sequence[int] = ()) -> float:
    """Return how much an entry looks like a reference; a short list item that leads to an address is never unlike one.

    Args:
        links: where the text's hyperlinks begin, in order; none where nothing announces the list.
    """
    found = likeness(text[entry.start : min(entry.end, entry.start + 2500)])
    if entry.label is None or entry.end - entry.start > _SHORT_ITEM or not links:
        return found
    at = bisect_left(links, entry.start)
    leads = at < len(links) and links[at] < entry.end
    return max(found, 0.5) if leads else found


def cut(text: str, start: int, end: int, label: Label | None) -> Entry:
    """Return the entry of ``text[start:end]`` without outer blanks."""
    first, last = trimmed(text, start, end)
    return Entry(first, last, label) if first < last else Entry(start, start, label)

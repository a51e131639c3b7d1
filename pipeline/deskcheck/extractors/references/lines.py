"""Lines of an article with their outer blanks and invisible characters trimmed, offsets kept."""

import re
from collections.abc import Collection

import msgspec

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, zero-width and bidi marks never begin or end the words of an entry.
_INVISIBLE = "".join(map(chr, (*range(0x21), *range(0x7F, 0xA1), *range(0x200B, 0x2010), *range(0x202A, 0x202F)))) + (
    "\u00ad\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u3000\u2002\u2003\u2009"
)


class Line(msgspec.Struct, frozen=True):
    """One line that holds something to see.

    Attributes:
        start, end: the visible part, offsets into the article's text.
        indent: columns before it, a tab counted as four.
        blank_before: whether an empty line, or the text's beginning, stands before it.
        begins_item: whether the reader said that a list item begins here.
    """

    start: int
    end: int
    indent: int
    blank_before: bool
    begins_item: bool = False


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of ``text[start:end]`` without outer blanks and invisible characters."""
    while start < end and text[start] in _INVISIBLE:
        start += 1
    while end > start and text[end - 1] in _INVISIBLE:
        end -= 1
    return start, end


def lines_of(text: str, start: int = 0, end: int | None = None, items: Collection[int] = ()) -> list[Line]:
    """Return the lines of ``text[start:end]`` that are not blank; ``items`` are offsets where list items begin."""
    stop = len(text) if end is None else end
    found: list[Line] = []
    blank = True
    position = start
    while position <= stop:
        match = _BREAK.search(text, position, stop)
        line_end = match.start() if match else stop
        first, last = trimmed(text, position, line_end)
        if first < last:
            lead = text[position:first]
            indent = len(lead) + 3 * lead.count("\t")
            found.append(Line(first, last, indent, blank, position in items or first in items))
            blank = False
        else:
            blank = True
        if match is None:
            break
        position = match.end()
    return found

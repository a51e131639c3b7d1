"""Changes of RIS and EndNote records as edits of single tag values."""

import re
from collections.abc import Sequence

import msgspec

from deskcheck.commands.fix_edits import Edit
from deskcheck.model.correction import Change

_LINE = re.compile(r"[^\n]*\n?")
_TAG = re.compile(r"(?P<head>\s{0,3}(?P<tag>[A-Z][A-Z\d])\s{1,2}-[ \t]?|(?P<sign>%[A-Z\d@])[ \t])(?P<value>[^\r\n]*)")
_ENDNOTE = {
    "%0": "TY", "%A": "AU", "%T": "TI", "%J": "T2", "%B": "T2", "%D": "PY", "%V": "VL", "%N": "IS", "%P": "SP",
    "%R": "DO",
}  # fmt: skip
_TAGS = {
    "author": ("AU", "A1"),
    "title": ("TI", "T1"),
    "container": ("JO", "JF", "T2", "BT"),
    "volume": ("VL",),
    "issue": ("IS",),
    "page": ("SP", "EP"),
    "year": ("PY", "Y1", "DA"),
    "DOI": ("DO",),
}


class _Line(msgspec.Struct):
    """One tag: its line from ``start`` to ``end``, its value from ``value``; ``more`` when it goes on below."""

    tag: str
    head: str
    start: int
    value: int
    end: int
    words: str
    more: bool = False


def records(text: str) -> list[tuple[int, int]]:
    """Return where each record stands, from its first tag to before its end tag, in the order of the reader."""
    found: list[tuple[int, int]] = []
    start, last = -1, 0
    for line in _lines(text, 0, len(text)):
        if line.tag in ("TY", "ER") and start >= 0:
            found.append((start, line.start))
            start = -1
        if line.tag == "TY":
            start = line.start
        last = line.end
    return [*found, (start, last)] if start >= 0 else found


def edits(text: str, record: tuple[int, int], changes: Sequence[Change]) -> list[Edit] | None:
    """Return the edits of one record, or None when a change has no single place in it."""
    lines = _lines(text, *record)
    found: list[Edit] = []
    for change in changes:
        made = _edits(text, lines, change)
        if made is None:
            return None
        found += made
    return found


def _edits(text: str, lines: list[_Line], change: Change) -> list[Edit] | None:
    tags = _TAGS[change.field]
    held = [line for tag in tags for line in lines if line.tag == tag and line.words.strip()]
    if any(line.more for line in held):
        return None
    if not held:
        return _added(text, lines, str(change.value)) if change.field == "DOI" else None
    if change.field == "author":
        return _authors(text, held, [name.shown() for name in change.value])
    if change.field == "page":
        return _pages(held, str(change.value))
    if change.field == "year":
        same = [line for line in held if line.words.startswith(change.old)]
        return [Edit(line.value, line.value + 4, str(change.value)) for line in same] or None
    first = held[0]
    return [Edit(first.value, first.value + len(first.words), str(change.value))]


def _authors(text: str, held: list[_Line], names: list[str]) -> list[Edit] | None:
    first, last = held[0], held[-1]
    if last.end - first.start != sum(line.end - line.start for line in held):
        return None
    ending = _ending(text, first)
    return [Edit(first.start, last.end, "".join(f"{first.head}{name}{ending}" for name in names))]


def _pages(held: list[_Line], pages: str) -> list[Edit] | None:
    start, end = held[0], held[1] if len(held) > 1 else None
    first, dash, last = pages.partition("-")
    if start.tag != "SP":
        return None
    if end is None:
        return [Edit(start.value, start.value + len(start.words), pages)]
    if not dash or end.tag != "EP":
        return None
    return [
        Edit(start.value, start.value + len(start.words), first),
        Edit(end.value, end.value + len(end.words), last),
    ]


def _added(text: str, lines: list[_Line], doi: str) -> list[Edit] | None:
    """Add the DOI behind the last tag, in the way that the record writes its tags."""
    if not lines:
        return None
    last = lines[-1]
    head = "%R " if last.head.startswith("%") else "DO  - "
    ending = _ending(text, last) or _ending(text, lines[0]) or "\n"
    if not text[: last.end].endswith("\n"):
        return [Edit(last.end, last.end, f"{ending}{head}{doi}")]
    return [Edit(last.end, last.end, f"{head}{doi}{ending}")]


def _ending(text: str, line: _Line) -> str:
    written = text[line.start : line.end]
    return "\r\n" if written.endswith("\r\n") else "\n" if written.endswith("\n") else ""


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found: list[_Line] = []
    for line in _LINE.finditer(text, start, end):
        tagged = _TAG.match(line[0])
        if tagged:
            tag = tagged["tag"] or _ENDNOTE.get(tagged["sign"], "")
            value = line.start() + tagged.start("value")
            words = tagged["value"].rstrip()
            found.append(_Line(tag, tagged["head"], line.start(), value, line.end(), words))
        elif line[0].strip() and found:
            found[-1].more = True
            found[-1].end = line.end()
    return found

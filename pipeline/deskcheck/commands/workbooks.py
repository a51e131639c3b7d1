"""Spreadsheet workbook → rows of text, within the limits that packages have. ECMA-376 Part 1, section 18."""

import datetime
import posixpath
import re

from deskcheck.errors import InputError
from deskcheck.readers.limits import MAX_XML_BYTES
from deskcheck.readers.markup import Element, parse
from deskcheck.readers.packages import Package

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# ST_Xstring (22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200


def sheets(data: bytes, path: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every sheet by the sheet's name, each a text by the words of its column's header.

    Raises:
        InputError: the file is damaged, hostile or no workbook.
    """
    package = Package(data, path)
    if "xl/workbook.xml" not in package:
        raise InputError("is no workbook", where=path, remedy="Save the work list as .xlsx.")
    book = parse(package.need("xl/workbook.xml", MAX_XML_BYTES), path, "xl/workbook.xml")
    rels = parse(package.need("xl/_rels/workbook.xml.rels", MAX_XML_BYTES), path, "xl/_rels/workbook.xml.rels")
    targets = {
        one.of("Id"): posixpath.normpath(posixpath.join("/xl", one.of("Target"))).lstrip("/")
        for one in rels.elements("Relationship")
    }
    strings = package.part("xl/sharedStrings.xml", MAX_XML_BYTES)
    shared = [_words(one) for one in parse(strings, path, "xl/sharedStrings.xml").elements("si")] if strings else []
    properties = book.first("workbookPr")
    if properties is not None and properties.of("date1904") in ("1", "true"):
        raise InputError("counts its days from 1904", where=path, remedy="Save it with days counted from 1900.")
    found: dict[str, list[dict[str, str]]] = {}
    for sheet in book.every("sheet"):
        name = targets.get(sheet.of("id"), "")
        if name in package:
            found[sheet.of("name")] = _rows(parse(package.need(name, MAX_XML_BYTES), path, name), shared, path)
    return found


def _rows(root: Element, shared: list[str], path: str) -> list[dict[str, str]]:
    lines = root.every("row")
    if len(lines) > _MOST_ROWS:
        raise InputError(f"has more than {_MOST_ROWS:,} rows", where=path, remedy="Split it.")
    made = [_cells(line, shared) for line in lines]
    header = {place: words.strip().casefold() for place, words in made[0].items()} if made else {}
    rows = [{header[place]: words for place, words in cells.items() if header.get(place)} for cells in made[1:]]
    return [row for row in rows if any(words.strip() for words in row.values())]


def _cells(line: Element, shared: list[str]) -> dict[int, str]:
    cells: dict[int, str] = {}
    for nth, cell in enumerate(line.elements("c")):
        named = _CELL.fullmatch(cell.of("r"))
        place = _number(named[1]) if named else nth
        if place < _MOST_COLUMNS:
            cells[place] = _value(cell, shared)
    return cells


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


def _value(cell: Element, shared: list[str]) -> str:
    inner, value = cell.first("is"), cell.first("v")
    kind = cell.of("t", "n")
    if kind == "inlineStr":
        return _words(inner) if inner is not None else ""
    said = value.text if value is not None else ""
    if kind == "s":
        return shared[int(said)] if said.isascii() and said.isdigit() and int(said) < len(shared) else ""
    return _plain(said)


def _words(holder: Element) -> str:
    """Return a string's words; phonetic hints (18.4.6) are none."""
    parts = [one.text for one in holder.elements("t")]
    parts += [one.text for run in holder.elements("r") for one in run.elements("t")]
    return _plain("".join(parts))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def day(words: str) -> datetime.date | None:
    """Return the day that a cell states: 2026-01-31, or a spreadsheet's count of days (18.17.4.1); None for no day."""
    words = words.strip()
    try:
        if re.fullmatch(r"\d{4,6}(\.\d+)?", words):
            return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(words)))
        return datetime.date.fromisoformat(words[:10])
    except (ValueError, OverflowError):
        return None

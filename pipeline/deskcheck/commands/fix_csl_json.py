"""Changes of CSL-JSON items as edits of single values."""

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from deskcheck.commands.fix_edits import Edit
from deskcheck.model.correction import Change

_KEYS = {
    "author": "author",
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "year": "issued",
    "DOI": "DOI",
}
_BLANKS = re.compile(r"\s*")


class _Member(msgspec.Struct):
    """One member: its key from ``begin``, its value from ``start`` to ``end``."""

    begin: int
    start: int
    end: int
    value: Any


def edits(item: str, changes: Sequence[Change]) -> list[Edit] | None:
    """Return the edits of one item's JSON, or None when a change has no single place in it."""
    try:
        members = _members(item)
    except (ValueError, IndexError, RecursionError):
        return None
    found: list[Edit] = []
    for change in changes:
        edit = _edit(item, members, change)
        if edit is None:
            return None
        found.append(edit)
    return found


def _edit(item: str, members: dict[str, _Member], change: Change) -> Edit | None:
    key = _KEYS[change.field]
    held = members.get(key) or next((one for name, one in members.items() if name.upper() == key), None)
    if held is None or held.value in ("", None):
        return _added(item, members, change) if change.field == "DOI" and held is None else None
    if change.field == "year":
        return _year(item, held, change)
    if change.field == "author":
        return Edit(held.start, held.end, msgspec.json.encode(change.value).decode())
    if isinstance(held.value, int) and str(change.value).isdecimal():
        return Edit(held.start, held.end, str(int(change.value)))
    return Edit(held.start, held.end, _string(item, str(change.value))) if isinstance(held.value, str) else None


def _year(item: str, held: _Member, change: Change) -> Edit | None:
    written = item[held.start : held.end]
    places = [place for place in re.finditer(r"(?<!\d)\d{4}(?!\d)", written) if place[0] == change.old]
    if len(places) != 1:
        return None
    start = held.start + places[0].start()
    return Edit(start, start + 4, str(change.value))


def _added(item: str, members: dict[str, _Member], change: Change) -> Edit | None:
    if not members:
        return None
    last = max(members.values(), key=lambda one: one.begin)
    lead = re.search(r"(?<!\s)\s*+\Z", item[: last.begin])
    before = lead[0] if lead else ""
    colon = re.search(r":\s?", item[last.begin :])
    sign = ": " if colon is None or colon[0] != ":" else ":"
    return Edit(last.end, last.end, f',{before}"DOI"{sign}{_string(item, str(change.value))}')


def _string(item: str, words: str) -> str:
    return json.dumps(words, ensure_ascii=item.isascii())


def _members(item: str) -> dict[str, _Member]:
    """Return the members of an object by key.

    Raises:
        ValueError, IndexError: it is none.
    """
    decoder = json.JSONDecoder()
    found: dict[str, _Member] = {}
    place = _after(item, item.index("{") + 1)
    while item[place] != "}":
        begin = place
        key, place = decoder.raw_decode(item, place)
        place = _after(item, place)
        if item[place] != ":":
            raise ValueError("no colon")
        start = _after(item, place + 1)
        value, end = decoder.raw_decode(item, start)
        if key in found:
            raise ValueError("a key stands twice")
        found[key] = _Member(begin, start, end, value)
        place = _after(item, end)
        if item[place] == ",":
            place = _after(item, place + 1)
    return found


def _after(item: str, place: int) -> int:
    blanks = _BLANKS.match(item, place)
    return blanks.end() if blanks else place

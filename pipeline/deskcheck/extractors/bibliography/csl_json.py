"""CSL-JSON → items: a list of items, a single one, or ``{"items": […]}``, with other programs' liberties."""

from typing import Any

import msgspec

from deskcheck.extractors.bibliography.item import Item, Unread, date
from deskcheck.model import CslDate, CslItem, CslName

_NAMES = {field.encode_name: field.name for field in msgspec.structs.fields(CslItem)}
_ROLES = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_MOST_DIGITS = 8
_NAME_PARTS = {field.encode_name: field.name for field in msgspec.structs.fields(CslName)}


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """Read a CSL-JSON file; an item that is none is reported with its line."""
    data = text.lstrip("\ufeff").encode()
    try:
        parts = _parts(data)
    except (msgspec.DecodeError, RecursionError) as fault:
        return [], [Unread(line=1, reason=f"is not JSON: {fault}"[:200], text=text[:200])]
    items: list[Item] = []
    unread: list[Unread] = []
    position, line = 0, 1
    for part in parts:
        raw = bytes(part)
        begin = max(data.find(raw, position), position)
        line += data.count(b"\n", position, begin)
        position = begin
        try:
            value = msgspec.json.decode(raw)
        except (msgspec.DecodeError, RecursionError):
            value = None
        if not isinstance(value, dict) or not _names_a_work(value):
            unread.append(Unread(line=line, reason="is no bibliographic item", text=raw.decode()[:200]))
            continue
        fields, odd = _item(value)
        items.append(Item(fields, raw.decode(), fields.id))
        unread += [
            Unread(line=line, reason=f"the value of '{key}' could not be read", text=str(value[key])[:200])
            for key in odd
        ]
    return items, unread


def _parts(data: bytes) -> list[msgspec.Raw]:
    start = data.lstrip()[:1]
    if start == b"[":
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    inner = whole.get("items") or whole.get("references")
    if inner is not None and bytes(inner).lstrip()[:1] == b"[":
        return msgspec.json.decode(bytes(inner), type=list[msgspec.Raw])
    return [msgspec.Raw(data.strip())]


def _names_a_work(value: dict[str, Any]) -> bool:
    """Tell whether an object has a field of CSL besides its id and type; settings of a program have none."""
    return any(key in _NAMES or key.upper() in _NAMES for key in value.keys() - {"id", "type"})


def _item(value: dict[str, Any]) -> tuple[CslItem, list[str]]:
    found: dict[str, Any] = {}
    odd: list[str] = []
    for key, given in value.items():
        name = _NAMES.get(key) or _NAMES.get(key.upper())
        if name is None or given in (None, "", [], {}):
            continue
        read_value: Any
        if name in _ROLES:
            read_value = _people(given)
        elif name in _DATES:
            read_value = _date(given)
        else:
            read_value = _text(given)
        if read_value:
            found[name] = read_value
        else:
            odd.append(key)
    return CslItem(**found), odd


def _text(given: Any) -> str:
    if isinstance(given, list):
        given = given[0] if given else ""
    return str(given) if isinstance(given, str | int | float) and not isinstance(given, bool) else ""


def _people(given: Any) -> tuple[CslName, ...]:
    people = []
    for person in given if isinstance(given, list) else [given]:
        if isinstance(person, str) and person.strip():
            people.append(CslName(literal=person))
        elif isinstance(person, dict):
            parts = {_NAME_PARTS[key]: str(part) for key, part in person.items() if key in _NAME_PARTS and part}
            if not parts and person.get("name"):
                parts = {"literal": str(person["name"])}
            if parts:
                people.append(CslName(**parts))
    return tuple(people)


def _date(given: Any) -> CslDate | None:
    if isinstance(given, str | int):
        return date(str(given))
    if not isinstance(given, dict):
        return None
    parts = []
    held = given.get("date-parts")
    for one in held if isinstance(held, list) else []:
        words = [str(part).strip() for part in one] if isinstance(one, list) else []
        numbers = tuple(int(part) for part in words if len(part) <= _MOST_DIGITS and part.removeprefix("-").isdecimal())
        if numbers:
            parts.append(numbers[:3])
    if parts:
        return CslDate(date_parts=tuple(parts[:2]))
    literal = given.get("literal") or given.get("raw")
    if not literal:
        return None
    return date(str(literal)) if given.get("raw") else CslDate(literal=str(literal))

"""Changes of BibTeX entries as edits of single field values; comments, strings and order stay as they are."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from deskcheck.commands.fix_edits import Edit
from deskcheck.model.correction import Change
from deskcheck.reporters.bibtex import people
from deskcheck.text.latex import encoded

_FIELDS = {
    "author": ("author",),
    "title": ("title",),
    "container": ("journaltitle", "journal", "booktitle"),
    "volume": ("volume",),
    "page": ("pages",),
    "DOI": ("doi",),
    "year": ("date", "year"),
}
_HEAD = re.compile(r"@\s*+(\w++)\s*+[{(]\s*+[^,{}\s]*+\s*+,")
_NAME = re.compile(r"(?:[\s,]++|%[^\n]*+\n)*+([A-Za-z][\w:.+/-]*+)\s*+=\s*+")
_BARE = re.compile(r"[^\s,{}\"#]++")


class _Field(msgspec.Struct):
    """Where a field stands: its name from ``begin``, its value from ``start`` to ``end`` without delimiters."""

    begin: int
    start: int
    end: int
    after: int
    words: str
    plain: bool


def edits(entry: str, changes: Sequence[Change]) -> list[Edit] | None:
    """Return the edits of one entry's text, or None when a change has no single place in it."""
    head = _HEAD.match(entry)
    if head is None:
        return None
    fields = dict(_fields(entry, head.end()))
    found: list[Edit] = []
    for change in changes:
        edit = _edit(entry, head[1].lower(), fields, change)
        if edit is None:
            return None
        found.append(edit)
    return found


def _edit(entry: str, kind: str, fields: dict[str, _Field], change: Change) -> Edit | None:
    names = _FIELDS.get(change.field) or (("number", "issue") if kind in ("article", "inproceedings") else ("issue",))
    name = next((one for one in names if one in fields and fields[one].words.strip()), None)
    if name is None:
        return _added(entry, fields, change) if change.field == "DOI" else None
    held = fields[name]
    if not held.plain or (change.field == "title" and "subtitle" in fields):
        return None
    if change.field == "year":
        years = re.findall(r"(?<!\d)\d{4}(?!\d)", held.words)
        if years != [change.old]:
            return None
        return Edit(held.start, held.end, held.words.replace(change.old, str(change.value)))
    return Edit(held.start, held.end, _written(change))


def _written(change: Change) -> str:
    if change.field == "author":
        return people(change.value)
    if change.field == "DOI":
        return str(change.value)
    return encoded(str(change.value)).replace("-", "--") if change.field == "page" else encoded(str(change.value))


def _added(entry: str, fields: dict[str, _Field], change: Change) -> Edit | None:
    """Add the DOI behind the last field, on a line of its own where the fields have theirs."""
    doi = str(change.value)
    if not fields or "doi" in fields or re.search(r"[{}\\\s]", doi):
        return None
    last = max(fields.values(), key=lambda one: one.begin)
    lead = re.search(r"(?:\r?\n)?(?<![ \t])[ \t]*+\Z", entry[: last.begin])
    comma = re.compile(r"[ \t]*,").match(entry, last.after)
    where = comma.end() if comma else last.after
    before = lead[0] if lead and lead[0] else " "
    return Edit(where, where, f"{'' if comma else ','}{before}doi = {{{doi}}}{',' if comma else ''}")


def _fields(entry: str, position: int) -> Iterator[tuple[str, _Field]]:
    """Yield the fields by lower-case name, the first of each; stops where the entry is not what it should be."""
    seen: set[str] = set()
    while found := _NAME.match(entry, position):
        name = found[1].lower()
        value = _value(entry, found.end())
        if value is None:
            return
        start, end, after = value
        rest = entry[after:].lstrip()
        plain = not rest.startswith("#") and (entry[found.end()] in '{"' or entry[start:end].isdigit())
        if rest.startswith("#"):
            return
        if name not in seen:
            seen.add(name)
            yield name, _Field(found.start(1), start, end, after, entry[start:end], plain)
        position = after


def _value(entry: str, position: int) -> tuple[int, int, int] | None:
    """Return start and end of a value inside its delimiters, and the end behind them."""
    opener = entry[position : position + 1]
    if opener not in ("{", '"') or not opener:
        bare = _BARE.match(entry, position)
        return (position, bare.end(), bare.end()) if bare else None
    depth = 0
    place = position
    for sign in re.compile(r'\\.|[{}"]', re.S).finditer(entry, position):
        place = sign.start()
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
        if (opener == "{" and depth == 0) or (opener == '"' and sign[0] == '"' and depth == 0 and place > position):
            return position + 1, place, place + 1
    return None

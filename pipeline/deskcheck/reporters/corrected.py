"""The reference list as the matched works prove it, for reference managers.

What a record proves wrong is replaced and what the author left out is added; everything else stays as printed. The
note of each item says which, and tells of notices. The same proof as for ``deskcheck fix``.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from deskcheck.model import Audit, CslItem, CslName, Match, Reference
from deskcheck.model.correction import Change, changes, doubt
from deskcheck.reporters.citation_keys import keyed
from deskcheck.reporters.wording import cut, notice_words

_HELD = {
    "author": "author",
    "title": "title",
    "container": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "DOI": "doi",
}
# Controls and what turns the direction of text belong in no bibliographic field.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def items(audit: Audit) -> tuple[CslItem, ...]:
    """Return an item for each reference, in the order of the list, each with a key of its own as ``id``."""
    made = [_item(reference, audit) for reference in audit.references]
    return tuple(msgspec.structs.replace(item, id=key) for key, item in keyed(made))


def _item(reference: Reference, audit: Audit) -> CslItem:
    held, reason = reference.fields, doubt(reference)
    match = reference.match
    fields: dict[str, Any] = {"type": held.type}
    if not reason and match is not None and match.work is not None:
        made = (*changes(reference), *_missing(match))
        fields |= dict(_replaced(made, match.work.fields))
        fields["type"] = held.type or match.work.fields.type
        done = "; ".join(map(_told, made))
        source = match.work.authority
        said = f"corrected from the record ({source}): {done}" if done else f"as printed; the record ({source}) agrees"
    else:
        more = f" ({cut(match.reason, 200)})" if match is not None and match.reason else ""
        said = f"as printed: {reason}{more}"
    told = [f"deskcheck, as of {audit.as_of}: {said}."]
    told += [f"Notice: {notice_words(notice)}." for notice in reference.notices]
    fields["note"] = " ".join(filter(None, (held.note and f"{held.note.rstrip('.')}.", *told)))
    fields["type"] = fields["type"] or "document"
    fields["title"] = fields.get("title", held.title) or ("" if held.author else cut(reference.printed, 300))
    item: CslItem = _plain(msgspec.structs.replace(held, **fields))
    return item


def _missing(match: Match) -> Iterator[Change]:
    """Return what the author left out and the record of the same work holds, but the DOI, which ``changes`` adds."""
    for one in match.comparison:
        left_out = one.result == "missing" and not one.printed and one.recorded
        if left_out and one.field != "DOI" and one.field in (*_HELD, "year"):
            yield Change(field=one.field, old="", new=one.recorded, value=one.recorded)


def _replaced(made: tuple[Change, ...], record: CslItem) -> Iterator[tuple[str, Any]]:
    for change in made:
        if change.field == "year":
            yield "issued", record.issued
        elif change.field in ("author", "volume", "issue", "page"):
            yield change.field, getattr(record, change.field)
        elif change.field in _HELD:
            yield _HELD[change.field], str(change.value)


def _told(change: Change) -> str:
    new = cut(change.new, 120)
    return f"{change.field} {cut(change.old, 120)} → {new}" if change.old else f"{change.field} {new} added"


def _plain(value: Any) -> Any:
    """Return a record with blanks for what is no text."""
    if type(value) is str:
        return _NO_TEXT.sub(" ", value).strip() if _NO_TEXT.search(value) else value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, CslItem | CslName):
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value

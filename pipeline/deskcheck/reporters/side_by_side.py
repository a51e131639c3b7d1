"""A reference as printed beside the record that was matched, with what differs marked in both."""

import msgspec

from deskcheck.model import CslItem, FieldComparison, Reference
from deskcheck.reporters.wording import RESULTS, differences

# The reader of printed references and the comparison name three fields differently.
_COMPARED = {"date": "year", "pages": "page", "journal": "container", "doi": "DOI", "url": "URL"}
_AUTHORS_SHOWN = 6
_ORDER = ("different", "variant", "missing")


class Words(msgspec.Struct, frozen=True):
    """A stretch of words; ``field`` names the field it is, if that field differs."""

    text: str
    field: str = ""


class FieldRow(msgspec.Struct, frozen=True):
    """One compared field; ``result`` as in the audit, ``words`` for a reader."""

    field: str
    result: str
    words: str
    printed: str
    recorded: str
    note: str


class SideBySide(msgspec.Struct, frozen=True):
    """Printed and recorded words, the compared fields that are not the same, and the names of those that are."""

    printed: tuple[Words, ...]
    recorded: tuple[Words, ...]
    rows: tuple[FieldRow, ...]
    same: tuple[str, ...]
    doi_to_add: str

    @property
    def asides(self) -> str:
        """The fields that do not differ, in one line: ``same: author, title; other form: container (abbreviated)``."""
        parts = [f"same: {', '.join(self.same)}"] if self.same else []
        for result in ("variant", "missing"):
            rows = [row for row in self.rows if row.result == result]
            names = ", ".join(f"{row.field} ({row.note})" if row.note else row.field for row in rows)
            parts += [f"{RESULTS[result]}: {names}"] if names else []
        return "; ".join(parts)


def side_by_side(reference: Reference) -> SideBySide:
    """Return the comparison of one reference; without a record only its printed words are filled."""
    match = reference.match
    if match is None or match.work is None:
        return SideBySide((Words(reference.printed),), (), (), (), "")
    differing = {row.field for row in differences(reference)}
    rows = sorted((row for row in match.comparison if row.result in _ORDER), key=lambda row: _ORDER.index(row.result))
    missing_doi = any(row.field == "DOI" and row.result == "missing" for row in rows)
    return SideBySide(
        printed=_printed(reference, differing),
        recorded=tuple(_recorded(match.work.fields, differing)),
        rows=tuple(map(_row, rows)),
        same=tuple(row.field for row in match.comparison if row.result == "same"),
        doi_to_add=match.doi if missing_doi or not reference.fields.doi else "",
    )


def _row(row: FieldComparison) -> FieldRow:
    return FieldRow(row.field, row.result, RESULTS[row.result], row.printed, row.recorded, row.note)


def _printed(reference: Reference, differing: set[str]) -> tuple[Words, ...]:
    """Return the printed words; joined they are ``reference.printed`` again."""
    words, position = [], 0
    for span in sorted(reference.field_spans, key=lambda span: span.start):
        field = _COMPARED.get(span.label.lower(), span.label)
        if field not in differing or span.start < position or span.end <= span.start:
            continue
        words += [
            Words(reference.printed[position : span.start]),
            Words(reference.printed[span.start : span.end], field),
        ]
        position = span.end
    words.append(Words(reference.printed[position:]))
    return tuple(one for one in words if one.text)


def _recorded(fields: CslItem, differing: set[str]) -> list[Words]:
    """Return the record in the order of a printed reference."""
    authors = "; ".join(name.shown() for name in fields.author[:_AUTHORS_SHOWN])
    if len(fields.author) > _AUTHORS_SHOWN:
        authors += f"; and {len(fields.author) - _AUTHORS_SHOWN} more"
    parts = [
        ("author", authors, ""),
        ("year", fields.issued.shown() if fields.issued else "", ""),
        ("title", fields.title, ""),
        ("container", fields.container_title or fields.publisher, ""),
        ("volume", fields.volume, "volume"),
        ("issue", fields.issue, "issue"),
        ("page", fields.page or fields.number, "page" if fields.page else "article"),
    ]
    words: list[Words] = []
    for field, text, name in parts:
        if text:
            words.append(Words(f"{name} {text}" if name else text, field if field in differing else ""))
            words.append(Words(". " if field in ("author", "year", "title") else ", "))
    return words[:-1]

"""Bibliographic items → a reference list in any citation style, one plain line a reference (extra ``styles``)."""

import re
import time
import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import msgspec

from deskcheck.errors import InputError
from deskcheck.model import CslDate, CslItem, CslName
from deskcheck.reporters import csl_files
from deskcheck.reporters.characters import printable
from deskcheck.text import squash

MOST = 5_000
"""References a call renders; one takes citeproc between 1 and 20 milliseconds."""
SECONDS = 120
"""What a list may take; a file of macros upon macros takes long without being endless."""
_INITIALS = re.compile(r"[^\W\d_](?:-?[^\W\d_]){1,3}\.?")
_LONGEST, _MOST_NAMES = 3_000, 500
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sup|sub|sc|scp|span|p|br|jats:[a-z-]{1,20})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_TEXTS = (
    *("title", "container_title", "container_title_short", "collection_title", "volume", "issue", "page", "number"),
    "section",
    *("publisher", "publisher_place", "edition", "genre", "medium", "doi", "pmid", "pmcid", "isbn", "issn"),
    *("archive", "archive_location", "url"),
)
# citeproc-py loses the blanks of "2020 Jan 2".
_FUSED = re.compile(r"(?<![^\W_])([12]\d{3})(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?=\d{1,2}(?!\d))")
_JSON_NAMES = {field.name: field.encode_name for field in msgspec.structs.fields(CslItem)}
# What citeproc raises on a style or an item that it does not understand.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def write(items: Iterable[CslItem], style: str) -> str:
    """Return the list in ``style`` (``apa``, ``vancouver``, a name of the CSL project, or a ``.csl`` file).

    The order is that of ``items``, also where the style would sort.

    Raises:
        SettingsError: there is no such style.
        InputError: the style's file cannot be used, or there are more than ``MOST`` items.
        MissingExtraError: the extra ``styles`` is not installed.
    """
    return "".join(f"{line}\n" for line in lines(items, style))


def lines(items: Iterable[CslItem], style: str, *, numbered: bool = True) -> list[str]:
    """Return each item as one line of plain text; ``numbered`` keeps the numbers that a style puts before them.

    Raises:
        UserError: as for ``write``.
    """
    source = csl_files.read(style)
    given = list(items)
    if len(given) > MOST:
        raise InputError(f"has {len(given):,} references, a style is given to at most {MOST:,}", remedy="Split it.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rendered = _rendered(source, [_plain(item, str(place)) for place, item in enumerate(given, start=1)])
    except (*_FAULTS, SyntaxError) as fault:
        what = f"the style cannot be used here ({type(fault).__name__}: {str(fault)[:100]})"
        raise InputError(what, where=style[:200]) from None
    return [_spaced(text, place, numbered=numbered) for place, text in enumerate(rendered, start=1)]


def _rendered(source: bytes, items: list[dict[str, Any]]) -> list[str]:
    from citeproc import (  # noqa: PLC0415 - an extra
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    style = CitationStylesStyle(BytesIO(source), validate=False)
    if not style.has_bibliography():
        raise ValueError("it has no form for a reference list")
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    started, found = time.monotonic(), []
    for item in bibliography.items:
        found += [str(entry) for entry in style.render_bibliography([item])]
        if time.monotonic() - started > SECONDS:
            raise ValueError(f"it takes longer than {SECONDS} seconds")
    return found


def _plain(item: CslItem, key: str) -> dict[str, Any]:
    """Return an item as citeproc takes it: known fields, without markup, each of bounded length."""
    found: dict[str, Any] = {"id": key, "type": item.type or "document"}
    for name in _TEXTS:
        if text := _clean(getattr(item, name)):
            found[_JSON_NAMES[name]] = text
    if item.type == "article-journal" and item.number and not item.page and "number" in found:
        # Styles know no article numbers of journals: they stand in the place of the pages.
        found["page"] = found.pop("number")
    for role in ("author", "editor", "translator"):
        people = [_person(one) for one in getattr(item, role)[:_MOST_NAMES]]
        if people := [one for one in people if one]:
            found[role] = people
    for name in ("issued", "accessed"):
        if day := _date(getattr(item, name)):
            found[name] = day
    if item.type == "article-journal" and item.volume and "date-parts" in found.get("issued", {}):
        # A volume has its year; registered days are mostly those of online publication.
        found["issued"] = {"date-parts": [parts[:1] for parts in found["issued"]["date-parts"]]}
    return found


def _clean(text: str) -> str:
    return " ".join(printable(_TAG.sub("", text[:_LONGEST])).split())


def _person(name: CslName) -> dict[str, str]:
    parts = {field.encode_name: _clean(getattr(name, field.name)) for field in msgspec.structs.fields(CslName)}
    if _INITIALS.fullmatch(parts["given"]) and parts["given"].isupper():
        # Vancouver's "JE" is two initials; styles would take it for one name.
        parts["given"] = re.sub(r"([^\W\d_])\.?", r"\1.", parts["given"])
    return {key: text for key, text in parts.items() if text}


def _date(day: CslDate | None) -> dict[str, Any]:
    if day is None:
        return {}
    parts = [list(_sound(part)) for part in day.date_parts[:2] if part]
    if parts:
        return {"date-parts": parts}
    # "n.d." is the style's to say.
    return {"literal": _clean(day.literal)} if squash(day.literal) not in ("", "nd", "undated", "nodate") else {}


def _sound(part: tuple[int, ...]) -> tuple[int, ...]:
    """Return year, month and day as far as they can be ones."""
    if len(part) > 1 and not 1 <= part[1] <= 12:
        return part[:1]
    return part[:2] if len(part) > 2 and not 1 <= part[2] <= 31 else part[:3]


def _spaced(text: str, place: int, *, numbered: bool) -> str:
    """Return the line with a blank after the number, which styles set in a column of its own, or without number."""
    text = _FUSED.sub(r"\1 \2 ", " ".join(text.split()).lstrip(".,;: "))
    label = re.match(rf"[\[(]?{place}(?:[\])]\.?|\.|(?=\s|[^\W\d_]))\s*(?=\D)", text)
    if label is None:
        return text
    return f"{label[0].strip()} {text[label.end() :]}" if numbered else text[label.end() :]

"""A Retraction Watch table: one row an event, with both DOIs, the nature of the notice, its date and its reasons.

Columns as Crossref publishes the table ("Retraction Watch data", CSV): ``OriginalPaperDOI``, ``RetractionDOI``,
``RetractionDate`` (month/day/year), ``RetractionNature``, ``Reason`` (each with a plus sign before it).
"""

import csv
import datetime
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deskcheck.authorities.identifiers import clean_doi
from deskcheck.authorities.notices import notice_type
from deskcheck.errors import InputError
from deskcheck.model import Notice, NoticeType

ENDINGS = (".csv", ".csv.gz")
SOURCE = "retraction-watch"
_NEEDED = {"originalpaperdoi": "OriginalPaperDOI", "retractionnature": "RetractionNature"}
_REASON = re.compile(r"\+([^+;'\"\]]{2,120})")
_LONGEST_LABEL = 300


def notices(path: Path) -> Iterator[tuple[str, Notice]]:
    """Yield (DOI of the work concerned, notice) for each row that names both a DOI and a known nature.

    Raises:
        InputError: the file is no such table, or is cut short.
    """
    for row in _rows(path):
        doi, kind = clean_doi(row.get("originalpaperdoi", "")), notice_type(row.get("retractionnature", ""))
        if doi and kind is not NoticeType.OTHER:
            yield doi, _notice(kind, row)


def _notice(kind: NoticeType, row: Mapping[str, str]) -> Notice:
    return Notice(
        type=kind,
        doi=clean_doi(row.get("retractiondoi", "")),
        date=_iso_date(row.get("retractiondate", "")),
        sources=(SOURCE,),
        label="; ".join(reason.strip() for reason in _REASON.findall(row.get("reason", "")))[:_LONGEST_LABEL],
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the table, plain or gzipped, with folded column names."""
    csv.field_size_limit(1_000_000)
    try:
        with path.open("rb") as raw:
            stream: Any = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
            table = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=""))
            columns = {_folded(name) for name in table.fieldnames or ()}
            missing = [name for folded, name in _NEEDED.items() if folded not in columns]
            if missing:
                what = f"no Retraction Watch table: there is no column {' and no column '.join(missing)}"
                raise InputError(what, where=str(path))
            for row in table:
                yield {_folded(name): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
    except (csv.Error, EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise InputError(f"no CSV, or cut short ({fault})", where=str(path)) from None
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror or fault})", where=str(path)) from None


def _folded(name: str | None) -> str:
    return "".join(character for character in (name or "").lower() if character.isalnum())


def _iso_date(text: str) -> str:
    """``2/6/2010 0:00`` or ``2010-02-06`` as an ISO date; empty when it is neither."""
    day = text.split(" ", maxsplit=1)[0].split("T", maxsplit=1)[0]
    for form in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(day, form).date().isoformat()
        except ValueError:
            continue
    return ""

"""The files of a dossier, read with every fault named by file and line."""

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from deskcheck.authorities import retraction_watch
from deskcheck.authorities.records import work_from_crossref
from deskcheck.errors import InputError
from deskcheck.model import Notice, Work
from deskcheck.text import squash

BIBLIOGRAPHIES = (".bib", ".ris", ".enw", ".nbib", ".json")
_Entry = TypeVar("_Entry", bound=msgspec.Struct)
_DECISIONS = ("confirm", "reject", "add")
_LARGEST = 64 * 1024 * 1024
_TOML_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


class SourceNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """One recorded statement of a source."""

    says: str
    locator: str = ""


class SourceEvidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a fact-checker recorded of one reference's source; ``sample`` counts the people or items studied."""

    reference: int
    title: str = ""
    design: str = ""
    population: str = ""
    place: str = ""
    sample: int | None = None
    read: str = ""
    checked_by: str = ""
    checked_on: datetime.date | None = None
    note: tuple[SourceNote, ...] = ()


class LinkDecision(msgspec.Struct, frozen=True):
    """An editor's decision on the tie between a claim (by its words) and a reference (by its number)."""

    claim: str
    reference: int
    decision: str


def bibliography(folder: Path | None) -> Path | None:
    """Return the dossier's bibliography file, or None."""
    if folder is None:
        return None
    return next((path for ending in BIBLIOGRAPHIES if (path := folder / f"references{ending}").is_file()), None)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(f"the file has {size:,} bytes, more than {_LARGEST:,}", where=str(path))
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=str(path)) from None


def records(path: Path) -> tuple[tuple[Work, ...], tuple[str, ...]]:
    """Return the registry records of ``crossref.jsonl``, and the printed words that were searched for in vain.

    A line is a Crossref ``message``, or a search: ``{"query": "…", "items": [message, …]}``.

    Raises:
        InputError: a line is neither.
    """
    works: list[Work] = []
    searches: list[str] = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            message = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            raise InputError(f"no JSON ({fault})", where=place) from None
        if isinstance(message, dict) and isinstance(message.get("message"), dict):
            message = message["message"]
        if not isinstance(message, dict):
            raise InputError("a Crossref record must be a JSON object", where=place)
        items = message.get("items")
        if isinstance(items, list) and isinstance(message.get("query"), str):
            searches.append(squash(message["query"]))
            works.extend(_work(item, place) for item in items)
        else:
            works.append(_work(message, place))
    return tuple(works), tuple(filter(None, searches))


def retractions(folder: Path) -> dict[str, tuple[Notice, ...]]:
    """Return the notices of a dossier's ``retraction_watch.csv`` (or ``.csv.gz``) by the DOI they concern.

    Raises:
        InputError: the file is no Retraction Watch table.
    """
    found: dict[str, tuple[Notice, ...]] = {}
    for ending in retraction_watch.ENDINGS:
        path = folder / f"retraction_watch{ending}"
        for doi, notice in retraction_watch.notices(path) if path.is_file() else ():
            found[doi] = (*found.get(doi, ()), notice)
    return found


def _work(message: object, place: str) -> Work:
    work = work_from_crossref(message if isinstance(message, Mapping) else {}, authority="dossier")
    if not work.fields.doi:
        raise InputError("the record has no valid DOI", where=place)
    return work


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path).decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError("the file is not UTF-8 text", where=str(path)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        place = _TOML_PLACE.search(str(fault))
        what = _TOML_PLACE.sub("", str(fault)).strip()
        raise InputError(f"no TOML: {what}", where=f"{path}:{place.group(1)}" if place else str(path)) from None


def sources(path: Path) -> tuple[SourceEvidence, ...]:
    """Return the recorded sources of ``evidence.toml``, each reference once."""
    sources = _entries(path, "source", SourceEvidence)
    seen: dict[int, int] = {}
    for place, source in enumerate(sources, start=1):
        if source.reference in seen:
            where = _line(path, "source", place)
            raise InputError(f"reference {source.reference} has two [[source]] entries", where=where)
        seen[source.reference] = place
    return sources


def decisions(path: Path) -> tuple[LinkDecision, ...]:
    """Return the decisions of ``links.toml``."""
    decisions = _entries(path, "link", LinkDecision)
    for place, link in enumerate(decisions, start=1):
        if link.decision not in _DECISIONS:
            what = f"the decision “{link.decision}” is none of {', '.join(_DECISIONS)}"
            raise InputError(what, where=_line(path, "link", place))
    return decisions


def _entries(path: Path, name: str, kind: type[_Entry]) -> tuple[_Entry, ...]:
    table = _table(path)
    _only_known(table, (name,), lambda: str(path))
    entries = table.get(name, [])
    if not isinstance(entries, list):
        raise InputError(f"“{name}” must be written as [[{name}]]", where=_line(path, name, 1))
    found = []
    for place, entry in enumerate(entries, start=1):
        where = partial(_line, path, name, place)
        _only_known(entry, kind.__struct_fields__, where)
        notes = entry.get("note") if isinstance(entry, dict) else None
        for note in notes if isinstance(notes, list) else ():
            _only_known(note, SourceNote.__struct_fields__, where)
        try:
            found.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError as fault:
            raise InputError(f"[[{name}]] {place}: {fault}", where=where()) from None
    return tuple(found)


def _only_known(table: object, known: Sequence[str], where: Callable[[], str]) -> None:
    """Refuse what a reader of the file would take for a note and nobody reads: a misspelt name."""
    for key in table if isinstance(table, dict) else ():
        if key not in known:
            close = difflib.get_close_matches(key[:100], known, n=1)
            remedy = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."
            raise InputError(f"there is no entry “{key[:100]}”", where=where(), remedy=remedy)


def _line(path: Path, name: str, place: int) -> str:
    """The file and line of the ``place``-th ``[[name]]``, as a reader finds it."""
    heads = re.finditer(rf"^\s*\[\[?\s*{name}\s*\]?\]", _read(path).decode("utf-8", "replace"), re.MULTILINE)
    for count, head in enumerate(heads, start=1):
        if count == place:
            text = _read(path).decode("utf-8", "replace")
            return f"{path}:{text.count(chr(10), 0, head.end()) + 1}"
    return str(path)

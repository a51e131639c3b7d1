"""The material kept beside an article: registry records, a fact-checker's notes, decisions on links.

A dossier is a folder with any of ``crossref.jsonl`` (one Crossref REST ``message`` a line),
``evidence.toml`` (sources and notes), ``links.toml`` (decisions) and ``references.bib``. It is data from
outside: everything is checked, and a fault names its file and line.
"""

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from deskcheck.authorities.matching import match
from deskcheck.authorities.records import work_from_crossref
from deskcheck.errors import InputError
from deskcheck.model import Evidence, Match, MatchStatus, Reference, Source, Work
from deskcheck.text import squash

BIBLIOGRAPHIES = (".bib", ".ris", ".enw", ".nbib", ".json")
_Entry = TypeVar("_Entry")
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


class Dossier:
    """One opened dossier.

    Attributes:
        works: the registry records.
        evidence_by_number: the recorded sources by reference number.
        decisions: decisions on links.
        bibliography: path of the bibliography file, or None.
    """

    name = "dossier"

    def __init__(
        self,
        folder: Path | None = None,
        works: tuple[Work, ...] = (),
        sources: tuple[SourceEvidence, ...] = (),
        decisions: tuple[LinkDecision, ...] = (),
    ) -> None:
        self.folder = folder
        self.works = works
        self.evidence_by_number = {source.reference: source for source in sources}
        self.decisions = decisions
        self.bibliography = _bibliography(folder)

    @classmethod
    def empty(cls) -> "Dossier":
        """Return a dossier that knows nothing."""
        return cls()

    @classmethod
    def open(cls, folder: Path) -> "Dossier":
        """Read a dossier folder.

        Raises:
            InputError: the folder is not there or one of its files cannot be understood.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise InputError(
                "no such folder",
                where=str(folder),
                remedy="Name the folder that holds crossref.jsonl or evidence.toml.",
            )
        return cls(
            folder,
            _works(folder / "crossref.jsonl"),
            _sources(folder / "evidence.toml"),
            _decisions(folder / "links.toml"),
        )

    def look_up(self, reference: Reference) -> Match:
        """Match the reference against the records; what is not among them stays unknown, for nobody asked further."""
        found = match(reference, self.works)
        if found.status is MatchStatus.NOT_FOUND and found.work is None:
            return msgspec.structs.replace(found, status=MatchStatus.UNKNOWN, reason="not looked up: offline")
        return found

    def evidence(self, number: int) -> tuple[Evidence, ...]:
        """Return what was recorded of the source of one reference: its notes, then design, population and sample."""
        source = self.evidence_by_number.get(number)
        if source is None:
            return ()
        by = source.checked_by
        on = source.checked_on.isoformat() if source.checked_on else ""
        notes = [(note.says, note.locator or source.read) for note in source.note]
        described = _described(source)
        if described:
            notes.append((described, "study design"))
        return tuple(
            Evidence(reference=number, origin="note", quote=says, locator=locator, checked_by=by, checked_on=on)
            for says, locator in notes
        )

    def material(self) -> dict[int, str]:
        """Return the words known of each reference's source, for telling which claim it may carry."""
        return {
            number: "\n".join(filter(None, (source.title, _described(source), *(note.says for note in source.note))))
            for number, source in self.evidence_by_number.items()
        }

    def renumbered(self, references: tuple[Reference, ...]) -> tuple[int, ...]:
        """Return the numbers whose recorded title does not open the printed reference: the list was renumbered."""
        wrong = []
        for reference in references:
            source = self.evidence_by_number.get(reference.number)
            if source and source.title and squash(source.title.rstrip(" .…")) not in squash(reference.printed):
                wrong.append(reference.number)
        return tuple(wrong)

    def sources(self) -> tuple[Source, ...]:
        """Return the bodies of data that this dossier brought in."""
        found = []
        if self.works:
            compiled = sum(work.compiled for work in self.works)
            note = f"{compiled} of {len(self.works)} records compiled by hand" if compiled else ""
            as_of = max((work.recorded_on for work in self.works), default="")
            found.append(Source("crossref.jsonl", "registry records", as_of, note, len(self.works)))
        if self.evidence_by_number:
            days = (source.checked_on.isoformat() for source in self.evidence_by_number.values() if source.checked_on)
            count = sum(len(source.note) for source in self.evidence_by_number.values())
            found.append(Source("evidence.toml", "fact-checker's notes", max(days, default=""), "", count))
        return tuple(found)


def _described(source: SourceEvidence) -> str:
    parts = (
        f"Design: {source.design}." if source.design else "",
        f"Population: {source.population}." if source.population else "",
        f"Place: {source.place}." if source.place else "",
        f"Sample: {source.sample}." if source.sample is not None else "",
    )
    return " ".join(filter(None, parts))


def _bibliography(folder: Path | None) -> Path | None:
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


def _works(path: Path) -> tuple[Work, ...]:
    works = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            message = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError) as fault:
            raise InputError(f"no JSON ({fault})", where=place) from None
        if isinstance(message, dict) and isinstance(message.get("message"), dict):
            message = message["message"]
        if not isinstance(message, dict):
            raise InputError("a Crossref record must be a JSON object", where=place)
        work = work_from_crossref(message, authority="dossier")
        if not work.fields.doi:
            raise InputError("the record has no valid DOI", where=place)
        works.append(work)
    return tuple(works)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path).decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError("the file is not UTF-8 text", where=str(path)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        place = _TOML_PLACE.search(str(fault))
        what = _TOML_PLACE.sub("", str(fault)).strip()
        raise InputError(f"no TOML: {what}", where=f"{path}:{place.group(1)}" if place else str(path)) from None


def _sources(path: Path) -> tuple[SourceEvidence, ...]:
    sources = _entries(path, "source", SourceEvidence)
    seen: dict[int, int] = {}
    for place, source in enumerate(sources, start=1):
        if source.reference in seen:
            where = _line(path, "source", place)
            raise InputError(f"reference {source.reference} has two [[source]] entries", where=where)
        seen[source.reference] = place
    return sources


def _decisions(path: Path) -> tuple[LinkDecision, ...]:
    decisions = _entries(path, "link", LinkDecision)
    for place, link in enumerate(decisions, start=1):
        if link.decision not in _DECISIONS:
            what = f"the decision “{link.decision}” is none of {', '.join(_DECISIONS)}"
            raise InputError(what, where=_line(path, "link", place))
    return decisions


def _entries(path: Path, name: str, kind: type[_Entry]) -> tuple[_Entry, ...]:
    entries = _table(path).get(name, [])
    if not isinstance(entries, list):
        raise InputError(f"“{name}” must be written as [[{name}]]", where=_line(path, name, 1))
    found = []
    for place, entry in enumerate(entries, start=1):
        try:
            found.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError as fault:
            raise InputError(f"[[{name}]] {place}: {fault}", where=_line(path, name, place)) from None
    return tuple(found)


def _line(path: Path, name: str, place: int) -> str:
    """The file and line of the ``place``-th ``[[name]]``, as a reader finds it."""
    heads = re.finditer(rf"^\s*\[\[?\s*{name}\s*\]?\]", _read(path).decode("utf-8", "replace"), re.MULTILINE)
    for count, head in enumerate(heads, start=1):
        if count == place:
            text = _read(path).decode("utf-8", "replace")
            return f"{path}:{text.count(chr(10), 0, head.end()) + 1}"
    return str(path)

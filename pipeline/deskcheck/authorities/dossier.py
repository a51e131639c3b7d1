"""The material kept beside an article: registry records, a fact-checker's notes, decisions on links.

A dossier is a folder with any of ``crossref.jsonl`` (one Crossref REST ``message`` a line),
``evidence.toml`` (sources and notes), ``links.toml`` (decisions), ``references.bib``,
``retraction_watch.csv`` (notices about works of any source) and ``sources/`` (full texts).
It is data from outside: everything is checked, and a fault names its file and line.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from deskcheck.authorities import dossier_files as files
from deskcheck.authorities import full_texts
from deskcheck.authorities.dossier_files import LinkDecision, SourceEvidence, SourceNote
from deskcheck.authorities.matching import match
from deskcheck.errors import InputError
from deskcheck.model import Evidence, Match, MatchStatus, Notice, Reference, Source, Work
from deskcheck.text import squash

__all__ = ["Dossier", "LinkDecision", "SourceEvidence", "SourceNote"]


class Dossier:
    """One opened dossier.

    Attributes:
        works: the registry records.
        evidence_by_number: the recorded sources by reference number.
        decisions: decisions on links.
        searches: folded words of recorded searches.
        bibliography: path of the bibliography file, or None.
    """

    name = "dossier"

    def __init__(
        self,
        folder: Path | None = None,
        works: tuple[Work, ...] = (),
        sources: tuple[SourceEvidence, ...] = (),
        decisions: tuple[LinkDecision, ...] = (),
        searches: tuple[str, ...] = (),
        *,
        retractions: Mapping[str, tuple[Notice, ...]] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.works = works
        self.evidence_by_number = {source.reference: source for source in sources}
        self.decisions = decisions
        self.searches = searches
        self._retractions = retractions
        self.bibliography = files.bibliography(folder)

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
        works, searches = files.records(folder / "crossref.jsonl")
        sources = files.sources(folder / "evidence.toml")
        decisions = files.decisions(folder / "links.toml")
        return cls(folder, works, sources, decisions, searches, retractions=files.retractions(folder))

    def look_up(self, reference: Reference) -> Match:
        """Match the reference against the records; what is not among them stays unknown, for nobody asked further."""
        found = match(reference, self.works)
        if found.status is MatchStatus.NOT_FOUND and found.work is None and not self._searched(reference):
            return msgspec.structs.replace(found, status=MatchStatus.UNKNOWN, reason="not looked up: offline")
        return found

    def notices_about(self, doi: str) -> tuple[Notice, ...]:
        """Return what the dossier's Retraction Watch table says of a work, whoever has its record."""
        return self._retractions.get(doi, ())

    def _searched(self, reference: Reference) -> bool:
        """Tell whether a recorded search was for these very words, so that its silence is an answer."""
        words = squash(reference.printed)
        return any(search in words for search in self.searches if len(search) > len(words) / 3)

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
        if self._retractions:
            count = sum(map(len, self._retractions.values()))
            found.append(Source("retraction_watch.csv", "Retraction Watch table", "", "", count))
        if texts := full_texts.files(self.folder):
            found.append(Source(f"{full_texts.FOLDER}/", "full texts of sources", "", "", len(texts)))
        return tuple(found)


def _described(source: SourceEvidence) -> str:
    parts = (
        f"Design: {source.design}." if source.design else "",
        f"Population: {source.population}." if source.population else "",
        f"Place: {source.place}." if source.place else "",
        f"Sample: {source.sample}." if source.sample is not None else "",
    )
    return " ".join(filter(None, parts))

"""A local index of works: candidates by blocking keys, records from SQLite, the same answers as live Crossref.

An index is a folder: ``works.sqlite`` (records, containers, facts about the index) and ``keys-*.bin``
(sorted runs of keys). It is opened read-only and may be read by many processes at once.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from deskcheck.authorities.identifiers import doi_readings
from deskcheck.authorities.index.build import DATABASE, VERSION
from deskcheck.authorities.index.keys import Key, author_keys, doi_key, place_keys, title_keys, update_key
from deskcheck.authorities.index.postings import Run
from deskcheck.authorities.index.store import Containers, Record, decode, registered_of, work_of
from deskcheck.authorities.matching import Printed, Registered, Scored, decide, printed, score, unsearchable
from deskcheck.authorities.matching.printed import number_key
from deskcheck.authorities.matching.registered import split_pages
from deskcheck.authorities.notices import merged
from deskcheck.errors import InputError
from deskcheck.model import Match, Notice, NoticeType, Reference, Source, Work

ENOUGH = 5
"""Candidates scored for one reference."""
_STRONG = 2.0
_ONE_KEY = 1.0
_PRINTED_SHARE = 0.4
_HEAD_SHARE = 0.75
_SURE = 0.97
_WEAKEST_SHARE = 0.25


class Info(msgspec.Struct, frozen=True):
    """Facts about an index; ``bytes`` is its size on disk."""

    path: str
    version: str
    works: int
    containers: int
    updates: int
    keys: int
    runs: int
    bytes: int
    sources: tuple[str, ...]


class Index:
    """One opened index."""

    name = "index"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = sqlite3.connect(
            f"file:{_quoted(folder / DATABASE)}?mode=ro", uri=True, check_same_thread=False
        )
        self._database.execute("pragma mmap_size = 1073741824")
        names = [str(name) for (name,) in self._database.execute("select name from runs order by name")]
        self._runs = [Run(folder / name) for name in names]
        self._containers = Containers(self._database)
        self._has_updates = bool(self._database.execute("select 1 from updates limit 1").fetchone())
        self._record = lru_cache(maxsize=4096)(self._read)

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open an index.

        Raises:
            InputError: it is missing, half-built, damaged or of another version.
        """
        folder = Path(folder)
        if not (folder / DATABASE).is_file():
            unfinished = folder.with_name(folder.name + ".partial")
            if folder.name.endswith(".partial") or unfinished.is_dir():
                remedy = "Run the same 'deskcheck index build' again: it goes on where it stopped."
                raise InputError("the index is only half built", where=str(folder), remedy=remedy)
            raise InputError("no index", where=str(folder), remedy="Build one with: deskcheck index build")
        if folder.name.endswith(".partial"):
            raise InputError(
                "the index is only half built", where=str(folder), remedy="Run the build again to finish it."
            )
        with _sound(folder):
            index = cls(folder)
            version = index.fact("version")
        if version != VERSION:
            what = f"the index has version “{version}”, this program reads “{VERSION}”"
            raise InputError(what, where=str(folder), remedy="Build it anew.")
        return index

    def fact(self, name: str) -> str:
        """Return a recorded fact, or ""."""
        found = self._database.execute("select value from meta where name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def info(self) -> Info:
        """Return what the index holds."""
        count = self._count
        return Info(
            path=str(self.folder),
            version=self.fact("version"),
            works=count("works"),
            containers=count("containers"),
            updates=count("updates"),
            keys=sum(len(run.postings) for run in self._runs),
            runs=len(self._runs),
            bytes=sum(path.stat().st_size for path in self.folder.iterdir()),
            sources=tuple(str(name) for (name,) in self._database.execute("select name from sources")),
        )

    def sources(self) -> tuple[Source, ...]:
        """Return the index as a body of data that the audit drew on."""
        return (Source("index", "registry records", "", str(self.folder), self._count("works")),)

    def look_up(self, reference: Reference) -> Match:
        """Match the reference against every work of the index.

        Raises:
            InputError: the index turns out to be damaged.
        """
        with _sound(self.folder):
            return self._looked_up(reference)

    def _looked_up(self, reference: Reference) -> Match:
        ours = printed(reference)
        ranked = [(one, partial(self._work, record)) for one, record in self.ranked(ours)]
        sure = ranked and ranked[0][0].probability >= _SURE
        if not sure and not ours.dois and unsearchable(reference):
            ranked = []
        return decide(reference, ours, ranked)

    def ranked(self, ours: Printed) -> list[tuple[Scored, Record]]:
        """Return the works that come into question with their scores, the most probable first."""
        newest: dict[str, tuple[int, Record]] = {}
        for number, record in self._records(self.candidates(ours)):
            known = newest.get(record.doi)
            if known is None or known[0] < number:
                newest[record.doi] = (number, record)
        keys = {key for _, _, key in ours.numbers}
        scored = [
            (score(ours, self._registered(record)), record)
            for _, record in newest.values()
            if _worth_scoring(ours, keys, record)
        ]
        scored.sort(key=lambda pair: -pair[0].probability)
        return scored

    def candidates(self, ours: Printed) -> list[int]:
        """Return the numbers of the works that share the most telling keys with the reference."""
        found: list[int] = []
        for doi in ours.dois:
            for reading in doi_readings(doi):
                found.extend(self._works(doi_key(reading)))
        weights: dict[int, float] = {}
        self._weigh(title_keys(ours), weights)
        self._weigh(place_keys(ours), weights)
        if not weights or max(weights.values()) < _STRONG:
            self._weigh(author_keys(ours), weights)
        if weights:
            enough = ENOUGH if max(weights.values()) > _ONE_KEY else 4 * ENOUGH
            best = sorted(weights, key=weights.__getitem__, reverse=True)[:enough]
            floor = weights[best[0]] * _WEAKEST_SHARE
            found.extend(number for number in best if weights[number] >= floor)
        return list(dict.fromkeys(found))

    def by_doi(self, doi: str) -> Work | None:
        """Return the work with this DOI, the newest record of it, or None."""
        with _sound(self.folder):
            for number in sorted(self._works(doi_key(doi)), reverse=True):
                record = self._record(number)
                if record.doi == doi:
                    return self._work(record)
        return None

    def notices_about(self, doi: str) -> tuple[Notice, ...]:
        """Return the notices that stand elsewhere: on the notices' own records, and in a Retraction Watch table.

        Raises:
            InputError: the index turns out to be damaged.
        """
        with _sound(self.folder):
            return tuple(self._further_notices(doi))

    def _weigh(self, keys: Iterable[Key], weights: dict[int, float]) -> None:
        for run in self._runs:
            works_of = run.works
            for key in keys:
                works = works_of(key)
                if works:
                    weight = len(works) ** -0.5
                    for number in works:
                        weights[number] = weights.get(number, 0.0) + weight

    def _works(self, key: Key) -> list[int]:
        return [number for run in self._runs for number in run.works(key)]

    def _read(self, number: int) -> Record:
        found = self._database.execute("select record from works where id = ?", (number,)).fetchone()
        return decode(found[0]) if found else Record("", "", "", [])

    def _records(self, numbers: list[int]) -> Iterator[tuple[int, Record]]:
        if numbers:
            marks = ",".join("?" * len(numbers))
            rows = self._database.execute(f"select id, record from works where id in ({marks})", numbers)  # noqa: S608
            for number, blob in rows.fetchall():
                yield number, decode(blob)

    def _registered(self, record: Record) -> Registered:
        return registered_of(record, self._containers.get(record.container)[1] if record.container else ())

    def _work(self, record: Record) -> Work:
        issn, names = self._containers.get(record.container) if record.container else ("", ())
        work = work_of(record, names, issn)
        further = self.notices_about(work.fields.doi)
        return msgspec.structs.replace(work, notices=merged((*work.notices, *further))) if further else work

    def _further_notices(self, doi: str) -> Iterable[Notice]:
        for number in self._works(update_key(doi)):
            record = self._record(number)
            for values in record.updates:
                kind, target, date, label, *sources = values
                if target == doi and record.doi != doi:
                    yield Notice(type=NoticeType(kind), doi=record.doi, date=date, sources=tuple(sources), label=label)
        if self._has_updates:
            rows = self._database.execute("select type, notice, date, label, source from updates where doi = ?", (doi,))
            for kind, notice, date, label, source in rows:
                yield Notice(type=NoticeType(kind), doi=notice, date=date, sources=(source,), label=label)

    def _count(self, table: str) -> int:
        return int(self._database.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - fixed names


def _worth_scoring(ours: Printed, keys: set[str], record: Record) -> bool:
    """Tell whether a record can win at all: its title's words are mostly printed, or its place is."""
    if record.doi in ours.dois:
        return True
    if _placed(record, keys):
        return True
    words = record.title.lower().split()
    if not words or _mostly_printed(words, ours, _PRINTED_SHARE):
        return True
    # A long subtitle may be left out: then the head before it is printed.
    head = record.title.partition(":")[0].lower().split()
    return len(words) > len(head) > 2 and _mostly_printed(head, ours, _HEAD_SHARE)


def _mostly_printed(words: Sequence[str], ours: Printed, share: float) -> bool:
    known = ours.token_set
    return sum([word.strip(",.:;()") in known for word in words]) >= share * len(words)


def _placed(record: Record, keys: set[str]) -> bool:
    """Tell whether the volume and the first page of a record are printed, as far as it has them."""
    if record.volume and number_key(record.volume.lower()) not in keys:
        return False
    page = record.number or split_pages(record.page)[0]
    return number_key(page.lower()) in keys if page else bool(record.volume)


@contextlib.contextmanager
def _sound(folder: Path) -> Iterator[None]:
    """Turn what a damaged file leads to into one line."""
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.DecodeError, LookupError, OSError, TypeError, ValueError) as fault:
        raise InputError(f"the index is damaged ({fault})", where=str(folder), remedy="Build it anew.") from None


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


__all__ = ["ENOUGH", "Index", "Info"]

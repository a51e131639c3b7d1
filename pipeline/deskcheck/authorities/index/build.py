"""Building and updating an index: a stream of records into SQLite and sorted runs of keys, resumable.

Work goes on in ``PATH.partial`` and becomes ``PATH`` in one rename, so a half-built index is never taken
for a whole one. After every finished source file, and every two million keys, the state is committed;
a build that was cut off continues there.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path

from deskcheck.authorities.identifiers import clean_doi
from deskcheck.authorities.index import reading
from deskcheck.authorities.index.keys import ID_BITS, work_keys
from deskcheck.authorities.index.postings import Run, merge_runs, write_run
from deskcheck.authorities.index.store import SCHEMA, Containers, encode, record_of, registered_of
from deskcheck.authorities.notices import notice_type
from deskcheck.authorities.records import work_from_crossref
from deskcheck.errors import InputError, OutputError
from deskcheck.model import NoticeType

VERSION = "deskcheck-index/1"
DATABASE = "works.sqlite"
_KEYS_A_RUN = 2_000_000
_RUNS_AT_ONCE = 16
_ROWS_AT_ONCE = 2_000
_WANTED = "Give Crossref records (.json, .jsonl, .json.gz, .tar) or a Retraction Watch table (.csv)."
Progress = Callable[[str, int], None]


class Writer:
    """Adds works to an index folder; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / DATABASE, isolation_level=None)
        self.database.execute("pragma synchronous = off")
        self.database.execute("pragma journal_mode = memory")
        self.database.execute("pragma cache_size = -32000")
        if not self.database.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
            self.database.executescript(SCHEMA)
            self.note("version", VERSION)
        self.containers = Containers(self.database)
        self.next = int(self.database.execute("select coalesce(max(id), 0) + 1 from works").fetchone()[0])
        self._postings: list[int] = []
        self._rows: list[tuple[int, bytes]] = []

    def __enter__(self) -> "Writer":
        self.database.execute("begin")
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.commit()
        elif self.database.in_transaction:
            self.database.execute("rollback")
        self.database.close()

    def note(self, name: str, value: str) -> None:
        """Record a fact about the index."""
        self.database.execute("insert or replace into meta values (?, ?)", (name, value))

    def add(self, message: reading.Message) -> bool:
        """Add one record; False when it has no valid DOI."""
        work = work_from_crossref(message, authority="index")
        if not work.fields.doi:
            return False
        row = self.containers.row(
            work.container_titles or _preprint_server(work.fields.container_title), work.fields.issn
        )
        record = record_of(work, row)
        names = self.containers.get(row)[1] if row else ()
        number = self.next
        self.next += 1
        self._rows.append((number, encode(record)))
        updated = [notice.doi for notice in work.updates if notice.doi]
        self._postings.extend(key << ID_BITS | number for key in work_keys(registered_of(record, names), updated))
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush_rows()
        return True

    def add_retraction(self, row: dict[str, str]) -> bool:
        """Add one row of a Retraction Watch table; False when it names no DOI."""
        doi = clean_doi(row.get("originalpaperdoi", ""))
        kind = notice_type(row.get("retractionnature", ""))
        if not doi or kind is NoticeType.OTHER:
            return False
        notice, date = clean_doi(row.get("retractiondoi", "")), _iso_date(row.get("retractiondate", ""))
        self.database.execute(
            "insert or replace into updates values (?, ?, ?, ?, ?)", (doi, kind.value, notice, date, "retraction-watch")
        )
        return True

    def commit(self, source: str = "", works: int = 0) -> None:
        """Make everything added so far last; ``source`` is then known as finished."""
        self._flush_rows()
        if self._postings:
            self._write_run(partial(write_run, self._postings))
            self._postings = []
        if source:
            self.database.execute("insert or replace into sources values (?, ?)", (source, works))
        self.database.execute("commit")
        self.database.execute("begin")

    @property
    def full(self) -> bool:
        """Whether enough keys are in memory to be written out."""
        return len(self._postings) >= _KEYS_A_RUN

    @property
    def empty(self) -> bool:
        """Whether neither a work nor a notice has been added."""
        self._flush_rows()
        return not self.database.execute("select 1 from works union all select 1 from updates limit 1").fetchone()

    def finished(self) -> set[str]:
        """The source files that were read to their end before."""
        return {str(name) for (name,) in self.database.execute("select name from sources")}

    def merge(self, at_most: int = 1) -> None:
        """Merge runs of keys until no more than ``at_most`` are left."""
        while len(names := self._runs()) > at_most:
            chosen = names[:_RUNS_AT_ONCE]
            runs = [Run(self.folder / name) for name in chosen]
            self._write_run(partial(merge_runs, runs))
            self.database.executemany("delete from runs where name = ?", [(name,) for name in chosen])
            self.database.execute("commit")
            self.database.execute("begin")
            for name in chosen:
                with contextlib.suppress(OSError):
                    (self.folder / name).unlink()

    def _runs(self) -> list[str]:
        return [str(name) for (name,) in self.database.execute("select name from runs order by name")]

    def _write_run(self, write: Callable[[Path], None]) -> None:
        count = (
            int(self.database.execute("select coalesce(max(value), 0) from meta where name = 'run'").fetchone()[0]) + 1
        )
        name = f"keys-{count:06d}.bin"
        write(self.folder / name)
        self.note("run", str(count))
        self.database.execute("insert into runs values (?)", (name,))

    def _flush_rows(self) -> None:
        self.database.executemany("insert into works values (?, ?)", self._rows)
        self._rows.clear()


def build(sources: Sequence[Path], out: Path, progress: Progress = lambda _, __: None) -> int:
    """Build an index at ``out`` from ``sources``; returns the number of works.

    A build that was cut off is continued.

    Raises:
        InputError: a source is missing or broken.
        OutputError: ``out`` exists already or cannot be written.
    """
    if out.exists():
        raise OutputError("is there already", where=str(out), remedy="Add to it with: deskcheck index update")
    unfinished = out.with_name(out.name + ".partial")
    paths = [path for source in sources for path in reading.files(source)]
    with _writing(out), Writer(unfinished) as writer:
        _fill(writer, paths, sources, progress, writer.finished())
        if writer.empty:
            raise InputError("holds no record with a DOI", where=", ".join(map(str, sources)), remedy=_WANTED)
        writer.merge()
        works = writer.next - 1
    with _writing(out):
        unfinished.replace(out)
    return works


def update(sources: Sequence[Path], out: Path, progress: Progress = lambda _, __: None) -> int:
    """Add the records of ``sources`` to the index at ``out``; a later record of a DOI replaces the earlier one."""
    if not (out / DATABASE).is_file():
        raise InputError("no index", where=str(out), remedy="Build one with: deskcheck index build")
    paths = [path for source in sources for path in reading.files(source)]
    with _writing(out), Writer(out) as writer:
        before = writer.next
        _fill(writer, paths, sources, progress, frozenset())
        writer.merge(at_most=_RUNS_AT_ONCE // 2)
        return writer.next - before


def _fill(writer: Writer, paths: Sequence[Path], named: Sequence[Path], progress: Progress, done: Set[str]) -> None:
    """Add the records of every file that is not done; a file that the user named must hold one."""
    for path in paths:
        name = str(path.resolve())
        if name in done:
            continue
        count = 0
        retractions = reading.is_retraction_watch(path)
        add = writer.add_retraction if retractions else writer.add
        for record in reading.rows(path) if retractions else reading.messages(path):
            count += add(record)  # type: ignore[arg-type]
            if count % _ROWS_AT_ONCE == 0:
                progress(path.name, writer.next - 1)
                if writer.full:
                    writer.commit()
        if not count and path in named:
            raise InputError("holds no record with a DOI", where=str(path), remedy=_WANTED)
        writer.commit(name, count)
        progress(path.name, writer.next - 1)


class _writing(contextlib.AbstractContextManager[None]):  # noqa: N801 - reads as a phrase: with _writing(out)
    """Turns a full disk or a missing right into one clear line."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def __exit__(self, kind: object, fault: object, _: object) -> None:
        if isinstance(fault, sqlite3.DatabaseError):
            raise OutputError(f"the index cannot be written ({fault})", where=str(self.out)) from None
        if isinstance(fault, OSError):
            what = f"the index cannot be written ({fault.strerror or fault})"
            free = shutil.disk_usage(self.out.parent).free if self.out.parent.exists() else 0
            raise OutputError(what, where=str(self.out), remedy=f"{free // 1_000_000:,} MB are free.") from None


def _preprint_server(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _iso_date(text: str) -> str:
    """``2/6/2010 0:00`` or ``2010-02-06`` as an ISO date; empty when it is neither."""
    day = text.split(" ", maxsplit=1)[0].split("T", maxsplit=1)[0]
    if day.count("-") == 2 and day[:4].isdigit():
        return day[:10]
    parts = day.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        month, date, year = (int(part) for part in parts)
        return f"{year:04d}-{month:02d}-{date:02d}"
    return ""

"""Building and updating an index: a stream of records into SQLite and sorted runs of keys, resumable.

Work goes on in ``PATH.partial`` and becomes ``PATH`` in one rename, so a half-built index is never taken
for a whole one. After every finished source file, and every two million keys, the state is committed;
a build that was cut off continues there.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from deskcheck.authorities import retraction_watch
from deskcheck.authorities.index import reading
from deskcheck.authorities.index.keys import ID_BITS, work_keys
from deskcheck.authorities.index.postings import Run, merge_runs, write_run
from deskcheck.authorities.index.store import SCHEMA, Containers, encode, record_of, registered_of
from deskcheck.authorities.records import work_from_crossref
from deskcheck.errors import InputError, OutputError
from deskcheck.model import Notice

VERSION = "deskcheck-index/2"
DATABASE = "works.sqlite"
_KEYS_A_RUN = 2_000_000
_RUNS_AT_ONCE = 16
_ROWS_AT_ONCE = 2_000
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
        elif self.fact("version") != VERSION:
            what = f"the index has version “{self.fact('version')}”, this program writes “{VERSION}”"
            raise InputError(what, where=str(folder), remedy="Build it anew.")
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

    def fact(self, name: str) -> str:
        """Return a recorded fact, or ""."""
        found = self.database.execute("select value from meta where name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

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

    def add_retraction(self, event: tuple[str, Notice]) -> bool:
        """Add a Retraction Watch table's notice about a DOI."""
        doi, notice = event
        row = (doi, notice.type.value, notice.doi, notice.date, notice.label, *notice.sources)
        self.database.execute("insert or replace into updates values (?, ?, ?, ?, ?, ?)", row)
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
    with _writing(out):
        _cleared(unfinished, paths)
    with _writing(out), Writer(unfinished) as writer:
        writer.note("sources", "\n".join(map(_named, paths)))
        writer.commit()
        _fill(writer, paths, progress)
        writer.merge()
        works = writer.next - 1
        known = works or writer.database.execute("select 1 from updates").fetchone()
    if not known:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise _nothing(sources)
    with _writing(out):
        unfinished.replace(out)
    return works


def _cleared(unfinished: Path, paths: Iterable[Path]) -> None:
    """Drop what an earlier build left unless it was a build of these sources, in this version."""
    if not unfinished.exists():
        return
    with contextlib.closing(sqlite3.connect(unfinished / DATABASE)) as database:
        try:
            facts = dict(database.execute("select name, value from meta").fetchall())
        except sqlite3.DatabaseError:
            facts = {}
    begun = set(facts.get("sources", "").split("\n"))
    if facts.get("version") != VERSION or not begun <= set(map(_named, paths)):
        shutil.rmtree(unfinished)


def _nothing(sources: Sequence[Path]) -> InputError:
    return InputError("no Crossref record is in it", where=", ".join(map(str, sources)))


def _named(path: Path) -> str:
    return str(path.resolve())


def update(sources: Sequence[Path], out: Path, progress: Progress = lambda _, __: None) -> int:
    """Add the records of ``sources`` to the index at ``out``; a later record of a DOI replaces the earlier one."""
    if not (out / DATABASE).is_file():
        raise InputError("no index", where=str(out), remedy="Build one with: deskcheck index build")
    paths = [path for source in sources for path in reading.files(source)]
    with _writing(out), Writer(out) as writer:
        before = writer.next
        if not _fill(writer, paths, progress, again=True):
            raise _nothing(sources)
        writer.merge(at_most=_RUNS_AT_ONCE // 2)
        return writer.next - before


def _fill(writer: Writer, paths: Iterable[Path], progress: Progress, *, again: bool = False) -> int:
    """Add every file not read before; returns how many records and notices were added."""
    total = 0
    finished = set() if again else writer.finished()
    for path in paths:
        name = _named(path)
        if name in finished:
            continue
        count = 0
        retractions = reading.is_retraction_watch(path)
        add = writer.add_retraction if retractions else writer.add
        for record in retraction_watch.notices(path) if retractions else reading.messages(path):
            count += add(record)  # type: ignore[arg-type]
            if count % _ROWS_AT_ONCE == 0:
                progress(path.name, writer.next - 1)
                if writer.full:
                    writer.commit()
        writer.commit(name, count)
        total += count
        progress(path.name, writer.next - 1)
    return total


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

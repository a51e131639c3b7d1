"""Answers kept on disk, one row each, so that a run that is cut off loses nothing and a second one asks nothing.

Only answers are kept: that a record exists and what it says, or that the service said it does not. A
failure is no answer and is never kept. Readers and writers may be many processes (SQLite, WAL). What a row says of
itself is checked before it is believed: half-written, edited, future-dated and oversized rows are as good as absent.
"""

import contextlib
import hashlib
import os
import sqlite3
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

DAY = 86_400.0
AGES = {
    "record": 3 * DAY,
    "absent": 1 * DAY,
    "search": 14 * DAY,
    "abstract": 30 * DAY,
    "number": 30 * DAY,
    "page": 7 * DAY,
    "page text": 7 * DAY,
    "archived": 30 * DAY,
    "handle": 90 * DAY,
}
"""Seconds that an answer is believed, by kind: notices change a record's meaning, so records stay briefly."""
MAX_BODY = 64_000_000
"""Bytes of one answer at most, once inflated; the network takes half as many."""
_AHEAD = 300.0
"""Seconds that clocks may differ; a row from later than that was not written by an honest clock."""
_VERSION = 2
_SCHEMA = """
create table if not exists answers (kind text not null, key text not null, body blob not null, kept real not null,
    digest blob not null, primary key (kind, key)) without rowid
"""
_INSERT = "insert or replace into answers values (?, ?, ?, ?, ?)"


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")


class _Absent(Exception):  # noqa: N818 - no error: there is no cache
    pass


class Cache:
    """A cache in one file; every trouble with the file means "not cached", never an error.

    Args:
        path: the file; None for no cache.
        clock: seconds since 1970.
        warn: is told, in one line, that a damaged file was moved aside.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        clock: Callable[[], float] = time.time,
        warn: Callable[[str], None] = _complain,
    ) -> None:
        self._path = path
        self._clock = clock
        self._warn = warn
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._opened_file = 0
        if path is not None:
            self._open(path)

    def get(self, kind: str, key: str, *, any_age: bool = False) -> bytes | None:
        """Return the kept answer if it is whole and young enough for its kind (or of any age), else None."""
        row = None
        with self._in_use() as run:
            row = run("select body, kept, digest from answers where kind = ? and key = ?", (kind, key)).fetchone()
        if row is None:
            return None
        body, kept, digest = row
        if not isinstance(body, bytes) or not isinstance(kept, float) or digest != _digest(kind, key, body, kept):
            return None
        age = self._clock() - kept
        if age < -_AHEAD or not (any_age or age <= AGES.get(kind, 0.0)):
            return None
        return _inflated(body)

    def put(self, kind: str, key: str, body: bytes) -> None:
        """Keep one answer."""
        self.put_all(kind, [(key, body)])

    def put_all(self, kind: str, answers: Iterable[tuple[str, bytes]]) -> None:
        """Keep several answers, all of them or none."""
        now = float(self._clock())
        rows = []
        for key, body in answers:
            held = zlib.compress(body, 3)
            rows.append((kind, key, held, now, _digest(kind, key, held, now)))
        with self._in_use() as run:
            run("begin immediate")
            for row in rows:
                run(_INSERT, row)
            run("commit")

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextlib.contextmanager
    def _in_use(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """Give what runs a statement, one thread at a time; a fault undoes what was begun, damage begins a new file."""
        with self._lock, contextlib.suppress(_Absent):
            try:
                yield self._run
            except (sqlite3.OperationalError, UnicodeEncodeError):
                # Locked for long, a full disk, read-only, a key that is no text: what the file holds is sound.
                self._undo()
            except sqlite3.DatabaseError:
                self.close()
                if self._path is not None:
                    self._begin_anew(self._path)

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        if self._database is None:
            raise _Absent
        return self._database.execute(statement, values)

    def _undo(self) -> None:
        if self._database is not None and self._database.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("rollback")

    def _open(self, path: Path) -> None:
        try:
            self._opened_file = _inode(path)
            self._database = _opened(path)
            self._opened_file = _inode(path)
        except sqlite3.OperationalError:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._database = _opened_for_reading(path)
        except sqlite3.DatabaseError:
            self._begin_anew(path)
        except OSError:
            return

    def _begin_anew(self, path: Path) -> None:
        """Move a damaged file aside; what it held can be asked again."""
        with contextlib.suppress(OSError, sqlite3.Error):
            # Unless another process has done so already.
            if _inode(path) == self._opened_file:
                aside = path.with_name(path.name + ".damaged")
                path.replace(aside)
                for rest in ("-wal", "-shm"):
                    path.with_name(path.name + rest).unlink(missing_ok=True)
                self._warn(f"{path}: the cache was damaged; it was moved to {aside.name} and begun anew.")
            self._database = _opened(path)


def default_path() -> Path:
    """Return where the user's cache lies (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "deskcheck" / "answers.sqlite"


def _digest(kind: str, key: str, body: bytes, kept: float) -> bytes:
    """Return what ties a row together; it tells damage and changed rows, not a forger who knows this line."""
    named = f"{_VERSION}\0{kind}\0{key}\0{kept!r}\0".encode(errors="surrogatepass")
    return hashlib.blake2b(named + body, digest_size=16).digest()


def _inflated(body: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        whole = unpacking.decompress(body, MAX_BODY)
    except zlib.error:
        return None
    return whole if unpacking.eof else None


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    try:
        # While others hold the file it stays in the mode it is in.
        with contextlib.suppress(sqlite3.OperationalError):
            database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        if _version(database) != _VERSION:
            database.execute("begin immediate")
            # Another process may have been faster.
            if _version(database) != _VERSION:
                database.execute("drop table if exists answers")
                database.execute(_SCHEMA)
                database.execute(f"pragma user_version = {_VERSION}")
            database.execute("commit")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _opened_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open a file that cannot be written; a row that another process changes meanwhile fails its digest."""
    if not path.is_file() or (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)):
        return None
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        if _version(database) == _VERSION:
            return database
    except sqlite3.Error:
        pass
    database.close()
    return None


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("pragma user_version").fetchone()[0])

"""Answers kept on disk, one row each, so that a run that is cut off loses nothing and a second one asks nothing.

Only answers are kept: that a record exists and what it says, or that the service said it does not. A
failure is no answer and is never kept. Readers and writers may be many processes (SQLite, WAL).
"""

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

DAY = 86_400.0
AGES = {"record": 3 * DAY, "absent": 1 * DAY, "search": 14 * DAY, "abstract": 30 * DAY}
"""Seconds that an answer is believed, by kind: notices change a record's meaning, so records stay briefly."""
_SCHEMA = """
create table if not exists answers (kind text not null, key text not null, body blob not null, kept real not null,
    primary key (kind, key)) without rowid
"""
_VERSION = 1


class Cache:
    """A cache in one file; every trouble with the file means "not cached", never an error."""

    def __init__(self, path: Path | None, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._database: sqlite3.Connection | None = None
        if path is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._database = _opened(path)

    def get(self, kind: str, key: str, *, any_age: bool = False) -> bytes | None:
        """Return the kept answer if it is young enough for its kind (or of any age), else None."""
        if self._database is None:
            return None
        try:
            found = self._database.execute(
                "select body, kept from answers where kind = ? and key = ?", (kind, key)
            ).fetchone()
            if found is None or not (any_age or self._clock() - found[1] <= AGES.get(kind, 0.0)):
                return None
            return zlib.decompress(found[0])
        except (sqlite3.Error, zlib.error, TypeError):
            return None

    def put(self, kind: str, key: str, body: bytes) -> None:
        """Keep one answer."""
        self.put_all(kind, [(key, body)])

    def put_all(self, kind: str, answers: Iterable[tuple[str, bytes]]) -> None:
        """Keep several answers."""
        if self._database is None:
            return
        now = self._clock()
        rows = [(kind, key, zlib.compress(body, 3), now) for key, body in answers]
        with contextlib.suppress(sqlite3.Error):
            self._database.executemany("insert or replace into answers values (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None


def default_path() -> Path:
    """Return where the user's cache lies (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "deskcheck" / "answers.sqlite"


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        version = database.execute("pragma user_version").fetchone()[0]
        if version not in (0, _VERSION):
            database.execute("drop table if exists answers")
        database.execute(_SCHEMA)
        database.execute(f"pragma user_version = {_VERSION}")
    except sqlite3.DatabaseError:
        # A damaged cache holds nothing that cannot be asked again.
        database.close()
        path.unlink(missing_ok=True)
        database = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        database.execute(_SCHEMA)
    return database
